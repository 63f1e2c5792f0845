type Page<T> = { readonly list: readonly T[]; readonly next: string | null }

/** Every entry of the tabs of a list that is read page by page. */
export async function allOf<Tab, T>(
  tabs: readonly Tab[],
  read: (tab: Tab, after: string | null) => Promise<Page<T>>,
): Promise<T[]> {
  const all: T[] = []
  for (const tab of tabs) {
    let after: string | null = null
    do {
      const { list, next }: Page<T> = await read(tab, after)
      all.push(...list)
      after = next
    } while (after !== null)
  }
  return all
}
