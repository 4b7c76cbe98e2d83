import { formatDay } from '#language/days.ts'
import { sentenceCase } from '#language/sentences.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Asks somebody what they have to say about a verdict on them, before it is decided on. Days are ISO text. */
export function verdictHearing(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  /** Whose verdict it is. */
  readonly by: string
  readonly givenOn: string
  readonly gist: string
  /** Who decides: "het bestuur". */
  readonly decides: string
  /** The last day on which they can answer. */
  readonly before: string
}): Letter {
  const { you, your, say } = voice(data.register.formOfAddress)
  const last = formatDay(data.before)
  return letter(data.register, {
    fact: `wat ${say('vind je', 'vindt u')} van uitspraak ${data.number}?`,
    to: data.name,
    why: `Het register kent een uitspraak van ${data.by} over ${say('jou', 'u')}. ${sentenceCase(data.decides)} beslist wat die betekent voor ${your} registratie.`,
    todo: `${say('Je kunt', 'U kunt')} eerst zeggen wat ${you} ervan vindt. Dat kan tot en met ${last}. Er is nog niets besloten.`,
    quote: data.gist,
    facts: [
      ['Uitspraak', data.number],
      ['Van', data.by],
      ['Gedaan op', formatDay(data.givenOn)],
      ['Reageren kan tot en met', last],
    ],
    signIn: true,
  })
}
