import type { ApplicationFile } from '#domain/certification/application/queries.ts'
import type { Judged } from '#domain/certification/committee/judge-application.ts'
import { judgeApplication, reassess } from '#domain/certification/committee/judge-application.ts'
import { isSampled, wholeThatFollows } from '#domain/certification/committee/judgement.ts'
import { approachFile, readFile } from '#domain/certification/committee/open-file.ts'
import { findJudgementDraft } from '#domain/certification/committee/queries.ts'
import { saveJudgementDraft } from '#domain/certification/committee/save-judgement-draft.ts'
import { agendaOf } from '#domain/certification/meeting/queries.ts'
import type { Assessment, ReviewRules } from '#engine'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import type { FileToJudge } from '#web/committee/file-to-judge.ts'
import { loadFileToJudge } from '#web/committee/file-to-judge.ts'
import { conflictPage, inspectionPage } from '#web/committee/inspection.tsx'
import { JudgedActivity } from '#web/committee/judged-activity.tsx'
import type { JudgementForm } from '#web/committee/judgement.form.tsx'
import {
  answersIn,
  errorsFor,
  grantsIn,
  judgementForm,
  judgementSoFar,
} from '#web/committee/judgement.form.tsx'
import { DecisionText, OthersText } from '#web/committee/verdicts.tsx'
import { Answers, typedFields } from '#web/forms/answers.ts'
import type { FieldError } from '#web/kit/index.ts'
import { Alert, Button, ButtonGroup, Card, formatDay, MetaList } from '#web/kit/index.ts'
import { showForm } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { ApplicationTag, kindWord, standingText } from '#web/review/application-words.tsx'
import { reasonsIn } from '#web/review/grant.form.tsx'
import { NormPart } from '#web/review/norm-part.tsx'
import { filedIn } from '#web/review/reviewed-file.ts'
import type { Visit } from '#web/route.ts'
import { accountOf, notFound, seeOther } from '#web/route.ts'

/** A file: first whether anything stands in the way, then what is in it and what to find of it. */
export async function showFileToJudge(visit: Visit): Promise<Response> {
  const { context } = visit
  const { accountId } = accountOf(visit)
  const approached = await approachFile(context, visit.param('id'), accountId)
  switch (approached.outcome) {
    case 'not-found':
      return notFound()
    case 'conflict':
      return conflictPage(visit, approached.file, approached.conflict)
    case 'unopened':
      return inspectionPage(visit, approached.file)
    case 'open': {
      const { file } = approached
      const loaded = await loadFileToJudge(visit, await readFile(context, approached))
      const draft = await findJudgementDraft(context, file.application.id, accountId)
      const before = draft === undefined ? judgementSoFar(context, loaded) : new Answers(draft)
      return filePage(visit, loaded, { typed: visit.kept ?? before })
    }
  }
}

/** Keeps a judgement in the making, works it out again, or gives it. */
export async function judgeFile(visit: Visit): Promise<Response> {
  const { context, form } = visit
  const { accountId } = accountOf(visit)
  const action = form.value('actie')
  const draft = action === 'berekenen' || action === 'bewaren'
  const approached = await approachFile(context, visit.param('id'), accountId, { lock: !draft })
  if (approached.outcome === 'not-found') notFound()
  if (approached.outcome === 'conflict') {
    return conflictPage(visit, approached.file, approached.conflict)
  }
  const { file } = approached
  if (approached.outcome === 'unopened') return inspectionPage(visit, file)
  if (draft) {
    await saveJudgementDraft(context, file, accountId, typedFields(form))
    if (action === 'bewaren') return keptForLater(visit)
  }
  const opened = await readFile(context, approached)
  const show = async (given: Omit<Given, 'typed'>) =>
    filePage(visit, await loadFileToJudge(visit, opened), { typed: form, ...given })
  if (draft) return show({ recomputed: true })
  const filed = filedIn(file, opened.dossier)
  const asked = judgementForm(context, filed, form)
  const read = asked.all.read(form)
  if (read.outcome === 'wrong') return show({ errors: read.errors })
  const judged = await judgeApplication(context, opened, {
    grants: grantsIn(asked.grants, filed, form),
    answers: answersIn(asked.norms, form),
    whole: read.answers.whole,
    reason: read.answers.reason,
  })
  switch (judged.outcome) {
    case 'incomplete':
      return show({ errors: errorsFor(judged.problems, asked, filed) })
    case 'inconsistent': {
      const whole = inconsistentText(judged.assessment, context.register)
      return show({ errors: asked.all.errors({ whole }) })
    }
    case 'for-the-chair':
    case 'decided-already':
      await saveJudgementDraft(context, file, accountId, typedFields(form))
      return show({ late: judged.outcome })
    case 'judged':
    case 'decided':
      visit.leave(judgedText(judged, file, context.register))
      return seeOther(paths.committeeApplication(context.register.id, file.application.id))
  }
}

