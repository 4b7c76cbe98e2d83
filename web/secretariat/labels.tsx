import { coursesOf } from '#domain/courses/course/queries.ts'
import type { Label, LabelEvidence } from '#domain/organisations/label/label.ts'
import { labelEvidence } from '#domain/organisations/label/label.ts'
import type { Holder, PastLabel } from '#domain/organisations/label/queries.ts'
import {
  findLabel,
  holdersCalled,
  openLabelProof,
  pastOfLabel,
  settledLabels,
  waitingLabels,
} from '#domain/organisations/label/queries.ts'
import type { RefusedLabel, SawLabel } from '#domain/organisations/label/see-label.ts'
import {
  checkLabel,
  isOwnLabel,
  refuseLabel,
  seeLabel,
} from '#domain/organisations/label/see-label.ts'
import type { Organisation } from '#domain/organisations/organisation/organisation.ts'
import { findOrganisation } from '#domain/organisations/organisation/queries.ts'
import { mayDo } from '#domain/people/body/seat.ts'
import { officeActs } from '#regulations/acts.ts'
import type { ReceivedFile } from '#web/forms/answers.ts'
import { versionIn } from '#web/forms/answers.ts'
import type { FormOf } from '#web/forms/form.tsx'
import { form, under } from '#web/forms/form.tsx'
import { choice, day, files, line, text } from '#web/forms/questions.tsx'
import { Alert, Button, SummaryList, Tag } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { List } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { organisationTag } from '#web/organisations/home.tsx'
import type { LabelledCourse, TypedLabel } from '#web/organisations/label.form.tsx'
import {
  labelFactsOf,
  labelQuestions,
  labelWrong,
  typedLabel,
} from '#web/organisations/label.form.tsx'
import { paths } from '#web/paths.ts'
import { evidenceResponse } from '#web/professional/activity-evidence.ts'
import {
  evidenceNames,
  LabelHistory,
  labelDays,
  labelRows,
  labelTag,
  labelTitleOf,
} from '#web/review/label-words.tsx'
import type { Visit } from '#web/route.ts'
import { accountOf, idIn, leaveFor, notFound } from '#web/route.ts'
import { inWork } from '#web/secretariat/in-work.ts'
import { ageInWords } from '#web/secretariat/work.tsx'

// What whoever works for a register does with labels: they see them, whether an organisation stated them or not.

/** The labels that wait to be seen, and all others. */
export async function showEveryLabel(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, today } = context
  const waiting = await waitingLabels(context)
  const settled = await settledLabels(context)
  const hrefOf = ({ id }: Label) => paths.label(register.id, id)
  return titledPage(
    visit,
    {
      title: `Keurmerken (${waiting.length})`,
      ...besideWork(visit),
      hidden: true,
      lead: (
        <>
          <p class="lead">
            Een keurmerk dat iemand heeft gezien, geldt voor alles wat dezelfde opleider binnen de
            dagen ervan geeft. Het geldt voor alle registers.
          </p>
          <p>
            <Button variant="secondary" href={paths.seeLabel(register.id)}>
              Keurmerk vastleggen
            </Button>
          </p>
        </>
      ),
    },
    <>
      <List
        visit={visit}
        caption="Keurmerken die wachten, de oudste eerst"
        rows={waiting}
        columns={({ name, text: words }) => [
          name('Keurmerk', (label) => labelTitleOf(context, label), hrefOf),
          words('Op naam van', ({ holder }) => holder),
          words('Geldig', labelDays),
          words('Wacht', ({ waitsSince }) => ageInWords(waitsSince, today), { nowrap: true }),
        ]}
        empty={{ title: 'Alles is gezien', text: <p>Er wacht geen keurmerk.</p> }}
      />
      {settled.length > 0 && (
        <>
          <h2>Bekende keurmerken</h2>
          <List
            visit={visit}
            caption="Bekende keurmerken, op naam"
            rows={settled}
            columns={({ name, text: words, day: on, status }) => [
              name('Op naam van', ({ holder }) => holder, hrefOf),
              words('Keurmerk', (label) => labelTitleOf(context, label)),
              words('Geldig', (label) => labelDays(label.seen ?? label)),
              on('Gezien op', ({ seen }) => seen?.on),
              status('Stand', (label) => labelTag(label, today), { selfExplaining: true }),
            ]}
          />
        </>
      )}
    </>,
  )
}

