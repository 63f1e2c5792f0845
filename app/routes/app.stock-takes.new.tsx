import { randomUUID } from 'node:crypto'
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Page } from '@shopify/polaris'
import { z } from 'zod'
import { merchant } from '#app/access/merchant.server.ts'
import { readShop } from '#app/db.server.ts'
import { beginStockTake } from '#app/flows/stock-take-begun.server.ts'
import { BeginTakeForm, type BegunSaid } from '#app/stock/BeginTakeForm.tsx'
import { placesToCount, suppliersToCount } from '#app/stock/read-stock-takes.server.ts'
import { codesIn } from '#app/stock/stock-take.ts'
import { RouteError } from '#app/ui/RouteError.tsx'
import { invalid, refused, saidOfCommon } from '#app/ui/said.ts'
import { useWords } from '#app/ui/words.tsx'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await merchant(request)
  const sku = new URL(request.url).searchParams.get('sku') ?? ''
  return readShop(shop, async (tx) => ({
    newTake: randomUUID(),
    sku,
    places: await placesToCount(tx, shop),
    suppliers: await suppliersToCount(tx, shop),
  }))
}

const Wanted = z.object({ id: z.uuid(), name: z.string().trim().max(80), location: z.string().min(1) })
const Selected = z.discriminatedUnion('by', [
  z.object({ by: z.literal('everything') }),
  z.object({ by: z.literal('search'), search: z.string().trim().min(1) }),
  z.object({ by: z.literal('supplier'), supplier: z.uuid() }),
  z.object({
    by: z.literal('codes'),
    codes: z.string().transform(codesIn).pipe(z.array(z.string()).min(1).max(5_000)),
  }),
  z.object({ by: z.literal('age'), days: z.coerce.number().int().min(1).max(3_650) }),
])

export async function action({ request }: ActionFunctionArgs): Promise<BegunSaid | Response> {
  const { shop, who } = await merchant(request)
  const form = Object.fromEntries(await request.formData())
  const wanted = Wanted.safeParse(form)
  const selection = Selected.safeParse(form)
  if (!wanted.success) return refused('common.not-found')
  if (!selection.success) return invalid({ [fieldOf(form.by)]: 'stock-take.say-which' })
  const outcome = await beginStockTake(shop, { ...wanted.data, selection: selection.data }, who)
  switch (outcome.kind) {
    case 'done':
      return redirect(`/app/stock-takes/${wanted.data.id}`)
    case 'unknown-codes':
      return refused('stock-take.unknown-codes', { codes: outcome.codes.slice(0, 20).join(', ') })
    case 'counted-already':
      return { ...refused('stock-take.counted-already'), take: outcome.take }
    case 'nothing-to-count':
      return refused('stock-take.nothing-to-count')
    default:
      return saidOfCommon(outcome.kind)
  }
}

function fieldOf(by: unknown): string {
  return by === 'age' ? 'days' : String(by)
}

export default function NewStockTake() {
  const { newTake, sku, places, suppliers } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <Page
      narrowWidth
      title={t('stock-take.begin')}
      backAction={{ content: t('stock-take.many'), url: '/app/stock-takes' }}
    >
      <BeginTakeForm newTake={newTake} sku={sku} places={places} suppliers={suppliers} />
    </Page>
  )
}

export const ErrorBoundary = RouteError
