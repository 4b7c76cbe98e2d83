import { momentInText } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

interface Answered {
  readonly register: MailRegister
  /** Whoever answered. */
  readonly name: string
  readonly professionalName: string
  readonly answer: 'confirmed' | 'declined'
  /** A moment in ISO text. */
  readonly answeredAt: string
}

/** Thanks a referee and repeats what was answered. */
export function refereeThanks(data: Answered & { readonly activity: string }): Letter {
  return thanks(data, {
    about: [
      ['Activiteit', data.activity],
      ['Van', data.professionalName],
    ],
    words: { confirmed: 'Het klopt', declined: 'Het klopt niet' },
  })
}

/** Thanks whoever stated something and repeats what they answered. */
export function attestationThanks(data: Answered & { readonly document: string }): Letter {
  return thanks(data, {
    about: [
      ['Over', data.professionalName],
      ['Verklaring', data.document],
    ],
    words: { confirmed: 'Verklaard', declined: 'Niet verklaard' },
  })
}

function thanks(
  { register, name, answer, answeredAt }: Answered,
  said: {
    readonly about: readonly (readonly [string, string])[]
    readonly words: Readonly<Record<Answered['answer'], string>>
  },
): Letter {
  const { your, say } = voice(register.formOfAddress)
  return letter(register, {
    fact: `bedankt voor ${your} antwoord`,
    to: name,
    why: `Wij hebben ${your} antwoord ontvangen. ${say('Dank je wel.', 'Dank u wel.')}`,
    todo: say('Je hoeft niets meer te doen.', 'U hoeft niets meer te doen.'),
    facts: [
      ...said.about,
      [say('Jouw antwoord', 'Uw antwoord'), said.words[answer]],
      ['Gegeven op', momentInText(answeredAt)],
    ],
    more: [
      say(
        'Heb je dit antwoord niet gegeven? Laat het ons dan weten.',
        'Hebt u dit antwoord niet gegeven? Laat het ons dan weten.',
      ),
    ],
  })
}
