import { formatDay } from '#language/days.ts'
import { submissionDay } from '../dossier.ts'
import type { ConditionKind } from './condition-kind.ts'
import { found } from './condition-kind.ts'

/** Somebody made this declaration. */
type DeclarationCondition = {
  readonly kind: 'declaration'
  readonly declaration: string
  readonly by?: string
}

/** The day on which it was made; absent where it is not there. */
type DeclarationFound = { readonly madeOn?: Temporal.PlainDate }

/** Looks for a declaration that was made by the day of submission, by whom it is asked of. */
export const declaration: ConditionKind<DeclarationCondition, DeclarationFound> = {
  weigh: (condition, { dossier, on }) => {
    const made = dossier.declarations.find(
      (each) =>
        each.id === condition.declaration &&
        (condition.by === undefined || each.by === condition.by) &&
        Temporal.PlainDate.compare(each.on, submissionDay(dossier, on)) <= 0,
    )
    return made === undefined ? found(false, {}) : found(true, { madeOn: made.on })
  },
  say: (_, { madeOn }) =>
    madeOn === undefined ? 'De verklaring ontbreekt nog.' : `Verklaard op ${formatDay(madeOn)}.`,
  asks: (condition) => [{ what: 'declaration', declaration: condition.declaration }],
}
