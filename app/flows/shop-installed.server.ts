import { fetchShop } from '#app/adapters/shopify/fetch-shop.server.ts'
import { now } from '#app/clock.server.ts'
import { withShop } from '#app/db.server.ts'
import { note } from '#app/shop/audit.server.ts'
import { forgetImport } from '#app/shop/import-steps.server.ts'
import { parseShop } from '#app/shop/parse-shop.ts'
import { enqueue, importOf } from '#app/worker/enqueue.server.ts'

/**
 * Installs a shop, or installs it again: its row, its generation, and the import of what it has. What a person set
 * before an uninstall stays; nothing leaves before *Start*, which an uninstall takes back.
 */
export async function shopInstalled(shop: string): Promise<void> {
  const told = parseShop(await fetchShop(shop))
  const at = now()
  await withShop(shop, async (tx) => {
    const { identity, primaryLocation, ...facts } = told
    const row = await tx.shop.findUnique({ where: { shop } })
    if (row && !row.uninstalledAt) return
    if (row) {
      const again = {
        ...facts,
        language: row.language,
        installedAt: at,
        uninstalledAt: null,
        startedAt: null,
        importedAt: null,
      }
      await tx.shop.update({ where: { shop }, data: { ...again, generation: { increment: 1 } } })
      await forgetImport(tx, shop)
    } else
      await tx.shop.createMany({
        data: [
          {
            shop,
            ...facts,
            ...identity,
            preferredLocation: primaryLocation,
            installedAt: at,
            holidays: identity.countryCode,
          },
        ],
        skipDuplicates: true,
      })
    await note(tx, shop, { at, who: 'shopify', action: 'installed', subject: shop })
    await enqueue(tx, 'import-shop', { shop }, importOf(shop))
  })
}
