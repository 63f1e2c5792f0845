import { t } from '../french.ts'
import { says, type Visitor } from '../visitor.ts'

type Dated = { quantity: number; on: string }
type Surplus = 'kept-free' | 'kept-priced' | 'refused'

/** One purchase order's page in Carnet. */
export function purchaseOrderPage(visitor: Visitor) {
  const { app, page, card } = visitor
  const answer = card(t('answer.title'))
  const receive = card(t('receive.title'))
  const receiveButton = receive.getByRole('button', { name: t('receive.button') })
  return {
    answer,
    lines: card(t('purchase.lines')),
    says: (...texts: string[]) => says(app.locator('body'), ...texts),
    /** Sends the draft by a double click, after having read what that does. */
    send: async (number: string) => {
      await app.getByRole('button', { name: t('purchase.send'), exact: true }).dblclick()
      const question = app.getByRole('dialog')
      await question.getByRole('button', { name: t('purchase.send'), exact: true }).click()
      await page.getByText(t('purchase.sent', { number }), { exact: true }).waitFor()
    },
    /** Types the supplier's answer and asks what it moves. */
    typeAnswer: async (dates: Dated[]) => {
      const quantities = answer.getByLabel(t('purchase.quantity'), { exact: true })
      await quantities.first().waitFor()
      for (let more = dates.length - (await quantities.count()); more > 0; more -= 1)
        await answer.getByRole('button', { name: t('answer.add-date') }).click()
      for (const [index, { quantity, on }] of dates.entries()) {
        await quantities.nth(index).fill(String(quantity))
        await answer.getByLabel(t('answer.on'), { exact: true }).nth(index).fill(on)
      }
      await answer.getByRole('button', { name: t('answer.preview') }).click()
    },
    acceptAnswer: async (told: number) => {
      await answer.getByRole('button', { name: t('answer.accept'), exact: true }).click()
      await page.getByText(t('purchase.answer-accepted', { count: told }), { exact: true }).waitFor()
    },
    /** Counts what came; whether it may be booked as it is. */
    count: async (title: string, quantity: number) => {
      await receive.getByLabel(title).fill(String(quantity))
      return receiveButton.isEnabled()
    },
    chooseForSurplus: async (count: number, choice: Surplus) => {
      await receive.getByLabel(t('receive.surplus', { count })).selectOption(choice)
    },
    receive: async () => {
      await receiveButton.click()
      await page.getByText(t('purchase.received'), { exact: true }).waitFor()
    },
  }
}
