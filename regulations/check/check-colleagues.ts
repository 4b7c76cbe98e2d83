import type { Asking, Regulation } from '#engine'
import type { Path, Say } from '../mistakes.ts'

/** Only a document is given by a colleague, in a category that there is and to whom it is one. */
export function checkColleagues(regulation: Regulation, say: Say): void {
  const { facts, declarations, registers, work, leave, documents } = regulation
  const refuse = (path: Path, asked: Asking | undefined) => {
    if (asked?.colleague === undefined) return
    say(
      [...path, 'colleague'],
      'alleen een document komt van een collega; haal colleague weg (only a document comes from a colleague)',
    )
  }
  for (const [name, list] of Object.entries({ facts, declarations, registers })) {
    list.forEach(({ asked }, at) => {
      refuse([name, at, 'asked'], asked)
    })
  }
  refuse(['work'], work)
  refuse(['leave'], leave)
  const known = new Set(regulation.categories.map(({ id }) => id))
  documents.forEach(({ asked }, at) => {
    const colleague = asked?.colleague
    if (colleague === undefined) return
    const path = ['documents', at, 'asked', 'colleague']
    const { categories = [], whileIn } = colleague
    for (const [key, ids] of Object.entries({ categories, whileIn })) {
      ids.forEach((id, place) => {
        if (known.has(id)) return
        say([...path, key, place], `onbekende categorie ${id} (unknown category)`)
      })
    }
    if (asked?.from !== undefined) {
      say(
        [...path],
        'dit document komt van een collega of van iemand zonder account: haal from of colleague weg (a colleague, or somebody else)',
      )
    }
  })
}
