import type { SqlCheck } from './check.ts'

const asks = 'shop'

// What the invoices of an order took of each thing that Shopify charged, and what that was charged, before tax.
const INVOICED = `
  invoiced AS (
    SELECT d.order_id, coalesce(l.line_id, 'charge:' || l.charge) AS thing, sum(l.quantity) AS quantity, sum(l.net) AS net
    FROM document d JOIN document_line l ON l.shop = d.shop AND l.document = d.id
    WHERE d.shop = $1 AND d.kind = 'invoice' GROUP BY 1, 2
  ), things AS (
    SELECT o.id AS order_id, o.name, s->>'id' AS thing, (s->>'quantity')::int AS quantity, s, true AS is_line,
      (o.snapshot->>'taxesIncluded')::boolean AS included
    FROM orders o CROSS JOIN jsonb_array_elements(o.snapshot->'lines') s WHERE o.shop = $1
    UNION ALL
    SELECT o.id, o.name, 'charge:' || (s->>'id'), 1, s, false, (o.snapshot->>'taxesIncluded')::boolean
    FROM orders o CROSS JOIN jsonb_array_elements(o.snapshot->'charges') s
    WHERE o.shop = $1 AND (s->>'charged')::numeric <> 0
  ), charged AS (
    SELECT t.order_id, t.name, t.thing, t.quantity, t.is_line, x.tax,
      (s->>'charged')::numeric - CASE WHEN included THEN x.tax ELSE 0 END AS net
    FROM things t CROSS JOIN LATERAL (
      SELECT coalesce(sum((a->>'amount')::numeric), 0) AS tax FROM jsonb_array_elements(s->'taxes') a) x
    WHERE t.order_id IN (SELECT order_id FROM invoiced)
  )`

