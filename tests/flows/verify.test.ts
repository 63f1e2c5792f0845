// Each thing that must always hold is broken once, as nobody but a superuser can, and verification has to name it.
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '@prisma/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withShop, type Tx } from '#app/db.server.ts'
import type { CheckResult } from '#app/verify/check.ts'
import { verifyShop } from '#app/verify/verify.server.ts'
import { playHistory, playTransferAndCall } from '#tests/support/history.ts'
import { LYON, openTestDatabase, setUpShop } from '#tests/support/shop.ts'

const SHOP = 'verified.myshopify.com'
const OTHER = 'other.myshopify.com'
const NOW = new Date()

const database = await openTestDatabase()
const owner = new PrismaClient({ adapter: new PrismaPg({ connectionString: database.ownerUrl, max: 2 }) })
beforeAll(async () => {
  await playHistory(SHOP)
  await playTransferAndCall(SHOP)
  await setUpShop({ shop: OTHER })
  // The CHECKs would refuse the damage.
  await owner.$executeRawUnsafe(`DO $$ DECLARE c record; BEGIN
    FOR c IN SELECT conrelid::regclass AS tab, conname FROM pg_constraint
             WHERE contype = 'c' AND connamespace = 'public'::regnamespace
    LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', c.tab, c.conname); END LOOP; END $$`)
})
afterAll(async () => {
  await owner.$disconnect()
  await database.drop()
})

const broken = (results: readonly CheckResult[]) =>
  results.filter(({ ok }) => !ok).map(({ id, name }) => `${id} ${name}`)

test('A history that was played through the app is clean, seen as the app sees it', async () => {
  const results = await verifyShop((work) => withShop(SHOP, work), SHOP, NOW)
  expect(results.filter(({ rows }) => rows.length > 0)).toEqual([])
  expect(results.length).toBeGreaterThan(30)
  const documents = await withShop(SHOP, (tx) => tx.issuedDocument.count())
  expect(documents).toBe(9)
})

/** Breaks the books in a transaction that is taken back, and answers what verification says meanwhile. */
async function whatBreaks(...statements: string[]): Promise<readonly CheckResult[]> {
  let results: CheckResult[] = []
  const takenBack = new Error('taken back')
  const work = async (tx: Tx) => {
    // A superuser without triggers and foreign keys.
    await tx.$executeRawUnsafe(`SET LOCAL session_replication_role = replica`)
    for (const sql of statements) await tx.$executeRawUnsafe(sql)
    results = await verifyShop((read) => read(tx), SHOP, NOW)
    throw takenBack
  }
  await owner.$transaction(work, { timeout: 30_000 }).catch((error: unknown) => {
    if (error !== takenBack) throw error
  })
  return results
}

const mine = `shop = '${SHOP}'`
const LINE_12 = `id = 'gid://shopify/LineItem/2' AND ${mine}`
const LINE_20 = `id = 'gid://shopify/LineItem/3' AND ${mine}`
const lacksOneLess = `UPDATE order_line SET lacking = jsonb_set(lacking, '{0,quantity}', to_jsonb(unsourced)) WHERE ${LINE_20}`
const lastInvoice = `kind = 'invoice' AND no = 2 AND ${mine}`

const CANCELLED =
  'I9 in a cancelled order every unshipped unit is cancelled and none removed, in a closed one none is wanted'
const UNITS = 'I9 the units of a line are those of its snapshot and of what we delivered since'
const HISTORY = 'I13 the history names every issued number, and no other'
const PARTS = 'I13 what belongs to a document has it'
const PRINTED = 'I16 the lines that are summed are those that the invoice prints'
const TAXED = "I16 the tax that an order was invoiced is Shopify's for what was invoiced"
const NOTE = 'I18 a delivery note prints what its delivery took'
const TOLD =
  'I25 every delivery, receipt, count, loss, step of a transfer and sent purchase order is told outside by an effect'
const CAUSED = 'I25 an effect has its cause'
const NEWEST = 'I11 an order is its newest snapshot, and none went back in time'
const HELD = 'I8 nothing is held for what was cancelled or closed or has shipped'
const STATE = 'I23 the state of a purchase order is that of its lines'
const PRINTED_ORDER = 'I23 what was ordered is what the sent purchase order prints'
const TASK = 'I26 an effect that failed, or of which nobody knows, is a task'
const DELIVERED = 'I16 no more of a line was invoiced than was delivered, undone deliveries counted'
const HASHED = 'I11 the snapshot of an order is the one that was hashed'
const LACKING = 'I9 every unit that is to be found is wanted at one place'
const BOUGHT_THERE =
  'I20 a draft buys for an order line no more than it lacks at the place that the goods go to'
const EXPLAINED =
  'I34 every reserved, claimed and unsourced unit has the decision that made it, and deciding again says the same'
const POSTED =
  'I6 a posted stock-take moved each shelf once, by its difference, and one that is not posted moved none'
