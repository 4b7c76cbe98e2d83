import { formatDay } from '#language/days.ts'
import { formatMoney } from '#language/numbers.ts'
import type { Addressee, DocumentRegister, MadeDocument } from './register.ts'
import { typeset } from './typeset.ts'

/** What was decided on an objection, as a letter. Days are ISO text, amounts in cents. */
export type ObjectionData = {
  readonly register: DocumentRegister
  readonly person: Addressee
  readonly registrationNumber: string
  /** Of the objection: "BZ-2027-0004". */
  readonly number: string
  /** The decision that it is about, and its day. */
  readonly title: string
  readonly of: string
  readonly receivedOn: string
  readonly decidedOn: string
  /** Who decided: "het bestuur", "Het bestuur". */
  readonly body: { readonly the: string; readonly The: string }
  readonly outcome: 'unfounded' | 'partly' | 'founded' | 'inadmissible'
  readonly decision: string
  readonly reason: string
  /** Of one that came late: whether that could be excused. */
  readonly excusable?: boolean
  /** Whether somebody was heard and when, or for what reason nobody was. */
  readonly heard?: string
  readonly unheard?: string
  /** What changes by it, each in a line. */
  readonly changes: readonly string[]
  readonly fee: number
  /** Where somebody can go who does not agree. */
  readonly further?: string
}

/** The letter with the decision on an objection: what it is, why, what changes, and where to go further. */
export function objection(data: ObjectionData): Promise<MadeDocument> {
  const { register, heard, unheard, excusable, further, ...rest } = data
  return typeset({
    template: 'objection',
    title: `Besluit op bezwaar ${data.number}`,
    fileName: objectionName(data),
    day: data.decidedOn,
    register,
    data: {
      ...rest,
      of: formatDay(data.of),
      receivedOn: formatDay(data.receivedOn),
      decidedOn: formatDay(data.decidedOn),
      heard: heard === undefined ? null : formatDay(heard),
      unheard: unheard ?? null,
      excusable: excusable ?? null,
      further: further ?? null,
      fee: data.fee === 0 ? null : formatMoney(data.fee),
    },
  })
}

/** What it is called when it is downloaded, without its ending. */
export function objectionName({ number }: Pick<ObjectionData, 'number'>): string {
  return `besluit-${number}`
}
