import { t } from '../french.ts'
import { says, type Visitor } from '../visitor.ts'

/** The list of orders: a row by the order's name. */
export function ordersPage(visitor: Visitor) {
  const row = (name: string) => visitor.app.getByRole('row').filter({ hasText: name })
  return {
    open: () => visitor.openApp('/app/orders'),
    saysOf: (name: string, ...texts: string[]) => says(row(name), ...texts),
    /** Opens an order by a click on its name. */
    openOrder: async (name: string) => {
      await row(name).getByRole('link', { name, exact: true }).click()
      await visitor.app.getByRole('heading', { level: 2, name: t('order.lines') }).waitFor()
    },
  }
}
