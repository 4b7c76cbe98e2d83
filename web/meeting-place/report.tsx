import { block, findReportable, report } from '#domain/development/meeting-place/keep-away.ts'
import type { ReportOutcome } from '#domain/development/meeting-place/meeting-place.ts'
import type { PlaceReport } from '#domain/development/meeting-place/queries.ts'
import { ownProfile, reportsIn } from '#domain/development/meeting-place/queries.ts'
import {
  isForAColleague,
  outcomesOf,
  partiesOf,
} from '#domain/development/meeting-place/settle-report.ts'
import { settleAnyObjection, settleAnyReport } from '#domain/learning/rating/report-rating.ts'
import { sentenceCase } from '#language/sentences.ts'
import { form } from '#web/forms/form.tsx'
import { checks, choice, text, unasked } from '#web/forms/questions.tsx'
import { formatDay, SummaryList } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { listPage } from '#web/layout/list-page.tsx'
import { inMeetingPlace, placeOf } from '#web/meeting-place/crumbs.ts'
import { objectionWords } from '#web/meeting-place/object.tsx'
import { paths } from '#web/paths.ts'
import { Tied, withoutTied } from '#web/review/ties.tsx'
import type { Visit } from '#web/route.ts'
import { idIn, leaveFor, notFound, registrationOf } from '#web/route.ts'
import { inWork } from '#web/secretariat/in-work.ts'
import { speech } from '#web/speech.ts'

/** Tells the back office of a colleague, or keeps them away, or both. */
export const reportMeetingPage = formPage({
  load: async (visit: Visit) => {
    placeOf(visit)
    const me = registrationOf(visit)
    const mine = await ownProfile(visit.context, me)
    if (mine === undefined) return notFound()
    const what = visit.param('what')
    const about = await findReportable(visit.context, me, what, visit.param('id'))
    return about === undefined ? notFound() : { about }
  },
  form: (visit, { about }) => {
    const { say, register, your } = speech(visit)
    const { short } = register.organisation.backOffice
    const isGroup = about.what === 'group'
    return form(
      {
        // A group is reported; kept away are people.
        does: isGroup
          ? unasked<readonly ('melden' | 'afstand')[]>(['melden'])
          : checks('doet', `Wat ${say('wil je', 'wilt u')} doen?`, {
              required: 'Kies wat er moet gebeuren.',
              options: [
                {
                  value: 'melden',
                  label: `Melden bij ${short}`,
                  hint: `${about.name} hoort niet van wie de melding komt.`,
                },
                {
                  value: 'afstand',
                  label: 'Op afstand houden',
                  hint: `${about.name} is dan niet meer te vinden, en omgekeerd ook niet. Contact stopt, en in een groep ${say('zien jullie', 'ziet u')} elkaar niet. ${about.name} krijgt daar geen bericht van.`,
                },
              ],
            }),
        reason: text('reden', 'Wat is er aan de hand?', {
          ...(isGroup
            ? { required: 'Schrijf op wat er aan de hand is.' }
            : { hint: 'Alleen nodig bij een melding.', optional: 'said-above' }),
          rows: 4,
          most: 2000,
          tooLong: () => `Maak ${your} tekst korter: hoogstens 2000 tekens.`,
        }),
      },
      {
        check: ({ does, reason }) =>
          does?.includes('melden') === true && reason === ''
            ? { reason: 'Schrijf op wat er aan de hand is.' }
            : {},
      },
    )
  },
  page: (visit, { about }) => {
    const { register } = speech(visit)
    return {
      title:
        about.what === 'group'
          ? `Groep melden: ${about.name}`
          : `Melden of op afstand houden: ${about.name}`,
      ...inMeetingPlace(visit),
      lead: about.seen !== '' && <blockquote class="preserve">{about.seen}</blockquote>,
      button: 'Versturen',
      back: { label: 'Annuleren', href: paths.meetingPlace(register.id), link: true },
    }
  },
  save: async (visit, { does, reason }, { about }) => {
    const { register } = speech(visit)
    const me = registrationOf(visit)
    const { backOffice } = register.organisation
    const told = does.includes('melden')
    const reported = told ? await report(visit.context, me, about, reason) : undefined
    if (reported === 'enough-today') {
      return {
        wrong: {
          reason: `Vandaag kan er geen melding meer bij. Bel of mail ${backOffice.short} als het niet kan wachten.`,
        },
      }
    }
    const away = does.includes('afstand')
    if (away) await block(visit.context, me, about.registrationId)
    const said = [
      ...(told ? [`De melding is bij ${backOffice.short}.`] : []),
      ...(away ? [`${about.name} is nu op afstand.`] : []),
    ].join(' ')
    return leaveFor(visit, paths.meetingPlace(register.id), said)
  },
})

