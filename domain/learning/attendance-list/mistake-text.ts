import type { Column, RowMistake } from '#domain/learning/attendance-list/read-row.ts'
import { columnNames } from '#domain/learning/attendance-list/read-row.ts'
import { formatAmount, hundredthsOf } from '#engine'
import { formatDay } from '#language/days.ts'

/** What is wrong in a row, in plain Dutch. Of the person nothing is told but what was typed. */
export function mistakeText({
  column,
  is,
  given = '',
  against = '',
  suggestion,
}: RowMistake): string {
  const hours = () => formatAmount(hundredthsOf(Number(against)))
  switch (is) {
    case 'no-number':
      return 'Vul een registratienummer in.'
    case 'not-a-number':
      return `‘${given}’ is geen registratienummer, zoals KRSD-004217.`
    case 'shortened-number':
      return `Het programma heeft dit nummer afgekort tot ${given}. Maak van de kolom tekst en vul het nummer opnieuw in.`
    case 'no-register':
      return `Zet voor ‘${given}’ van welk register het is, zoals KRSD-004217, of de achternaam erachter.`
    case 'no-surname':
      return 'Vul de achternaam in.'
    case 'too-long':
      return `Bij ‘${nameOf(column)}’ staan meer dan ${against} tekens.`
    case 'unknown':
      return `${unknownText(given, against)}${suggestion === undefined ? ' Vraag de deelnemer om het nummer.' : ` Bedoelt de lijst ${suggestion.number} (${suggestion.surname})?`}`
    case 'no-yes-no':
      return `Vul bij ‘${nameOf(column)}’ ja of nee in, geen ‘${given}’.`
    case 'absent-with-hours':
      return 'Er staan uren bij iemand die er niet was. Haal de uren weg of vul bij aanwezig ja in.'
    case 'no-hours':
      return 'Vul de uren in, bijvoorbeeld 4 of 7,5.'
    case 'unclear-hours':
      return `‘${given}’ is geen aantal uren. Vul een getal in, bijvoorbeeld 4 of 7,5.`
    case 'too-many-hours':
      return `Dit is meer dan de ${hours()} uur van deze uitvoering.`
    case 'no-day':
      return `‘${given}’ is geen datum. Vul die in als 12-11-2026.`
    case 'other-day':
      return `Op ${formatDay(Temporal.PlainDate.from(given))} was deze uitvoering niet.`
    case 'needs-day':
      return 'Vul de datum in waarop de deelnemer klaar was.'
    case 'outside-period': {
      const [first = '', last = ''] = against
        .split(' ')
        .map((day) => formatDay(Temporal.PlainDate.from(day)))
      return `${formatDay(Temporal.PlainDate.from(given))} is te vroeg of te laat. Vul een datum in van ${first} tot en met ${last}.`
    }
    case 'twice':
      return `Dit nummer staat ook op rij ${against}. Haal een van de twee weg.`
    case 'other-hours':
      return `Voor dit nummer is al ${hours()} uur doorgegeven. Trek dat eerst in als het anders is.`
    case 'told-present':
      return `Voor dit nummer is al ${hours()} uur doorgegeven. Trek dat eerst in als deze deelnemer er niet was.`
    case 'found-absent':
      return 'Eerder is vastgesteld dat deze deelnemer er niet was. Haal de rij weg.'
    case 'own':
      return 'Niemand geeft de eigen deelname door. Een collega kan dat doen, of de deelnemer voert het zelf in, met een bewijs.'
  }
}

function unknownText(number: string, surname: string): string {
  return surname === ''
    ? `Registratienummer ${number} vinden we niet.`
    : `Registratienummer ${number} met achternaam ${surname} vinden we niet.`
}

function nameOf(column: Column): string {
  return columnNames[column]
}
