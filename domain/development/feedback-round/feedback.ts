import { createHash } from 'node:crypto'
import { goodFrom } from '#domain/development/competence-scan/scan.ts'
import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'
import type { Development } from '#regulations/register.ts'

export type RoundStatus = 'open' | 'closed' | 'withdrawn'

export type RoundEvent = 'close' | 'withdraw'

/** The lifecycle of a round of feedback. It closes by itself, on the day that was told to all who were asked. */
export const roundLifecycle = {
  open: { close: 'closed', withdraw: 'withdrawn' },
  closed: {},
  withdrawn: {},
} as const satisfies Lifecycle<RoundStatus, RoundEvent>

/**
 * How many more people have to be asked than answers are needed: were as many asked as are needed, showing anything
 * would say that all of them answered.
 */
const moreAsked = 3

/** How many people have to be asked where answers are shown from a number on. */
export function leastAsked({ shownFrom }: { readonly shownFrom: number }): number {
  return shownFrom + moreAsked
}

/** How many people one round can ask. */
export const mostAsked = 30

/** The longest that somebody can write to a question. */
export const longestText = 1500

/** What is asked in a round, in the words of the day on which it was opened. */
export interface AskedInRound {
  readonly competences: readonly {
    readonly id: string
    readonly label: string
    readonly text: string
  }[]
  /** The answers, the lowest first. */
  readonly scale: readonly string[]
  /** From which answer on there is nothing to learn. */
  readonly goodFrom: number
  readonly questions: readonly { readonly id: string; readonly label: string }[]
}

/** What one colleague said. There is nothing in it of who they are, or when. */
export interface Said {
  /** By competence; who could not say has none. */
  readonly ratings: Readonly<Record<string, number>>
  /** By question. */
  readonly texts: Readonly<Record<string, string>>
}

/** What they said together. */
export interface Results {
  /** How many were asked. How many answered is not told, but that they were enough. */
  readonly asked: number
  readonly competences: readonly {
    readonly id: string
    readonly label: string
    /**
     * In tenths, rounded to a half, so that no single answer can be reckoned out of it; absent where fewer than
     * enough of them could say. The ends of the scale are never told: who reads that all said the lowest, knows
     * what each of them said.
     */
    readonly average?: number
    /** It is that or less, or that or more. */
    readonly end?: 'at-most' | 'at-least'
    /** It is something to work on, by what they say. */
    readonly point?: boolean
  }[]
  /** What was written to each question, in no order; absent where fewer than enough of them wrote. */
  readonly questions: readonly {
    readonly id: string
    readonly label: string
    readonly texts?: readonly string[]
  }[]
}

/** A round of feedback. */
export interface Round {
  readonly id: string
  readonly registrationId: string
  readonly status: RoundStatus
  readonly asked: AskedInRound
  readonly shownFrom: number
  readonly note: string
  readonly openedOn: Temporal.PlainDate
  readonly closesOn: Temporal.PlainDate
  readonly endedOn: Temporal.PlainDate | undefined
  readonly outcome: 'shown' | 'too-few' | undefined
  readonly results: Results | undefined
  readonly activityId: string | undefined
  readonly version: number
}

/** Somebody who was asked. Whether they answered nobody knows. */
export interface Invitation {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly sentOn: Temporal.PlainDate
  readonly withdrawnOn: Temporal.PlainDate | undefined
  readonly refusesMail: boolean
}

/** What a round asks from today on, for somebody by their name. */
export function askedNow(development: Development, name: string): AskedInRound {
  const { competences, scale, feedback } = development
  return {
    competences: competences.map(({ id, label, text }) => ({ id, label, text })),
    scale: scale.map(({ label, others }) => others ?? label),
    goodFrom: goodFrom(development),
    questions: (feedback?.questions ?? []).map(({ id, label }) => ({
      id,
      label: label.replaceAll('{naam}', name),
    })),
  }
}

/**
 * The hash by which it is known that a link was used. It is made of the secret in the link, as is the hash by which
 * the link is found; neither can be made of the other.
 */
export function hashUsed(token: string): Buffer {
  return createHash('sha256').update(`used:${token}`).digest()
}

/**
 * Puts together what colleagues said; undefined with fewer answers than are needed. Every average and every list of
 * texts has to come from enough of them by itself, since who can subtract what they know would have the rest.
 */
export function together(
  { asked, shownFrom }: Pick<Round, 'asked' | 'shownFrom'>,
  answers: readonly Said[],
  invited: number,
): Results | undefined {
  if (answers.length < shownFrom) return undefined
  return {
    asked: invited,
    competences: asked.competences.map(({ id, label }) => {
      const ratings = answers.flatMap(({ ratings }) => ratings[id] ?? [])
      if (ratings.length < shownFrom) return { id, label }
      const sum = ratings.reduce((all, one) => all + one, 0)
      const average = Math.round((sum / ratings.length) * 2) * 5
      const point = average < asked.goodFrom * 10
      const [lowest, highest] = [15, asked.scale.length * 10 - 5]
      if (average <= lowest) return { id, label, average: lowest, end: 'at-most', point }
      if (average >= highest) return { id, label, average: highest, end: 'at-least', point }
      return { id, label, average, point }
    }),
    questions: asked.questions.map(({ id, label }) => {
      const texts = answers.flatMap(({ texts }) => texts[id]?.trim() || [])
      if (texts.length < shownFrom) return { id, label }
      // By the alphabet: an order in which nothing of who and when is left.
      return { id, label, texts: texts.toSorted((one, other) => (one < other ? -1 : 1)) }
    }),
  }
}
