import { createHash } from 'node:crypto'
import { z } from 'zod'

// What a decision says, as it is kept, signed and given away: all that is needed to check it is in it, also the table
// of the norm by which it was decided.

/** The first line of what is signed, and what the file says that it is. */
export const saidFormat = 'peil-werktoedeling-1'

/** The name by which the installation signs decisions: others know its key by it. */
export const signer = 'werktoedeling'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const answer = z.union([z.boolean(), z.string().max(80)])
const text = z.string().max(20_000)
const short = z.string().max(500)

const standing = z.discriminatedUnion('is', [
  z.strictObject({
    is: z.literal('registered'),
    register: short,
    registerName: short,
    profession: short.nullable(),
    number: short,
    /** What the register said: looked up by hand, or by this installation in its own register. */
    status: short,
    checkedOn: day,
    checkedBy: z.enum(['hand', 'installation']),
  }),
  z.strictObject({
    is: z.literal('elsewhere'),
    register: short.nullable(),
    registerName: short,
    number: short,
    status: short,
    checkedOn: day,
    checkedBy: z.enum(['hand', 'installation']),
  }),
  z.strictObject({ is: z.literal('growth-path'), sector: short, sectorName: short, until: day }),
  z.strictObject({ is: z.literal('none') }),
])

/** All that a decision says. */
export const said = z.strictObject({
  format: z.literal(saidFormat),
  origin: short,
  id: z.uuid(),
  recordedAt: short,
  organisation: z.strictObject({ id: z.uuid(), name: short, kvk: short.nullable(), city: short }),
  norm: z.strictObject({
    id: short,
    version: day,
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    title: short,
    adoption: z.enum(['proposal', 'adopted']),
    sources: z.record(z.string(), short),
    table: z.strictObject({
      hitPolicy: z.enum(['unique', 'any', 'first', 'priority']),
      outcomes: z
        .array(z.strictObject({ id: short, label: short }))
        .min(1)
        .max(10),
      indicators: z
        .array(
          z.strictObject({
            id: short,
            dimension: short,
            question: text,
            options: z
              .array(z.strictObject({ id: short, label: short }))
              .max(12)
              .nullable(),
          }),
        )
        .min(1)
        .max(60),
      rules: z
        .array(
          z.strictObject({
            id: short,
            when: z.record(z.string(), z.array(answer).max(12)),
            outcome: short,
            text,
            source: short,
            article: short,
          }),
        )
        .min(1)
        .max(1000),
    }),
  }),
  work: short,
  answers: z.record(z.string(), answer),
  decision: z.strictObject({
    outcome: z.enum(['registered', 'under-responsibility', 'not-registered']),
    by: z.array(short),
    because: z.array(short),
  }),
  choice: z.strictObject({
    is: z.enum(['apply', 'explain']),
    grounds: z.array(z.strictObject({ id: short, label: short })),
    explanation: text,
  }),
  conditions: z.array(z.strictObject({ id: short, label: short })),
  people: z
    .array(z.strictObject({ part: z.enum(['does', 'responsible']), name: short, standing }))
    .max(20),
  decidedBy: z.strictObject({ name: short, position: short }),
  decidedOn: day,
  reviewOn: day,
  amends: z.strictObject({ id: z.uuid(), why: text }).nullable(),
})

export type Said = z.output<typeof said>

/** JSON in one way of writing: keys in their order and nothing between, so that its hash is the same everywhere (RFC 8785). */
export function canonical(value: unknown): string {
  return JSON.stringify(ordered(value))
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value as Readonly<Record<string, unknown>>)
  return Object.fromEntries(
    entries
      .toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
      .map(([key, inner]) => [key, ordered(inner)]),
  )
}

/** What is signed of a decision: what it is, of where and when, and the hash of all that it says. */
export function noteText({ origin, recordedAt }: Said, text: string): string {
  const hash = createHash('sha256').update(text).digest('hex')
  return `${saidFormat}\n${origin}\n${recordedAt}\nsha256 ${hash}\n`
}

/** The first line of what is signed of a decision in whose place another one went. */
const replacedFormat = 'peil-werktoedeling-vervangen-1'

/** That another decision went in the place of one. */
export interface Replaced {
  readonly by: string
  /** ISO text. */
  readonly on: string
}

/** What is signed of a decision in whose place another one went: of which one, by which one and on which day. */
export function replacedText(
  { origin, id }: Pick<Said, 'origin' | 'id'>,
  { by, on }: Replaced,
): string {
  return `${replacedFormat}\n${origin}\n${id}\n${by} ${on}\n`
}

/** What such a note says; undefined where it is about another decision, or was changed. */
export function readReplaced(
  { origin, id }: Pick<Said, 'origin' | 'id'>,
  note: string,
): Replaced | undefined {
  const [, by = '', on = ''] =
    /^([0-9a-f-]{36}) (\d{4}-\d{2}-\d{2})$/.exec(note.split('\n')[3] ?? '') ?? []
  const said = { by, on }
  return by !== '' && note.startsWith(`${replacedText({ origin, id }, said)}\n`) ? said : undefined
}

/**
 * The file in which a decision is given away: what it says, and the note that signs it. Where another one went in its
 * place before it was given away, that is in the file as well, signed.
 */
export function exportText(text: string, note: string, replaced?: string): string {
  const said = JSON.parse(text) as unknown
  const whole = replaced === undefined ? { said, note } : { said, note, replaced }
  return `${JSON.stringify(whole, null, 2)}\n`
}
