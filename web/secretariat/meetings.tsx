import type { JudgedFile } from '#domain/certification/committee/queries.ts'
import { judgedFiles } from '#domain/certification/committee/queries.ts'
import { closeMeeting } from '#domain/certification/meeting/close-meeting.ts'
import type { Meeting } from '#domain/certification/meeting/queries.ts'
import {
  agendaCounts,
  agendaOf,
  findMeeting,
  listMeetings,
} from '#domain/certification/meeting/queries.ts'
import { tiesWith } from '#domain/people/body/find-tie.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { answerBy, meetingFrom } from '#domain/platform/register/meeting-calendar.ts'
import { dueDay } from '#web/due-day.ts'
import { versionIn } from '#web/forms/answers.ts'
import type { FormOf } from '#web/forms/form.tsx'
import { form } from '#web/forms/form.tsx'
import { checks } from '#web/forms/questions.tsx'
import type { Content } from '#web/kit/index.ts'
import { Alert, Button, ButtonGroup, formatDay, MetaList, Tag } from '#web/kit/index.ts'
import { ColleagueFirst } from '#web/layout/colleague-first.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { List, listPage } from '#web/layout/list-page.tsx'
import { papersComing, WhenThere } from '#web/papers.tsx'
import { paths } from '#web/paths.ts'
import { applicationColumns } from '#web/review/application-columns.tsx'
import { Tied } from '#web/review/ties.tsx'
import { isReady, progressOf } from '#web/review/votes.ts'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** The meetings of the committee: the next one by rule, and those with something on the agenda. */
export async function showMeetings(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, committee, you } = speech(visit)
  const meetings = await listMeetings(context)
  const next = meetingFrom(register.terms.committee, context.today)
  const counts = await agendaCounts(context)
  return listPage(visit, {
    title: 'Vergaderingen',
    current: paths.workMeetings(register.id),
    lead: (
      <p class="lead">
        De volgende vergadering is op {formatDay(next.on)}. Wat uiterlijk op{' '}
        {formatDay(next.closes)} compleet is ingestuurd, komt op de agenda.
      </p>
    ),
    list: {
      caption: 'Vergaderingen, de nieuwste eerst',
      rows: meetings,
      columns: ({ name, text, status }) => [
        name(
          'Vergadering',
          ({ on }) => formatDay(on),
          ({ id }) => paths.workMeeting(register.id, id),
        ),
        text('Op de agenda', ({ id }) => String(counts.get(id) ?? 0), { align: 'end' }),
        status('Stand', (one) => stateOf(one, context.today), { selfExplaining: true }),
        text('Besluitenlijst', ({ minutesId }) =>
          minutesId === undefined ? (
            '–'
          ) : (
            <a href={paths.workDocument(register.id, minutesId)}>Besluitenlijst (pdf)</a>
          ),
        ),
      ],
      empty: {
        title: 'Er staat nog niets op een agenda',
        text: (
          <p>
            Een aanvraag komt op de agenda zodra {you} die doorstuurt naar {committee.the}.
          </p>
        ),
      },
    },
  })
}

const meetingWords = {
  held: { colour: 'green', label: 'Gehouden' },
  planned: { colour: 'blue', label: 'Gepland' },
} as const satisfies Record<Meeting['status'], unknown>

// From its day on one asks to be closed.
function stateOf({ status, on }: Meeting, today: Temporal.PlainDate) {
  return status === 'planned' && Temporal.PlainDate.compare(on, today) <= 0
    ? ({ colour: 'yellow', label: 'Nog af te sluiten' } as const)
    : meetingWords[status]
}

