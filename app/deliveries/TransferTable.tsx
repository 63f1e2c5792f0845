import { IndexTable, Link, Text } from '@shopify/polaris'
import { useWords } from '#app/ui/words.tsx'
import type { ListedTransfer } from './read-transfers.server.ts'
import { TransferStateBadge } from './TransferStateBadge.tsx'

/** Transfers, each with where it goes and how many of its units are on their way. */
export function TransferTable({ transfers }: { transfers: ListedTransfer[] }) {
  const { t } = useWords()
  return (
    <IndexTable
      resourceName={{ singular: t('transfer.one'), plural: t('transfer.many') }}
      itemCount={transfers.length}
      selectable={false}
      headings={[
        { title: t('transfer.number') },
        { title: t('transfer.state') },
        { title: t('transfer.from') },
        { title: t('transfer.to') },
        { title: t('transfer.units'), alignment: 'end' },
        { title: t('transfer.in-transit'), alignment: 'end' },
        { title: t('transfer.sent-at') },
      ]}
    >
      {transfers.map((transfer, index) => (
        <Row key={transfer.id} transfer={transfer} index={index} />
      ))}
    </IndexTable>
  )
}

function Row({ transfer, index }: { transfer: ListedTransfer; index: number }) {
  const { t, dateTime, quantity } = useWords()
  return (
    <IndexTable.Row id={transfer.id} position={index}>
      <IndexTable.Cell>
        <Link dataPrimaryLink url={`/app/transfers/${transfer.id}`} removeUnderline>
          <Text as="span" fontWeight="semibold">
            {transfer.number ?? t('transfer.draft')}
          </Text>
        </Link>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <TransferStateBadge state={transfer.state} />
      </IndexTable.Cell>
      <IndexTable.Cell>{transfer.origin}</IndexTable.Cell>
      <IndexTable.Cell>{transfer.destination}</IndexTable.Cell>
      {[transfer.quantity, transfer.inTransit].map((units, n) => (
        <IndexTable.Cell key={n}>
          <Text as="span" alignment="end" numeric>
            {quantity(units)}
          </Text>
        </IndexTable.Cell>
      ))}
      <IndexTable.Cell>{dateTime(transfer.sentAt)}</IndexTable.Cell>
    </IndexTable.Row>
  )
}
