import { formatDay } from '#language/days.ts'
import type { Addressee, DocumentRegister, MadeDocument } from './register.ts'
import { typeset } from './typeset.ts'

/** A decision on what a provider asked to have accredited, as a letter. Days are ISO text. */
export type AccreditationData = {
  readonly register: DocumentRegister
  readonly asker: Addressee
  /** Of the request: "ACC-KRSD-00012". */
  readonly number: string
  /** Of the course: "OPL-000012"; empty for a training that a register named. */
  readonly courseNumber: string
  readonly course: string
  readonly handedInOn: string
  readonly decidedOn: string
  /** Who decided: "de commissie", "De commissie". */
  readonly by: { readonly the: string; readonly The: string }
  /** What it counts for and how long; null where it is refused. */
  readonly granted: {
    readonly counts: readonly string[]
    readonly first: string
    readonly last: string
    readonly conditions: string
  } | null
  readonly reason: string
  readonly objection: {
    /** The last day on which an objection can be made. */
    readonly last: string
    readonly to: readonly string[]
    readonly decisionWeeks: number
  }
}

/** The letter with a decision on accreditation: what it counts for, how long, why, and how to object. */
export function accreditation(data: AccreditationData): Promise<MadeDocument> {
  const { register, granted, ...rest } = data
  return typeset({
    template: 'accreditation',
    title: `Besluit op aanvraag ${data.number}`,
    fileName: accreditationName(data),
    day: data.decidedOn,
    register,
    data: {
      ...rest,
      handedInOn: formatDay(data.handedInOn),
      decidedOn: formatDay(data.decidedOn),
      granted:
        granted === null
          ? null
          : { ...granted, first: formatDay(granted.first), last: formatDay(granted.last) },
      objection: { ...data.objection, last: formatDay(data.objection.last) },
    },
  })
}

/** What it is called when it is downloaded, without its ending. */
export function accreditationName({ number }: Pick<AccreditationData, 'number'>): string {
  return `besluit-${number}`
}
