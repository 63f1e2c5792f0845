// What a merchant does to the catalog and to the places, and what is told of it.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listeningApp, type ListeningApp } from './listening-app.ts'

let app: ListeningApp
beforeEach(async () => {
  app = await listeningApp()
})
afterEach(() => app.close())

test('a deleted variant takes its item and product with it; the order keeps the line without it', async () => {
  const { control } = app.store
  const placed = control.placeOrder({ buyer: 'Le Panier Vert', lines: [{ sku: 'MOUTARDE', quantity: 2 }] })
  await control.idle()
  app.received.splice(0)
  const { variant } = control.deleteVariant({ sku: 'MOUTARDE' })
  await control.idle()
  expect(app.topics()).toEqual(['inventory_items/delete', 'products/delete'])
  const told = await app.graphql(
    `{ node(id: "${variant}") { id } order(id: "${placed.gid}") { lineItems(first: 5) { nodes { sku variant { id } } } } }`,
  )
  expect(told).toMatchObject({
    data: { node: null, order: { lineItems: { nodes: [{ sku: 'MOUTARDE', variant: null }] } } },
  })
})

test('a closed location gives its stock and its orders to another and is listed only when asked for', async () => {
  const { control } = app.store
  const placed = control.placeOrder({ buyer: 'Le Panier Vert', lines: [{ sku: 'MOUTARDE', quantity: 2 }] })
  await control.idle()
  const before = control.stock({ sku: 'MOUTARDE' }).levels.reduce((sum, l) => sum + l.onHand, 0)
  app.received.splice(0)
  const { name } = control.openLocation({ name: 'Quai' })
  const [from] = control.stock({ sku: 'MOUTARDE' }).levels
  control.deactivateLocation({ location: from!.location, to: name })
  await control.idle()
  expect(app.topics()).toEqual(
    expect.arrayContaining([
      'locations/create',
      'fulfillment_orders/moved',
      'inventory_levels/disconnect',
      'locations/deactivate',
    ]),
  )
  const levels = control.stock({ sku: 'MOUTARDE' }).levels
  expect(levels.some((l) => l.location === from!.location)).toBe(false)
  expect(levels.reduce((sum, l) => sum + l.onHand, 0)).toBe(before)
  const open = (await app.graphql('{ locations(first: 9) { nodes { name } } }')) as {
    data: { locations: { nodes: { name: string }[] } }
  }
  expect(open.data.locations.nodes.map((l) => l.name)).not.toContain(from!.location)
  expect(JSON.stringify(control.order({ order: placed.name }).fulfillmentOrders)).toContain('Quai')
})
