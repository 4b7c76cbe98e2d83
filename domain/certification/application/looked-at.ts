import type { LookReason, Risk } from '#domain/certification/application/application.ts'
import { remarkable } from '#domain/certification/application/remarks.ts'
import { overStatedLoad } from '#domain/dossier/activity/proof-warnings.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { ReviewRules } from '#engine'

/**
 * Why the committee looks at a line: as the regulation has it look at all of them, as it was drawn,
 * or for a risk that the regulation names. Nothing where it does not.
 */
export function whyLookedAt(
  line: { readonly drawn: boolean; readonly risks: readonly Risk[] },
  applicationDrawn: boolean,
  { application, lines, selfSigned, risks: named = [] }: ReviewRules,
): readonly LookReason[] {
  const risks = line.risks.filter((risk) => {
    if (risk === 'self-signed') return selfSigned === 'all'
    // What the register is said to have decided and did not, passes nobody by.
    return risk === 'undecided' || named.includes(risk)
  })
  if (!applicationDrawn || !line.drawn) return risks
  return [application === 'all' && lines === 'all' ? 'all' : 'sampled', ...risks]
}

/** What is a risk of each of these lines, by its id, whether the regulation names it or not. */
export function risksOf(
  { compiled, activities }: Pick<LoadedDossier, 'compiled' | 'activities'>,
  lines: readonly PortfolioActivity[],
): ReadonlyMap<string, readonly Risk[]> {
  const judged = new Set(
    activities
      .filter(({ state }) => state === 'approved' || state === 'rejected')
      .map(({ kind }) => kind),
  )
  const oldestFirst = lines.toSorted((one, other) => key(one).localeCompare(key(other)))
  return new Map(
    oldestFirst.map((line) => {
      const risks: Risk[] = []
      if (line.selfSignedOn !== undefined) risks.push('self-signed')
      if (
        remarkable(line, compiled, 'above-the-rule') ||
        overStatedLoad(line.form.details) !== undefined
      ) {
        risks.push('over-stated-load')
      }
      if (!judged.has(line.kind)) risks.push('first-of-kind')
      if (remarkable(line, compiled, 'undecided')) risks.push('undecided')
      judged.add(line.kind)
      return [line.id, risks]
    }),
  )
}

function key({ id, completedOn }: PortfolioActivity): string {
  return `${completedOn?.toString() ?? ''} ${id}`
}
