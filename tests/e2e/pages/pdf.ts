import { pdfText } from '#tests/support/pdf-text.ts'
import { plain, t } from '../french.ts'
import type { Visitor } from '../visitor.ts'

/** Opens a document's PDF by its button, in a window of its own; answers its text. */
export async function openPdf({ app, page }: Visitor, number: string): Promise<string> {
  const [answer, window] = await Promise.all([
    page.waitForResponse((response) => response.url().endsWith('/pdf')),
    page.waitForEvent('popup'),
    app.getByRole('button', { name: t('document.open-pdf-of', { number }) }).click(),
  ])
  await window.close()
  return plain(pdfText(await answer.body()))
}
