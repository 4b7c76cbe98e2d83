import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Reminds somebody of the day that they set for their first certification, and whether it is in reach. */
export function targetReminder(data: {
  readonly register: MailRegister
  readonly name: string
  /** A day in ISO text. */
  readonly target: string
  /** Whether the norms are met by then with what is planned. */
  readonly enough: boolean
  /** The sentences that say so. */
  readonly forecast: string
}): Letter {
  const { your, Your, You } = voice(data.register.formOfAddress)
  const { certification } = data.register.wording
  const day = formatDay(data.target)
  return letter(data.register, {
    fact: `${your} streefdatum is ${day}`,
    to: data.name,
    why: `${You} wilt op ${day} ${certification.certified} zijn. ${data.forecast}`,
    todo: data.enough
      ? `Vraag ${certification.name} aan zodra alles in ${your} portfolio staat.`
      : `Kijk in ${your} portfolio wat nog nodig is, en plan het in. Is de datum niet meer haalbaar? Kies dan een andere.`,
    facts: [['Streefdatum', day]],
    more: [
      `${Your} streefdatum is van ${data.register.formOfAddress === 'je' ? 'jezelf' : 'uzelf'}: er gebeurt niets als die voorbijgaat.`,
    ],
    signIn: true,
  })
}
