import { Tabs } from '@shopify/polaris'
import { useAddress } from './useAddress.ts'

type Tab = { id: string; content: string; badge?: string }

/** Tabs that change `?tab=` of the page's address; the first one is the default. */
export function ListTabs({ tabs, current }: { tabs: readonly Tab[]; current: string }) {
  const { change } = useAddress()
  const selected = Math.max(
    0,
    tabs.findIndex((tab) => tab.id === current),
  )
  return (
    <Tabs
      tabs={tabs.map((tab) => ({ ...tab, panelID: 'list' }))}
      selected={selected}
      onSelect={(index) => change({ tab: index === 0 ? null : tabs[index]!.id })}
    />
  )
}
