import type { Regulation } from '#engine'
import type { Say } from '../mistakes.ts'
import { onlyOfDocuments } from './only-of-documents.ts'

/** Only a document follows a day, which is that of a fact, and some time after it. */
export function checkFollows(regulation: Regulation, say: Say): void {
  const { facts, documents } = regulation
  onlyOfDocuments(
    regulation,
    'follows',
    say,
    'alleen op een document kan iemand wachten; haal follows weg (only a document follows a day)',
  )
  documents.forEach(({ asked }, at) => {
    const follows = asked?.follows
    if (follows === undefined) return
    const path = ['documents', at, 'asked', 'follows']
    const fact = facts.find(({ id }) => id === follows.after)
    if (fact === undefined) {
      say([...path, 'after'], `onbekend feit ${follows.after} (unknown fact)`)
    } else if (fact.type !== 'day') {
      say(
        [...path, 'after'],
        `${follows.after} is geen dag: kies een feit met type day (not a day)`,
      )
    }
    if (follows.within.blank) {
      say([...path, 'within'], 'dat is geen tijd om te wachten (no time at all)')
    }
  })
}