function judgedText(
  judged: Extract<Judged, { outcome: 'judged' | 'decided' }>,
  { application: { number }, applicant }: ApplicationFile,
  register: Register,
): string {
  if (judged.outcome === 'decided') {
    return judged.decision.outcome === 'granted'
      ? `Het besluit is genomen: aanvraag ${number} is toegekend. ${applicant.name} krijgt bericht.`
      : `Het besluit is genomen: aanvraag ${number} is afgewezen. ${applicant.name} krijgt bericht.`
  }
  const given = `${voice(register.address).Your} oordeel over aanvraag ${number} is gegeven.`
  return judged.still === 'waiting'
    ? `${given} Er is nog een oordeel nodig.`
    : `${given} De leden zijn het niet eens; een ander lid beslist.`
}

function keptForLater(visit: Visit): Response {
  const { register } = visit.context
  visit.leave(
    `${voice(register.address).Your} oordeel tot nu toe is bewaard. Anderen zien het niet.`,
  )
  return seeOther(paths.committee(register.id))
}

function inconsistentText(assessment: Assessment, register: Register): string {
  const { your, say } = voice(register.address)
  return wholeThatFollows(assessment) === 'fails'
    ? `Met wat ${say('jij', 'u')} toekent, is de norm niet gehaald. ${standingText(assessment, register)} Kies ‘Voldoet niet’, of pas ${your} oordeel per activiteit aan.`
    : `Met wat ${say('jij', 'u')} toekent, is de norm gehaald. Kies ‘Voldoet’. ${say('Vind je', 'Vindt u')} van niet? Wijs dan de activiteiten af die niet mogen tellen.`
}

type Late = 'for-the-chair' | 'decided-already'

interface Given {
  readonly typed: Answers
  readonly errors?: readonly FieldError[]
  /** The member asked what it comes to. */
  readonly recomputed?: boolean
  readonly late?: Late
}

