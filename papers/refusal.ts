import { formatDay } from '#language/days.ts'
import type { Unit } from '#language/numbers.ts'
import { formatMoney, quantityInText } from '#language/numbers.ts'
import type { Addressee, DocumentRegister, MadeDocument } from './register.ts'
import { typeset } from './typeset.ts'

/** What the committee found of one norm. Quantities are hundredths. */
export type RefusedNorm = {
  readonly name: string
  /** Where the norm stands, such as `artikel 5, lid 2`. */
  readonly source: string
  readonly met: boolean
  /** Absent where the norm is not a number. */
  readonly required?: number
  readonly counted?: number
  /** The word behind them, where it is not the register's unit. */
  readonly unit?: Unit
  readonly reasons: readonly string[]
}

/** What the letter says in which less is given than was asked. Days are ISO text. */
export type RefusalData = {
  readonly register: DocumentRegister
  readonly person: Addressee
  readonly registrationNumber: string
  readonly applicationNumber: string
  readonly kind: 'first' | 'renewal' | 'move'
  readonly date: string
  readonly decidedOn: string
  readonly norms: readonly RefusedNorm[]
  /** The reason for the whole, in the words of the committee. */
  readonly reason: string
  /** Where somebody is registered for a while instead: its days, and what must be done by then. */
  readonly temporary?: {
    readonly first: string
    readonly last: string
    readonly open: readonly string[]
    /** The months of it are taken off the full period that follows. */
    readonly shortensNext: boolean
    /** What the regulation says of it, with its article. */
    readonly rule: string
  }
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

/**
 * The letter in which the committee says no, or registers somebody for a while instead, with its
 * reason per norm and how to object.
 */
export function refusal(data: RefusalData): Promise<MadeDocument> {
  const { unit } = data.register
  return typeset({
    template: 'refusal',
    title: `Besluit op aanvraag ${data.applicationNumber}`,
    fileName: refusalName(data),
    day: data.date,
    register: data.register,
    data: {
      person: data.person,
      registrationNumber: data.registrationNumber,
      applicationNumber: data.applicationNumber,
      kind: data.kind,
      date: formatDay(data.date),
      decidedOn: formatDay(data.decidedOn),
      norms: data.norms.map((norm) => ({
        name: norm.name,
        source: norm.source,
        met: norm.met,
        required:
          norm.required === undefined ? null : quantityInText(norm.required, norm.unit ?? unit),
        counted:
          norm.counted === undefined ? null : quantityInText(norm.counted, norm.unit ?? unit),
        reasons: norm.reasons,
      })),
      reason: data.reason,
      temporary:
        data.temporary === undefined
          ? null
          : {
              ...data.temporary,
              first: formatDay(data.temporary.first),
              last: formatDay(data.temporary.last),
            },
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
export function refusalName(data: RefusalData): string {
  return `besluit-${data.applicationNumber}`
}
