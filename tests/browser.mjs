// Finds or unpacks a Chromium for tests. Order: CHROMIUM_PATH, system browser, Playwright's own, @sparticuz/chromium (npm, no root).
import { existsSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
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
async function unpacked() {
  const { version } = createRequire(import.meta.url)('../node_modules/@sparticuz/chromium/package.json')
  const dir = join(process.cwd(), 'node_modules/.cache', `chromium-${version}`)
  mkdirSync(dir, { recursive: true })
  const saved = {
    TMPDIR: process.env.TMPDIR,
    LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH,
    FONTCONFIG_PATH: process.env.FONTCONFIG_PATH,
    AWS_LAMBDA_JS_RUNTIME: process.env.AWS_LAMBDA_JS_RUNTIME,
  }
  // The package unpacks its own libnss3, libexpat ... only when it believes to be on AWS Lambda, and unpacks into the temporary directory.
  Object.assign(process.env, { TMPDIR: dir, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' })
  try {
    const { default: sparticuz } = await import('@sparticuz/chromium')
    const executablePath = await sparticuz.executablePath()
    return {
      executablePath,
      env: {
        ...process.env,
        TMPDIR: saved.TMPDIR ?? '/tmp',
        LD_LIBRARY_PATH: join(dir, 'al2023/lib'),
        ...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(dir, 'fonts') }),
      },
    }
  } finally {
    for (const [k, v] of Object.entries(saved))
      if (v === undefined) delete process.env[k]
      else process.env[k] = v
  }
}
export async function launchBrowser() {
  const own = chromium.executablePath()
  const path =
    process.env.CHROMIUM_PATH ||
    SYSTEM.find((p) => existsSync(p) && !process.env.NO_SYSTEM_CHROMIUM) ||
    (existsSync(own) ? own : undefined)
  return chromium.launch({ args: ARGS, ...(path ? { executablePath: path } : await unpacked()) })
}
