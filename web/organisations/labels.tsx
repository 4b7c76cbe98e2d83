import { coursesOf } from '#domain/courses/course/queries.ts'
import { correctLabel, withdrawLabel } from '#domain/organisations/label/change-label.ts'
import { enterLabel } from '#domain/organisations/label/enter-label.ts'
import type { Label } from '#domain/organisations/label/label.ts'
import { isOver } from '#domain/organisations/label/label.ts'
import type { PastLabel } from '#domain/organisations/label/queries.ts'
import {
  findLabel,
  labelsOf,
  openLabelProof,
  pastOfLabel,
} from '#domain/organisations/label/queries.ts'
import { mayFor } from '#domain/organisations/member/capabilities.ts'
import type { ReceivedFile } from '#web/forms/answers.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { files, text } from '#web/forms/questions.tsx'
import { Alert, Button, Details, SummaryList, Tag } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { List } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { inOrganisation } from '#web/organisations/in-organisation.ts'
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
  LabelHistory,
  labelDays,
  labelRows,
  labelTag,
  labelTitleOf,
} from '#web/review/label-words.tsx'
import type { Visit } from '#web/route.ts'
import { actingOf, leaveFor, notFound } from '#web/route.ts'

/** The labels of an organisation, and what each says today. */
export async function showLabels(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, today } = context
  const { organisation, member } = actingOf(visit)
  const { id } = organisation
  const all = await labelsOf(context, id)
  const manages = mayFor(member.roles, 'manage-labels')
  return titledPage(
    visit,
    {
      title: 'Keurmerken',
      ...inOrganisation(visit),
      lead: (
        <p class="lead">
          Met een keurmerk kunnen de uren van een activiteit als geaccrediteerd tellen. Een register
          kijkt of het klopt. Het keurmerk moet gelden op de dag van de activiteit.
        </p>
      ),
    },
    <>
      {manages && (
        <p>
          <Button href={paths.newOrganisationLabel(register.id, id)}>Keurmerk opgeven</Button>
        </p>
      )}
      <List
        visit={visit}
        caption="Keurmerken, wat het langst geldt eerst"
        rows={all}
        columns={({ name, text: words, day, status }) => [
          name(
            'Keurmerk',
            (label) => labelTitleOf(context, label),
            (label) => (manages ? paths.organisationLabel(register.id, id, label.id) : undefined),
          ),
          words('Nummer', ({ number }) => number),
          words('Geldig', (label) => labelDays(label.seen ?? label)),
          day('Gezien op', ({ seen }) => seen?.on),
          status('Stand', (label) => labelTag(label, today), { selfExplaining: true }),
        ]}
        empty={{
          title: 'Nog geen keurmerk',
          text: manages ? (
            <p>Geef een keurmerk op met een bewijs. Een register kijkt daarna of het klopt.</p>
          ) : undefined,
        }}
      />
    </>,
  )
}

interface Entering extends TypedLabel {
  readonly proof: readonly ReceivedFile[]
}

