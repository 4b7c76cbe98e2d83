import { category } from './category.ts'
import type { ConditionKind } from './condition-kind.ts'
import { declaration } from './declaration.ts'
import { document } from './document.ts'
import { fact } from './fact.ts'
import { factAtLeast } from './fact-at-least.ts'
import { factDay } from './fact-day.ts'
import { holding } from './holding.ts'
import { question } from './question.ts'
import { refresher } from './refresher.ts'
import { work } from './work.ts'
import { workStated } from './work-stated.ts'

/** Every kind of condition that stands by itself, under the name that it has in a file. */
export const kinds = {
  fact,
  'fact-at-least': factAtLeast,
  'fact-day': factDay,
  holding,
  category,
  document,
  work,
  'work-stated': workStated,
  declaration,
  question,
  refresher,
}

/** A condition that is not made of others. */
export type SimpleCondition = ConditionIn<(typeof kinds)[keyof typeof kinds]>

/** What is found of a condition of one kind. */
export type Found<Kind extends keyof typeof kinds> = FoundIn<(typeof kinds)[Kind]>

type ConditionIn<Kind> = Kind extends ConditionKind<infer Condition, infer _> ? Condition : never

type FoundIn<Kind> = Kind extends ConditionKind<infer _, infer Found> ? Found : never
