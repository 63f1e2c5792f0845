import { z } from 'zod'

const Keys = z
  .object({ current: z.string(), keys: z.record(z.string(), z.string()) })
  .refine(
    ({ current, keys }) =>
      Object.hasOwn(keys, current) &&
      Object.values(keys).every((k) => Buffer.from(k, 'base64').length === 32),
    'CARNET_KEYS: { "current": "k1", "keys": { "k1": "<32 bytes in base64>" } }',
  )

const Environment = z.object({
  /** The owner's connection: migrations and the queue. */
  DATABASE_URL: z.string().min(1),
  /** The runtime role's connection: everything else. */
  DATABASE_RUNTIME_URL: z.string().min(1),
  SHOPIFY_API_KEY: z.string().min(1),
  SHOPIFY_API_SECRET: z.string().min(1),
  /** Accepted beside the current one while a secret is rotated. */
  SHOPIFY_API_SECRET_PREVIOUS: z.string().optional(),
  SHOPIFY_APP_URL: z.url(),
  SCOPES: z.string().optional(),
  PORT: z.coerce.number().int().default(4100),
  CARNET_KEYS: z.string().transform((text, ctx) => {
    try {
      return Keys.parse(JSON.parse(text))
    } catch {
      ctx.addIssue('CARNET_KEYS: { "current": "k1", "keys": { "k1": "<32 bytes in base64>" } }')
      return z.NEVER
    }
  }),
  /** smtp://user:password@host:587 */
  SMTP_URL: z.string().default('smtp://127.0.0.1:25'),
  /** The operator's address: mails go out in the merchant's name, answers go to the merchant. */
  MAIL_FROM: z
    .string()
    .default('carnet@localhost')
    // "Carnet <carnet@example.com>" is fine too: the name a mail shows is the merchant's.
    .transform((text) => (/<([^<>]+)>/.exec(text)?.[1] ?? text).trim()),
  FILES_DIR: z.string().default('.carnet/files'),
  /** Demo and tests only. */
  SHOPIFY_STANDIN_URL: z.string().optional(),
  APP_BRIDGE_URL: z.string().default('https://cdn.shopify.com/shopifycloud/app-bridge.js'),
})

export type Environment = z.infer<typeof Environment>

let parsed: Environment | null = null

/** The environment, parsed once; throws with the names of what is missing or wrong. */
export function env(): Environment {
  parsed ??= read()
  return parsed
}

/** Reads the environment as a process starts: when it is wrong, says what, one line each, and ends the process. */
export function startingEnv(): Environment {
  try {
    return env()
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    process.exit(1)
  }
}

function read(): Environment {
  const { success, data, error } = Environment.safeParse(process.env)
  if (success) return data
  const wrong = error.issues.map(({ path, code, message }) => {
    const name = path.join('.')
    const missing = code === 'invalid_type' && process.env[name] === undefined
    return `  ${message.startsWith(name) ? message : `${name}: ${missing ? 'missing' : message}`}`
  })
  throw new Error(`The environment is incomplete (docs/operating.md lists it):\n${wrong.join('\n')}`)
}

/** Forgets what was parsed: a process that looks into several databases, one after the other, reads it anew. */
export function resetEnvironment(): void {
  parsed = null
}
