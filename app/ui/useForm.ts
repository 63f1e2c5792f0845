import { useState } from 'react'
import type { MessageKey } from '#app/messages/message.ts'
import type { Action } from './useAction.ts'
import { useTyped } from './useTyped.ts'
import { useWords } from './words.tsx'

/** The fields of a form: what is typed, whether it differs from what is saved, and what is wrong beside each. */
export function useForm<T extends Record<string, string>>(saved: T, act: Action) {
  const { t } = useWords()
  const [values, setValues] = useState<T>(saved)
  const changed = Object.keys(saved).some((name) => values[name] !== saved[name])
  useTyped(changed)
  /** What a text field needs: its value, its change, its error. */
  const field = (name: keyof T & string) => {
    const wrong = act.refusal?.fields?.[name]
    return {
      value: values[name]!,
      onChange: (value: string) => setValues((before) => ({ ...before, [name]: value })),
      error: wrong && t(wrong as MessageKey),
      disabled: act.busy,
      name,
      autoComplete: 'off' as const,
    }
  }
  return { values, set: setValues, changed, field, reset: () => setValues(saved) }
}
