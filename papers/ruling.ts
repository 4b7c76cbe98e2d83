import { formatDay } from '#language/days.ts'
import { formatMoney } from '#language/numbers.ts'
import type { Addressee, DocumentRegister, MadeDocument } from './register.ts'
import { typeset } from './typeset.ts'

/** A decision of the board where the regulation is silent, as a letter. Days are ISO text. */
export type RulingData = {
  readonly register: DocumentRegister
  readonly person: Addressee
  readonly registrationNumber: string
  /** Of the question: "B-2027-0004". */
  readonly number: string
  readonly askedOn: string
  readonly decidedOn: string
  /** Who decided: "het bestuur", "Het bestuur". */
  readonly board: { readonly the: string; readonly The: string }
  /** What whoever advises advised; absent where nobody did. */
  readonly advice?: {
    readonly by: string
    readonly By: string
    readonly given: 'for' | 'against' | 'divided'
  }
  readonly question: string
  readonly wish: string
  readonly granted: boolean
  readonly decision: string
  readonly ground: string
  /** Under what it is given; absent where it is given without more. */
  readonly condition?: string
  /** The last day on which it holds; absent where it has no end. */
  readonly until?: string
  /** The decision that it takes the place of: its day, and why there is another. */
  readonly instead?: { readonly of: string; readonly because: string }
  /** What rests on the decision before, and does not change by itself; one sentence each. */
  readonly stays: readonly string[]
  /** The application that waited for it, which has a decision of its own; absent for one's own question. */
  readonly applicationNumber?: string
  readonly objection: {
    readonly weeks: number
    /** The last day on which an objection can be made. */
    readonly last: string
    /** Where to send it when not through the site. */
    readonly to: readonly string[]
    readonly decisionWeeks: number
    /** Whether it can be made by signing in. */
    readonly here?: boolean
    /** What it costs, in cents; absent for nothing. */
    readonly fee?: number
  }
}

/** The letter with a decision of the board: what it decided, why, what that means and how to object. */
export function ruling(data: RulingData): Promise<MadeDocument> {
  const { register, instead, advice, condition, until, applicationNumber, ...rest } = data
  return typeset({
    template: 'ruling',
    title: `Besluit op verzoek ${data.number}`,
    fileName: rulingName(data),
    day: data.decidedOn,
    register,
    data: {
      ...rest,
      askedOn: formatDay(data.askedOn),
      decidedOn: formatDay(data.decidedOn),
      advice: advice ?? null,
      condition: condition ?? null,
      until: until === undefined ? null : formatDay(until),
      applicationNumber: applicationNumber ?? null,
      instead: instead === undefined ? null : { ...instead, of: formatDay(instead.of) },
      objection: {
        ...data.objection,
        last: formatDay(data.objection.last),
        here: data.objection.here ?? false,
        fee: data.objection.fee === undefined ? null : formatMoney(data.objection.fee),
      },
    },
  })
}

/** What it is called when it is downloaded, without its ending. */
export function rulingName({
  number,
  decidedOn,
}: Pick<RulingData, 'number' | 'decidedOn'>): string {
  return `besluit-${number}-${decidedOn}`
}
