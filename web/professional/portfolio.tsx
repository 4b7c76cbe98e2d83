import type { PortfolioActivity } from '#domain/activity/queries.ts'
import { returnsOf, runningApplication } from '#domain/application/queries.ts'
import { selfCheck } from '#domain/application/self-check.ts'
import type { Portfolio } from '#domain/dossier/read-portfolio.ts'
import { isOpenForEntry, readPortfolio } from '#domain/dossier/read-portfolio.ts'
import { answerBy, meetingFrom } from '#domain/meeting/meeting.ts'
import type { ActivityFinding } from '#engine'
import type { Register } from '#regulations/register.ts'
import { voice } from '#regulations/voice.ts'
import { agree, wording } from '#regulations/wording.ts'
import { expectation } from '#web/application-words.tsx'
import { Cuts, Grounds, NormCards } from '#web/explanation.tsx'
import type { Column, Unit } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  DataTable,
  Details,
  EmptyState,
  formatDay,
  formatDayShort,
  formatQuantity,
  LinkTabs,
  MetaList,
  PageTitle,
  Pagination,
  PeriodLine,
  Tag,
} from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import { StateTag, stateWord, unitOf } from '#web/professional/activity-words.tsx'
import type { Task } from '#web/professional/portfolio-tasks.ts'
import { nowOf, tasksOf } from '#web/professional/portfolio-tasks.ts'
import type { Visit } from '#web/route.ts'
import { registrationOf } from '#web/route.ts'

const perPage = 50
const mostTasks = 3

/** The portfolio: first what waits for you, then how far you are, then everything you did. */
export async function showPortfolio(visit: Visit): Promise<Response> {
  const { context, url } = visit
  const { register } = context
  const { your, Your, say } = voice(register.address)
  const portfolio = await readPortfolio(context, registrationOf(visit))
  const { standing } = portfolio
  const status = register.statuses[standing.status]
  const open = isOpenForEntry(portfolio)
  const check = selfCheck(portfolio, context.today, portfolio.assessment)
  const tasks = tasksOf(visit, portfolio, check)
  // What is waited for is said beside what is to be done, where the one does not follow from the other.
  const besides =
    standing.application !== undefined ||
    standing.status === 'expired' ||
    portfolio.mayApply.is === 'too-early'
  const now =
    tasks.length === 0 || besides
      ? nowOf(visit, portfolio, check, await expectedFor(visit, standing))
      : undefined
  return page(
    visit,
    { title: 'Mijn portfolio', current: paths.portfolio(register.id) },
    <>
      <PageTitle>Mijn portfolio</PageTitle>
      <MetaList
        items={[
          ...(standing.number === undefined
            ? []
            : [{ term: 'Registratienummer', value: numberText(visit, standing.number) }]),
          { term: 'Status', value: <Tag colour={status.tone}>{status.label}</Tag> },
        ]}
      />
      <Tasks visit={visit} tasks={tasks} />
      {now !== undefined && (
        <Alert type="info" title={now.title}>
          <p>{now.text}</p>
          {now.link !== undefined && (
            <p>
              <a href={now.link.href}>{now.link.label}</a>
            </p>
          )}
        </Alert>
      )}
      {open || portfolio.activities.length > 0 ? (
        <>
          <Progress visit={visit} portfolio={portfolio} />
          <Activities visit={visit} portfolio={portfolio} query={url.searchParams} open={open} />
        </>
      ) : (
        <EmptyState title={`${Your} portfolio is nog niet open`}>
          <p>{status.meaning}</p>
          <p>
            Zodra {your} aanmelding is goedgekeurd, {say('kun je', 'kunt u')} hier activiteiten
            toevoegen.{' '}
            <a href={paths.signUpTasks(register.id)}>Bekijk waar {your} aanmelding staat</a>
          </p>
        </EmptyState>
      )}
    </>,
  )
}

// When the application that runs comes before the committee, and by when its applicant hears.
async function expectedFor(
  { context }: Visit,
  { registrationId, application }: Portfolio['standing'],
) {
  const running =
    application === undefined ? undefined : await runningApplication(context, registrationId)
  if (running !== undefined) {
    return expectation(context, running, await returnsOf(context, running.id))
  }
  const meetingOn = meetingFrom(context.register.terms.committee, context.today).on
  return { meetingOn, answerBy: answerBy(context.register, meetingOn) }
}

/** The number of a registration as it is written: KRSD-004217. */
export function numberText({ context }: Visit, number: number): string {
  const { prefix, width } = context.register.number
  return `${prefix}${String(number).padStart(width, '0')}`
}

