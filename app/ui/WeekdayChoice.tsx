import { ChoiceList } from '@shopify/polaris'
import { useWords } from './words.tsx'

type Props = {
  title: string
  value: string
  onChange: (value: string) => void
  error?: string
  disabled: boolean
}

/** Some days of the week; the value is "6,7" for Saturday and Sunday. */
export function WeekdayChoice({ title, value, onChange, error, disabled }: Props) {
  const { language } = useWords()
  const names = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' })
  const choices = [1, 2, 3, 4, 5, 6, 7].map((day) => ({
    value: String(day),
    // 2024 began on a Monday.
    label: names.format(Date.UTC(2024, 0, day)),
  }))
  return (
    <ChoiceList
      title={title}
      allowMultiple
      choices={choices}
      error={error}
      disabled={disabled}
      selected={value.split(',').filter(Boolean)}
      onChange={(days) => onChange([...days].sort().join(','))}
    />
  )
}
