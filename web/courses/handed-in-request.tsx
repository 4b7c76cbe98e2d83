import type { Accreditation } from '#domain/courses/accreditation/accreditation.ts'
import { lastDayOf } from '#domain/courses/accreditation/accreditation.ts'
import { countsInWords } from '#domain/courses/accreditation/in-words.ts'
import { findAccreditation } from '#domain/courses/accreditation/queries.ts'
import { answerAccreditationHearing } from '#domain/learning/judging/hear-provider.ts'
import type { AccreditationObjection } from '#domain/learning/judging/object.ts'
import {
  objectableUntil,
  objectedAlready,
  objectionsTo,
  objectToDecision,
} from '#domain/learning/judging/object.ts'
import { answerAsked } from '#domain/learning/request/hand-in.ts'
import { keepRequestFiles } from '#domain/learning/request/keep-files.ts'
import { requestFiles } from '#domain/learning/request/queries.ts'
import type { RequestFile } from '#domain/learning/request/request.ts'
import { inOtherRegister } from '#domain/platform/context/own-registers.ts'
import { formatList } from '#language/lists.ts'
import type { Register } from '#regulations/register.ts'
import { partTag, purposeNames } from '#web/courses/course-words.ts'
import type { Giving } from '#web/courses/given-by.ts'
import type { OfPage } from '#web/courses/request-of-page.ts'
import {
  frameOf,
  partOfPage,
  priceOf,
  registerOf,
  requestOfPage,
  within,
} from '#web/courses/request-of-page.ts'
import { form } from '#web/forms/form.tsx'
import { files, text } from '#web/forms/questions.tsx'
import type { SummaryItem } from '#web/kit/index.ts'
import { Button, ButtonGroup, formatDay, NextStep, SummaryList, Tag } from '#web/kit/index.ts'
import { formPage, PageForm } from '#web/layout/form-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { documentResponse } from '#web/professional/document.ts'
import { HearingText } from '#web/review/objection.tsx'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound } from '#web/route.ts'

/** How a request stands in each register. */
export async function showStatus(visit: Visit, of: OfPage): Promise<Response> {
  const { request, title, giving } = of
  const { to } = giving
  const files = await requestFiles(visit.context, request.id)
  const asked = request.parts.find(({ status }) => status === 'asked')
  const parts = await Promise.all(
    request.parts.map(async (part) => ({
      part,
      register: registerOf(visit, part),
      objections: await objectionsTo(visit.context, part.id),
      until: await objectableUntil(visit.context, part),
      given:
        part.resultId === undefined
          ? undefined
          : await findAccreditation(visit.context, part.resultId),
    })),
  )
  return titledPage(
    visit,
    {
      title: `Accreditatie van ${title}`,
      ...frameOf(of),
      lead: asked && (
        <NextStep title={`${registerOf(visit, asked).shortName} vraagt iets`} icon="id-card">
          <blockquote class="preserve">{asked.asked}</blockquote>
          <p>Vul dit aan, uiterlijk op {formatDay(asked.answerBefore ?? visit.context.today)}.</p>
          <Button href={to.answer(request.id, asked.id)}>Aanvullen</Button>
        </NextStep>
      ),
    },
    <>
      {parts.map(({ part, register, objections, until, given }) => (
        <section>
          <h2>
            {register.name} <Tag colour={partTag(part).colour}>{partTag(part).label}</Tag>
          </h2>
          <SummaryList
            items={[
              { term: 'Nummer', value: part.number ?? '' },
              { term: 'Wat', value: purposeNames[part.purpose] },
              part.handedInOn !== undefined && {
                term: 'Ingestuurd op',
                value: formatDay(part.handedInOn),
              },
              part.decidedOn === undefined &&
                part.decideBefore !== undefined && {
                  term: 'Besluit uiterlijk',
                  value: formatDay(part.decideBefore),
                },
              {
                term: 'Kosten',
                value: priceOf(register, part, visit.context.today).replace(/^Kosten: /, ''),
              },
              part.counts.length > 0 && {
                term: 'Gevraagd',
                value: formatList(
                  part.counts.map((one) => countsInWords(register, one, visit.context.today)),
                ),
              },
              part.decidedOn !== undefined && {
                term: 'Besloten op',
                value: formatDay(part.decidedOn),
              },
              ...(given === undefined ? [] : givenRows(register, given)),
              part.reason !== '' && {
                term: 'Waarom',
                value: <span class="preserve">{part.reason}</span>,
              },
              part.documentId !== undefined && {
                term: 'Besluit',
                value: <a href={to.decision(request.id, part.id)}>Besluit {part.number} (pdf)</a>,
              },
              ...objections.map((one) => ({
                term: `Bezwaar ${one.number}`,
                value:
                  one.status === 'made' ? (
                    `Gemaakt op ${formatDay(one.madeOn)}, antwoord uiterlijk op ${formatDay(one.decideBefore)}${one.extended === undefined ? '' : ` (uitgesteld: ${one.extended.reason})`}`
                  ) : (
                    <>
                      {one.outcome === 'granted' ? 'Gegrond' : 'Ongegrond'}. {one.reason}{' '}
                      {one.documentId !== undefined && (
                        <a href={to.decision(request.id, part.id, one.id)}>
                          Besluit op bezwaar {one.number} (pdf)
                        </a>
                      )}
                    </>
                  ),
              })),
            ]}
          />
          {objections.map((one) => (
            <Hearing {...{ visit, register }} objection={one} />
          ))}
          <ButtonGroup>
            {['handed-in', 'asked', 'complete'].includes(part.status) && (
              <Button
                variant="link"
                href={to.stop(request.id, part.id)}
                about={`bij ${register.shortName}`}
              >
                Aanvraag intrekken
              </Button>
            )}
            {until !== undefined && !objectedAlready(objections, until) && (
              <Button
                variant="link"
                href={to.object(request.id, part.id)}
                about={register.shortName}
              >
                Bezwaar maken, tot en met {formatDay(until.last)}
              </Button>
            )}
          </ButtonGroup>
        </section>
      ))}
      <h2>Bestanden</h2>
      <FileLinks files={files} of={of} />
    </>,
  )
}

