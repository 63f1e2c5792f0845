import { FormLayout, Select, Text, TextField } from '@shopify/polaris'
import type { Period } from '#app/core/day.ts'
import type { useForm } from './useForm.ts'
import { useWords } from './words.tsx'

type Field = ReturnType<ReturnType<typeof useForm>['field']>
type Props = {
  closures: Field
  holidays: Field
  countries: readonly { readonly value: string; readonly label: string }[]
  daysOff: readonly Period[] | null
}

/** When nobody works: closures as one writes them, the public holidays of a country, and what both come to. */
export function ClosureFields({ closures, holidays, countries, daysOff }: Props) {
  const { t, period } = useWords()
  return (
    <>
      <FormLayout.Group>
        <TextField
          label={t('calendar.closures')}
          helpText={t('calendar.closures-help')}
          placeholder={t('calendar.closures-example')}
          multiline={3}
          {...closures}
        />
        <Select
          label={t('calendar.holidays')}
          helpText={t('calendar.holidays-help')}
          options={[{ value: '', label: t('calendar.no-holidays') }, ...countries]}
          {...holidays}
        />
      </FormLayout.Group>
      {daysOff && (
        <Text as="p" tone="subdued">
          {daysOff.length > 0
            ? t('calendar.days-off', { days: daysOff.map(period).join(', ') })
            : t('calendar.no-days-off')}
        </Text>
      )}
    </>
  )
}
