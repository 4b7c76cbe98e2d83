import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { answerSeries } from '#domain/dossier/series/answer-series.ts'
import { leaveSeries, withdrawSeries } from '#domain/dossier/series/leave-series.ts'
import type { Self } from '#domain/dossier/series/queries.ts'
import { filedBy, findSeries, selfIn, seriesOf } from '#domain/dossier/series/queries.ts'
import type { Series, SeriesMeeting, SeriesMember } from '#domain/dossier/series/series.ts'
import {
  calledIn,
  isIn,
  meetingsToAnswer,
  meetingsToConfirm,
  presenceOf,
  wordOf,
} from '#domain/dossier/series/series.ts'
import { longestReport, writeReport } from '#domain/dossier/series/write-report.ts'
import { portfolioIsOpen } from '#domain/people/registration/registration.ts'
import type { Kind, Regulation } from '#engine'
import { formatAmount } from '#engine'
import { formatList } from '#language/lists.ts'
import { counted } from '#language/numbers.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { text } from '#web/forms/questions.tsx'
import type { Content, TagColour } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  DataTable,
  Details,
  EmptyState,
  formatDay,
  NextStep,
  SummaryList,
  Tag,
} from '#web/kit/index.ts'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import type { Task } from '#web/layout/tasks.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { inPortfolio } from '#web/professional/crumbs.ts'
import { mayEnterActivities } from '#web/professional/former-category.tsx'
import {
  presenceForm,
  presenceKnown,
  presencesIn,
  revisionsOf,
} from '#web/professional/series.form.tsx'
import type { Handlers, Visit } from '#web/route.ts'
import {
  accountOf,
  endedRegistrationOf,
  idIn,
  leaveFor,
  notFound,
  registrationOf,
} from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** The series in which somebody takes part or is asked to. */
export async function showAllSeries(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, say } = speech(visit)
  const all = await seriesOf(context, selfOf(visit))
  const { compiled, standing } = await loadDossier(context, registrationOf(visit))
  const kinds = kindsOfSeries(compiled.regulation)
  if (kinds.length === 0 && all.length === 0) notFound()
  const mayAdd =
    kinds.length > 0 &&
    portfolioIsOpen(register, standing) &&
    mayEnterActivities({ compiled, standing })
  return titledPage(
    visit,
    { title: 'Reeksen bijeenkomsten', ...inPortfolio(visit) },
    <>
      <p class="lead">
        Een van de groep zet de bijeenkomsten één keer klaar. De anderen bevestigen wie erbij was.
      </p>
      {mayAdd && (
        <ButtonGroup>
          <Button href={paths.newSeries(register.id)} icon="plus">
            Reeks klaarzetten
          </Button>
        </ButtonGroup>
      )}
      {all.length === 0 ? (
        <EmptyState title={`${say('Je doet', 'U doet')} nog niet mee aan een reeks`} />
      ) : (
        <SummaryList
          items={all.map((series) => ({
            term: series.title,
            value: (
              <>
                <p>{standsText(visit, series)}</p>
                <p>
                  <a href={paths.series(register.id, series.id)}>
                    Bekijken<span class="visually-hidden">: {series.title}</span>
                  </a>
                </p>
              </>
            ),
          }))}
        />
      )}
      {all.length > 0 && (
        <ButtonGroup>
          <Button variant="link" href={paths.seriesJson(register.id)} icon="download" download>
            Gegevens meenemen (json)
          </Button>
        </ButtonGroup>
      )}
    </>,
  )
}

/** The link to a person's series, where the register knows any or they take part in one. */
export function SeriesLink({
  visit,
  regulation,
  all,
}: {
  readonly visit: Visit
  readonly regulation: Regulation
  readonly all: readonly Series[]
}) {
  if (kindsOfSeries(regulation).length === 0 && all.length === 0) return null
  return (
    <p>
      <a href={paths.allSeries(visit.context.register.id)}>Reeksen bijeenkomsten</a>
      {all.length > 0 && ` (${all.length})`}
    </p>
  )
}

/** Who asks, as they may be known in a group. */
export function selfOf(visit: Visit): Self {
  const { accountId, email } = accountOf(visit)
  return { registrationId: registrationOf(visit), accountId, email }
}