/** The reports of a meeting place that nobody has settled. */
export async function showMeetingReports(visit: Visit): Promise<Response> {
  const { register } = visit.context
  const { free, tied } = await withoutTied(
    visit,
    ['keep-records'],
    await reportsIn(visit.context),
    partiesOf,
  )
  return listPage(visit, {
    title: 'Meldingen',
    ...inWork(register),
    lead: (
      <p class="lead">
        Wat mensen melden over een profiel, een bericht of een groep in de ontmoetingsplek of over
        wat iemand bij een opleiding schreef, en wat iemand tegen een besluit daarover heeft.
      </p>
    ),
    list: {
      caption: 'Meldingen, de oudste eerst',
      rows: free,
      columns: ({ name, text: words, day: on }) => [
        name(
          'Over',
          (one) => sentenceCase(one.about),
          ({ id }) => paths.workMeetingReport(register.id, id),
        ),
        words('Wat', ({ what, objection }) =>
          objection === undefined
            ? whatWords[what]
            : `Bezwaar over: ${whatWords[what].toLowerCase()}`,
        ),
        on('Sinds', ({ reportedOn, objection }) => objection?.madeOn ?? reportedOn),
      ],
      empty: { title: 'Geen meldingen', text: <p>Er is niets gemeld.</p> },
    },
    after: <Tied {...{ visit, tied }} />,
  })
}

const outcomeWords: Readonly<Record<ReportOutcome, string>> = {
  nothing: 'Niets gedaan',
  'message-hidden': 'Bericht weggehaald',
  'profile-hidden': 'Uit de ontmoetingsplek gehaald',
  'group-ended': 'Groep weggehaald',
  'rating-hidden': 'Tekst weggehaald',
}

interface LoadedReport {
  readonly told: PlaceReport
  /** What is to be settled: the report itself, what was held against it, or nothing any more. */
  readonly open: 'report' | 'objection' | undefined
  readonly forAColleague: boolean
}

interface Settled {
  readonly outcome: ReportOutcome | 'restored' | 'stays'
  readonly note: string
}

