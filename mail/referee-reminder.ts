import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Reminds a referee of a request that has not been answered. */
export function refereeReminder(data: {
  readonly register: MailRegister
  readonly refereeName: string
  readonly professionalName: string
  readonly activity: string
  readonly url: string
  /** The last day on which the link works, in ISO text. */
  readonly before: string
}): Letter {
  const { You, you, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `herinnering: bevestig een activiteit van ${data.professionalName}`,
    to: data.refereeName,
    why: `${data.professionalName} heeft ${you} gevraagd om een activiteit te bevestigen. Wij hebben nog geen antwoord.`,
    todo: `Zeg uiterlijk op ${formatDay(data.before)} of het klopt. ${You} hebt geen account nodig.`,
    link: { label: 'Activiteit bekijken', url: data.url },
    facts: [
      ['Activiteit', data.activity],
      ['Reageren kan tot en met', formatDay(data.before)],
    ],
    more: [
      say(
        'Klopt het niet, of kun je het niet weten? Dat kun je op dezelfde pagina zeggen.',
        'Klopt het niet, of kunt u het niet weten? Dat kunt u op dezelfde pagina zeggen.',
      ),
    ],
  })
}
