import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { env } from '../env.server.ts'

const IV = 12
const TAG = 16

/** Encrypts a secret for one shop (AES-256-GCM, the shop as associated data): "k1:…". */
export function seal(secret: string, shop: string): string {
  const { current, keys } = env().CARNET_KEYS
  const iv = randomBytes(IV)
  const cipher = createCipheriv('aes-256-gcm', keyOf(keys, current), iv).setAAD(Buffer.from(shop))
  const sealed = Buffer.concat([iv, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return `${current}:${sealed.toString('base64')}`
}

/** Opens what `seal` closed; null when it was altered, belongs to another shop, or its key is gone. */
export function unseal(text: string, shop: string): string | null {
  const at = text.indexOf(':')
  const { keys } = env().CARNET_KEYS
  const id = text.slice(0, at)
  const sealed = Buffer.from(text.slice(at + 1), 'base64')
  if (at < 1 || !Object.hasOwn(keys, id) || sealed.length < IV + TAG) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(keys, id), sealed.subarray(0, IV))
    decipher.setAAD(Buffer.from(shop)).setAuthTag(sealed.subarray(-TAG))
    return decipher.update(sealed.subarray(IV, -TAG), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    return null
  }
}

function keyOf(keys: Record<string, string>, id: string): Buffer {
  return Buffer.from(keys[id]!, 'base64')
}
