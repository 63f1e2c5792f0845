import type { Tx } from '../db.server.ts'
import type { ToldBuyer } from './parse-buyer.ts'

/** Saves who buys, as Shopify tells it now. What Carnet's people set themselves stays. */
export async function saveBuyers(tx: Tx, shop: string, buyers: readonly ToldBuyer[]): Promise<void> {
  for (const { id, kind, name, email, language, vatNumber } of buyers) {
    await tx.$executeRaw`
      INSERT INTO customer AS c (shop, id, kind, name, email, language, vat_number)
      VALUES (${shop}, ${id}, ${kind}, ${name}, ${email}, ${language}, ${vatNumber})
      ON CONFLICT (shop, id) DO UPDATE SET name = excluded.name, email = coalesce(excluded.email, c.email),
        language = coalesce(c.language, excluded.language), vat_number = coalesce(c.vat_number, excluded.vat_number)`
  }
}
