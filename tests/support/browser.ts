// A Chromium for the journeys: CHROMIUM_PATH, the machine's own, Playwright's, or the one that npm brought.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { chromium, type Browser, type LaunchOptions } from 'playwright-core'

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The embedded app refuses a user agent that says "Headless": pages are opened with this one. */
export const USER_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'

/** Starts a browser; NO_SYSTEM_CHROMIUM=1 passes over the machine's own. */
export async function launchBrowser(): Promise<Browser> {
  const system = process.env.NO_SYSTEM_CHROMIUM ? undefined : SYSTEM.find((path) => existsSync(path))
  const own = chromium.executablePath()
  const path = process.env.CHROMIUM_PATH || system || (existsSync(own) ? own : undefined)
  return chromium.launch({ args: ARGS, ...(path ? { executablePath: path } : await fromNpm()) })
}

// The package unpacks its own libnss3, libexpat and so on only when it believes to be on AWS Lambda, and
// into the temporary directory. Its own arguments switch web security off: we never use them.
async function fromNpm(): Promise<LaunchOptions> {
  const require = createRequire(import.meta.url)
  const { version } = require('../../node_modules/@sparticuz/chromium/package.json') as { version: string }
  const dir = join(process.cwd(), 'node_modules/.cache', `chromium-${version}`)
  mkdirSync(dir, { recursive: true })
  const names = ['TMPDIR', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'AWS_LAMBDA_JS_RUNTIME'] as const
  const saved = names.map((name) => [name, process.env[name]] as const)
  Object.assign(process.env, { TMPDIR: dir, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' })
  try {
    const { default: packaged } = await import('@sparticuz/chromium')
    const executablePath = await packaged.executablePath()
    // The package's own fonts.conf names folders of AWS Lambda; without a font Chromium ends at the first input field.
    const { FONTCONFIG_PATH: _, ...rest } = stringsOnly(process.env)
    const fonts = existsSync(SYSTEM_FONTS) ? {} : { FONTCONFIG_FILE: writeFontsConf(dir) }
    const env = { ...rest, LD_LIBRARY_PATH: join(dir, 'al2023/lib'), ...fonts }
    return { executablePath, env: { ...env, TMPDIR: saved[0]?.[1] ?? '/tmp' } }
  } finally {
    for (const [name, value] of saved) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
}

const SYSTEM_FONTS = '/etc/fonts/fonts.conf'

function writeFontsConf(dir: string): string {
  const file = join(dir, 'fonts.conf')
  const folders = `<dir>${join(dir, 'fonts')}</dir><cachedir>${join(dir, 'fonts-cache')}</cachedir>`
  writeFileSync(file, `<?xml version="1.0"?>\n<fontconfig>${folders}</fontconfig>\n`)
  return file
}

const stringsOnly = (env: NodeJS.ProcessEnv) =>
  Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined))
