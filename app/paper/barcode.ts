// The default export: the named `raw` is another function, which draws a symbology of that name.
import bwip from 'bwip-js/generic'

/** Widths of bars and gaps in modules, beginning with a bar. */
export type Bars = readonly number[]

// Longer texts make a code that no hand scanner reads from A4 paper.
const LONGEST = 32

/** The Code 128 of a value; null when it has characters that Code 128 lacks or is too long to be scanned. */
export function code128(value: string): Bars | null {
  if (value.length > LONGEST || !/^[\x20-\x7e]+$/.test(value)) return null
  const [symbol] = bwip.raw('code128', value)
  return symbol && 'sbs' in symbol ? symbol.sbs : null
}