function Tasks({ visit, tasks }: { readonly visit: Visit; readonly tasks: readonly Task[] }) {
  const { you } = voice(visit.context.register.address)
  if (tasks.length === 0) return null
  const rest = tasks.slice(mostTasks)
  const listed = rest.slice(0, perPage)
  const list = (some: readonly Task[]) => (
    <ul>
      {some.map(({ href, label, text }) => (
        <li>
          <a href={href}>{label}</a>. {text}
        </li>
      ))}
    </ul>
  )
  return (
    <Alert type="warning" title={`Dit moet ${you} nog doen`}>
      {list(tasks.slice(0, mostTasks))}
      {rest.length > 0 && (
        <Details summary={rest.length === 1 ? 'Nog 1 ding' : `Nog ${rest.length} dingen`}>
          {list(listed)}
          {listed.length < rest.length && <p>Dit zijn de eerste {perPage}.</p>}
        </Details>
      )}
    </Alert>
  )
}

function Progress(props: { readonly visit: Visit; readonly portfolio: Portfolio }) {
  const { visit, portfolio } = props
  const { register, today } = visit.context
  const { You, your, Your } = voice(register.address)
  const { committee } = wording(register)
  const { assessment, standing, matters, forecast, dossier } = portfolio
  const { period } = dossier
  const applyFrom = renewalFrom(portfolio)
  const meetingOn = matters.meetingOn ?? meetingFrom(register.terms.committee, today).on
  return (
    <>
      <h2>Voortgang</h2>
      {standing.application !== undefined && (
        <p>
          Dit is {your} aanvraag van {formatDay(standing.application.submittedOn)}.
        </p>
      )}
      <p class="lead">{assessment.sentence}</p>
      {period !== undefined && (
        <PeriodLine
          first={period.first.toString()}
          last={period.last.toString()}
          today={today.toString()}
          text={leftText(today, period.last)}
          {...(applyFrom === undefined
            ? {}
            : { marker: { day: applyFrom.toString(), label: 'Aanvragen vanaf' } })}
        />
      )}
      <MetaList
        items={[
          ...(applyFrom === undefined
            ? []
            : [{ term: `${You} kunt aanvragen vanaf`, value: formatDay(applyFrom) }]),
          { term: `Volgende vergadering van ${committee.the}`, value: formatDay(meetingOn) },
          ...(period === undefined
            ? []
            : [
                {
                  term: `${Your} registratie loopt`,
                  value:
                    standing.status === 'renewal-pending'
                      ? 'tot het besluit over de verlenging'
                      : `tot en met ${formatDay(period.last)}`,
                },
              ]),
        ]}
      />
      <NormCards assessment={assessment} register={register} />
      {forecast !== undefined && <p>{forecast.text}</p>}
      <Grounds assessment={assessment} />
      <p>
        <a href={paths.hoursAndNorms(register.id)}>Zo tellen we de {register.unit.many}</a>
      </p>
    </>
  )
}

function renewalFrom({ compiled, dossier }: Portfolio): Temporal.PlainDate | undefined {
  const { renewalFrom: before } = compiled.regulation.period
  return before === undefined ? undefined : dossier.period?.last.subtract(before)
}

function leftText(today: Temporal.PlainDate, last: Temporal.PlainDate): string {
  const { months, days } = today.until(last, { largestUnit: 'months' })
  if (Temporal.PlainDate.compare(today, last) > 0) return 'Vandaag. De periode is voorbij.'
  if (months > 0) return `Vandaag. Nog ${months === 1 ? '1 maand' : `${months} maanden`}.`
  return `Vandaag. Nog ${days === 1 ? '1 dag' : `${days} dagen`}.`
}

function Activities(props: {
  readonly visit: Visit
  readonly portfolio: Portfolio
  readonly query: URLSearchParams
  readonly open: boolean
}) {
  const { visit, portfolio, query, open } = props
  const { register } = visit.context
  const { certification } = wording(register)
  const { groups } = portfolio
  const earlier = query.get('periode') === 'eerder'
  return (
    <>
      <h2 id="activiteiten">Mijn activiteiten</h2>
      {open && (
        <ButtonGroup>
          <Button href={paths.newActivity(register.id)}>Activiteit toevoegen</Button>
          <Button variant="link" href={paths.portfolioPdf(register.id)} download>
            Portfolio downloaden (pdf)
          </Button>
          <Button variant="link" href={paths.portfolioJson(register.id)} download>
            Gegevens meenemen (json)
          </Button>
        </ButtonGroup>
      )}
      {groups.earlier.length > 0 && (
        <LinkTabs
          label="Periodes"
          items={[
            {
              label: 'Deze periode',
              href: `${paths.portfolio(register.id)}#activiteiten`,
              count: groups.current.length,
              current: !earlier,
            },
            {
              label: `${agree(certification, 'Eerdere', 'Eerder')} ${certification.name}`,
              href: `${paths.portfolio(register.id)}?periode=eerder#activiteiten`,
              count: groups.earlier.length,
              current: earlier,
            },
          ]}
        />
      )}
      {earlier ? (
        <Table {...props} rows={groups.earlier} caption="Activiteiten die al hebben geteld" used />
      ) : (
        <CurrentActivities {...props} />
      )}
    </>
  )
}

