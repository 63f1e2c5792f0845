import {
  Badge,
  BlockStack,
  Button,
  Card,
  Collapsible,
  FormLayout,
  InlineStack,
  Link,
  Select,
  Text,
  TextField,
} from '@shopify/polaris'
import { useId, useState } from 'react'
import { Refusal } from '#app/ui/Refusal.tsx'
import { useAction } from '#app/ui/useAction.ts'
import { useForm } from '#app/ui/useForm.ts'
import { useWords } from '#app/ui/words.tsx'
import { ACCEPTED, type Accepted } from '../core/accepted.ts'
import type { CustomerView } from './read-customers.server.ts'

type Props = {
  customer: CustomerView
  /** What the shop's setting has such customers accept. */
  byShop: Accepted
}

/** A customer, and how he is served; his settings unfold. */
export function CustomerCard({ customer, byShop }: Props) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const id = useId()
  const orders = t('customer.orders', { count: customer.orders })
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <BlockStack gap="050">
            <InlineStack gap="200" align="start" blockAlign="center">
              <Text as="h2" variant="headingSm">
                {customer.name || customer.email || t('orders.nobody')}
              </Text>
              <Badge>{customer.kind === 'b2b' ? t('orders.b2b') : t('orders.b2c')}</Badge>
            </InlineStack>
            <Text as="span" tone="subdued" variant="bodySm">
              {[customer.email, servedAs(customer, byShop, t), customer.callOff && t('customer.on-call')]
                .filter(Boolean)
                .join(' · ')}
            </Text>
          </BlockStack>
          <InlineStack gap="300" blockAlign="center">
            {customer.orders > 0 ? (
              <Link url={`/app/orders?search=${encodeURIComponent(customer.name)}`}>{orders}</Link>
            ) : (
              <Text as="span" tone="subdued">
                {orders}
              </Text>
            )}
            <Button
              disclosure={open ? 'up' : 'down'}
              ariaExpanded={open}
              ariaControls={id}
              onClick={() => setOpen(!open)}
              accessibilityLabel={t('customer.edit-of', { name: customer.name })}
            >
              {t('common.edit')}
            </Button>
          </InlineStack>
        </InlineStack>
        <Collapsible id={id} open={open}>
          {open && <Form customer={customer} />}
        </Collapsible>
      </BlockStack>
    </Card>
  )
}

function servedAs(
  { accepts, maxShipments }: CustomerView,
  byShop: Accepted,
  t: ReturnType<typeof useWords>['t'],
): string {
  const how = t(`accepts.${accepts ?? byShop}`)
  const parts = accepts === null ? t('customer.by-shop', { how }) : how
  return maxShipments === null || (accepts ?? byShop) === 'whole-order'
    ? parts
    : `${parts}, ${t('customer.at-most', { count: maxShipments })}`
}

function Form({ customer }: { customer: CustomerView }) {
  const { t } = useWords()
  const act = useAction()
  const { values, field, changed } = useForm(
    {
      accepts: customer.accepts ?? '',
      callOff: customer.callOff ? 'yes' : 'no',
      maxShipments: customer.maxShipments === null ? '' : String(customer.maxShipments),
      language: customer.language ?? '',
      siren: customer.siren ?? '',
      vatNumber: customer.vatNumber ?? '',
    },
    act,
  )
  return (
    <BlockStack gap="300">
      <Refusal said={act.refusal} />
      <FormLayout>
        <FormLayout.Group>
          <Select
            label={t('customer.partial')}
            options={[
              { value: '', label: t('customer.as-shop') },
              ...ACCEPTED.map((value) => ({ value, label: t(`accepts.${value}`) })),
            ]}
            {...field('accepts')}
          />
          <TextField
            label={t('customer.max-shipments')}
            type="number"
            min={1}
            helpText={t('customer.max-shipments-why')}
            {...field('maxShipments')}
          />
        </FormLayout.Group>
        <Select
          label={t('customer.call-off')}
          options={[
            { value: 'no', label: t('customer.call-off-no') },
            { value: 'yes', label: t('customer.call-off-yes') },
          ]}
          {...field('callOff')}
        />
        <FormLayout.Group>
          <Select
            label={t('customer.language')}
            options={[
              { value: '', label: t('customer.language-as-shop') },
              { value: 'fr', label: 'Français' },
              { value: 'en', label: 'English' },
            ]}
            {...field('language')}
          />
          <TextField label={t('settings.siren')} {...field('siren')} />
          <TextField label={t('settings.vat-number')} {...field('vatNumber')} />
        </FormLayout.Group>
      </FormLayout>
      <InlineStack align="end">
        <Button
          loading={act.busy}
          disabled={!changed}
          onClick={() => act.run('save', { id: customer.id, ...values })}
        >
          {t('common.save')}
        </Button>
      </InlineStack>
    </BlockStack>
  )
}
