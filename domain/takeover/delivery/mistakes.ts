import { formatDay } from '#language/days.ts'

/** One thing that is wrong in a row: where, what, and what it was held against. */
export interface Mistake {
  /** The name of the column; empty where it is the whole row. */
  readonly column: string
  readonly is: keyof typeof words
  /** What was typed, or what stands elsewhere. */
  readonly given?: string
  /** What it was held against, such as what may stand there. */
  readonly against?: string
}

/** A mistake in plain Dutch: what is wrong, and how to mend it. */
export function mistakeInWords(mistake: Mistake): {
  readonly wrong: string
  readonly mend: string
} {
  const [wrong, mend] = words[mistake.is](mistake.given ?? '', mistake.against ?? '')
  return { wrong, mend }
}

const day = 'Schrijf een dag als 31-12-2024 of 2024-12-31.'

const words = {
  empty: () => ['Hier staat niets.', 'Vul deze kolom in.'],
  'too-long': (_, most) => [`Dit is te lang.`, `Gebruik hoogstens ${most} tekens.`],
  'not-text': () => ['Hier staan tekens die geen tekst zijn.', 'Haal die tekens weg.'],
  'too-many-cells': () => [
    'Deze rij heeft meer cellen dan er kolommen zijn.',
    'Zet tekst met een scheidingsteken erin tussen aanhalingstekens.',
  ],
  'no-day': (given) => [`‘${given}’ is geen dag.`, day],
  'in-the-future': (given) => [`${dayOf(given)} is nog niet geweest.`, 'Verbeter de datum.'],
  'no-amount': (given) => [`‘${given}’ is geen aantal.`, 'Schrijf een getal zoals 4 of 1,5.'],
  'unclear-amount': (given) => [
    `Bij ‘${given}’ is niet te zien of de punt bij duizend hoort of bij de komma.`,
    'Schrijf het zonder punt, of met één of twee cijfers achter de komma.',
  ],
  'no-yes-no': (given) => [`‘${given}’ is geen ja of nee.`, 'Schrijf ja of nee.'],
  'no-email': (given) => [
    `‘${given}’ is geen e-mailadres.`,
    'Verbeter het adres of laat het leeg.',
  ],
  'no-country': (given) => [
    `‘${given}’ is geen land.`,
    'Gebruik de twee letters van het land, zoals NL of BE.',
  ],
  'no-number': (given, example) => [
    `‘${given}’ is geen registratienummer van dit register.`,
    `Schrijf het zoals ${example}.`,
  ],
  'unknown-status': (given, known) => [`De status ‘${given}’ is er niet.`, `Kies uit: ${known}.`],
  'status-not-taken': (given) => [
    `Met de status ‘${given}’ kan niemand worden overgenomen.`,
    'Laat de aanmelding of aanvraag in het oude register eerst aflopen, of laat deze rij weg.',
  ],
  'unknown-category': (given, known) => [
    `De categorie ‘${given}’ is er niet in het reglement.`,
    known === ''
      ? 'Dit register heeft geen categorieën: laat de kolom leeg.'
      : `Kies uit: ${known}.`,
  ],
  'no-period': (status) => [
    `Bij de status ‘${status}’ hoort een periode.`,
    'Vul in van wanneer tot en met wanneer.',
  ],
  'half-a-period': () => ['Van deze periode is één dag bekend.', 'Vul beide dagen in, of geen.'],
  'period-reversed': (last) => [
    `De laatste dag, ${dayOf(last)}, ligt voor de eerste.`,
    'Verbeter een van de twee.',
  ],
  'period-too-long': (_, length) => [
    `De periode is langer dan het reglement geeft: hoogstens ${length}.`,
    'Verbeter de eerste of de laatste dag.',
  ],
  'not-before-the-end': (unmoved) => [
    `${dayOf(unmoved)} ligt niet in de periode, voor de laatste dag.`,
    'Vul de laatste dag in zoals die was, of niets als verlof die niet verschoof.',
  ],
  'not-the-block': (last) => [
    `In dit register loopt deze periode voor iedereen tot en met ${dayOf(last)}.`,
    'Verbeter de laatste dag.',
  ],
  'period-over': (last, status) => [
    `De laatste dag, ${dayOf(last)}, is geweest. Dan is iemand niet meer ‘${status}’.`,
    'Verbeter de laatste dag of de status.',
  ],
  'period-not-over': (last, status) => [
    `De laatste dag, ${dayOf(last)}, moet nog komen. Dan is iemand niet ‘${status}’.`,
    'Verbeter de laatste dag of de status.',
  ],
  'before-joining': (first) => [
    `De periode begint op ${dayOf(first)}, voor de eerste dag in het register.`,
    'Verbeter een van de twee.',
  ],
  'unknown-choice': (given, known) => [`‘${given}’ kan hier niet staan.`, `Kies uit: ${known}.`],
  'no-code': (given) => [
    `‘${given}’ kan geen code op een papier zijn.`,
    'Gebruik 3 tot 60 letters, cijfers, punten, streepjes of spaties.',
  ],
  'unknown-kind': (given, known) => [
    `De soort ‘${given}’ is er niet in het reglement.`,
    `Kies uit: ${known}.`,
  ],
  'not-asked': (given, kind) => [
    `‘${given}’ wordt bij de soort ‘${kind}’ niet gevraagd.`,
    'Laat deze kolom in deze rij leeg.',
  ],
  'other-unit': (given, unit) => [
    `‘${given}’ is niet de eenheid van dit register. Punten worden nooit voor uren aangezien, en uren nooit voor punten.`,
    `Geef het aantal in ${unit}.`,
  ],
  'hours-missing': (given, fields) => [
    `Bij deze soort volgt het aantal uit wat iemand deed, en dat staat er niet.${given === '' ? '' : ` ‘${given}’ zegt het niet: punten worden nooit voor uren aangezien.`}`,
    `Vul in: ${fields}.`,
  ],
  'amount-differs': (given, counted) => [
    `Volgens het reglement is dit ${counted}, en er staat ${given}.`,
    'Verbeter het aantal of waar het uit volgt.',
  ],
  'no-award': () => ['Bij dit besluit hoort wat er is toegekend.', 'Vul het aantal in.'],
  'no-decision': () => [
    'Hier staat iets van een besluit, maar geen besluit.',
    'Vul het besluit in.',
  ],
  'not-planned': (given) => [
    `${dayOf(given)} is geweest: dit is niet meer gepland.`,
    'Verbeter de datum of de stand.',
  ],
  'bad-path': (given) => [
    `‘${given}’ is geen plaats in de map van de levering.`,
    'Schrijf de plaats vanuit die map, zoals bestanden/1.pdf.',
  ],
  'file-missing': (given) => [
    `Het bestand ‘${given}’ is er niet.`,
    'Zet het in de map of kies het bij het versturen, of haal de rij weg.',
  ],
  'file-unreadable': (given, why) => [
    `Het bestand ‘${given}’ kan niet worden gelezen. ${why}`,
    'Maak het opnieuw of haal de rij weg.',
  ],
  'same-key': (given, row) => [
    `‘${given}’ staat al op rij ${row}.`,
    'Geef elke rij een eigen, of haal er een weg.',
  ],
  'same-email': (given, row) => [
    `Het adres ${given} staat ook op rij ${row}.`,
    'Iedereen logt in met een eigen adres. Verbeter er een, of haal de dubbele persoon weg.',
  ],
  'same-person': (_, row) => [
    `Op rij ${row} staat iemand met dezelfde naam op hetzelfde adres.`,
    'Haal de dubbele weg. Zijn het twee mensen, zet dan ‘ja’ in de kolom naamgenoot.',
  ],
  'email-taken': (given) => [
    `Het adres ${given} is hier van iemand met een andere naam.`,
    'Kijk of het adres of de naam klopt.',
  ],
  'in-register': (given) => [
    `Wie met ${given} inlogt, staat al in dit register.`,
    'Haal de rij weg, of gebruik een ander adres als het iemand anders is.',
  ],
  'works-here': (given) => [
    `Met ${given} logt iemand in die voor dit register werkt.`,
    'Gebruik het eigen adres van deze persoon. Is het dezelfde, geef die dan als medewerker een ander adres.',
  ],
  'died-here': (given) => [
    `De persoon van ${given} staat hier als overleden.`,
    'Haal de rij weg, of maak eerst ongedaan dat iemand is overleden als dat niet klopt.',
  ],
  'number-taken': (given) => [
    `Het nummer ${given} is hier al van iemand.`,
    'Verbeter het nummer, of haal de rij weg.',
  ],
  'two-registrations': (_, row) => [
    `Deze persoon heeft op rij ${row} al een registratie die loopt.`,
    'Laat er een over, of geef de andere de status uitgeschreven.',
  ],
  'registered-already': (number) => [
    `Deze persoon is eerder overgenomen en heeft hier al een registratie die loopt, met nummer ${number}.`,
    'Haal de rij weg, of geef de registratie de status uitgeschreven.',
  ],
  'answered-here': (given) => [
    `‘${given}’ is hier al beantwoord.`,
    'Haal de rij weg: wat hier staat, blijft staan.',
  ],
  'entered-here': (given) => [
    `‘${given}’ van die dag heeft deze persoon hier zelf al ingevoerd.`,
    'Haal de rij weg: wat hier staat, blijft staan en telt één keer.',
  ],
  'no-person': (given) => [
    `Er is geen persoon met de sleutel ‘${given}’.`,
    'Verbeter de sleutel, of voeg de persoon toe.',
  ],
  'no-registration': (given) => [
    `Er is geen registratie met het nummer ${given}.`,
    'Verbeter het nummer, of voeg de registratie toe.',
  ],
  'no-registration-of-person': () => [
    'Bij deze persoon hoort geen registratie.',
    'Voeg de registratie toe, of haal de persoon weg.',
  ],
  'no-activity': (given) => [
    `Er is geen activiteit met de sleutel ‘${given}’.`,
    'Verbeter de sleutel, of voeg de activiteit toe.',
  ],
  'code-taken': (given) => [
    `De code ${given} staat hier al op een ander papier.`,
    'Verbeter de code, of haal de rij weg.',
  ],
  changed: (given) => [
    `Deze rij is op ${dayOf(given)} overgenomen en staat nu anders in het bestand.`,
    'Er verandert niets aan wat is overgenomen. Wijzig het in het dossier als dat nodig is.',
  ],
  'not-written': (given) => [
    `Dit kon niet worden overgenomen: ${given}`,
    'Kijk of er intussen iets is veranderd en lever de rij opnieuw aan.',
  ],
} as const satisfies Readonly<
  Record<string, (given: string, against: string) => readonly [wrong: string, mend: string]>
>

function dayOf(iso: string): string {
  return formatDay(Temporal.PlainDate.from(iso))
}
