import type { ApplicationFile } from '#domain/certification/application/queries.ts'
import { listApplications } from '#domain/certification/application/queries.ts'
import { benchFor } from '#domain/certification/committee/queries.ts'
import { findMeeting, listMeetings, plannedMeeting } from '#domain/certification/meeting/queries.ts'
import { meetingFrom } from '#domain/platform/register/meeting-calendar.ts'
import { voice } from '#language/voice.ts'
import { ApplicationTag, kindWord } from '#web/application-words.tsx'
import type { Column } from '#web/kit/index.ts'
import {
  DataTable,
  EmptyState,
  formatDay,
  formatDayShort,
  MetaList,
  PageTitle,
  Pagination,
} from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import { documentResponse } from '#web/professional/document.ts'
import type { Visit } from '#web/route.ts'
import { accountOf, notFound } from '#web/route.ts'

const perPage = 50

/** Vergadering: the agenda of the next meeting, and the lists of those before. */
export async function showCommitteeMeeting(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, today } = context
  const planned = await plannedMeeting(context)
  const on = planned?.on ?? meetingFrom(register.terms.committee, today).on
  const agenda =
    planned === undefined
      ? []
      : await listApplications(context, ['with-committee', 'granted', 'refused'], {
          meetingId: planned.id,
        })
  const named = await namesFor(visit, agenda)
  const held = (await listMeetings(context)).filter(({ status }) => status === 'held')
  const decided = agenda.filter(({ application }) => application.status !== 'with-committee')
  const open = agenda.filter(({ application }) => application.status === 'with-committee')
  return page(
    visit,
    {
      title: `Vergadering van ${formatDay(on)}`,
      current: paths.committeeMeeting(register.id),
    },
    <>
      <PageTitle>Vergadering van {formatDay(on)}</PageTitle>
      <MetaList
        items={[
          { term: 'Nog te besluiten', value: String(open.length) },
          { term: 'Besloten', value: String(decided.length) },
        ]}
      />
      {agenda.length === 0 ? (
        <EmptyState title="Er staat nog niets op de agenda">
          <p>
            Een aanvraag komt op de agenda als {register.organisation.backOffice.short} hem heeft
            gecontroleerd.
          </p>
        </EmptyState>
      ) : (
        <>
          <h2>Agenda</h2>
          {open.length === 0 ? (
            <p>Over alles is besloten.</p>
          ) : (
            <DataTable
              caption="Nog te besluiten"
              captionHidden
              rows={open}
              columns={columns(visit, named)}
            />
          )}
          {decided.length > 0 && (
            <>
              <h2>Besloten</h2>
              <DataTable
                caption="Besloten"
                captionHidden
                rows={decided}
                columns={columns(visit, named)}
              />
            </>
          )}
        </>
      )}
      {held.length > 0 && (
        <>
          <h2>Eerdere vergaderingen</h2>
          <ul>
            {held.slice(0, 12).map(({ id, on: day, minutesId }) => (
              <li>
                {minutesId === undefined ? (
                  formatDay(day)
                ) : (
                  <a href={paths.committeeMinutes(register.id, id)}>
                    Besluitenlijst van {formatDay(day)} (pdf)
                  </a>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </>,
  )
}

/** Besluiten: what the committee decided, the newest first. */
export async function showDecisions(visit: Visit): Promise<Response> {
  const { context, url } = visit
  const { register } = context
  const asked = Number(url.searchParams.get('pagina') ?? 1)
  const number = Number.isInteger(asked) && asked > 0 && asked < 1_000_000 ? asked : 1
  const found = await listApplications(context, ['granted', 'refused'], {
    newestFirst: true,
    limit: perPage + 1,
    offset: (number - 1) * perPage,
  })
  const rows = found.slice(0, perPage)
  const named = await namesFor(visit, rows)
  return page(
    visit,
    { title: 'Besluiten', current: paths.committeeDecisions(register.id) },
    <>
      <PageTitle>Besluiten</PageTitle>
      {rows.length === 0 ? (
        <EmptyState title="Er is nog niets besloten">
          <p>
            <a href={paths.committee(register.id)}>Bekijk wat er te beoordelen is</a>
          </p>
        </EmptyState>
      ) : (
        <>
          <DataTable
            caption="Besluiten, de nieuwste eerst"
            captionHidden
            rows={rows}
            columns={columns(visit, named)}
          />
          <Pagination
            page={number}
            pages={number + (found.length > perPage ? 1 : 0)}
            href={(to) => `${paths.committeeDecisions(register.id)}?pagina=${to}`}
          />
        </>
      )}
    </>,
  )
}

// Whose file a member does not judge is not named to them either.
async function namesFor(
  visit: Visit,
  files: readonly ApplicationFile[],
): Promise<ReadonlyMap<string, string>> {
  const { accountId } = accountOf(visit)
  const names = new Map<string, string>()
  for (const file of files) {
    const { conflicts } = await benchFor(visit.context, file)
    if (!conflicts.has(accountId)) names.set(file.application.id, file.applicant.name)
  }
  return names
}

function columns(visit: Visit, named: ReadonlyMap<string, string>): Column<ApplicationFile>[] {
  const { register } = visit.context
  const { say } = voice(register.address)
  return [
    {
      header: 'Dossier',
      primary: true,
      cell: ({ application }) => {
        const name = named.get(application.id)
        return name === undefined ? (
          `${say('Beoordeel je', 'Beoordeelt u')} niet`
        ) : (
          <a href={paths.committeeApplication(register.id, application.id)}>{name}</a>
        )
      },
    },
    { header: 'Aanvraag', nowrap: true, cell: ({ application }) => application.number },
    { header: 'Soort', cell: ({ application }) => kindWord(application.kind, register) },
    {
      header: 'Besluit op',
      nowrap: true,
      cell: ({ application }) =>
        application.decidedOn === undefined ? '–' : formatDayShort(application.decidedOn),
    },
    {
      header: 'Stand',
      selfExplaining: true,
      cell: ({ application }) => <ApplicationTag status={application.status} register={register} />,
    },
  ]
}

/** The list of decisions of a meeting that was held. */
export async function showMinutes(visit: Visit): Promise<Response> {
  const meeting = await findMeeting(visit.context, visit.param('id'))
  if (meeting?.minutesId === undefined) return notFound()
  return documentResponse(visit, meeting.minutesId)
}
