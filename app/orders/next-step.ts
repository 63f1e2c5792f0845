import type { Accepted } from '../core/accepted.ts'
import type { Day } from '../core/day.ts'
import type { Quantity } from '../core/quantity.ts'
import { takeUpTo } from '../core/quantity.ts'
import { heldBack } from '../customers/shipping-terms.ts'

/** What has to be known of an order to say what comes next. Quantities are sums over its lines. */
export type StepState = {
  readonly state: 'open' | 'closed' | 'cancelled'
  readonly b2b: boolean
  readonly confirmed: boolean
  /** Held on shelves; of these, `provisional` are not yet routed by Shopify and cannot be picked. */
  readonly reserved: Quantity
  readonly provisional: Quantity
  /** Of what is held, the units of lines that lack nothing. */
  readonly whole: Quantity
  /** And those that wait for the rest of their bundle. */
  readonly ofBundles: Quantity
  readonly claimed: Quantity
  readonly unsourced: Quantity
  /** What needs no stock and is handed over as it is, as far as Shopify has it to fulfill. */
  readonly unstocked: Quantity
  readonly shipped: Quantity
  /** Of what was shipped, the units that no invoice names yet. */
  readonly uninvoiced: Quantity
  /** Draft purchase orders that name unsourced units of this order. */
  readonly drafts: readonly string[]
  /** The pick list made after the last delivery note, if any. */
  readonly pickList: string | null
  /** What the customer accepts to get before the rest is there, and in how many shipments at most; null without limit. */
  readonly accepts: Accepted
  readonly maxShipments: number | null
  readonly shipments: number
  /** Whether its units are kept until the customer calls them, and how many of the reserved ones he called. */
  readonly callOff: boolean
  readonly called: Quantity
  /** The first and the last day on which open units are expected; null when unknown. */
  readonly firstOn: Day | null
  readonly lastOn: Day | null
}

/** What the order waits for when nobody can do anything. */
export type WaitsFor =
  | 'supplier'
  | 'routing'
  | 'shipment-limit'
  | 'complete-delivery'
  | 'complete-lines'
  | 'complete-bundles'
  | 'no-supplier'
  | 'call'

/** The one thing to do next. */
export type NextStep =
  | { readonly kind: 'confirm' }
  | { readonly kind: 'order-missing'; readonly purchaseOrders: readonly string[] }
  | { readonly kind: 'pick' }
  | { readonly kind: 'deliver'; readonly pickList: string | null }
  | { readonly kind: 'invoice' }
  | { readonly kind: 'wait'; readonly for: WaitsFor; readonly until: Day | null }
  | { readonly kind: 'done' }
  | { readonly kind: 'cancelled' }

/** A step with what it waits for, as one word: filters and texts are named by it. */
export type StepKey = Exclude<NextStep['kind'], 'wait'> | `wait-${WaitsFor}`

export function stepKey(step: NextStep): StepKey {
  return step.kind === 'wait' ? `wait-${step.for}` : step.kind
}

/** The steps at which somebody can do something, and those at which the order waits, in the order of the work. */
export const TO_DO_STEPS = ['confirm', 'order-missing', 'pick', 'deliver', 'invoice'] as const
export const WAITING_STEPS = [
  'wait-supplier',
  'wait-shipment-limit',
  'wait-complete-delivery',
  'wait-complete-lines',
  'wait-complete-bundles',
  'wait-routing',
  'wait-call',
  'wait-no-supplier',
] as const

/** A step by which a list of orders can be narrowed. */
export type WorkStep = (typeof TO_DO_STEPS)[number] | (typeof WAITING_STEPS)[number]

/** Reads a step of the work; null when the text names none. */
export function asWorkStep(text: string | null): WorkStep | null {
  return [...TO_DO_STEPS, ...WAITING_STEPS].find((step) => step === text) ?? null
}

/** Whether somebody can do something now. */
export function isToDo(step: NextStep): boolean {
  return step.kind !== 'wait' && step.kind !== 'done' && step.kind !== 'cancelled'
}

function heldBackNow(state: StepState): ReturnType<typeof heldBack> {
  const { accepts, maxShipments, shipments, callOff } = state
  if (callOff) return null
  return heldBack({ accepts, maxShipments, shipped: shipments }, state.claimed + state.unsourced)
}

// Of what is held and routed: all, or what was called, or what completes its line.
function pickableNow(state: StepState): Quantity {
  const firm = state.reserved - state.provisional
  if (state.callOff) return takeUpTo(state.called, firm)
  return Math.min(firm, state.accepts === 'whole-lines' ? state.whole : state.reserved - state.ofBundles)
}

/** Decides the next step of an order. The first rule that holds wins. */
export function nextStep(state: StepState): NextStep {
  const open = state.reserved + state.claimed + state.unsourced + state.unstocked
  if (state.state === 'cancelled') return toInvoice(state) ?? { kind: 'cancelled' }
  if (open === 0) return toInvoice(state) ?? { kind: 'done' }
  if (!state.confirmed && state.firstOn !== null && !state.callOff) return { kind: 'confirm' }
  if (state.unsourced > 0 && state.drafts.length > 0) {
    return { kind: 'order-missing', purchaseOrders: state.drafts }
  }
  const pickable = pickableNow(state)
  const held = heldBackNow(state) ?? (pickable === 0 ? waitsWhole(state) : null)
  if (pickable > 0 && held === null) {
    return state.pickList ? { kind: 'deliver', pickList: state.pickList } : { kind: 'pick' }
  }
  // Services and the like need no shelf: what is left of them is handed over as it is.
  if (open === state.unstocked) return { kind: 'deliver', pickList: null }
  return toInvoice(state) ?? waitOf(state, state.reserved > state.provisional ? held : null)
}

// What keeps goods that are there from leaving before what they belong to is whole.
function waitsWhole({
  accepts,
  callOff,
  ofBundles,
}: StepState): 'complete-lines' | 'complete-bundles' | null {
  if (callOff) return null
  if (accepts === 'whole-lines') return 'complete-lines'
  return ofBundles > 0 ? 'complete-bundles' : null
}

/** Businesses get an invoice for what was delivered; others ask for one. */
function toInvoice(state: StepState): NextStep | null {
  return state.b2b && state.uninvoiced > 0 ? { kind: 'invoice' } : null
}

function waitOf(
  state: StepState,
  held: 'shipment-limit' | 'complete-delivery' | 'complete-lines' | 'complete-bundles' | null,
): NextStep {
  if (state.unsourced > 0) return { kind: 'wait', for: 'no-supplier', until: null }
  if (state.callOff && state.reserved > state.called) return { kind: 'wait', for: 'call', until: null }
  if (held) return { kind: 'wait', for: held, until: state.lastOn }
  if (state.claimed > 0) {
    const until = heldBackNow(state) ? state.lastOn : state.firstOn
    return { kind: 'wait', for: 'supplier', until }
  }
  return { kind: 'wait', for: 'routing', until: null }
}
