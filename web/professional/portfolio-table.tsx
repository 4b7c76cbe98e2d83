import { isJudged } from '#domain/certification/application/remarks.ts'
import { isAsked, labelOfActivity } from '#domain/dossier/activity/label-of-activity.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { Portfolio } from '#domain/dossier/portfolio/read-portfolio.ts'
import type { ActivityFinding } from '#engine'
import { explainActivity } from '#engine'
import { sentenceCase } from '#language/sentences.ts'
import { Cuts } from '#web/explanation.tsx'
import type { Column } from '#web/kit/index.ts'
import { formatQuantity, Pagination, Tag } from '#web/kit/index.ts'
import type { Columns } from '#web/layout/columns.tsx'
import { List, pagesOf } from '#web/layout/list-page.tsx'
import { paths } from '#web/paths.ts'
import { activityTag, doesNotTakePlace } from '#web/professional/activity-words.tsx'
import { unreadAnswers, unreadText } from '#web/professional/unread-answers.tsx'
import type { Visit } from '#web/route.ts'
import { speech, unitOf } from '#web/speech.ts'

const perPage = 50

/** Which of the lists of a portfolio it is; a short list beside the main one is not sorted by hand. */
export interface ListedActivities {
  readonly visit: Visit
  readonly portfolio: Portfolio
  readonly rows: readonly PortfolioActivity[]
  readonly caption: string
  readonly list: 'current' | 'planned' | 'later' | 'tooLate' | 'earlier'
}

/** Activities in a table that can be sorted, with what each counts for and why not. */
export function PortfolioTable(props: ListedActivities) {
  const { visit, rows, caption, list } = props
  // Each list has its own page, so that going on in one leaves the others where they are.
  const pageName = {
    current: 'pagina',
    earlier: 'pagina',
    planned: 'gepland',
    later: 'later',
    tooLate: 'niet',
  }[list]
  const pages = pagesOf(rows.length, perPage)
  const page = Math.min(pageOf(visit, pageName), pages)
  const shown = sortRows(props).slice((page - 1) * perPage, page * perPage)
  return (
    <>
      <List
        visit={visit}
        caption={caption}
        rows={shown}
        columns={(make) => columnsOf(props, make)}
      />
      <Pagination
        page={page}
        pages={pages}
        label={caption}
        href={(number) => linkWith(visit, { [pageName]: String(number) })}
      />
    </>
  )
}

function columnsOf(
  props: ListedActivities,
  { day, name, text, quantity, status }: Columns<PortfolioActivity>,
): readonly Column<PortfolioActivity>[] {
  const { visit, portfolio, list } = props
  const { register, unit } = speech(visit)
  const findings = new Map(portfolio.assessment.activities.map((finding) => [finding.id, finding]))
  const sorted = (key: SortKey, column: Column<PortfolioActivity>) =>
    isSorted(props) ? { ...column, sort: sortLink(visit, key) } : column
  const first = [
    sorted(
      'datum',
      day(
        'Datum',
        ({ completedOn }) => completedOn,
        () => '–',
      ),
    ),
    sorted(
      'activiteit',
      name('Activiteit', (row) => (
        <>
          <a href={paths.activity(register.id, row.id)}>{row.title || 'Concept zonder naam'}</a>
          {row.state === 'planned' && row.cancelled !== undefined && (
            <>
              {' '}
              <Tag colour={doesNotTakePlace.colour}>{doesNotTakePlace.label}</Tag>
            </>
          )}
          <Reasons {...props} row={row} finding={findings.get(row.id)} />
        </>
      )),
    ),
    sorted(
      'soort',
      text('Soort', (row) => {
        const kind = kindLabel(props, row) ?? '–'
        const label = labelOfActivity(props.portfolio.compiled, row)
        return (
          <>
            {kind}
            {row.accredited && ', geaccrediteerd'}
            {/* What people answered is no question any more. */}
            {label !== undefined && !(isAsked(label) && isJudged(row)) && (
              <>
                <br />
                <span class="subtle">{label.text}</span>
              </>
            )}
          </>
        )
      }),
    ),
    sorted(
      'uren',
      quantity(
        list === 'planned' ? sentenceCase(register.unit.many) : 'Ingediend',
        ({ state, claimed }) => (state === 'draft' ? undefined : claimed),
        unit,
      ),
    ),
  ]
  if (list === 'planned') return first
  const counts = quantity(
    list === 'earlier' ? 'Telde mee' : 'Telt mee',
    ({ id, state, awarded, claimed }) => {
      if (list === 'earlier') return awarded ?? claimed
      return state === 'draft' ? undefined : (findings.get(id)?.counted ?? 0)
    },
    unit,
  )
  const { secondUnit } = props.portfolio.compiled.regulation
  const inSecond =
    secondUnit === undefined
      ? []
      : [
          quantity(
            sentenceCase(secondUnit.many),
            ({ id, awardedSecond, claimedSecond }) =>
              list === 'earlier'
                ? (awardedSecond ?? claimedSecond)
                : findings.get(id)?.second?.counted,
            unitOf({ unit: secondUnit }),
          ),
        ]
  return [
    ...first,
    ...inSecond,
    list === 'later'
      ? { ...counts, cell: () => 'Later' }
      : list === 'tooLate'
        ? { ...counts, cell: () => 'Niet' }
        : counts,
    sorted(
      'status',
      status('Status', (row) => tagOf(props, row), { selfExplaining: true }),
    ),
  ]
}

