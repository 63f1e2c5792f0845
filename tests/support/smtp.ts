// A mail server that does as it is told, and keeps what it accepted.
import type { AddressInfo, Socket } from 'node:net'
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server'

export interface SmtpTest {
  url: string
  port: number
  /** Accepted mails, oldest first. */
  mails: ParsedMail[]
  /** What happens to the next mails: the whole of it was read before. */
  onData: (mail: ParsedMail) => Verdict | Promise<Verdict>
  onRecipient: (address: string) => Refusal | null
  close(): Promise<void>
}

/** `hang` never answers; `cut` ends the connection instead of answering. */
export type Verdict = 'accept' | 'hang' | 'cut' | 'accept and cut' | Refusal
export type Refusal = { code: number; text: string }

const refused = ({ code, text }: Refusal) => Object.assign(new Error(text), { responseCode: code })

async function readAll(stream: SMTPServerDataStream): Promise<ParsedMail> {
  const chunks: Buffer[] = []
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk)
  return simpleParser(Buffer.concat(chunks))
}

/** Starts it on a free port, or on one that was its own before. */
export async function startSmtp(port = 0): Promise<SmtpTest> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo({ address }, _session, done) {
      const refusal = smtp.onRecipient(address)
      done(refusal ? refused(refusal) : null)
    },
    onData(stream, session, done) {
      void readAll(stream).then(async (mail) => {
        const verdict = await smtp.onData(mail)
        if (verdict === 'accept' || verdict === 'accept and cut') smtp.mails.push(mail)
        if (verdict === 'accept') done(null, `queued as ${smtp.mails.length}`)
        else if (typeof verdict === 'object') done(refused(verdict))
        else if (verdict !== 'hang') cut(session.id)
      })
    },
  })
  server.on('error', () => {})
  // The package keeps its connections to itself; nothing public cuts one.
  const open = () => [...(server.connections as unknown as Set<{ id: string; _socket: Socket }>)]
  const cut = (id: string) =>
    open()
      .find((connection) => connection.id === id)
      ?._socket.destroy()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()))
  const own = (server.server.address() as AddressInfo).port
  const smtp: SmtpTest = {
    url: `smtp://127.0.0.1:${own}`,
    port: own,
    mails: [],
    onData: () => 'accept',
    onRecipient: () => null,
    close: () => {
      for (const { _socket } of open()) _socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
  return smtp
}
