import type { Visitor } from '../visitor.ts'

/** Somebody fulfils an order in Shopify itself, past Carnet. */
export async function fulfilInShopify({ page, openStore }: Visitor, order: string): Promise<void> {
  await openStore(`/store/moulin-lyon/orders/${order}`)
  await page.getByRole('button', { name: 'Fulfil all in Shopify' }).click()
  await page.getByText('Fulfilled in Shopify.').waitFor()
}
