import { mailEffect } from '../effects/mail-effect.server.ts'
import type { EffectKinds } from '../effects/run-effect.server.ts'

/** Every kind of effect there is. Flows say what an outcome means; this is where they are joined to the runner. */
export const effectKinds: EffectKinds = {
  mail: mailEffect({ answered: {}, sentAgain: ['purchase-order'] }),
}
