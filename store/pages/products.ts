import type { Router } from 'express'
import { onHand } from '../inventory.ts'
import { items, levelOf, type Item } from '../state/find.ts'
import type { Shop } from '../state/shop.ts'
import type { Control } from '../practice-store.ts'
import type { World } from '../state/world.ts'
import { show, visit } from './context.ts'
import { cash } from './figures.ts'
import { html } from './html.ts'
import { pathOf } from './layout.ts'

export function productPages(router: Router, world: World, control: Control): void {
  router.get('/store/:name/products', (request, response) => {
    const here = visit(world, control, request)
    show(response, here, { section: 'products', title: 'Products & stock' }, productList(here.shop))
  })
}

const productList = (shop: Shop) =>
  html`<h1>Products &amp; stock</h1>
    <div class="card">
      <table>
        <thead>
          <tr>
            <th>Product</th>
            <th>SKU</th>
            <th class="num">Price</th>
            <th class="num">Cost</th>
            ${shop.locations.map(({ name }) => html`<th class="group" colspan="3">${name}</th>`)}
          </tr>
          <tr>
            <th></th>
            <th></th>
            <th></th>
            <th></th>
            ${shop.locations.map(
              () =>
                html`<th class="num">available</th>
                  <th class="num">committed</th>
                  <th class="num">on hand</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${items(shop).map((item) => row(shop, item))}
        </tbody>
      </table>
    </div>`

const row = (shop: Shop, { product, variant }: Item) =>
  html`<tr>
    <td>
      ${product.title}${variant.option ? html`<small>${variant.option}</small>` : null}<small
        >${product.vendor}</small
      >
    </td>
    <td>${variant.sku}<small>${variant.barcode ?? ''}</small></td>
    <td class="num">${cash(shop, variant.price)}</td>
    <td class="num">${variant.cost === null ? '' : cash(shop, variant.cost)}</td>
    ${variant.tracked ? shop.locations.map(({ id, name }) => levelCells(shop, variant.sku ?? '', variant.itemId, id, name)) : html`<td class="quiet" colspan="${shop.locations.length * 3}">not tracked</td>`}
  </tr>`

function levelCells(shop: Shop, sku: string, itemId: string, locationId: string, name: string) {
  const level = levelOf(shop, itemId, locationId)
  const count = level ? onHand(level) : 0
  return html`<td class="num">${level?.available ?? 0}</td>
    <td class="num">${level?.committed ?? 0}</td>
    <td class="num">
      <form method="post" action="${pathOf(shop)}/stock" class="inline">
        <input type="hidden" name="sku" value="${sku}" /><input
          type="hidden"
          name="location"
          value="${locationId}"
        />
        <input
          type="number"
          name="onHand"
          value="${count}"
          min="0"
          aria-label="${sku} on hand, ${name}"
          onchange="this.form.submit()"
        />
      </form>
    </td>`
}
