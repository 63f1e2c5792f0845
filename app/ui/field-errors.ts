import type { z } from 'zod'
import type { MessageKey } from '#app/messages/message.ts'
import { en } from '#app/messages/en.ts'

/** What zod found wrong, as a message beside each field. A schema names the message; anything else is "cannot be read". */
export function fieldErrors(error: z.ZodError): Record<string, MessageKey> {
  return Object.fromEntries(
    error.issues.map(({ path, message }) => [
      String(path[0]),
      Object.hasOwn(en, message) ? (message as MessageKey) : ('field.unreadable' as const),
    ]),
  )
}
