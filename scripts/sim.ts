// Plays a simulation and says whether its goals are reached:  npm run sim -- NAME [--seed N] [--json]
import process from 'node:process'
import { play, type Playable } from './play.ts'

process.env.LOG_LEVEL ??= 'silent'
const SIMULATIONS: Readonly<Record<string, Playable>> = {
  lives: {
    says: 'six events of an order arrive in all 720 orders and end in one state, for 50 lives',
    sizes: ['lives'],
    load: async () => (await import('./sim/lives.ts')).simulateLives,
  },
  losses: {
    says: 'a tenth of the webhooks lost, a tenth twice, all shuffled: one sweep mends 1,000 orders',
    sizes: ['orders'],
    load: async () => (await import('./sim/losses.ts')).simulateLosses,
  },
  throttle: {
    says: 'a shop gives a tenth of the points that the work needs: it takes longer and loses nothing',
    sizes: ['orders'],
    load: async () => (await import('./sim/throttle.ts')).simulateThrottle,
  },
  interleavings: {
    says: 'each pair of the transactions that move units, in every way in which their statements can meet',
    sizes: ['pairs'],
    load: async () => (await import('./sim/interleavings.ts')).simulateInterleavings,
  },
  histories: {
    says: 'a shop lives through random histories: after each deed every invariant of its books holds',
    sizes: ['histories'],
    load: async () => (await import('./sim/histories.ts')).simulateHistories,
  },
}

process.exitCode = await play('sim', SIMULATIONS, process.argv.slice(2))
