// A copy of the working tree in which a guard can be missing.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Scratch = {
  readonly dir: string
  /** Does something while a text of a file is another; throws when the text is not there exactly once. */
  without<T>(change: { file: string; from: string; to: string }, work: () => Promise<T>): Promise<T>
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
    without: async ({ file, from, to }, work) => {
      const path = join(dir, file)
      const text = readFileSync(path, 'utf8')
      const times = text.split(from).length - 1
      if (times !== 1) throw new Error(`${file} has this ${times} times: ${from}`)
      writeFileSync(
        path,
        text.replace(from, () => to),
      )
      try {
        return await work()
      } finally {
        writeFileSync(path, text)
      }
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  }
}
