import type { Tx } from '../db.server.ts'
import type { ToldBuyer } from './parse-buyer.ts'

/** Saves who buys, as Shopify tells it now. What Carnet's people set themselves stays. */
export async function saveBuyers(tx: Tx, shop: string, buyers: readonly ToldBuyer[]): Promise<void> {
  if (buyers.length === 0) return
  const unique = [...new Map(buyers.map((b) => [b.id, b])).values()]
  await tx.$executeRaw`
    INSERT INTO customer AS c (shop, id, kind, name, email, language, vat_number)
    SELECT ${shop}, r.id, r.kind, r.name, r.email, r.language, r."vatNumber"
    FROM jsonb_to_recordset(${JSON.stringify(unique)}::jsonb)
      AS r (id text, kind text, name text, email text, language text, "vatNumber" text)
    ON CONFLICT (shop, id) DO UPDATE SET name = excluded.name, email = coalesce(excluded.email, c.email),
      language = coalesce(c.language, excluded.language), vat_number = coalesce(c.vat_number, excluded.vat_number)`
}
