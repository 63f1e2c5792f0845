// What the commands say while they work: one line when a step is done, with its time.

const colour = (code: number) => (text: string) =>
  process.stdout.isTTY && !process.env.NO_COLOR ? `\u001b[${code}m${text}\u001b[0m` : text

export const green = colour(32)
export const red = colour(31)
export const dim = colour(2)
export const bold = colour(1)

/** Seconds since a moment, as people read them. */
export const seconds = (since: number) => `${((Date.now() - since) / 1000).toFixed(1)} s`

/** `done` of each finished step on one line, indented output below a failed one. */
export function sayResult(name: string, ok: boolean, since: number, output = '') {
  console.log(`  ${ok ? green('✓') : red('✗')} ${name} ${dim(seconds(since))}`)
  if (!ok && output) console.log(output.replace(/^/gm, '      '))
}
