import type { Regulation } from '#engine'
import type { Say } from '../mistakes.ts'
import { onlyOfDocuments } from './only-of-documents.ts'

/** Only a document is shown in ways, by what is asked of it; and nothing that can be under way may be so. */
export function checkShown(regulation: Regulation, say: Say): void {
  const { documents } = regulation
  onlyOfDocuments(
    regulation,
    'shown',
    say,
    'alleen van een document staat er hoe het wordt aangetoond; haal shown weg (only a document is shown)',
  )
  documents.forEach(({ asked }, at) => {
    asked?.shown?.forEach(({ by, underWay }, place) => {
      const path = ['documents', at, 'asked', 'shown', place]
      by.forEach((one, nth) => {
        if (by.indexOf(one) !== nth) say([...path, 'by', nth], `${one} staat er twee keer (twice)`)
      })
      if (by.includes('original') && asked.original === undefined) {
        say(
          [...path, 'by'],
          'van dit document komt geen origineel: zet er original bij (no original is asked)',
        )
      }
      if (by.includes('statement') && asked.from?.gives !== 'confirmation') {
        say(
          [...path, 'by'],
          'een ander verklaart hier niets over: zet er from bij, met gives: confirmation (nobody else confirms it)',
        )
      }
      if (underWay && by.every((one) => one === 'file')) {
        say(
          [...path, 'underWay'],
          'een bestand is er of is er niet: haal underWay weg (a file is never under way)',
        )
      }
    })
    // Whoever may send the original has no file to add.
    const always = asked?.shown?.every(({ by }) => by.includes('file')) ?? true
    if (!always && asked?.proof?.required !== false) {
      say(
        ['documents', at, 'asked', 'proof'],
        'er is een manier zonder bestand: zet bij proof required: false (a way without a file)',
      )
    }
  })
}