interface Seeing extends TypedLabel {
  readonly on: Temporal.PlainDate
  readonly evidence: LabelEvidence
  readonly note: string
  readonly proof: readonly ReceivedFile[]
}

// What is asked of whoever saw it, behind what it says.
function seenQuestions(): Pick<FormOf<Seeing>['questions'], 'on' | 'evidence' | 'note' | 'proof'> {
  return {
    evidence: choice('gezien-in', 'Waar is het gezien?', {
      required: 'Kies waar het keurmerk is gezien.',
      options: labelEvidence.map((value) => ({ value, label: evidenceNames[value] })),
    }),
    on: day('gezien-op', 'Wanneer is het gezien?', {
      required: 'Vul in op welke dag het keurmerk is gezien.',
    }),
    note: text('toelichting', 'Toelichting', {
      hint: 'De opleider leest dit. Nodig als het ergens anders is gezien, of niet is gevonden.',
      most: 2000,
      rows: 3,
    }),
    proof: files('bewijs', 'Afdruk van wat is gezien', { optional: true }),
  }
}

interface Checking extends Seeing {
  readonly outcome: 'seen' | 'refused'
  /** Of what was seen: the first day on which it does not hold. */
  readonly from?: Temporal.PlainDate | undefined
}

interface Loaded {
  readonly label: Label
  readonly organisation: Organisation | undefined
  readonly past: readonly PastLabel[]
  readonly courses: readonly LabelledCourse[]
  readonly own: boolean
}

/** One label, to be seen: what it says, whose it is, and what was done with it before. */
export const checkLabelPage = formPage<Checking, Loaded>({
  load: async (visit) => {
    const { context } = visit
    const label = (await findLabel(context, idIn(visit))) ?? notFound()
    const { organisationId } = label
    return {
      label,
      organisation:
        organisationId === undefined ? undefined : await findOrganisation(context, organisationId),
      courses:
        organisationId === undefined
          ? []
          : await coursesOf(context, { is: 'organisation', id: organisationId }),
      past: await pastOfLabel(context, label.id),
      own: await isOwnLabel(context, label),
    }
  },
  form: ({ context }, { label, courses }) =>
    form<Checking>({
      outcome: choice('uitkomst', 'Wat is de uitkomst?', {
        required: 'Kies de uitkomst.',
        options: [
          { value: 'seen', label: 'Gezien, zoals hieronder staat' },
          { value: 'refused', ...refusalWords(label) },
        ],
      }),
      ...(label.status === 'checked'
        ? {
            from: under(
              'outcome',
              'refused',
              day('niet-vanaf', 'Vanaf welke dag geldt het keurmerk niet?', {
                hint: 'Wat voor die dag is gevolgd, blijft geaccrediteerd. Heeft het nooit gegolden? Vul dan de eerste dag in.',
                optional: false,
              }),
            ),
          }
        : {}),
      ...labelQuestions(context, { known: label.kind, courses }),
      ...seenQuestions(),
    }),
  known: ({ context }, { label, courses }) => ({
    ...{ ...typedLabel(label, courses), on: context.today, evidence: 'public-register' },
  }),
  page: (visit, { label, organisation, past, own }) => {
    const { context } = visit
    const { register, today } = context
    const tag = labelTag(label, today)
    const office = organisation && organisationTag(organisation)
    return {
      title: labelTitleOf(context, label),
      ...inLabels(visit),
      aside: <Tag colour={tag.colour}>{tag.label}</Tag>,
      version: label.version,
      lead: (
        <>
          <SummaryList
            title="Wat is opgegeven"
            items={[
              ...labelRows(label, { own: false }),
              office !== undefined && {
                term: 'Organisatie',
                value: `${organisation?.name ?? ''}, ${organisation?.city ?? ''}: ${office.label.toLowerCase()}`,
              },
            ]}
          />
          <h2>Wat er gebeurde</h2>
          <LabelHistory
            context={context}
            past={past}
            forOffice
            hrefOf={({ id }) => paths.labelProof(register.id, label.id, id)}
          />
        </>
      ),
      button: 'Vastleggen',
      frame: (asked) =>
        own ? (
          <Alert type="info" title={ownTitle(label)}>
            <p>{ownText}</p>
          </Alert>
        ) : label.status === 'withdrawn' ? (
          <p>Dit keurmerk is ingetrokken.</p>
        ) : (
          <>
            <h2>Wat is gezien?</h2>
            <p>
              Zoek het keurmerk op in het openbare register ervan, en neem over wat daar staat. Wat
              hier wordt vastgelegd, geldt voor elke activiteit van dezelfde opleider.
            </p>
            {asked}
          </>
        ),
    }
  },
  save: async (visit, typed, { label, courses }) => {
    const { context } = visit
    const at = { labelId: label.id, version: versionIn(visit.form) }
    const { note, proof } = typed
    const done: SawLabel | RefusedLabel =
      typed.outcome === 'seen'
        ? await checkLabel(context, at, seenIn(typed, courses))
        : await refuseLabel(context, at, { note, proof: proof[0], from: typed.from })
    const list = paths.labels(context.register.id)
    const title = `${labelTitleOf(context, label)} van ${label.holder}`
    return done.outcome === 'seen'
      ? leaveFor(
          visit,
          list,
          typed.outcome === 'seen'
            ? `${title}: gezien.`
            : `${title}: niet gevonden. De opleider krijgt bericht.`,
        )
      : done.outcome === 'no-day'
        ? { wrong: { from: 'Vul in vanaf welke dag het keurmerk niet geldt.' } }
        : done.outcome === 'not-yet' && typed.outcome === 'refused'
          ? { wrong: { from: 'Die dag moet nog komen. Vul een dag in tot en met vandaag.' } }
          : notSaved(done)
  },
})

