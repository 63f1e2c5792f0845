// The mails as JSON, and the mailbox's switches.
import { simpleParser, type AddressObject, type ParsedMail } from 'mailparser'
import { z } from 'zod'
import { NotPossible } from '../state/world.ts'
import type { Mailbox } from './mailbox.ts'

export const mailboxModeInput = z.strictObject({
  mode: z.enum(['accept', 'refuse', 'down']),
  for: z.int().optional(),
})

export type Mail = {
  id: string
  at: string | null
  from: string
  to: string
  cc: string
  replyTo: string
  subject: string
  text: string
  html: string
  messageId: string | null
  attachments: { n: number; name: string; type: string; size: number; url: string }[]
}

const addresses = (one: AddressObject | AddressObject[] | undefined) =>
  [one ?? []]
    .flat()
    .map(({ text }) => text)
    .join(', ')

const row = (id: string, mail: ParsedMail): Mail => ({
  id,
  at: mail.date?.toISOString() ?? null,
  from: addresses(mail.from),
  to: addresses(mail.to),
  cc: addresses(mail.cc),
  replyTo: addresses(mail.replyTo),
  subject: mail.subject ?? '',
  text: mail.text ?? '',
  html: mail.html || '',
  messageId: mail.messageId ?? null,
  attachments: mail.attachments.map((attachment, n) => ({
    n,
    name: attachment.filename ?? `attachment-${n}`,
    type: attachment.contentType,
    size: attachment.size,
    url: `/control/mailbox/${id}/attachments/${n}`,
  })),
})

export type MailboxControl = ReturnType<typeof mailboxControl>

export function mailboxControl(mailbox: () => Mailbox | undefined) {
  const box = (): Mailbox => {
    const found = mailbox()
    if (!found) throw new NotPossible('this practice store was started without a mailbox', 404)
    return found
  }
  const parsed = async (id: string): Promise<ParsedMail> => {
    const source = box().read(id)
    if (!source) throw new NotPossible(`no mail ${id}`, 404)
    return simpleParser(source)
  }
  return {
    async mails(raw: { to?: string | undefined } = {}) {
      const all = await Promise.all(
        box()
          .ids()
          .map(async (id) => row(id, await parsed(id))),
      )
      return { mails: raw.to ? all.filter(({ to }) => to.includes(raw.to!)) : all }
    },
    mail: async (id: string) => row(id, await parsed(id)),
    async mailAttachment(id: string, n: number) {
      const attachment = (await parsed(id)).attachments[n]
      if (!attachment) throw new NotPossible(`no attachment ${n} in mail ${id}`, 404)
      return {
        name: attachment.filename ?? `attachment-${n}`,
        type: attachment.contentType,
        content: attachment.content,
      }
    },
    async mailboxMode(raw: z.input<typeof mailboxModeInput>) {
      const input = mailboxModeInput.parse(raw)
      await box().setMode({ mode: input.mode, left: input.for ?? null })
      return box().mode()
    },
    mailboxState: () => ({ smtpPort: box().smtpPort(), ...box().mode() }),
    clearMails() {
      box().clear()
      return { ok: true }
    },
  }
}