/** The series that wait for the answer of who asks. */
export function seriesTasks(visit: Visit, all: readonly Series[]): readonly Task[] {
  const { register, you, say } = speech(visit)
  const { today } = visit.context
  return all.flatMap((series) => {
    const me = selfIn(series, selfOf(visit))
    const open = me === undefined ? [] : meetingsToConfirm(series, me.id, today)
    const refused =
      me?.setUp === true && series.endedOn === undefined
        ? series.members.filter(({ refusesMail }) => refusesMail)
        : []
    const unreached = refused.map((member) => ({
      label: `Kijk naar het e-mailadres van ${calledIn(series, member)}`,
      href: paths.seriesMembers(register.id, series.id),
      text: `Onze e-mail over ‘${series.title}’ kwam niet aan: het adres weigert e-mail. Haal diegene uit de groep en vul een ander adres in.`,
    }))
    if (open.length === 0) return unreached
    return [
      ...unreached,
      {
        label: `Bevestig ‘${series.title}’`,
        href: paths.answerSeries(register.id, series.id),
        text: `Zeg bij welke bijeenkomsten ${you} was. ${say('Je groep wacht op je', 'Uw groep wacht op u')}: ${counted(open.length, 'bijeenkomst', 'bijeenkomsten')}.`,
      },
    ]
  })
}

/** The kinds of a regulation that may be a series. */
export function kindsOfSeries({ kinds }: Pick<Regulation, 'kinds'>): readonly Kind[] {
  return kinds.filter(({ series }) => series !== undefined)
}

function standsText(visit: Visit, series: Series): string {
  const { today } = visit.context
  const me = selfIn(series, selfOf(visit))
  const held = series.meetings.filter(({ cancelledOn }) => cancelledOn === undefined)
  const answers = me !== undefined && endedRegistrationOf(visit) === undefined
  const open = answers ? meetingsToConfirm(series, me.id, today).length : 0
  const planned = held.filter(({ heldOn }) => Temporal.PlainDate.compare(heldOn, today) > 0).length
  return [
    counted(held.length, 'bijeenkomst', 'bijeenkomsten'),
    ...(planned > 0 ? [`${planned} nog te houden`] : []),
    ...(open > 0 ? [`${open} nog te bevestigen`] : []),
    ...(series.endedOn === undefined ? [] : [`ingetrokken op ${formatDay(series.endedOn)}`]),
    ...(me?.status === 'declined' || me?.status === 'left' ? [memberWords(visit, me).label] : []),
  ].join(', ')
}

interface Own {
  readonly series: Series
  readonly me: SeriesMember
}

// A series of somebody else does not exist.
async function loadOwn(visit: Visit): Promise<Own> {
  const series = (await findSeries(visit.context, idIn(visit))) ?? notFound()
  return { series, me: selfIn(series, selfOf(visit)) ?? notFound() }
}

/** The series of a page, for who set it up alone, and only while it goes on. */
export async function loadMine(visit: Visit): Promise<Own> {
  const own = await loadOwn(visit)
  if (!own.me.setUp || own.series.endedOn !== undefined) notFound()
  return own
}

