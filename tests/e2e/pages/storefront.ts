import type { Visitor } from '../visitor.ts'

/** A customer orders in the practice store's storefront; answers what the shop says of it. */
export async function orderInStorefront(
  { page, openStore }: Visitor,
  { as, poNumber, lines }: { as: string; poNumber: string; lines: Record<string, number> },
): Promise<string> {
  await openStore(`/store/moulin-lyon/storefront?as=${encodeURIComponent(as)}`)
  for (const [sku, quantity] of Object.entries(lines))
    await page.getByLabel(`Quantity of ${sku}`).fill(String(quantity))
  await page.locator('input[name="poNumber"]').fill(poNumber)
  await page.getByRole('button', { name: 'Place the order' }).click()
  return page.locator('.said').innerText()
}
