import type { Database } from '#db/schema.ts'
import type { OwnFile } from '#domain/takeover/personal-export/collect.ts'

/** The folder in an export for each kind of document. */
const folders: Readonly<Record<Database['document']['kind'], string>> = {
  agreement: 'overeenkomsten',
  'signed-agreement': 'overeenkomsten',
  invoice: 'facturen',
  'credit-note': 'facturen',
  certificate: 'uitgegeven',
  'certificate-picture': 'uitgegeven',
  'mark-svg': 'uitgegeven',
  'mark-png': 'uitgegeven',
  condolence: 'brieven',
  'status-by-hand': 'brieven',
  congratulation: 'brieven',
  decision: 'besluiten',
  evidence: 'bewijzen',
  minutes: 'overig',
  'signed-form': 'ondertekend',
  ruling: 'besluiten',
  objection: 'bezwaren',
  measure: 'besluiten',
}

const endings: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/svg+xml': '.svg',
}

/** A place in the export for each file, under a name that people and any system can read, each another. */
export function placeFiles(files: readonly OwnFile[]): ReadonlyMap<string, string> {
  const places = new Map<string, string>()
  const taken = new Set<string>()
  for (const file of files) {
    const folder = folders[file.kind as keyof typeof folders] ?? 'overig'
    const ending = endings[file.mediaType] ?? ''
    const name = safeName(file.name)
    const bare = name.toLowerCase().endsWith(ending)
      ? name.slice(0, name.length - ending.length)
      : name
    const begin = `bestanden/${folder}/${file.madeOn} ${bare}`
    let place = begin + ending
    // Some systems do not tell capitals apart.
    for (let nth = 2; taken.has(place.toLowerCase()); nth += 1) place = `${begin} (${nth})${ending}`
    taken.add(place.toLowerCase())
    places.set(file.documentId, place)
  }
  return places
}

const longest = 100

// Without what leads elsewhere, what a system keeps for itself, and what cannot be seen.
function safeName(name: string): string {
  const safe = name
    .normalize('NFC')
    .replace(/[\p{C}\p{Zl}\p{Zp}<>:"/\\|?*]+/gu, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '')
  const short = [...safe].slice(0, longest).join('').trim()
  return short === '' ? 'bestand' : short
}
