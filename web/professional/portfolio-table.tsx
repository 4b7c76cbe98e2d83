import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { Portfolio } from '#domain/dossier/portfolio/read-portfolio.ts'
import type { ActivityFinding } from '#engine'
import { sentenceCase } from '#language/sentences.ts'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { Cuts } from '#web/explanation.tsx'
import type { Column, Unit } from '#web/kit/index.ts'
import { DataTable, formatDayShort, formatQuantity, Pagination } from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'
import { StateTag, stateWord } from '#web/professional/activity-words.tsx'
import type { Visit } from '#web/route.ts'
import { unitOf } from '#web/speech.ts'

const perPage = 50

/** Activities in a table that can be sorted, with what each counts for and why not. */
export function PortfolioTable(props: {
  readonly visit: Visit
  readonly portfolio: Portfolio
  readonly query: URLSearchParams
  readonly rows: readonly PortfolioActivity[]
  readonly caption: string
  readonly planned?: boolean
  readonly later?: boolean
  readonly used?: boolean
}) {
  const { visit, portfolio, query, rows, caption } = props
  const sort = sortOf(query)
  const kinds = new Map(portfolio.compiled.regulation.kinds.map(({ id, label }) => [id, label]))
  const { version } = portfolio.assessment.regulation
  const findings = new Map(portfolio.assessment.activities.map((finding) => [finding.id, finding]))
  const main = props.planned !== true && props.later !== true
  const sorted = sortRows(rows, main ? sort : byDay, kinds)
  // Each list has its own page, so that going on in one leaves the others where they are.
  const pageName = props.planned ? 'gepland' : props.later ? 'later' : 'pagina'
  const pages = Math.max(1, Math.ceil(sorted.length / perPage))
  const shownPage = Math.min(pageOf(query, pageName), pages)
  const shown = sorted.slice((shownPage - 1) * perPage, shownPage * perPage)
  return (
    <>
      <DataTable
        caption={caption}
        captionHidden
        rows={shown}
        columns={columns({ ...props, kinds, findings, sort, version })}
      />
      <Pagination
        page={shownPage}
        pages={pages}
        label={caption}
        href={(number: number) => linkWith(visit, query, { [pageName]: String(number) })}
      />
    </>
  )
}

function columns(props: {
  readonly visit: Visit
  readonly query: URLSearchParams
  readonly kinds: ReadonlyMap<string, string>
  readonly findings: ReadonlyMap<string, ActivityFinding>
  readonly version: string
  readonly sort: Sort
  readonly planned?: boolean
  readonly later?: boolean
  readonly used?: boolean
}): Column<PortfolioActivity>[] {
  const { visit, kinds, findings, version } = props
  const { register } = visit.context
  const unit = unitOf(register)
  // A short list beside the main one is in the order of the days, without links to sort it.
  const main = props.planned !== true && props.later !== true
  const sortBy = (key: SortKey) => (main ? sortLink(props, key) : undefined)
  const hours = (amount: number | undefined) =>
    amount === undefined ? '–' : formatQuantity(amount, unit)
  const unitTitle = sentenceCase(register.unit.many)
  const date: Column<PortfolioActivity> = {
    header: 'Datum',
    sort: sortBy('datum'),
    nowrap: true,
    cell: ({ completedOn }) => (completedOn === undefined ? '–' : formatDayShort(completedOn)),
  }
  const activity: Column<PortfolioActivity> = {
    header: 'Activiteit',
    primary: true,
    sort: sortBy('activiteit'),
    cell: (row) => (
      <>
        <a href={paths.activity(register.id, row.id)}>{row.title || 'Concept zonder naam'}</a>
        <Reasons
          register={visit.context.register}
          row={row}
          finding={findings.get(row.id)}
          version={version}
          unit={unit}
        />
      </>
    ),
  }
  const kind: Column<PortfolioActivity> = {
    header: 'Soort',
    sort: sortBy('soort'),
    cell: (row) => `${kinds.get(row.kind ?? '') ?? '–'}${row.accredited ? ', geaccrediteerd' : ''}`,
  }
  const claimed: Column<PortfolioActivity> = {
    header: props.planned === true ? unitTitle : 'Ingediend',
    align: 'end',
    nowrap: true,
    sort: sortBy('uren'),
    cell: (row) => hours(row.state === 'draft' ? undefined : row.claimed),
  }
  if (props.planned === true) return [date, activity, kind, claimed]
  const counts: Column<PortfolioActivity> = {
    header: props.used === true ? 'Telde mee' : 'Telt mee',
    align: 'end',
    nowrap: true,
    cell: (row) => {
      if (props.used === true) return hours(row.awarded ?? row.claimed)
      if (props.later === true) return 'Later'
      return row.state === 'draft' ? '–' : hours(findings.get(row.id)?.counted ?? 0)
    },
  }
  const status: Column<PortfolioActivity> = {
    header: 'Status',
    selfExplaining: true,
    sort: sortBy('status'),
    cell: (row) => <StateTag state={row.state} />,
  }
  return [date, activity, kind, claimed, counts, status]
}

