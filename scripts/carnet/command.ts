// The operator's command: its arguments, the database, and the answer in one place.
import pg from 'pg'
import { closeDatabase, withShop } from '#app/db.server.ts'
import { env } from '#app/env.server.ts'
import type { Answer } from './answer.ts'
import { callsAnswer } from './calls.ts'
import { type Asked, HELP, readArguments } from './arguments.ts'
import { documentAnswer, documentsAnswer } from './documents.ts'
import { inboxAnswer } from './inbox.ts'
import { orderAnswer } from './order.ts'
import { purchaseOrdersAnswer } from './purchase-orders.ts'
import { reconcileAnswer } from './reconcile.ts'
import { knownThenAnswer, replayAnswer } from './replay.ts'
import { stockAnswer } from './stock.ts'
import { stockTakesAnswer } from './stock-takes.ts'
import { transfersAnswer } from './transfers.ts'
import { verifyAnswer } from './verify.ts'
import { useDemoEnvironment } from '../demo/environment.ts'

/** Where an answer goes: `out` for it, `error` for a sentence on why there is none. */
export type Terminal = { out(text: string): void; error(text: string): void }

// Only reconcile asks Shopify: for the others its credentials may be missing.
const NOT_NEEDED = {
  SHOPIFY_API_KEY: 'none',
  SHOPIFY_API_SECRET: 'none',
  SHOPIFY_APP_URL: 'http://localhost',
}

/** Answers one command on the terminal; resolves to the exit code. */
export async function runCommand(argv: readonly string[], terminal: Terminal): Promise<number> {
  const say = (text: string) => {
    terminal.out(text)
    return 0
  }
  const complain = (text: string) => {
    terminal.error(text)
    return 2
  }
  const read = readArguments(argv)
  if (read.kind === 'help') return say(HELP)
  if (read.kind === 'mistake') return complain(read.why)
  const database = await useDemoEnvironment()
  if (!database)
    return complain(
      'no database: set DATABASE_URL (the demo’s, when it runs on one of yours), or start the demo once (npm run demo)',
    )
  try {
    const wrong = wrongEnvironment(read.asked.command !== 'reconcile')
    if (wrong) return complain(wrong)
    const answer = await answerTo(read.asked)
    if (answer.kind === 'mistake') return complain(answer.why)
    say(read.asked.json ? JSON.stringify(answer.data, null, 2) : answer.text)
    return answer.exitCode ?? 0
  } catch (error) {
    return complain(`no answer: ${lastLine(error)}`)
  } finally {
    await closeDatabase()
    await database.close()
  }
}

// Prisma shows pages of its own code before it says what is wrong.
function lastLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.trim().split('\n').at(-1)!.trim()
}

function wrongEnvironment(withoutShopify: boolean): string | null {
  if (withoutShopify) for (const [name, value] of Object.entries(NOT_NEEDED)) process.env[name] ??= value
  try {
    env()
    return null
  } catch (error) {
    const issues = (error as { issues?: { path: PropertyKey[] }[] }).issues ?? []
    return `not set, or not as they must be: ${[...new Set(issues.map((issue) => String(issue.path[0])))].join(', ')}`
  }
}

async function answerTo(asked: Asked): Promise<Answer> {
  const installed = await installedShops()
  if (typeof installed === 'string') return { kind: 'mistake', why: installed }
  const shops = asked.shop ? installed.filter((shop) => shop === asked.shop) : installed
  if (asked.shop && shops.length === 0)
    return {
      kind: 'mistake',
      why: `${asked.shop} is not installed here; installed: ${installed.join(', ') || 'no shop'}`,
    }
  if (asked.command === 'verify') return verifyAnswer(shops)
  const [shop] = shops
  if (!shop) return { kind: 'mistake', why: 'no shop is installed yet' }
  if (shops.length > 1) return { kind: 'mistake', why: `which shop? Add --shop DOMAIN: ${shops.join(', ')}` }
  return answerAbout(shop, asked)
}

async function answerAbout(
  shop: string,
  { command, subject, language, pdf, order, at }: Asked,
): Promise<Answer> {
  switch (command) {
    case 'order':
      return withShop(shop, (tx) => orderAnswer(tx, shop, subject, language))
    case 'stock':
      return withShop(shop, (tx) => stockAnswer(tx, shop, subject))
    case 'documents':
      return withShop(shop, (tx) => documentsAnswer(tx, shop))
    case 'document':
      return documentAnswer(shop, subject, pdf)
    case 'purchase-orders':
      return withShop(shop, (tx) => purchaseOrdersAnswer(tx, shop))
    case 'transfers':
      return withShop(shop, (tx) => transfersAnswer(tx, shop))
    case 'calls':
      return withShop(shop, (tx) => callsAnswer(tx, shop))
    case 'stock-takes':
      return withShop(shop, (tx) => stockTakesAnswer(tx, shop))
    case 'inbox':
      return withShop(shop, (tx) => inboxAnswer(tx, shop))
    case 'reconcile':
      return reconcileAnswer(shop, order)
    case 'replay':
      return at ? knownThenAnswer(shop, at, order) : replayAnswer(shop)
    default:
      throw new Error(`no answer to ${command}`)
  }
}

// The runtime role sees one shop at a time; which there are, only the owner knows.
async function installedShops(): Promise<string[] | string> {
  const owner = new pg.Client({ connectionString: env().DATABASE_URL })
  try {
    await owner.connect()
    const { rows } = await owner.query<{ shop: string }>('SELECT shop FROM shop ORDER BY shop')
    return rows.map(({ shop }) => shop)
  } catch (error) {
    return `the database cannot be read: ${(error as Error).message}`
  } finally {
    await owner.end().catch(() => {})
  }
}