// What it says where a label is not found: of what was stated otherwise only that, of what was seen from a day on.
function refusalWords({ status, seen }: Label): { readonly label: string; readonly hint?: string } {
  if (status === 'waiting' && seen !== undefined) {
    return {
      label: 'De wijziging is niet gevonden, of klopt niet',
      hint: 'Wat eerder is gezien, blijft gelden.',
    }
  }
  return {
    label:
      status === 'checked' ? 'Het geldt niet, of niet meer' : 'Niet gevonden, of het klopt niet',
  }
}

interface SeeingNew extends Seeing {
  /** The id of an organisation that is known here, or `name`. */
  readonly organisation?: string | undefined
  readonly holder: string | undefined
}

interface About {
  readonly holders: readonly Holder[]
}

/** A label that nobody stated, as somebody who works for the register saw it. */
export const seeLabelPage = formPage<SeeingNew, About>({
  load: async (visit) => ({
    holders: (await holdersCalled(visit.context, askedFor(visit, 'naam'))).filter(
      ({ organisationId }) => organisationId !== undefined,
    ),
  }),
  form: ({ context }, { holders }) =>
    form<SeeingNew>({
      ...(holders.length === 0
        ? {}
        : {
            organisation: choice('organisatie', 'Van welke opleider is het keurmerk?', {
              required: 'Kies van welke opleider het keurmerk is.',
              options: [
                ...holders.map(({ organisationId = '', name, city }) => ({
                  value: organisationId,
                  label: city === '' ? name : `${name}, ${city}`,
                  hint: 'Deze opleider is bekend in Peil.',
                })),
                { value: 'name', label: 'Een andere opleider' },
              ],
            }),
          }),
      holder:
        holders.length === 0
          ? line('houder', 'Op wiens naam staat het keurmerk?', {
              hint: 'De naam van de opleider, zoals die in het openbare register van het keurmerk staat.',
              required: 'Vul in op wiens naam het keurmerk staat.',
            })
          : under(
              'organisation',
              'name',
              line('houder', 'Op wiens naam staat het keurmerk?', {
                hint: 'De naam van de opleider, zoals die in het openbare register van het keurmerk staat.',
                optional: false,
              }),
            ),
      ...labelQuestions(context),
      ...seenQuestions(),
    }),
  known: (visit, { holders }) => ({
    organisation: holders.find(
      ({ name }) => name.toLowerCase() === askedFor(visit, 'naam').toLowerCase(),
    )?.organisationId,
    holder: askedFor(visit, 'naam'),
    kind: askedFor(visit, 'keurmerk'),
    number: askedFor(visit, 'nummer'),
    on: visit.context.today,
    evidence: 'public-register',
  }),
  page: (visit) => ({
    title: 'Keurmerk vastleggen',
    ...inLabels(visit),
    lead: (
      <p class="lead">
        Leg vast wat in het openbare register van het keurmerk staat. Vanaf dan geldt het voor elke
        activiteit van dezelfde opleider binnen deze dagen, in alle registers.
      </p>
    ),
    form: {
      guard: true,
      hidden: Object.fromEntries(
        passedOn
          .map((name) => [name, askedFor(visit, name)] as const)
          .filter(([, value]) => value !== ''),
      ),
    },
    button: 'Vastleggen',
    back: { label: 'Terug', href: backFrom(visit), link: true },
  }),
  save: async (visit, typed) => {
    const { organisation = 'name' } = typed
    const known = organisation === 'name' ? undefined : organisation
    const done = await seeLabel(
      visit.context,
      { organisationId: known, name: typed.holder ?? '' },
      seenIn(typed),
    )
    if (done.outcome === 'seen') {
      return leaveFor(visit, backFrom(visit), 'Het keurmerk is vastgelegd.')
    }
    if (done.outcome === 'wrong' && done.problem === 'no-holder') {
      return { wrong: { holder: 'Vul in op wiens naam het keurmerk staat.' } }
    }
    return notSaved(done)
  },
})

