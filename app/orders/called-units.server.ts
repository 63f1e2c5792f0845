import { Prisma } from '../db.server.ts'

/**
 * The lines of calls that stand, each with what is still to be delivered of it: a delivery that Shopify refused
 * delivered nothing.
 */
export const CALLED_LINES = Prisma.sql`(
  SELECT c.shop, c.id, c.order_id, c.wished_on, c.called_at, l.line_id, l.quantity,
    greatest(0, l.quantity - coalesce((
      SELECT sum(x.quantity) FROM shipment s JOIN shipment_line x ON x.shop = s.shop AND x.shipment = s.id
      WHERE s.shop = c.shop AND s.order_id = c.order_id AND s.call = c.id AND s.told <> 'failed' AND x.line_id = l.line_id), 0))::int AS open
  FROM delivery_call c JOIN delivery_call_line l ON l.shop = c.shop AND l.call = c.id
  WHERE c.cancelled_at IS NULL)`

/** Whether the units of order o of customer c are kept until called: as was said of the order, else of him. */
export const CALL_OFF = Prisma.sql`coalesce(o.call_off, c.call_off, false)`
