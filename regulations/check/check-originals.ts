import type { Asking, Regulation } from '#engine'
import type { Mistake, Path } from '../mistakes.ts'

/** Only a document has an original that is seen, and files that are destroyed once it was checked. */
export function checkOriginals(
  regulation: Regulation,
  say: (...mistake: [path: Path, message: Mistake['message']]) => void,
): void {
  const { facts, declarations, registers, work, leave } = regulation
  const look = (path: Path, asked: Asking | undefined) => {
    if (asked?.original !== undefined) {
      say(
        [...path, 'original'],
        'alleen een document heeft een origineel; haal original weg (only a document has an original)',
      )
    }
    if (asked?.keeps !== undefined) {
      say(
        [...path, 'keeps'],
        'alleen van een document worden bestanden vernietigd; haal keeps weg (only the files of a document are destroyed)',
      )
    }
  }
  const lists = { facts, declarations, registers }
  for (const [name, list] of Object.entries(lists)) {
    list.forEach(({ asked }, at) => {
      look([name, at, 'asked'], asked)
    })
  }
  look(['work'], work)
  look(['leave'], leave)
}
