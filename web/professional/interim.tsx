import { askInterim, mayAskInterim } from '#domain/certification/interim/ask-interim.ts'
import { withdrawInterim } from '#domain/certification/interim/end-interim.ts'
import type { InterimRequest } from '#domain/certification/interim/queries.ts'
import { interimRequestsOf } from '#domain/certification/interim/queries.ts'
import { interimOf } from '#domain/dossier/activity/admission.ts'
import type { Openness } from '#domain/dossier/activity/openness.ts'
import { openness } from '#domain/dossier/activity/openness.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { Inspection } from '#domain/people/body/inspections.ts'
import type { CompiledRegulation } from '#engine'
import { Alert, formatDay } from '#web/kit/index.ts'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { paths } from '#web/paths.ts'
import { inPortfolio } from '#web/professional/crumbs.ts'
import { Inspections, inspectionsFor } from '#web/professional/inspections.tsx'
import type { ObjectionTo } from '#web/professional/objections.tsx'
import { ObjectionLink, objectionTo } from '#web/professional/objections.tsx'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound, registrationOf } from '#web/route.ts'
import { speechAbout } from '#web/speech.ts'

/** Asks whether the committee may judge an activity now, or whether that question may be taken back. */
export async function showAskInterim(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, You, say, committee } = speechAbout(visit, 'interim')
  const { activity, compiled, open } = await load(visit)
  const back = paths.activity(register.id, activity.id)
  const [latest] = await interimRequestsOf(context, activity.id)
  // What the committee took is not the owner's to take back.
  const asked = open.is === 'asked-apart' && latest?.taken === false
  const may = mayAskInterim(register, compiled, activity, context.today)
  if (!asked && (open.is !== 'open' || open.question !== undefined || may.is !== 'yes')) {
    return leaveFor(visit, back, 'Een tussentijdse beoordeling kan hier nu niet.', 'info')
  }
  if (asked) {
    return confirmPage(
      visit,
      {
        title: 'Vraag intrekken',
        heading: `${say('Wil je', 'Wilt u')} de vraag om een tussentijdse beoordeling intrekken?`,
        button: 'Vraag intrekken',
        danger: true,
        back: { label: 'Niet intrekken', href: back },
        ...inPortfolio(visit, { label: activity.title, href: back }),
      },
      <p class="lead">
        {committee.The} beoordeelt de activiteit dan niet tussentijds. {You} kunt het later opnieuw
        vragen.
      </p>,
    )
  }
  return confirmPage(
    visit,
    {
      title: 'Beoordeling vragen',
      heading: `${say('Wil je', 'Wilt u')} deze activiteit nu laten beoordelen?`,
      button: 'Beoordeling vragen',
      back: { label: 'Nu niet', href: back },
      ...inPortfolio(visit, { label: activity.title, href: back }),
    },
    <>
      <p class="lead">{may.is === 'yes' && may.interim.text}</p>
      <p>
        {committee.The} krijgt ‘{activity.title}’ te zien, met het bewijs. Tot het besluit{' '}
        {say('kun je', 'kunt u')} de activiteit niet wijzigen. Het besluit staat daarna vast, ook
        voor een latere aanvraag. {You} krijgt er een e-mail over.
      </p>
    </>,
  )
}

/** Asks for the judgement, or takes that back. */
export async function sendAskInterim(visit: Visit): Promise<Response> {
  const { context } = visit
  const { committee, register } = speechAbout(visit, 'interim')
  const { activity, open } = await load(visit)
  const there = paths.activity(register.id, activity.id)
  const mine = registrationOf(visit)
  if (open.is === 'asked-apart') {
    const ended = await withdrawInterim(context, mine, activity.id)
    return ended.outcome === 'withdrawn'
      ? leaveFor(visit, there, 'De vraag om een tussentijdse beoordeling is ingetrokken.')
      : leaveFor(visit, there, `${committee.The} beoordeelt deze activiteit.`, 'info')
  }
  const asked = await askInterim(context, mine, activity.id)
  return asked.outcome === 'asked'
    ? leaveFor(visit, there, `Gevraagd. ${committee.The} beoordeelt deze activiteit.`)
    : leaveFor(visit, there, 'Een tussentijdse beoordeling kan hier nu niet.', 'info')
}

