import pino from 'pino'

// Whatever slips into a message or an error text: tokens, session tokens (three base64url parts), addresses.
const SECRETS: readonly [RegExp, string][] = [
  [/\bsh(?:pat|pua|pca|ppa|prt|pss|ptka)_[A-Za-z0-9_-]+/g, '[token]'],
  [/\beyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g, '[session token]'],
  [/\b(id_token|session|hmac|access_token|refresh_token|code)=[^&\s"'\\]+/g, '$1=[redacted]'],
  [/\b(Bearer|Basic) [A-Za-z0-9+/=._~-]+/gi, '$1 [redacted]'],
  [/[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/g, '[address]'],
  [/((?:postgres(?:ql)?|smtps?):\/\/)[^@\s"'/]+@/g, '$1[redacted]@'],
]

const REDACTED_KEYS = [
  'accessToken refreshToken token id_token sessionToken authorization cookie secret password hmac',
  'email phone name firstName lastName address body payload html text',
]
  .join(' ')
  .split(' ')

/** Takes secrets and addresses of people out of one line of text. */
export function scrub(line: string): string {
  return SECRETS.reduce((text, [pattern, by]) => text.replace(pattern, by), line)
}

/** The log: JSON lines that carry ids and durations, never a token, a person or a body. */
export const log = pino(
  {
    level: process.env.LOG_LEVEL ?? (process.env.VITEST ? 'silent' : 'info'),
    base: { pid: process.pid },
    redact: { paths: REDACTED_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[redacted]' },
  },
  { write: (line: string) => void process.stdout.write(scrub(line)) },
)
