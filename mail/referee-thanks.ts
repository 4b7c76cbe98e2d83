import { momentInText } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Thanks a referee and repeats what was answered. */
export function refereeThanks(data: {
  readonly register: MailRegister
  readonly refereeName: string
  readonly professionalName: string
  readonly activity: string
  readonly answer: 'confirmed' | 'declined'
  /** A moment in ISO text. */
  readonly answeredAt: string
}): Letter {
  const { your, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `bedankt voor ${your} antwoord`,
    to: data.refereeName,
    why: `Wij hebben ${your} antwoord ontvangen. ${say('Dank je wel.', 'Dank u wel.')}`,
    todo: say('Je hoeft niets meer te doen.', 'U hoeft niets meer te doen.'),
    facts: [
      ['Activiteit', data.activity],
      ['Van', data.professionalName],
      [
        say('Jouw antwoord', 'Uw antwoord'),
        data.answer === 'confirmed' ? 'Het klopt' : 'Het klopt niet',
      ],
      ['Gegeven op', momentInText(data.answeredAt)],
    ],
    more: [
      say(
        'Heb je dit antwoord niet gegeven? Laat het ons dan weten.',
        'Hebt u dit antwoord niet gegeven? Laat het ons dan weten.',
      ),
    ],
  })
}
