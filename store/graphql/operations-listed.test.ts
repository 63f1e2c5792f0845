// The operations that Carnet may need are listed beside the repository, where they are at all: ours must cover that list.
import { existsSync, readFileSync } from 'node:fs'
import { type ASTNode, type DefinitionNode, type FieldNode, Kind, parse, print } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asking, type Asking } from '../asking.ts'
import { wrongIn } from '../valid-answer.ts'
import * as documents from './operations.documents.ts'

let ask: Asking
beforeAll(async () => {
  ask = await asking()
})
afterAll(() => ask.close())

const OPERATIONS = '../shared/shopify/admin-operations.graphql'
const there = existsSync(OPERATIONS)
const listed = there ? parse(readFileSync(OPERATIONS, 'utf8')).definitions : []

const rootsOf = (definitions: readonly DefinitionNode[]) =>
  definitions.flatMap((one) =>
    one.kind === Kind.OPERATION_DEFINITION
      ? one.selectionSet.selections.map((field) => `${one.operation} ${(field as FieldNode).name.value}`)
      : [],
  )

describe.skipIf(!there)(`the operations listed beside the repository (needs ${OPERATIONS})`, () => {
  test('each of their root fields is asked by a document of ours', () => {
    const texts = Object.values(documents).filter((one) => typeof one === 'string')
    const ours = texts.flatMap((text) => rootsOf(parse(text).definitions))
    expect(rootsOf(listed).filter((root) => !ours.includes(root))).toEqual([])
  })

  test('each of their queries is answered whole', async () => {
    const fragments = listed.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)
    const variables = await variablesOfQueries()
    for (const one of listed) {
      if (one.kind !== Kind.OPERATION_DEFINITION || one.operation !== 'query') continue
      const name = one.name!.value
      // An inner document of a bulk query says no `first`.
      if (name.startsWith('BulkInner_')) continue
      const query = [one, ...fragmentsOf(one, fragments)].map(print).join('\n')
      const { data, errors } = await ask.raw(query, variables(name))
      expect({ name, errors, wrong: wrongIn(query, data) }).toEqual({ name, errors: undefined, wrong: [] })
    }
  })
})

/** The fragments an operation needs, and those that these need. */
function fragmentsOf(node: ASTNode, all: DefinitionNode[]): DefinitionNode[] {
  const names = [...print(node).matchAll(/\.\.\.\s*(?!on )(\w+)/g)].map(([, name]) => name)
  const found = all.filter((one) => 'name' in one && names.includes(one.name?.value))
  return [...new Set([...found, ...found.flatMap((one) => fragmentsOf(one, all))])]
}

/** The variables of a query by what its name says it is about. */
async function variablesOfQueries() {
  const { control, world } = ask.store
  const shop = world.state.shops[ask.shop]!
  const placed = control.placeOrder({
    buyer: 'Épicerie du Port',
    lines: [{ sku: 'HUILE-75', quantity: 12, discount: '1.00' }],
  })
  await control.idle()
  const fulfillmentOrder = shop.orders.at(-1)!.fulfillmentOrders[0]!.id
  control.fulfillOrder({ order: placed.id })
  control.payOrder({ order: placed.id })
  control.refundOrder({ order: placed.id, lines: [{ sku: 'HUILE-75', quantity: 1, restockType: 'return' }] })
  const variant = shop.products[0]!.variants[0]!
  const { id: productId } = shop.products[0]!
  const gid = (kind: string, id: string) => `gid://shopify/${kind}/${id}`
  const draft = await ask(documents.createDraft, {
    input: { lineItems: [{ title: 'Palette', quantity: 1 }] },
  })
  const ids: Record<string, string> = {
    VariantPriceForBuyer: gid('ProductVariant', variant.id),
    BulkOperationStatus: gid('BulkOperation', shop.bulkOperations[0]?.id ?? '1'),
    FulfillmentOrderLocationsForMove: gid('FulfillmentOrder', fulfillmentOrder),
    QuoteRead: draft.draftOrderCreate.draftOrder.id as string,
    PriceListPrices: gid('PriceList', shop.priceLists[0]!.id),
    Translatable: gid('Product', productId),
  }
  return (name: string) => ({
    id: ids[name] ?? placed.gid,
    orderId: placed.gid,
    query: '',
    context: { companyLocationId: gid('CompanyLocation', shop.companies[0]!.locations[0]!.id) },
    inventoryItemId: gid('InventoryItem', variant.itemId),
    locationId: gid('Location', shop.locations[0]!.id),
    locale: 'en',
    key: 'state',
    lines: [{ lineItemId: gid('LineItem', shop.orders.at(-1)!.lines[0]!.id), quantity: 1 }],
  })
}
