import { formatDay } from '#language/days.ts'
import type { Addressee, DocumentRegister, MadeDocument } from './register.ts'
import { typeset } from './typeset.ts'

/** A decision on a status that was set by hand, as a letter. Days are ISO text. */
export type StatusByHandData = {
  readonly register: DocumentRegister
  readonly person: Addressee
  readonly registrationNumber: string
  readonly decidedOn: string
  /** Who decided: "het bestuur", "Het bestuur". */
  readonly board: { readonly the: string; readonly The: string }
  /** What was decided and what it means, in sentences. */
  readonly what: string
  readonly means: readonly string[]
  /** The ground, on what it rests, and in which document the decision stands. */
  readonly ground: string
  readonly rests: string
  readonly source: string
  readonly reason: string
  readonly objection: {
    readonly weeks: number
    readonly last: string
    readonly to: readonly string[]
    readonly decisionWeeks: number
    /** Whether an objection can be made in the portal. */
    readonly here: boolean
  }
}

/** The letter with a decision that was carried out by hand: what, why, what it means and how to object. */
export function statusByHand(data: StatusByHandData): Promise<MadeDocument> {
  const { register, ...rest } = data
  return typeset({
    template: 'status-by-hand',
    title: 'Besluit over de registratie',
    fileName: statusByHandName(data),
    day: data.decidedOn,
    register,
    data: {
      ...rest,
      decidedOn: formatDay(data.decidedOn),
      objection: { ...data.objection, last: formatDay(data.objection.last) },
    },
  })
}

/** What it is called when it is downloaded, without its ending. */
export function statusByHandName({ decidedOn }: Pick<StatusByHandData, 'decidedOn'>): string {
  return `besluit-registratie-${decidedOn}`
}
