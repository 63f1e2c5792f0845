// mailparser ships no types; this is the part of it that is used.
declare module 'mailparser' {
  export type AddressObject = { text: string; value: { address?: string; name: string }[] }
  export type Attachment = { filename?: string; contentType: string; content: Buffer; size: number }
  export type ParsedMail = {
    from?: AddressObject
    to?: AddressObject | AddressObject[]
    cc?: AddressObject | AddressObject[]
    replyTo?: AddressObject
    subject?: string
    text?: string
    html?: string | false
    date?: Date
    messageId?: string
    attachments: Attachment[]
    headerLines: { key: string; line: string }[]
  }
  export function simpleParser(source: Buffer | string): Promise<ParsedMail>
}
