// A real SMTP server that keeps every mail as an .eml file, and can refuse or be down on request.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'

export type MailboxMode = { mode: 'accept' | 'refuse' | 'down'; left: number | null }
export type Mailbox = {
  smtpPort: () => number
  ids: () => string[]
  read: (id: string) => Buffer | undefined
  clear: () => void
  mode: () => MailboxMode
  setMode: (mode: MailboxMode) => Promise<void>
  close: () => Promise<void>
}

export async function startMailbox(port: number, dir: string): Promise<Mailbox> {
  mkdirSync(dir, { recursive: true })
  let mode: MailboxMode = { mode: 'accept', left: null }
  let server: SMTPServer | undefined
  let bound = port

  /** Whether this mail is to be refused; a limited refusal ends by itself. */
  const refuses = () => {
    if (mode.mode !== 'refuse') return false
    if (mode.left !== null && (mode.left -= 1) <= 0) mode = { mode: 'accept', left: null }
    return true
  }

  const keep = (content: Buffer) => {
    const last = Number(ids().at(-1) ?? '0')
    writeFileSync(join(dir, `${String(last + 1).padStart(6, '0')}.eml`), content)
  }

  const start = () =>
    new Promise<void>((resolve, reject) => {
      server = new SMTPServer({
        authOptional: true,
        disabledCommands: ['STARTTLS'],
        banner: 'practice store mailbox',
        size: 30 * 1024 * 1024,
        closeTimeout: 200,
        onData(stream, _session, done) {
          const chunks: Buffer[] = []
          stream.on('data', (chunk: Buffer) => chunks.push(chunk))
          stream.on('end', () => {
            if (refuses()) {
              done(Object.assign(new Error('5.7.1 Refused by the practice store'), { responseCode: 550 }))
              return
            }
            keep(Buffer.concat(chunks))
            done(null, `queued as ${ids().at(-1)}`)
          })
        },
      })
      server.on('error', reject)
      server.listen(bound, () => {
        bound = (server!.server.address() as AddressInfo).port
        resolve()
      })
    })
  const stop = () => new Promise<void>((resolve) => (server ? server.close(resolve) : resolve()))
  const ids = () =>
    readdirSync(dir)
      .filter((name) => name.endsWith('.eml'))
      .map((name) => name.slice(0, -4))
      .sort()

  await start()
  return {
    smtpPort: () => bound,
    ids,
    read(id) {
      return ids().includes(id) ? readFileSync(join(dir, `${id}.eml`)) : undefined
    },
    clear() {
      for (const id of ids()) rmSync(join(dir, `${id}.eml`))
    },
    mode: () => mode,
    async setMode(next) {
      const was = mode.mode
      mode = next
      if (next.mode === 'down' && was !== 'down') await stop()
      if (next.mode !== 'down' && was === 'down') await start()
    },
    close: () => (mode.mode === 'down' ? Promise.resolve() : stop()),
  }
}
