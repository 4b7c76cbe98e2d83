import {
  block,
  findReportable,
  report,
  settleReport,
} from '#domain/development/meeting-place/keep-away.ts'
import type { PlaceReport } from '#domain/development/meeting-place/queries.ts'
import { ownProfile, reportsIn } from '#domain/development/meeting-place/queries.ts'
import { form } from '#web/forms/form.tsx'
import { checks, choice, text } from '#web/forms/questions.tsx'
import { formatDay, SummaryList } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { listPage } from '#web/layout/list-page.tsx'
import { inMeetingPlace, placeOf } from '#web/meeting-place/crumbs.ts'
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
    return form(
      {
        does: checks('doet', `Wat ${say('wil je', 'wilt u')} doen?`, {
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
              hint: `${about.name} is dan niet meer te vinden, en omgekeerd ook niet. Contact stopt. ${about.name} krijgt daar geen bericht van.`,
            },
          ],
        }),
        reason: text('reden', 'Wat is er aan de hand?', {
          hint: 'Alleen nodig bij een melding.',
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
      title: `Melden of op afstand houden: ${about.name}`,
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
    if (told) await report(visit.context, me, about, reason)
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
  placeOf(visit)
  const { free, tied } = await withoutTied(
    visit,
    ['keep-records'],
    await reportsIn(visit.context),
    (one) => one,
  )
  return listPage(visit, {
    title: 'Ontmoetingsplek',
    ...inWork(register),
    lead: (
      <p class="lead">Wat mensen in de ontmoetingsplek melden over een profiel of een bericht.</p>
    ),
    list: {
      caption: 'Meldingen, de oudste eerst',
      rows: free,
      columns: ({ name, text: words, day: on }) => [
        name(
          'Over',
          (one) => one.about,
          ({ id }) => paths.workMeetingReport(register.id, id),
        ),
        words('Wat', ({ messageId }) => (messageId === undefined ? 'Profiel' : 'Bericht')),
        on('Gemeld op', ({ reportedOn }) => reportedOn),
      ],
      empty: { title: 'Geen meldingen', text: <p>Er is niets gemeld.</p> },
    },
    after: <Tied {...{ visit, tied }} />,
  })
}

const outcomeWords = {
  nothing: 'Niets gedaan',
  'message-hidden': 'Bericht weggehaald',
  'profile-hidden': 'Uit de ontmoetingsplek gehaald',
} as const

/** One report, to settle. */
export const meetingReportPage = formPage({
  load: async (visit: Visit) => {
    placeOf(visit)
    const [told] = await reportsIn(visit.context, idIn(visit))
    return told ?? notFound()
  },
  form: (_, told) =>
    form({
      outcome: choice('uitkomst', 'Wat gebeurt er?', {
        required: 'Kies wat er gebeurt.',
        options: [
          { value: 'nothing', label: 'Niets' },
          ...(told.messageId === undefined
            ? []
            : [{ value: 'message-hidden' as const, label: 'Het bericht weghalen' }]),
          {
            value: 'profile-hidden',
            label: `${told.about} uit de ontmoetingsplek halen`,
            hint: 'De registratie verandert niet.',
          },
        ],
      }),
      note: text('toelichting', 'Waarom?', {
        required: 'Schrijf op waarom.',
        rows: 3,
        most: 2000,
      }),
    }),
  page: (visit, told) => {
    const { register } = speech(visit)
    const list = { label: 'Ontmoetingsplek', href: paths.workMeetingPlace(register.id) }
    return {
      title: `Melding over ${told.about}`,
      ...inWork(register, list),
      lead: <Told {...told} />,
      button: 'Afhandelen',
      back: { label: 'Terug', href: list.href, link: true },
      frame: (asked) => (told.settledOn === undefined ? asked : null),
    }
  },
  save: async (visit, { outcome, note }, told) => {
    const { register } = speech(visit)
    const done = await settleReport(visit.context, told.id, outcome, note)
    if (done === 'not-found') return notFound()
    return leaveFor(
      visit,
      paths.workMeetingPlace(register.id),
      done === 'settled'
        ? `${outcomeWords[outcome]}. De melding is afgehandeld.`
        : 'Een collega heeft deze melding al afgehandeld.',
      done === 'settled' ? 'success' : 'info',
    )
  },
})

function Told({
  about,
  reporter,
  seen,
  reason,
  reportedOn,
  settledOn,
  outcome,
  note,
}: PlaceReport) {
  return (
    <SummaryList
      items={[
        { term: 'Over', value: about },
        { term: 'Gemeld door', value: reporter ?? 'Iemand die weg is' },
        { term: 'Gemeld op', value: formatDay(reportedOn) },
        { term: 'Wat er stond', value: <span class="preserve">{seen}</span> },
        { term: 'Wat er aan de hand is', value: <span class="preserve">{reason}</span> },
        settledOn !== undefined &&
          outcome !== undefined && {
            term: 'Afgehandeld',
            value: `${formatDay(settledOn)}: ${outcomeWords[outcome]}. ${note}`,
          },
      ]}
    />
  )
}
