import { z } from 'zod'
import { keptFile } from '../adapters/files/files.server.ts'
import { sendMail, type Attachment, type MailAnswer } from '../adapters/mail/send.server.ts'
import type { Tx } from '../db.server.ts'
import { TAKEN_OVER, type Effect, type Outcome } from './effect.ts'
import type { EffectKind } from './run-effect.server.ts'

const AttachmentOrFile = z.intersection(
  z.object({ filename: z.string(), contentType: z.string() }),
  z.union([z.object({ base64: z.string() }), z.object({ file: z.string() })]),
)

const MailPayload = z.object({
  to: z.string(),
  toName: z.string().optional(),
  fromName: z.string(),
  replyTo: z.string().optional(),
  subject: z.string(),
  text: z.string(),
  html: z.string().optional(),
  /** The bytes, or the name of a kept file: a mail waits until that is drawn. */
  attachments: z.array(AttachmentOrFile).default([]),
  /** What the mail is about: its answer is recorded there. */
  about: z.object({ kind: z.string(), id: z.string() }),
})

/** The payload of an effect of kind `mail`. */
export type MailPayload = z.input<typeof MailPayload>

/** What a flow does when the mail about its subject was answered; within the transaction that records the answer. */
export type MailAnswered = (
  tx: Tx,
  shop: string,
  mail: { effect: Effect; payload: MailPayload; about: string; outcome: Outcome },
) => Promise<void>

export type MailSettings = {
  /** By `about.kind`. */
  answered: Readonly<Record<string, MailAnswered>>
  /** Kinds whose mail is sent a second time, once, when nobody knows whether the first arrived. */
  sentAgain: readonly string[]
  /** Makes a file that an attachment names and that is not kept yet; null when it cannot be made now. */
  makeFile?: (shop: string, name: string) => Promise<Buffer | null>
}

/** The kind of effect that sends a mail. A mail cannot be sent exactly once: it is sent at most twice, with one id. */
export function mailEffect({ answered, sentAgain, makeFile }: MailSettings): EffectKind {
  return {
    async perform(shop, effect, stands) {
      const payload = MailPayload.parse(effect.payload)
      const attachments: Attachment[] = []
      for (const wanted of payload.attachments) {
        const content =
          'base64' in wanted
            ? Buffer.from(wanted.base64, 'base64')
            : ((await keptFile(shop, wanted.file)) ?? (await makeFile?.(shop, wanted.file)))
        if (!content) return { kind: 'later', why: `${wanted.filename} is not drawn yet` }
        attachments.push({ filename: wanted.filename, contentType: wanted.contentType, content })
      }
      if (!(await stands())) return TAKEN_OVER
      return outcomeOf(await sendMail({ ...payload, id: effect.id, attachments }))
    },
    async record(tx, shop, effect, outcome) {
      const payload = MailPayload.parse(effect.payload)
      const { kind, id } = payload.about
      await answered[kind]?.(tx, shop, { effect, payload, about: id, outcome })
    },
    interrupted({ payload, interruptions }) {
      const about = MailPayload.safeParse(payload).data?.about.kind
      return about !== undefined && sentAgain.includes(about) && interruptions <= 1 ? 'again' : 'unknown'
    },
  }
}

function outcomeOf(answer: MailAnswer): Outcome {
  switch (answer.kind) {
    case 'accepted':
      return { kind: 'done', answer: answer.answer, result: { at: answer.at.toISOString() } }
    case 'refused':
      return { kind: 'failed', answer: answer.answer }
    case 'later':
    case 'unknown':
      return answer
  }
}
