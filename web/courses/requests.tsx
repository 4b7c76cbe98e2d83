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
import {
  discardRequest,
  explainRequest,
  heldFrom,
  runningFor,
  savePart,
  startRequest,
} from '#domain/learning/request/draft-request.ts'
import { answerAsked, handInRequest, withdrawPart } from '#domain/learning/request/hand-in.ts'
import { keepRequestFiles, removeRequestFile } from '#domain/learning/request/keep-files.ts'
import {
  findRequest,
  openRequestFile,
  requestFiles,
  requestsOf,
} from '#domain/learning/request/queries.ts'
import type {
  AccreditationRequest,
  Purpose,
  RequestFile,
  RequestPart,
} from '#domain/learning/request/request.ts'
import { countOptions, feeFor, missingOf } from '#domain/learning/request/request.ts'
import { titleOf } from '#domain/learning/request/title.ts'
import { inOtherRegister } from '#domain/platform/context/own-registers.ts'
import { formatList } from '#language/lists.ts'
import { formatMoney } from '#language/numbers.ts'
import { sentenceCase } from '#language/sentences.ts'
import { spanInWords } from '#language/spans.ts'
import type { Register } from '#regulations/register.ts'
import { partTag, purposeNames } from '#web/courses/course-words.ts'
import { courseOfPage, seeGiven } from '#web/courses/courses.tsx'
import type { Giving } from '#web/courses/given-by.ts'
import { isOf } from '#web/courses/given-by.ts'
import { answersOf, countsOf, partForm, typedCounts } from '#web/courses/part.form.tsx'
import { versionIn } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { checks, choice, files, select, text, unasked } from '#web/forms/questions.tsx'
import type { FieldError, SummaryItem, Task } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  formatDay,
  formatDayShort,
  NextStep,
  SummaryList,
  Tag,
  TaskList,
} from '#web/kit/index.ts'
import { checkPage, confirmPage } from '#web/layout/confirm-page.tsx'
import { formPage, PageForm } from '#web/layout/form-page.tsx'
import { List } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { evidenceResponse } from '#web/professional/activity-evidence.ts'
import { documentResponse } from '#web/professional/document.ts'
import { HearingText } from '#web/review/objection.tsx'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound } from '#web/route.ts'
import { speech } from '#web/speech.ts'

interface OfPage {
  readonly giving: Giving
  readonly request: AccreditationRequest
  readonly title: string
}

async function requestOfPage(visit: Visit): Promise<OfPage> {
  const giving = await seeGiven(visit)
  const request = await findRequest(visit.context, visit.param('request'))
  if (request === undefined || !isOf(giving.owner, request.owner)) return notFound()
  return { giving, request, title: await titleOf(visit.context, request) }
}

async function draftOfPage(visit: Visit): Promise<OfPage> {
  const of = await requestOfPage(visit)
  return of.request.handedInOn === undefined ? of : notFound()
}

function registerOf(visit: Visit, part: Pick<RequestPart, 'register'>): Register {
  return visit.context.platform.registers.get(part.register) ?? notFound()
}

const registersOf = (visit: Visit, { parts }: AccreditationRequest) =>
  parts.map((part) => registerOf(visit, part))

const frameOf = (
  { giving: { frame, to } }: Pick<OfPage, 'giving'>,
  more: { label: string; href: string }[] = [],
) => ({
  ...frame,
  breadcrumb: [...frame.breadcrumb, { label: 'Accreditatie', href: to.requests }, ...more],
})

const within = (of: OfPage) =>
  frameOf(of, [{ label: of.title, href: of.giving.to.request(of.request.id) }])

/** The registers of this installation that accredit, by name. */
function accrediting({ context }: Visit): readonly Register[] {
  return [...context.platform.registers.values()].filter(
    ({ accreditation }) => accreditation !== undefined,
  )
}

/** Everything that was asked, and what can be asked beside a course. */
export async function showRequests(visit: Visit): Promise<Response> {
  return requestsPage(visit, [])
}