/** Stating a label with its proof; the page of a course leads here with that course chosen. */
export const newLabelPage = formPage({
  load: async (visit) => {
    const { organisation } = actingOf(visit)
    return { organisation, courses: await coursesOfHolder(visit) }
  },
  form: ({ context }, { courses }) =>
    form<Entering>({
      ...labelQuestions(context, { courses }),
      proof: files('bewijs', 'Bewijs', {
        required: 'Voeg een bewijs van het keurmerk toe.',
        hint: 'Het bewijs ervan, of een afdruk van het openbare register van het keurmerk. PDF, JPG, PNG of HEIC.',
      }),
    }),
  known: ({ url }, { courses }) => {
    const of = courses.find(({ id }) => id === url.searchParams.get('opleiding'))
    return of === undefined ? {} : { scope: 'course' as const, course: of.id }
  },
  page: (visit, { organisation }) => ({
    title: 'Keurmerk opgeven',
    ...inOrganisation(visit),
    lead: (
      <p class="lead">
        Geef elk keurmerk apart op. Is een keurmerk verlengd? Wijzig dan het keurmerk dat er al
        staat.
      </p>
    ),
    form: { guard: true },
    button: 'Opgeven',
    back: {
      label: 'Terug',
      href: paths.organisationLabels(visit.context.register.id, organisation.id),
      link: true,
    },
  }),
  save: async (visit, typed, { organisation: { id }, courses }) => {
    const { context } = visit
    const list = paths.organisationLabels(context.register.id, id)
    const done = await enterLabel(context, id, {
      facts: labelFactsOf(typed, courses),
      proof: typed.proof[0],
    })
    switch (done.outcome) {
      case 'entered':
        return leaveFor(visit, list, 'Het keurmerk is opgegeven. Het register kijkt ernaar.')
      case 'there-already':
        return leaveFor(
          visit,
          paths.organisationLabel(context.register.id, id, done.id),
          'Dit keurmerk staat er al, in dezelfde dagen. Wijzig het hier.',
          'info',
        )
      case 'wrong':
        return { wrong: labelWrong(done.problem) }
      case 'no-proof':
        return { wrong: { proof: 'Voeg een bewijs van het keurmerk toe.' } }
      case 'too-many':
        return { wrong: { kind: 'Er staan al vijftig keurmerken. Trek er eerst een in.' } }
      case 'not-allowed':
        return notFound()
    }
  },
})

interface Changing extends Entering {
  readonly note: string
}

interface Loaded {
  readonly label: Label
  readonly courses: readonly LabelledCourse[]
  readonly past: readonly PastLabel[]
}

/** One label: what it says, what was done with it, and stating it otherwise or longer. */
export const labelPage = formPage<Changing, Loaded>({
  load: async (visit) => {
    const label = await ownLabel(visit)
    const courses = await coursesOfHolder(visit)
    return { label, courses, past: await pastOfLabel(visit.context, label.id) }
  },
  form: ({ context }, { label, courses }) =>
    form<Changing>({
      ...labelQuestions(context, { known: label.kind, courses }),
      note: text('toelichting', 'Toelichting', { most: 1000, rows: 3 }),
      proof: files('bewijs', 'Nieuw bewijs', {
        hint: 'Het bewijs ervan, of een afdruk van het openbare register van het keurmerk. Nodig als er iets verandert.',
      }),
    }),
  known: (_, { label, courses }) => typedLabel(label, courses),
  page: (visit, { label, past }) => {
    const { context } = visit
    const { register, today } = context
    const { organisation } = actingOf(visit)
    const tag = labelTag(label, today)
    return {
      title: labelTitleOf(context, label),
      ...inLabels(visit),
      aside: <Tag colour={tag.colour}>{tag.label}</Tag>,
      version: label.version,
      lead: (
        <>
          <SummaryList items={labelRows(label, { own: true })} />
          <h2>Wat er gebeurde</h2>
          <LabelHistory
            context={context}
            past={past}
            forOffice={false}
            hrefOf={({ id }) =>
              paths.organisationLabelProof(register.id, organisation.id, label.id, id)
            }
          />
        </>
      ),
      button: 'Bewaren',
      form: { guard: true },
      frame: (asked) =>
        label.status === 'withdrawn' ? (
          <Alert type="info" title="Dit keurmerk is ingetrokken">
            <p>Het telt nergens voor. Geldt het toch? Geef het dan opnieuw op.</p>
          </Alert>
        ) : (
          <>
            {/* Of what was seen and holds there is as a rule nothing to change. */}
            <Details
              summary="Wijzigen of verlengen"
              open={label.status !== 'checked' || isOver(label, today) || visit.form.has('nummer')}
            >
              {label.seen !== undefined && (
                <p>
                  Wat is gezien, blijft gelden tot een register opnieuw heeft gekeken. Is het
                  keurmerk eerder gestopt? Geef dan de laatste dag op.
                </p>
              )}
              {asked}
            </Details>
            {label.seen === undefined && (
              <p>
                <a href={paths.withdrawOrganisationLabel(register.id, organisation.id, label.id)}>
                  Dit keurmerk intrekken
                </a>
              </p>
            )}
          </>
        ),
    }
  },
  save: async (visit, typed, { label, courses }) => {
    const { context } = visit
    const { organisation } = actingOf(visit)
    const done = await correctLabel(
      context,
      { organisationId: organisation.id, labelId: label.id, version: versionIn(visit.form) },
      { facts: labelFactsOf(typed, courses), note: typed.note, proof: typed.proof[0] },
    )
    const list = paths.organisationLabels(context.register.id, organisation.id)
    switch (done.outcome) {
      case 'changed':
        return leaveFor(visit, list, 'Het keurmerk is gewijzigd. Het register kijkt opnieuw.')
      case 'unchanged':
        return leaveFor(visit, list, 'Er is niets veranderd.', 'info')
      case 'wrong':
        return { wrong: labelWrong(done.problem) }
      case 'no-proof':
        return { wrong: { proof: 'Voeg een nieuw bewijs toe. Het oude zegt iets anders.' } }
      case 'no-reason':
      case 'stale':
        return { stale: changedMeanwhile }
      case 'not-allowed':
        return notFound()
    }
  },
})

