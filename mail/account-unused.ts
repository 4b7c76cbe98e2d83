import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Warns that an account with which nobody signed up goes, with what was typed, and how to keep either. */
export function accountUnused(data: {
  readonly register: MailRegister
  readonly name: string
  /** The day on which it goes, in ISO text. */
  readonly removedOn: string
}): Letter {
  const { your, you, Your, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `${your} account wordt verwijderd op ${formatDay(data.removedOn)}`,
    to: data.name,
    why: `${Your} aanmelding is niet afgemaakt. Daarom verwijderen wij ${your} account, met alles wat ${you} hebt ingevuld.`,
    todo: say(
      'Wil je toch meedoen? Ga dan verder met je aanmelding. Alleen inloggen is niet genoeg.',
      'Wilt u toch meedoen? Ga dan verder met uw aanmelding. Alleen inloggen is niet genoeg.',
    ),
    facts: [['Wordt verwijderd op', formatDay(data.removedOn)]],
    more: [
      say(
        'Wil je bewaren wat je hebt ingevuld? Dat kun je tot die dag downloaden bij je aanmelding.',
        'Wilt u bewaren wat u hebt ingevuld? Dat kunt u tot die dag downloaden bij uw aanmelding.',
      ),
    ],
    signIn: true,
  })
}