async function requestsPage(visit: Visit, errors: readonly FieldError[]): Promise<Response> {
  const { context } = visit
  const giving = await seeGiven(visit)
  const { owner, to } = giving
  const requests = await requestsOf(context, owner)
  const rows = await Promise.all(
    requests.map(async (request) => ({ request, title: await titleOf(context, request) })),
  )
  // A register of which nothing was ever asked has no column.
  const asked = accrediting(visit).filter(({ id }) =>
    requests.some(({ parts }) => parts.some(({ register }) => register === id)),
  )
  const trainings = accrediting(visit).flatMap((register) =>
    (register.accreditation?.trainings ?? []).map((training) => ({ register, training })),
  )
  return titledPage(
    visit,
    {
      title: 'Accreditatie',
      errors,
      ...giving.frame,
      breadcrumb: [...giving.frame.breadcrumb, { label: 'Opleidingen', href: to.courses }],
      lead: (
        <p class="lead">
          Accreditatie wordt aangevraagd bij een opleiding, voor meer registers tegelijk.{' '}
          <a href={to.courses}>Kies een opleiding</a>
        </p>
      ),
    },
    <>
      <List
        visit={visit}
        caption="Aanvragen, de nieuwste eerst"
        rows={rows}
        columns={({ name, text: said, day, status }) => [
          name(
            'Opleiding',
            ({ title }) => title,
            ({ request }) => to.request(request.id),
          ),
          day('Begonnen op', ({ request }) => request.startedOn),
          said('Nummer', ({ request }) =>
            formatList(request.parts.flatMap(({ number }) => number ?? [])),
          ),
          ...asked.map((register) =>
            status(register.shortName, ({ request }) => {
              const part = request.parts.find((one) => one.register === register.id)
              return part && partTag(part)
            }),
          ),
        ]}
        empty={{ title: 'Er is nog niets aangevraagd.' }}
      />
      {trainings.length > 0 && (
        <>
          <h2>Erkend worden voor een opleiding van een register</h2>
          <PageForm visit={visit}>
            {trainingForm(visit).ask(visit.form, errors).all}
            <Button variant="secondary">Erkenning aanvragen</Button>
          </PageForm>
        </>
      )}
    </>,
  )
}

function trainingForm(visit: Visit) {
  return form({
    training: select('opleiding', 'Voor welke?', {
      required: 'Kies een opleiding.',
      options: accrediting(visit).flatMap((register) =>
        (register.accreditation?.trainings ?? []).map(({ id, label }) => ({
          value: `${register.id}/${id}`,
          label: `${label} (${register.shortName})`,
        })),
      ),
      width: 'l',
    }),
  })
}

/** Begins to ask to be recognised for a training that a register named. */
export async function sendRecognition(visit: Visit): Promise<Response> {
  const { to, owner } = await seeGiven(visit)
  const read = trainingForm(visit).read(visit.form)
  if (read.outcome === 'wrong') return requestsPage(visit, read.errors)
  const [register = '', id = ''] = read.answers.training.split('/')
  const started = await startRequest(visit.context, owner, {
    subject: { is: 'training', register, id },
    registers: [register],
    purpose: 'extension',
  })
  switch (started.outcome) {
    case 'started':
      return leaveFor(visit, to.request(started.id), 'De aanvraag is begonnen. Vul die nu aan.')
    case 'asked-already':
      return leaveFor(visit, to.requests, 'Dit is al aangevraagd.', 'info')
    default:
      return notFound()
  }
}

