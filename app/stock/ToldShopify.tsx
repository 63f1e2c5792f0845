import { Banner } from '@shopify/polaris'
import { useWords } from '#app/ui/words.tsx'
import type { Told } from './show-differences.server.ts'

/** Whether Shopify has heard of a stock-take; nothing when there is nothing to tell. */
export function ToldShopify({ told: { waiting, done, failed } }: { told: Told }) {
  const { t } = useWords()
  if (failed > 0)
    return (
      <Banner tone="warning" action={{ content: t('task.open-list'), url: '/app/tasks' }}>
        {t('stock-take.told-failed')}
      </Banner>
    )
  if (waiting > 0) return <Banner tone="info">{t('stock-take.told-waiting')}</Banner>
  return done > 0 && <Banner tone="success">{t('stock-take.told-done')}</Banner>
}
