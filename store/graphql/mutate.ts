// Around every mutation: the journal, @idempotent, what the switches ask for, and user errors.
import {
  getNamedType,
  type GraphQLField,
  getNullableType,
  type GraphQLResolveInfo,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  valueFromASTUntyped,
} from 'graphql'
import type { KeptAnswer } from '../state/state.ts'
import { NotPossible } from '../state/world.ts'
import type { CallRule } from '../switches/switches.ts'
import { refuse, type On, type View } from './context.ts'
import type { Mutation } from './mutations/mutation.ts'
import { mutations } from './mutations/all.ts'

export async function mutate(
  on: On,
  args: Record<string, unknown>,
  info: GraphQLResolveInfo,
): Promise<unknown> {
  const root = info.fieldName
  const mutation = mutations[root]
  if (!mutation) throw refuse(`practice store: Mutation.${root} is not implemented`, 'NOT_IMPLEMENTED')
  const { slow, outcome } = on.faults ?? {}
  if (slow) {
    const again = await whileUnderWay(on, info, slow.ms)
    if (again) return journal(on, info, args, refused(info, again), false)
  }
  if (outcome?.kind === 'user-error' && (outcome.only?.includes(root) ?? true))
    // What is said of a key is said before it is used.
    return outcome.code?.startsWith('IDEMPOTENCY_')
      ? journal(on, info, args, refused(info, onRequest(outcome)), false)
      : once(on, info, args, refusing(mutation, outcome))
  return once(on, info, args, mutation)
}

const onRequest = ({ message, code }: CallRule) =>
  new NotPossible(message ?? 'practice store: refused on request', 400, code)

/** A mutation of the same sort that refuses, and so spends its key. */
function refusing(mutation: Mutation, rule: CallRule): Mutation {
  const refuseIt = () => {
    throw onRequest(rule)
  }
  return typeof mutation === 'function' ? refuseIt : { ...mutation, run: refuseIt }
}

/** The keys of calls that take their time. */
const underWay = new Set<string>()
const keyName = (on: On, info: GraphQLResolveInfo, key: string) =>
  `${on.shop.domain} ${info.fieldName} ${key}`

/** Waits; a second call with the same key meanwhile is told so. */
async function whileUnderWay(on: On, info: GraphQLResolveInfo, ms: number): Promise<NotPossible | undefined> {
  const key = keyOf(info)
  const name = key === undefined ? undefined : keyName(on, info, key)
  if (name !== undefined && underWay.has(name)) return concurrent()
  if (name !== undefined) underWay.add(name)
  await new Promise((resolve) => setTimeout(resolve, ms))
  if (name !== undefined) underWay.delete(name)
  return undefined
}

const concurrent = () =>
  new NotPossible(
    'A request with this idempotency key is already in progress.',
    400,
    'IDEMPOTENCY_CONCURRENT_REQUEST',
  )

/** Runs the mutation; a keyed one gives the kept fact's answer again when its key comes back with the same input. */
function once(on: On, info: GraphQLResolveInfo, args: Record<string, unknown>, mutation: Mutation): View {
  if (typeof mutation === 'function')
    return journal(
      on,
      info,
      args,
      orRefused(info, () => mutation(args as never, on)),
      false,
    )
  mutation.check?.(args as never)
  const key = keyOf(info)
  if (key === undefined)
    throw refuse('The @idempotent directive is required for this mutation but was not provided.')
  const name = keyName(on, info, key)
  const fingerprint = JSON.stringify(args)
  if (underWay.has(name)) return journal(on, info, args, refused(info, concurrent()), false)
  const { answers } = on.world.state
  const at = on.world.clock.now().toISOString()
  if (keptUntil(answers[name]) < at) delete answers[name]
  const kept = answers[name]
  if (kept) {
    const replayed = kept.fingerprint === fingerprint && kept.fact !== null
    return journal(
      on,
      info,
      args,
      replayed
        ? mutation.view(on, kept.fact as never)
        : refused(info, spentKey(kept.fingerprint === fingerprint)),
      replayed,
    )
  }
  const answer = orRefused(info, () => {
    const fact = mutation.run(args as never, on)
    answers[name] = { fingerprint, fact, at }
    return mutation.view(on, fact as never)
  })
  answers[name] ??= { fingerprint, fact: null, at }
  return journal(on, info, args, answer, false)
}

const KEPT_MS = 24 * 3_600_000

/** A key is known for a day after its first call; later it is a new one, and does the work once more. */
const keptUntil = (kept: KeptAnswer | undefined) =>
  kept?.at === undefined ? '~' : new Date(Date.parse(kept.at) + KEPT_MS).toISOString()

const spentKey = (sameInput: boolean) =>
  sameInput
    ? new NotPossible(
        'A previous request with this idempotency key failed. Retry with a new idempotency key.',
        400,
        'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED',
      )
    : new NotPossible(
        'The same idempotency key cannot be used with different operation parameters.',
        400,
        'IDEMPOTENCY_KEY_PARAMETER_MISMATCH',
      )

function orRefused(info: GraphQLResolveInfo, work: () => View): View {
  try {
    return work()
  } catch (error) {
    if (error instanceof NotPossible) return refused(info, error)
    throw error
  }
}

function keyOf(info: GraphQLResolveInfo): string | undefined {
  const directive = info.fieldNodes[0]?.directives?.find(({ name }) => name.value === 'idempotent')
  const value = directive?.arguments?.find(({ name }) => name.value === 'key')?.value
  if (!value) return undefined
  return String(valueFromASTUntyped(value, info.variableValues))
}

function journal(
  on: On,
  info: GraphQLResolveInfo,
  args: Record<string, unknown>,
  result: View,
  replayed: boolean,
): View {
  const { calls, counters } = on.world.state
  counters.Call = (counters.Call ?? 0) + 1
  const errors = (result.userErrors ?? result.orderCancelUserErrors ?? []) as unknown[]
  calls.push({
    n: counters.Call,
    at: on.world.clock.now().toISOString(),
    shop: on.shop.domain,
    root: info.fieldName,
    operation: info.operation.name?.value ?? null,
    variables: args,
    result: { userErrors: errors },
    replayed,
  })
  on.world.changed()
  return result
}

/** A payload of the mutation's own type that carries only the error. */
export function refused(info: GraphQLResolveInfo, error: NotPossible): View {
  const type = getNamedType(info.returnType)
  if (!isObjectType(type)) throw error
  const payload: View = {}
  for (const [name, field] of Object.entries(type.getFields())) {
    const required = isNonNullType(field.type)
    const list = isListType(getNullableType(field.type))
    const own = /userErrors$/i.test(name)
    payload[name] = own
      ? error.errors.map((one) => ({
          field: one.field,
          message: one.message,
          code: codeIn(field, one.code),
          elementIndex: null,
        }))
      : required && list
        ? []
        : null
  }
  return payload
}

/** A code that the mutation's errors know; Shopify's errors without one have null. */
function codeIn(errors: GraphQLField<unknown, unknown>, code: string | null): string | null {
  const type = getNamedType(errors.type)
  const own = isObjectType(type) ? type.getFields().code : undefined
  const codes = own && getNamedType(own.type)
  return isEnumType(codes) && codes.getValue(code ?? '') ? code : null
}
