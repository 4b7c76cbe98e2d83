import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Says to somebody that an employer proposes a course to them, together with their team. */
export function courseProposed(data: {
  readonly register: MailRegister
  readonly name: string
  readonly organisation: string
  readonly team: string
  readonly course: string
  /** The first day of it, in ISO text. */
  readonly on: string
}): Letter {
  const { You, you, your, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `voorstel van ${data.organisation} voor een opleiding`,
    to: data.name,
    why: `${data.organisation} (team ${data.team}) stelt ${say('je', 'u')} de opleiding ‘${data.course}’ voor, op ${formatDay(data.on)}.`,
    todo: `Kijk in ${your} portfolio wat de opleiding ${say('je', 'u')} brengt, en of ${you} meedoet.`,
    more: [
      `${You} hoeft niet mee te doen, en niemand vraagt waarom.`,
      `${say('Wil je', 'Wilt u')} geen berichten over wat ${you} plant? Zet ze dan uit bij Opleidingen, onder ‘Bewaard en gepland’.`,
    ],
    signIn: true,
  })
}
