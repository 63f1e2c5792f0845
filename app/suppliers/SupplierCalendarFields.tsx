import { Banner, BlockStack, FormLayout, InlineGrid, Select, Text, TextField } from '@shopify/polaris'
import { ClosureFields } from '#app/ui/ClosureFields.tsx'
import type { useForm } from '#app/ui/useForm.ts'
import { WeekdayChoice } from '#app/ui/WeekdayChoice.tsx'
import { useWords } from '#app/ui/words.tsx'
import type { SupplierPage } from './read-supplier.server.ts'

/** What there is to choose from: countries with known holidays, time zones, and the shop's own. */
export type CalendarChoices = {
  readonly countries: readonly { readonly value: string; readonly label: string }[]
  readonly zones: readonly string[]
  readonly shopZone: string
}

type Name = 'leadDays' | 'cutOff' | 'timeZone' | 'weekend' | 'orderDays' | 'closures' | 'holidays'
type Form = { readonly field: (name: Name) => ReturnType<ReturnType<typeof useForm>['field']> }
type Props = { supplier: SupplierPage; form: Form; choices: CalendarChoices }

/** When he works, when he takes orders and how long he takes, with what it gives for an order sent now. */
export function SupplierCalendarFields({ supplier, form: { field }, choices }: Props) {
  const { t } = useWords()
  return (
    <BlockStack gap="400">
      <Text as="h3" variant="headingSm">
        {t('supplier.calendar')}
      </Text>
      <SentNow supplier={supplier} />
      <FormLayout>
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
          <Select
            label={t('supplier.time-zone')}
            options={[
              { value: '', label: t('supplier.time-zone-shop', { zone: choices.shopZone }) },
              ...choices.zones.map((zone) => ({ value: zone, label: zone })),
            ]}
            {...field('timeZone')}
          />
        </FormLayout.Group>
        <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
          <WeekdayChoice title={t('calendar.weekend')} {...field('weekend')} />
          <WeekdayChoice title={t('supplier.order-days')} {...field('orderDays')} />
        </InlineGrid>
        <ClosureFields
          closures={field('closures')}
          holidays={field('holidays')}
          countries={choices.countries}
          daysOff={supplier.calendar?.daysOff ?? null}
        />
      </FormLayout>
    </BlockStack>
  )
}

function SentNow({ supplier: { calendar, cutOff } }: { supplier: SupplierPage }) {
  const { t, day } = useWords()
  if (!calendar) return null
  const { countsOn, arrivesOn, waits } = calendar.sentNow
  const arrives = day(arrivesOn, 'long')
  return (
    <Banner tone="info">
      {waits === null
        ? t('supplier.sent-now', { arrives })
        : t(`supplier.sent-now.${waits}`, { time: cutOff, counts: day(countsOn, 'long'), arrives })}
    </Banner>
  )
}
