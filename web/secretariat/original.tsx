import { applicationsOf } from '#domain/certification/application/queries.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { ChangedOriginal } from '#domain/dossier/original/change-original.ts'
import { checkOriginal } from '#domain/dossier/original/check-original.ts'
import { whereWords } from '#domain/dossier/original/original.ts'
import { partWithOriginal } from '#domain/dossier/original/part-with-original.ts'
import type { OriginalOfSomebody } from '#domain/dossier/original/queries.ts'
import { findOriginal } from '#domain/dossier/original/queries.ts'
import { receiveOriginal } from '#domain/dossier/original/receive-original.ts'
import { documentLabel } from '#domain/dossier/original/write-about-original.ts'
import { askingOf, detailRows, statedWords } from '#domain/dossier/statement/in-words.ts'
import { claimsFor } from '#domain/dossier/statement/queries.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import type { Regulation } from '#engine'
import { sentenceCase } from '#language/sentences.ts'
import { versionIn } from '#web/forms/answers.ts'
import type { Question } from '#web/forms/form.tsx'
import { form, under } from '#web/forms/form.tsx'
import { choice, day, text } from '#web/forms/questions.tsx'
import { formatDay, SummaryList } from '#web/kit/index.ts'
import { ColleagueFirst } from '#web/layout/colleague-first.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import type { ClaimAnswers } from '#web/professional/claim.form.tsx'
import { detailQuestions, detailsIn } from '#web/professional/claim.form.tsx'
import type { Handlers, Visit } from '#web/route.ts'
import { idIn, leaveFor, notFound } from '#web/route.ts'
import { envelopeQuestion } from '#web/secretariat/arrival.tsx'
import { inWork } from '#web/secretariat/in-work.ts'

/** One original: note that it came, look at it, and note that it was destroyed or sent back. */
export const originalPage: Required<Handlers> = {
  get: async (visit) => {
    const original = (await findOriginal(visit.context, idIn(visit))) ?? notFound()
    switch (original.status) {
      case 'announced':
        return arriving.get(visit)
      case 'received':
        return looking.get(visit)
      case 'checked':
        return parting.get(visit)
      case 'destroyed':
      case 'returned':
      case 'withdrawn': {
        const loaded = await load(visit)
        return titledPage(visit, facts(visit, loaded))
      }
    }
  },
  // A form is read as what it was sent as, also when a colleague was first.
  post: (visit) => {
    switch (visit.form.value('stap')) {
      case 'binnen':
        return arriving.post(visit)
      case 'bekijken':
        return looking.post(visit)
      default:
        return parting.post(visit)
    }
  },
}

interface Loaded {
  readonly original: OriginalOfSomebody
  readonly claims: readonly Claim[]
  readonly regulation: Regulation
  /** The number and id of the application that a claim is in, by its id. */
  readonly applications: ReadonlyMap<string, string>
}

async function load(visit: Visit): Promise<Loaded> {
  const { context } = visit
  const original = (await findOriginal(context, idIn(visit))) ?? notFound()
  const { registrationId, document } = original
  const { compiled, standing } = await loadDossier(context, registrationId)
  const claims = claimsFor(standing.claims, undefined).filter(
    ({ stated }) => stated.member === 'document' && stated.kind === document,
  )
  const applications = await applicationsOf(context, registrationId)
  return {
    original,
    claims,
    regulation: compiled.regulation,
    applications: new Map(applications.map(({ id, number }) => [id, number])),
  }
}

function facts(visit: Visit, loaded: Loaded) {
  const { register } = visit.context
  const { original } = loaded
  return {
    title: `${sentenceCase(documentLabel(visit.context, original.document))} van ${original.name}`,
    ...inWork(register, { label: 'Post', href: paths.workPost(register.id) }),
    lead: <Known visit={visit} loaded={loaded} />,
    version: original.version,
  }
}

function Known({ visit, loaded }: { readonly visit: Visit; readonly loaded: Loaded }) {
  const { register } = visit.context
  const { original, claims } = loaded
  const { check } = original
  return (
    <>
      <p class="lead">{whereWords(original)}</p>
      <SummaryList
        items={[
          { term: 'Nummer', value: original.number },
          {
            term: 'Naam',
            value: (
              <a href={paths.workFile(register.id, original.registrationId)}>{original.name}</a>
            ),
          },
          {
            term: original.status === 'announced' ? 'Retourenvelop aangekondigd' : 'Retourenvelop',
            value: original.envelope ? 'Ja' : 'Nee',
          },
          check !== undefined && {
            term: 'Gezien door',
            value: `${check.by ?? register.organisation.backOffice.name}, op ${formatDay(check.on)}`,
          },
          check?.issuedOn !== undefined && {
            term: 'Afgegeven op',
            value: formatDay(check.issuedOn),
          },
          ...(check === undefined ? [] : onOriginal(loaded.regulation, original)),
          check?.inOrder === false && {
            term: 'Niet in orde',
            value: <span class="preserve">{check.reason}</span>,
          },
          ...claims.map((claim) => ({
            term: 'Opgegeven',
            value: <Stated visit={visit} loaded={loaded} claim={claim} />,
          })),
          claims.length === 0 && {
            term: 'Opgegeven',
            value: 'Nog niet. Het origineel blijft bewaard bij deze persoon.',
          },
        ]}
      />
    </>
  )
}

// What was read on the original beside its day.
function onOriginal(regulation: Regulation, { document, check }: OriginalOfSomebody) {
  const { issuedOn, details = {} } = check ?? {}
  if (issuedOn === undefined) return []
  return detailRows(regulation, { member: 'document', kind: document, issuedOn, details })
}

