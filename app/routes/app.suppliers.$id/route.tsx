import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BlockStack, Page } from '@shopify/polaris'
import { merchant } from '#app/access/merchant.server.ts'
import { readShop } from '#app/db.server.ts'
import { readSettings } from '#app/shop/read-settings.server.ts'
import { readSupplier, readWantedItem, type SupplierPage } from '#app/suppliers/read-supplier.server.ts'
import { SupplierForm } from '#app/suppliers/SupplierForm.tsx'
import { SupplierItems } from '#app/suppliers/SupplierItems.tsx'
import { RouteError } from '#app/ui/RouteError.tsx'
import { useWords } from '#app/ui/words.tsx'
import { doToSupplier } from './do-to-supplier.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await merchant(request)
  const { id } = params
  const isNew = id === 'new'
  return readShop(shop, async (tx) => {
    const supplier = isNew
      ? blank((await readSettings(tx, shop))?.currency ?? 'EUR')
      : await readSupplier(tx, shop, id!)
    if (!supplier) throw new Response(null, { status: 404 })
    return { supplier, isNew, wanted: await readWantedItem(tx, shop, itemIn(request)) }
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

function blank(currency: string): SupplierPage {
  return {
    id: '',
    name: '',
    email: null,
    language: 'fr',
    currency,
    leadDays: 5,
    cutOff: '14:00',
    closedOn: [],
    address: {},
    items: [],
  }
}

export default function Supplier() {
  const { supplier, isNew, wanted } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const items = !isNew && <SupplierItems key={wanted?.item} supplier={supplier} wanted={wanted} />
  return (
    <Page
      title={isNew ? t('supplier.new') : supplier.name}
      backAction={{ content: t('nav.suppliers'), url: '/app/suppliers' }}
    >
      <BlockStack gap="400">
        {wanted && items}
        <SupplierForm key={JSON.stringify({ ...supplier, items: null })} supplier={supplier} isNew={isNew} />
        {!wanted && items}
      </BlockStack>
    </Page>
  )
}

export const ErrorBoundary = RouteError
