import { IndexTable, Link, Text } from '@shopify/polaris'
import { idOf, type Gid } from '../core/gid.ts'
import type { MessageKey } from '../messages/message.ts'
import { en } from '../messages/en.ts'
import { nameOf } from '../ui/name-of.ts'
import { useWords, type Words } from '../ui/words.tsx'
import type { ListedDifference } from './read-comparisons.server.ts'

/** What Shopify and Carnet say, or said, differently: both values, why, since when and what repaired it. */
export function DifferenceTable({ differences }: { differences: ListedDifference[] }) {
  const words = useWords()
  const { t, dateTime } = words
  return (
    <IndexTable
      resourceName={{ singular: t('difference.one'), plural: t('difference.many') }}
      itemCount={differences.length}
      selectable={false}
      headings={[
        { title: t('difference.subject') },
        { title: t('difference.field') },
        { title: t('difference.ours') },
        { title: t('difference.theirs') },
        { title: t('difference.cause') },
        { title: t('difference.found') },
        { title: t('difference.repaired') },
      ]}
    >
      {differences.map((difference, index) => (
        <IndexTable.Row key={difference.id} id={difference.id} position={index}>
          <IndexTable.Cell>
            <Link dataPrimaryLink url={placeOf(difference)} removeUnderline>
              <Text as="span" fontWeight="semibold">
                {difference.name ?? idOf(difference.subjectId as Gid)}
              </Text>
            </Link>
          </IndexTable.Cell>
          <IndexTable.Cell>
            {[fieldText(difference.field, words), difference.label].filter(Boolean).join(' · ')}
          </IndexTable.Cell>
          <IndexTable.Cell>{valueText(difference.ours, words)}</IndexTable.Cell>
          <IndexTable.Cell>{valueText(difference.theirs, words)}</IndexTable.Cell>
          <IndexTable.Cell>
            {said(`difference.cause.${difference.cause ?? 'unknown'}`, words)}
          </IndexTable.Cell>
          <IndexTable.Cell>
            {[dateTime(difference.foundAt), t('difference.by-whom', { who: nameOf(difference.who, t) })].join(
              ', ',
            )}
          </IndexTable.Cell>
          <IndexTable.Cell>
            {difference.repairedBy
              ? `${dateTime(difference.repairedAt)}, ${said(`difference.by.${difference.repairedBy}`, words)}`
              : dateTime(null)}
          </IndexTable.Cell>
        </IndexTable.Row>
      ))}
    </IndexTable>
  )
}

function placeOf({ subject, subjectId, name }: ListedDifference): string {
  if (subject === 'location') return '/app/settings'
  if (subject === 'variant') return `/app/stock?search=${encodeURIComponent(name ?? '')}`
  const digits = encodeURIComponent(idOf(subjectId as Gid))
  return subject === 'order' ? `/app/orders/${digits}` : `/app/stock/${digits}`
}

// The fields that people know have a name; the others are named as they are.
function fieldText(field: string, { t }: Words): string {
  const key = `difference.field.${field}`
  return key in en ? t(key as 'difference.field.total') : t('difference.field.other', { field })
}

function said(key: string, { t }: Words): string {
  return t(key as MessageKey)
}

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/
const LONGEST = 120

function valueText(value: string | null, { dateTime }: Words): string {
  if (value === null) return dateTime(null)
  if (INSTANT.test(value)) return dateTime(value)
  return value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value
}
