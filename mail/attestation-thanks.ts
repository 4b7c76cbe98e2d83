import { momentInText } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Thanks whoever stated something and repeats what they answered. */
export function attestationThanks(data: {
  readonly register: MailRegister
  readonly professionalName: string
  readonly document: string
  readonly signedBy: string
  readonly answer: 'confirmed' | 'declined'
  /** A moment in ISO text. */
  readonly answeredAt: string
}): Letter {
  const { your, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `bedankt voor ${your} antwoord`,
    to: data.signedBy,
    why: `Wij hebben ${your} antwoord ontvangen. ${say('Dank je wel.', 'Dank u wel.')}`,
    todo: say('Je hoeft niets meer te doen.', 'U hoeft niets meer te doen.'),
    facts: [
      ['Over', data.professionalName],
      ['Verklaring', data.document],
      [
        say('Jouw antwoord', 'Uw antwoord'),
        data.answer === 'confirmed' ? 'Verklaard' : 'Niet verklaard',
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
