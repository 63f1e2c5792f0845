import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BlockStack, Page } from '@shopify/polaris'
import { merchant } from '#app/access/merchant.server.ts'
import { now } from '#app/clock.server.ts'
import { readShop } from '#app/db.server.ts'
import { holidayCountries } from '#app/shop/read-calendar.server.ts'
import { readSettings, type SettingsView } from '#app/shop/read-settings.server.ts'
import { readSupplier, readWantedItem, type SupplierPage } from '#app/suppliers/read-supplier.server.ts'
import { SupplierForm } from '#app/suppliers/SupplierForm.tsx'
import { SupplierItems } from '#app/suppliers/SupplierItems.tsx'
import { timeZones } from '#app/ui/calendar-fields.ts'
import { RouteError } from '#app/ui/RouteError.tsx'
import { useWords } from '#app/ui/words.tsx'
import { doToSupplier } from './do-to-supplier.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, language } = await merchant(request)
  const { id } = params
  const isNew = id === 'new'
  const choices = { countries: await holidayCountries(language), zones: timeZones() }
  return readShop(shop, async (tx) => {
    const settings = await readSettings(tx, shop)
    const supplier = isNew ? blank(settings) : await readSupplier(tx, shop, id!, now())
    if (!supplier) throw new Response(null, { status: 404 })
    const wanted = await readWantedItem(tx, shop, itemIn(request))
    return { supplier, isNew, wanted, choices: { ...choices, shopZone: settings?.timeZone ?? 'UTC' } }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, who } = await merchant(request)
  const { said, created } = await doToSupplier(shop, params.id!, await request.formData(), who)
  const item = itemIn(request)
  if (created) return redirect(`/app/suppliers/${created}${item ? `?item=${encodeURIComponent(item)}` : ''}`)
  return said
}

const itemIn = (request: Request) => new URL(request.url).searchParams.get('item')

// He is likely to sit where the shop does.
function blank(shop: SettingsView | null): SupplierPage {
  return {
    id: '',
    name: '',
    email: null,
    language: 'fr',
    currency: shop?.currency ?? 'EUR',
    leadDays: 5,
    cutOff: '14:00',
    timeZone: '',
    weekend: shop?.weekend ?? [6, 7],
    orderDays: [],
    closures: [],
    holidays: shop?.holidays ?? '',
    calendar: null,
    address: {},
    items: [],
  }
}

export default function Supplier() {
  const { supplier, isNew, wanted, choices } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const items = !isNew && <SupplierItems key={wanted?.item} supplier={supplier} wanted={wanted} />
  return (
    <Page
      title={isNew ? t('supplier.new') : supplier.name}
      backAction={{ content: t('nav.suppliers'), url: '/app/suppliers' }}
    >
      <BlockStack gap="400">
        {wanted && items}
        <SupplierForm
          key={JSON.stringify({ ...supplier, items: null, calendar: null })}
          supplier={supplier}
          isNew={isNew}
          choices={choices}
        />
        {!wanted && items}
      </BlockStack>
    </Page>
  )
}

export const ErrorBoundary = RouteError
