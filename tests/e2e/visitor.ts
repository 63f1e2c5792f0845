// Somebody at a browser: the practice store's pages, and Carnet in its iframe.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Stack } from '#tests/support/stack.ts'
import { launchBrowser, USER_AGENT } from '#tests/support/browser.ts'
import { plain } from './french.ts'

/** A folder for pictures of each stop of a journey, for looking at them; unset: none are made. */
const SHOTS = process.env.CARNET_SHOTS
const PATIENCE_MS = 15_000

export interface Visitor {
  page: Page
  /** Carnet, inside the admin. */
  app: FrameLocator
  /** Everything that went wrong in the browser so far: console errors, failed requests, answers from 400 on. */
  troubles: string[]
  /** Opens a page of Carnet in the admin. */
  openApp(path: string): Promise<void>
  /** Opens a page of the practice store. */
  openStore(path: string): Promise<void>
  /** A card of Carnet, by its heading. */
  card(heading: string): Locator
  shot(name: string): Promise<void>
  close(): Promise<void>
}

/** Starts a browser and sits down before it. */
export async function openVisitor(stack: Stack): Promise<Visitor> {
  const browser = await launchBrowser()
  try {
    return await seat(stack, browser)
  } catch (error) {
    await browser.close()
    throw error
  }
}

async function seat(stack: Stack, browser: Browser): Promise<Visitor> {
  const context = await browser.newContext({
    userAgent: USER_AGENT,
    viewport: { width: 1280, height: 800 },
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
  })
  context.setDefaultTimeout(PATIENCE_MS)
  const page = await context.newPage()
  const troubles = troublesOf(page)
  const app = page.frameLocator('iframe[name="app-iframe"]')
  const storeUrl = `http://localhost:${stack.store.port}`
  const shot = async (name: string) => {
    if (!SHOTS) return
    mkdirSync(SHOTS, { recursive: true })
    await page.screenshot({ path: join(SHOTS, `${name}.png`), animations: 'disabled' })
  }
  return {
    page,
    app,
    troubles,
    openApp: async (path) => {
      await page.goto(stack.adminUrl(path))
      await app.getByRole('heading', { level: 1 }).first().waitFor()
    },
    openStore: async (path) => void (await page.goto(storeUrl + path)),
    card: (heading) =>
      app
        .locator('.Polaris-ShadowBevel')
        .filter({ has: page.getByRole('heading', { name: heading, exact: true }) }),
    shot,
    close: () => browser.close(),
  }
}

function troublesOf(page: Page): string[] {
  const troubles: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`))
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? ''
    // Leaving a page ends what it was still loading.
    if (why !== 'net::ERR_ABORTED') troubles.push(`request: ${why} ${request.url()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) troubles.push(`response: ${response.status()} ${response.url()}`)
  })
  return troubles
}

/** Waits until a part of the page says all of these, in any order. */
export async function says(part: Locator, ...texts: string[]): Promise<void> {
  await expect
    .poll(async () => missing(plain(await part.innerText()), texts), { timeout: PATIENCE_MS, interval: 100 })
    .toEqual({ missing: [], in: expect.any(String) })
}

// What is missing is shown beside what is there, so that a failure can be understood without the page.
const missing = (there: string, texts: string[]) => ({
  missing: texts.map(plain).filter((text) => !there.includes(text)),
  in: there,
})
