import { now } from '#app/clock.server.ts'
import type { MailAnswered } from '#app/effects/mail-effect.server.ts'
import { raiseTasks, resolveTasks } from '#app/tasks/tasks.server.ts'

/** What a mail's outcome means: refused or unknown is a task with the mail server's own words; accepted resolves it. */
export const mailAnswered: MailAnswered = async (tx, shop, { effect, payload, about, outcome }) => {
  const key = `mail:${effect.id}`
  if (outcome.kind === 'done') return resolveTasks(tx, shop, [key], now(), 'carnet')
  if (outcome.kind !== 'failed' && outcome.kind !== 'unknown') return
  const kind = outcome.kind === 'failed' ? 'mail-refused' : 'mail-unknown'
  const answer = outcome.kind === 'failed' ? outcome.answer : outcome.why
  const params = {
    to: payload.to,
    subject: payload.subject,
    answer,
    effect: effect.id,
    about: payload.about.kind,
  }
  await raiseTasks(tx, shop, [{ key, kind, subject: about, params }], now())
}
