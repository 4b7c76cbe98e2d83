import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Tells who asked whether their colleague takes it on. */
export function supervisionAnswered(data: {
  readonly register: MailRegister
  readonly name: string
  readonly colleague: string
  readonly who: string
  readonly answer: 'accept' | 'decline'
  /** Why not, in their words; may be empty. */
  readonly remark: string
}): Letter {
  const { You, your, say } = voice(data.register.formOfAddress)
  const accepted = data.answer === 'accept'
  return letter(data.register, {
    fact: accepted
      ? `${your} vraag aan een ${data.who} is aangenomen`
      : `${your} vraag aan een ${data.who} is afgewezen`,
    to: data.name,
    why: accepted
      ? `${data.colleague} heeft toegezegd ${your} ${data.who} te zijn. Het staat in ${your} dossier.`
      : `${data.colleague} heeft ${your} vraag afgewezen.`,
    ...(data.remark === '' ? {} : { quote: data.remark }),
    todo: accepted
      ? say('Je hoeft niets te doen.', 'U hoeft niets te doen.')
      : `${You} kunt in ${your} dossier iemand anders vragen.`,
    signIn: !accepted,
  })
}
