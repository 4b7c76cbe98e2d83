import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

// What can be set right, as people call it, and whether it is a day.
const fields = {
  name: { label: 'Naam' },
  initials: { label: 'Voorletters' },
  street: { label: 'Straat en huisnummer' },
  town: { label: 'Postcode en woonplaats' },
  country: { label: 'Land' },
  phone: { label: 'Telefoonnummer' },
  employer: { label: 'Werkgever' },
  municipality: { label: 'Gemeente of regio' },
  job: { label: 'Functie' },
  email: { label: 'E-mailadres' },
  decided: { label: 'Dag van het besluit', day: true },
  first: { label: 'Geldig vanaf', day: true },
  last: { label: 'Geldig tot en met', day: true },
  year: { label: 'Jaar' },
  received: { label: 'Ontvangen op', day: true },
} as const satisfies Readonly<Record<string, { readonly label: string; readonly day?: true }>>

/** A thing that can be set right. */
export type CorrectedField = keyof typeof fields

/** What a thing that was set right is called. */
export function correctedLabel(field: CorrectedField): string {
  return fields[field].label
}

/** What a thing was or is, in words; an empty text is nothing. */
export function correctedValue(field: CorrectedField, value: string): string {
  if (value === '') return 'niets'
  return 'day' in fields[field] ? formatDay(value) : value
}

/** Says that the register set something right that it had wrong, why, and what somebody can do. */
export function corrected(data: {
  readonly register: MailRegister
  readonly name: string
  readonly changes: readonly {
    readonly field: CorrectedField
    readonly before: string
    readonly after: string
  }[]
  /** Why, in the words of the back office. */
  readonly reason: string
  /** In which document it stands, where a day was decided. */
  readonly source: string
  /** Whether a certificate was made anew with it. */
  readonly reissued: boolean
  /** Whether it changes only once the link in the mail to the new address is opened. */
  readonly toConfirm: boolean
}): Letter {
  const { your, Your, say } = voice(data.register.formOfAddress)
  const { certificate } = data.register.wording
  return letter(data.register, {
    fact: data.toConfirm
      ? `bevestig ${your} nieuwe e-mailadres`
      : `we hebben ${your} gegevens rechtgezet`,
    to: data.name,
    why: data.toConfirm
      ? `Het bureau heeft gevraagd om ${your} e-mailadres te wijzigen. Dat gebeurt pas als ${say('je', 'u')} de link opent in de e-mail aan het nieuwe adres.`
      : `Er stond iets verkeerd in ${your} gegevens. Het bureau heeft dat rechtgezet.`,
    quote: data.reason,
    facts: [
      ...data.changes.map(({ field, before, after }) => {
        const is = `${data.toConfirm ? 'wordt' : 'is nu'} ${correctedValue(field, after)}`
        return [
          correctedLabel(field),
          before === '' ? is : `was ${correctedValue(field, before)}, ${is}`,
        ] as const
      }),
      ...(data.source === '' ? [] : [['Dit staat in', data.source] as const]),
    ],
    more: [
      ...(data.reissued
        ? [
            `${Your} ${certificate.name} is opnieuw gemaakt en heeft een andere code. Staat het keurmerk in ${your} e-mailhandtekening? Zet daar het nieuwe neer.`,
          ]
        : []),
      `Klopt dit niet? Laat het ons dan weten. ${say('Ben je', 'Bent u')} het er niet mee eens? Hoe ${say('je', 'u')} bezwaar maakt, staat op onze website bij ‘Klacht of bezwaar’.`,
    ],
    signIn: true,
  })
}
