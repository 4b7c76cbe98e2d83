import type { Accreditation } from '#domain/courses/accreditation/accreditation.ts'
import { lastDayOf } from '#domain/courses/accreditation/accreditation.ts'
import { heldFrom, runningFor, startRequest } from '#domain/learning/request/draft-request.ts'
import { requestsOf } from '#domain/learning/request/queries.ts'
import type { Purpose } from '#domain/learning/request/request.ts'
import { feeFor } from '#domain/learning/request/request.ts'
import { titleOf } from '#domain/learning/request/title.ts'
import { formatList } from '#language/lists.ts'
import { formatMoney } from '#language/numbers.ts'
import { sentenceCase } from '#language/sentences.ts'
import { spanInWords } from '#language/spans.ts'
import type { Register } from '#regulations/register.ts'
import { tariffOn } from '#regulations/tariffs.ts'
import { partTag } from '#web/courses/course-words.ts'
import { courseOfPage, seeGiven } from '#web/courses/courses.tsx'
import { form } from '#web/forms/form.tsx'
import { checks, choice, select, unasked } from '#web/forms/questions.tsx'
import type { FieldError } from '#web/kit/index.ts'
import { Button, formatDay, formatDayShort } from '#web/kit/index.ts'
import { formPage, PageForm } from '#web/layout/form-page.tsx'
import { List } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound } from '#web/route.ts'

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
          label: `${sentenceCase(label)} (${register.shortName})`,
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
  form: ({ context }, { earlier, held, open }) =>
    form<StartAnswers>({
      registers: checks('registers', 'Bij welke registers?', {
        required: 'Kies minstens één register.',
        options: open.map((register) => ({
          value: register.id,
          label: register.name,
          hint: askedBy(
            register,
            context.today,
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
export function askedBy(
  register: Register,
  today: Temporal.PlainDate,
  held?: Accreditation,
): string {
  const { accreditation } = register
  if (accreditation === undefined) return ''
  const { decide, validity, paidFirst, withdrawn } = accreditation
  const price = (fee: number) => (fee === 0 ? 'gratis' : formatMoney(fee))
  const of = (purpose: Purpose) => feeFor(register, purpose, today)
  const [first, change, extension] = [of('new'), of('change'), of('extension')]
  const charged = tariffOn(register, today, { kind: 'accreditation' }) !== undefined
  const term = [
    `Besluit binnen ${spanInWords(decide)}.`,
    `Geldt hoogstens ${spanInWords(validity)}.`,
    ...(charged && paidFirst ? ['Er wordt naar gekeken als de factuur is betaald.'] : []),
    ...(charged && withdrawn === 'credited'
      ? ['Bij intrekken voordat er is gekeken, vervalt de factuur.']
      : []),
  ].join(' ')
  if (held === undefined) return `${sentenceCase(price(first))}. ${term}`
  const cost =
    extension === change
      ? `Verlengen of wijzigen: ${price(extension)}.`
      : `Verlengen: ${price(extension)}. Wijzigen: ${price(change)}.`
  return `Geaccrediteerd tot en met ${formatDay(lastDayOf(held))}. ${cost} ${term}`
}
