import { parseArgs } from 'node:util'
import type { Language } from '#app/core/language.ts'

/** What the operator asks for. */
export type Asked = {
  readonly command: string
  /** The order, SKU or document that the command is about; "" where it is about the whole shop. */
  readonly subject: string
  readonly shop: string | null
  readonly json: boolean
  readonly pdf: string | null
  readonly order: string | null
  /** A day or a moment of the past. */
  readonly at: string | null
  readonly language: Language
}

export type Arguments = { kind: 'asked'; asked: Asked } | { kind: 'help' } | { kind: 'mistake'; why: string }

/** Each command, with what it is about. */
export const COMMANDS: Readonly<Record<string, { subject: string; says: string }>> = {
  verify: {
    subject: '',
    says: 'prove what must always hold; exit code 1 and the rows when something does not',
  },
  order: {
    subject: 'NAME',
    says: 'where each unit of an order is, and why; its documents and purchase orders',
  },
  stock: { subject: 'SKU', says: 'what lies where of an item, and who holds it' },
  documents: { subject: '', says: 'the issued documents, newest first' },
  document: { subject: 'NUMBER', says: 'one document; --pdf FILE writes it as PDF' },
  'purchase-orders': { subject: '', says: 'drafts and sent purchase orders, and what they are for' },
  transfers: { subject: '', says: 'what goes from one location to another, and what became of it' },
  calls: { subject: '', says: 'what customers called of the units kept for them, and what of it is open' },
  'stock-takes': { subject: '', says: 'what was counted where, and by how much it moved the stock' },
  inbox: { subject: '', says: 'the webhooks that came, and how they ended' },
  reconcile: {
    subject: '',
    says: 'compare with Shopify and repair; --order NAME only one order; exit code 1 when something still differs',
  },
  replay: {
    subject: '',
    says: 'fold the stored webhooks again from nothing and compare; --at DAY what was known then, --order NAME of one order',
  },
}

export const HELP = `npm run -s carnet -- <command> [--shop DOMAIN] [--json]

${Object.entries(COMMANDS)
  .map(([name, { subject, says }]) => `  ${`${name} ${subject}`.padEnd(18)} ${says}`)
  .join('\n')}

  --shop DOMAIN      which shop; not needed when only one is installed (verify: all of them)
  --json             machine-readable
  --language fr|en   of the reasons (default: en)

It reads the database of DATABASE_URL and DATABASE_RUNTIME_URL; without them that of the demo in this folder.
Exit codes: 0 all is well, 1 verify, reconcile or replay found something, 2 the command cannot be answered.`

/** Reads the arguments. */
export function readArguments(argv: readonly string[]): Arguments {
  const read = parsed(argv)
  if (typeof read === 'string') return { kind: 'mistake', why: read }
  const { values, positionals } = read
  const [command = '', ...subjects] = positionals
  if (values.help || command === 'help' || command === '')
    return command || values.help ? { kind: 'help' } : { kind: 'mistake', why: `no command given\n\n${HELP}` }
  const known = Object.hasOwn(COMMANDS, command) ? COMMANDS[command]! : null
  if (!known)
    return { kind: 'mistake', why: `there is no command "${command}": ${Object.keys(COMMANDS).join(', ')}` }
  if (subjects.length !== (known.subject ? 1 : 0))
    return {
      kind: 'mistake',
      why: `${command} takes ${known.subject ? `one ${known.subject}` : 'nothing more'}`,
    }
  if (values.language !== 'fr' && values.language !== 'en')
    return { kind: 'mistake', why: '--language is fr or en' }
  if (values.pdf !== undefined && command !== 'document')
    return { kind: 'mistake', why: '--pdf goes with the command document' }
  if (values.order !== undefined && command !== 'reconcile' && command !== 'replay')
    return { kind: 'mistake', why: '--order goes with the commands reconcile and replay' }
  if (values.at !== undefined && command !== 'replay')
    return { kind: 'mistake', why: '--at goes with the command replay' }
  if (values.order !== undefined && command === 'replay' && values.at === undefined)
    return { kind: 'mistake', why: 'replay --order NAME needs --at DAY: of which day?' }
  const { shop = null, pdf = null, order = null, at = null, json, language } = values
  return {
    kind: 'asked',
    asked: { command, subject: subjects[0] ?? '', shop, pdf, order, at, json, language },
  }
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        shop: { type: 'string' },
        json: { type: 'boolean', default: false },
        pdf: { type: 'string' },
        order: { type: 'string' },
        at: { type: 'string' },
        language: { type: 'string', default: 'en' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
  } catch (error) {
    return (error as Error).message
  }
}
