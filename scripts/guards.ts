// Takes guards away, one at a time, and says whether a test notices:  npm run guards -- NAME [--only TEXT] [--from N] [--json]
import process from 'node:process'
import { play, type Playable } from './play.ts'

const GUARDED: Readonly<Record<string, Playable>> = {
  stock: {
    says: 'every lock, rule and condition that keeps a unit from being promised twice',
    sizes: ['from'],
    words: ['only'],
    load: async () => (await import('./guards/take-away.ts')).takeAwayStock,
  },
}

process.exitCode = await play('guards', GUARDED, process.argv.slice(2))