async function filePage(visit: Visit, loaded: FileToJudge, given: Given): Promise<Response> {
  const { context } = visit
  const { register } = context
  const { say } = voice(register.address)
  const { typed, errors = [], recomputed = false, late } = given
  const { file, decision, own, may, activities } = loaded
  const { application, applicant } = file
  const open = application.status === 'with-committee'
  const again = visit.request.method === 'POST' || visit.url.searchParams.get('aanpassen') === 'ja'
  const judging = open && may.is !== 'for-the-chair' && (own === undefined || again)
  const asked = judgementForm(context, loaded, typed)
  const assessment =
    decision?.assessment ??
    reassess(context, loaded.dossier, {
      grants: judging ? grantsIn(asked.grants, loaded, typed) : (own?.grants ?? new Map()),
      answers: judging ? answersIn(asked.norms, typed) : (own?.answers ?? new Map()),
    })
  const neighbours = await neighboursOf(visit, file)
  const stale =
    late === undefined ? undefined : <LateText {...{ register, late, loaded, typed, asked }} />
  return showForm(
    visit,
    asked.all,
    {
      title: `Dossier van ${applicant.name}`,
      caption: application.number,
      aside: <ApplicationTag status={application.status} register={register} />,
      current: paths.committee(register.id),
      breadcrumb: [{ label: 'Te beoordelen', href: paths.committee(register.id) }],
      lead: (
        <>
          <BeforeNorms visit={visit} loaded={loaded} neighbours={neighbours} />
          <NormPart
            heading={`De norm${judging ? ` met ${say('jouw', 'uw')} oordeel` : ''}`}
            {...{ register, assessment }}
          />
          {application.advice !== '' && (
            <>
              <h2>Toelichting van {register.organisation.backOffice.short}</h2>
              <p class="preserve">{application.advice}</p>
            </>
          )}
          <h2>Activiteiten ({activities.length})</h2>
        </>
      ),
      form: { wide: true, guard: true, enter: { name: 'actie', value: 'berekenen' } },
      questions: ({ one }) => (
        <>
          <p>{openInWords(application.id, loaded.dossier.compiled.regulation.review)}</p>
          {activities.map((activity) => (
            <JudgedActivity
              {...{ visit, loaded, activity, assessment }}
              question={{
                asked: asked.grants.get(activity.id)?.ask(typed, errors).all,
                wrong: errors.some(({ field }) => field.endsWith(activity.id)),
              }}
            />
          ))}
          {asked.norms.map(([norm, form]) => (
            <Card>
              <h3>{norm.label}</h3>
              <p>{norm.asks}</p>
              {form.ask(typed, errors).all}
            </Card>
          ))}
          <WhatFollows {...{ register, assessment, recomputed }} />
          {one('whole')}
          {one('reason')}
        </>
      ),
      button: (
        <ButtonGroup>
          <Button name="actie" value="oordeel">
            Oordeel geven
          </Button>
          <Button name="actie" value="berekenen" variant="secondary">
            Opnieuw berekenen
          </Button>
          <Button name="actie" value="bewaren" variant="secondary">
            Bewaren en later verder
          </Button>
        </ButtonGroup>
      ),
      frame: (form) =>
        judging ? (
          form
        ) : (
          <>
            {activities.map((activity) => (
              <JudgedActivity {...{ visit, loaded, activity, assessment }} />
            ))}
            {open && own !== undefined && (
              <p>
                <a href={`${paths.committeeApplication(register.id, application.id)}?aanpassen=ja`}>
                  Mijn oordeel aanpassen
                </a>
              </p>
            )}
          </>
        ),
    },
    { typed, errors, stale },
  )
}

function BeforeNorms(props: {
  readonly visit: Visit
  readonly loaded: FileToJudge
  readonly neighbours: Awaited<ReturnType<typeof neighboursOf>>
}) {
  const { visit, loaded, neighbours } = props
  const { register } = visit.context
  const { You, say } = voice(register.address)
  const { application } = loaded.file
  return (
    <>
      <MetaList
        items={[
          { term: 'Soort', value: kindWord(application.kind, register) },
          { term: 'Ingestuurd op', value: formatDay(application.submittedOn) },
          application.meetingOn !== undefined && {
            term: 'Vergadering',
            value: formatDay(application.meetingOn),
          },
        ]}
      />
      <Neighbours register={register} neighbours={neighbours} />
      {application.status === 'with-committee' && (
        <p class="subtle">
          {You} hebt dit dossier geopend. Dat is vastgelegd.{' '}
          <a href={paths.committeeRecusal(register.id, application.id)}>
            {say('Ken je', 'Kent u')} deze persoon? Meld een belang
          </a>
        </p>
      )}
      {loaded.decision !== undefined && <DecisionText decision={loaded.decision} />}
      <OthersText visit={visit} loaded={loaded} />
    </>
  )
}

