import { openPlace } from './place.ts'
import { measureAcknowledging } from './acknowledged.ts'
process.env.LOG_LEVEL ??= 'silent'
const place = await openPlace()
try { console.log(await measureAcknowledging(place, { seed: 1, orders: Number(process.argv[2] ?? 1000), rounds: 1, say: console.log })) } finally { await place.close() }