/** A series: what somebody has yet to say of it, its meetings with who confirmed what, and its group. */
export async function showSeries(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, you, You } = speech(visit)
  const { series, me } = await loadOwn(visit)
  const loaded = await loadDossier(context, registrationOf(visit))
  const kind = loaded.compiled.regulation.kinds.find(({ id }) => id === series.kind)
  const filed = await filedBy(context, me.id)
  // Whoever has left reads what was theirs.
  const ended = endedRegistrationOf(visit) !== undefined
  const open = ended ? [] : meetingsToConfirm(series, me.id, context.today)
  const running = series.endedOn === undefined
  const mine = me.setUp && running && !ended
  const starter = series.members.find(({ setUp }) => setUp)
  const { period } = loaded.dossier
  const rows = series.meetings.filter(({ cancelledOn }) => cancelledOn === undefined)
  const answerable = meetingsToAnswer(series, context.today).length > 0
  return titledPage(
    visit,
    {
      title: series.title,
      caption: kind?.label,
      ...inPortfolio(visit, inAllSeries(visit)),
      ...(running ? {} : { aside: <Tag colour="grey">Ingetrokken</Tag> }),
    },
    <>
      {open.length > 0 && (
        <NextStep title={`Zeg bij welke bijeenkomsten ${you} was`} icon="arrow-right">
          <p>
            {counted(open.length, 'bijeenkomst wacht', 'bijeenkomsten wachten')} op{' '}
            {you === 'je' ? 'jouw' : 'uw'} antwoord.
          </p>
          <ButtonGroup>
            <Button href={paths.answerSeries(register.id, series.id)}>Bevestigen</Button>
          </ButtonGroup>
        </NextStep>
      )}
      <p>
        {me.setUp ? You : (starter?.name ?? 'Een deelnemer')} zette deze reeks klaar op{' '}
        {formatDay(series.setUpOn)}.{' '}
        {!running &&
          'De reeks is ingetrokken: er wordt niemand meer gevraagd. Wat was bevestigd, blijft staan.'}
      </p>
      <h2 id="bijeenkomsten">Bijeenkomsten</h2>
      <DataTable
        caption="Bijeenkomsten"
        captionHidden
        rows={rows}
        columns={[
          {
            header: 'Datum',
            primary: true,
            nowrap: true,
            cell: (meeting) => formatDay(meeting.heldOn),
          },
          {
            header: 'Uren',
            align: 'end',
            nowrap: true,
            cell: ({ hours }) => (hours === undefined ? '–' : formatAmount(hours)),
          },
          {
            header: 'Wie erbij was',
            cell: (meeting) => (
              <>
                <Presences {...{ visit, series, meeting }} />
                <ReportLink {...{ visit, series, meeting }} may={running && !ended && isIn(me)} />
              </>
            ),
          },
          {
            header: `Over ${you === 'je' ? 'jou' : 'u'}`,
            cell: (meeting) => (
              <AboutMe
                {...{ visit, series, meeting, me, kind }}
                filed={filed.get(meeting.id)}
                closed={!portfolioIsOpen(register, loaded.standing)}
                before={
                  period !== undefined &&
                  Temporal.PlainDate.compare(meeting.heldOn, period.first) < 0
                }
              />
            ),
          },
          ...(mine
            ? [
                {
                  header: 'Wijzigen',
                  headerHidden: true,
                  selfExplaining: true,
                  cell: (meeting: SeriesMeeting) => (
                    <a href={paths.seriesMeeting(register.id, series.id, meeting.id)}>
                      Wijzig<span class="visually-hidden"> {formatDay(meeting.heldOn)}</span>
                    </a>
                  ),
                },
              ]
            : []),
        ]}
      />
      <ButtonGroup>
        {mine && (
          <Button
            variant="secondary"
            icon="plus"
            href={paths.seriesMeeting(register.id, series.id, 'nieuw')}
          >
            Bijeenkomst toevoegen
          </Button>
        )}
        {open.length === 0 && answerable && running && !ended && isIn(me) && (
          <Button variant="link" href={paths.answerSeries(register.id, series.id)}>
            Wijzigen wat {you} zei
          </Button>
        )}
      </ButtonGroup>
      <h2 id="deelnemers">Deelnemers</h2>
      <Members visit={visit} series={series} me={me} />
      <ButtonGroup>
        {mine && (
          <Button variant="secondary" href={paths.seriesMembers(register.id, series.id)}>
            Deelnemers wijzigen
          </Button>
        )}
        {running && !ended && isIn(me) && (
          <Button variant="link" href={paths.leaveSeries(register.id, series.id)}>
            {me.setUp
              ? 'Reeks intrekken'
              : me.status === 'asked'
                ? 'Ik hoor niet bij deze groep'
                : 'Stoppen met deze groep'}
          </Button>
        )}
      </ButtonGroup>
    </>,
  )
}

function Presences({
  visit,
  series,
  meeting,
}: {
  readonly visit: Visit
  readonly series: Series
  readonly meeting: SeriesMeeting
}) {
  if (Temporal.PlainDate.compare(meeting.heldOn, visit.context.today) > 0) {
    return <>Nog te houden</>
  }
  const said = series.members.map((member) => ({
    name: calledIn(series, member),
    presence: presenceOf(series, meeting, member.id),
    waits: isIn(member) && series.endedOn === undefined,
  }))
  const there = said.filter(({ presence }) => presence?.present === true)
  const away = said.filter(({ presence }) => presence?.present === false)
  const waiting = said.filter(({ presence, waits }) => presence === undefined && waits)
  const names = (some: typeof said) => formatList(some.map(({ name }) => name))
  return (
    <>
      {there.length > 0 && <p class="flush">{names(there)}</p>}
      {away.length > 0 && <p class="flush subtle">Niet: {names(away)}</p>}
      {waiting.length > 0 && <p class="flush subtle">Nog geen antwoord: {names(waiting)}</p>}
    </>
  )
}

