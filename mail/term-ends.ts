import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Says that somebody's term in a body of the register comes to its end: to them, or to who administers. */
export function termEnds(data: {
  readonly register: MailRegister
  readonly name: string
  /** "lid van de commissie" */
  readonly seat: string
  /** In ISO text. */
  readonly last: string
  /** Whose term it is, where that is somebody else than who reads this. */
  readonly of?: string
}): Letter {
  const { your, Your, You, say } = voice(data.register.formOfAddress)
  const whose = data.of === undefined ? Your : `De zittingsduur van ${data.of}`
  return letter(data.register, {
    fact: `de zittingsduur als ${data.seat} loopt af`,
    to: data.name,
    why:
      data.of === undefined
        ? `${whose} zittingsduur als ${data.seat} loopt tot en met ${formatDay(data.last)}. Daarna ${say('kun je', 'kunt u')} dat werk niet meer doen.`
        : `${whose} als ${data.seat} loopt tot en met ${formatDay(data.last)}. Daarna kan diegene niet meer meebeslissen.`,
    todo:
      data.of === undefined
        ? `${say('Blijf je', 'Blijft u')} langer? Dan zet de beheerder een nieuwe laatste dag. ${You} hoeft zelf niets te doen.`
        : `Blijft diegene langer? Zet dan een nieuwe laatste dag op ${your} pagina ‘Gebruikers’, of nodig een opvolger uit.`,
    facts: [
      ['Zittingsduur tot en met', formatDay(data.last)],
      ['Als', data.seat],
    ],
  })
}
