import { BlockStack, Card, FormLayout, Select, Text, TextField } from '@shopify/polaris'
import type { ReactNode } from 'react'
import { ClosureFields } from '#app/ui/ClosureFields.tsx'
import type { useForm } from '#app/ui/useForm.ts'
import { WeekdayChoice } from '#app/ui/WeekdayChoice.tsx'
import { useWords, type Words } from '#app/ui/words.tsx'
import { ACCEPTED } from '../core/accepted.ts'
import type { Country, ShopCalendar } from './read-calendar.server.ts'
import type { SettingsView } from './read-settings.server.ts'

const TEXTS = [
  'legalName',
  'legalForm',
  'capital',
  'registry',
  'siren',
  'vatNumber',
  'address1',
  'address2',
  'zip',
  'city',
  'countryCode',
  'email',
  'phone',
  'iban',
  'bic',
  'latePenalty',
  'language',
  'preferredLocation',
] as const

type Typed = Record<
  | (typeof TEXTS)[number]
  | 'handlingDays'
  | 'receivingDays'
  | 'weekend'
  | 'closures'
  | 'holidays'
  | 'b2bAccepts'
  | 'b2cAccepts'
  | 'splitsBundles'
  | 'lowStockMail'
  | 'callOffDays',
  string
>
type Form = { form: ReturnType<typeof useForm<Typed>> }

/** The settings as the form's texts. */
export function typedSettings(settings: SettingsView, { period }: Words): Typed {
  const texts = Object.fromEntries(TEXTS.map((name) => [name, settings[name]])) as Pick<
    Typed,
    (typeof TEXTS)[number]
  >
  return {
    ...texts,
    handlingDays: String(settings.handlingDays),
    receivingDays: String(settings.receivingDays),
    weekend: settings.weekend.join(','),
    closures: settings.closures.map(period).join('\n'),
    holidays: settings.holidays,
    b2bAccepts: settings.b2bAccepts,
    b2cAccepts: settings.b2cAccepts,
    splitsBundles: settings.splitsBundles ? 'yes' : 'no',
    lowStockMail: settings.lowStockMail ? 'yes' : 'no',
    callOffDays: String(settings.callOffDays),
  }
}

/** Who sells, as documents must name him. */
export function SellerSettings({ form: { field } }: Form) {
  const { t } = useWords()
  return (
    <SettingsCard title={t('settings.seller')} why={t('settings.seller-why')}>
      <FormLayout.Group>
        <TextField label={t('settings.legal-name')} requiredIndicator {...field('legalName')} />
        <TextField label={t('settings.legal-form')} {...field('legalForm')} />
        <TextField label={t('settings.capital')} {...field('capital')} />
      </FormLayout.Group>
      <FormLayout.Group>
        <TextField
          label={t('settings.siren')}
          requiredIndicator
          helpText={t('settings.siren-why')}
          {...field('siren')}
        />
        <TextField label={t('settings.vat-number')} {...field('vatNumber')} />
        <TextField label={t('settings.registry')} {...field('registry')} />
      </FormLayout.Group>
      <TextField label={t('settings.address1')} requiredIndicator {...field('address1')} />
      <TextField label={t('settings.address2')} {...field('address2')} />
      <FormLayout.Group condensed>
        <TextField label={t('settings.zip')} requiredIndicator {...field('zip')} />
        <TextField label={t('settings.city')} requiredIndicator {...field('city')} />
        <TextField label={t('settings.country')} maxLength={2} {...field('countryCode')} />
      </FormLayout.Group>
      <FormLayout.Group>
        <TextField
          label={t('settings.email')}
          type="email"
          helpText={t('settings.email-why')}
          {...field('email')}
        />
        <TextField label={t('settings.phone')} type="tel" {...field('phone')} />
      </FormLayout.Group>
      <FormLayout.Group>
        <TextField label={t('settings.iban')} helpText={t('settings.iban-why')} {...field('iban')} />
        <TextField label={t('settings.bic')} {...field('bic')} />
      </FormLayout.Group>
      <TextField
        label={t('settings.late-penalty')}
        helpText={t('settings.late-penalty-why')}
        {...field('latePenalty')}
      />
      <Select
        label={t('settings.language')}
        helpText={t('settings.language-why')}
        options={[
          { value: 'fr', label: 'Français' },
          { value: 'en', label: 'English' },
        ]}
        {...field('language')}
      />
    </SettingsCard>
  )
}

/** From where goods leave, and who accepts them in parts. */
export function DeliverySettings({
  form: { field },
  locations,
}: Form & { locations: SettingsView['locations'] }) {
  const { t } = useWords()
  const accepted = ACCEPTED.map((value) => ({ value, label: t(`accepts.${value}`) }))
  return (
    <SettingsCard title={t('settings.delivery')} why={t('settings.delivery-why')}>
      <Select
        label={t('settings.location')}
        helpText={t('settings.location-why')}
        options={[
          { value: '', label: t('settings.no-location') },
          ...locations.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        {...field('preferredLocation')}
      />
      <FormLayout.Group>
        <Select label={t('settings.b2b-accepts')} options={accepted} {...field('b2bAccepts')} />
        <Select label={t('settings.b2c-accepts')} options={accepted} {...field('b2cAccepts')} />
      </FormLayout.Group>
      <Select
        label={t('settings.splits-bundles')}
        helpText={t('settings.splits-bundles-why')}
        options={[
          { value: 'no', label: t('settings.bundles-complete') },
          { value: 'yes', label: t('settings.bundles-split') },
        ]}
        {...field('splitsBundles')}
      />
      <TextField
        label={t('settings.call-off-days')}
        type="number"
        min={1}
        helpText={t('settings.call-off-days-why')}
        {...field('callOffDays')}
      />
    </SettingsCard>
  )
}

/** What the shop is told by mail itself. */
export function MailSettings({ form: { field } }: Form) {
  const { t } = useWords()
  return (
    <SettingsCard title={t('settings.mails')} why={t('settings.mails-why')}>
      <Select
        label={t('settings.low-stock-mail')}
        helpText={t('settings.low-stock-mail-why')}
        options={[
          { value: 'no', label: t('settings.no') },
          { value: 'yes', label: t('settings.yes') },
        ]}
        {...field('lowStockMail')}
      />
    </SettingsCard>
  )
}

type DaysProps = Form & { countries: readonly Country[]; calendar: ShopCalendar }

/** On which days there is work, and how long handling takes. */
export function DaysSettings({ form, countries, calendar }: DaysProps) {
  const { t, day } = useWords()
  const { field } = form
  return (
    <SettingsCard title={t('settings.days')} why={t('settings.days-why')}>
      <WeekdayChoice title={t('calendar.weekend')} {...field('weekend')} />
      <ClosureFields
        closures={field('closures')}
        holidays={field('holidays')}
        countries={countries}
        daysOff={calendar.daysOff}
      />
      <FormLayout.Group>
        <TextField label={t('settings.handling-days')} type="number" min={0} {...field('handlingDays')} />
        <TextField label={t('settings.receiving-days')} type="number" min={0} {...field('receivingDays')} />
      </FormLayout.Group>
      <Text as="p">
        {t('settings.goes-out', {
          shelf: day(calendar.shelf, 'long'),
          received: day(calendar.received, 'long'),
        })}
      </Text>
    </SettingsCard>
  )
}

function SettingsCard({ title, why, children }: { title: string; why: string; children: ReactNode }) {
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {title}
          </Text>
          <Text as="p" tone="subdued">
            {why}
          </Text>
        </BlockStack>
        <FormLayout>{children}</FormLayout>
      </BlockStack>
    </Card>
  )
}