// The one report of a meeting, for all of the group to read and to write on.
function ReportLink({
  visit,
  series,
  meeting,
  may,
}: {
  readonly visit: Visit
  readonly series: Series
  readonly meeting: SeriesMeeting
  readonly may: boolean
}) {
  const { register } = speech(visit)
  if (Temporal.PlainDate.compare(meeting.heldOn, visit.context.today) > 0) return null
  return (
    <>
      {meeting.report !== '' && (
        <Details summary="Verslag">
          <p class="preserve">{meeting.report}</p>
        </Details>
      )}
      {may && (
        <p class="flush">
          <a href={paths.seriesReport(register.id, series.id, meeting.id)}>
            {meeting.report === '' ? 'Verslag schrijven' : 'Verslag wijzigen'}
            <span class="visually-hidden"> ({formatDay(meeting.heldOn)})</span>
          </a>
        </p>
      )}
    </>
  )
}

/** Writes the one report of a meeting, by anybody of the group. */
export const seriesReportPage = formPage({
  load: async (visit: Visit) => {
    const own = await loadOwn(visit)
    const meeting = meetingsToAnswer(own.series, visit.context.today).find(
      ({ id }) => id === visit.param('meeting'),
    )
    if (meeting === undefined || !isIn(own.me) || own.series.endedOn !== undefined) {
      return notFound()
    }
    return { ...own, meeting }
  },
  form: (visit) =>
    form({
      report: text('verslag', 'Wat is er besproken en geleerd?', {
        hint: 'De hele groep leest dit en kan het aanvullen. Schrijf geen namen van cliënten.',
        required: 'Schrijf het verslag.',
        rows: 12,
        most: longestReport,
        tooLong: () =>
          `Maak het verslag korter: hoogstens ${longestReport} tekens. ${speech(visit).You} kunt een langer verslag als bestand bij ${speech(visit).your} activiteit zetten.`,
      }),
    }),
  known: (_, { meeting }) => ({ report: meeting.report }),
  page: (visit, { series, meeting }) => {
    const { register } = speech(visit)
    return {
      title: `Verslag van ${formatDay(meeting.heldOn)}`,
      caption: series.title,
      ...inPortfolio(visit, inAllSeries(visit)),
      lead: (
        <p>Er is één verslag. Het komt als bewijs bij de activiteit van ieder die erbij was.</p>
      ),
      version: series.version,
      form: { guard: true },
      button: 'Verslag bewaren',
      back: { label: 'Annuleren', href: paths.series(register.id, series.id), link: true },
    }
  },
  save: async (visit, { report }, { series, me, meeting }) => {
    const { register } = speech(visit)
    const own = { seriesId: series.id, memberId: me.id, version: versionIn(visit.form) }
    const done = await writeReport(visit.context, own, meeting.id, report)
    if (done === 'stale') {
      return {
        stale: (now: { readonly meeting: SeriesMeeting }) => (
          <Alert type="warning" title="Iemand van de groep heeft dit intussen gewijzigd" focus>
            <p class="preserve">{now.meeting.report}</p>
          </Alert>
        ),
      }
    }
    if (done === 'not-found') return notFound()
    return leaveFor(visit, paths.series(register.id, series.id), 'Het verslag is bewaard.')
  },
})

function AboutMe(props: {
  readonly visit: Visit
  readonly series: Series
  readonly meeting: SeriesMeeting
  readonly me: SeriesMember
  readonly kind: Kind | undefined
  readonly filed: { readonly activityId: string; readonly draft: boolean } | undefined
  /** Whether nothing can come into the portfolio now. */
  readonly closed: boolean
  /** Whether it was before the period that runs. */
  readonly before: boolean
}) {
  const { visit, series, meeting, me, kind, filed, closed, before } = props
  const { register, you, say, your } = speech(visit)
  const { says, confirmed, denied, waiting } = wordOf(series, meeting, me.id)
  const needed = kind?.series?.confirmedBy ?? 0
  const lines: Content[] = []
  if (says === 'absent') lines.push(`${say('Je zei', 'U zei')} dat ${you} er niet was.`)
  if (says === 'present' && confirmed.length < needed) {
    lines.push(
      `Wacht op bevestiging: ${confirmed.length} van de ${needed === 1 ? '1 die nodig is' : `${needed} die nodig zijn`}.`,
    )
  }
  if (confirmed.length > 0) {
    lines.push(
      `Bevestigd door ${confirmed.length} van ${confirmed.length + denied.length + waiting.length}.`,
    )
  }
  if (denied.length > 0) lines.push(`${formatList(denied)} zegt dat ${you} er niet was.`)
  if (says === 'present' && confirmed.length >= needed && filed === undefined && closed) {
    lines.push(`Komt in ${your} portfolio zodra dat open is.`)
  }
  if (before) lines.push(`Voor ${your} periode: telt nu niet mee.`)
  return (
    <>
      {lines.map((said) => (
        <p class="flush">{said}</p>
      ))}
      {filed !== undefined && (
        <p class="flush">
          <a href={paths.activity(register.id, filed.activityId)}>
            {filed.draft ? 'Maak af in' : 'Staat in'} {your} portfolio
            <span class="visually-hidden"> ({formatDay(meeting.heldOn)})</span>
          </a>
        </p>
      )}
    </>
  )
}