/** What was issued: numbers, days, and money. The chain itself is recomputed in TypeScript. */
export const DOCUMENT_CHECKS: readonly SqlCheck[] = [
  {
    id: 'I13',
    name: 'the numbers of a series follow each other without gap or double',
    asks,
    sql: `
      SELECT kind, period, s.next_no, d.first, d.last, d.issued, s.last_hash IS NOT NULL AS was_used
      FROM (SELECT kind, period, next_no, last_hash FROM series WHERE shop = $1) s
      FULL JOIN (SELECT kind, period, min(no) AS first, max(no) AS last, count(*) AS issued, count(DISTINCT no) AS numbers
                 FROM document WHERE shop = $1 GROUP BY kind, period) d USING (kind, period)
      WHERE s.next_no IS NULL OR d.last <> s.next_no - 1 OR d.issued <> d.last - d.first + 1 OR d.issued <> d.numbers
         OR (d.issued IS NULL AND s.last_hash IS NOT NULL)`,
  },
  {
    id: 'I13',
    name: 'the history names every issued number, and no other',
    asks,
    sql: `
      WITH named AS (SELECT DISTINCT detail->>'number' AS number FROM audit_entry WHERE shop = $1 AND detail->>'number' IS NOT NULL)
      SELECT number, d.kind, d.issued_at, n.number IS NULL AS unheard_of, d.number IS NULL AS lost
      FROM named n FULL JOIN (SELECT number, kind, issued_at FROM document WHERE shop = $1) d USING (number)
      WHERE n.number IS NULL OR d.number IS NULL`,
  },
  {
    id: 'I13',
    name: 'what belongs to a document has it',
    asks,
    sql: `
      SELECT p.part, p.document, p.of FROM (
        SELECT 'line' AS part, document, line_id AS of FROM document_line WHERE shop = $1
        UNION ALL SELECT 'person', document, NULL FROM document_person WHERE shop = $1
        UNION ALL SELECT 'file', document, template FROM document_file WHERE shop = $1) p
      WHERE NOT EXISTS (SELECT 1 FROM document d WHERE d.shop = $1 AND d.id = p.document)`,
  },
  {
    id: 'I15',
    name: 'the days of a series do not go back',
    asks,
    sql: `
      SELECT kind, period, no, number, issued_on, before FROM (
        SELECT kind, period, no, number, issued_on, lag(issued_on) OVER (PARTITION BY kind, period ORDER BY no) AS before
        FROM document WHERE shop = $1) d WHERE issued_on < before`,
  },
  {
    id: 'I16',
    name: 'an invoice is the sum of its lines and its tax',
    asks,
    sql: `
      SELECT d.number, d.net, d.tax, d.total, l.net AS lines FROM document d
      LEFT JOIN LATERAL (SELECT sum(net) AS net FROM document_line WHERE shop = d.shop AND document = d.id) l ON true
      WHERE d.shop = $1 AND d.kind = 'invoice' AND (d.net IS DISTINCT FROM l.net OR d.total IS DISTINCT FROM d.net + d.tax)`,
  },
  {
    id: 'I16',
    name: 'the invoices of an order are no more than Shopify charged',
    asks,
    sql: `
      SELECT o.name, o.total AS charged, i.total AS invoiced, o.currency, i.currencies
      FROM (SELECT order_id, sum(total) AS total, string_agg(DISTINCT currency, ' ') AS currencies
            FROM document WHERE shop = $1 AND kind = 'invoice' GROUP BY order_id) i
      JOIN orders o ON o.shop = $1 AND o.id = i.order_id WHERE i.total > o.total OR i.currencies <> o.currency`,
  },
  {
    id: 'I16',
    name: 'what was delivered and invoiced in full was invoiced at what Shopify charged',
    asks,
    sql: `
      WITH ${INVOICED}
      SELECT c.name, c.thing, c.quantity, i.quantity AS invoiced_quantity, c.net AS charged, i.net AS invoiced
      FROM charged c JOIN invoiced i USING (order_id, thing)
      WHERE i.quantity > c.quantity OR (i.quantity = c.quantity AND i.net <> c.net)
      UNION ALL
      SELECT c.name, 'whole order', NULL, NULL, sum(c.net + c.tax), max(t.total)
      FROM charged c LEFT JOIN invoiced i USING (order_id, thing)
      JOIN (SELECT order_id, sum(total) AS total FROM document WHERE shop = $1 AND kind = 'invoice' GROUP BY order_id) t USING (order_id)
      GROUP BY order_id, c.name
      HAVING bool_and(coalesce(i.quantity, 0) = c.quantity OR (c.is_line AND c.quantity <= 0)) AND sum(c.net + c.tax) <> max(t.total)`,
  },
  {
    id: 'I18',
    name: 'one cause has one document, and one template drew one file of it',
    asks,
    sql: `
      SELECT kind, cause, count(*) AS documents, string_agg(number, ' ') AS numbers FROM document
      WHERE shop = $1 GROUP BY kind, cause HAVING count(*) > 1
      UNION ALL
      SELECT f.template, 'file', count(DISTINCT f.sha256), min(d.number) FROM document_file f
      JOIN document d ON d.shop = f.shop AND d.id = f.document
      WHERE f.shop = $1 GROUP BY f.document, f.template HAVING count(DISTINCT f.sha256) > 1`,
  },
  {
    id: 'I18',
    name: 'a delivery has its own delivery note, and a delivery note its delivery',
    asks,
    sql: `
      SELECT s.id AS shipment, d.number, d.kind FROM shipment s
      LEFT JOIN document d ON d.shop = s.shop AND d.id = s.delivery_note
      WHERE s.shop = $1 AND (d.kind IS DISTINCT FROM 'delivery-note' OR d.order_id IS DISTINCT FROM s.order_id)
      UNION ALL
      SELECT NULL, d.number, d.kind FROM document d
      WHERE d.shop = $1 AND d.kind = 'delivery-note'
        AND NOT EXISTS (SELECT 1 FROM document_void v WHERE v.shop = d.shop AND v.document = d.id)
        AND (SELECT count(*) FROM shipment s WHERE s.shop = d.shop AND s.delivery_note = d.id) <> 1`,
  },
  {
    id: 'I18',
    name: 'a void document is no delivery any more, and what was issued instead is of its kind and order',
    asks,
    sql: `
      SELECT v.document, d.number, v.reason, i.number AS instead FROM document_void v
      LEFT JOIN document d ON d.shop = v.shop AND d.id = v.document
      LEFT JOIN document i ON i.shop = v.shop AND i.id = v.replaced_by
      WHERE v.shop = $1 AND (d.id IS NULL OR d.kind NOT IN ('pick-list', 'delivery-note')
        OR (d.kind = 'delivery-note') <> (v.replaced_by IS NOT NULL)
        OR (v.replaced_by IS NOT NULL AND (i.kind, i.order_id) IS DISTINCT FROM (d.kind, d.order_id))
        OR EXISTS (SELECT 1 FROM shipment s WHERE s.shop = v.shop AND s.delivery_note = v.document))`,
  },
  {
    id: 'I4',
    name: 'what a short pick set aside is what the ledger tells of it',
    asks,
    sql: `
      SELECT coalesce(p.cause, l.cause) AS cause, p.location, p.item, p.quantity, l.quantity AS ledger
      FROM (SELECT 'short-pick:' || id AS cause, location, item, sum(quantity + also_free) AS quantity
            FROM short_pick WHERE shop = $1 GROUP BY 1, 2, 3) p
      FULL JOIN (SELECT cause, location, item, sum(quantity) AS quantity FROM ledger_entry
            WHERE shop = $1 AND account = 'unavailable' AND cause LIKE 'short-pick:%' GROUP BY 1, 2, 3) l
        ON (l.cause, l.location, l.item) = (p.cause, p.location, p.item)
      WHERE p.quantity IS DISTINCT FROM l.quantity`,
  },
]
