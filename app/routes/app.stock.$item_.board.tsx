import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BlockStack, Box, Page, Text } from '@shopify/polaris'
import { z } from 'zod'
import { merchant } from '#app/access/merchant.server.ts'
import { Board, type BoardSaid } from '#app/allocation/Board.tsx'
import { lookedAt, rowsAsked } from '#app/allocation/rows-shown.ts'
import { ShelvesCard } from '#app/allocation/ShelvesCard.tsx'
import { gid, idOf, type Gid } from '#app/core/gid.ts'
import { showBoard } from '#app/flows/board-shown.server.ts'
import { dealByHand, previewByHand } from '#app/flows/dealt-by-hand.server.ts'
import { whySentence } from '#app/orders/why.ts'
import { nameOf } from '#app/ui/name-of.ts'
import { Nothing } from '#app/ui/Nothing.tsx'
import { RouteError } from '#app/ui/RouteError.tsx'
import { done, refused, saidOfCommon } from '#app/ui/said.ts'
import { useWords, type Words } from '#app/ui/words.tsx'

const Order = z.string().max(100)
const Quantity = z.number().int().min(1).max(1_000_000)
const ByHand = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('turns'),
    moves: z.array(z.object({ order: Order, to: z.number().int().min(0).max(100_000) })).max(200),
  }),
  z.object({ kind: z.literal('gift'), from: Order, to: Order, location: Order, quantity: Quantity }),
  z.object({ kind: z.literal('undo'), entry: z.string().regex(/^\d{1,18}$/) }),
])

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await merchant(request)
  const asked = new URL(request.url).searchParams
  const order = asked.get('for')
  const wantedFor = order && gid('Order', order)
  const first = rowsAsked(asked.get('rows'))
  const board = await showBoard(shop, params.item!, { first, wantedFor })
  if (!board) throw new Response(null, { status: 404 })
  return { board, wantedFor }
}

export async function action({ request, params }: ActionFunctionArgs): Promise<BoardSaid> {
  const { shop, who } = await merchant(request)
  const form = await request.formData()
  const byHand = readWish(String(form.get('wish')))
  if (!byHand) throw new Response(null, { status: 400 })
  const wish = { item: gid('InventoryItem', params.item!), byHand, who }
  const first = rowsAsked(new URL(request.url).searchParams.get('rows'))
  const outcome =
    form.get('intent') === 'apply'
      ? await dealByHand(shop, wish, String(form.get('seen')))
      : await previewByHand(shop, wish)
  switch (outcome.kind) {
    case 'preview':
      return { ...done('board.preview'), quiet: true, preview: lookedAt(outcome.preview, byHand, first) }
    case 'changed':
      return { ...refused('board.changed'), preview: lookedAt(outcome.preview, byHand, first) }
    case 'done':
      return done('board.applied')
    case 'cannot-give':
      return refused('board.cannot-give', { may: outcome.may })
    default:
      return saidOfCommon(outcome.kind)
  }
}

function readWish(text: string): z.infer<typeof ByHand> | null {
  try {
    return ByHand.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

export default function StockBoard() {
  const { board, wantedFor } = useLoaderData<typeof loader>()
  const words = useWords()
  const { t } = words
  const { rows, shelves, last } = board
  return (
    <Page
      title={t('board.title', { item: board.title })}
      subtitle={board.sku ?? ''}
      backAction={{ content: board.title, url: `/app/stock/${idOf(board.item as Gid)}` }}
    >
      <BlockStack gap="400">
        <ShelvesCard shelves={shelves} coming={board.coming} />
        {rows.length === 0 ? (
          <Nothing title={t('board.nobody')}>{t('board.nobody-why')}</Nothing>
        ) : (
          <>
            <Box paddingInline={{ xs: '400', sm: '0' }}>
              <Text as="p" tone="subdued">
                {t('board.how')}
              </Text>
            </Box>
            <Board
              rows={rows}
              wanting={board.wanting}
              locations={new Map(shelves.map(({ location, name }) => [location, name]))}
              wantedFor={wantedFor}
              reasonOf={({ why }) => why && whySentence(why, t)}
              last={last && { said: lastSaid(last, words), undo: { kind: 'undo', entry: last.entry } }}
            />
          </>
        )}
      </BlockStack>
    </Page>
  )
}

type Last = NonNullable<Awaited<ReturnType<typeof loader>>['board']['last']>

function lastSaid({ at, who, detail }: Last, { t, dateTime }: Words): string {
  const by = { who: nameOf(who, t), at: dateTime(at) }
  if (detail.kind === 'turns') return t('board.last-turns', { ...by, orders: detail.orders })
  return t('board.last-gift', {
    ...by,
    count: detail.quantity,
    from: detail.fromName,
    to: detail.toName,
  })
}

export const ErrorBoundary = RouteError
