import { now } from '#app/clock.server.ts'
import { withShop } from '#app/db.server.ts'
import type { CheckResult, Offender } from '#app/verify/check.ts'
import { verifyShop } from '#app/verify/verify.server.ts'
import { bold, dim, green, red } from '../progress.ts'
import type { Answer } from './answer.ts'

/** Proves what must always hold of each of the shops; with several, each row says whose it is. */
export async function verifyAnswer(shops: readonly string[]): Promise<Answer> {
  const checks: { id: string; name: string; ok: boolean; rows: Offender[] }[] = []
  for (const shop of shops) {
    const results = await verifyShop((work) => withShop(shop, work), shop, now())
    for (const [n, result] of results.entries()) {
      const rows = shops.length > 1 ? result.rows.map((row) => ({ shop, ...row })) : result.rows
      const sum = (checks[n] ??= { id: result.id, name: result.name, ok: true, rows: [] })
      sum.ok &&= result.ok
      sum.rows.push(...rows)
    }
  }
  const ok = checks.every((check) => check.ok)
  return { kind: 'answer', data: { ok, checks }, text: textOf(checks, shops, ok), exitCode: ok ? 0 : 1 }
}

function textOf(checks: readonly CheckResult[], shops: readonly string[], ok: boolean): string {
  const broken = checks.filter((check) => !check.ok).length
  return [
    `Verifying ${shops.join(', ') || 'no shop'}`,
    '',
    ...checks.flatMap((check) => [
      `${mark(check)} ${check.id.padEnd(4)} ${check.name}`,
      ...check.rows.map((row) => dim(`         ${JSON.stringify(row)}`)),
    ]),
    '',
    ok
      ? green(`${checks.length} checks, all hold`)
      : bold(red(`${broken} of ${checks.length} checks broken`)),
  ].join('\n')
}

function mark({ ok, rows }: CheckResult): string {
  if (!ok) return red('✗')
  return rows.length > 0 ? '!' : green('✓')
}
