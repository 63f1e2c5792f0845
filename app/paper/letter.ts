import type { Language } from '../core/language.ts'
import { translator } from '#app/messages/message.ts'

/** A mail's words, as text and as HTML that say the same. */
export type Letter = { readonly subject: string; readonly text: string; readonly html: string }

/** A paragraph, a list, or a paragraph that ends in a link. */
export type Part = string | readonly string[] | { readonly text: string; readonly link: string }

// Mail servers refuse header lines beyond 998 bytes; nobody reads a subject of more than this.
const LONGEST_SUBJECT = 200

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text made harmless inside HTML, attributes included. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!)
}

// Controls and direction marks: they could end a header, hide text or turn it around.
const plain = (text: string) =>
  text.replace(/[^\P{Cc}\n]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
const oneLine = (text: string) => plain(text.replace(/[ \t\r\n\v\f\u2028\u2029]+/g, ' ')).trim()

function subjectOf(text: string): string {
  const characters = [...oneLine(text)]
  return characters.length <= LONGEST_SUBJECT
    ? characters.join('')
    : `${characters.slice(0, LONGEST_SUBJECT - 1).join('')}…`
}

// Only addresses that Carnet itself makes; anything else stays words.
const isLink = (link: string) => /^https?:\/\/[^\s"'<>]+$/.test(link)

function asText(part: Part): string {
  if (typeof part === 'string') return plain(part)
  return 'link' in part
    ? `${plain(part.text)} ${plain(part.link)}`
    : part.map((item) => `- ${oneLine(item)}`).join('\n')
}

function asHtml(part: Part): string {
  const safe = (text: string) => escapeHtml(plain(text)).replaceAll('\n', '<br>')
  if (typeof part === 'string') return `<p>${safe(part)}</p>`
  if (!('link' in part)) return `<ul>${part.map((item) => `<li>${safe(oneLine(item))}</li>`).join('')}</ul>`
  const link = escapeHtml(part.link)
  return `<p>${safe(part.text)} ${isLink(part.link) ? `<a href="${link}">${link}</a>` : safe(part.link)}</p>`
}

/** A letter with greeting and signature around its parts. Everything in it is treated as hostile. */
export function letterOf(
  language: Language,
  shopName: string,
  subject: string,
  parts: readonly Part[],
): Letter {
  const t = translator(language)
  const whole: Part[] = [t('mail.greeting'), ...parts, `${t('mail.regards')}\n${oneLine(shopName)}`]
  const body = whole.map(asHtml).join('\n')
  return {
    subject: subjectOf(subject),
    text: `${whole.map(asText).join('\n\n')}\n`,
    html: `<!doctype html>\n<html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(subjectOf(subject))}</title></head><body style="font-family: sans-serif; font-size: 15px; line-height: 1.5; color: #1b1f1d">\n${body}\n</body></html>\n`,
  }
}