function Members({
  visit,
  series,
  me,
}: {
  readonly visit: Visit
  readonly series: Series
  readonly me: SeriesMember
}) {
  const { say } = speech(visit)
  return (
    <SummaryList
      items={series.members
        .filter(({ status }) => status !== 'removed')
        .map((member) => {
          const refused = me.setUp && member.refusesMail
          const { colour, label } = refused
            ? ({ colour: 'yellow', label: 'Het adres weigert onze e-mail' } as const)
            : memberWords(visit, member)
          return {
            term: `${calledIn(series, member)}${member.id === me.id ? ` (${say('jij', 'u')})` : ''}`,
            value: <Tag colour={colour}>{label}</Tag>,
          }
        })}
    />
  )
}

/** How a member stands in a group, in a word with its colour. */
export function memberWords(
  { context }: Visit,
  { status, setUp, askedOn }: SeriesMember,
): { readonly colour: TagColour; readonly label: string } {
  if (setUp) return { colour: 'green', label: 'Zette de reeks klaar' }
  switch (status) {
    case 'asked':
      return {
        colour: 'blue',
        label: askedOn.equals(context.today)
          ? 'Vandaag gevraagd'
          : `Gevraagd op ${formatDay(askedOn)}`,
      }
    case 'takes-part':
      return { colour: 'green', label: 'Doet mee' }
    case 'declined':
      return { colour: 'grey', label: 'Zegt niet bij de groep te horen' }
    case 'left':
      return { colour: 'grey', label: 'Doet niet meer mee' }
    case 'removed':
      return { colour: 'grey', label: 'Uit de groep gehaald' }
  }
}

/** Asks a member at which meetings they were, and who else was. */
export const answerSeriesPage = formPage({
  load: async (visit: Visit) => {
    const { register, say } = speech(visit)
    const own = await loadOwn(visit)
    const { series, me } = own
    const there = paths.series(register.id, series.id)
    if (series.endedOn !== undefined || !isIn(me)) {
      return leaveFor(visit, there, 'Voor deze reeks is niets meer te bevestigen.', 'info')
    }
    if (meetingsToAnswer(series, visit.context.today).length === 0) {
      const when = `Er is nog geen bijeenkomst geweest. Daarna ${say('kun je', 'kunt u')} bevestigen.`
      return leaveFor(visit, there, when, 'info')
    }
    return own
  },
  form: (visit, { series, me }) => presenceForm(visit, series, me.id),
  known: (visit, { series, me }) => presenceKnown(series, me.id, visit.context.today),
  page: (visit, { series }) => {
    const { register, you, You } = speech(visit)
    return {
      title: `Bij welke bijeenkomsten was ${you}?`,
      ...inPortfolio(visit, inAllSeries(visit), {
        label: series.title,
        href: paths.series(register.id, series.id),
      }),
      lead: (
        <>
          <p class="lead">{series.title}</p>
          <p>
            Zeg ook wie van de anderen er niet was. {You} bevestigt daarmee dat de anderen er wel
            waren; dat staat bij hun bewijs.
          </p>
        </>
      ),
      form: { guard: true, hidden: revisionsOf(series, visit.context.today) },
      button: 'Bevestigen',
      back: { label: 'Annuleren', href: paths.series(register.id, series.id), link: true },
      beside: null,
    }
  },
  save: async (visit, answers, { series, me }) => {
    const { register, Your } = speech(visit)
    const said = presencesIn(series, answers, visit.form)
    const who = { seriesId: series.id, memberId: me.id }
    const done = await answerSeries(visit.context, who, said, selfOf(visit))
    switch (done.outcome) {
      case 'not-found':
        return notFound()
      case 'ended':
        return leaveFor(
          visit,
          paths.series(register.id, series.id),
          'Voor deze reeks is niets meer te bevestigen.',
          'info',
        )
      case 'stale':
        return { stale: changedMeanwhile }
      case 'answered':
        return leaveFor(
          visit,
          paths.series(register.id, series.id),
          `${Your} antwoord over ${counted(done.meetings, 'bijeenkomst', 'bijeenkomsten')} is bewaard.`,
        )
    }
  },
})