// Which activities stand open, by what the regulation has the committee look into.
function openInWords(applicationId: string, review: ReviewRules): string {
  if (!isSampled(applicationId, review)) {
    return 'Deze aanvraag valt buiten de steekproef. Open zijn alleen de activiteiten waar iets mee is. Klik op een naam om de rest te bekijken.'
  }
  return review.lines === 'all'
    ? 'Alle activiteiten die nog beoordeeld moeten worden, staan open.'
    : 'Open zijn de activiteiten waar iets mee is, en een deel van de andere. Klik op een naam om de rest te bekijken.'
}

// What the judgement of each activity comes to, above the question about the whole.
function WhatFollows(props: {
  readonly register: Register
  readonly assessment: Assessment
  readonly recomputed: boolean
}) {
  const { register, assessment, recomputed } = props
  const { Your, say } = voice(register.address)
  const follows = wholeThatFollows(assessment)
  return (
    <>
      <h2 id="eindoordeel">{Your} eindoordeel</h2>
      <Alert
        type="info"
        focus={recomputed}
        headingLevel={3}
        title={`Met ${say('jouw', 'uw')} oordeel per activiteit`}
      >
        <p>{standingText(assessment, register)}</p>
        <p>
          {follows === 'meets'
            ? 'Daar hoort bij: voldoet.'
            : follows === 'fails'
              ? 'Daar hoort bij: voldoet niet.'
              : `Of het portfolio voldoet, is aan ${say('jou', 'u')}.`}{' '}
          {say('Heb je', 'Hebt u')} iets gewijzigd? Kies dan eerst ‘Opnieuw berekenen’.
        </p>
      </Alert>
    </>
  )
}

function LateText(props: {
  readonly register: Register
  readonly late: Late
  readonly loaded: FileToJudge
  readonly typed: Answers
  readonly asked: JudgementForm
}) {
  const { register, late, loaded, typed, asked } = props
  const { You, Your, say } = voice(register.address)
  const written = [
    asked.all.read(typed).answers.reason ?? '',
    ...reasonsIn(asked.grants, loaded, typed).map(({ title, reason }) => `${title}: ${reason}`),
  ].filter((text) => text !== '')
  return (
    <Alert type="warning" title={`${Your} oordeel is niet meer meegeteld`} focus>
      <p>
        {late === 'decided-already'
          ? `Intussen is het besluit genomen. ${You} ziet het hieronder.`
          : 'Twee leden hebben intussen geoordeeld en zijn het niet eens. De voorzitter beslist.'}
      </p>
      {written.length > 0 && (
        <>
          <p>Dit schreef {say('jij', 'u')}:</p>
          <p class="preserve">{written.join('\n')}</p>
        </>
      )}
    </Alert>
  )
}

interface Neighbour {
  readonly id: string
  readonly number: string
}

// The files on the same agenda before and after this one, of those this member may open.
async function neighboursOf(
  visit: Visit,
  { application }: ApplicationFile,
): Promise<{ readonly before: Neighbour | undefined; readonly after: Neighbour | undefined }> {
  if (application.meetingId === undefined) return { before: undefined, after: undefined }
  const agenda = await agendaOf(visit.context, application.meetingId)
  const files = agenda.map((file) => file.application)
  const here = files.findIndex(({ id }) => id === application.id)
  return { before: files[here - 1], after: files[here + 1] }
}

function Neighbours(props: {
  readonly register: Register
  readonly neighbours: Awaited<ReturnType<typeof neighboursOf>>
}) {
  const { register, neighbours } = props
  const { before, after } = neighbours
  if (before === undefined && after === undefined) return null
  return (
    <nav aria-label="Agenda">
      <ButtonGroup>
        {before !== undefined && (
          <Button variant="link" href={paths.committeeApplication(register.id, before.id)}>
            Vorig dossier: {before.number}
          </Button>
        )}
        {after !== undefined && (
          <Button variant="link" href={paths.committeeApplication(register.id, after.id)}>
            Volgend dossier: {after.number}
          </Button>
        )}
      </ButtonGroup>
    </nav>
  )
}
