import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Reminds somebody, a week before the end, of what an application still needs. */
export function applicationReminder(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  readonly items: readonly string[]
  /** The last day to answer, in ISO text. */
  readonly before: string
  readonly daysLeft: number
}): Letter {
  const { your, Your } = voice(data.register.formOfAddress)
  const days = data.daysLeft === 1 ? '1 dag' : `${data.daysLeft} dagen`
  return letter(data.register, {
    fact: `nog ${days} om ${your} aanvraag aan te vullen`,
    to: data.name,
    why: `${Your} aanvraag is nog niet aangevuld.`,
    todo: `Vul dit aan uiterlijk op ${formatDay(data.before)}:`,
    items: data.items,
    facts: [
      ['Aanvraag', data.number],
      ['Aanvullen kan tot en met', formatDay(data.before)],
    ],
    more: ['Lukt dat niet op tijd? Neem dan vóór die dag contact met ons op.'],
    signIn: true,
  })
}
