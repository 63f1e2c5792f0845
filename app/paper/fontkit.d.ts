// fontkit ships no types; this is what Carnet uses of it.
declare module 'fontkit' {
  export type Font = { hasGlyphForCodePoint(codePoint: number): boolean }
  export function create(data: Uint8Array): Font
}
