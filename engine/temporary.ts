import type { TemporaryFinding } from './assessment.ts'
import type { Dossier } from './dossier.ts'
import { temporaryPeriod } from './periods.ts'
import type { Regulation } from './regulation.ts'
import type { Standing } from './standing.ts'
import { rankOf, standings, worstOf } from './standing.ts'
import type { Prepared } from './weighing/prepare.ts'
import type { Answer } from './weighing/weigh-portfolio.ts'

/**
 * Whether somebody who falls short may be registered for a while: all that they fall short of may
 * still be open, and nobody was registered so before. It stands as all the other norms do.
 */
export function temporaryFinding(
  { compiled, dossier, norms }: Prepared,
  answer: Answer,
  on: Temporal.PlainDate,
): TemporaryFinding | undefined {
  const rule = ruleFor(compiled.regulation, dossier)
  if (rule === undefined || standings[answer.outcome] !== 'not-met') return undefined
  const found = norms.map(({ id }, at) => ({
    id,
    standing: standings[answer.standing[at] ?? 0] ?? 'not-met',
  }))
  const standing = worstOf(
    found.flatMap((norm): Standing[] => (rule.open.includes(norm.id) ? [] : [norm.standing])),
  )
  if (standing === 'not-met') return undefined
  const open = found.filter((norm) => rule.open.includes(norm.id) && norm.standing !== 'met')
  return {
    standing,
    // What people may still find met, comes behind what is not.
    open: open.toSorted((a, b) => rankOf(a.standing) - rankOf(b.standing)).map(({ id }) => id),
    period: temporaryPeriod(compiled, rule.length, dossier, on),
  }
}

/** The norms that may stay open in a registration for a while; none where nobody can get one now. */
export function mayStayOpen(regulation: Regulation, dossier: Dossier): readonly string[] {
  return ruleFor(regulation, dossier)?.open ?? []
}

function ruleFor({ temporary }: Regulation, dossier: Dossier): Regulation['temporary'] {
  const once = dossier.temporary === undefined
  return once && temporary?.appliesTo.includes(dossier.kind) ? temporary : undefined
}
