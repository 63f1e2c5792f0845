import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'carnet-files-'))
Object.assign(process.env, {
  DATABASE_URL: 'postgres://x',
  DATABASE_RUNTIME_URL: 'postgres://x',
  SHOPIFY_API_KEY: 'k',
  SHOPIFY_API_SECRET: 's',
  SHOPIFY_APP_URL: 'https://carnet.example',
  CARNET_KEYS: JSON.stringify({ current: 'k', keys: { k: Buffer.alloc(32).toString('base64') } }),
  FILES_DIR: folder,
})
const { keepFile, keptFile } = await import('./files.server.ts')

const shop = 'moulin-lyon.myshopify.com'

test('a kept file is read as it was kept, and no draft stays', async () => {
  await keepFile(shop, 'a.plain.pdf', Buffer.from('one'))
  await keepFile(shop, 'a.plain.pdf', Buffer.from('two'))
  expect((await keptFile(shop, 'a.plain.pdf'))?.toString()).toBe('two')
  expect(await keptFile(shop, 'b.plain.pdf')).toBeNull()
  expect(await keptFile('other.myshopify.com', 'a.plain.pdf')).toBeNull()
  expect(readdirSync(join(folder, shop))).toEqual(['a.plain.pdf'])
})

test.each([
  [shop, '../other.myshopify.com/a.pdf'],
  [shop, '..'],
  [shop, '.hidden'],
  [shop, 'a/b.pdf'],
  [shop, 'a\\b.pdf'],
  [shop, 'a\u0000.pdf'],
  [shop, ''],
  [shop, 'x'.repeat(300)],
  ['..', 'a.pdf'],
  ['../../etc', 'passwd'],
  ['moulin-lyon.myshopify.com/..', 'a.pdf'],
  ['', 'a.pdf'],
])('%j %j is no name of a file', async (of, name) => {
  await expect(keepFile(of, name, Buffer.from('x'))).rejects.toThrow('no name of a file')
  await expect(keptFile(of, name)).rejects.toThrow('no name of a file')
})
