import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Says that a suspension is over, and what somebody's status is since. Days are ISO text. */
export function suspensionOver(data: {
  readonly register: MailRegister
  readonly name: string
  readonly last: string
  /** As the register calls it. */
  readonly status: string
}): Letter {
  const { your, Your } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `${your} schorsing is voorbij`,
    to: data.name,
    why: `${Your} schorsing duurde tot en met ${formatDay(data.last)}. Die is nu voorbij.`,
    facts: [[`${Your} status is nu`, data.status]],
    signIn: true,
  })
}
