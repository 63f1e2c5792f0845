/** A row that should not be there, as it is printed. */
export type Offender = Readonly<Record<string, unknown>>

/**
 * What must always hold, and how to find what breaks it: a SELECT of the offending rows. `$1` is the shop, `$2` the
 * time it is where the check asks for it; a check of the database itself asks for nothing.
 */
export type SqlCheck = {
  /** The invariant it proves a part of: I1 … I29. */
  readonly id: string
  readonly name: string
  readonly asks: 'shop' | 'shop and time' | 'nothing'
  readonly sql: string
  /** Its rows are worth a look and break nothing. */
  readonly warns?: true
}

/** A check that asks a rule of the business, which SQL would have to know a second time. */
export type RuleCheck = Pick<SqlCheck, 'id' | 'name' | 'warns'>

/** What breaks a rule. */
export type Found = { readonly check: RuleCheck; readonly row: Offender }

/** How a check ended. A warning is ok and has rows. */
export type CheckResult = {
  readonly id: string
  readonly name: string
  readonly ok: boolean
  readonly rows: readonly Offender[]
}
