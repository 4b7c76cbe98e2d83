import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Says that an agreement lapsed unsigned, and that a new one can be asked for. */
export function agreementLapsed(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  /** The last day on which it could be signed, in ISO text. */
  readonly signBefore: string
  /** The day on which the data of the sign-up are removed, in ISO text. */
  readonly removedOn: string
}): Letter {
  const { your, Your, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `${your} overeenkomst is verlopen`,
    to: data.name,
    why: `${Your} overeenkomst is niet op tijd ondertekend. Daarom is de overeenkomst verlopen.`,
    todo: say(
      'Wil je toch meedoen? Vraag dan een nieuwe overeenkomst aan.',
      'Wilt u toch meedoen? Vraag dan een nieuwe overeenkomst aan.',
    ),
    facts: [
      ['Overeenkomst', data.number],
      ['Ondertekenen kon tot en met', formatDay(data.signBefore)],
    ],
    more: [
      say(
        `Vraag je niets aan? Dan verwijderen wij je aanmelding op ${formatDay(data.removedOn)}.`,
        `Vraagt u niets aan? Dan verwijderen wij uw aanmelding op ${formatDay(data.removedOn)}.`,
      ),
    ],
    signIn: true,
  })
}
