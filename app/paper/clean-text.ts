// Invisible characters: controls, direction marks and overrides, joiners, tags, variation selectors.
// On paper they show nothing or turn the order of what follows around.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Variation_Selector}\u2028\u2029]/gu
const SPACES = /[\t\n\r\v\f\u2028\u2029]+/g
const GRAPHEMES = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** What stands where the font has no shape for a character. */
export const MISSING = '\ufffd'

const codePointsOf = (text: string) => [...text].map((character) => character.codePointAt(0)!)

/**
 * Text that the font can draw: one line, no invisible characters, and a visible mark for each character it lacks.
 * A character known under a plainer form ("＝", "㎏") takes that form. `has` says whether the font has a code point.
 */
export function cleanText(text: string, has: (codePoint: number) => boolean): string {
  const drawable = (part: string) => codePointsOf(part).every(has)
  const visible = (part: string) =>
    part.replace(INVISIBLE, '').replaceAll('\u202f', '\u00a0').normalize('NFC')
  const spaced = text.replace(SPACES, ' ')
  if (drawable(visible(spaced))) return visible(spaced)
  // Cut before joiners are dropped: a family of emoji is one missing character, not four.
  return Array.from(GRAPHEMES.segment(spaced), ({ segment }) => {
    const plain = visible(segment)
    if (drawable(plain)) return plain
    const plainer = plain.normalize('NFKC')
    return drawable(plainer) ? plainer : MISSING
  }).join('')
}