function Stated(props: { readonly visit: Visit; readonly loaded: Loaded; readonly claim: Claim }) {
  const { visit, loaded, claim } = props
  const { regulation, applications } = loaded
  const details = detailRows(regulation, claim.stated).map(({ term, value }) => `${term}: ${value}`)
  return (
    <>
      <p>{[statedWords(regulation, claim.stated), ...details].join('. ')}</p>
      {claim.applications.map(({ id }) => (
        <p>
          <a href={paths.workApplication(visit.context.register.id, id)}>
            Aanvraag {applications.get(id) ?? ''}
          </a>
        </p>
      ))}
    </>
  )
}

const arriving = formPage({
  load,
  form: () => form({ envelope: envelopeQuestion }),
  known: (_, { original }) => ({ envelope: original.envelope }),
  page: (visit, loaded) => ({
    ...facts(visit, loaded),
    button: 'Is binnen',
    form: { hidden: { stap: 'binnen' } },
  }),
  save: async (visit, { envelope }, { original }) =>
    answer(
      visit,
      await receiveOriginal(visit.context, seen(visit, original), { envelope }),
      `${original.name} krijgt een e-mail dat het binnen is.`,
    ),
})

interface Looked {
  readonly found: 'in-order' | 'not-in-order'
  readonly issuedOn?: Temporal.PlainDate | undefined
  readonly reason?: string | undefined
  readonly [detail: `detail-${string}`]: ClaimAnswers[`detail-${string}`]
}

// What is asked of such a document stands on the original too: once it is gone nobody reads it any more.
function detailsOnIt({ original, regulation, claims }: Loaded) {
  const subject = original.document
  const fields = askingOf(regulation, { member: 'document', subject })?.fields ?? []
  const asked = detailQuestions(
    fields.map((field) => ({ ...field, required: field.required && claims.length === 0 })),
  )
  return Object.fromEntries(
    Object.entries(asked).flatMap(([name, question]) =>
      question === undefined
        ? []
        : [[name, under<unknown>('found', 'in-order', question as Question<unknown>)]],
    ),
  )
}

const looking = formPage<Looked, Loaded>({
  load,
  form: (visit, loaded) =>
    form<Looked>({
      found: choice<'in-order' | 'not-in-order'>('bevinding', 'Is het origineel in orde?', {
        required: 'Kies of het origineel in orde is.',
        options: [
          { value: 'in-order', label: 'In orde' },
          { value: 'not-in-order', label: 'Niet in orde' },
        ],
      }),
      issuedOn: under(
        'found',
        'in-order',
        day('afgegeven', 'Welke datum van afgifte staat erop?', {
          hint: 'Zoals die op het origineel staat. Zo hoort het bij wat is opgegeven.',
          required: 'Vul de datum in die op het origineel staat.',
          problem: (issued) =>
            Temporal.PlainDate.compare(issued, visit.context.today) > 0
              ? 'Een datum na vandaag kan er niet op staan.'
              : undefined,
        }),
      ),
      ...detailsOnIt(loaded),
      reason: under(
        'found',
        'not-in-order',
        text('reden', 'Waarom niet?', {
          hint: 'Dit staat letterlijk in de e-mail.',
          required: 'Schrijf op waarom het origineel niet in orde is.',
          rows: 4,
          most: 2000,
        }),
      ),
    }),
  page: (visit, loaded) => ({
    ...facts(visit, loaded),
    button: 'Opslaan',
    form: { hidden: { stap: 'bekijken' } },
  }),
  save: async (visit, answers, { original }) => {
    const { found, issuedOn, reason = '' } = answers
    if (found === 'in-order' && issuedOn === undefined) throw new Error('a day was asked')
    const what =
      found === 'in-order' && issuedOn !== undefined
        ? ({ inOrder: true, issuedOn, details: detailsIn(answers) } as const)
        : ({ inOrder: false, reason } as const)
    return answer(
      visit,
      await checkOriginal(visit.context, seen(visit, original), what),
      'Opgeslagen. Vernietig het origineel nu, of stuur het terug.',
    )
  },
})

const parting = formPage({
  load,
  form: (_, { original }) =>
    form({
      how: choice<'destroy' | 'return'>('afloop', 'Wat is er met het origineel gebeurd?', {
        required: 'Kies wat er met het origineel is gebeurd.',
        options: [
          { value: 'destroy', label: 'Vernietigd' },
          ...(original.envelope
            ? [{ value: 'return', label: 'Teruggestuurd in de retourenvelop' } as const]
            : []),
        ],
      }),
    }),
  page: (visit, loaded) => ({
    ...facts(visit, loaded),
    button: 'Opslaan',
    form: { hidden: { stap: 'weg' } },
    frame: (asked) => (loaded.original.status === 'checked' ? asked : null),
  }),
  save: async (visit, { how }, { original }) => {
    const { context } = visit
    const done = await partWithOriginal(context, seen(visit, original), how)
    return done.outcome === 'changed'
      ? leaveFor(
          visit,
          paths.workPost(context.register.id),
          `Opgeslagen. ${original.name} krijgt een e-mail.`,
        )
      : answer(visit, done, '')
  },
})

function seen({ form }: Visit, { id }: OriginalOfSomebody) {
  return { id, version: versionIn(form) }
}

function answer(visit: Visit, done: ChangedOriginal, said: string) {
  const { register } = visit.context
  switch (done.outcome) {
    case 'changed':
      return leaveFor(visit, paths.workOriginal(register.id, visit.param('id')), said)
    case 'stale':
      return {
        stale: (
          <ColleagueFirst register={register}>
            <p>Dit origineel is intussen al verder. Hieronder staat waar het nu is.</p>
          </ColleagueFirst>
        ),
      }
    case 'not-found':
      return notFound()
  }
}
