import type { Answer } from '#domain/privacy/erasure/answer-erasure.ts'
import { answerErasure, extendErasure, mayExtend } from '#domain/privacy/erasure/answer-erasure.ts'
import type { ErasureRequest, Extent } from '#domain/privacy/erasure/erasure.ts'
import { erasureRuns } from '#domain/privacy/erasure/erasure.ts'
import { findErasure, listErasures } from '#domain/privacy/erasure/queries.ts'
import type { Weighed } from '#domain/privacy/erasure/weigh-erasure.ts'
import { partThatGoes, staysAfter, weighErasure } from '#domain/privacy/erasure/weigh-erasure.ts'
import { withinSentence } from '#language/sentences.ts'
import type { Stays } from '#mail/erasure.ts'
import type { RetentionKind } from '#regulations/retention.ts'
import { retentionKinds } from '#regulations/retention.ts'
import { dueDay } from '#web/due-day.ts'
import { form, under } from '#web/forms/form.tsx'
import { choice, text } from '#web/forms/questions.tsx'
import { Alert, formatDay, formatList, SummaryList } from '#web/kit/index.ts'
import { ColleagueFirst } from '#web/layout/colleague-first.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { List, listPage } from '#web/layout/list-page.tsx'
import { paths } from '#web/paths.ts'
import {
  forbidsForOffice,
  KindsList,
  requestStands,
  StaysList,
} from '#web/privacy/erasure-words.tsx'
import { inPrivacy } from '#web/privacy/in-privacy.ts'
import type { Visit } from '#web/route.ts'
import { idIn, leaveFor, notFound } from '#web/route.ts'

/** The requests to erase: those that wait by their term, and what was done with the others. */
export async function showErasureRequests(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, today } = context
  const over = await listErasures(context, 'over')
  return listPage<ErasureRequest>(visit, {
    title: 'Verzoeken om te wissen',
    ...inPrivacy(register),
    lead: (
      <p class="lead">
        Antwoord binnen een maand. Is er over iemand niets besloten en staat er niets in de weg, dan
        wordt het na een week vanzelf gewist.
      </p>
    ),
    list: {
      caption: 'Verzoeken die wachten, het eerste antwoord eerst',
      rows: await listErasures(context, 'running'),
      columns: ({ name, text: words, day }) => [
        name('Wie', nameOf, ({ id }) => paths.privacyRequest(register.id, id)),
        words('Stand', (one) => requestStands(one, today)),
        day('Gevraagd op', ({ askedOn }) => askedOn),
        words('Antwoord uiterlijk op', ({ status, answerBefore }) =>
          status === 'asked' ? dueDay(answerBefore, today) : 'Beantwoord',
        ),
      ],
      empty: { title: 'Er wacht geen verzoek' },
    },
    after: over.length > 0 && (
      <>
        <h2>Afgehandeld</h2>
        <List
          visit={visit}
          caption="Verzoeken die klaar zijn, het nieuwste eerst"
          rows={over}
          columns={({ name, text: words, day }) => [
            name('Wie', nameOf, ({ id }) => paths.privacyRequest(register.id, id)),
            words('Stand', (one) => requestStands(one, today)),
            day('Gevraagd op', ({ askedOn }) => askedOn),
            day('Klaar op', ({ endedOn }) => endedOn),
          ]}
        />
      </>
    ),
  })
}

function nameOf({ name, askedOn }: ErasureRequest): string {
  return name ?? `Gewist, gevraagd op ${formatDay(askedOn)}`
}

interface Loaded {
  readonly request: ErasureRequest
  readonly weighed: Weighed
  readonly all: readonly Stays[]
  /** What goes and what stays where a part is erased; undefined where that would mean nothing. */
  readonly part:
    | { readonly goes: readonly RetentionKind[]; readonly stays: readonly Stays[] }
    | undefined
}

interface Answered {
  readonly answer: Extent | 'refuse' | 'extend'
  readonly why: string | undefined
  readonly reason: string | undefined
  readonly extension: string | undefined
}