/** The proof of a label, for whoever works for a register. */
export async function showSeenProof(visit: Visit): Promise<Response> {
  const opened = await openLabelProof(visit.context, idIn(visit), visit.param('event'))
  return opened.outcome === 'opened' ? evidenceResponse(opened) : notFound()
}

// What the page was asked for, which the form takes along.
const passedOn = ['naam', 'keurmerk', 'nummer', 'aanvraag', 'bij'] as const

function askedFor(visit: Visit, name: (typeof passedOn)[number]): string {
  return visit.form.value(name) || visit.url.searchParams.get(name) || ''
}

// Back to the application in which the label is asked about, for whoever looks at it there.
function backFrom(visit: Visit): string {
  const { register } = visit.context
  const application = askedFor(visit, 'aanvraag')
  if (application === '') return paths.labels(register.id)
  switch (askedFor(visit, 'bij')) {
    case 'beoordeling':
      return paths.committeeApplication(register.id, application)
    case 'tussentijds':
      return paths.committeeInterim(register.id, application)
    default:
      return paths.workApplication(register.id, application)
  }
}

function seenIn(
  { on, evidence, note, proof, ...typed }: Seeing,
  courses: readonly LabelledCourse[] = [],
) {
  return { facts: labelFactsOf(typed, courses), on, evidence, note, proof: proof[0] }
}

function notSaved(done: Exclude<SawLabel, { outcome: 'seen' }>) {
  switch (done.outcome) {
    case 'wrong':
      return { wrong: labelWrong(done.problem) }
    case 'not-yet':
      return { wrong: { on: 'Deze dag is nog niet geweest.' } }
    case 'no-reason':
      return { wrong: { note: 'Schrijf op wat is gezien, of waarom het niet klopt.' } }
    case 'own':
      return {
        stale: (
          <Alert type="warning" title="Dit is niet opgeslagen" focus>
            <p>{ownText}</p>
          </Alert>
        ),
      }
    case 'stale':
      return {
        stale: (
          <Alert type="warning" title="Dit is niet opgeslagen" focus>
            <p>Hier is intussen iets veranderd. Kijk hoe het er nu voor staat.</p>
          </Alert>
        ),
      }
    case 'not-found':
      return notFound()
  }
}

function inLabels(visit: Visit) {
  const { register } = visit.context
  const { current, breadcrumb } = besideWork(visit)
  const list = { label: 'Keurmerken', href: paths.labels(register.id) }
  return { current, hidden: true, breadcrumb: [...breadcrumb, list] }
}

const ownText =
  'Wie een keurmerk op naam heeft, of werkt voor wie het heeft, kijkt er zelf niet naar. Een collega doet dat.'

function ownTitle({ organisationId }: Label): string {
  return organisationId === undefined
    ? 'Dit keurmerk staat op een eigen naam'
    : 'Dit is een keurmerk van een eigen organisatie'
}

// Below what waits for the back office, or for whoever judges.
function besideWork(visit: Visit) {
  const { register } = visit.context
  if (mayDo(register, accountOf(visit), ...officeActs)) return inWork(register)
  const list = { label: 'Te beoordelen', href: paths.committee(register.id) }
  return { current: list.href, breadcrumb: [list] }
}
