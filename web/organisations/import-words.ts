import type { ImportProblem } from '#domain/learning/course-import/course-import.ts'
import { mostImportRows } from '#domain/learning/course-import/course-import.ts'
import { formatCount } from '#web/kit/index.ts'

/** Why a file or an address with courses cannot be read, and what would help. */
export function importProblemText(problem: ImportProblem, at: string | undefined): string {
  const row = at === undefined ? '' : ` Het gaat mis bij rij ${at}.`
  const where = at === undefined || at === '' ? '' : ` (${at})`
  switch (problem) {
    case 'empty':
    case 'no-rows':
      return 'Er staan geen rijen met opleidingen in.'
    case 'no-table':
    case 'not-csv':
      return `Dit is geen lijst. Sla het op als CSV of Excel (.xlsx).${row}`
    case 'old-workbook':
      return 'Dit is een Excel-bestand van vóór 2007. Sla het op als .xlsx of CSV.'
    case 'no-workbook':
      return 'Dit Excel-bestand is beschadigd. Sla het opnieuw op als .xlsx of CSV.'
    case 'encrypted':
      return 'Dit bestand heeft een wachtwoord. Haal dat eraf en stuur het opnieuw.'
    case 'too-large':
      return 'Dit bestand is te groot. Verdeel het over meer bestanden.'
    case 'too-many-sheets':
      return 'Dit bestand heeft te veel bladen. Bewaar alleen het blad met opleidingen.'
    case 'no-sheet':
      return 'Er is geen blad te zien in dit bestand.'
    case 'row-too-long':
    case 'quote-not-closed':
      return `Een rij is te lang. Waarschijnlijk staat er een aanhalingsteken te veel.${row}`
    case 'no-title-column':
      return 'Er is geen kolom met de naam van de opleiding. Noem die kolom ‘naam’.'
    case 'too-many-rows':
      return `Er zijn meer dan ${formatCount(mostImportRows)} rijen. Verdeel ze over meer bestanden.`
    case 'no-json':
      return `Wat er kwam, is geen JSON${where}.`
    case 'no-courses':
      return `Er zijn geen opleidingen in te vinden volgens de Open Education API${where}.`
    case 'broke-off':
      return 'Er ging iets mis in Peil. De beheerder weet ervan. Probeer het later opnieuw.'
    case 'no-address':
      return 'Dit is geen adres dat we kunnen vragen. Het moet beginnen met https://, zonder gebruikersnaam en poort.'
    case 'not-public':
      return 'Dit adres is niet openbaar te bereiken.'
    case 'not-found':
      return `Op dit adres is niets te vinden${where}.`
    case 'refused':
      return `Dit adres weigert te antwoorden${where}.`
    case 'too-slow':
      return `Het antwoord duurt te lang${where}. Probeer het later opnieuw.`
    case 'too-much':
      return `Er komt te veel, of er komt geen einde aan${where}.`
    case 'no-answer':
      return `Er komt geen antwoord${where}. Klopt het adres?`
  }
}
