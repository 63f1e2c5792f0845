import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { startDrawer } from './draw.server.ts'
import { exampleInvoice } from './examples.ts'
import { renderPdf } from './pdf.server.ts'
import { printableOf } from './printable.ts'

const folder = mkdtempSync(join(tmpdir(), 'carnet-draw-'))
afterAll(() => rmSync(folder, { recursive: true }))

const printable = (title = 'Facture') => ({
  ...printableOf(exampleInvoice('fr'), { number: 'FA-1' }),
  title,
})

/** A thread that misbehaves for the titles "hang", "crash", "exit" and "eat", and else answers one byte. */
const naughty = join(folder, 'naughty.mjs')
writeFileSync(
  naughty,
  `import { parentPort } from 'node:worker_threads'
parentPort.on('message', ({ title }) => {
  if (title === 'hang') for (;;);
  if (title === 'crash') setTimeout(() => { throw new Error('crashed') })
  else if (title === 'exit') process.exit(3)
  else if (title === 'eat') for (const kept = []; ;) kept.push(new Array(1e5).fill(0).map((_, i) => ({ i })))
  else parentPort.postMessage(title === 'fault' ? { fault: 'no' } : { bytes: new Uint8Array([7]) })
})`,
)

describe('drawing beside the process', () => {
  it('gives the same bytes as drawing in it', async () => {
    const drawer = startDrawer()
    const [one, two] = await Promise.all([drawer.draw(printable()), drawer.draw(printable())])
    const here = await renderPdf(printable())
    expect(here.equals(one) && here.equals(two)).toBe(true)
    await drawer.close()
  })

  it.each([
    ['hang', /over 1000 ms/],
    ['crash', /crashed/],
    ['exit', /ended/],
    ['eat', /memory/],
    ['fault', /no/],
  ])('survives a thread that does "%s" and draws the next document', async (title, said) => {
    const drawer = startDrawer({
      file: naughty,
      timeLimitMs: title === 'hang' ? 1000 : 12_000,
      memoryLimitMb: 24,
    })
    const [bad, good] = await Promise.allSettled([drawer.draw(printable(title)), drawer.draw(printable())])
    expect(bad).toMatchObject({ status: 'rejected', reason: { message: expect.stringMatching(said) } })
    expect(good).toMatchObject({ status: 'fulfilled' })
    await drawer.close()
  })
})
