import { mailEffect } from '../effects/mail-effect.server.ts'
import type { EffectKinds } from '../effects/run-effect.server.ts'
import { makeFile } from '../flows/document-drawn.server.ts'
import { fulfillmentTold } from '../flows/fulfillment-told.server.ts'
import { mailAnswered } from '../flows/mail-answered.server.ts'
import { moveTold } from '../flows/move-told.server.ts'
import { QUANTITIES, quantitiesTold } from '../flows/quantities-told.server.ts'

/** Every kind of effect there is. Flows say what an outcome means; this is where they are joined to the runner. */
export const effectKinds: EffectKinds = {
  mail: mailEffect({
    answered: {
      'purchase-order': mailAnswered,
      order: mailAnswered,
      document: mailAnswered,
      'low-stock': mailAnswered,
    },
    sentAgain: ['purchase-order'],
    makeFile,
  }),
  'shopify-fulfillment': fulfillmentTold,
  'shopify-move': moveTold,
  [QUANTITIES]: quantitiesTold,
}
