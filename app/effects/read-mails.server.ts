import type { Tx } from '../db.server.ts'

/** A mail as it stands: `state` and `answer` are the mail server's, `at` says since when. */
export type MailView = {
  readonly key: string
  readonly subject: string
  readonly to: string
  readonly state: string
  readonly answer: string | null
  readonly attempts: number
  readonly at: string
}

/** The mails about any of these objects (orders, documents, purchase orders), newest first. */
export async function readMails(tx: Tx, shop: string, about: readonly string[]): Promise<MailView[]> {
  const rows = await tx.$queryRaw<(Omit<MailView, 'at'> & { at: Date })[]>`
    SELECT key, payload->>'subject' AS subject, payload->>'to' AS "to", state, answer, attempts, moved_at AS at
    FROM effect
    WHERE shop = ${shop} AND kind = 'mail' AND payload->'about'->>'id' = ANY(${[...about]})
    ORDER BY created_at DESC, id`
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}
