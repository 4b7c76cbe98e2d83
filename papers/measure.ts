import { formatDay } from '#language/days.ts'
import type { Addressee, DocumentRegister, MadeDocument } from './register.ts'
import { typeset } from './typeset.ts'

/** What a register decided after a verdict of a college outside it, as a letter. Days are ISO text. */
export type MeasureData = {
  readonly register: DocumentRegister
  readonly person: Addressee
  readonly registrationNumber: string
  /** Of the verdict as it was recorded: "V-2027-0004". */
  readonly number: string
  /** Whose verdict it is, of which day, and what it says. */
  readonly by: string
  readonly givenOn: string
  readonly gist: string
  readonly decidedOn: string
  /** Who decided: "het bestuur", "Het bestuur". */
  readonly board: { readonly the: string; readonly The: string }
  readonly kind: 'none' | 'warning' | 'suspension' | 'removal' | 'lift'
  /** Before the person was heard. */
  readonly interim: boolean
  /** The days of a suspension. */
  readonly first?: string
  readonly last?: string
  /** From when whoever was removed can sign up again. */
  readonly backFrom?: string
  readonly reason: string
  /** What the person said about it; empty where they said nothing. */
  readonly heard: string
  /** What somebody can still do while suspended. */
  readonly meanwhile: {
    readonly activities: boolean
    readonly apply: boolean
    readonly invoices: boolean
  }
  readonly objection: {
    readonly weeks: number
    readonly last: string
    readonly to: readonly string[]
    readonly decisionWeeks: number
    /** The decision waits for the answer to an objection. */
    readonly suspends: boolean
  }
}

/** The letter with a decision after a verdict: what was decided, why, what it means and how to object. */
export function measure(data: MeasureData): Promise<MadeDocument> {
  const { register, first, last, backFrom, ...rest } = data
  const day = (iso: string | undefined) => (iso === undefined ? null : formatDay(iso))
  return typeset({
    template: 'measure',
    title: `Besluit na uitspraak ${data.number}`,
    fileName: measureName(data),
    day: data.decidedOn,
    register,
    data: {
      ...rest,
      givenOn: formatDay(data.givenOn),
      decidedOn: formatDay(data.decidedOn),
      first: day(first),
      last: day(last),
      backFrom: day(backFrom),
      objection: { ...data.objection, last: formatDay(data.objection.last) },
    },
  })
}

/** What it is called when it is downloaded, without its ending. */
export function measureName({
  number,
  decidedOn,
}: Pick<MeasureData, 'number' | 'decidedOn'>): string {
  return `besluit-${number}-${decidedOn}`
}
