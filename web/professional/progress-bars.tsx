import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { Portfolio } from '#domain/dossier/portfolio/read-portfolio.ts'
import { sentenceCase } from '#language/sentences.ts'
import type { BarRow } from '#web/kit/index.ts'
import { BarTable, Card, Cards } from '#web/kit/index.ts'
import type { Visit } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/**
 * What counts of a portfolio, by the year in which it was done and by its kind; and by its group as
 * long as no norm says how far somebody is, as where points are only asked at renewal.
 */
export function ProgressBars(props: { readonly visit: Visit; readonly portfolio: Portfolio }) {
  const { portfolio } = props
  const { register, unit } = speech(props.visit)
  const kinds = new Map(portfolio.compiled.regulation.kinds.map(({ id, label }) => [id, label]))
  const by = (label: (activity: PortfolioActivity) => string | undefined) => rows(portfolio, label)
  const years = by(({ completedOn }) => completedOn?.year.toString()).toSorted((one, other) =>
    one.label < other.label ? -1 : 1,
  )
  const perKind = by(({ kind }) => kinds.get(kind ?? '')).toSorted(
    (one, other) => total(other) - total(one),
  )
  const { groups, kinds: all } = portfolio.compiled.regulation
  const groupOf = new Map(
    all.map(({ id, groups: [first] }) => [id, groups.find((group) => group.id === first)?.label]),
  )
  const counted = portfolio.assessment.norms.some(({ measure }) => measure === 'amount')
  const perGroup = counted ? [] : by(({ kind }) => groupOf.get(kind ?? ''))
  // One bar says nothing that the norm does not say.
  if (years.length + perKind.length < 3) return null
  const words = sentenceCase(register.unit.many)
  const table = (per: string, list: readonly BarRow[]) => (
    <Card>
      <BarTable
        caption={`${words} per ${per}`}
        rowHeader={sentenceCase(per)}
        amountHeader={words}
        unit={unit}
        rows={list}
      />
    </Card>
  )
  return (
    <Cards>
      {table('jaar', years)}
      {table('soort', perKind)}
      {perGroup.length > 0 && table('groep', perGroup)}
    </Cards>
  )
}

type Sum = BarRow & { readonly pending: number }

// What counts, put together under the same label; what counts nothing makes no row.
function rows(
  { assessment, groups }: Portfolio,
  label: (activity: PortfolioActivity) => string | undefined,
): readonly Sum[] {
  const findings = new Map(assessment.activities.map((finding) => [finding.id, finding]))
  const sums = new Map<string, { approved: number; pending: number }>()
  for (const activity of groups.current) {
    const name = label(activity)
    const finding = findings.get(activity.id)
    if (name === undefined || finding === undefined || finding.counted <= 0) continue
    const sum = sums.get(name) ?? { approved: 0, pending: 0 }
    sum[finding.state === 'approved' ? 'approved' : 'pending'] += finding.counted
    sums.set(name, sum)
  }
  return [...sums].map(([name, sum]) => ({ label: name, ...sum }))
}

function total({ approved, pending }: Sum): number {
  return approved + pending
}
