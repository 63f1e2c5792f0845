import { useNavigation, useSearchParams } from '@remix-run/react'

/** The page's address as its filter: a change starts the list anew and can be bookmarked. */
export function useAddress() {
  const [params, setParams] = useSearchParams()
  const navigation = useNavigation()
  const change = (changes: Record<string, string | null>, replace = false) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before)
        after.delete('after')
        for (const [name, value] of Object.entries(changes)) {
          if (value) after.set(name, value)
          else after.delete(name)
        }
        return after
      },
      { replace, preventScrollReset: true },
    )
  return { params, change, loading: navigation.state === 'loading' }
}