async function load(visit: Visit) {
  const { context } = visit
  const { activities, compiled } = await loadDossier(context, registrationOf(visit))
  const activity = activities.find(({ id }) => id === visit.param('id')) ?? notFound()
  return { activity, compiled, open: await openness(context, activity.id) }
}

/** What there is to read of the judgement apart of an activity. */
export interface AboutInterim {
  readonly requests: readonly InterimRequest[]
  /** Who opened what was asked last. */
  readonly inspections: readonly Inspection[]
  /** Where somebody objects to the judgement. */
  readonly to: ObjectionTo
}

/** Reads what was asked and decided of an activity apart from applications. */
export async function aboutInterim(visit: Visit, activityId: string): Promise<AboutInterim> {
  const requests = await interimRequestsOf(visit.context, activityId)
  const [latest] = requests
  const inspections =
    latest === undefined ? [] : await inspectionsFor(visit, { noun: 'interim', id: latest.id })
  const to =
    latest?.status === 'decided'
      ? await objectionTo(visit, ({ id }) => id === latest.id)
      : undefined
  return { requests, inspections, to }
}

/** That an activity can be judged now, waits for it, or was; nothing where its kind is not. */
export function InterimPart(props: {
  readonly visit: Visit
  readonly compiled: CompiledRegulation
  readonly activity: PortfolioActivity
  readonly open: Openness
  readonly about: AboutInterim
}) {
  const { visit, compiled, activity, open, about } = props
  const { register, committee, You, your, say } = speechAbout(visit, 'interim')
  const interim = interimOf(register, compiled.regulation, activity)
  if (interim === undefined) return null
  const [latest] = about.requests
  const there = paths.askInterim(register.id, activity.id)
  const may = mayAskInterim(register, compiled, activity, visit.context.today)
  const mayAsk = open.is === 'open' && open.question === undefined && may.is === 'yes'
  return (
    <>
      <h2 id="beoordeling">Tussentijdse beoordeling</h2>
      <p>{interim.text}</p>
      {latest?.status === 'asked' && (
        <p>
          {latest.taken
            ? `${committee.The} nam de activiteit op ${formatDay(latest.askedOn)} in behandeling. Tot het besluit ${say('kun je', 'kunt u')} die niet wijzigen.`
            : `Gevraagd op ${formatDay(latest.askedOn)}. ${committee.The} beoordeelt de activiteit.`}{' '}
          {open.is === 'asked-apart' && !latest.taken && <a href={there}>Vraag intrekken</a>}
        </p>
      )}
      {latest?.status === 'decided' && latest.endedOn !== undefined && (
        <Alert type={latest.outcome === 'rejected' ? 'warning' : 'success'}>
          <p>
            {committee.The} besloot op {formatDay(latest.endedOn)}:{' '}
            {latest.outcome === 'rejected'
              ? 'niets toegekend'
              : interim.accredits
                ? `toegekend, ${latest.accredited ? '' : 'niet '}geaccrediteerd`
                : 'toegekend'}
            .
          </p>
        </Alert>
      )}
      <ObjectionLink to={about.to} />
      {latest?.status === 'withdrawn' && latest.endedOn !== undefined && (
        <p>
          {You} trok de vraag in op {formatDay(latest.endedOn)}.
        </p>
      )}
      {latest?.status === 'expired' && latest.endedOn !== undefined && (
        <p>De vraag verviel op {formatDay(latest.endedOn)}.</p>
      )}
      <Inspections visit={visit} inspections={about.inspections} />
      {mayAsk && (
        <p>
          <a href={there}>Laat deze activiteit nu beoordelen</a>
        </p>
      )}
      {open.is === 'open' && may.is === 'no-proof' && (
        <p>Voeg eerst bewijs toe. Daarna {say('kun je', 'kunt u')} een beoordeling vragen.</p>
      )}
      {open.is === 'open' && may.is === 'too-late' && (
        <p>
          Dit kon tot en met {formatDay(may.last)}. De activiteit wordt beoordeeld bij {your}{' '}
          aanvraag.
        </p>
      )}
    </>
  )
}
