import { inflateSync } from 'node:zlib'

// Reads the text of the PDFs that Carnet draws, so that tests need no program of the machine.
// It knows just what pdfkit writes: one object per number, hexadecimal glyph codes, ToUnicode tables.

type Objects = ReadonlyMap<string, { readonly dictionary: string; readonly stream: string }>

function objectsOf(pdf: Uint8Array): Objects {
  const file = Buffer.from(pdf).toString('latin1')
  return new Map(
    Array.from(file.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g), ([, id, body]) => {
      const start = body!.indexOf('stream\n')
      if (start === -1) return [id!, { dictionary: body!, stream: '' }] as const
      const bytes = Buffer.from(body!.slice(start + 7, body!.lastIndexOf('\nendstream')), 'latin1')
      const dictionary = body!.slice(0, start)
      const stream = dictionary.includes('/FlateDecode') ? inflateSync(bytes) : bytes
      return [id!, { dictionary, stream: stream.toString('latin1') }] as const
    }),
  )
}

const fromUtf16 = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le')

/** What each glyph code of a font stands for. */
function unicodeOf(objects: Objects, font: string): Map<string, string> {
  const table = /\/ToUnicode (\d+) 0 R/.exec(objects.get(font)!.dictionary)
  const ranges = objects.get(table![1]!)!.stream.matchAll(/<(\w{4})> <\w{4}> \[([^\]]*)\]/g)
  return new Map(
    [...ranges].flatMap(([, first, list]) =>
      Array.from(list!.matchAll(/<([^>]*)>/g), ([, hex], index) => {
        const code = (parseInt(first!, 16) + index).toString(16).padStart(4, '0')
        return [code, fromUtf16(hex!.replaceAll(' ', ''))] as const
      }),
    ),
  )
}

function linesOf(objects: Objects, page: string): string[] {
  const resources = /\/Resources (\d+) 0 R/.exec(page)![1]!
  const fonts = new Map(
    Array.from(objects.get(resources)!.dictionary.matchAll(/\/(F\d+) (\d+) 0 R/g), ([, name, id]) => [
      name!,
      unicodeOf(objects, id!),
    ]),
  )
  const content = objects.get(/\/Contents (\d+) 0 R/.exec(page)![1]!)!.stream
  const lines: string[] = []
  let table = new Map<string, string>()
  for (const [, font, codes] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font) table = fonts.get(font)!
    else {
      const hex = Array.from(codes!.matchAll(/<(\w+)>/g), ([, part]) => part).join('')
      lines.push((hex.match(/.{4}/g) ?? []).map((code) => table.get(code) ?? '\ufffd').join(''))
    }
  }
  return lines
}

/** The lines of text of each page, in the order in which they were drawn. */
export function pdfPages(pdf: Uint8Array): string[][] {
  const objects = objectsOf(pdf)
  return [...objects.values()]
    .filter(({ dictionary }) => /\/Type \/Page\b/.test(dictionary))
    .map(({ dictionary }) => linesOf(objects, dictionary))
}

/** All text of a PDF, one drawn line a line. */
export function pdfText(pdf: Uint8Array): string {
  return pdfPages(pdf).flat().join('\n')
}
