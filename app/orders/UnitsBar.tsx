import { useWords } from '../ui/words.tsx'

export type Units = {
  reserved: number
  claimed: number
  unsourced: number
  shipped: number
  unstocked?: number
}

// One colour a place, the same on every page; the words beside it say the same.
export const PLACES = [
  { place: 'shipped', colour: 'var(--p-color-bg-fill-inverse)' },
  { place: 'reserved', colour: 'var(--p-color-bg-fill-success)' },
  { place: 'claimed', colour: 'var(--p-color-bg-fill-info)' },
  { place: 'unsourced', colour: 'var(--p-color-bg-fill-warning)' },
  { place: 'unstocked', colour: 'var(--p-color-bg-fill-secondary)' },
] as const

/** Where units are, as one bar. It is decoration: what it shows is also said in words. */
export function UnitsBar({ units }: { units: Units }) {
  const parts = PLACES.map(({ place, colour }) => ({ place, colour, count: units[place] ?? 0 }))
  return (
    <div
      aria-hidden
      style={{ display: 'flex', height: 6, borderRadius: 3, overflow: 'hidden', minWidth: 80, gap: 1 }}
    >
      {parts
        .filter(({ count }) => count > 0)
        .map(({ place, colour, count }) => (
          <div key={place} style={{ flexGrow: count, background: colour }} />
        ))}
    </div>
  )
}

/** The bar with its counts in words: "5 reserved · 7 to order". */
export function UnitsSummary({ units }: { units: Units }) {
  const { t } = useWords()
  const said = PLACES.flatMap(({ place }) => {
    const count = units[place] ?? 0
    return count > 0 ? [t(`order.units.${place}`, { count })] : []
  })
  return (
    <div style={{ display: 'grid', gap: 4 }}>
      <UnitsBar units={units} />
      <span style={{ fontSize: '0.75rem', color: 'var(--p-color-text-secondary)' }}>{said.join(' · ')}</span>
    </div>
  )
}
