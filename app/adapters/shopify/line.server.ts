import { AdminError } from './admin-error.server.ts'
import { closedTill, MOST_PER_QUERY, PRESUMED, toldAt, waitFor, type Bucket, type Told } from './bucket.ts'
import { patienceLeft, standing, type Turn } from './turns.server.ts'

/** What an answer says of its cost. */
export type Cost = { readonly requestedQueryCost?: number; readonly throttleStatus?: Told }

/** What came of a call that had its points. */
export type Called = {
  readonly cost?: Cost | undefined
  /** Shopify did nothing and hears nothing of the shop for so long. */
  readonly closedMs?: number
}

export type Call = {
  readonly shop: string
  readonly document: string
  readonly variables: Readonly<Record<string, unknown>>
  /** It was throttled before: it stands before those that came later. */
  readonly again: boolean
}

/** Tells what came of the call: whoever is next goes by it. */
export type Tell = (called: Called) => void

type Caller = {
  readonly call: Call
  readonly turn: Turn
  readonly admit: (tell: Tell) => void
  leave: () => void
}
type Line = { bucket: Bucket; underway: number; callers: Caller[]; timer: NodeJS.Timeout | undefined }

// Of this process alone: what others take of the points is heard with the next answer.
const lines = new Map<string, Line>()

/**
 * Waits until a shop has the points for a call: what somebody waits for first, in the order asked, then background
 * work. No shop waits for another. Throws `throttled` at once when that takes longer than the turn's patience.
 */
export function pointsFor(call: Call, turn: Turn): Promise<Tell> {
  const line = lineOf(call.shop)
  const wait = waitFor(line.bucket, { ...wantedBy(call, turn), underway: 0 }, Date.now())
  const patience = patienceLeft(turn)
  if (wait > patience) return Promise.reject(throttled(wait))
  return standing(
    turn,
    new Promise((admit, refuse) => {
      const leave = () => {
        clearTimeout(timer)
        line.callers = line.callers.filter((one) => one !== caller)
        refuse(
          throttled(waitFor(line.bucket, { ...wantedBy(call, turn), underway: line.underway }, Date.now())),
        )
        serve(line)
      }
      const timer = setTimeout(leave, patience)
      const caller: Caller = {
        call,
        turn,
        leave,
        admit: (tell) => {
          clearTimeout(timer)
          admit(tell)
        },
      }
      const before = line.callers.findIndex((one) => goesBefore(caller, one))
      line.callers.splice(before < 0 ? line.callers.length : before, 0, caller)
      serve(line)
    }),
  )
}

/** Sends away whoever stands in line, as if throttled: the process is about to end. */
export function sendAway(): void {
  for (const { callers } of lines.values()) for (const { leave } of [...callers]) leave()
}

function lineOf(shop: string): Line {
  const line = lines.get(shop) ?? { bucket: PRESUMED, underway: 0, callers: [], timer: undefined }
  lines.set(shop, line)
  return line
}

function goesBefore(one: Caller, other: Caller): boolean {
  if (one.turn.background !== other.turn.background) return other.turn.background
  return one.call.again && !other.call.again
}

// Admits whoever has the points, and looks again when the next one should.
function serve(line: Line): void {
  clearTimeout(line.timer)
  for (let next = line.callers[0]; next; next = line.callers[0]) {
    const wait = waitFor(
      line.bucket,
      { ...wantedBy(next.call, next.turn), underway: line.underway },
      Date.now(),
    )
    if (wait > 0) return void (line.timer = setTimeout(serve, wait, line))
    line.callers.shift()
    admit(line, next)
  }
}

function admit(line: Line, { call, admit: letGo }: Caller): void {
  const taken = costOf(call) ?? MOST_PER_QUERY
  line.underway += taken
  letGo(({ cost, closedMs }) => {
    const at = Date.now()
    line.underway -= taken
    if (cost?.requestedQueryCost !== undefined) noteCost(call, cost.requestedQueryCost)
    if (cost?.throttleStatus) line.bucket = toldAt(line.bucket, cost.throttleStatus, at)
    if (closedMs) line.bucket = closedTill(line.bucket, at + closedMs)
    serve(line)
  })
}

// Asked costs nothing: a document of which nothing is known yet is asked to know.
function wantedBy(call: Call, { background }: Turn): { cost: number; background: boolean } {
  return { cost: costOf(call) ?? 0, background }
}

function throttled(waitMs: number): AdminError {
  return new AdminError({ kind: 'throttled', waitMs: Math.max(waitMs, 250) })
}

/** What a document cost when it was last asked, by how many ids it was given; and the most that it ever cost. */
const costs = new Map<string, number>()

function costOf(call: Call): number | undefined {
  return costs.get(sizedKey(call)) ?? costs.get(call.document)
}

function noteCost(call: Call, cost: number): void {
  costs.set(sizedKey(call), cost)
  costs.set(call.document, Math.max(cost, costs.get(call.document) ?? 0))
}

function sizedKey({ document, variables }: Call): string {
  const sizes = Object.values(variables).flatMap((value) => (Array.isArray(value) ? value.length : []))
  return `${sizes.join()} ${document}`
}
