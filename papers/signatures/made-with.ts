import type { PDF } from '@libpdf/core'

/** With what a document was saved again, as far as it says so. */
export type MadeWith =
  | { readonly by: 'programme'; readonly name: string }
  | { readonly by: 'printing' }
  | { readonly by: 'scan' }
  | { readonly by: 'photo' }
  | { readonly by: 'unknown' }

/** Tells by what a PDF says of itself whether it was saved by a programme, printed or scanned. */
export function madeWith(pdf: PDF, hasText: boolean): MadeWith {
  const said = `${pdf.getCreator() ?? ''}\n${pdf.getProducer() ?? ''}`
  if (scanners.test(said)) return { by: 'scan' }
  if (!hasText) return { by: 'scan' }
  if (printers.test(said)) return { by: 'printing' }
  const known = programmes.find(([pattern]) => pattern.test(said))
  return known === undefined ? { by: 'unknown' } : { by: 'programme', name: known[1] }
}

const scanners =
  /\bscan|camscanner|microsoft lens|genius|notebloc|simplescan|\bnaps2|paperport|\bkofax|\bcanon\b|\bricoh\b|\bxerox\b|konica|kyocera|\bhp (?:smart|digital)/i

const printers =
  /print to pdf|skia\/pdf|chrom(?:e|ium)|\bcairo|\bcups\b|pdfcreator|dopdf|bullzip|cutepdf|primopdf|quartz pdfcontext|ghostscript|distiller|pdfmachine|novapdf/i

const programmes: readonly (readonly [RegExp, string])[] = [
  [/microsoft.{0,8}word|\bword\b.{0,30}microsoft/i, 'Microsoft Word'],
  [/google docs/i, 'Google Documenten'],
  [/libreoffice|openoffice/i, 'LibreOffice'],
  [/\bpages\b/i, 'Pages'],
  [/ilovepdf/i, 'iLovePDF'],
  [/smallpdf/i, 'Smallpdf'],
  [/sejda/i, 'Sejda'],
  [/pdf24/i, 'PDF24'],
  [/foxit/i, 'Foxit'],
  [/nitro/i, 'Nitro'],
  [/acrobat/i, 'Adobe Acrobat'],
  [/canva/i, 'Canva'],
]
