import {
  BlockStack,
  Button,
  Card,
  ChoiceList,
  InlineStack,
  Link,
  Select,
  Text,
  TextField,
} from '@shopify/polaris'
import { useState } from 'react'
import { Refusal } from '#app/ui/Refusal.tsx'
import type { Said } from '#app/ui/said.ts'
import { useAction } from '#app/ui/useAction.ts'
import { useForm } from '#app/ui/useForm.ts'
import { useWords } from '#app/ui/words.tsx'
import type { Selection } from './stock-take.ts'

/** Why a stock-take was not begun, and which one counts there already. */
export type BegunSaid = Said & { readonly take?: string }

type Named = { readonly id: string; readonly name: string }
type Props = { newTake: string; sku: string; places: readonly Named[]; suppliers: readonly Named[] }

const WAYS: readonly Exclude<Selection['by'], 'item'>[] = ['everything', 'search', 'supplier', 'codes', 'age']

/** Where is counted, and which items. */
export function BeginTakeForm({ newTake, sku, places, suppliers }: Props) {
  const { t } = useWords()
  const act = useAction<BegunSaid>()
  // The page may be read anew while the form stands: its stock-take stays the one it was drawn with.
  const [id] = useState(newTake)
  const form = useForm(
    {
      name: '',
      location: places[0]?.id ?? '',
      by: (sku ? 'codes' : 'everything') as string,
      search: '',
      supplier: suppliers[0]?.id ?? '',
      codes: sku,
      days: '90',
    },
    act,
  )
  const { values, set, field } = form
  const put = (name: keyof typeof values) => (value: string) => setOne(set, values, name, value)
  const open = act.answer && !act.answer.ok ? act.answer.take : null
  return (
    <Card>
      <BlockStack gap="400">
        <Select
          label={t('stock.location')}
          options={places.map(({ id: value, name }) => ({ value, label: name }))}
          value={values.location}
          onChange={put('location')}
        />
        <ChoiceList
          title={t('stock-take.which')}
          choices={WAYS.filter((way) => way !== 'supplier' || suppliers.length > 0).map((way) => ({
            value: way,
            label: t(`stock-take.by.${way}`),
            helpText: t(`stock-take.by.${way}-why`),
          }))}
          selected={[values.by]}
          onChange={([by]) => put('by')(by!)}
        />
        <Which form={form} suppliers={suppliers} onSupplier={put('supplier')} />
        <TextField
          label={t('stock-take.name')}
          helpText={t('stock-take.name-why')}
          maxLength={80}
          {...field('name')}
        />
        <Refusal said={act.refusal?.fields ? null : act.refusal} />
        {open && <Link url={`/app/stock-takes/${open}`}>{t('stock-take.open-it')}</Link>}
        <Text as="p" tone="subdued">
          {t('stock-take.begin-effect')}
        </Text>
        <InlineStack>
          <Button variant="primary" loading={act.busy} onClick={() => act.run('begin', { id, ...values })}>
            {t('stock-take.begin')}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  )
}

type Values = Record<'name' | 'location' | 'by' | 'search' | 'supplier' | 'codes' | 'days', string>
type Form = { values: Values; field: (name: keyof Values) => FieldProps }
type FieldProps = ReturnType<ReturnType<typeof useForm<Values>>['field']>

function setOne(set: (values: Values) => void, values: Values, name: keyof Values, value: string) {
  set({ ...values, [name]: value })
}

function Which({
  form,
  suppliers,
  onSupplier,
}: {
  form: Form
  suppliers: readonly Named[]
  onSupplier: (id: string) => void
}) {
  const { t } = useWords()
  const { values, field } = form
  switch (values.by as Selection['by']) {
    case 'search':
      return <TextField label={t('stock-take.search-for')} {...field('search')} />
    case 'supplier':
      return (
        <Select
          label={t('purchase.supplier')}
          options={suppliers.map(({ id: value, name }) => ({ value, label: name }))}
          value={values.supplier}
          onChange={onSupplier}
        />
      )
    case 'codes':
      return (
        <TextField
          label={t('stock-take.codes')}
          helpText={t('stock-take.codes-why')}
          multiline={4}
          {...field('codes')}
        />
      )
    case 'age':
      return <TextField label={t('stock-take.days')} inputMode="numeric" {...field('days')} />
    default:
      return null
  }
}