/** One meeting: its agenda with how far each file is, and closing it when it has been held. */
export const meetingClosing = formPage({
  load: async ({ context, param }) => {
    const meeting = (await findMeeting(context, param('id'))) ?? notFound()
    const files = await judgedFiles(context, await agendaOf(context, meeting.id))
    return { ...meeting, files, ready: files.filter(isReady), ties: await tiesOn(context, files) }
  },
  form: (_, { ready, ties }) =>
    closingForm(ready.filter(({ application }) => !ties.has(application.registrationId))),
  page: async (visit, meeting) => {
    const { context } = visit
    const { register } = speech(visit)
    const { files, ready, ties } = meeting
    const shown = files.filter(({ application }) => !ties.has(application.registrationId))
    const undecided = files.filter(({ application }) => application.status === 'with-committee')
    const coming = await papersComing(visit, [meeting.minutesId])
    const { colour, label } = stateOf(meeting, context.today)
    const passed = label === 'Nog af te sluiten'
    return {
      title: `Vergadering van ${formatDay(meeting.on)}`,
      current: paths.workMeetings(register.id),
      breadcrumb: [{ label: 'Vergaderingen', href: paths.workMeetings(register.id) }],
      refresh: coming.refresh,
      aside: <Tag colour={colour}>{label}</Tag>,
      lead: (
        <>
          {passed && (
            <Alert type="warning" title="Deze vergadering is nog niet afgesloten">
              <p>
                Sluit de vergadering af als die is gehouden.{' '}
                {ready.length > 0 && 'Dan vallen de besluiten, en krijgen de aanvragers bericht. '}
                Er komt een besluitenlijst, en wat niet is besloten, gaat door naar de volgende
                vergadering. <a href="#afsluiten">Naar het afsluiten</a>
              </p>
            </Alert>
          )}
          <MetaList
            items={[
              { term: 'Op de agenda', value: String(files.length) },
              {
                term: 'Besluit bekend uiterlijk',
                value:
                  meeting.closedOn === undefined
                    ? dueDay(answerBy(register, meeting.on), visit.context.today)
                    : formatDay(answerBy(register, meeting.on)),
              },
              meeting.closedOn !== undefined && {
                term: 'Afgesloten op',
                value: formatDay(meeting.closedOn),
              },
            ]}
          />
          {meeting.minutesId !== undefined && (
            <ButtonGroup>
              <WhenThere coming={coming} id={meeting.minutesId} name="De besluitenlijst">
                <Button href={paths.workDocument(register.id, meeting.minutesId)}>
                  Besluitenlijst (pdf)
                </Button>
              </WhenThere>
            </ButtonGroup>
          )}
          <h2>Agenda</h2>
          {files.length === 0 ? (
            <p>Er staat niets op de agenda.</p>
          ) : (
            <List
              visit={visit}
              caption="Agenda"
              rows={shown}
              empty={{ title: 'Van de agenda is hier niets te zien' }}
              columns={(make) => {
                const columns = applicationColumns(make, register)
                const { number, kind, submitted, standing } = columns
                return [
                  columns.applicant(paths.workApplication),
                  ...[number, kind, submitted, standing],
                  make.text('Oordelen', progressOf),
                ]
              }}
            />
          )}
          <Tied {...{ visit, tied: [...ties.values()] }} />
        </>
      ),
      version: meeting.version,
      questions: ({ all }) => <WhatCloses {...{ visit, ready, undecided, all }} />,
      button: 'Vergadering afsluiten',
      frame: (asked) =>
        meeting.status === 'planned' && (
          <>
            <h2 id="afsluiten">Vergadering afsluiten</h2>
            {Temporal.PlainDate.compare(context.today, meeting.on) < 0 ? (
              <p>Dat kan vanaf {formatDay(meeting.on)}.</p>
            ) : (
              asked
            )}
          </>
        ),
    }
  },
  save: async (visit, { heldOver = [] }, { id }) => {
    const { context, form: sent } = visit
    const { register, say } = speech(visit)
    const page = paths.workMeeting(register.id, id)
    const closed = await closeMeeting(context, {
      meetingId: id,
      version: versionIn(sent),
      heldOver: new Set(heldOver),
    })
    switch (closed.outcome) {
      case 'not-found':
        return notFound()
      case 'too-early':
        return leaveFor(
          visit,
          page,
          `Deze vergadering is pas op ${formatDay(closed.on)}.`,
          'warning',
        )
      case 'stale':
        return {
          stale: (
            <ColleagueFirst register={register}>
              <p>
                Deze vergadering is intussen gewijzigd. Hieronder {say('zie je', 'ziet u')} hoe het
                nu is.
              </p>
            </ColleagueFirst>
          ),
        }
      case 'closed':
        return leaveFor(
          visit,
          page,
          closed.deferred === 0
            ? 'De vergadering is afgesloten. De besluitenlijst wordt gemaakt.'
            : `De vergadering is afgesloten${closed.decided === 0 ? '' : `, met ${closed.decided === 1 ? '1 besluit' : `${closed.decided} besluiten`}`}. ${closed.deferred === 1 ? '1 aanvraag gaat' : `${closed.deferred} aanvragen gaan`} door naar de volgende vergadering.`,
        )
    }
  },
})

// Whoever closes a meeting sees nothing of whom they are tied to; what the members found decides on them.
function tiesOn(context: Context, files: readonly JudgedFile[]) {
  const people = files.map(({ application }) => application)
  return tiesWith(context, ['hold-meetings'], people)
}

// What the meeting wants to talk about once more is held over, though it could be decided.
function closingForm(ready: readonly JudgedFile[]): FormOf<{ heldOver: readonly string[] }> {
  return form({
    heldOver: checks('aanhouden', 'Wat houdt de vergadering aan tot de volgende?', {
      hint: 'Zet alleen een vinkje als de vergadering hierover nog niet besliste.',
      optional: true,
      options: ready.map(({ application: { id, number }, applicant }) => ({
        value: id,
        label: `${applicant.name} (${number})`,
      })),
    }),
  })
}

function WhatCloses(props: {
  readonly visit: Visit
  readonly ready: readonly JudgedFile[]
  readonly undecided: readonly JudgedFile[]
  readonly all: Content
}) {
  const { visit, ready, undecided, all } = props
  const { You } = speech(visit)
  const lacking = undecided.length - ready.length
  return (
    <>
      {ready.length > 0 && (
        <>
          <p>
            {ready.length === 1
              ? '1 aanvraag heeft genoeg oordelen. Daarop valt nu het besluit, met de dag van vandaag.'
              : `${ready.length} aanvragen hebben genoeg oordelen. Daarop vallen nu de besluiten, met de dag van vandaag.`}{' '}
            De aanvragers krijgen bericht.
          </p>
          {all}
        </>
      )}
      <p>
        {You} maakt dan de besluitenlijst. {undecided.length === 0 && 'Over alles is besloten.'}
        {lacking > 0 &&
          `Over ${lacking === 1 ? '1 aanvraag is' : `${lacking} aanvragen is`} nog niet besloten. Die ${lacking === 1 ? 'gaat' : 'gaan'} door naar de volgende vergadering.`}
      </p>
    </>
  )
}
