import { category } from './category.ts'
import type { ConditionShape, Name } from './condition-shape.ts'
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

/** Every kind of condition that the engine can weigh; the compiler names one that is missing. */
export const kinds: { readonly [Kind in Name]: ConditionShape<Kind> } = {
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
