import type { LoaderFunctionArgs } from '@remix-run/node'
import { merchant } from '#app/access/merchant.server.ts'
import { now } from '#app/clock.server.ts'
import { asDay } from '#app/core/day.ts'
import { readShop } from '#app/db.server.ts'
import { stockValueCsv } from '#app/paper/stock-value-csv.ts'
import { listStockValue, sellerOf } from '#app/stock/read-stock-value.server.ts'

/** What lay on hand at a day's end and what it was worth, for a spreadsheet. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, language } = await merchant(request)
  const asked = new URL(request.url).searchParams
  const file = await readShop(shop, async (tx) => {
    const seller = await sellerOf(tx, shop, now())
    if (!seller) throw new Response(null, { status: 404 })
    const day = asDay(asked.get('day') ?? '') ?? seller.today
    const wanted = {
      day,
      location: asked.get('location') || null,
      tab: 'all',
      after: null,
      take: null,
    } as const
    const { items } = await listStockValue(tx, shop, seller, wanted)
    return { day, text: stockValueCsv({ day, currency: seller.currency, items }, language) }
  })
  return new Response(file.text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="stock-${file.day}.csv"`,
      'cache-control': 'private, no-store',
    },
  })
}
