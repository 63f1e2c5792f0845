import { pdfText } from '#tests/support/pdf-text.ts'
import { plain, t } from '../french.ts'
import type { Visitor } from '../visitor.ts'

const PDFS = /\/app\/documents\/[^/]+\/pdf$/

/** Opens a document's PDF by its button, in a window of its own; answers its text. */
export async function openPdf({ app, page }: Visitor, number: string): Promise<string> {
  // Read on the way: the browser keeps no body of what a script turned into a file.
  const bytes: Buffer[] = []
  await page.route(PDFS, async (route) => {
    const response = await route.fetch()
    bytes.push(await response.body())
    await route.fulfill({ response })
  })
  const [window] = await Promise.all([
    page.waitForEvent('popup'),
    app.getByRole('button', { name: t('document.open-pdf-of', { number }) }).click(),
  ])
  await window.close()
  await page.unroute(PDFS)
  return plain(pdfText(bytes[0]!))
}