/** Beginning to ask accreditation of a course: of which registers, and what of an earlier request comes along. */
export const startPage = formPage({
  load: async (visit) => {
    const { giving, course } = await courseOfPage(visit)
    const earlier = await requestsOf(visit.context, giving.owner)
    const named = await Promise.all(
      earlier.map(async (one) => ({
        value: one.id,
        label: `${await titleOf(visit.context, one)}, ${formatDayShort(one.startedOn)}`,
      })),
    )
    const held = await heldFrom(visit.context, course.id)
    const subject = { is: 'course', id: course.id } as const
    const running = new Set(await runningFor(visit.context, giving.owner, subject))
    const [asked, open] = [true, false].map((is) =>
      accrediting(visit).filter(({ id }) => running.has(id) === is),
    )
    if (open?.length === 0) {
      return leaveFor(
        visit,
        giving.to.course(course.id),
        'Bij elk register wordt dit al gevraagd.',
        'info',
      )
    }
    return { giving, course, earlier: named, held, asked: asked ?? [], open: open ?? [] }
  },
  form: (_, { earlier, held, open }) =>
    form<StartAnswers>({
      registers: checks('registers', 'Bij welke registers?', {
        required: 'Kies minstens één register.',
        options: open.map((register) => ({
          value: register.id,
          label: register.name,
          hint: askedBy(
            register,
            held.find((one) => one.register === register.id),
          ),
        })),
      }),
      // Where nothing holds there is nothing to change or to extend.
      purpose:
        held.length === 0
          ? unasked<Exclude<Purpose, 'new'>>('extension')
          : choice('doel', 'Wat moet er anders, waar de accreditatie al geldt?', {
              required: 'Kies wat er anders moet.',
              options: [
                { value: 'extension', label: 'Niets: die moet langer gelden' },
                { value: 'change', label: 'De inhoud of de uren' },
              ],
            }),
      copyOf: select('voorbeeld', 'Een eerdere aanvraag als voorbeeld', {
        required: 'Kies een voorbeeld, of geen.',
        hint: 'De antwoorden en de bestanden daarvan gaan mee.',
        options: [{ value: 'geen', label: 'Geen voorbeeld' }, ...earlier],
        width: 'full',
        first: 'geen',
      }),
    }),
  // Whoever comes from what ends soon, came to have that hold longer.
  known: ({ url }, { open, held }) => {
    const ends = url.searchParams.get('verlengen')
    return held.some(({ register }) => register === ends)
      ? {
          registers: open.filter(({ id }) => id === ends).map(({ id }) => id),
          purpose: 'extension' as const,
        }
      : {}
  },
  page: (_, { giving: { frame, to }, course, asked }) => ({
    title: `Accreditatie aanvragen voor ${course.title}`,
    lead: asked.length > 0 && (
      <p>
        Bij {formatList(asked.map(({ called }) => called))} wordt dit al gevraagd:{' '}
        <a href={to.requests}>kijk hoe het ervoor staat</a>.
      </p>
    ),
    ...frame,
    breadcrumb: [
      ...frame.breadcrumb,
      { label: 'Opleidingen', href: to.courses },
      { label: course.title, href: to.course(course.id) },
    ],
    button: 'Beginnen',
    back: { label: 'Terug', href: to.course(course.id), link: true },
  }),
  save: async (visit, { registers, purpose, copyOf }, { giving: { owner, to }, course }) => {
    const started = await startRequest(visit.context, owner, {
      subject: { is: 'course', id: course.id },
      registers,
      purpose,
      copyOf: copyOf === 'geen' ? undefined : copyOf,
    })
    switch (started.outcome) {
      case 'started':
        return leaveFor(visit, to.request(started.id), 'De aanvraag is begonnen.')
      case 'asked-already': {
        const names = started.registers.map(
          (id) => visit.context.platform.registers.get(id)?.shortName ?? id,
        )
        return { wrong: { registers: `Bij ${formatList(names)} is dit al aangevraagd.` } }
      }
      case 'no-register':
        return { wrong: { registers: 'Kies minstens één register.' } }
      case 'not-allowed':
        return notFound()
    }
  },
})

interface StartAnswers {
  readonly registers: readonly string[]
  readonly purpose: Exclude<Purpose, 'new'>
  readonly copyOf: string
}

/**
 * What asking a register costs and takes: "€ 150. Besluit binnen 8 weken. Geldt hoogstens 3 jaar." Where it accredits
 * already, until when, and what it costs to extend or to change that.
 */
