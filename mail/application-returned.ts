import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Asks for what is missing in an application, item by item. */
export function applicationReturned(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  readonly items: readonly string[]
  /** The last day to answer, in ISO text. */
  readonly before: string
}): Letter {
  const { your, you, You } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `vul ${your} aanvraag aan uiterlijk ${formatDay(data.before)}`,
    to: data.name,
    why: `Wij hebben ${your} aanvraag gecontroleerd. ${missing(data.items.length)}`,
    todo: `Vul dit aan uiterlijk op ${formatDay(data.before)}:`,
    items: data.items,
    facts: [
      ['Aanvraag', data.number],
      ['Aanvullen kan tot en met', formatDay(data.before)],
    ],
    more: [
      `Alleen deze punten kunnen nog worden gewijzigd. De rest blijft zoals ${you} die hebt ingestuurd.`,
      `${You} leest de vragen bij ${your} aanvraag.`,
    ],
    signIn: true,
  })
}

function missing(items: number): string {
  return items === 1 ? 'Wij missen nog 1 ding.' : `Wij missen nog ${items} dingen.`
}
