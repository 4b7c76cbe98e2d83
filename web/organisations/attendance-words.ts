import type {
  AttendanceDelivery,
  DeliveryState,
  ListProblem,
} from '#domain/learning/attendance-list/attendance-list.ts'
import { columnNames } from '#domain/learning/attendance-list/read-row.ts'

/** How a list stands, in a word and a colour. */
export const deliveryTags = {
  reading: { colour: 'blue', label: 'Wordt gecontroleerd' },
  unreadable: { colour: 'red', label: 'Niet te lezen' },
  checked: { colour: 'yellow', label: 'Klaar om in te sturen' },
  running: { colour: 'blue', label: 'Wordt verwerkt' },
  done: { colour: 'green', label: 'Verwerkt' },
  discarded: { colour: 'grey', label: 'Geannuleerd' },
  withdrawing: { colour: 'blue', label: 'Wordt ingetrokken' },
  withdrawn: { colour: 'grey', label: 'Ingetrokken' },
} as const satisfies Record<DeliveryState, { readonly colour: string; readonly label: string }>

/** How a list stands on a day; one in which something is wrong, that waits or that broke off says so. */
export function deliveryTag(delivery: AttendanceDelivery, today: Temporal.PlainDate) {
  const { state, counts, brokenOffOn } = delivery
  if (brokenOffOn !== undefined) return { colour: 'red', label: 'Niet gelukt' } as const
  if (waits(delivery, today)) return { colour: 'blue', label: 'Gaat later verder' } as const
  return state === 'checked' && counts.wrong > 0
    ? ({ colour: 'yellow', label: 'Fouten gevonden' } as const)
    : deliveryTags[state]
}

/** How many of a list that waits are ready, and how many are wrong. */
export function waitingText({
  counts: { ready, wrong },
}: Pick<AttendanceDelivery, 'counts'>): string {
  return wrong > 0
    ? `${participants(ready)} klaar, en fouten in ${wrong === 1 ? '1 rij' : `${wrong} rijen`}.`
    : `${participants(ready)} klaar om in te sturen.`
}

/** Whether the reading of a list goes on on another day. */
export function waits(
  { state, waitsUntil }: Pick<AttendanceDelivery, 'state' | 'waitsUntil'>,
  today: Temporal.PlainDate,
): boolean {
  return (
    state === 'reading' &&
    waitsUntil !== undefined &&
    Temporal.PlainDate.compare(today, waitsUntil) < 0
  )
}

/** Why a list cannot be read, and how it can. */
export function problemText(problem: ListProblem, at: string | undefined): string {
  const again = 'Sla het op als CSV of Excel (.xlsx).'
  switch (problem) {
    case 'no-table':
    case 'no-workbook':
    case 'not-csv':
      return `Het is geen lijst, of het is beschadigd. ${again}`
    case 'old-workbook':
      return 'Dit is een oud Excel-bestand (.xls). Sla het op als Excel-werkmap (.xlsx) of als CSV.'
    case 'encrypted':
      return 'Dit bestand is met een wachtwoord beveiligd. Sla het op zonder wachtwoord.'
    case 'too-large':
      return 'Dit bestand is uitgepakt te groot. Bewaar alleen het blad met de deelnemers.'
    case 'too-many-sheets':
      return 'Dit bestand heeft te veel bladen. Bewaar alleen het blad met de deelnemers.'
    case 'no-sheet':
      return 'In dit bestand staat geen blad dat te zien is. Maak het blad met de deelnemers zichtbaar.'
    case 'empty':
      return 'Dit bestand is leeg.'
    case 'row-too-long':
      return `Rij ${at ?? ''} is langer dan een miljoen tekens. Kijk of een aanhalingsteken niet is gesloten.`
    case 'quote-not-closed':
      return `In rij ${at ?? ''} is een aanhalingsteken niet gesloten.`
    case 'no-number-column':
      return `Er is geen kolom ‘${columnNames.number}’. Zet op de eerste rij hoe de kolommen heten, zoals in de lege lijst.`
    case 'no-surname-column':
      return `Er is geen kolom ‘${columnNames.surname}’. Zet op de eerste rij hoe de kolommen heten, zoals in de lege lijst.`
    case 'no-rows':
      return 'Onder de namen van de kolommen staat niets.'
    case 'no-edition':
      return 'Deze uitvoering gaat niet meer door.'
    case 'has-virus':
      return 'In dit bestand zit een virus. Sla de lijst op een schone computer opnieuw op.'
    case 'too-many-rows':
      return 'Een lijst kan hoogstens 200.000 rijen hebben. Deel de lijst op.'
  }
}

/** "34 deelnemers", "1 deelnemer". */
export function participants(count: number): string {
  return count === 1 ? '1 deelnemer' : `${count.toLocaleString('nl')} deelnemers`
}
