import { formatDay } from '#language/days.ts'
import type { DocumentRegister, MadeDocument } from './register.ts'
import { typeset } from './typeset.ts'

/** What the form says with which an activity is registered and signed for. Days are ISO text. */
export type RegistrationFormData = {
  readonly register: DocumentRegister
  /** What the register calls it: "Registratieformulier vrije ruimte". */
  readonly heading: string
  readonly name: string
  readonly registrationNumber?: string
  readonly activity: string
  readonly kind: string
  readonly completedOn?: string
  /** The amount with its unit, where one was claimed. */
  readonly amount?: string
  readonly answers: readonly { readonly question: string; readonly answer: string }[]
  readonly criterion?: string
  /** The day on which its owner handed it in, who signs with that. */
  readonly handedInOn?: string
  /** Who confirmed it digitally, and when. */
  readonly referee?: {
    readonly name: string
    readonly relation: string
    readonly confirmedOn: string
  }
  /** Why nobody can confirm it, where its owner signed for it alone. */
  readonly alone?: { readonly on: string; readonly reason: string }
  readonly madeOn: string
}

/**
 * The form of an activity with both signatures: what was signed digitally is said with its day, and
 * where nobody did there are lines to sign on.
 */
export function registrationForm(data: RegistrationFormData): Promise<MadeDocument> {
  const { register, heading, activity, completedOn, handedInOn, referee, alone, madeOn } = data
  return typeset({
    template: 'registration-form',
    title: `${heading}: ${activity}`,
    fileName: `${heading}-${activity}`.toLowerCase().replaceAll(' ', '-').slice(0, 80),
    day: madeOn,
    register,
    data: {
      ...data,
      registrationNumber: data.registrationNumber ?? null,
      amount: data.amount ?? null,
      completedOn: completedOn === undefined ? null : formatDay(completedOn),
      criterion: data.criterion ?? null,
      owner:
        handedInOn === undefined
          ? null
          : `${data.name} stuurde dit digitaal in op ${formatDay(handedInOn)}.`,
      referee:
        referee === undefined
          ? null
          : `${referee.name} (${referee.relation}) bevestigde dit digitaal op ${formatDay(referee.confirmedOn)}.`,
      alone:
        alone === undefined
          ? null
          : `${data.name} ondertekende dit zelf op ${formatDay(alone.on)}. Waarom een referent niet kan: ${alone.reason}`,
      madeOn: formatDay(madeOn),
    },
  })
}
