import {
  BlockStack,
  Button,
  Card,
  DataTable,
  FormLayout,
  InlineStack,
  Text,
  TextField,
} from '@shopify/polaris'
import { useState } from 'react'
import { ConfirmButton } from '#app/ui/ConfirmButton.tsx'
import { Refusal } from '#app/ui/Refusal.tsx'
import { useAction, type Action } from '#app/ui/useAction.ts'
import { useForm } from '#app/ui/useForm.ts'
import { useWords } from '#app/ui/words.tsx'
import { ItemSearch } from './ItemSearch.tsx'
import type { FoundItem, SupplierItemView, SupplierPage } from './read-supplier.server.ts'

type Edited = Pick<
  SupplierItemView,
  'item' | 'title' | 'reference' | 'unitCost' | 'packSize' | 'moq' | 'rank'
>

type Props = { supplier: SupplierPage; wanted: FoundItem | null }

/** What the supplier sells to us, and on which terms; `wanted` is an item that was looked for here. */
export function SupplierItems({ supplier, wanted }: Props) {
  const { t } = useWords()
  const [edited, setEdited] = useState<Edited | null>(() => wanted && termsFor(wanted, supplier))
  const act = useAction(() => setEdited(null))
  const start = (found: FoundItem | null) => {
    if (found) setEdited(termsFor(found, supplier))
  }
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t('supplier.items')}
        </Text>
        {supplier.items.length === 0 && <Text as="p">{t('supplier.no-items')}</Text>}
        {supplier.items.length > 0 && <Table supplier={supplier} act={act} onEdit={setEdited} />}
        <Refusal said={act.refusal?.fields ? null : act.refusal} />
        {edited ? (
          <ItemForm
            key={edited.item}
            edited={edited}
            supplier={supplier}
            act={act}
            onClose={() => setEdited(null)}
          />
        ) : (
          <ItemSearch label={t('supplier.add-item')} chosen={null} onChoose={start} />
        )}
      </BlockStack>
    </Card>
  )
}

function termsFor({ item, title, unitCost }: FoundItem, supplier: SupplierPage): Edited {
  const known = supplier.items.find((one) => one.item === item)
  return known ?? { item, title, reference: null, unitCost: unitCost ?? '', packSize: 1, moq: 1, rank: 1 }
}

type TableProps = { supplier: SupplierPage; act: Action; onEdit: (item: SupplierItemView) => void }

function Table({ supplier, act, onEdit }: TableProps) {
  const { t, money, quantity } = useWords()
  return (
    <DataTable
      columnContentTypes={['text', 'text', 'numeric', 'numeric', 'numeric', 'numeric', 'text']}
      headings={[
        t('stock.item'),
        t('supplier.reference'),
        t('supplier.unit-cost'),
        t('supplier.pack-size'),
        t('supplier.moq'),
        t('supplier.rank'),
        '',
      ]}
      verticalAlign="middle"
      rows={supplier.items.map((item) => [
        item.sku ? `${item.title} · ${item.sku}` : item.title,
        item.reference ?? '–',
        money(item.unitCost, supplier.currency),
        quantity(item.packSize),
        quantity(item.moq),
        quantity(item.rank),
        <InlineStack key={item.item} gap="200" wrap={false}>
          <Button onClick={() => onEdit(item)} disabled={act.busy}>
            {t('common.edit')}
          </Button>
          <ConfirmButton
            label={t('common.remove')}
            effect={t('supplier.remove-effect', { title: item.title })}
            tone="critical"
            loading={false}
            disabled={act.busy}
            onConfirm={() => act.run('remove-item', { item: item.item })}
          />
        </InlineStack>,
      ])}
    />
  )
}

type FormProps = { edited: Edited; supplier: SupplierPage; act: Action; onClose: () => void }

function ItemForm({ edited, supplier, act, onClose }: FormProps) {
  const { t } = useWords()
  const { values, field } = useForm(
    {
      reference: edited.reference ?? '',
      unitCost: edited.unitCost,
      packSize: String(edited.packSize),
      moq: String(edited.moq),
      rank: String(edited.rank),
    },
    act,
  )
  return (
    <BlockStack gap="300">
      <Text as="h3" variant="headingSm">
        {edited.title}
      </Text>
      <FormLayout>
        <FormLayout.Group condensed>
          <TextField label={t('supplier.reference')} {...field('reference')} />
          <TextField
            label={t('supplier.unit-cost')}
            suffix={supplier.currency}
            inputMode="decimal"
            {...field('unitCost')}
          />
        </FormLayout.Group>
        <FormLayout.Group condensed>
          <TextField label={t('supplier.pack-size')} type="number" min={1} {...field('packSize')} />
          <TextField label={t('supplier.moq')} type="number" min={1} {...field('moq')} />
          <TextField
            label={t('supplier.rank')}
            type="number"
            min={1}
            helpText={t('supplier.rank-why')}
            {...field('rank')}
          />
        </FormLayout.Group>
      </FormLayout>
      <InlineStack gap="200">
        <Button
          variant="primary"
          loading={act.busy}
          onClick={() => act.run('save-item', { ...values, item: edited.item })}
        >
          {t('common.save')}
        </Button>
        <Button onClick={onClose} disabled={act.busy}>
          {t('common.go-back')}
        </Button>
      </InlineStack>
    </BlockStack>
  )
}
