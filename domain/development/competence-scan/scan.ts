import type { Development } from '#regulations/register.ts'

/** What somebody said of one competence, in the words of that day. */
export interface Rating {
  readonly competence: string
  readonly label: string
  /** The place of the answer on the scale: 1 is the lowest. */
  readonly rating: number
  /** How many answers the scale had. */
  readonly of: number
  readonly answer: string
  /** The answer says that there is something to learn. */
  readonly point: boolean
}

/** A competence scan: a draft, or done on a day. */
export interface Scan {
  readonly id: string
  readonly begunOn: Temporal.PlainDate
  readonly doneOn: Temporal.PlainDate | undefined
  readonly ratings: readonly Rating[]
  readonly note: string
  readonly version: number
}

/** A scan that is done. */
export type DoneScan = Scan & { readonly doneOn: Temporal.PlainDate }

/** The longest that somebody can write beside their answers. */
export const longestNote = 2000

/** What a competence came to in the scans that were done, the last first. */
export interface Course {
  readonly competence: string
  readonly label: string
  readonly last: Rating
  readonly before: Rating | undefined
  /** Undefined where there is nothing to compare: asked for the first time, or on another scale. */
  readonly change: 'up' | 'down' | 'same' | undefined
}

/** What each competence of the last scan came to, beside the scan before; in the order in which it was asked. */
export function courseOf(scans: readonly DoneScan[]): readonly Course[] {
  const [last, ...earlier] = scans
  return (last?.ratings ?? []).map((now) => {
    const before = earlier
      .flatMap(({ ratings }) => ratings)
      .find(({ competence }) => competence === now.competence)
    return {
      competence: now.competence,
      label: now.label,
      last: now,
      before,
      change: before === undefined || before.of !== now.of ? undefined : changeOf(before, now),
    }
  })
}

function changeOf(before: Rating, now: Rating): 'up' | 'down' | 'same' {
  if (now.rating === before.rating) return 'same'
  return now.rating > before.rating ? 'up' : 'down'
}

/** A rating in the words of today; undefined where the scale has no such answer. */
export function ratingOf(
  { competences, scale }: Development,
  competence: string,
  rating: number,
): Rating | undefined {
  const asked = competences.find(({ id }) => id === competence)
  const answer = scale[rating - 1]
  if (asked === undefined || answer === undefined) return undefined
  const { label } = asked
  const { label: said, point } = answer
  return { competence, label, rating, of: scale.length, answer: said, point }
}

/** The lowest answer on a scale that says that there is nothing to learn. */
export function goodFrom({ scale }: Pick<Development, 'scale'>): number {
  return scale.findIndex(({ point }) => !point) + 1
}
