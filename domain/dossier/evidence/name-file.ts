import type { EvidenceType } from '#domain/dossier/evidence/inspection.ts'

/**
 * The name of a file with an ending that fits what is in it, so that it opens where it is saved:
 * IMG_0001.HEIC that holds a JPEG is IMG_0001.jpg, and verslag.pdf.exe that holds a PDF verslag.pdf.
 */
export function nameFile(name: string, type: EvidenceType): string {
  const [ending] = endings[type]
  let stem = name.trim().replace(/[. ]+$/, '')
  if (fits(stem, type)) return stem
  // Only what looks like an ending is taken off: "verslag 2.0" and "brief van dhr. Jansen" are whole.
  while (known.test(stem)) {
    stem = stem.replace(known, '')
    if (fits(stem, type)) return stem
  }
  return `${stem || 'bestand'}.${ending}`
}

const endings: Readonly<Record<EvidenceType, readonly [string, ...string[]]>> = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
  'image/png': ['png'],
}

// The endings of documents and pictures, and of programmes.
const known =
  /\.(pdf|jpe?g|jpe|jfif|png|heic|heif|hif|webp|gif|bmp|tiff?|avif|docx?|xlsx?|pptx?|odt|txt|html?|zip|exe|com|scr|pif|bat|cmd|ps1|vbs?|vbe|jse?|wsf|hta|msi|jar|lnk|reg|cpl|dll|sh|app|apk|docm|xlsm|pptm|svg|tmp|bin)$/i

function fits(name: string, type: EvidenceType): boolean {
  const ending = /[^.]\.([^.]+)$/.exec(name)?.[1]?.toLowerCase()
  return ending !== undefined && endings[type].includes(ending)
}
