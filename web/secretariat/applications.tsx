import type { ApplicationStatus } from '#domain/certification/application/application.ts'
import type { Application, ApplicationFile } from '#domain/certification/application/queries.ts'
import {
  countApplications,
  listApplications,
  returnedBefore,
} from '#domain/certification/application/queries.ts'
import type { Register } from '#regulations/register.ts'
import { ApplicationTag, applicationWord, kindWord } from '#web/application-words.tsx'
import type { Column } from '#web/kit/index.ts'
import {
  Button,
  ButtonGroup,
  DataTable,
  EmptyState,
  formatDayShort,
  LinkTabs,
  PageTitle,
  Pagination,
  Tag,
} from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { ageInWords } from '#web/secretariat/work.tsx'

const perPage = 50

interface Tab {
  /** As it stands in the address. */
  readonly key: string
  readonly label: string
  readonly statuses: readonly ApplicationStatus[]
}

function tabsOf(register: Register): readonly [Tab, ...Tab[]] {
  return [
    { key: 'controleren', label: applicationWord('submitted', register), statuses: ['submitted'] },
    { key: 'aanvullen', label: applicationWord('returned', register), statuses: ['returned'] },
    {
      key: 'commissie',
      label: applicationWord('with-committee', register),
      statuses: ['with-committee'],
    },
    { key: 'afgerond', label: 'Afgerond', statuses: ['granted', 'refused', 'withdrawn'] },
  ]
}

/** The queue of applications: what waits to be checked first, the oldest on top. */
export async function showApplications(visit: Visit): Promise<Response> {
  const { context, url } = visit
  const { register, today } = context
  const tabs = tabsOf(register)
  const chosen = tabs.find(({ key }) => key === url.searchParams.get('status')) ?? tabs[0]
  const counts = await countApplications(context)
  const countOf = ({ statuses }: Tab) => statuses.reduce((sum, status) => sum + counts[status], 0)
  const pages = Math.max(1, Math.ceil(countOf(chosen) / perPage))
  const asked = Number(url.searchParams.get('pagina') ?? 1)
  const number = Number.isInteger(asked) ? Math.min(Math.max(asked, 1), pages) : 1
  const rows = await listApplications(context, chosen.statuses, {
    limit: perPage,
    offset: (number - 1) * perPage,
    newestFirst: chosen.key === 'afgerond',
  })
  const back = await returnedBefore(
    context,
    rows.map(({ application }) => application.id),
  )
  const base = paths.workApplications(register.id)
  const [oldest] = chosen.key === 'controleren' ? rows : []
  return page(
    visit,
    {
      title: `Aanvragen controleren (${counts.submitted})`,
      current: paths.work(register.id),
      breadcrumb: [{ label: 'Werkvoorraad', href: paths.work(register.id) }],
    },
    <>
      <PageTitle>Aanvragen controleren ({counts.submitted})</PageTitle>
      <LinkTabs
        label="Aanvragen naar stand"
        items={tabs.map((tab) => ({
          label: tab.label,
          href: `${base}?status=${tab.key}`,
          count: countOf(tab),
          current: tab.key === chosen.key,
        }))}
      />
      {rows.length === 0 ? (
        <EmptyState title={chosen.key === 'controleren' ? 'Alles is gedaan' : 'Hier staat niets'}>
          <p>
            {chosen.key === 'controleren'
              ? 'Er wacht geen aanvraag op controle.'
              : 'Er is geen aanvraag met deze stand.'}
          </p>
        </EmptyState>
      ) : (
        <>
          {oldest !== undefined && number === 1 && (
            <ButtonGroup>
              <Button href={paths.workApplication(register.id, oldest.application.id)}>
                Oudste aanvraag controleren
              </Button>
            </ButtonGroup>
          )}
          <DataTable
            caption={`${chosen.label}, ${chosen.key === 'afgerond' ? 'de nieuwste' : 'de oudste'} eerst`}
            captionHidden
            rows={rows}
            columns={columns(visit, chosen, today, back)}
          />
          <Pagination
            page={number}
            pages={pages}
            href={(to) => `${base}?status=${chosen.key}&pagina=${to}`}
          />
        </>
      )}
    </>,
  )
}

function columns(
  visit: Visit,
  tab: Tab,
  today: Temporal.PlainDate,
  back: ReadonlySet<string>,
): Column<ApplicationFile>[] {
  const { register } = visit.context
  return [
    {
      header: 'Naam',
      primary: true,
      cell: ({ application, applicant }) => (
        <a href={paths.workApplication(register.id, application.id)}>{applicant.name}</a>
      ),
    },
    { header: 'Aanvraag', nowrap: true, cell: ({ application }) => application.number },
    { header: 'Soort', cell: ({ application }) => kindWord(application.kind, register) },
    {
      header: 'Ingestuurd',
      nowrap: true,
      cell: ({ application }) => formatDayShort(application.submittedOn),
    },
    lastColumn(tab, register, today),
    {
      header: 'Bijzonderheden',
      cell: ({ application, applicant }) => (
        <>
          {back.has(application.id) && application.status === 'submitted' && (
            <Tag colour="blue">Terug van aanvulling</Tag>
          )}{' '}
          {applicant.status === 'renewal-pending' && <Tag colour="yellow">Periode voorbij</Tag>}
        </>
      ),
    },
  ]
}

function lastColumn(
  tab: Tab,
  register: Register,
  today: Temporal.PlainDate,
): Column<ApplicationFile> {
  if (tab.key === 'afgerond') {
    return {
      header: 'Stand',
      selfExplaining: true,
      cell: ({ application }) => <ApplicationTag status={application.status} register={register} />,
    }
  }
  if (tab.key === 'commissie') {
    return {
      header: 'Vergadering',
      nowrap: true,
      cell: ({ application }) => dayOf(application.meetingOn),
    }
  }
  return {
    header: 'Wacht',
    nowrap: true,
    cell: ({ application }) => ageInWords(application.submittedOn, today),
  }
}

function dayOf(day: Application['meetingOn']): string {
  return day === undefined ? '–' : formatDayShort(day)
}