export function askedBy(register: Register, held?: Accreditation): string {
  const { accreditation } = register
  if (accreditation === undefined) return ''
  const { fees, decide, validity } = accreditation
  const price = (fee: number) => (fee === 0 ? 'gratis' : formatMoney(fee))
  const term = `Besluit binnen ${spanInWords(decide)}. Geldt hoogstens ${spanInWords(validity)}.`
  if (held === undefined) return `${sentenceCase(price(fees.new))}. ${term}`
  const cost =
    fees.extension === fees.change
      ? `Verlengen of wijzigen: ${price(fees.extension)}.`
      : `Verlengen: ${price(fees.extension)}. Wijzigen: ${price(fees.change)}.`
  return `Geaccrediteerd tot en met ${formatDay(lastDayOf(held))}. ${cost} ${term}`
}

/** A request: what is still to be done, or how it stands in each register. */
export async function showRequest(visit: Visit): Promise<Response> {
  const of = await requestOfPage(visit)
  const { request } = of
  return request.handedInOn === undefined ? showTasks(visit, of) : showStatus(visit, of)
}

async function showTasks(visit: Visit, of: OfPage): Promise<Response> {
  const { request, title, giving } = of
  const { to } = giving
  const there = await requestFiles(visit.context, request.id)
  const tasks = request.parts.map((part): Task & { readonly ready: boolean } => {
    const register = registerOf(visit, part)
    const missing = missingOf(register, part, there)
    const ready = !missing.counts && missing.criteria.length === 0
    const begun = part.counts.length > 0 || Object.keys(part.answers).length > 0
    const { criteria = [] } = register.accreditation ?? {}
    return {
      id: `deel-${part.register}`,
      title: `Vragen van ${register.called}`,
      href: to.part(request.id, part.register),
      status: ready ? 'done' : begun ? 'in-progress' : 'not-started',
      hint: `${purposeNames[part.purpose]}, ${criteria.length} vragen. ${priceOf(register, part)}.`,
      ready,
    }
  })
  const asked = documentsAskedBy(registersOf(visit, request))
  const filesReady = asked.every(
    ({ id, required }) => !required || there.some(({ shows }) => shows === id),
  )
  const everything = tasks.every(({ ready }) => ready) && filesReady
  const all: readonly Task[] = [
    ...tasks,
    {
      id: 'bestanden',
      title: 'Bestanden en toelichting',
      href: to.files(request.id),
      status: filesReady ? 'done' : there.length > 0 ? 'in-progress' : 'not-started',
      hint: `${there.length === 0 ? 'Nog geen bestanden' : `${there.length} ${there.length === 1 ? 'bestand' : 'bestanden'}`}, voor alle registers samen.`,
    },
    everything
      ? {
          id: 'insturen',
          title: 'Controleren en insturen',
          href: to.check(request.id),
          status: 'not-started',
        }
      : { id: 'insturen', title: 'Controleren en insturen', status: 'cannot-start' },
  ]
  return titledPage(
    visit,
    {
      title: `Accreditatie van ${title}`,
      ...frameOf(of),
      lead: <p class="lead">Dit wordt bewaard. Niemand anders ziet het, tot het is ingestuurd.</p>,
    },
    <>
      <TaskList tasks={all} />
      <p>
        <a href={to.stop(request.id)}>Aanvraag weggooien</a>
      </p>
    </>,
  )
}

function priceOf(register: Register, part: RequestPart): string {
  const fee = part.fee ?? feeFor(register, part.purpose)
  return fee === 0 ? 'Gratis' : `Kosten: ${formatMoney(fee)}`
}

interface AskedDocument {
  readonly id: string
  readonly label: string
  readonly required: boolean
  readonly by: readonly string[]
}

/** The files that registers ask: what two of them ask under one id is one file. */
export function documentsAskedBy(registers: readonly Register[]): readonly AskedDocument[] {
  const found = new Map<string, AskedDocument>()
  for (const register of registers) {
    for (const { id, label, required } of register.accreditation?.documents ?? []) {
      const known = found.get(id)
      found.set(id, {
        ...{ id, label: known?.label ?? label, required: required || known?.required === true },
        by: [...(known?.by ?? []), register.shortName],
      })
    }
  }
  return [...found.values()]
}

