import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Banner, Box, Button, Card, IndexTable, Link, Page, Text } from '@shopify/polaris'
import { merchant } from '#app/access/merchant.server.ts'
import { idOf, type Gid } from '#app/core/gid.ts'
import { readShop } from '#app/db.server.ts'
import { listSuppliers, readWantedItem, type ListedSupplier } from '#app/suppliers/read-supplier.server.ts'
import { Nothing } from '#app/ui/Nothing.tsx'
import { RouteError } from '#app/ui/RouteError.tsx'
import { useWords } from '#app/ui/words.tsx'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await merchant(request)
  const item = new URL(request.url).searchParams.get('item')
  return readShop(shop, async (tx) => ({
    suppliers: await listSuppliers(tx, shop),
    wanted: await readWantedItem(tx, shop, item),
  }))
}

export default function Suppliers() {
  const { suppliers, wanted } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const query = wanted ? `?item=${idOf(wanted.item as Gid)}` : ''
  const add = { content: t('supplier.add'), url: `/app/suppliers/new${query}` }
  return (
    <Page title={t('nav.suppliers')} primaryAction={suppliers.length > 0 ? add : undefined}>
      {wanted && (
        <Box paddingBlockEnd="400">
          <Banner tone="info">{t('supplier.who-sells', { title: wanted.title })}</Banner>
        </Box>
      )}
      <Card padding="0">
        {suppliers.length === 0 ? (
          <Nothing
            title={t('supplier.none')}
            action={
              <Button variant="primary" url={add.url}>
                {add.content}
              </Button>
            }
          >
            {t('supplier.none-why')}
          </Nothing>
        ) : (
          <Table suppliers={suppliers} query={query} />
        )}
      </Card>
    </Page>
  )
}

function Table({ suppliers, query }: { suppliers: ListedSupplier[]; query: string }) {
  const { t, quantity } = useWords()
  return (
    <IndexTable
      resourceName={{ singular: t('supplier.one'), plural: t('supplier.many') }}
      itemCount={suppliers.length}
      selectable={false}
      headings={[
        { title: t('supplier.name') },
        { title: t('supplier.email') },
        { title: t('supplier.lead-days') },
        { title: t('supplier.cut-off') },
        { title: t('supplier.items'), alignment: 'end' },
      ]}
    >
      {suppliers.map((supplier, index) => (
        <IndexTable.Row key={supplier.id} id={supplier.id} position={index}>
          <IndexTable.Cell>
            <Link dataPrimaryLink url={`/app/suppliers/${supplier.id}${query}`} removeUnderline>
              <Text as="span" fontWeight="semibold">
                {supplier.name}
              </Text>
            </Link>
          </IndexTable.Cell>
          <IndexTable.Cell>{supplier.email ?? '–'}</IndexTable.Cell>
          <IndexTable.Cell>{t('supplier.working-days', { count: supplier.leadDays })}</IndexTable.Cell>
          <IndexTable.Cell>{supplier.cutOff}</IndexTable.Cell>
          <IndexTable.Cell>
            <Text as="span" alignment="end" numeric>
              {quantity(supplier.items)}
            </Text>
          </IndexTable.Cell>
        </IndexTable.Row>
      ))}
    </IndexTable>
  )
}

export const ErrorBoundary = RouteError
