import { Prisma } from './db.server.ts'

/** What somebody searches for, anywhere in a text: for `ILIKE` beside `folded`. Nothing for nothing. */
export function likeOf(search: string): string {
  const text = search
    .trim()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/œ/gi, 'oe')
    .replace(/æ/gi, 'ae')
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`
}

/** A column without accents, as people type it: "epicerie" finds Épicerie. Not every PostgreSQL has `unaccent`. */
export function folded(column: Prisma.Sql): Prisma.Sql {
  // Where the database's own locale is C, it knows capitals of ASCII only: those with accents are these by then.
  return Prisma.sql`regexp_replace(regexp_replace(regexp_replace(normalize(${column}, NFKD),
    '[\\u0300-\\u036f]', '', 'g'), '[œŒ]', 'oe', 'g'), '[æÆ]', 'ae', 'g')`
}
