import { t } from '../french.ts'
import { says, type Visitor } from '../visitor.ts'
import { openPdf } from './pdf.ts'

type Do = 'confirm' | 'pick' | 'deliver' | 'invoice'

/** One order's page in Carnet. */
export function orderPage(visitor: Visitor) {
  const { app, page, card } = visitor
  const button = (name: string) => app.getByRole('button', { name, exact: true })
  return {
    page: app.locator('body'),
    lines: card(t('order.lines')),
    documents: card(t('nav.documents')),
    /** Presses the button of a step twice, as impatient people do, and waits until the admin says what came of it. */
    press: async (step: Do, said: string) => {
      await button(t(`order.do.${step}`)).dblclick()
      await page.getByText(said, { exact: true }).waitFor()
    },
    /** Unfolds why the units of its lines are where they are. */
    askWhy: async () => {
      for (const why of await app.getByText(t('order.why'), { exact: true }).all()) await why.click()
    },
    orderWhatIsMissing: () => app.getByRole('link', { name: t('order.open-draft') }).click(),
    says: (...texts: string[]) => says(app.locator('body'), ...texts),
    pdf: (number: string) => openPdf(visitor, number),
  }
}
