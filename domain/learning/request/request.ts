import type { Counts } from '#domain/courses/accreditation/accreditation.ts'
import type { Owner } from '#domain/courses/course/course.ts'
import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'
import type { Cents } from '#engine'
import { centsOf } from '#engine'
import { versionInForce } from '#regulations/load.ts'
import type { Register } from '#regulations/register.ts'
import { tariffOn, totalOf } from '#regulations/tariffs.ts'

/** How what is asked of one register stands. */
export type PartStatus =
  | 'draft'
  /** With the back office, which looks whether it is complete. */
  | 'handed-in'
  /** More was asked of the provider. */
  | 'asked'
  /** With whoever decides. */
  | 'complete'
  | 'granted'
  | 'refused'
  | 'withdrawn'
  /** What was asked did not come in time. */
  | 'lapsed'

export type PartEvent =
  | 'hand-in'
  | 'complete'
  | 'ask'
  /** To the back office, or where they asked to whoever decides. */
  | 'answer'
  | 'answer-committee'
  | 'grant'
  | 'refuse'
  | 'withdraw'
  | 'lapse'
  /** Another decision in the place of the first, on an objection. */
  | 'grant-anew'

export const partLifecycle = {
  draft: { 'hand-in': 'handed-in' },
  'handed-in': { complete: 'complete', ask: 'asked', withdraw: 'withdrawn' },
  asked: {
    answer: 'handed-in',
    'answer-committee': 'complete',
    withdraw: 'withdrawn',
    lapse: 'lapsed',
  },
  complete: { ask: 'asked', grant: 'granted', refuse: 'refused', withdraw: 'withdrawn' },
  granted: { 'grant-anew': 'granted' },
  refused: { 'grant-anew': 'granted' },
  withdrawn: {},
  lapsed: {},
} as const satisfies Lifecycle<PartStatus, PartEvent>

/** What is wanted: something new, other content or hours, or a longer time. */
export type Purpose = 'new' | 'change' | 'extension'

/** What is asked of one register. */
export interface RequestPart {
  readonly id: string
  readonly requestId: string
  readonly register: string
  readonly owner: Owner | undefined
  readonly courseId: string | undefined
  /** Of a register, to be recognised for. */
  readonly training: string | undefined
  /** Of the request in this register; undefined until it was handed in. */
  readonly number: string | undefined
  readonly purpose: Purpose
  /** What is to be changed or extended. */
  readonly accreditationId: string | undefined
  readonly status: PartStatus
  readonly counts: readonly Counts[]
  /** By the id of each criterion. */
  readonly answers: Readonly<Record<string, string>>
  readonly fee: Cents | undefined
  readonly handedInOn: Temporal.PlainDate | undefined
  readonly asked: string
  readonly askedByCommittee: boolean
  readonly answerBefore: Temporal.PlainDate | undefined
  readonly answer: string
  readonly decideBefore: Temporal.PlainDate | undefined
  readonly decidedOn: Temporal.PlainDate | undefined
  readonly reason: string
  readonly resultId: string | undefined
  readonly documentId: string | undefined
  readonly version: number
}

/** A request with what is asked of each register. */
export interface AccreditationRequest {
  readonly id: string
  readonly owner: Owner | undefined
  readonly courseId: string | undefined
  readonly copiedFrom: string | undefined
  readonly explanation: string
  readonly startedOn: Temporal.PlainDate
  readonly handedInOn: Temporal.PlainDate | undefined
  readonly parts: readonly RequestPart[]
  readonly version: number
}

/** A file that came with a request. */
export interface RequestFile {
  readonly id: string
  /** The id of the document that a register asks, or `other`. */
  readonly shows: string
  readonly name: string
  readonly addedOn: Temporal.PlainDate
}

/** As what a course can count in a register: a kind of activity with the attributes that it has then. */
export interface CountOption {
  readonly kind: string
  readonly label: string
  readonly attributes: readonly string[]
  readonly attributeLabels: readonly string[]
}

/** As what a course can count in a register on a day, by the version of the regulation that is in force. */
export function countOptions(
  register: Register,
  today: Temporal.PlainDate,
): readonly CountOption[] {
  const regulation = versionInForce(register, today)?.regulation
  if (regulation === undefined) return []
  return (register.accreditation?.counts ?? []).flatMap(({ kind, attributes }) => {
    const found = regulation.kinds.find(({ id }) => id === kind)
    if (found === undefined) return []
    const known = regulation.attributes.filter(({ id }) => attributes.includes(id))
    return [
      {
        kind,
        label: found.label,
        attributes: known.map(({ id }) => id),
        attributeLabels: known.map(({ label }) => label),
      },
    ]
  })
}

/** What asking costs in a register; 0 for nothing. */
export function feeFor(register: Register, purpose: Purpose, on: Temporal.PlainDate): Cents {
  const tariff = tariffOn(register, on, { kind: 'accreditation', purpose })
  return centsOf(
    tariff === undefined ? (register.accreditation?.fees[purpose] ?? 0) : totalOf(tariff),
  )
}

/** What is still missing of what a register asks. */
export interface Missing {
  readonly counts: boolean
  /** Criteria without an answer, and documents that are not there, by their ids. */
  readonly criteria: readonly string[]
  readonly documents: readonly string[]
}

/** What of a part is still missing before it can be handed in. */
export function missingOf(
  { accreditation }: Pick<Register, 'accreditation'>,
  part: Pick<RequestPart, 'counts' | 'answers' | 'training'>,
  files: readonly Pick<RequestFile, 'shows'>[],
): Missing {
  const { criteria = [], documents = [] } = accreditation ?? {}
  return {
    counts: part.training === undefined && part.counts.length === 0,
    criteria: criteria.flatMap(({ id }) => ((part.answers[id] ?? '').trim() === '' ? [id] : [])),
    documents: documents.flatMap(({ id, required }) =>
      required && !files.some(({ shows }) => shows === id) ? [id] : [],
    ),
  }
}

/** Whether nothing is missing. */
export function isComplete({ counts, criteria, documents }: Missing): boolean {
  return !counts && criteria.length === 0 && documents.length === 0
}

/** Whether something is still to be decided of it. */
export function isOpen({ status }: Pick<RequestPart, 'status'>): boolean {
  return ['draft', 'handed-in', 'asked', 'complete'].includes(status)
}

/** The last day on which a register decides on what is handed in on a day. */
export function decidedBefore(
  { accreditation }: Pick<Register, 'accreditation'>,
  handedInOn: Temporal.PlainDate,
): Temporal.PlainDate {
  return accreditation === undefined ? handedInOn : handedInOn.add(accreditation.decide)
}
