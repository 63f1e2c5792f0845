import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BlockStack, Box, Card, Page } from '@shopify/polaris'
import { z } from 'zod'
import { merchant } from '#app/access/merchant.server.ts'
import { CustomerCard } from '#app/customers/CustomerCard.tsx'
import { listCustomers } from '#app/customers/read-customers.server.ts'
import { readShop } from '#app/db.server.ts'
import { changeCustomer } from '#app/flows/customer-changed.server.ts'
import { ACCEPTED } from '#app/core/accepted.ts'
import { readSettings } from '#app/shop/read-settings.server.ts'
import { fieldErrors } from '#app/ui/field-errors.ts'
import { Nothing } from '#app/ui/Nothing.tsx'
import { Pager } from '#app/ui/Pager.tsx'
import { RouteError } from '#app/ui/RouteError.tsx'
import { done, invalid, saidOfCommon, type Said } from '#app/ui/said.ts'
import { SearchField } from '#app/ui/SearchField.tsx'
import { useWords } from '#app/ui/words.tsx'

const Settings = z.object({
  id: z.string().min(1),
  accepts: z.enum(['', ...ACCEPTED]).transform((text) => (text === '' ? null : text)),
  maxShipments: z
    .string()
    .regex(/^([1-9]\d{0,2})?$/, 'field.at-least-one')
    .transform((text) => (text === '' ? null : Number(text))),
  callOff: z.enum(['yes', 'no']).transform((text) => text === 'yes'),
  language: z.enum(['', 'fr', 'en']).transform((text) => text || null),
  siren: z
    .string()
    .trim()
    .regex(/^(\d{9})?$/, 'field.siren')
    .transform((text) => text || null),
  vatNumber: z
    .string()
    .trim()
    .regex(/^([A-Z]{2}[0-9A-Z]{2,13})?$/, 'field.vat-number')
    .transform((text) => text || null),
})

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await merchant(request)
  const asked = new URL(request.url).searchParams
  const wanted = { search: asked.get('search') ?? '', after: asked.get('after'), take: 30 }
  return readShop(shop, async (tx) => {
    const settings = await readSettings(tx, shop)
    return {
      search: wanted.search,
      accepts: { b2b: settings?.b2bAccepts ?? 'parts', b2c: settings?.b2cAccepts ?? 'whole-order' },
      ...(await listCustomers(tx, shop, wanted)),
    }
  })
}

export async function action({ request }: ActionFunctionArgs): Promise<Said> {
  const { shop, who } = await merchant(request)
  const read = Settings.safeParse(Object.fromEntries(await request.formData()))
  if (!read.success) return invalid(fieldErrors(read.error))
  const outcome = await changeCustomer(shop, read.data, who)
  return outcome.kind === 'done' ? done('customer.saved') : saidOfCommon(outcome.kind)
}

export default function Customers() {
  const { search, accepts, customers, next } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <Page title={t('nav.customers')}>
      <BlockStack gap="400">
        <Card padding="0">
          <Box padding="300">
            <SearchField label={t('customer.search')} />
          </Box>
          {customers.length === 0 && (
            <Nothing title={search ? t('customer.none-found') : t('customer.none')}>
              {search ? t('common.search-otherwise') : t('customer.none-why')}
            </Nothing>
          )}
        </Card>
        {customers.map((customer) => (
          <CustomerCard key={customer.id} customer={customer} byShop={accepts[customer.kind]} />
        ))}
        <Pager next={next} />
      </BlockStack>
    </Page>
  )
}

export const ErrorBoundary = RouteError
