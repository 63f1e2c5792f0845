import { Prisma } from '../db.server.ts'

/**
 * How many shipments of the order `o` left: our delivery notes, and what Shopify fulfilled without us; ours carry the id
 * of their fulfillment once Shopify knows it. What is not shipped (a gift card sends itself) is no shipment, and what
 * a call asked for is none of those that the customer accepts.
 */
export const SHIPMENTS_MADE = Prisma.sql`(
  (SELECT count(*) FROM shipment h
   WHERE h.shop = o.shop AND h.order_id = o.id AND h.told IN ('unconfirmed', 'confirmed') AND h.call IS NULL
     AND EXISTS (SELECT 1 FROM shipment_line x, jsonb_array_elements(o.snapshot->'lines') l
                 WHERE x.shop = h.shop AND x.shipment = h.id AND l->>'id' = x.line_id AND (l->>'requiresShipping')::boolean))
  + (SELECT count(*) FROM jsonb_array_elements(coalesce(o.snapshot->'fulfillments', '[]')) f
     WHERE f->>'status' = 'success'
       AND NOT EXISTS (SELECT 1 FROM shipment h WHERE h.shop = o.shop AND h.order_id = o.id AND h.fulfillment = f->>'id')
       AND EXISTS (SELECT 1 FROM jsonb_array_elements(f->'lines') x, jsonb_array_elements(o.snapshot->'lines') l
                   WHERE l->>'id' = x->>'line' AND (l->>'requiresShipping')::boolean))
)::int`
