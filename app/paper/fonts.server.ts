import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Font } from 'fontkit'
import { create } from 'fontkit'

// Noto Sans: Latin, Greek and Cyrillic with every accent, and figures of one width by default.
const FILES = {
  regular: '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
}

export type Weight = keyof typeof FILES

const opened = new Map<Weight, Font>()

/** A font, opened once and shared by all documents: parsing it for each one costs twice the drawing. */
export function fontOf(weight: Weight): Font {
  const known = opened.get(weight)
  if (known) return known
  const font = create(readFileSync(createRequire(import.meta.url).resolve(FILES[weight])))
  opened.set(weight, font)
  return font
}

const coverage = new Map<number, boolean>()

/** Whether both weights can draw a character. */
export function canDraw(codePoint: number): boolean {
  const known = coverage.get(codePoint)
  if (known !== undefined) return known
  const covered = (['regular', 'bold'] as const).every((weight) =>
    fontOf(weight).hasGlyphForCodePoint(codePoint),
  )
  coverage.set(codePoint, covered)
  return covered
}
