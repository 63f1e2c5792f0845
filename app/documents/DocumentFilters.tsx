import { InlineStack, Select, TextField } from '@shopify/polaris'
import { useAddress } from '#app/ui/useAddress.ts'
import { useWords } from '#app/ui/words.tsx'
import { DOCUMENT_KINDS } from './DocumentTable.tsx'

/** Kind and period of the documents shown. */
export function DocumentFilters() {
  const { t } = useWords()
  const { params, change } = useAddress()
  return (
    <InlineStack gap="200" blockAlign="end">
      <Select
        label={t('document.kind')}
        value={params.get('kind') ?? ''}
        onChange={(kind) => change({ kind: kind || null })}
        options={[
          { value: '', label: t('document.all-kinds') },
          ...DOCUMENT_KINDS.map((kind) => ({ value: kind, label: t(`document.kind.${kind}`) })),
        ]}
      />
      <TextField
        label={t('document.from')}
        type="date"
        value={params.get('from') ?? ''}
        onChange={(from) => change({ from: from || null }, true)}
        autoComplete="off"
      />
      <TextField
        label={t('document.to')}
        type="date"
        value={params.get('to') ?? ''}
        onChange={(to) => change({ to: to || null }, true)}
        autoComplete="off"
      />
    </InlineStack>
  )
}
