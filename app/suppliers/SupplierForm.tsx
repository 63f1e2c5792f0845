import { BlockStack, Button, Card, FormLayout, InlineStack, Select, Text, TextField } from '@shopify/polaris'
import { Refusal } from '#app/ui/Refusal.tsx'
import { SaveBar } from '#app/ui/SaveBar.tsx'
import { useAction } from '#app/ui/useAction.ts'
import { useForm } from '#app/ui/useForm.ts'
import { useWords } from '#app/ui/words.tsx'
import type { SupplierPage } from './read-supplier.server.ts'

/** Who the supplier is, and how fast he delivers. */
export function SupplierForm({ supplier, isNew }: { supplier: SupplierPage; isNew: boolean }) {
  const { t } = useWords()
  const act = useAction()
  const { values, field, changed, reset } = useForm(typed(supplier), act)
  const save = () => act.run('save', values)
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t('supplier.about')}
        </Text>
        <Refusal said={act.refusal} />
        <FormLayout>
          <TextField label={t('supplier.name')} {...field('name')} requiredIndicator />
          <TextField
            label={t('supplier.email')}
            type="email"
            helpText={t('supplier.email-why')}
            {...field('email')}
          />
          <TextField label={t('settings.address1')} {...field('address1')} />
          <TextField label={t('settings.address2')} {...field('address2')} />
          <FormLayout.Group condensed>
            <TextField label={t('settings.zip')} {...field('zip')} />
            <TextField label={t('settings.city')} {...field('city')} />
            <TextField label={t('settings.country')} maxLength={2} {...field('countryCode')} />
          </FormLayout.Group>
          <FormLayout.Group>
            <Select
              label={t('supplier.language')}
              options={[
                { value: 'fr', label: 'Français' },
                { value: 'en', label: 'English' },
              ]}
              {...field('language')}
            />
            <TextField label={t('supplier.currency')} maxLength={3} {...field('currency')} />
          </FormLayout.Group>
          <FormLayout.Group>
            <TextField
              label={t('supplier.lead-days')}
              type="number"
              min={0}
              helpText={t('supplier.lead-days-why')}
              {...field('leadDays')}
            />
            <TextField
              label={t('supplier.cut-off')}
              type="time"
              helpText={t('supplier.cut-off-why')}
              {...field('cutOff')}
            />
          </FormLayout.Group>
          <TextField
            label={t('supplier.closed-on')}
            helpText={t('field.days-help')}
            placeholder="2026-12-24, 2026-12-25"
            {...field('closedOn')}
          />
        </FormLayout>
        <InlineStack align="end">
          <Button variant="primary" onClick={save} loading={act.busy} disabled={!changed}>
            {t('common.save')}
          </Button>
        </InlineStack>
      </BlockStack>
      <SaveBar id="supplier" open={changed && !isNew} loading={act.busy} onSave={save} onDiscard={reset} />
    </Card>
  )
}

function typed(supplier: SupplierPage) {
  const { name, email, language, currency, leadDays, cutOff, closedOn, address } = supplier
  return {
    name,
    email: email ?? '',
    language: language as string,
    currency,
    leadDays: String(leadDays),
    cutOff,
    closedOn: closedOn.join(', '),
    address1: address.address1 ?? '',
    address2: address.address2 ?? '',
    zip: address.zip ?? '',
    city: address.city ?? '',
    countryCode: address.countryCode ?? '',
  }
}
