import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Tells one of the two that what a colleague took on has ended, and why. */
export function supervisionEnded(data: {
  readonly register: MailRegister
  readonly name: string
  /** The name of the other one. */
  readonly other: string
  readonly who: string
  readonly reason: string
  /** Whether it had been promised, or only asked. */
  readonly wasAccepted: boolean
  /** Who reads it; without one, somebody else is to be asked. */
  readonly to: 'professional' | 'professional-without' | 'colleague'
}): Letter {
  const { You, you, your, say } = voice(data.register.formOfAddress)
  const colleague = data.to === 'colleague'
  return letter(data.register, {
    fact: colleague
      ? `${you} ${data.wasAccepted ? 'bent' : 'wordt'} niet ${data.wasAccepted ? 'meer ' : ''}de ${data.who} van ${data.other}`
      : data.wasAccepted
        ? say(`je hebt geen ${data.who} meer`, `u hebt geen ${data.who} meer`)
        : `${your} vraag aan een ${data.who} is vervallen`,
    to: data.name,
    why: colleague ? data.reason : `${data.other} begeleidt ${you} niet. ${data.reason}`,
    todo:
      data.to === 'professional-without'
        ? `Vraag in ${your} dossier iemand anders als ${data.who}. ${You} hebt er steeds een nodig.`
        : say('Je hoeft niets te doen.', 'U hoeft niets te doen.'),
    signIn: data.to === 'professional-without',
  })
}
