import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Tells who decides on registrations that a verdict, or a proposal of a colleague, waits for them. */
export function measureWaits(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  readonly part: 'decides' | 'agrees'
}): Letter {
  const { your } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `uitspraak ${data.number} wacht op ${data.part === 'decides' ? 'een besluit' : `${your} mening`}`,
    to: data.name,
    why:
      data.part === 'decides'
        ? `Bij uitspraak ${data.number} moet worden besloten wat die betekent voor een registratie.`
        : `Een collega heeft een besluit voorgesteld bij uitspraak ${data.number}. Dat geldt pas als genoeg leden het ermee eens zijn.`,
    facts: [['Uitspraak', data.number]],
    signIn: true,
  })
}
