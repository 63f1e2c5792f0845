import type { Language } from '../core/language.ts'
import { en } from './en.ts'
import { formatQuantity } from './format.ts'
import { fr } from './fr.ts'

export type MessageKey = keyof typeof en
export type Params = Readonly<Record<string, string | number>>

type Catalogue = Readonly<Record<MessageKey, string>>

// French wants a space before double punctuation, and no line may break there. The catalogue is typed with plain spaces.
const withFrenchSpaces = (catalogue: Catalogue): Catalogue =>
  Object.fromEntries(
    Object.entries(catalogue).map(([key, text]) => [
      key,
      text.replace(/ (?=[;:!?»])/g, '\u00a0').replace(/« /g, '«\u00a0'),
    ]),
  ) as Catalogue

const CATALOGUES: Readonly<Record<Language, Catalogue>> = { en, fr: withFrenchSpaces(fr) }

// `{name}`, or `{name, plural, one {…} other {…}}` whose branches hold text and `#` but no further braces.
const PLACEHOLDER = /\{(\w+)(?:, plural,((?: \w+ \{[^{}]*\})+))?\}/g
const BRANCH = /(\w+) \{([^{}]*)\}/g

const PLURALS: Record<Language, Intl.PluralRules> = {
  en: new Intl.PluralRules('en'),
  fr: new Intl.PluralRules('fr'),
}

/** The names of a message's parameters, read from its English text by the compiler. */
type NamesIn<Text extends string> = Text extends `${string}{${infer Inside}}${infer Rest}`
  ? Inside extends `${infer Name}, plural,${string}`
    ? Name | NamesAfterPlural<Rest>
    : Inside | NamesIn<Rest>
  : never
// Inside a plural, each further branch ends with `}`; the `}` that ends the plural follows the last one directly.
type NamesAfterPlural<Rest extends string> = Rest extends `}${infer After}`
  ? NamesIn<After>
  : Rest extends `${string}}${infer More}`
    ? NamesAfterPlural<More>
    : never

// A key known only at run time (a task's title, say) may need anything: then parameters are not checked.
type ParamsOf<K extends MessageKey> = MessageKey extends K
  ? [params?: Params]
  : [NamesIn<(typeof en)[K]>] extends [never]
    ? [params?: Params]
    : [params: Params & Readonly<Record<NamesIn<(typeof en)[K]>, string | number>>]

/** Says a message in one language; a missing parameter of a literal key does not compile. */
export type Translate = <K extends MessageKey>(key: K, ...params: ParamsOf<K>) => string

function branchFor(branches: string, count: number, language: Language): string {
  const texts = new Map([...branches.matchAll(BRANCH)].map((match) => [match[1]!, match[2]!]))
  // French has a `many` for millions that our texts never tell apart.
  return texts.get(PLURALS[language].select(count)) ?? texts.get('other') ?? ''
}

/** Fills a message's placeholders. Numbers are written as the language writes them; unknown names stay visible. */
export function fill(text: string, params: Params, language: Language): string {
  return text.replace(PLACEHOLDER, (whole, name: string, branches?: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined
    if (value === undefined) return whole
    const shown = typeof value === 'number' ? formatQuantity(value, language) : value
    return branches ? branchFor(branches, Number(value), language).replaceAll('#', () => shown) : shown
  })
}

/** The function that says messages in a language: `t('paper.page', { page: 1, pages: 2 })`. */
export function translator(language: Language): Translate {
  const catalogue = CATALOGUES[language]
  return (key, ...[params]) => fill(catalogue[key], params ?? {}, language)
}
