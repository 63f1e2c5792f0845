import { Transform } from 'node:stream'
import { createTransport, type Transporter } from 'nodemailer'
import { now } from '../../clock.server.ts'
import { env } from '../../env.server.ts'
import { isOneAddress, isOneLine } from './address.ts'

export type Attachment = { filename: string; contentType: string; content: Buffer }

/** One mail to one person. Goes out from the operator's address in the merchant's name; answers go to the merchant. */
export type Mail = {
  /** The same for every attempt: "<id>@<the operator's domain>" becomes the Message-ID. */
  id: string
  to: string
  toName?: string | undefined
  fromName: string
  replyTo?: string | undefined
  subject: string
  text: string
  html?: string | undefined
  attachments?: Attachment[] | undefined
}

/** What the mail server answered. */
export type MailAnswer =
  | { kind: 'accepted'; answer: string; at: Date }
  /** For good: the address does not exist, the mail is unwanted, or it is none we would send. */
  | { kind: 'refused'; code: number | null; answer: string }
  /** Not accepted for now. */
  | { kind: 'later'; why: string }
  /** The whole mail was handed over and no answer came: it may have arrived. */
  | { kind: 'unknown'; why: string }

/** Hands one mail to the mail server and says what it answered. */
export async function sendMail(mail: Mail): Promise<MailAnswer> {
  const refusal = unfit(mail)
  if (refusal) return { kind: 'refused', code: null, answer: refusal }
  const from = env().MAIL_FROM
  const messageId = `<${mail.id}@${from.slice(from.lastIndexOf('@') + 1)}>`
  try {
    const info = (await transport().sendMail({
      messageId,
      date: now(),
      from: { name: `${mail.fromName} via Carnet`, address: from },
      to: { name: mail.toName ?? '', address: mail.to },
      ...(mail.replyTo && { replyTo: { name: mail.fromName, address: mail.replyTo } }),
      subject: mail.subject,
      text: mail.text,
      ...(mail.html && { html: mail.html }),
      attachments: mail.attachments ?? [],
      headers: { 'Auto-Submitted': 'auto-generated' },
      disableFileAccess: true,
      disableUrlAccess: true,
    })) as { response: string }
    return { kind: 'accepted', answer: info.response, at: now() }
  } catch (error) {
    return answerOf(error as MailFailure, handedOver.has(messageId))
  } finally {
    handedOver.delete(messageId)
  }
}

/** Closes the connections to the mail server; a process does it before it ends. */
export function closeMail(): void {
  open?.close()
  open = null
}

let open: Transporter | null = null

// An error says that the connection ended, not whether the mail was on it already: noticed as it is read out.
const handedOver = new Set<string>()

function transport(): Transporter {
  if (open) return open
  open = createTransport({
    url: env().SMTP_URL,
    pool: true,
    maxConnections: 2,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as Parameters<typeof createTransport>[0])
  open.use('stream', ({ data, message }, done) => {
    message.transform(
      new Transform({
        transform: (chunk, _encoding, next) => next(null, chunk),
        flush: (next) => {
          handedOver.add(String(data.messageId))
          next()
        },
      }),
    )
    done()
  })
  return open
}

/** Header injection is refused here, whatever the library would make of it. */
function unfit({ to, toName, replyTo, fromName, subject, id, attachments = [] }: Mail): string | null {
  if (!isOneAddress(to)) return 'the recipient is not one e-mail address'
  if (replyTo !== undefined && !isOneAddress(replyTo)) return 'the reply address is not one e-mail address'
  const names = [
    toName ?? '',
    fromName,
    subject,
    id,
    ...attachments.flatMap((a) => [a.filename, a.contentType]),
  ]
  return names.every(isOneLine) ? null : 'a header would hold a line break'
}

type MailFailure = Error & { code?: string; responseCode?: number; response?: string }

function answerOf(error: MailFailure, wholeMailSent: boolean): MailAnswer {
  const { code, responseCode, response = error.message } = error
  // A wrong password is the operator's, not the recipient's: nothing is lost while it is mended.
  if (code === 'EAUTH') return { kind: 'later', why: response }
  if (responseCode !== undefined && responseCode >= 500) {
    return { kind: 'refused', code: responseCode, answer: response }
  }
  if (responseCode === undefined && wholeMailSent) return { kind: 'unknown', why: response }
  return { kind: 'later', why: response }
}
