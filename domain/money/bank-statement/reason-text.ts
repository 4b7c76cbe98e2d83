import type {
  BankFileProblem,
  Doubt,
  MatchReason,
} from '#domain/money/bank-statement/bank-statement.ts'
import { formatDay } from '#language/days.ts'
import { formatList } from '#language/lists.ts'
import { formatCount, formatMoney } from '#language/numbers.ts'
import { groupedReference } from '#papers/reference.ts'

/** By what a line was recognised, or what speaks for a candidate, in one sentence. */
export function reasonsText(reasons: readonly MatchReason[]): string {
  const fits = reasons.some(({ is }) => is === 'amount')
  const marks = reasons.flatMap((reason) => markText(reason) ?? [])
  const first = fits
    ? marks.length === 0
      ? 'het bedrag klopt'
      : `${formatList([...marks, 'bedrag'])} kloppen`
    : formatList(marks)
  const said = [first, ...reasons.flatMap((reason) => furtherText(reason) ?? [])].filter(
    (part) => part !== '',
  )
  return sentence(said.join('; '))
}

function markText(reason: MatchReason): string | undefined {
  switch (reason.is) {
    case 'reference':
      return `kenmerk ${groupedReference(reason.reference)}`
    case 'invoice-number':
      return `factuurnummer ${reason.number}`
    case 'registration-number':
      return `registratienummer ${reason.number}`
    case 'name':
      return `naam ${reason.name}`
    case 'paid-before':
    case 'same-person':
    case 'amount':
    case 'sum':
    case 'less':
    case 'more':
    case 'left':
    case 'chosen':
      return undefined
  }
}

function furtherText(reason: MatchReason): string | undefined {
  switch (reason.is) {
    case 'paid-before':
      return `deze rekening betaalde eerder voor ${reason.name}`
    case 'same-person':
      return `een andere factuur van ${reason.name}`
    case 'sum':
      return `samen kloppen deze ${formatCount(reason.invoices)} facturen met het bedrag`
    case 'less':
      return `${formatMoney(reason.cents)} minder dan er open staat`
    case 'more':
      return `${formatMoney(reason.cents)} meer dan er open staat`
    case 'left':
      return `${reason.name} doet niet meer mee`
    case 'chosen':
      return 'gekozen door een medewerker'
    case 'reference':
    case 'invoice-number':
    case 'registration-number':
    case 'name':
    case 'amount':
      return undefined
  }
}

function sentence(text: string): string {
  return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

/** Why a line waits. */
export function doubtText(doubt: Doubt): string {
  switch (doubt.is) {
    case 'nothing':
      return 'Er staat geen kenmerk, nummer of naam in die we kennen.'
    case 'unknown-reference':
      return `Het kenmerk ${groupedReference(doubt.reference)} kennen we niet.`
    case 'not-sure':
      return 'Er staat geen kenmerk of nummer bij.'
    case 'other-amount':
      return 'Het bedrag is anders dan er open staat.'
    case 'more-candidates':
      return 'Er komt meer dan één factuur in aanmerking.'
    case 'already-paid':
      return doubt.on === ''
        ? `Factuur ${doubt.number} is al betaald.`
        : `Factuur ${doubt.number} is al betaald op ${formatDay(doubt.on)}.`
    case 'not-open':
      return `Factuur ${doubt.number} staat niet meer open.`
    case 'own':
      return 'Wie het bestand stuurde, heeft een band met deze persoon.'
    case 'too-much':
      return 'Dit bedrag is te groot om als één betaling te boeken.'
    case 'in-the-future':
      return 'De datum van de bank ligt in de toekomst.'
    case 'returned-debit':
      return 'De bank geeft iets terug wat eerder is afgeschreven.'
    case 'reversal-unknown':
      return 'De bank heeft een betaling teruggeboekt. Welke, is niet zeker.'
    case 'reversal-refunded':
      return 'De bank heeft een betaling teruggeboekt waarvan al iets is terugbetaald.'
    case 'taken-up':
      return 'Een medewerker heeft deze regel teruggezet.'
    case 'failed':
      return 'Er ging iets mis in Peil. De beheerder weet ervan.'
  }
}

/** Why a file cannot be read, and what would help. */
export function bankFileProblemText(
  problem: BankFileProblem,
  at: string,
  own: { readonly iban: string },
): string {
  const where = at === '' ? '' : ` Het gaat mis bij ${at}.`
  switch (problem) {
    case 'empty':
      return 'Dit bestand is leeg. Download het opnieuw bij de bank.'
    case 'no-xml':
      return 'Dit is geen afschrift in CAMT.053 (XML). Download dat bij de bank; MT940, CSV en PDF kunnen we niet lezen.'
    case 'broken':
      return `Dit bestand is niet compleet of beschadigd.${where} Download het opnieuw bij de bank.`
    case 'definitions':
      return 'In dit bestand staan eigen definities (een DTD). Een bank doet dat niet. Download het opnieuw bij de bank.'
    case 'other-message':
      return `Dit is een ander soort bericht${at === '' ? '' : ` (${at})`}. Kies bij de bank voor een afschrift in CAMT.053.`
    case 'other-account':
      return `Dit is een afschrift van een andere rekening${at === '' ? '' : `: ${at}`}. De rekening van dit register is ${own.iban}.`
    case 'other-currency':
      return `In dit bestand staan bedragen in een andere munt: ${at}. We lezen alleen euro’s.`
    case 'no-amount':
      return `Een bedrag of een datum is niet te lezen.${where} Download het opnieuw bij de bank.`
    case 'no-statement':
      return 'Er staat geen afschrift in dit bestand.'
    case 'too-large':
      return 'Dit bestand is te groot. Download een kortere periode en stuur de delen na elkaar.'
    case 'no-zip':
      return 'Dit ZIP-bestand is beschadigd. Download het opnieuw bij de bank.'
    case 'encrypted':
      return 'Dit ZIP-bestand heeft een wachtwoord. Pak het uit en stuur de bestanden die erin zitten.'
    case 'broke-off':
      return 'Er ging iets mis in Peil. De beheerder weet ervan. Probeer het later opnieuw.'
  }
}
