import type { Router } from 'express'
import { buyerName } from '../control/buyer.ts'
import { currentOf, figures, fulfillableOf, lineTotal, shippedOf, taxLinesOf } from '../orders/figures.ts'
import { isOpen } from '../orders/fulfillment-order.ts'
import { lineName } from '../rest/line.ts'
import { fullName } from '../rest/fields.ts'
import { orderOf } from '../state/find.ts'
import type { Order, OrderLine } from '../state/order.ts'
import type { Address, Shop } from '../state/shop.ts'
import type { Control } from '../practice-store.ts'
import type { World } from '../state/world.ts'
import { show, visit } from './context.ts'
import { cash, paymentBadge, shippingBadge, when } from './figures.ts'
import { html, type Html } from './html.ts'
import { badge, button, pathOf } from './layout.ts'

export function orderPages(router: Router, world: World, control: Control): void {
  router.get('/store/:name/orders', (request, response) => {
    const here = visit(world, control, request)
    show(response, here, { section: 'orders', title: 'Orders' }, orderList(here.shop))
  })
  router.get('/store/:name/orders/:order', (request, response) => {
    const here = visit(world, control, request)
    const order = orderOf(here.shop, request.params.order)
    show(response, here, { section: 'orders', title: order.name }, orderDetail(here.shop, order))
  })
}

const orderList = (shop: Shop) =>
  html`<h1>
      Orders <span class="grow"></span
      ><a class="button" href="${pathOf(shop)}/storefront">Order as a customer</a
      >${button(`${pathOf(shop)}/sell`, 'Sell in the shop (POS)')}
    </h1>
    <div class="card">
      <table>
        <thead>
          <tr>
            <th>Order</th>
            <th>Date</th>
            <th>Customer</th>
            <th>Channel</th>
            <th class="num">Total</th>
            <th>Payment</th>
            <th>Fulfillment</th>
            <th class="num">Units</th>
          </tr>
        </thead>
        <tbody>
          ${[...shop.orders]
            .reverse()
            .slice(0, 200)
            .map((order) => row(shop, order))}
        </tbody>
      </table>
    </div>`

const row = (shop: Shop, order: Order) =>
  html`<tr>
    <td>
      <a href="${pathOf(shop)}/orders/${order.number}"><b>${order.name}</b></a>
    </td>
    <td>${when(shop, order.createdAt)}</td>
    <td>${buyerName(shop, order)}${order.company ? html` ${badge('B2B')}` : null}</td>
    <td>${order.sourceName}</td>
    <td class="num">${cash(shop, figures(order).currentTotal)}</td>
    <td>${paymentBadge(order)}</td>
    <td>${shippingBadge(order)}</td>
    <td class="num">${order.lines.reduce((total, line) => total + currentOf(line), 0)}</td>
  </tr>`

function orderDetail(shop: Shop, order: Order): Html {
  return html`<h1>
      ${order.name} ${paymentBadge(order)} ${shippingBadge(order)} ${order.edited ? badge('edited') : null}
      <span class="grow"></span>${orderActions(shop, order)}
    </h1>
    <div class="columns">
      <div>${lines(shop, order)} ${shipping(shop, order)} ${refunds(shop, order)}</div>
      <div>${buyerCard(shop, order)} ${sums(shop, order)}</div>
    </div>`
}

function orderActions(shop: Shop, order: Order): Html {
  const at = `${pathOf(shop)}/orders/${order.number}`
  const open = order.fulfillmentOrders.some(isOpen)
  return html`<span class="actions">
    ${open ? button(`${at}/fulfill`, 'Fulfil all in Shopify') : null}
    ${figures(order).outstanding > 0n && !order.cancelledAt ? button(`${at}/pay`, 'Mark as paid') : null}
    ${order.cancelledAt ? null : html`${button(`${at}/cancel`, 'Cancel, restock', { restock: 'yes' }, 'danger')} ${button(`${at}/cancel`, 'Cancel, no restock', { restock: 'no' }, 'danger')}`}
  </span>`
}

