// Every text exists in both languages, with the same placeholders, and somebody says it.
import { globSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { en } from '#app/messages/en.ts'
import { fr } from '#app/messages/fr.ts'

type Catalogue = Readonly<Record<string, string>>

/** What is wrong with the catalogue, one line each. */
export function checkMessages(): string[] {
  const files = globSync('app/**/*.{ts,tsx}').filter(
    (f) => !/^app\/messages\/(en|fr)\.ts$|\.test\.tsx?$/.test(f),
  )
  const sources = files.map((file) => ({ file, text: readFileSync(file, 'utf8') }))
  return [...compareCatalogues(en, fr), ...findUnused(en, sources)]
}

export function compareCatalogues(english: Catalogue, french: Catalogue): string[] {
  const keys = [...new Set([...Object.keys(english), ...Object.keys(french)])]
  return keys.flatMap((key) => {
    const [one, other] = [english[key], french[key]]
    if (one === undefined) return [`${key}: not in English`]
    if (other === undefined) return [`${key}: not in French`]
    const [wanted, found] = [placeholders(one), placeholders(other)]
    return wanted === found ? [] : [`${key}: placeholders differ: ${wanted || 'none'} / ${found || 'none'}`]
  })
}

const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)(?=[,}])/g)].map((match) => match[1]))].sort().join(' ')

/** A key is used by a literal that equals it, or by a template that begins with its first part: `task.${kind}`. */
export function findUnused(
  catalogue: Catalogue,
  sources: readonly { file: string; text: string }[],
): string[] {
  const literals = new Set<string>()
  const templates = new Set<string>()
  for (const { file, text } of sources) collect(file, text, literals, templates)
  const patterns = [...templates].map((source) => new RegExp(source))
  return Object.keys(catalogue)
    .filter((key) => !literals.has(key) && !patterns.some((pattern) => pattern.test(key)))
    .map((key) => `${key}: nobody says it`)
}

function collect(file: string, text: string, literals: Set<string>, templates: Set<string>) {
  const visit = (node: ts.Node) => {
    if (ts.isStringLiteralLike(node)) literals.add(node.text)
    // Only a template that names the part of Carnet that speaks: anything else would match by accident.
    else if (ts.isTemplateExpression(node) && /^[a-z-]{3,}\./.test(node.head.text))
      templates.add(pattern(node))
    ts.forEachChild(node, visit)
  }
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false, kind))
}

const pattern = ({ head, templateSpans }: ts.TemplateExpression) =>
  `^${[head.text, ...templateSpans.map((span) => span.literal.text)].map(escaped).join('[a-z0-9-]+')}$`

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
