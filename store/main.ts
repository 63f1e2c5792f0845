// node store/main.ts: the practice store as a process of its own, configured by its environment.
import { startPracticeStore } from './practice-store.ts'

const { env } = process
const store = await startPracticeStore({
  port: Number(env.PORT ?? 4000),
  apiKey: env.SHOPIFY_API_KEY ?? 'carnet-practice-key',
  secret: env.SHOPIFY_API_SECRET ?? 'practice-secret',
  scopes: env.SCOPES?.split(','),
  topics: env.TOPICS?.split(','),
  appUrl: env.SHOPIFY_APP_URL ?? 'http://localhost:4100',
  file: env.PRACTICE_STORE_FILE,
  clockFile: env.CARNET_CLOCK_FILE,
  mailbox: env.MAILBOX_SMTP_PORT
    ? { smtpPort: Number(env.MAILBOX_SMTP_PORT), dir: env.MAILBOX_DIR ?? '.carnet/mailbox' }
    : undefined,
})
console.log(`practice store listening on ${store.url}`)

let closing = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (closing) return
    closing = true
    void store.close().then(() => process.exit(0))
  })
}