const lines = (shop: Shop, order: Order): Html =>
  html`<section class="card">
    <h2>Lines</h2>
    <table>
      <thead>
        <tr>
          <th>Item</th>
          <th class="num">Price</th>
          <th class="num">Ordered</th>
          <th class="num">Shipped</th>
          <th class="num">Open</th>
          <th class="num">Current</th>
          <th class="num">Total</th>
        </tr>
      </thead>
      <tbody>
        ${order.lines.map((line) => [lineRow(shop, order, line), order.cancelledAt ? null : changeRow(shop, order, line)])}
      </tbody>
    </table>
  </section>`

const lineRow = (shop: Shop, order: Order, line: OrderLine): Html =>
  html`<tr>
    <td>${lineName(line)}<small>${line.sku ?? 'no SKU'}${line.tracked ? '' : ' · not tracked'}</small></td>
    <td class="num">${cash(shop, line.unitPrice)}</td>
    <td class="num">${line.quantity}</td>
    <td class="num">${shippedOf(order, line.id)}</td>
    <td class="num">${fulfillableOf(order, line)}</td>
    <td class="num">${currentOf(line)}</td>
    <td class="num">${cash(shop, lineTotal(line))}</td>
  </tr>`

/** What a merchant may do to one line: edit the order, refund, fulfil. */
function changeRow(shop: Shop, order: Order, line: OrderLine): Html {
  const open = fulfillableOf(order, line)
  const form = (action: string, fields: Html, label: string) =>
    html`<form method="post" action="${pathOf(shop)}/orders/${order.number}/${action}" class="row">
      <input type="hidden" name="lineId" value="${line.id}" />${fields}<button>${label}</button>
    </form>`
  const units = (label: string, min: number, value: number) =>
    html`<label
      ><span>${label}</span><input type="number" name="quantity" min="${min}" value="${value}"
    /></label>`
  const kinds = html`<label
    ><span>as</span
    ><select name="restockType">
      ${open > 0 ? html`<option value="cancel">remove, not shipped</option>` : null}
      <option value="return">returned, restock</option>
      <option value="no_restock">no restock</option>
    </select></label
  >`
  return html`<tr class="change">
    <td colspan="7">
      <details>
        <summary class="quiet">Change this line</summary>
        ${form('edit', units('Set quantity to', 0, currentOf(line)), 'Edit order')}
        ${form('refund', html`${units('Refund units', 1, 1)} ${kinds}`, 'Refund')}
        ${open > 0 ? form('fulfill', units('Fulfil units', 1, open), 'Fulfil in Shopify') : null}
      </details>
    </td>
  </tr>`
}

