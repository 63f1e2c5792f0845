import type { Router } from 'express'
import { findBuyer } from '../control/buyer.ts'
import { breaksFor, priceFor, priceListsOf } from '../pricing.ts'
import { type Buyer, customerById, items, type Item } from '../state/find.ts'
import { amount } from '../state/money.ts'
import type { Order } from '../state/order.ts'
import type { Shop } from '../state/shop.ts'
import type { Control } from '../practice-store.ts'
import type { World } from '../state/world.ts'
import { show, visit } from './context.ts'
import { cash } from './figures.ts'
import { html } from './html.ts'
import { pathOf } from './layout.ts'

export function storefrontPages(router: Router, world: World, control: Control): void {
  router.get('/store/:name/storefront', (request, response) => {
    const here = visit(world, control, request)
    const as = typeof request.query.as === 'string' ? request.query.as : (here.shop.companies[0]?.name ?? '')
    const { buyer } = findBuyer(here.shop, as)
    const placed = here.shop.orders.find(({ number }) => String(number) === request.query.placed)
    const content = html`${placed ? whereIs(here.shop, placed) : null} ${storefront(here.shop, as, buyer)}`
    show(response, here, { section: 'storefront', title: 'Storefront' }, content)
  })
}

const whereIs = (shop: Shop, { id, name, number }: Order) =>
  html`<p>
    ${name}: <a href="${pathOf(shop)}/orders/${number}">as Shopify has it</a> ·
    <a href="${pathOf(shop)}/apps/carnet/app/orders/${id}">in Carnet</a>
  </p>`

function storefront(shop: Shop, as: string, buyer: Buyer) {
  return html`<div class="shop-window">
      <h1>${shop.name}</h1>
      <p>Huiles d'olive et épicerie fine, aux professionnels et aux particuliers · practice store</p>
    </div>
    <form method="get" class="card row">
      <label
        ><span>Who orders</span
        ><select name="as" onchange="this.form.submit()">
          ${buyerOptions(shop, as)}
        </select></label
      >
      <span class="quiet"
        >${buyer ? `${buyer.company.name}: ${priceListsOf(shop, buyer.location)[0]?.name ?? 'list prices'}, ${buyer.location.termsDays === null ? 'no terms' : `${buyer.location.termsDays} days net`}` : 'pays at once, list prices'}</span
      >
      <noscript><button>Choose</button></noscript>
    </form>
    <form method="post" class="columns" data-storefront>
      <div class="card">
        <table>
          <thead>
            <tr>
              <th>Product</th>
              <th class="num">Price before tax</th>
              <th class="num">Quantity</th>
            </tr>
          </thead>
          <tbody>
            ${items(shop)
              .filter(({ product }) => product.status === 'ACTIVE')
              .map((item) => row(shop, buyer, item))}
          </tbody>
        </table>
      </div>
      <div class="card checkout">
        <h2>Order</h2>
        <input type="hidden" name="as" value="${as}" />
        <dl class="sums">
          <dt>Units</dt>
          <dd data-units>0</dd>
          <dt>Goods, before tax</dt>
          <dd data-goods>0.00 ${shop.currency === 'EUR' ? '€' : shop.currency}</dd>
          <dt>Delivery</dt>
          <dd>${buyer ? 'free' : cash(shop, 690n)}</dd>
        </dl>
        ${as === '' ? html`<p class="field"><span>Your e-mail</span><input type="email" name="email" value="passant@example.com" required /></p>` : null}
        <p class="field"><span>PO number</span><input name="poNumber" /></p>
        <p class="field"><span>Note</span><textarea name="note" rows="2"></textarea></p>
        <button class="primary">Place the order</button>
      </div>
    </form>
    <script src="/practice/storefront.js"></script>`
}

const buyerOptions = (shop: Shop, as: string) => {
  const option = (value: string, label: string) =>
    html`<option value="${value}" ${value === as ? html`selected` : null}>${label}</option>`
  const staff = new Set(
    shop.companies.flatMap(({ contacts }) => contacts.map(({ customerId }) => customerId)),
  )
  return html`<optgroup label="Businesses">
      ${shop.companies.map(({ name, contacts }) => option(name, `${name} (${customerById(shop, contacts[0]?.customerId ?? null)?.firstName ?? ''})`))}
    </optgroup>
    <optgroup label="Private">
      ${shop.customers.filter(({ id, email }) => email && !staff.has(id)).map(({ email, firstName, lastName }) => option(email!, `${firstName} ${lastName}`))}${option('', 'A guest')}
    </optgroup>`
}

function row(shop: Shop, buyer: Buyer, { product, variant }: Item) {
  const location = buyer?.location ?? null
  const one = priceFor(shop, location, variant, 1)
  const breaks = breaksFor(shop, location, variant)
  const data = JSON.stringify([
    { from: 1, price: amount(one) },
    ...breaks.map(({ from, price }) => ({ from, price: amount(price) })),
  ])
  return html`<tr>
    <td>${product.title}${variant.option ? ` · ${variant.option}` : ''}<small>${variant.sku}</small></td>
    <td class="num">
      ${cash(shop, one)}${one === variant.price ? null : html`<small><s>${cash(shop, variant.price)}</s></small>`}${breaks.map(({ from, price }) => html`<small class="breaks">from ${from}: ${cash(shop, price)}</small>`)}
    </td>
    <td class="num">
      <input
        type="number"
        min="0"
        name="qty:${variant.sku}"
        data-prices="${data}"
        aria-label="Quantity of ${variant.sku}"
      />
    </td>
  </tr>`
}

/** The lines of a posted storefront form. */
export const linesOfForm = (form: Record<string, string>) =>
  Object.entries(form).flatMap(([name, value]) =>
    name.startsWith('qty:') && Number(value) > 0 ? [{ sku: name.slice(4), quantity: Number(value) }] : [],
  )

export const storefrontPath = (shop: Shop) => `${pathOf(shop)}/storefront`
