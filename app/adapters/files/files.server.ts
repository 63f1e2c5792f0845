import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { asShop } from '../../access/shop-domain.ts'
import { env } from '../../env.server.ts'

/** Keeps a file of a shop under a name such as "<document id>.<template>.pdf"; whole or not at all. */
export async function keepFile(shop: string, name: string, bytes: Uint8Array): Promise<void> {
  const path = pathOf(shop, name)
  await mkdir(resolve(path, '..'), { recursive: true })
  const draft = `${path}.${randomUUID()}.draft`
  try {
    const file = await open(draft, 'wx')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

/** Reads a kept file; null when there is none. */
export async function keptFile(shop: string, name: string): Promise<Buffer | null> {
  try {
    return await readFile(pathOf(shop, name))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

// No separator and no leading dot: a name cannot leave its shop's folder.
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/

function pathOf(shop: string, name: string): string {
  if (!asShop(shop) || !NAME.test(name)) throw new Error('no name of a file')
  return join(resolve(env().FILES_DIR), shop, name)
}
