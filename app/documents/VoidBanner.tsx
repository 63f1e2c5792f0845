import { Banner, Link, Text } from '@shopify/polaris'
import { useWords } from '#app/ui/words.tsx'
import type { DocumentPage } from './read-document.server.ts'

/** Says of a void document why it counts no longer and what was issued instead; nothing of one that counts. */
export function VoidBanner({ voided }: Pick<DocumentPage, 'voided'>) {
  const { t } = useWords()
  if (!voided) return null
  const { instead } = voided
  return (
    <Banner tone="critical" title={t(`document.void.${voided.reason as 'cancelled'}`)}>
      <Text as="p">
        {t('document.replaced-by')}{' '}
        {instead && (
          <>
            {t('document.instead')} <Link url={`/app/documents/${instead.id}`}>{instead.number}</Link>
          </>
        )}
      </Text>
    </Banner>
  )
}
