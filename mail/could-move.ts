import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Tells somebody that the work that another category asks is stated and enough, so that they could ask for it. */
export function couldMove(data: {
  readonly register: MailRegister
  readonly name: string
  /** What the categories are called. */
  readonly held: string
  readonly other: string
}): Letter {
  const { You, you, your, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `${you} kunt misschien ${data.other} worden`,
    to: data.name,
    why: `${You} bent nu ${data.held}. Met de werkervaring in ${your} dossier ${say('voldoe je', 'voldoet u')} aan wat ${data.other} aan werk vraagt.`,
    todo: `${say('Wil je', 'Wilt u')} ${data.other} worden? Dat ${say('vraag je', 'vraagt u')} zelf aan. ${You} hoeft niets te doen als ${you} ${data.held} wilt blijven.`,
    facts: [
      ['Nu', data.held],
      ['Mogelijk', data.other],
    ],
    signIn: true,
  })
}
