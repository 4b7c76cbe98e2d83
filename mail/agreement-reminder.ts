import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Reminds somebody of an agreement that has not been signed yet. */
export function agreementReminder(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  /** The last day on which it can be signed, in ISO text. */
  readonly signBefore: string
  /** The day on which they said that the paper comes by post, in ISO text; undefined where they did not. */
  readonly announcedOn: string | undefined
  /** How many days there are left, at least one. */
  readonly daysLeft: number
}): Letter {
  const { your, You, Your, say } = voice(data.register.formOfAddress)
  const days = data.daysLeft === 1 ? '1 dag' : `${data.daysLeft} dagen`
  return letter(data.register, {
    fact: `nog ${days} om ${your} overeenkomst te ondertekenen`,
    to: data.name,
    why:
      data.announcedOn === undefined
        ? `${Your} overeenkomst met ${data.register.wording.register.full} is nog niet ondertekend.`
        : `${You} liet op ${formatDay(data.announcedOn)} weten dat ${your} overeenkomst met ${data.register.wording.register.full} per post komt. Die is nog niet binnen.`,
    todo:
      data.announcedOn === undefined
        ? `Onderteken de overeenkomst uiterlijk op ${formatDay(data.signBefore)}. Dat kan digitaal.`
        : `Zorg dat het papier er uiterlijk op ${formatDay(data.signBefore)} is, of onderteken toch digitaal.`,
    facts: [
      ['Overeenkomst', data.number],
      ['Ondertekenen kan tot en met', formatDay(data.signBefore)],
    ],
    more: [
      `Na die dag vervalt de overeenkomst. ${You} kunt dan een nieuwe aanvragen.`,
      say(
        'Wil je niet meer meedoen? Dan hoef je niets te doen.',
        'Wilt u niet meer meedoen? Dan hoeft u niets te doen.',
      ),
    ],
    signIn: true,
  })
}