/** Said where a series was changed since the page was shown. */
export const changedMeanwhile = (
  <Alert type="warning" title="Dit is intussen veranderd">
    <p>Hieronder staat hoe het er nu voor staat. Kijk het na en verstuur het opnieuw.</p>
  </Alert>
)

/** Asks whether somebody really leaves a group, or takes the series back, and does so. */
export const leaveSeriesPage: Required<Handlers> = {
  get: async (visit) => {
    const { register, You, say, your } = speech(visit)
    const { series, me } = await leavable(visit)
    const asked = me.status === 'asked'
    return confirmPage(
      visit,
      {
        title: me.setUp ? 'Reeks intrekken' : 'Niet meer meedoen',
        heading: me.setUp
          ? `${say('Wil je', 'Wilt u')} deze reeks intrekken?`
          : asked
            ? `${say('Hoor je', 'Hoort u')} niet bij deze groep?`
            : `${say('Wil je', 'Wilt u')} stoppen met deze groep?`,
        button: me.setUp ? 'Intrekken' : asked ? 'Ik hoor niet bij deze groep' : 'Stoppen',
        danger: true,
        back: { label: 'Terug', href: paths.series(register.id, series.id) },
        ...inPortfolio(visit, inAllSeries(visit), {
          label: series.title,
          href: paths.series(register.id, series.id),
        }),
      },
      <p class="lead">
        {me.setUp
          ? 'Er wordt dan niemand meer gevraagd, en de anderen krijgen bericht. Wat al was bevestigd, blijft in ieders portfolio staan.'
          : asked
            ? `${You} krijgt er geen e-mail meer over. Wie de reeks klaarzette, krijgt bericht.`
            : `Wat al was bevestigd, blijft staan, ook in ${your} portfolio. Wie de reeks klaarzette, krijgt bericht.`}
      </p>,
    )
  },
  post: async (visit) => {
    const { register } = visit.context
    const { series, me } = await leavable(visit)
    const there = paths.allSeries(register.id)
    if (me.setUp) {
      await withdrawSeries(visit.context, ownOf(visit, series))
      return leaveFor(visit, there, `‘${series.title}’ is ingetrokken.`)
    }
    const { outcome } = await leaveSeries(visit.context, series.id, me.id)
    return outcome === 'stale' || outcome === 'not-found'
      ? leaveFor(visit, there, 'Dit was al veranderd.', 'info')
      : leaveFor(visit, there, `Bewaard. Er komt geen vraag meer over ‘${series.title}’.`)
  },
}

async function leavable(visit: Visit): Promise<Own> {
  const own = await loadOwn(visit)
  if (own.series.endedOn !== undefined || !isIn(own.me)) notFound()
  return own
}

/** The series that somebody changes, as they saw it. */
export function ownOf(visit: Visit, { id }: Series) {
  return {
    seriesId: id,
    registrationId: registrationOf(visit),
    version: versionIn(visit.form),
  }
}

/** Where the pages of a series stand. */
export function inAllSeries(visit: Visit) {
  return { label: 'Reeksen bijeenkomsten', href: paths.allSeries(visit.context.register.id) }
}

/** What a series is, and where it is set up, beside the form of an activity whose kind may be one. */
export function MayBeSeries({ visit, kind }: { readonly visit: Visit; readonly kind: Kind }) {
  const { register, say } = speech(visit)
  if (kind.series === undefined) return null
  return (
    <p>
      {say('Kom je', 'Komt u')} vaker bij elkaar met een groep?{' '}
      <a href={paths.newSeries(register.id, { soort: kind.id })}>
        Zet een reeks bijeenkomsten klaar
      </a>
      . {kind.series.text}
    </p>
  )
}
