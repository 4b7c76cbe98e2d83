import { formatDay } from '#language/days.ts'
import { submissionDay } from '../dossier.ts'
import type { ConditionKind } from './condition-kind.ts'
import { yesOrNo } from './condition-kind.ts'

/** Somebody made this declaration. */
type DeclarationCondition = {
  readonly kind: 'declaration'
  readonly declaration: string
  readonly by?: string
}

/** Looks for a declaration that was made by the day of submission, by whom it is asked of. */
export const declaration: ConditionKind<DeclarationCondition> = {
  weigh: (condition, { dossier, on }) => {
    const made = dossier.declarations.find(
      (each) =>
        each.id === condition.declaration &&
        (condition.by === undefined || each.by === condition.by) &&
        Temporal.PlainDate.compare(each.on, submissionDay(dossier, on)) <= 0,
    )
    return made === undefined
      ? yesOrNo(false, 'De verklaring ontbreekt nog.')
      : yesOrNo(true, `Verklaard op ${formatDay(made.on)}.`)
  },
  asks: (condition) => [{ what: 'declaration', declaration: condition.declaration }],
}
