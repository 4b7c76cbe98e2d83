import type { z } from 'zod'
import type { Condition, Regulation, SimpleCondition } from '#engine'
import type { Path, Say } from '../mistakes.ts'
import type { Supposed } from './literal.ts'

/** The name of a kind of condition, as a file gives it. */
export type Name = SimpleCondition['kind']

/** A condition of one kind. */
export type Named<Kind extends Name> = SimpleCondition & { readonly kind: Kind }

/** A kind of condition as it stands in a version file: how it is read, checked and told. */
export type ConditionShape<Kind extends Name> = {
  /** How it is written. */
  readonly schema: z.core.$ZodTypeDiscriminable & z.ZodType<Named<Kind>>
  /** Says what it names that the regulation does not have, and what nobody can have meant. */
  readonly check: (condition: Named<Kind>, place: Place) => void
  /** What it asks, in plain Dutch that fits a sentence: "een registratie bij SKJ". */
  readonly words: (condition: Named<Kind>, regulation: Regulation) => string
  /** What it asks where it must not be so: "geen registratie bij SKJ". */
  readonly without: (condition: Named<Kind>, words: string, regulation: Regulation) => string
  /** Whether it can be so, or not be so, for somebody of whom all this is supposed. */
  readonly isPossible: (condition: Named<Kind>, holds: boolean, supposed: Supposed) => boolean
}

/** Where a condition stands in a file, and how a mistake in it is noted. */
export type Place = {
  readonly regulation: Regulation
  readonly path: Path
  readonly say: Say
}

/** Puts "niet" before it, where the kind has no better words. */
export function notSo(_: Condition, words: string): string {
  return `niet ${words}`
}

/** Puts "zonder" before it: for what people have or have not. */
export function without(_: Condition, words: string): string {
  return `zonder ${words}`
}

/** Everything is possible but that the same thing is so and is not so. */
export function neverBoth(
  condition: Condition,
  holds: boolean,
  { literals }: Supposed,
  isSame: (other: Condition) => boolean = (other) =>
    JSON.stringify(other) === JSON.stringify(condition),
): boolean {
  return literals.every((each) => each.holds === holds || !isSame(each.condition))
}

/** The words of a regulation for something that it names, or else the name itself. */
export function labelIn(
  list: readonly { readonly id: string; readonly label: string }[],
  id: string,
): string {
  return list.find((each) => each.id === id)?.label ?? id
}
