import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Tells somebody that a new version of the regulation comes, and whether it changes something for them. */
export function versionComes(data: {
  readonly register: MailRegister
  readonly name: string
  /** ISO text. */
  readonly from: string
  readonly title: string
  /** How they would stand by it with what they have, as a sentence. */
  readonly standing: string
  /** How many things are otherwise for them. */
  readonly changes: number
  /** The rule by which it may be applied now, where it may. */
  readonly early: string | undefined
}): Letter {
  const { You, you, your, say } = voice(data.register.formOfAddress)
  const day = formatDay(data.from)
  const none = data.changes === 0
  return letter(data.register, {
    fact: `vanaf ${day} geldt een nieuwe versie van het reglement`,
    to: data.name,
    why: none
      ? `We legden ${your} portfolio van vandaag naast die versie. Voor ${you} verandert er niets.`
      : `We legden ${your} portfolio van vandaag naast die versie. Er ${data.changes === 1 ? 'verandert 1 ding' : `veranderen ${data.changes} dingen`} voor ${you}. ${data.standing}`,
    todo: none
      ? `${You} hoeft niets te doen.`
      : `Bekijk bij ‘Nieuwe versie’ in ${your} portfolio wat er verandert.${data.early === undefined ? '' : ` ${say('Je kunt', 'U kunt')} daar ook vragen om die versie nu al toe te passen.`}`,
    facts: [
      ['Versie', data.title],
      ['Geldt vanaf', day],
    ],
    signIn: true,
  })
}