const ADJUSTED = 'I6 a loss or find moved its shelf, and back when it was undone'
const COUNTED_STEPS = 'I6 what is counted of an item is what its last step left'
const COSTS = 'I1 what a unit costs is what its history says last'
const ON_THE_ROAD = 'I4 what is on its way to a shelf is what transfers have under way'
const STEPS = 'I6 each step of a transfer moves its own units, and nothing else moves by one'
const SAID = 'I4 a line of a transfer counts what its steps say, and its state is that of its lines'
const TRANSFER_NOTE =
  'I18 a transfer that was sent has its own note, which prints what went, and a note its transfer'
const CALLED = 'I7 a delivery of a call takes no more than was called, of its own order'
const VOIDED =
  'I18 a void document is no delivery any more, and what was issued instead is of its kind and order'
const ASIDE = 'I4 what a short pick set aside is what the ledger tells of it'
const LINES = 'I11 an order has the lines of its snapshot, and no others'

// What is done to the books, and every check that has to notice: what is not listed must stay clean.
const DAMAGES: [what: string, statements: string[], noticedBy: string[]][] = [
  [
    'a shelf counts a unit that no ledger row brought',
    [`UPDATE stock_level SET on_hand = on_hand + 1 WHERE ${mine}`],
    ['I1 what lies on a shelf is what the ledger tells'],
  ],
  [
    'a level of goods that left, came, were adjusted or are on their way says more than the ledger',
    [
      `UPDATE stock_level SET in_transit = in_transit + 1, shipped = shipped + 1, received = received + 1, adjusted = adjusted + 1 WHERE ${mine}`,
    ],
    [
      'I1 what is on its way to a shelf is what the ledger tells',
      'I1 what was shipped from a shelf is what the ledger tells',
      'I1 what was received on a shelf is what the ledger tells',
      'I1 what was adjusted on a shelf is what the ledger tells',
      ON_THE_ROAD,
    ],
  ],
  [
    'the claimed and the wanted units run away from ledger, claims and lines',
    [`UPDATE stock_level SET claimed = claimed + 1, unsourced = unsourced + 1 WHERE ${mine}`],
    [
      'I2 what is claimed of what comes to a shelf is what the ledger tells',
      'I2 what is wanted at a shelf is what the ledger tells',
      'I2 what is claimed of what comes to a shelf is what its claims hold',
      'I2 what is wanted at a shelf is what its order lines lack there',
    ],
  ],
  [
    'goods came from nowhere',
    [
      `INSERT INTO ledger_entry (shop, location, item, account, quantity, kind, cause, at, who)
      SELECT shop, location, item, 'on_hand', 1, 'counted', 'damage', now(), 'test' FROM stock_level WHERE ${mine}`,
      `UPDATE stock_level SET on_hand = on_hand + 1 WHERE ${mine}`,
    ],
    ['I4 goods come from somewhere and go somewhere: every movement sums to nothing'],
  ],
  [
    'nobody knows any more why units are held',
    [`UPDATE order_line SET why = '[]' WHERE reserved > 0 AND ${mine}`],
    [EXPLAINED],
  ],
  [
    'a stored decision says another number of units than follows from it',
    [
      `UPDATE order_line SET why = replace(why::text, '"aheadUnits": 0', '"aheadUnits": 7')::jsonb WHERE reserved > 0 AND ${mine}`,
    ],
    [EXPLAINED],
  ],
  [
    'a ledger row is deleted',
    [`DELETE FROM ledger_entry WHERE kind = 'imported' AND ${mine}`],
    [
      'I1 what lies on a shelf is what the ledger tells',
      'I1 what was adjusted on a shelf is what the ledger tells',
    ],
  ],
  [
    'a shelf hides a unit',
    [
      `UPDATE stock_level SET unavailable = 1, on_hand = on_hand + 1 WHERE ${mine}`,
      `INSERT INTO ledger_entry (shop, location, item, account, quantity, kind, cause, at, who)
      SELECT shop, location, item, 'on_hand', 1, 'counted', 'damage', now(), 'test' FROM stock_level WHERE ${mine}`,
    ],
    [
      'I1 what is unavailable on a shelf is what the ledger tells',
      'I4 goods come from somewhere and go somewhere: every movement sums to nothing',
    ],
  ],
  [
    'the reserved level runs away from ledger and reservations',
    [`UPDATE stock_level SET reserved = reserved - 1 WHERE reserved > 0 AND ${mine}`],
    [
      'I2 what is reserved on a shelf is what the ledger tells',
      'I2 what is reserved on a shelf is what its reservations hold',
    ],
  ],
  [
    'a reservation is lost',
    [`DELETE FROM reservation WHERE ${mine}`],
    [
      'I2 what is reserved on a shelf is what its reservations hold',
      'I9 a line counts what its reservations and claims hold',
    ],
  ],
  [
    'more is reserved than lies there',
    [
      `UPDATE stock_level SET on_hand = on_hand - 1 WHERE ${mine}`,
      `INSERT INTO ledger_entry (shop, location, item, account, quantity, kind, cause, at, who)
      SELECT shop, location, item, 'on_hand', -1, 'counted', 'damage', now(), 'test' FROM stock_level WHERE ${mine}`,
    ],
    [
      'I3 no more is reserved than lies there and may be used',
      'I4 goods come from somewhere and go somewhere: every movement sums to nothing',
    ],
  ],
  [
    'the triggers that keep the ledger are asleep',
    [`ALTER TABLE ledger_entry DISABLE TRIGGER ledger_is_append_only`],
    ['I5 what was written stays written: no trigger is missing or asleep, nobody was granted a change'],
  ],
  [
    'the app may change documents',
    [`GRANT UPDATE (body) ON document TO carnet_app`],
    ['I5 what was written stays written: no trigger is missing or asleep, nobody was granted a change'],
  ],
  [
    'one cause moved a shelf twice',
    [
      `DROP INDEX ledger_entry_shop_cause_location_item_account_kind_key`,
      `INSERT INTO ledger_entry (shop, location, item, account, quantity, kind, cause, at, who)
      SELECT shop, location, item, account, quantity, kind, cause, at, who FROM ledger_entry WHERE kind = 'imported' AND ${mine}`,
      `UPDATE stock_level SET on_hand = on_hand + 8 WHERE location = '${LYON}' AND ${mine}`,
    ],
    [
      'I1 what was adjusted on a shelf is what the ledger tells',
      'I6 one cause moves a shelf once',
      'I6 the keys that make a second time harmless are there',
    ],
  ],
  [
    'a delivery left the shelf untouched',
    [`UPDATE ledger_entry SET kind = 'counted' WHERE kind = 'shipped' AND quantity = -7 AND ${mine}`],
    ['I6 a delivery takes its units from the shelf, and back when Shopify refuses it'],
  ],
  [
    'a refused delivery never came back',
    [
      `UPDATE shipment SET told = 'failed' WHERE ${mine} AND id = (SELECT shipment FROM shipment_line WHERE quantity = 7 AND ${mine})`,
    ],
    ['I6 a delivery takes its units from the shelf, and back when Shopify refuses it', UNITS],
  ],
  [
    'a reservation holds an item that its line does not want',
    [`UPDATE order_line SET item = 'gid://shopify/InventoryItem/1' WHERE ${LINE_20}`],
    [
      'I2 what is wanted at a shelf is what its order lines lack there',
      'I7 a reservation holds units of its own line and item',
      'I20 a draft buys for an order line no more than it lacks, and its item',
    ],
  ],
  [
    'a cancelled order still holds units',
    [`UPDATE orders SET state = 'cancelled' WHERE id = 'gid://shopify/Order/1050' AND ${mine}`],
    [HELD, CANCELLED, NEWEST],
  ],
  [
    'an archived order still holds units',
    [
      `UPDATE orders SET state = 'closed', snapshot = snapshot || '{"closedAt": "2026-11-25T08:00:00.000Z"}' WHERE id = 'gid://shopify/Order/1050' AND ${mine}`,
    ],
    [HELD, CANCELLED, HASHED],
  ],
  [
    'an order says that it was archived',
    [`UPDATE orders SET state = 'closed' WHERE id = 'gid://shopify/Order/1039' AND ${mine}`],
    [NEWEST],
  ],
  [
    'more is promised than is open',
    [`UPDATE order_line SET promised = '[{"quantity": 99, "on": "2026-12-01"}]' WHERE ${LINE_20}`],
    ['I9 no more is promised of a line than is open'],
  ],
  [
    'a unit is in two places',
    [`UPDATE order_line SET unstocked = unstocked + 1, item = NULL WHERE ${LINE_12}`],
    ['I9 every ordered unit is in exactly one place'],
  ],
  [
    'a unit is nowhere',
    [`UPDATE order_line SET shipped = shipped - 1 WHERE ${LINE_12}`],
    ['I9 every ordered unit is in exactly one place', UNITS],
  ],
  [
    'a stocked line says that it needs no stock',
    [`UPDATE order_line SET unstocked = 1, shipped = shipped - 1 WHERE ${LINE_12}`],
    ['I9 what needs no stock holds none, and what needs stock is not without', UNITS],
  ],
  [
    'a delivered unit is wanted again',
    [`UPDATE order_line SET shipped = shipped - 1, unsourced = unsourced + 1 WHERE ${LINE_12}`],
    [LACKING, UNITS, EXPLAINED],
  ],
  [
    'a unit that still waits was taken off the order',
    [
      `UPDATE order_line SET removed = removed + 1, unsourced = unsourced - 1 WHERE ${LINE_20}`,
      `UPDATE po_line_demand SET quantity = quantity - 1, need = 'free', line_id = '' WHERE need = 'order' AND line_id = 'gid://shopify/LineItem/3' AND ${mine}`,
      `UPDATE purchase_order_line SET quantity = quantity - 1 WHERE received = 0 AND ${mine}`,
      lacksOneLess,
    ],
    ['I2 what is wanted at a shelf is what its order lines lack there', UNITS, EXPLAINED],
  ],
  [
    'a unit came back that Shopify knows nothing of',
    [`UPDATE order_line SET returned = 2 WHERE ${LINE_12}`],
    [UNITS],
  ],
  [
    'more came back than was shipped',
    [`UPDATE order_line SET returned = shipped + 1 WHERE ${LINE_12}`],
    [UNITS, 'I10 no more came back than was shipped'],
  ],
  [
    'an order has an older snapshot than it says',
    [
      `UPDATE orders SET updated_at = updated_at + interval '1 second' WHERE id = 'gid://shopify/Order/1050' AND ${mine}`,
    ],
    [NEWEST],
  ],
  [
    'an older snapshot came after a newer one',
    [
      `INSERT INTO audit_entry (shop, at, who, action, subject, detail)
      VALUES ('${SHOP}', now(), 'shopify', 'order-told', 'gid://shopify/Order/1050', '{"updatedAt": "2020-01-01T00:00:00.000Z"}')`,
    ],
    [NEWEST],
  ],
  [
    'a line forgets units that its order has',
    [`UPDATE order_line SET ordered = ordered - 1, shipped = shipped - 1 WHERE ${LINE_12}`],
    [UNITS],
  ],
  [
    'an order has a line that nobody ordered',
    [
      `INSERT INTO order_line (shop, id, order_id, position, title, ordered, removed, cancelled, shipped, returned, reserved, claimed, unsourced, unstocked)
      SELECT shop, 'gid://shopify/LineItem/999', order_id, 9, 'ghost', 5, 0, 0, 0, 0, 0, 0, 0, 5 FROM order_line WHERE ${LINE_20}`,
    ],
    [LINES],
  ],
  [
    'an order lost a line',
    [`DELETE FROM order_line WHERE id = 'gid://shopify/LineItem/1' AND ${mine}`],
    [LINES],
  ],
  [
    'a snapshot tells another price than Shopify did',
    [
      `UPDATE orders SET snapshot = jsonb_set(snapshot, '{lines,0,charged}', '"1"') WHERE name = '#1050' AND ${mine}`,
    ],
    [HASHED],
  ],
  [
    'an order costs more than Shopify said',
    [`UPDATE orders SET total = total + 1 WHERE id = 'gid://shopify/Order/1050' AND ${mine}`],
    ['I12 the total of an order is the one that Shopify told'],
  ],
  [
    'a number is missing',
    [`DELETE FROM document WHERE kind = 'delivery-note' AND no = 2 AND ${mine}`],
    [
      'I13 the numbers of a series follow each other without gap or double',
      HISTORY,
      PARTS,
      'I14 no issued document was tampered with',
      'I18 a delivery has its own delivery note, and a delivery note its delivery',
      CAUSED,
    ],
  ],
  [
    'a delivery goes on with a note that is void',
    [
      `INSERT INTO document_void (shop, document, at, who, reason, replaced_by) SELECT shop, id, now(), 'test', 'address-changed', id FROM document WHERE kind = 'delivery-note' AND no = 2 AND ${mine}`,
    ],
    [VOIDED],
  ],
  [
    'an invoice was made void instead of being corrected by another document',
    [
      `INSERT INTO document_void (shop, document, at, who, reason) SELECT shop, id, now(), 'test', 'cancelled' FROM document WHERE ${lastInvoice}`,
    ],
    [VOIDED],
  ],
  [
    'the record of what a short pick set aside is not what the ledger tells, and Shopify was not told',
    [
      `INSERT INTO short_pick (shop, id, line_id, order_id, pick_list, location, item, quantity, also_free, reason, at, who) SELECT shop, gen_random_uuid(), 'x', order_id, id, 'here', 'item', 2, 0, 'damaged', now(), 'test' FROM document WHERE kind = 'pick-list' AND ${mine}`,
    ],
    [ASIDE, TOLD],
  ],
  [
    'the last document was cut off',
    [`DELETE FROM document WHERE kind = 'pick-list' AND ${mine}`],
    [
      'I13 the numbers of a series follow each other without gap or double',
      HISTORY,
      PARTS,
      'I14 no issued document was tampered with',
    ],
  ],
  [
    'the last invoice was cut off and its number wound back',
    [
      ...['document_line', 'document_person'].map(
        (part) =>
          `DELETE FROM ${part} WHERE ${mine} AND document = (SELECT id FROM document WHERE ${lastInvoice})`,
      ),
      `DELETE FROM effect WHERE ${mine} AND key = (SELECT 'mail:document:' || id FROM document WHERE ${lastInvoice})`,
      `DELETE FROM document WHERE ${lastInvoice}`,
      `UPDATE series SET next_no = 2, last_hash = (SELECT hash FROM document WHERE kind = 'invoice' AND ${mine}) WHERE kind = 'invoice' AND ${mine}`,
    ],
    [HISTORY],
  ],
  [
    'the history forgot an invoice',
    [`DELETE FROM audit_entry WHERE action = 'invoiced' AND ${mine}`],
    [HISTORY],
  ],
  [
    'a line is left of an invoice that is gone',
    [
      `INSERT INTO document_line (shop, document, position, quantity, net, rate) VALUES ('${SHOP}', gen_random_uuid(), 0, 1, 1, 0)`,
    ],
    [PARTS],
  ],
  [
    'the text of a document was altered',
    [`UPDATE document SET body = replace(body, 'Huilerie', 'Huilerie ') WHERE ${lastInvoice}`],
    ['I14 no issued document was tampered with'],
  ],
  [
    'the day of a series went back',
    [`UPDATE document SET issued_on = issued_on - 1 WHERE ${lastInvoice}`],
    ['I14 no issued document was tampered with', 'I15 the days of a series do not go back'],
  ],
  [
    'a line of an invoice was lost',
    [`DELETE FROM document_line WHERE ${mine} AND document = (SELECT id FROM document WHERE ${lastInvoice})`],
    ['I16 an invoice is the sum of its lines and its tax', PRINTED],
  ],
  [
    'the lines that are summed forget a unit of an invoice',
    [
      `UPDATE document_line SET quantity = quantity - 1 WHERE ${mine} AND document = (SELECT id FROM document WHERE ${lastInvoice})`,
    ],
    [PRINTED],
  ],
  [
    'one unit less was delivered than was invoiced',
    [
      `UPDATE shipment_line SET quantity = 6 WHERE quantity = 7 AND ${mine}`,
      `UPDATE ledger_entry SET quantity = -6 WHERE kind = 'shipped' AND quantity = -7 AND ${mine}`,
      `UPDATE stock_level SET on_hand = on_hand + 1 WHERE location = '${LYON}' AND ${mine}`,
      `UPDATE order_line SET shipped = shipped - 1, unsourced = unsourced + 1, lacking = '[{"quantity": 1}]' WHERE ${LINE_12}`,
    ],
    [
      'I4 goods come from somewhere and go somewhere: every movement sums to nothing',
      DELIVERED,
      NOTE,
      EXPLAINED,
    ],
  ],
  [
    'an order was invoiced at more than it cost',
    [
      `UPDATE orders SET total = 1, snapshot = jsonb_set(snapshot, '{total}', '"1"') WHERE id = 'gid://shopify/Order/1042' AND ${mine}`,
    ],
    [HASHED, 'I16 the invoices of an order are no more than Shopify charged'],
  ],
  [
    'what was delivered in full was invoiced at less than Shopify charged',
    [
      `UPDATE orders SET snapshot = jsonb_set(snapshot, '{lines,0,charged}', '"10489"') WHERE id = 'gid://shopify/Order/1042' AND ${mine}`,
    ],
    [HASHED, 'I16 what was delivered and invoiced in full was invoiced at what Shopify charged'],
  ],
  [
    'one cause has two documents',
    [
      `DROP INDEX document_shop_kind_cause_key`,
      `UPDATE document SET cause = 'same' WHERE kind = 'invoice' AND ${mine}`,
    ],
    [
      'I6 the keys that make a second time harmless are there',
      'I18 one cause has one document, and one template drew one file of it',
    ],
  ],
  [
    'a delivery lost its note',
    [
      `DELETE FROM shipment WHERE ${mine} AND id = (SELECT shipment FROM shipment_line WHERE quantity = 7 AND ${mine})`,
    ],
    [
      'I6 a delivery takes its units from the shelf, and back when Shopify refuses it',
      UNITS,
      DELIVERED,
      'I18 a delivery has its own delivery note, and a delivery note its delivery',
      CAUSED,
    ],
  ],
  [
    'units were bought for nobody',
    [
      `UPDATE po_line_demand SET quantity = quantity - 1 WHERE need = 'order' AND line_id = 'gid://shopify/LineItem/3' AND ${mine}`,
    ],
    ['I20 every bought unit names what it was bought for'],
  ],
  [
    'units were bought for a line that is not there',
    [
      `UPDATE po_line_demand SET line_id = 'gid://shopify/LineItem/nobody' WHERE need = 'order' AND ${mine}
       AND po_line IN (SELECT id FROM purchase_order_line WHERE received > 0 AND ${mine})`,
    ],
    ['I20 what was bought for an order line names one'],
  ],
  [
    'a shortage was bought twice',
    [`UPDATE order_line SET unsourced = unsourced - 1, removed = removed + 1 WHERE ${LINE_20}`, lacksOneLess],
    [
      'I2 what is wanted at a shelf is what its order lines lack there',
      UNITS,
      'I20 a draft buys for an order line no more than it lacks, and its item',
      BOUGHT_THERE,
      EXPLAINED,
    ],
  ],
  [
    'what a line lacks is bought for another place',
    [`UPDATE purchase_order SET location = 'gid://shopify/Location/2' WHERE state = 'draft' AND ${mine}`],
    [BOUGHT_THERE],
  ],
  [
    'more is claimed than comes',
    [
      `INSERT INTO claim (shop, line_id, po_line, order_id, quantity, made_at)
      SELECT '${SHOP}', 'gid://shopify/LineItem/3', l.id, 'gid://shopify/Order/1050', 1, now() FROM purchase_order_line l
      JOIN purchase_order p ON p.shop = l.shop AND p.id = l.purchase_order WHERE l.${mine} AND p.state = 'received'`,
      `UPDATE order_line SET claimed = 1, removed = -1 WHERE ${LINE_20}`,
    ],
    [
      'I2 what is claimed of what comes to a shelf is what its claims hold',
      'I9 every ordered unit is in exactly one place',
      UNITS,
      'I21 no more is claimed of a purchase order than it still brings',
      EXPLAINED,
    ],
  ],
  [
    'a claim is of another item',
    [
      `UPDATE purchase_order SET state = 'sent', number = 'CF-99', revision = 1, sent_at = now() WHERE state = 'draft' AND ${mine}`,
      `UPDATE purchase_order_line SET item = 'gid://shopify/InventoryItem/1' WHERE received = 0 AND ${mine}`,
      `INSERT INTO claim (shop, line_id, po_line, order_id, quantity, made_at)
      SELECT '${SHOP}', 'gid://shopify/LineItem/3', l.id, 'gid://shopify/Order/1050', 1, now() FROM purchase_order_line l WHERE l.received = 0 AND l.${mine}`,
      `UPDATE order_line SET claimed = 1, unsourced = unsourced - 1 WHERE ${LINE_20}`,
      lacksOneLess,
    ],
    [
      'I2 what is claimed of what comes to a shelf is what its claims hold',
      'I2 what is wanted at a shelf is what its order lines lack there',
      'I21 a claim is of the item that its line lacks',
      'I23 what was sent to a supplier is a numbered document',
      TOLD,
      EXPLAINED,
    ],
  ],
  [
    'more was received than ordered',
    [`UPDATE purchase_order_line SET received = received + 1 WHERE received > 0 AND ${mine}`],
    ['I22 no more was received than ordered, beyond what was said to be surplus', STATE],
  ],
  [
    'received goods never reached the shelf',
    [`UPDATE ledger_entry SET kind = 'counted' WHERE kind = 'received' AND quantity = 6 AND ${mine}`],
    ['I22 a receipt puts its units on the shelf once'],
  ],
  [
    'a purchase order is open with nothing to come',
    [`UPDATE purchase_order SET state = 'sent' WHERE state = 'received' AND ${mine}`],
    [STATE],
  ],
  [
    'a purchase order was closed short of nothing',
    [`UPDATE purchase_order SET state = 'closed-short' WHERE state = 'received' AND ${mine}`],
    [STATE],
  ],
  [
    'a purchase order says that it was answered',
    [
      `UPDATE purchase_order SET state = 'confirmed' WHERE state = 'received' AND ${mine}`,
      `UPDATE purchase_order_line SET received = received - 1 WHERE received > 0 AND ${mine}`,
    ],
    ['I22 no more was received than ordered, beyond what was said to be surplus', STATE],
  ],
  [
    'a sent purchase order costs something else',
    [`UPDATE purchase_order_line SET unit_cost = 1 WHERE received > 0 AND ${mine}`],
    [PRINTED_ORDER],
  ],
  [
    'a sent purchase order is of something else',
    [`UPDATE purchase_order_line SET title = 'Huile' WHERE received > 0 AND ${mine}`],
    [PRINTED_ORDER],
  ],
  [
    'a sent purchase order is of more',
    [
      `UPDATE purchase_order_line SET quantity = quantity + 1, short = short + 1 WHERE received > 0 AND ${mine}`,
      `UPDATE po_line_demand SET quantity = quantity + 1 WHERE need = 'reorder' AND ${mine} AND po_line IN (SELECT id FROM purchase_order_line WHERE received > 0)`,
      `UPDATE purchase_order SET state = 'closed-short' WHERE state = 'received' AND ${mine}`,
    ],
    [PRINTED_ORDER],
  ],
  [
    'a sent purchase order lost its number',
    [`UPDATE purchase_order SET number = NULL WHERE state = 'received' AND ${mine}`],
    [
      'I23 a purchase order has a number, a revision and a day once it was sent, and a draft has none',
      'I23 what was sent to a supplier is a numbered document',
    ],
  ],
  [
    'an event was ignored without a reason',
    [
      `INSERT INTO inbox_event (shop, topic, event_id, received_at, body, state, done_at) VALUES ('${SHOP}', 'orders/paid', 'x', now(), '', 'ignored', now())`,
    ],
    ['I24 every event ends, and what did not end well says why'],
  ],
  [
    'a dead event told nobody',
    [
      `INSERT INTO inbox_event (shop, topic, event_id, received_at, body, state, reason, done_at) VALUES ('${SHOP}', 'orders/paid', 'x', now(), '', 'dead', 'why', now())`,
    ],
    ['I24 a dead event is a task'],
  ],
  [
    'what differs from Shopify told nobody',
    [
      `WITH c AS (INSERT INTO comparison (shop, id, kind, started_at) VALUES ('${SHOP}', gen_random_uuid(), 'one-order', now()) RETURNING id)
       INSERT INTO difference (shop, comparison, subject, subject_id, field, ours, found_at)
       SELECT '${SHOP}', id, 'order', 'gid://shopify/Order/1', 'order', '#1', now() FROM c`,
    ],
    ['I24 a difference from Shopify that nothing repaired is a task'],
  ],
  [
    'Shopify was never told of a delivery',
    [`DELETE FROM effect WHERE kind = 'shopify-fulfillment' AND ${mine}`],
    [TOLD],
  ],
  [
    'Shopify was never told of a receipt',
    [`DELETE FROM effect WHERE key LIKE 'receipt:%' AND ${mine}`],
    [TOLD],
  ],
  [
    'Shopify was never told of a stock-take',
    [`DELETE FROM effect WHERE key LIKE 'stock-take:%' AND ${mine}`],
    [TOLD],
  ],
  [
    'Shopify was never told of a loss, nor that one was taken back',
    [`DELETE FROM effect WHERE key LIKE 'adjustment%' AND ${mine}`],
    [TOLD],
  ],
  [
    'Shopify is told of a stock-take that nobody posted',
    [`UPDATE stock_take SET state = 'abandoned' WHERE ${mine}`],
    [POSTED, CAUSED],
  ],
  [
    'a stock-take says that it found more than it moved',
    [`UPDATE stock_take_line SET posted = posted + 1 WHERE posted <> 0 AND ${mine}`],
    [POSTED],
  ],
  [
    'a count is not what its last step left',
    [`UPDATE stock_take_line SET counted = counted + 1 WHERE counted IS NOT NULL AND ${mine}`],
    [COUNTED_STEPS],
  ],
  [
    'a loss says more than left its shelf',
    [`UPDATE stock_adjustment SET quantity = quantity + 1 WHERE ${mine}`],
    [ADJUSTED],
  ],
  [
    'a loss was taken back in words only',
    [`UPDATE stock_adjustment SET undone_at = now(), undone_by = 'x' WHERE undone_at IS NULL AND ${mine}`],
    [ADJUSTED, TOLD],
  ],
  [
    'the catalogue has another cost than its history',
    [`UPDATE variant SET unit_cost = unit_cost + 1 WHERE ${mine}`],
    [COSTS],
  ],
  [
    'a purchase order was never mailed',
    [`DELETE FROM effect WHERE key LIKE 'mail:purchase-order:%' AND ${mine}`],
    [TOLD],
  ],
  [
    'a delivery counts that Shopify refused',
    [
      `UPDATE effect SET state = 'failed', answer = 'no' WHERE kind = 'shopify-fulfillment' AND ${mine}`,
      `INSERT INTO task (shop, key, kind, subject, raised_at) SELECT shop, key, 'fulfillment-refused', '', now() FROM effect WHERE state = 'failed' AND ${mine}`,
    ],
    ['I25 what Shopify refused did not leave'],
  ],
  [
    'a refused receipt told nobody',
    [`UPDATE effect SET state = 'failed', answer = 'no' WHERE key LIKE 'receipt:%' AND ${mine}`],
    [TASK],
  ],
  [
    'a mail that may not have arrived told nobody',
    [`UPDATE effect SET state = 'unknown' WHERE kind = 'mail' AND ${mine}`],
    [TASK],
  ],
  [
    'an invoice was never mailed',
    [
      `DELETE FROM effect WHERE ${mine} AND key = (SELECT 'mail:document:' || id FROM document WHERE ${lastInvoice})`,
    ],
    ['I25 an invoice or delivery note for a customer with an address is mailed'],
  ],
  [
    'a delivery says that Shopify confirmed it',
    [
      `UPDATE shipment SET told = 'confirmed' WHERE ${mine} AND id = (SELECT shipment FROM shipment_line WHERE quantity = 7 AND ${mine})`,
    ],
    [UNITS, DELIVERED, 'I25 a delivery is confirmed when its order tells its fulfillment, and only then'],
  ],
  [
    'an effect hangs',
    [
      `UPDATE effect SET state = 'trying', moved_at = now() - interval '1 hour' WHERE key LIKE 'receipt:%' AND ${mine}`,
    ],
    ['I26 an effect is planned once and ends'],
  ],
  [
    "a key lets a row refer to another shop's",
    [
      `ALTER TABLE receipt_line ADD CONSTRAINT astray FOREIGN KEY (receipt, shop) REFERENCES receipt (id, shop) NOT VALID`,
    ],
    ["I29 no row can refer to another shop's"],
  ],
  [
    'a unit of a transfer arrived that nobody received',
    [`UPDATE transfer_line SET arrived = arrived + 1 WHERE ${mine}`],
    [ON_THE_ROAD, SAID],
  ],
  [
    'a transfer says that all of it arrived',
    [`UPDATE transfer SET state = 'received', ended_at = now() WHERE ${mine}`],
    [SAID],
  ],
  [
    'a step of a transfer left the shelf untouched',
    [`UPDATE ledger_entry SET kind = 'counted' WHERE kind = 'sent' AND account = 'on_hand' AND ${mine}`],
    [STEPS],
  ],
  [
    'a step of a transfer says more than it moved',
    [
      `UPDATE transfer_step_line SET quantity = 2 WHERE ${mine} AND step = (SELECT id FROM transfer_step WHERE kind = 'arrived' AND ${mine})`,
    ],
    [SAID, STEPS],
  ],
  [
    'a transfer lost its note',
    [`UPDATE transfer SET note = gen_random_uuid() WHERE ${mine}`],
    [TRANSFER_NOTE],
  ],
  [
    'a transfer sent other units than its note prints',
    [
      `UPDATE transfer_line SET item = 'gid://shopify/InventoryItem/1' WHERE ${mine}`,
      `UPDATE transfer_step_line SET item = 'gid://shopify/InventoryItem/1' WHERE ${mine}`,
    ],
    [ON_THE_ROAD, STEPS, TRANSFER_NOTE],
  ],
  [
    'Shopify is never told of a step of a transfer',
    [`DELETE FROM effect WHERE key LIKE 'transfer:%' AND ${mine}`],
    [TOLD],
  ],
  [
    'more of a call was delivered than was called',
    [`UPDATE delivery_call_line SET quantity = 1 WHERE ${mine}`],
    [CALLED],
  ],
  [
    'a call wants units of another order',
    [`UPDATE delivery_call_line SET line_id = 'gid://shopify/LineItem/3' WHERE ${mine}`],
    [CALLED],
  ],
  [
    'a wall between the shops is down',
    [`ALTER TABLE claim NO FORCE ROW LEVEL SECURITY`],
    ["I29 no shop sees another's rows"],
  ],
]

