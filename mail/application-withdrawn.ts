import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Confirms that an application ended without a decision: taken back, or not completed in time. */
export function applicationWithdrawn(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  readonly by: 'applicant' | 'term'
  /** The last day of a certification that the application had kept alive, in ISO text. */
  readonly expiredAfter?: string
}): Letter {
  const { your, Your, You } = voice(data.register.formOfAddress)
  const { certificate, certification, committee } = data.register.wording
  const own = data.by === 'applicant'
  return letter(data.register, {
    fact: own
      ? `${your} aanvraag ${data.number} is ingetrokken`
      : `${your} aanvraag ${data.number} is gestopt`,
    to: data.name,
    why: own
      ? `${You} hebt ${your} aanvraag ingetrokken. ${committee.The} neemt er geen besluit over.`
      : `${Your} aanvraag is niet op tijd aangevuld. Daarom is de aanvraag gestopt. ${committee.The} neemt er geen besluit over.`,
    facts: [
      ['Aanvraag', data.number],
      ...(data.expiredAfter === undefined
        ? []
        : ([[`${certification.Certified} tot en met`, formatDay(data.expiredAfter)]] as const)),
    ],
    more: [
      ...(data.expiredAfter === undefined
        ? []
        : [
            `${Your} ${certification.name} was al afgelopen en bleef alleen gelden door deze aanvraag. Gebruik ${certificate.the} en het keurmerk niet meer.`,
          ]),
      `${Your} portfolio blijft bewaard. ${You} kunt later opnieuw aanvragen.`,
    ],
    signIn: true,
  })
}
