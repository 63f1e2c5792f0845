const GRAPHEMES = new Intl.Segmenter('und', { granularity: 'grapheme' })
// A line may end after a space, a hyphen or a slash; never at a no-break space.
const PIECES = /[^ \-/]*[ \-/]?/g

// No line holds more; measuring a whole text pasted without a space would take longer than drawing it.
const LONGEST_WORD = 300

/** Cuts one word between characters into parts that fit. */
function cut(word: string, width: number, measure: (text: string) => number): string[] {
  const parts: string[] = []
  let part = ''
  let used = 0
  for (const { segment } of GRAPHEMES.segment(word)) {
    const advance = measure(segment)
    if (part && used + advance > width) {
      parts.push(part)
      part = ''
      used = 0
    }
    part += segment
    used += advance
  }
  return part ? [...parts, part] : parts
}

/**
 * Breaks one paragraph into lines no wider than `width`. Words too long for a line are cut.
 * `measure` gives the width of a text in the same unit.
 */
export function wrap(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = []
  let line = ''
  const fits = (words: string) => words.length <= LONGEST_WORD && measure(words) <= width
  for (const piece of text.match(PIECES) ?? []) {
    if (!piece) continue
    if (fits((line + piece).trimEnd())) {
      line += piece
      continue
    }
    if (line.trim()) lines.push(line.trimEnd())
    const parts = fits(piece.trimEnd()) ? [piece] : cut(piece, width, measure)
    lines.push(...parts.slice(0, -1))
    line = parts.at(-1) ?? ''
  }
  if (line.trim()) lines.push(line.trimEnd())
  return lines
}

/** At most `most` lines, the last one ending in "…" when something was left out. */
export function clamp(lines: readonly string[], most: number): readonly string[] {
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), `${lines[most - 1]!.slice(0, -1)}…`]
}
