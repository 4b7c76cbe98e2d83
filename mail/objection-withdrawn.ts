import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Confirms that somebody took their objection back. */
export function objectionWithdrawn(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  readonly title: string
  /** What has its effect after all now, each in a sentence. */
  readonly resumes: readonly string[]
}): Letter {
  const { your, You } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `${your} bezwaar ${data.number} is ingetrokken`,
    to: data.name,
    why: `${You} hebt ${your} bezwaar ingetrokken. Er komt geen besluit op. Het besluit waar het om ging, blijft gelden.`,
    facts: [
      ['Bezwaar', data.number],
      ['Tegen', data.title],
    ],
    more: data.resumes,
  })
}