function shipping(shop: Shop, order: Order): Html {
  const where = (id: string) => shop.locations.find((location) => location.id === id)?.name ?? id
  const name = (lineId: string) => order.lines.find(({ id }) => id === lineId)?.sku ?? ''
  if (!order.routed)
    return html`<section class="card">
      <h2>Fulfillment</h2>
      <p class="quiet">
        Shopify is routing this order. ${button(`${pathOf(shop)}/orders/${order.number}/route`, 'Route now')}
      </p>
    </section>`
  return html`<section class="card">
    <h2>Fulfillment</h2>
    <table>
      <thead>
        <tr>
          <th>What</th>
          <th>Where</th>
          <th>Status</th>
          <th>Units</th>
          <th></th>
        </tr>
      </thead>
      <tbody>
        ${order.fulfillmentOrders.map(
          (one) =>
            html`<tr>
              <td>Fulfillment order<small>${one.id}</small></td>
              <td>${where(one.locationId)}</td>
              <td>${badge(one.status.toLowerCase().replace('_', ' '), isOpen(one) ? 'warn' : 'plain')}</td>
              <td>
                ${one.lines.map((part) => html`${name(part.lineId)} ${part.remaining} of ${part.total}<br />`)}
              </td>
              <td>
                ${isOpen(one) ? shop.locations.filter(({ id }) => id !== one.locationId).map((location) => button(`${pathOf(shop)}/orders/${order.number}/move`, `Move to ${location.name}`, { location: location.id })) : null}
              </td>
            </tr>`,
        )}
        ${order.fulfillments.map(
          (one) =>
            html`<tr>
              <td><b>${one.name}</b><small>${when(shop, one.createdAt)}</small></td>
              <td>${where(one.locationId)}</td>
              <td>${badge(one.status.toLowerCase(), one.status === 'SUCCESS' ? 'good' : 'bad')}</td>
              <td>${one.lines.map((part) => html`${name(part.lineId)} ${part.quantity}<br />`)}</td>
              <td>${one.tracking.map(({ company, number }) => html`${company ?? ''} ${number ?? ''}`)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`
}

const refunds = (shop: Shop, order: Order) =>
  order.refunds.length === 0
    ? null
    : html`<section class="card">
        <h2>Refunds and removals</h2>
        <table>
          <tbody>
            ${order.refunds.map(
              (refund) =>
                html`<tr>
                  <td>${when(shop, refund.createdAt)}</td>
                  <td>
                    ${refund.lines.map((line) => html`${order.lines.find(({ id }) => id === line.lineId)?.sku} ${line.quantity} (${line.restockType.replace('_', ' ')})<br />`)}
                  </td>
                  <td class="num">
                    ${cash(
                      shop,
                      order.transactions
                        .filter(({ id }) => refund.transactionIds.includes(id))
                        .reduce((total, transaction) => total + transaction.amount, 0n),
                    )}
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
      </section>`

function buyerCard(shop: Shop, order: Order): Html {
  return html`<section class="card">
    <h2>${buyerName(shop, order)}</h2>
    <dl>
      <dt>Placed</dt>
      <dd>${when(shop, order.createdAt)}</dd>
      ${
        order.email
          ? html`<dt>E-mail</dt>
              <dd>${order.email}</dd>`
          : null
      }
      ${
        order.poNumber
          ? html`<dt>PO number</dt>
              <dd>${order.poNumber}</dd>`
          : null
      }
      ${
        order.note
          ? html`<dt>Note</dt>
              <dd>${order.note}</dd>`
          : null
      }
      ${
        order.paymentTerms
          ? html`<dt>Terms</dt>
              <dd>${order.paymentTerms.name}, due ${when(shop, order.paymentTerms.dueAt)}</dd>`
          : null
      }
      ${
        order.shipping
          ? html`<dt>Ship to</dt>
              <dd>${lines2(order.shipping)}</dd>`
          : null
      }
    </dl>
  </section>`
}

const lines2 = (address: Address) =>
  [address.company, fullName(address), address.address1, address.address2, `${address.zip} ${address.city}`]
    .filter((line) => line)
    .map((line) => html`${line}<br />`)

function sums(shop: Shop, order: Order): Html {
  const of = figures(order)
  const line = (label: string, value: bigint, className = '') =>
    html`<dt class="${className}">${label}</dt>
      <dd class="${className}">${cash(shop, value)}</dd>`
  return html`<section class="card">
    <h2>Amounts</h2>
    <dl class="sums">
      ${line('Subtotal', of.subtotal)} ${line('Shipping', of.shipping)}
      ${taxLinesOf(order).map((tax) => line(`${tax.title} ${Number(tax.rate) * 100} %`, tax.price))}
      ${line('Total', of.total, 'total')}
      ${of.currentTotal === of.total ? null : line('Current total', of.currentTotal)}
      ${line('Received', of.received)} ${of.refunded > 0n ? line('Refunded', of.refunded) : null}
      ${line('Outstanding', of.outstanding)}
    </dl>
  </section>`
}
