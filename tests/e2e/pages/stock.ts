import { t } from '../french.ts'
import { says, type Visitor } from '../visitor.ts'

/** Units of items at each location. */
export function stockPage(visitor: Visitor) {
  const { app, openApp } = visitor
  return {
    open: () => openApp('/app/stock'),
    search: (word: string) => app.getByRole('searchbox', { name: t('stock.search') }).fill(word),
    /** The figures of an item at a location: on hand, reserved, free, incoming. */
    saysOf: async (item: string, location: string, figures: number[]) =>
      says(
        app.getByRole('row').filter({ hasText: item }).filter({ hasText: location }),
        [location, ...figures].join(' '),
      ),
  }
}
