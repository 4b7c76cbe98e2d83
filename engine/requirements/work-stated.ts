import { formatList } from '#language/lists.ts'
import { spanInWords } from '#language/spans.ts'
import { periodUntil } from '../adding-time.ts'
import { submissionDay } from '../dossier.ts'
import type { ConditionKind } from './condition-kind.ts'
import { found } from './condition-kind.ts'
import { labelsOf, whetherHas } from './work-properties.ts'

/** Somebody has stated work that is all this, whether it was approved yet or not. */
type WorkStatedCondition = {
  readonly kind: 'work-stated'
  /** The properties that it has; absent: any work. */
  readonly only?: readonly string[]
  /** How far back from the submission some day of it lies; absent: any. */
  readonly within?: Temporal.Duration
}

/** Whether there is such work; unsaid where nobody said of some work whether it is. */
type WorkStatedFound = { readonly is: 'stated' | 'none' | 'unsaid' }

/** Work that somebody stated, by what it is: what else is asked may hang on it. */
export const workStated: ConditionKind<WorkStatedCondition, WorkStatedFound> = {
  weigh: ({ only = [], within }, { dossier, on, workProperties }) => {
    const last = submissionDay(dossier, on)
    const opening = within === undefined ? undefined : periodUntil(last, within).first
    const { compare } = Temporal.PlainDate
    const has = dossier.work
      .filter(
        (spell) =>
          spell.state !== 'rejected' &&
          compare(spell.first, last) <= 0 &&
          (opening === undefined || spell.last === undefined || compare(opening, spell.last) <= 0),
      )
      .map((spell) => whetherHas(spell, only, workProperties))
    if (has.includes('yes')) return found(true, { is: 'stated' })
    if (has.includes('unsaid')) return { ...found(false, { is: 'unsaid' }), unknown: true }
    return found(false, { is: 'none' })
  },
  say: ({ only = [], within }, { is }, { regulation }) => {
    const labels = labelsOf(only, regulation.workProperties)
    const what = labels.length === 0 ? 'werk' : `werk ${formatList(labels)}`
    const when = within === undefined ? '' : ` in de laatste ${spanInWords(within)}`
    switch (is) {
      case 'stated':
        return `Er is ${what} opgegeven${when}.`
      case 'none':
        return `Er is geen ${what} opgegeven${when}.`
      case 'unsaid':
        return `Niet opgegeven: of er ${what} is${when}.`
    }
  },
  asks: () => [{ what: 'work' }],
}
