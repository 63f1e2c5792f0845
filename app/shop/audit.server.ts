import type { Prisma, Tx } from '#app/db.server.ts'

/** Notes who did what to what. Written by the transaction that did it. */
export async function note(
  tx: Tx,
  shop: string,
  entry: { at: Date; who: string; action: string; subject: string; detail?: Prisma.InputJsonObject },
): Promise<void> {
  await tx.auditEntry.create({ data: { shop, ...entry, detail: entry.detail ?? {} } })
}
