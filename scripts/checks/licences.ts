// What Carnet ships with may be given away under MIT.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-3.0',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'PSF-2.0',
  'Python-2.0',
  'Unlicense',
  'WTFPL',
  'Zlib',
])

// Packages whose licence has no standard name, read by a person.
const READ: Readonly<Record<string, string>> = {
  '@shopify/polaris': 'MIT for what integrates with Shopify, which is all that Carnet does',
  '@shopify/polaris-icons': 'as @shopify/polaris',
  '@shopify/polaris-tokens': 'as @shopify/polaris',
  'png-js': 'MIT in its LICENSE file',
}

interface Locked {
  dev?: boolean
  license?: string
}

/** Each package of the production tree whose licence is not among the allowed ones. */
export function checkLicences(): string[] {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> }
  return Object.entries(lock.packages).flatMap(([path, locked]) => {
    const name = path.split('node_modules/').at(-1) ?? ''
    if (path === '' || locked.dev || name in READ) return []
    const licence = licenceOf(path, locked)
    return isAllowed(licence) ? [] : [`${name}: ${licence}`]
  })
}

function licenceOf(path: string, locked: Locked): string {
  const file = join(path, 'package.json')
  if (!existsSync(file)) return locked.license ?? 'unknown' // a package for another platform
  const { license, licenses } = JSON.parse(readFileSync(file, 'utf8')) as {
    license?: string | { type: string }
    licenses?: { type: string }[]
  }
  if (typeof license === 'string') return license
  return license?.type ?? licenses?.map(({ type }) => type).join(' OR ') ?? 'unknown'
}

/** Reads `(MIT OR GPL-3.0) AND ISC` as a licence expression: one of each choice must be allowed. */
export function isAllowed(expression: string): boolean {
  return expression
    .replace(/[()]/g, ' ')
    .split(/\sAND\s/)
    .every((part) => part.split(/\sOR\s/).some((name) => ALLOWED.has(name.trim())))
}