/** Taking back a label that nobody has relied on. */
export const withdrawLabelPage = formPage<{ readonly reason: string }, { readonly label: Label }>({
  load: async (visit) => ({ label: await ownLabel(visit) }),
  form: () =>
    form({
      reason: text('reden', 'Waarom?', {
        required: 'Schrijf op waarom het keurmerk wordt ingetrokken.',
        most: 1000,
        rows: 3,
      }),
    }),
  page: (visit, { label }) => {
    const { register } = visit.context
    const { organisation } = actingOf(visit)
    const back = paths.organisationLabel(register.id, organisation.id, label.id)
    const open = label.seen === undefined && label.status !== 'withdrawn'
    return {
      title: 'Keurmerk intrekken',
      ...inLabels(visit),
      version: label.version,
      lead: (
        <p class="lead">
          {labelTitleOf(visit.context, label)}, {labelDays(label)}.
        </p>
      ),
      button: 'Keurmerk intrekken',
      danger: true,
      back: { label: 'Terug', href: back },
      frame: (asked) =>
        open ? (
          asked
        ) : (
          <p>
            Dit keurmerk is gezien of al ingetrokken. <a href={back}>Bekijk hoe het staat</a>
          </p>
        ),
    }
  },
  save: async (visit, { reason }, { label }) => {
    const { organisation } = actingOf(visit)
    const { register } = visit.context
    const done = await withdrawLabel(
      visit.context,
      { organisationId: organisation.id, labelId: label.id, version: versionIn(visit.form) },
      reason,
    )
    if (done.outcome === 'not-allowed') return notFound()
    if (done.outcome !== 'changed') return { stale: changedMeanwhile }
    return leaveFor(
      visit,
      paths.organisationLabels(register.id, organisation.id),
      'Het keurmerk is ingetrokken.',
    )
  },
})

/** The proof of a label, for whoever states it. */
export async function showLabelProof(visit: Visit): Promise<Response> {
  const label = await ownLabel(visit)
  const opened = await openLabelProof(visit.context, label.id, visit.param('event'))
  return opened.outcome === 'opened' ? evidenceResponse(opened) : notFound()
}

// Of which courses a label of this organisation can be.
function coursesOfHolder(visit: Visit): Promise<readonly LabelledCourse[]> {
  const { organisation } = actingOf(visit)
  return coursesOf(visit.context, { is: 'organisation', id: organisation.id })
}

async function ownLabel(visit: Visit): Promise<Label> {
  const { organisation } = actingOf(visit)
  const label = await findLabel(visit.context, visit.param('label'))
  return label?.organisationId === organisation.id ? label : notFound()
}

function inLabels(visit: Visit) {
  const { organisation } = actingOf(visit)
  const { breadcrumb, ...rest } = inOrganisation(visit)
  const href = paths.organisationLabels(visit.context.register.id, organisation.id)
  return { ...rest, breadcrumb: [...breadcrumb, { label: 'Keurmerken', href }] }
}

/** Said where somebody else was first. */
const changedMeanwhile = (
  <Alert type="warning" title="Dit is niet opgeslagen" focus>
    <p>Hier is intussen iets veranderd. Kijk hoe het er nu voor staat.</p>
  </Alert>
)