function CurrentActivities(props: {
  readonly visit: Visit
  readonly portfolio: Portfolio
  readonly query: URLSearchParams
  readonly open: boolean
}) {
  const { your, say } = voice(props.visit.context.register.address)
  const { visit, portfolio } = props
  const { current, planned, later } = portfolio.groups
  const none = current.length + planned.length + later.length === 0
  if (none) return <Empty visit={visit} portfolio={portfolio} open={props.open} />
  const many = `${current.length} ${current.length === 1 ? 'activiteit' : 'activiteiten'}`
  const period =
    portfolio.standing.application === undefined ? 'in deze periode' : `in ${your} aanvraag`
  return (
    <>
      {current.length > 0 && (
        <>
          <p class="subtle">
            {many} {period}
          </p>
          <Table {...props} rows={current} caption="Activiteiten" />
        </>
      )}
      {planned.length > 0 && (
        <>
          <h3>Gepland</h3>
          <p class="subtle">
            Telt nog niet mee. Na afloop {say('vul je', 'vult u')} de activiteit aan en{' '}
            {say('stuur je', 'stuurt u')} haar in.
          </p>
          <Table {...props} rows={planned} caption="Geplande activiteiten" planned />
        </>
      )}
      {later.length > 0 && (
        <>
          <h3>
            Voor {your} volgende {wording(props.visit.context.register).certification.name}
          </h3>
          <p class="subtle">Toegevoegd terwijl {your} aanvraag loopt.</p>
          <Table {...props} rows={later} caption="Activiteiten voor later" later />
        </>
      )}
      <Missing register={props.visit.context.register} />
    </>
  )
}

function Missing({ register }: { readonly register: Register }) {
  const { you, your, say } = voice(register.address)
  return (
    <Details summary={`Staat ${your} training er niet bij?`}>
      <p>
        Wat {you} zelf hebt gedaan, {say('voeg je', 'voegt u')} zelf toe. Doe dat zodra {you} het
        bewijs van deelname hebt. Is {your} training al geweest? Ook dan {say('kun je', 'kunt u')}{' '}
        haar nog toevoegen, met de datum waarop zij was.
      </p>
    </Details>
  )
}

function Empty(props: {
  readonly visit: Visit
  readonly portfolio: Portfolio
  readonly open: boolean
}) {
  const { visit, portfolio, open } = props
  const { register } = visit.context
  const { your, Your } = voice(register.address)
  const { first } = portfolio.assessment.window
  const { kinds } = portfolio.compiled.regulation
  const examples = kinds.slice(0, 4).filter(({ id }) => id !== 'webinar')
  return (
    <EmptyState title={`${Your} portfolio is nog leeg`} headingLevel={3}>
      <p>Activiteiten vanaf {formatDay(first)} tellen mee. Bijvoorbeeld:</p>
      <ul>
        {examples.slice(0, 3).map(({ label, rule }) => (
          <li>
            <strong>{label}.</strong> {rule}
          </li>
        ))}
      </ul>
      {open && (
        <p>
          <a href={paths.newActivity(register.id)}>Voeg {your} eerste activiteit toe</a>
        </p>
      )}
    </EmptyState>
  )
}

type SortKey = 'datum' | 'activiteit' | 'soort' | 'uren' | 'status'

interface Sort {
  readonly key: SortKey
  readonly descending: boolean
}

const byDay: Sort = { key: 'datum', descending: false }

function Table(props: {
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
        columns={columns({ ...props, kinds, findings, sort })}
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
  readonly sort: Sort
  readonly planned?: boolean
  readonly later?: boolean
  readonly used?: boolean
}): Column<PortfolioActivity>[] {
  const { visit, kinds, findings } = props
  const { register } = visit.context
  const unit = unitOf(register)
  // A short list beside the main one is in the order of the days, without links to sort it.
  const main = props.planned !== true && props.later !== true
  const sortBy = (key: SortKey) => (main ? sortLink(props, key) : undefined)
  const hours = (amount: number | undefined) =>
    amount === undefined ? '–' : formatQuantity(amount, unit)
  const unitTitle = register.unit.many.charAt(0).toUpperCase() + register.unit.many.slice(1)
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
  readonly unit: Unit
}) {
  const { register, row, finding, unit } = props
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
      <Cuts finding={finding} register={register} />
    </div>
  )
}

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

function pageOf(query: URLSearchParams, name: string): number {
  const asked = query.get(name) ?? ''
  return /^[1-9]\d{0,4}$/.test(asked) ? Number(asked) : 1
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
