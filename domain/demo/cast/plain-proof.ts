import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { StoredEvidence } from '#domain/dossier/evidence/attach-evidence.ts'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * Stores a proof of a page with these lines, of which the last says that it is made up. It carries no
 * typeface of its own, so that thousands of them weigh next to nothing.
 */
export async function keepProof(
  { platform }: Pick<Context, 'platform'>,
  name: string,
  lines: readonly string[],
): Promise<StoredEvidence> {
  const content = plainPdf([...lines, '', 'Dit document is verzonnen en hoort bij de demo.'])
  const mediaType = 'application/pdf'
  return {
    name: `${name}.pdf`,
    mediaType,
    size: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    fileKey: await platform.files.put(Readable.from([content]), mediaType, content.length),
  }
}

/** A PDF of a page with these lines of text, in the Helvetica that every reader has. */
export function plainPdf(lines: readonly string[]): Buffer {
  const shown = lines.map((line) => `(${escaped(line)}) Tj T*`).join('\n')
  const text = `BT /F1 12 Tf 60 770 Td 20 TL\n${shown}\nET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ]
  let pdf = '%PDF-1.4\n'
  const places: number[] = []
  for (const [index, object] of objects.entries()) {
    places.push(pdf.length)
    pdf += `${index + 1} 0 obj\n${object}\nendobj\n`
  }
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${pdf.length}\n%%EOF\n`
  // One byte for each character, as the encoding of the page has it.
  return Buffer.from(pdf + end, 'latin1')
}

// What this encoding does not have is written without its mark.
function escaped(line: string): string {
  return [...line.replaceAll('’', "'").replaceAll(/[–—]/g, '-')]
    .map((letter) => ((letter.codePointAt(0) ?? 0) < 256 ? letter : plainOf(letter)))
    .join('')
    .replaceAll(/[\\()]/g, String.raw`\$&`)
}

function plainOf(letter: string): string {
  const plain = letter.normalize('NFKD').replaceAll(/\P{ASCII}/gu, '')
  return plain === '' ? '?' : plain
}
