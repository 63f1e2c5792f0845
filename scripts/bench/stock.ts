// How fast stock is promised, and that no unit is promised twice: Carnet beside pgbench, Medusa and a bare server, on a
// PostgreSQL that keeps what it was told. `--medusa 0` leaves Medusa out, which is fetched from npm the first time.
import type { Goal, SimulationAsked } from '../sim/goal.ts'
import { measureAcknowledging } from './stock/acknowledged.ts'
import { playGate } from './stock/gate.ts'
import { measureGrowth } from './stock/growth.ts'
import { measureLargeOrder } from './stock/large-order.ts'
import { pgbench } from './stock/limit.ts'
import { openMedusa } from './stock/medusa.ts'
import { openPlace } from './stock/place.ts'
import { ITEMS, measureSpeed } from './stock/speed.ts'

const ROWS = 5_000_000

export async function benchStock({ seed, sizes = {}, say }: SimulationAsked): Promise<readonly Goal[]> {
  // What is missing is said before anything is measured.
  say(`  pgbench: ${pgbench()}`)
  const { orders = 1_000, rounds = 3, rows = ROWS, medusa = 1, clients = 8 } = sizes
  const asked = { seed, orders, rounds, clients, say }
  const place = await openPlace()
  const peer = medusa > 0 ? await openMedusa(place.database.ownerUrl, ITEMS) : null
  try {
    return [
      ...(await playGate(place.owner, orders, seed)),
      ...(await measureSpeed(place, peer, asked)),
      ...(await measureAcknowledging(place, asked)),
      ...(await measureLargeOrder(asked)),
      ...(await measureGrowth(place, asked, rows)),
    ]
  } finally {
    await peer?.close()
    await place.close()
  }
}