describe('Verification notices that', () => {
  test.each(DAMAGES)('%s', async (_what, statements, noticedBy) => {
    expect(broken(await whatBreaks(...statements))).toEqual(noticedBy)
  })
  test('each of its checks has damage that it alone or with others notices', async () => {
    const results = await verifyShop((work) => withShop(OTHER, work), OTHER, NOW)
    const noticed = new Set(DAMAGES.flatMap(([, , by]) => by))
    const never = results.map(({ id, name }) => `${id} ${name}`).filter((name) => !noticed.has(name))
    expect(never).toEqual([TAXED, 'I24 no event waits longer than ten minutes'])
  })
})

test('An event that waits long is shown and breaks nothing', async () => {
  const results = await whatBreaks(
    `INSERT INTO inbox_event (shop, topic, event_id, received_at, body) VALUES ('${SHOP}', 'orders/paid', 'x', now() - interval '1 hour', '')`,
  )
  expect(broken(results)).toEqual([])
  expect(results.find(({ name }) => name === 'no event waits longer than ten minutes')?.rows).toMatchObject([
    { topic: 'orders/paid' },
  ])
})

test('An order whose invoices carry another tax than Shopify charged is shown', async () => {
  const results = await whatBreaks(
    `UPDATE document SET tax = tax + 100, total = total + 100 WHERE ${lastInvoice}`,
    `UPDATE orders SET total = total + 100 WHERE name = '#1042' AND ${mine}`,
  )
  expect(results.find(({ id, name }) => `${id} ${name}` === TAXED)?.rows).toEqual([
    { name: '#1042', tax: '677', should: '577' },
  ])
})

