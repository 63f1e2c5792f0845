// A copy of the working tree in which a guard can be missing.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readable, type Edit } from './guard.ts'

export type Scratch = {
  readonly dir: string
  /** Does something while a file is another; throws when it could not be read then, or a text is not there once. */
  without<T>(change: { file: string; edits: readonly Edit[] }, work: () => Promise<T>): Promise<T>
  remove(): void
}

/** Copies what git knows or would add; packages are those of the tree itself. */
export function copyTree(): Scratch {
  const dir = mkdtempSync(join(realpathSync(tmpdir()), 'carnet-guards-'))
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { encoding: 'utf8' })
  for (const file of listed
    .split('\0')
    .filter((name) => /^(app|prisma|scripts|store|tests)\/|^[^/]+$/.test(name)))
    cpSync(file, join(dir, file))
  symlinkSync(realpathSync('node_modules'), join(dir, 'node_modules'))
  return {
    dir,
    without: async ({ file, edits }, work) => {
      const path = join(dir, file)
      const text = readFileSync(path, 'utf8')
      writeFileSync(path, readable(text, edits))
      try {
        return await work()
      } finally {
        writeFileSync(path, text)
      }
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  }
}
