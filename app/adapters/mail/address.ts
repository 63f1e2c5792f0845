// Deliberately narrow: what needs quoting ("a b"@c.fr) is a way to smuggle a second address, and nobody has one.
const ADDRESS = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+$/
// eslint-disable-next-line no-control-regex -- a header is one line of text
const CONTROL = /[\u0000-\u001f\u007f\u2028\u2029]/

/** Whether the text is exactly one plain e-mail address. */
export function isOneAddress(text: string): boolean {
  return text.length <= 254 && ADDRESS.test(text) && !CONTROL.test(text)
}

/** Whether the text may stand in a header. */
export function isOneLine(text: string): boolean {
  return !CONTROL.test(text)
}