test('Of a chain, exactly the altered document is named, whatever of it was altered', async () => {
  const named = async (...statements: string[]) =>
    (await whatBreaks(...statements))
      .find(({ id }) => id === 'I14')!
      .rows.map(({ number, what }) => `${String(number)}: ${String(what)}`)
  const year = NOW.getUTCFullYear()
  const first = `kind = 'invoice' AND no = 1 AND ${mine}`
  const altered = (number: string, what: string) => [`${number}: ${what}`]
  expect(await named(`UPDATE document SET body = body || ' ' WHERE ${first}`)).toEqual(
    altered(`F-${year}-000001`, 'its content is not what was hashed'),
  )
  expect(await named(`UPDATE document SET hash = repeat('0', 64) WHERE ${first}`)).toEqual(
    altered(`F-${year}-000001`, 'its content is not what was hashed'),
  )
  expect(await named(`UPDATE document SET number = 'F-1' WHERE ${first}`)).toEqual(
    altered('F-1', 'its content is not what was hashed'),
  )
  expect(await named(`UPDATE document SET total = total + 1, net = net + 1 WHERE ${first}`)).toEqual([
    ...altered(`F-${year}-000001`, 'its net is not that of its text'),
    ...altered(`F-${year}-000001`, 'its total is not that of its text'),
  ])
  expect(
    await named(`UPDATE document_person SET person = replace(person, 'Port', 'Fort') WHERE ${mine}
      AND document = (SELECT id FROM document WHERE ${first})`),
  ).toEqual(altered(`F-${year}-000001`, 'its personal data is not what was hashed'))
  expect(await named(`UPDATE document SET key_id = 'k0' WHERE ${first}`)).toEqual(
    altered(`F-${year}-000001`, 'its key k0 is not known'),
  )
  // The erased person is no damage: the salted hash stands for it.
  expect(await named(`DELETE FROM document_person WHERE ${mine}`)).toEqual([])
  expect(
    await named(`UPDATE series SET last_hash = repeat('0', 64) WHERE kind = 'invoice' AND ${mine}`),
  ).toEqual(altered(`F-${year}-000002`, 'it is not the head that the series remembers'))
})