/** One report, to settle; and later what was held against what came of it. */
export const meetingReportPage = formPage<Settled, LoadedReport>({
  load: async (visit: Visit) => {
    const told = (await reportsIn(visit.context, idIn(visit)))[0] ?? notFound()
    const { objection } = told
    const open =
      told.settledOn === undefined
        ? 'report'
        : objection !== undefined && objection.settledOn === undefined
          ? 'objection'
          : undefined
    const forAColleague = open === 'objection' && (await isForAColleague(visit.context, told))
    return { told, open, forAColleague }
  },
  form: (_, { told, open }) =>
    form<Settled>({
      outcome: choice<Settled['outcome']>('uitkomst', 'Wat gebeurt er?', {
        required: 'Kies wat er gebeurt.',
        options:
          open === 'objection'
            ? [
                { value: 'restored', label: restoreLabel(told) },
                { value: 'stays', label: 'Het blijft zoals het is' },
              ]
            : outcomesOf(told).map((value) => ({ value, ...outcomeLabel(told, value) })),
      }),
      note: text('toelichting', 'Waarom?', {
        required: 'Schrijf op waarom.',
        hint:
          open === 'objection'
            ? `${sentenceCase(told.about)} leest dit.`
            : `Wie meldde, leest dit. Haal je iets weg, dan leest ${told.about} het ook. Noem dus niet wie meldde.`,
        rows: 3,
        most: 2000,
      }),
    }),
  page: (visit, { told, open, forAColleague }) => {
    const { register } = speech(visit)
    const list = { label: 'Meldingen', href: paths.workMeetingPlace(register.id) }
    return {
      title: `${told.objection === undefined ? 'Melding' : 'Bezwaar na een melding'} over ${told.about}`,
      ...inWork(register, list),
      lead: <Told {...told} />,
      button: 'Afhandelen',
      back: { label: 'Terug', href: list.href, link: true },
      frame: (asked) =>
        forAColleague ? (
          <p>
            Een collega beantwoordt dit bezwaar, want de melding is door{' '}
            {speech(visit).say('jou', 'u')} afgehandeld.
          </p>
        ) : open === undefined ? null : (
          asked
        ),
    }
  },
  save: async (visit, { outcome, note }, { told }) => {
    const { register } = speech(visit)
    const done =
      outcome === 'restored' || outcome === 'stays'
        ? await settleAnyObjection(visit.context, told.id, outcome, note)
        : await settleAnyReport(visit.context, told.id, outcome, note)
    const back = paths.workMeetingPlace(register.id)
    switch (done) {
      case 'not-found':
        return notFound()
      case 'for-a-colleague':
        return leaveFor(visit, back, 'Een collega beantwoordt dit bezwaar.', 'info')
      case 'settled-already':
        return leaveFor(visit, back, 'Een collega heeft dit al afgehandeld.', 'info')
      case 'settled':
        return leaveFor(
          visit,
          back,
          outcome === 'restored' || outcome === 'stays'
            ? `${objectionWords[outcome]}. Het bezwaar is beantwoord.`
            : `${outcomeWords[outcome]}. De melding is afgehandeld.`,
        )
    }
  },
})

function restoreLabel({ outcome, about }: PlaceReport): string {
  if (outcome === 'profile-hidden') return `${about} mag weer meedoen`
  if (outcome === 'rating-hidden') return 'De tekst komt terug'
  return outcome === 'group-ended' ? 'De groep komt terug' : 'Het bericht komt terug'
}

function outcomeLabel({ about }: PlaceReport, outcome: ReportOutcome) {
  switch (outcome) {
    case 'nothing':
      return { label: 'Niets' }
    case 'message-hidden':
      return { label: 'Het bericht weghalen' }
    case 'group-ended':
      return { label: 'De groep weghalen' }
    case 'rating-hidden':
      return { label: 'De tekst weghalen', hint: 'De sterren blijven meetellen.' }
    case 'profile-hidden':
      return {
        label: `${about} uit de ontmoetingsplek halen`,
        hint: 'Contacten en groepen stoppen ook. De registratie verandert niet.',
      }
  }
}

const whatWords = {
  profile: 'Profiel',
  message: 'Bericht',
  group: 'Groep',
  rating: 'Tekst bij een opleiding',
} as const

function Told({
  about,
  what,
  reporter,
  seen,
  reason,
  reportedOn,
  settledOn,
  outcome,
  note,
  objection,
}: PlaceReport) {
  return (
    <SummaryList
      items={[
        { term: 'Over', value: sentenceCase(about) },
        { term: 'Gemeld door', value: reporter ?? 'Iemand die weg is' },
        { term: 'Gemeld op', value: formatDay(reportedOn) },
        {
          term: `${whatWords[what]}, zoals het er stond`,
          value: seen === '' ? 'Niets ingevuld' : <span class="preserve">{seen}</span>,
        },
        { term: 'Wat er aan de hand is', value: <span class="preserve">{reason}</span> },
        settledOn !== undefined &&
          outcome !== undefined && {
            term: 'Afgehandeld',
            value: (
              <span class="preserve">
                {formatDay(settledOn)}: {outcomeWords[outcome]}. {note}
              </span>
            ),
          },
        objection !== undefined && {
          term: `Bezwaar van ${formatDay(objection.madeOn)}`,
          value: <span class="preserve">{objection.text}</span>,
        },
        objection?.settledOn !== undefined && {
          term: 'Antwoord op het bezwaar',
          value: (
            <span class="preserve">
              {formatDay(objection.settledOn)}: {objectionWords[objection.outcome ?? 'stays']}.{' '}
              {objection.note}
            </span>
          ),
        },
      ]}
    />
  )
}
