/** What a command answers: data for --json, and the same for people. */
export type Answer =
  | { readonly kind: 'answer'; readonly data: unknown; readonly text: string; readonly exitCode?: number }
  | { readonly kind: 'mistake'; readonly why: string }

/** Columns of texts, each as wide as it has to be; numbers stand at the right. */
export function table(
  head: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): string {
  const texts = rows.map((row) => row.map((cell) => cell?.toString() ?? ''))
  const widths = head.map((title, n) => Math.max(title.length, ...texts.map((row) => row[n]!.length)))
  const isNumber = head.map((_, n) => rows.some((row) => typeof row[n] === 'number'))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, n) => (isNumber[n] ? cell.padStart(widths[n]!) : cell.padEnd(widths[n]!)))
      .join('  ')
      .trimEnd()
  return [line(head), line(widths.map((width) => '─'.repeat(width))), ...texts.map(line)].join('\n')
}

/** A titled part of an answer; nothing at all when it has no rows. */
export function section(title: string, head: readonly string[], rows: Parameters<typeof table>[1]): string[] {
  return rows.length > 0 ? ['', title, table(head, rows)] : []
}
