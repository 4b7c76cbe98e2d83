import { listApplications } from '#domain/certification/application/queries.ts'
import type { JudgedFile, SeatedFile } from '#domain/certification/committee/queries.ts'
import { judgedFiles, seatCommittee } from '#domain/certification/committee/queries.ts'
import {
  agendaOf,
  findMeeting,
  listMeetings,
  plannedMeeting,
} from '#domain/certification/meeting/queries.ts'
import { meetingFrom } from '#domain/platform/register/meeting-calendar.ts'
import { versionInForce } from '#regulations/load.ts'
import type { Column } from '#web/kit/index.ts'
import { EmptyState, formatDay, MetaList } from '#web/kit/index.ts'
import type { Columns } from '#web/layout/columns.tsx'
import { List, listPage, pageAsked } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { documentResponse } from '#web/professional/document.ts'
import { applicationColumns } from '#web/review/application-columns.tsx'
import { progressOf } from '#web/review/votes.ts'
import type { Visit } from '#web/route.ts'
import { accountOf, notFound } from '#web/route.ts'
import { speech } from '#web/speech.ts'

const perPage = 50

/** Vergadering: the agenda of the next meeting, and the lists of those before. */
export async function showCommitteeMeeting(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, today } = context
  const planned = await plannedMeeting(context)
  const on = planned?.on ?? meetingFrom(register.terms.committee, today).on
  const files = planned === undefined ? [] : await agendaOf(context, planned.id)
  const agenda = await judgedFiles(context, files)
  const decides = versionInForce(register, today)?.regulation.committee.decides
  const columns = columnsFor<JudgedFile>(visit)
  const isBarred = barredFor(visit)
  const held = (await listMeetings(context)).filter(({ status }) => status === 'held')
  const decided = agenda.filter(({ application }) => application.status !== 'with-committee')
  const open = agenda.filter(({ application }) => application.status === 'with-committee')
  return titledPage(
    visit,
    {
      title: `Vergadering van ${formatDay(on)}`,
      current: paths.committeeMeeting(register.id),
    },
    <>
      {decides === 'in-the-meeting' && open.length > 0 && (
        <p class="lead">
          De besluiten vallen in deze vergadering. Ze gaan in als{' '}
          {register.organisation.backOffice.short} de vergadering afsluit. Wat dan te weinig
          oordelen heeft, gaat door naar de volgende.
        </p>
      )}
      <MetaList
        items={[
          { term: 'Nog te besluiten', value: String(open.length) },
          { term: 'Besloten', value: String(decided.length) },
        ]}
      />
      {agenda.length === 0 ? (
        <EmptyState title="Er staat nog niets op de agenda">
          <p>
            Een aanvraag komt op de agenda als {register.organisation.backOffice.short} die heeft
            gecontroleerd.
          </p>
        </EmptyState>
      ) : (
        <>
          <h2>Agenda</h2>
          {open.length === 0 ? (
            <p>Over alles is besloten.</p>
          ) : (
            <List
              visit={visit}
              columns={(make) => [
                ...columns(make),
                make.text('Oordelen', (file) => (isBarred(file) ? '–' : progressOf(file))),
              ]}
              rows={open}
              caption="Nog te besluiten"
            />
          )}
          {decided.length > 0 && (
            <>
              <h2>Besloten</h2>
              <List {...{ visit, columns, rows: decided, caption: 'Besloten' }} />
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
  const { context } = visit
  const { register } = context
  const page = Math.min(pageAsked(visit), 999_999)
  const found = await listApplications(context, ['granted', 'refused'], {
    lastDoneFirst: true,
    limit: perPage + 1,
    offset: (page - 1) * perPage,
  })
  const rows = await seatCommittee(context, found.slice(0, perPage))
  return listPage(visit, {
    title: 'Besluiten',
    current: paths.committeeDecisions(register.id),
    list: {
      caption: 'Besluiten, de nieuwste eerst',
      rows,
      columns: columnsFor(visit),
      empty: {
        title: 'Er is nog niets besloten',
        text: (
          <p>
            <a href={paths.committee(register.id)}>Bekijk wat er te beoordelen is</a>
          </p>
        ),
      },
      pages: { page, of: rows.length === 0 ? 1 : page + (found.length > perPage ? 1 : 0) },
    },
  })
}

function barredFor(visit: Visit): (file: SeatedFile) => boolean {
  const { accountId } = accountOf(visit)
  return ({ bench }) => bench.conflicts.has(accountId)
}

// Whose file a member does not judge is not named to them either.
function columnsFor<Row extends SeatedFile>(visit: Visit) {
  const { register, say } = speech(visit)
  const isBarred = barredFor(visit)
  return (make: Columns<Row>): readonly Column<Row>[] => {
    const { number, kind, decided, standing } = applicationColumns(make, register)
    const dossier = make.name(
      'Dossier',
      (file) =>
        isBarred(file) ? `${say('Beoordeel je', 'Beoordeelt u')} niet` : file.applicant.name,
      (file) =>
        isBarred(file) ? undefined : paths.committeeApplication(register.id, file.application.id),
    )
    return [dossier, number, kind, decided, standing]
  }
}

/** The list of decisions of a meeting that was held. */
export async function showMinutes(visit: Visit): Promise<Response> {
  const meeting = await findMeeting(visit.context, visit.param('id'))
  if (meeting?.minutesId === undefined) return notFound()
  return documentResponse(visit, meeting.minutesId)
}