const needed = 'Schrijf in een paar zinnen op waarom. Deze tekst staat in de brief.'

/** One request: what there is, what would stay, and the answer. */
export const erasureRequestPage = formPage<Answered, Loaded>({
  load: async (visit) => {
    const { context } = visit
    const request = (await findErasure(context, idIn(visit))) ?? notFound()
    const weighed = await weighErasure(context, request)
    const goes = partThatGoes(weighed)
    return {
      request,
      weighed,
      all: await staysAfter(context, request, weighed, 'all'),
      part:
        goes.length === 0
          ? undefined
          : { goes, stays: await staysAfter(context, request, weighed, 'part') },
    }
  },
  form: ({ context }, { request, weighed, part }) =>
    form<Answered>({
      answer: choice('antwoord', 'Wat is het antwoord?', {
        required: 'Kies een antwoord.',
        options: [
          ...(weighed.forbids.length > 0
            ? []
            : [{ value: 'all' as const, label: 'Alles wissen, behalve wat moet blijven' }]),
          ...(weighed.forbids.length > 0 || part === undefined
            ? []
            : [
                {
                  value: 'part' as const,
                  label: 'Een deel wissen: wat is besloten, blijft tot de termijn om is',
                },
              ]),
          { value: 'refuse', label: 'Nu niets wissen' },
          ...(mayExtend(request, context.today)
            ? [{ value: 'extend' as const, label: 'Het antwoord duurt twee maanden langer' }]
            : []),
        ],
      }),
      why: under(
        'answer',
        'part',
        text('waarom-deel', 'Waarom niet alles?', { required: needed, most: 4000, rows: 4 }),
      ),
      reason: under(
        'answer',
        'refuse',
        text('waarom-niet', 'Waarom niet?', { required: needed, most: 4000, rows: 4 }),
      ),
      extension: under(
        'answer',
        'extend',
        text('waarom-later', 'Waarom duurt het langer?', { required: needed, most: 2000, rows: 4 }),
      ),
    }),
  page: (visit, loaded) => {
    const { request, weighed } = loaded
    const { register } = visit.context
    return {
      title:
        request.name === undefined
          ? `Verzoek van ${formatDay(request.askedOn)}, gewist`
          : `Verzoek van ${request.name}`,
      ...inPrivacy(register, {
        label: 'Verzoeken om te wissen',
        href: paths.privacyRequests(register.id),
      }),
      lead: <WhatThereIs visit={visit} {...loaded} />,
      version: request.version,
      form: { guard: true },
      button: 'Antwoorden',
      frame: (asked) => {
        if (request.status !== 'asked') return null
        return (
          <>
            <h2>Antwoord</h2>
            {!weighed.asksJudgement && weighed.forbids.length === 0 && (
              <p>
                Er is over deze persoon niets besloten. Zonder antwoord wordt alles na{' '}
                {formatDay(request.backUntil)} vanzelf gewist.
              </p>
            )}
            {asked}
          </>
        )
      },
    }
  },
  save: async (visit, answered, { request }) => {
    const { context } = visit
    const page = paths.privacyRequest(context.register.id, request.id)
    const seen = { id: request.id, version: versionOf(visit) }
    if (answered.answer === 'extend') {
      const done = await extendErasure(context, seen, answered.extension ?? '')
      switch (done.outcome) {
        case 'extended':
          return leaveFor(visit, page, 'De brief is verstuurd. Er is twee maanden meer.')
        case 'already':
          return { wrong: { answer: 'Uitstellen kan maar één keer.' } }
        case 'too-late':
          return { wrong: { answer: 'Uitstellen kan alleen binnen de eerste maand. Antwoord nu.' } }
        case 'stale':
          return { stale: <Meanwhile visit={visit} /> }
        case 'unknown':
          return notFound()
      }
    }
    const done = await answerErasure(context, seen, answerIn(answered))
    switch (done.outcome) {
      case 'granted':
        return leaveFor(
          visit,
          page,
          'De brief is verstuurd. Gewist wordt na de dagen om het in te trekken.',
        )
      case 'refused':
        return leaveFor(visit, page, 'De brief is verstuurd. Er wordt niets gewist.')
      case 'forbidden': {
        const [first] = done.forbids
        return {
          wrong: {
            answer: `Wissen kan nu niet. ${first === undefined ? '' : forbidsForOffice[first]}`,
          },
        }
      }
      case 'no-part':
        return { wrong: { answer: 'Er is geen deel dat weg kan. Kies iets anders.' } }
      case 'stale':
        return { stale: <Meanwhile visit={visit} /> }
      case 'unknown':
        return notFound()
    }
  },
})

