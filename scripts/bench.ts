// Measures something and says whether its goals are reached:  npm run bench -- NAME [--seed N] [--json]
import process from 'node:process'
import { play, type Playable } from './play.ts'

process.env.LOG_LEVEL ??= 'silent'
const BENCHES: Readonly<Record<string, Playable>> = {
  import: {
    says: 'a shop of 50,000 variants and 20,000 orders is read by one worker, killed in the middle',
    sizes: ['variants', 'orders'],
    load: async () => (await import('./bench/import.ts')).benchImport,
  },
  stock: {
    says: 'settling, draining and acknowledging beside pgbench, Medusa and a bare server; no unit twice',
    sizes: ['orders', 'rounds', 'rows', 'clients', 'medusa'],
    load: async () => (await import('./bench/stock.ts')).benchStock,
  },
}

process.exitCode = await play('bench', BENCHES, process.argv.slice(2))
