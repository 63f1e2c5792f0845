import { BlockStack, Button, Card, FormLayout, InlineStack, Select, Text, TextField } from '@shopify/polaris'
import { Refusal } from '#app/ui/Refusal.tsx'
import { SaveBar } from '#app/ui/SaveBar.tsx'
import { useAction } from '#app/ui/useAction.ts'
import { useForm } from '#app/ui/useForm.ts'
import { useWords, type Words } from '#app/ui/words.tsx'
import type { SupplierPage } from './read-supplier.server.ts'
import { SupplierCalendarFields, type CalendarChoices } from './SupplierCalendarFields.tsx'

type Props = { supplier: SupplierPage; isNew: boolean; choices: CalendarChoices }

/** Who the supplier is, and how fast he delivers. */
export function SupplierForm({ supplier, isNew, choices }: Props) {
  const words = useWords()
  const { t } = words
  const act = useAction()
  const form = useForm(typedSupplier(supplier, words), act)
  const { values, field, changed, reset } = form
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
        </FormLayout>
        <SupplierCalendarFields supplier={supplier} form={form} choices={choices} />
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

function typedSupplier(supplier: SupplierPage, { period }: Words) {
  const { name, email, language, currency, leadDays, cutOff, address } = supplier
  return {
    name,
    email: email ?? '',
    language: language as string,
    currency,
    leadDays: String(leadDays),
    cutOff,
    timeZone: supplier.timeZone,
    weekend: supplier.weekend.join(','),
    orderDays: supplier.orderDays.join(','),
    closures: supplier.closures.map(period).join('\n'),
    holidays: supplier.holidays,
    address1: address.address1 ?? '',
    address2: address.address2 ?? '',
    zip: address.zip ?? '',
    city: address.city ?? '',
    countryCode: address.countryCode ?? '',
  }
}