// What was given, which can be other than what was asked, and on which conditions.
function givenRows(register: Register, given: Accreditation): readonly SummaryItem[] {
  const counts = given.counts.map((one) => countsInWords(register, one, given.first))
  const last = lastDayOf(given)
  const heldEver = Temporal.PlainDate.compare(given.first, last) <= 0
  return [
    ...(counts.length === 0 ? [] : [{ term: 'Telt voor', value: formatList(counts) }]),
    ...(heldEver
      ? [
          {
            term: 'Geldig',
            value: `Van ${formatDay(given.first)} tot en met ${formatDay(last)}`,
          },
        ]
      : []),
    ...(given.conditions === ''
      ? []
      : [
          {
            term: 'Voorwaarden',
            value: <span class="preserve">{given.conditions}</span>,
          },
        ]),
  ]
}

// The conversation about an objection, and whether somebody comes.
function Hearing({
  visit,
  objection,
  register,
}: {
  readonly visit: Visit
  readonly objection: AccreditationObjection
  readonly register: Register
}) {
  const { hearing, status } = objection
  const open =
    status === 'made' &&
    hearing !== undefined &&
    Temporal.PlainDate.compare(hearing.on, visit.context.today) >= 0
  return (
    <>
      <HearingText {...{ objection, register }} />
      {open && (
        <PageForm visit={visit} hidden={{ doe: 'gesprek', bezwaar: objection.id }} mayRepeat>
          <ButtonGroup>
            {hearing.answer !== 'comes' && (
              <Button name="antwoord" value="komt" variant="secondary">
                Wij komen
              </Button>
            )}
            {hearing.answer !== 'refrains' && (
              <Button name="antwoord" value="komt-niet" variant="secondary">
                Wij komen niet
              </Button>
            )}
          </ButtonGroup>
        </PageForm>
      )}
    </>
  )
}

function FileLinks({
  files: all,
  of,
}: {
  readonly files: readonly RequestFile[]
  readonly of: OfPage
}) {
  if (all.length === 0) return <p>Er zijn geen bestanden.</p>
  return (
    <ul>
      {all.map((one) => (
        <li>
          <a href={of.giving.to.file(of.request.id, one.id)}>{one.name}</a>, toegevoegd op{' '}
          {formatDay(one.addedOn)}
        </li>
      ))}
    </ul>
  )
}

/** Whoever is invited to tell about an objection says whether they come. */
export async function sendRequest(visit: Visit): Promise<Response> {
  const { giving, request } = await requestOfPage(visit)
  return visit.form.value('doe') === 'gesprek'
    ? answerInvitation(visit, request.id, giving)
    : leaveFor(visit, giving.to.request(request.id), 'Er is niets gewijzigd.', 'info')
}

async function answerInvitation(
  visit: Visit,
  requestId: string,
  { owner, to }: Giving,
): Promise<Response> {
  const comes = visit.form.value('antwoord') === 'komt'
  const done = await answerAccreditationHearing(
    visit.context,
    owner,
    visit.form.value('bezwaar'),
    comes ? 'comes' : 'refrains',
  )
  const here = to.request(requestId)
  return done.outcome === 'done'
    ? leaveFor(
        visit,
        here,
        comes ? 'Het antwoord is: wij komen.' : 'Het antwoord is: wij komen niet.',
      )
    : leaveFor(visit, here, 'Dit kan nu niet meer.', 'info')
}

