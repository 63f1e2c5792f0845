import type { Router } from 'express'
import type { Control } from '../practice-store.ts'
import type { World } from '../state/world.ts'
import { local } from '../state/clock.ts'
import { show, visit } from './context.ts'
import { when } from './figures.ts'
import { html } from './html.ts'
import { button, pathOf } from './layout.ts'

const STEPS: [label: string, advance: string][] = [
  ['+ 10 minutes', 'PT10M'],
  ['+ 1 hour', 'PT1H'],
  ['+ 4 hours', 'PT4H'],
  ['+ 1 day', 'P1D'],
  ['+ 1 week', 'P1W'],
]

export function clockPages(router: Router, world: World, control: Control): void {
  router.get('/store/:name/clock', (request, response) => {
    const here = visit(world, control, request)
    const at = `${pathOf(here.shop)}/clock`
    const { frozen, now } = control.clock()
    show(
      response,
      here,
      { section: 'clock', title: 'Clock' },
      html`<h1>Clock</h1>
        <div class="card">
          <p>
            The practice store, Carnet's pages and its worker share this clock. It is
            <b>${when(here.shop, now)}</b> in ${here.shop.timezone}, and it
            ${frozen ? 'stands still' : 'runs'}.
          </p>
          <p class="actions">
            ${STEPS.map(([label, advance]) => button(at, label, { advance }))}
            ${frozen ? button(at, 'Let it run', { frozen: 'no' }) : button(at, 'Stop it', { frozen: 'yes' })}
          </p>
          <form method="post" action="${at}" class="row">
            <label
              ><span>Set it to (the shop's time)</span
              ><input
                type="datetime-local"
                name="local"
                value="${local(now, here.shop.timezone).slice(0, 16)}" /></label
            ><button class="primary">Set</button>
          </form>
        </div>`,
    )
  })
}

/** The instant of a local time such as 2026-11-24T09:14 in a time zone. */
export function instantOf(localTime: string, timeZone: string): string {
  const wanted = Date.parse(`${localTime}:00Z`)
  const shown = Date.parse(`${local(new Date(wanted).toISOString(), timeZone).slice(0, 19)}Z`)
  return new Date(wanted - (shown - wanted)).toISOString()
}