async function showStatus(visit: Visit, of: OfPage): Promise<Response> {
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
              { term: 'Kosten', value: priceOf(register, part).replace(/^Kosten: /, '') },
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

// What is stopped: a draft as a whole, or what was asked of one register and is not decided.
async function toStop(visit: Visit): Promise<OfPage & { readonly part: RequestPart | undefined }> {
  const of = await requestOfPage(visit)
  const wanted = visit.url.searchParams.get('deel') ?? visit.form.value('deel')
  const part = of.request.parts.find(({ id }) => id === wanted)
  if (of.request.handedInOn !== undefined && part === undefined) return notFound()
  return { ...of, part: of.request.handedInOn === undefined ? undefined : part }
}

/** A last question before a draft is thrown away, or what was asked of a register is taken back. */
export async function showStop(visit: Visit): Promise<Response> {
  const of = await toStop(visit)
  const { giving, request, part, title } = of
  const back = { label: 'Toch niet', href: giving.to.request(request.id) }
  if (part === undefined) {
    return confirmPage(visit, {
      title: 'Aanvraag weggooien?',
      ...within(of),
      lead: (
        <p>
          Wat is ingevuld over {title}, en de bestanden die erbij liggen, zijn dan weg. De opleiding
          zelf blijft.
        </p>
      ),
      danger: true,
      button: 'Weggooien',
      back,
    })
  }
  const register = registerOf(visit, part)
  return confirmPage(visit, {
    title: `Aanvraag bij ${register.shortName} intrekken?`,
    ...within(of),
    lead: (
      <p>
        {register.shortName} besluit dan niet over {title}. Een nieuwe aanvraag kan altijd, met deze
        als voorbeeld.
      </p>
    ),
    form: { hidden: { deel: part.id } },
    danger: true,
    button: 'Intrekken',
    back,
  })
}

/** Does so. */
export async function sendStop(visit: Visit): Promise<Response> {
  const { giving, request, part } = await toStop(visit)
  const { owner, to } = giving
  const here = to.request(request.id)
  if (part === undefined) {
    const done = await discardRequest(visit.context, owner, request.id)
    return done.outcome === 'discarded'
      ? leaveFor(visit, to.requests, 'De aanvraag is weggegooid.')
      : leaveFor(visit, here, 'De aanvraag was al ingestuurd.', 'info')
  }
  const done = await withdrawPart(visit.context, owner, part.id)
  return done.outcome === 'withdrawn'
    ? leaveFor(visit, here, 'De aanvraag is ingetrokken.')
    : leaveFor(visit, here, 'Er was al besloten, of het was al ingetrokken.', 'info')
}

/** Where the rules of a register on accreditation are read. */
export function rulesOf(register: Register): string {
  return paths.registerText(register.id, register.accreditation?.text ?? '')
}

/** What one register asks. */
export const partPage = formPage({
  load: async (visit) => {
    const of = await draftOfPage(visit)
    const part = of.request.parts.find((one) => one.register === visit.param('asked'))
    return part === undefined ? notFound() : { ...of, part, register: registerOf(visit, part) }
  },
  form: (visit, { register, part }) => partForm(register, part, visit.context.today),
  known: (_, { part }) => ({
    ...typedCounts(part.counts),
    ...Object.fromEntries(
      Object.entries(part.answers).map(([id, said]) => [`criterion-${id}`, said]),
    ),
  }),
  page: (_, of) => {
    const { register, part, giving, request } = of
    const { validity } = register.accreditation ?? {}
    return {
      title: `Vragen van ${register.called}`,
      ...within(of),
      version: part.version,
      lead: (
        <p>
          {purposeNames[part.purpose]}. {priceOf(register, part)}.
          {validity !== undefined && ` Een accreditatie geldt hoogstens ${spanInWords(validity)}.`}{' '}
          <a href={rulesOf(register)}>Lees de regels</a>
        </p>
      ),
      form: { guard: true },
      button: 'Bewaren',
      back: { label: 'Terug', href: giving.to.request(request.id), link: true },
    }
  },
  save: async (visit, typed, { giving, request, part, register }) => {
    const { owner, to } = giving
    const saved = await savePart(visit.context, owner, part.id, {
      counts: countsOf(countOptions(register, visit.context.today), typed),
      answers: answersOf(typed),
      version: versionIn(visit.form),
    })
    switch (saved.outcome) {
      case 'saved':
      case 'unchanged':
        return leaveFor(
          visit,
          to.request(request.id),
          `De antwoorden voor ${register.called} zijn bewaard.`,
        )
      case 'stale':
        return {
          stale: (
            <Alert type="warning" title="Iemand anders was eerder" focus>
              <p>Dit is intussen gewijzigd. Hieronder staat wat hier is ingevuld.</p>
            </Alert>
          ),
        }
      case 'not-allowed':
        return notFound()
    }
  },
})

/** The files of a request and what is said to every register. */
export const filesPage = formPage({
  load: async (visit) => {
    const of = await draftOfPage(visit)
    return {
      ...of,
      there: await requestFiles(visit.context, of.request.id),
      asked: documentsAskedBy(registersOf(visit, of.request)),
    }
  },
  form: (_, { asked }) =>
    form(
      {
        explanation: text('toelichting', 'Toelichting voor alle registers', {
          most: 4000,
          rows: 4,
        }),
        shows: choice('soort', 'Wat laat het bestand zien?', {
          options: [
            ...asked.map(({ id, label, required, by }) => ({
              value: id,
              label,
              hint: `${required ? 'Nodig' : 'Niet verplicht'}, voor ${formatList(by)}.`,
            })),
            { value: 'other', label: 'Iets anders' },
          ],
        }),
        files: files('bestanden', 'Bestanden', { multiple: true }),
      },
      {
        check: ({ shows, files: given }) =>
          given !== undefined && given.length > 0 && shows === undefined
            ? { shows: 'Kies wat het bestand laat zien.' }
            : {},
      },
    ),
  known: (_, { request }) => ({ explanation: request.explanation }),
  page: (visit, of) => {
    const { there, asked, giving, request } = of
    const labelOf = (id: string) => asked.find((one) => one.id === id)?.label ?? 'Iets anders'
    return {
      title: 'Bestanden en toelichting',
      ...within(of),
      lead: there.length > 0 && (
        <List
          visit={visit}
          caption="Bestanden bij deze aanvraag"
          rows={there}
          columns={({ name, text: said, day, button }) => [
            name(
              'Bestand',
              (one) => one.name,
              (one) => giving.to.file(request.id, one.id),
            ),
            said('Wat het laat zien', ({ shows }) => labelOf(shows)),
            day('Toegevoegd op', ({ addedOn }) => addedOn),
            button('Weghalen', (one) => (
              <PageForm visit={visit} action={giving.to.file(request.id, one.id)}>
                <Button variant="link" about={one.name}>
                  Haal weg
                </Button>
              </PageForm>
            )),
          ]}
        />
      ),
      button: 'Bewaren',
      back: { label: 'Terug', href: giving.to.request(request.id), link: true },
    }
  },
  save: async (visit, { explanation, shows, files: given }, { giving, request }) => {
    const { owner, to } = giving
    const said = await explainRequest(visit.context, owner, request.id, explanation)
    if (said.outcome === 'not-allowed') return notFound()
    if (given.length > 0) {
      const kept = await keepRequestFiles(visit.context, owner, request.id, {
        shows: shows ?? 'other',
        files: given,
      })
      if (kept.outcome === 'too-many')
        return { wrong: { files: 'Er liggen al veertig bestanden. Meer kan niet.' } }
      if (kept.outcome === 'not-allowed') return notFound()
    }
    const more = given.length > 0
    return leaveFor(
      visit,
      more ? to.files(request.id) : to.request(request.id),
      more
        ? `${given.length === 1 ? 'Het bestand is' : 'De bestanden zijn'} bewaard.`
        : 'Dit is bewaard.',
    )
  },
})

/** A file of a request. */
export async function showRequestFile(visit: Visit): Promise<Response> {
  const { request } = await requestOfPage(visit)
  const opened = await openRequestFile(visit.context, request.id, visit.param('file'))
  return opened.outcome === 'opened' ? evidenceResponse(opened) : notFound()
}

/** Takes it out of a request that was not handed in. */
export async function sendRequestFile(visit: Visit): Promise<Response> {
  const { giving, request } = await requestOfPage(visit)
  const { owner, to } = giving
  const done = await removeRequestFile(visit.context, owner, request.id, visit.param('file'))
  switch (done.outcome) {
    case 'removed':
      return leaveFor(visit, to.files(request.id), 'Het bestand is weggehaald.')
    case 'not-found':
      return leaveFor(visit, to.files(request.id), 'Dit bestand was er al niet meer.', 'info')
    case 'not-allowed':
      return notFound()
  }
}

/** Everything on one page, before it is handed in. */
export async function showRequestCheck(visit: Visit): Promise<Response> {
  const of = await draftOfPage(visit)
  const { request, title, giving } = of
  const there = await requestFiles(visit.context, request.id)
  const { say } = speech(visit)
  return checkPage(visit, {
    title: 'Controleren en insturen',
    ...within(of),
    lead: (
      <p>
        Klopt dit over {title}? Na het insturen kijkt elk register of de aanvraag compleet is.{' '}
        {say('Je krijgt', 'U krijgt')} van elk register apart bericht.
      </p>
    ),
    parts: [
      ...request.parts.map((part) => {
        const register = registerOf(visit, part)
        const missing = missingOf(register, part, there)
        return {
          title: register.name,
          changeHref: giving.to.part(request.id, part.register),
          items: [
            { term: 'Wat', value: purposeNames[part.purpose] },
            { term: 'Kosten', value: priceOf(register, part).replace(/^Kosten: /, '') },
            {
              term: 'Telt voor',
              value:
                part.training !== undefined
                  ? 'Erkenning'
                  : missing.counts
                    ? 'Nog niet ingevuld'
                    : formatList(
                        part.counts.map((one) => countsInWords(register, one, visit.context.today)),
                      ),
            },
            ...(register.accreditation?.criteria ?? []).map(({ id, label }) => ({
              term: label,
              value: <span class="preserve">{part.answers[id] ?? 'Nog niet ingevuld'}</span>,
            })),
          ],
        }
      }),
      {
        title: 'Bestanden en toelichting',
        changeHref: giving.to.files(request.id),
        items: [
          { term: 'Toelichting', value: request.explanation === '' ? 'Geen' : request.explanation },
          {
            term: 'Bestanden',
            value: there.length === 0 ? 'Geen' : formatList(there.map(({ name }) => name)),
          },
        ],
      },
    ],
    button: 'Insturen',
    back: { label: 'Terug', href: giving.to.request(request.id), link: true },
  })
}

/** Hands it in. */
export async function sendRequestCheck(visit: Visit): Promise<Response> {
  const { giving, request } = await requestOfPage(visit)
  const { owner, to } = giving
  const done = await handInRequest(visit.context, owner, request.id)
  switch (done.outcome) {
    case 'handed-in':
      return leaveFor(visit, to.request(request.id), 'De aanvraag is ingestuurd.')
    case 'incomplete':
      return leaveFor(
        visit,
        to.request(request.id),
        'Er ontbreekt nog iets. Kijk wat nog niet klaar is.',
        'warning',
      )
    case 'stale':
      return leaveFor(visit, to.request(request.id), 'De aanvraag was al ingestuurd.', 'info')
    case 'not-allowed':
      return notFound()
  }
}

async function partOfPage(
  visit: Visit,
): Promise<OfPage & { part: RequestPart; register: Register }> {
  const of = await requestOfPage(visit)
  const part = of.request.parts.find(({ id }) => id === visit.param('part'))
  return part === undefined ? notFound() : { ...of, part, register: registerOf(visit, part) }
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