// “E-mails” begins a sentence, and is no name.
function kindInSentence(kind: RetentionKind): string {
  return withinSentence(retentionKinds[kind].label).replace(/^E-/, 'e-')
}

function Meanwhile({ visit }: { readonly visit: Visit }) {
  return (
    <ColleagueFirst register={visit.context.register}>
      <p>Hier is intussen iets veranderd. Kijk hoe het er nu voor staat.</p>
    </ColleagueFirst>
  )
}

function versionOf({ form: sent }: Visit): number {
  return Number(sent.value('_version'))
}

function answerIn({ answer, why, reason }: Answered): Answer {
  return answer === 'refuse'
    ? { is: 'refuse', words: reason ?? '' }
    : { is: 'grant', extent: answer === 'part' ? 'part' : 'all', words: why ?? '' }
}

function WhatThereIs({ visit, request, weighed, all, part }: Loaded & { readonly visit: Visit }) {
  const { today } = visit.context
  const runs = erasureRuns(request)
  return (
    <>
      <SummaryList
        items={[
          { term: 'Stand', value: requestStands(request, today) },
          { term: 'Gevraagd op', value: formatDay(request.askedOn) },
          {
            term: 'Hoe',
            value:
              request.askedBy === 'person' ? 'Op de eigen pagina' : 'Ingevoerd door het register',
          },
          request.status === 'asked' && {
            term: 'Antwoord uiterlijk op',
            value: dueDay(request.answerBefore, today),
          },
          runs && { term: 'Intrekken kan tot en met', value: formatDay(request.backUntil) },
          request.remark !== '' && {
            term: 'Toelichting',
            value: <span class="preserve">{request.remark}</span>,
          },
          request.extensionReason !== '' && {
            term: 'Waarom het langer duurt',
            value: <span class="preserve">{request.extensionReason}</span>,
          },
          request.answer !== '' && {
            term: 'Antwoord',
            value: <span class="preserve">{request.answer}</span>,
          },
        ]}
      />
      {runs && weighed.forbids.length > 0 && (
        <Alert type="warning" title="Wissen kan nu niet">
          <ul>
            {weighed.forbids.map((one) => (
              <li>{forbidsForOffice[one]}</li>
            ))}
          </ul>
        </Alert>
      )}
      {runs && (
        <>
          <h2>Wat er is</h2>
          <KindsList kinds={weighed.kinds} />
        </>
      )}
      {request.status === 'asked' && weighed.forbids.length === 0 && (
        <>
          <h2>Dit blijft als alles wordt gewist</h2>
          <p>Zo staat het ook in de brief.</p>
          <StaysList {...{ visit, stays: all }} />
          {part !== undefined && (
            <>
              <h2>Dit blijft als een deel wordt gewist</h2>
              <p>Weg gaan dan: {formatList(part.goes.map(kindInSentence))}.</p>
              <StaysList {...{ visit, stays: part.stays }} />
            </>
          )}
        </>
      )}
      {request.status !== 'asked' && request.stays.length > 0 && (
        <>
          <h2>Dit blijft</h2>
          <StaysList {...{ visit, stays: request.stays }} />
        </>
      )}
    </>
  )
}