/** Answering what a register asked more. */
export const answerPage = formPage({
  load: async (visit) => {
    const of = await partOfPage(visit)
    if (of.part.status === 'asked') return of
    return leaveFor(
      visit,
      of.giving.to.request(of.request.id),
      'Hier is niets meer gevraagd.',
      'info',
    )
  },
  form: () =>
    form({
      answer: text('antwoord', 'Antwoord', {
        required: 'Schrijf een antwoord.',
        most: 4000,
        rows: 6,
      }),
      files: files('bestanden', 'Bestanden erbij', { multiple: true }),
    }),
  page: (_, of) => ({
    title: `${of.register.shortName} vraagt iets`,
    ...within(of),
    lead: <blockquote class="preserve">{of.part.asked}</blockquote>,
    button: 'Insturen',
    back: { label: 'Terug', href: of.giving.to.request(of.request.id), link: true },
  }),
  save: async (visit, { answer, files: given }, { giving, request, part }) => {
    const { owner, to } = giving
    if (given.length > 0) {
      const kept = await keepRequestFiles(visit.context, owner, request.id, {
        shows: 'other',
        files: given,
        answers: part.register,
      })
      if (kept.outcome === 'too-many')
        return { wrong: { files: 'Er liggen al veertig bestanden. Meer kan niet.' } }
    }
    const done = await answerAsked(visit.context, owner, part.id, answer)
    switch (done.outcome) {
      case 'answered':
        return leaveFor(visit, to.request(request.id), 'De aanvulling is ingestuurd.')
      case 'nothing':
        return { wrong: { answer: 'Schrijf een antwoord.' } }
      case 'stale':
        return leaveFor(visit, to.request(request.id), 'Hier is niets meer gevraagd.', 'info')
      default:
        return notFound()
    }
  },
})

/** Objecting to a decision. */
export const objectPage = formPage({
  load: async (visit) => {
    const of = await partOfPage(visit)
    const until = await objectableUntil(visit.context, of.part)
    const back = of.giving.to.request(of.request.id)
    if (until === undefined) {
      return leaveFor(visit, back, 'Bezwaar maken kan hier niet meer.', 'info')
    }
    const objections = await objectionsTo(visit.context, of.part.id)
    if (objectedAlready(objections, until)) {
      return leaveFor(visit, back, 'Er is al bezwaar gemaakt.', 'info')
    }
    return { ...of, until }
  },
  form: () =>
    form({
      grounds: text('gronden', 'Waarom klopt het besluit niet?', {
        required: 'Schrijf op waarom het besluit niet klopt.',
        most: 10_000,
        rows: 10,
      }),
    }),
  page: (_, of) => ({
    title: `Bezwaar bij ${of.register.called}`,
    ...within(of),
    lead: (
      <p>
        Dit kan tot en met {formatDay(of.until.last)}. Anderen dan wie besliste, kijken er opnieuw
        naar.
      </p>
    ),
    form: { guard: true },
    button: 'Bezwaar insturen',
    back: { label: 'Terug', href: of.giving.to.request(of.request.id), link: true },
  }),
  save: async (visit, { grounds }, { giving, request, part }) => {
    const { owner, to } = giving
    const done = await objectToDecision(visit.context, owner, part.id, grounds)
    const back = to.request(request.id)
    switch (done.outcome) {
      case 'made':
        return leaveFor(visit, back, 'Het bezwaar is ingestuurd.')
      case 'no-grounds':
        return { wrong: { grounds: 'Schrijf op waarom het besluit niet klopt.' } }
      case 'too-late':
        return leaveFor(visit, back, 'Bezwaar maken kan hier niet meer.', 'info')
      case 'made-already':
        return leaveFor(visit, back, 'Er is al bezwaar gemaakt.', 'info')
      case 'not-allowed':
        return notFound()
    }
  },
})

/** The letter with a decision. */
export async function showDecision(visit: Visit): Promise<Response> {
  const { part, giving, request } = await partOfPage(visit)
  const wanted = visit.url.searchParams.get('bezwaar')
  const objection =
    wanted === null
      ? undefined
      : (await objectionsTo(visit.context, part.id)).find(({ id }) => id === wanted)
  const documentId = wanted === null ? part.documentId : objection?.documentId
  if (documentId === undefined) {
    return leaveFor(visit, giving.to.request(request.id), 'Er is nog geen besluit.', 'info')
  }
  const shown = await inOtherRegister(visit.context, part.register, (there) =>
    documentResponse({ ...visit, context: there }, documentId),
  )
  return shown ?? notFound()
}