function tagOf({ portfolio }: ListedActivities, row: PortfolioActivity) {
  return activityTag(row, portfolio.standing.application)
}

function kindLabel({ portfolio }: ListedActivities, row: PortfolioActivity): string | undefined {
  return portfolio.compiled.regulation.kinds.find(({ id }) => id === row.kind)?.label
}

// Why hours do not count, in the row itself: every hour that does not has its reason.
function Reasons(
  props: ListedActivities & {
    readonly row: PortfolioActivity
    readonly finding: ActivityFinding | undefined
  },
) {
  const { portfolio, row, finding } = props
  const { register, you, unit } = speech(props.visit)
  if (row.state === 'draft') {
    const unread = unreadText(unreadAnswers(props.visit, portfolio.compiled, row))
    return (
      <div class="cell-note">
        {row.claimed === undefined ? '' : `Concept van ${formatQuantity(row.claimed, unit)}. `}
        {unread !== '' && `${unread} `}Telt pas mee als {you} de activiteit instuurt.
      </div>
    )
  }
  if (finding === undefined || row.state === 'planned') return null
  return (
    <div class="cell-note">
      <Cuts
        finding={explainActivity(portfolio.compiled, portfolio.assessment, finding)}
        register={register}
        version={portfolio.assessment.regulation.version}
      />
    </div>
  )
}

const sortKeys = ['datum', 'activiteit', 'soort', 'uren', 'status'] as const

type SortKey = (typeof sortKeys)[number]

interface Sort {
  readonly key: SortKey
  readonly descending: boolean
}

function isSorted({ list }: ListedActivities): boolean {
  return list === 'current' || list === 'earlier'
}

function sortOf({ url }: Visit): Sort {
  const asked = url.searchParams.get('sorteer') ?? '-datum'
  const key = sortKeys.find((one) => one === asked.replace(/^-/, ''))
  return key === undefined
    ? { key: 'datum', descending: true }
    : { key, descending: asked.startsWith('-') }
}

function sortLink(visit: Visit, key: SortKey): NonNullable<Column<PortfolioActivity>['sort']> {
  const sort = sortOf(visit)
  const mine = sort.key === key
  // The first click sorts as people expect: newest and most first, names from a to z.
  const descending = mine ? !sort.descending : key === 'datum' || key === 'uren'
  return {
    href: linkWith(visit, { sorteer: `${descending ? '-' : ''}${key}` }),
    direction: mine ? (sort.descending ? 'descending' : 'ascending') : undefined,
  }
}

function sortRows(props: ListedActivities): readonly PortfolioActivity[] {
  const byDay: Sort = { key: 'datum', descending: false }
  const { key, descending } = isSorted(props) ? sortOf(props.visit) : byDay
  const direction = descending ? -1 : 1
  const compare = (one: PortfolioActivity, other: PortfolioActivity): number => {
    switch (key) {
      case 'uren':
        return (one.claimed ?? 0) - (other.claimed ?? 0)
      case 'activiteit':
        return collator.compare(one.title, other.title)
      case 'soort':
        return collator.compare(kindLabel(props, one) ?? '', kindLabel(props, other) ?? '')
      case 'status':
        return collator.compare(tagOf(props, one).label, tagOf(props, other).label)
      case 'datum': {
        const { completedOn: first } = one
        const { completedOn: second } = other
        if (first !== undefined && second !== undefined) {
          return Temporal.PlainDate.compare(first, second)
        }
        // What has no date yet is being worked on: it stands on top, whichever way the days run.
        return direction * (Number(first !== undefined) - Number(second !== undefined))
      }
    }
  }
  return props.rows.toSorted((one, other) => direction * compare(one, other))
}

const collator = new Intl.Collator('nl', { sensitivity: 'base', numeric: true })

function pageOf({ url }: Visit, name: string): number {
  const asked = url.searchParams.get(name) ?? ''
  return /^[1-9]\d{0,4}$/.test(asked) ? Number(asked) : 1
}

function linkWith({ context, url }: Visit, change: Readonly<Record<string, string>>): string {
  const next = new URLSearchParams()
  // Another order starts on the first page again.
  const pageNames = 'sorteer' in change ? [] : ['pagina', 'gepland', 'later', 'niet']
  for (const name of ['periode', 'sorteer', ...pageNames]) {
    const value = url.searchParams.get(name)
    if (value !== null) next.set(name, value)
  }
  for (const [name, value] of Object.entries(change)) next.set(name, value)
  return `${paths.portfolio(context.register.id)}?${next}#activiteiten`
}
