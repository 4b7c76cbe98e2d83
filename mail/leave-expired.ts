import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Tells that leave was not decided on any more, as the period that it lies in was decided on first. */
export function leaveExpired(data: {
  readonly register: MailRegister
  readonly name: string
  /** In ISO text. */
  readonly first: string
  readonly last: string
}): Letter {
  const { register, first, last } = data
  const { your, Your } = voice(register.formOfAddress)
  return letter(register, {
    fact: `over ${your} verlof hoeft niet meer te worden beslist`,
    to: data.name,
    why: `Over de periode waarin ${your} verlof valt, is intussen besloten. Het verlof verandert daar niets meer aan.`,
    facts: [[`${Your} verlof`, `${formatDay(first)} tot en met ${formatDay(last)}`]],
    signIn: true,
  })
}