/** Why hours do not count, in the row itself: every hour that does not has its reason. */
function Reasons(props: {
  readonly register: Register
  readonly row: PortfolioActivity
  readonly finding: ActivityFinding | undefined
  readonly version: string
  readonly unit: Unit
}) {
  const { register, row, finding, version, unit } = props
  const { you } = voice(register.address)
  if (row.state === 'draft') {
    const size =
      row.claimed === undefined ? '' : `Concept van ${formatQuantity(row.claimed, unit)}. `
    return (
      <div class="cell-note">
        {size}Telt pas mee als {you} de activiteit instuurt.
      </div>
    )
  }
  if (finding === undefined || row.state === 'planned') return null
  return (
    <div class="cell-note">
      <Cuts finding={finding} register={register} version={version} />
    </div>
  )
}

type SortKey = 'datum' | 'activiteit' | 'soort' | 'uren' | 'status'

interface Sort {
  readonly key: SortKey
  readonly descending: boolean
}

const byDay: Sort = { key: 'datum', descending: false }

function sortOf(query: URLSearchParams): Sort {
  const asked = query.get('sorteer') ?? '-datum'
  const key = asked.replace(/^-/, '')
  return isSortKey(key)
    ? { key, descending: asked.startsWith('-') }
    : { key: 'datum', descending: true }
}

function isSortKey(text: string): text is SortKey {
  return ['datum', 'activiteit', 'soort', 'uren', 'status'].includes(text)
}

function sortLink(
  props: { readonly visit: Visit; readonly query: URLSearchParams; readonly sort: Sort },
  key: SortKey,
): NonNullable<Column<PortfolioActivity>['sort']> {
  const mine = props.sort.key === key
  // The first click sorts as people expect: newest and most first, names from a to z.
  const descending = mine ? !props.sort.descending : key === 'datum' || key === 'uren'
  const href = linkWith(props.visit, props.query, { sorteer: `${descending ? '-' : ''}${key}` })
  return {
    href,
    ...(mine ? { direction: props.sort.descending ? 'descending' : 'ascending' } : {}),
  }
}

function sortRows(
  rows: readonly PortfolioActivity[],
  { key, descending }: Sort,
  kinds: ReadonlyMap<string, string>,
): readonly PortfolioActivity[] {
  const direction = descending ? -1 : 1
  const text = (row: PortfolioActivity): string => {
    switch (key) {
      case 'datum':
      case 'uren':
        return ''
      case 'activiteit':
        return row.title
      case 'soort':
        return kinds.get(row.kind ?? '') ?? ''
      case 'status':
        return stateWord(row.state)
    }
  }
  return [...rows].sort((one, other) => {
    if (key === 'uren') return direction * ((one.claimed ?? 0) - (other.claimed ?? 0))
    if (key !== 'datum') return direction * collator.compare(text(one), text(other))
    // What has no date yet is being worked on: it stands on top of the newest.
    if (one.completedOn === undefined || other.completedOn === undefined) {
      const missing =
        Number(one.completedOn === undefined) - Number(other.completedOn === undefined)
      return -missing
    }
    return direction * Temporal.PlainDate.compare(one.completedOn, other.completedOn)
  })
}

const collator = new Intl.Collator('nl', { sensitivity: 'base', numeric: true })

function pageOf(query: URLSearchParams, name: string): number {
  const asked = query.get(name) ?? ''
  return /^[1-9]\d{0,4}$/.test(asked) ? Number(asked) : 1
}

function linkWith(
  { context }: Visit,
  query: URLSearchParams,
  change: Readonly<Record<string, string>>,
): string {
  const next = new URLSearchParams()
  // Another order starts on the first page again.
  const pageNames = 'sorteer' in change ? [] : ['pagina', 'gepland', 'later']
  for (const name of ['periode', 'sorteer', ...pageNames]) {
    const value = query.get(name)
    if (value !== null) next.set(name, value)
  }
  for (const [name, value] of Object.entries(change)) next.set(name, value)
  return `${paths.portfolio(context.register.id)}?${next}#activiteiten`
}
