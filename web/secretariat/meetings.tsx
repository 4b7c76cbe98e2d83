import type { ApplicationFile } from '#domain/certification/application/queries.ts'
import { listApplications } from '#domain/certification/application/queries.ts'
import { benchFor, verdictsOf } from '#domain/certification/committee/queries.ts'
import { closeMeeting } from '#domain/certification/meeting/close-meeting.ts'
import type { Meeting } from '#domain/certification/meeting/queries.ts'
import { agendaCounts, findMeeting, listMeetings } from '#domain/certification/meeting/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { answerBy, meetingFrom } from '#domain/platform/register/meeting-calendar.ts'
import { voice } from '#language/voice.ts'
import { wording } from '#regulations/wording.ts'
import { versionIn } from '#web/forms/answers.ts'
import { Button, ButtonGroup, formatDay, MetaList, Tag } from '#web/kit/index.ts'
import { PageForm } from '#web/layout/form-page.tsx'
import { List, listPage } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { papersComing, WhenThere } from '#web/papers.tsx'
import { paths } from '#web/paths.ts'
import { applicationColumns } from '#web/review/application-columns.tsx'
import type { Visit } from '#web/route.ts'
import { notFound, seeOther } from '#web/route.ts'
import { ColleagueFirst } from '#web/secretariat/colleague-first.tsx'

/** The meetings of the committee: the next one by rule, and those with something on the agenda. */
export async function showMeetings(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, today } = context
  const { you } = voice(register.address)
  const meetings = await listMeetings(context)
  const next = meetingFrom(register.terms.committee, today)
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
        status('Stand', (one) => meetingWords[one.status], { selfExplaining: true }),
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
            Een aanvraag komt op de agenda zodra {you} hem doorstuurt naar{' '}
            {wording(register).committee.the}.
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

/** One meeting: its agenda with how far each file is, and closing it when it has been held. */
export async function showMeeting(visit: Visit): Promise<Response> {
  const meeting = await findMeeting(visit.context, visit.param('id'))
  return meeting === undefined ? notFound() : meetingPage(visit, meeting)
}

/** Closes the meeting, which makes its list of decisions. */
export async function sendCloseMeeting(visit: Visit): Promise<Response> {
  const { context, form } = visit
  const { register } = context
  const id = visit.param('id')
  const closed = await closeMeeting(context, id, versionIn(form))
  switch (closed.outcome) {
    case 'not-found':
      return notFound()
    case 'too-early':
      visit.leave(`Deze vergadering is pas op ${formatDay(closed.on)}.`, 'warning')
      return seeOther(paths.workMeeting(register.id, id))
    case 'stale':
      return meetingPage(visit, closed.current, true)
    case 'closed':
      visit.leave(
        closed.deferred === 0
          ? 'De vergadering is afgesloten. De besluitenlijst wordt gemaakt.'
          : `De vergadering is afgesloten. ${closed.deferred === 1 ? '1 aanvraag gaat' : `${closed.deferred} aanvragen gaan`} door naar de volgende vergadering.`,
      )
      return seeOther(paths.workMeeting(register.id, id))
  }
}

async function meetingPage(visit: Visit, meeting: Meeting, stale = false): Promise<Response> {
  const { context } = visit
  const { register } = context
  const { say } = voice(register.address)
  const files = await listApplications(context, ['with-committee', 'granted', 'refused'], {
    meetingId: meeting.id,
  })
  const coming = await papersComing(visit, [meeting.minutesId])
  const progress = new Map<string, string>()
  for (const file of files) progress.set(file.application.id, await progressOf(context, file))
  const { colour, label } = meetingWords[meeting.status]
  return titledPage(
    visit,
    {
      title: `Vergadering van ${formatDay(meeting.on)}`,
      current: paths.workMeetings(register.id),
      breadcrumb: [{ label: 'Vergaderingen', href: paths.workMeetings(register.id) }],
      refresh: coming.refresh,
      aside: <Tag colour={colour}>{label}</Tag>,
      stale: stale ? (
        <ColleagueFirst register={register}>
          <p>
            Deze vergadering is intussen gewijzigd. Hieronder {say('zie je', 'ziet u')} hoe het nu
            is.
          </p>
        </ColleagueFirst>
      ) : undefined,
    },
    <>
      <MetaList
        items={[
          { term: 'Op de agenda', value: String(files.length) },
          { term: 'Besluit bekend uiterlijk', value: formatDay(answerBy(register, meeting.on)) },
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
          rows={files}
          columns={(make) => {
            const { applicant, number, kind, submitted, standing } = applicationColumns(
              make,
              register,
            )
            return [
              applicant(paths.workApplication),
              ...[number, kind, submitted, standing],
              make.text('Oordelen', ({ application }) => progress.get(application.id) ?? ''),
            ]
          }}
        />
      )}
      {meeting.status === 'planned' && <Closing visit={visit} meeting={meeting} files={files} />}
    </>,
  )
}

function Closing(props: {
  readonly visit: Visit
  readonly meeting: Meeting
  readonly files: readonly ApplicationFile[]
}) {
  const { visit, meeting, files } = props
  const { register, today } = visit.context
  const { You } = voice(register.address)
  const undecided = files.filter(({ application }) => application.status === 'with-committee')
  return (
    <>
      <h2>Vergadering afsluiten</h2>
      {Temporal.PlainDate.compare(today, meeting.on) < 0 ? (
        <p>Dat kan vanaf {formatDay(meeting.on)}.</p>
      ) : (
        <PageForm visit={visit} hidden={{ _version: String(meeting.version) }}>
          <p>
            {You} maakt dan de besluitenlijst.{' '}
            {undecided.length === 0
              ? 'Over alles is besloten.'
              : `Over ${undecided.length === 1 ? '1 aanvraag is' : `${undecided.length} aanvragen is`} nog niet besloten. Die ${undecided.length === 1 ? 'gaat' : 'gaan'} door naar de volgende vergadering.`}
          </p>
          <Button>Vergadering afsluiten</Button>
        </PageForm>
      )}
    </>
  )
}

// How many of the judgements are in, and who is left to give them when that is nobody.
async function progressOf(context: Context, file: ApplicationFile): Promise<string> {
  const bench = await benchFor(context, file)
  const { members, conflicts, rules } = bench
  const open = file.application.status === 'with-committee'
  const verdicts = await verdictsOf(context, file.application.id, open ? bench : undefined)
  if (!open) return `${verdicts.length} gegeven`
  const divided = verdicts.length >= rules.members
  const free = members.filter(
    ({ id }) => !conflicts.has(id) && !verdicts.some(({ memberId }) => memberId === id),
  )
  const needed = divided ? 1 : rules.members - verdicts.length
  const short = free.length < needed ? '. Er zijn te weinig leden die mogen oordelen.' : ''
  return divided
    ? `Verdeeld: wacht op een beslissend oordeel${short}`
    : `${verdicts.length} van ${rules.members} gegeven${short}`
}
