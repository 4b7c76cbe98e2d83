import { formatDay } from '#language/days.ts'
import type { Addressee, DocumentRegister, MadeDocument } from './register.ts'
import { typeset } from './typeset.ts'

/** What the letter to whoever told that somebody has died says. Days are ISO text. */
export type CondolenceData = {
  readonly register: DocumentRegister
  /** Whoever told it. */
  readonly person: Addressee
  /** Who has died. */
  readonly who: string
  /** Their number; empty without one. */
  readonly number: string
  readonly date: string
}

/** The letter to whoever told that somebody has died, where it goes on paper. */
export function condolence(data: CondolenceData): Promise<MadeDocument> {
  return typeset({
    template: 'condolence',
    title: `Bericht over ${data.who}`,
    fileName: condolenceName(data),
    day: data.date,
    register: data.register,
    data: {
      person: data.person,
      who: data.who,
      number: data.number,
      date: formatDay(data.date),
    },
  })
}

/** What it is called when it is downloaded, without its ending. */
export function condolenceName({ date }: Pick<CondolenceData, 'date'>): string {
  return `brief-${date}`
}
