// One of the processes that settle a shop's orders at once:  node worker.ts SHOP EIGHT ITEMS FIRST LAST SEED
import process from 'node:process'
import { closeDatabase } from '#app/db.server.ts'
import { diceOf } from '../../sim/dice.ts'
import { drawing, orderOf } from './orders.ts'
import { settle } from './settle.ts'

const [shop = '', ...numbers] = process.argv.slice(2)
const [atOnce = 8, items = 50, first = 1, last = 1, seed = 1] = numbers.map(Number)
const dice = diceOf(seed)
const draw = drawing(dice, items, 'hot')
const orders = Array.from({ length: last - first + 1 }, (_, n) => orderOf(first + n, draw, dice))
const failures: string[] = []

const work = async () => {
  for (let order = orders.shift(); order; order = orders.shift())
    await settle(shop, order).catch((error: unknown) => failures.push(String(error)))
}
await Promise.all(Array.from({ length: atOnce }, work))
await closeDatabase()
process.stdout.write(JSON.stringify(failures))
