import type { Prisma, Tx } from '#app/db.server.ts'

/** Who did what to what, and when. */
export type AuditNote = {
  readonly at: Date
  readonly who: string
  readonly action: string
  readonly subject: string
  readonly detail?: Prisma.InputJsonObject
}

/** Notes who did what to what. Written by the transaction that did it. */
export async function note(tx: Tx, shop: string, entry: AuditNote): Promise<void> {
  await noteAll(tx, shop, [entry])
}

/** Notes several things that one transaction did. */
export async function noteAll(tx: Tx, shop: string, entries: readonly AuditNote[]): Promise<void> {
  await tx.auditEntry.createMany({ data: entries.map((e) => ({ shop, ...e, detail: e.detail ?? {} })) })
}
