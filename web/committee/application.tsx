import type { ApplicationFile } from '#domain/certification/application/queries.ts'
import { listApplications } from '#domain/certification/application/queries.ts'
import type { Judged } from '#domain/certification/committee/judge-application.ts'
import { judgeApplication, reassess } from '#domain/certification/committee/judge-application.ts'
import { wholeThatFollows } from '#domain/certification/committee/judgement.ts'
import type { OpenFile } from '#domain/certification/committee/open-file.ts'
import { approachFile, readFile } from '#domain/certification/committee/open-file.ts'
import { findJudgementDraft } from '#domain/certification/committee/queries.ts'
import { saveJudgementDraft } from '#domain/certification/committee/save-judgement-draft.ts'
import type { Assessment } from '#engine'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import type { FileToJudge } from '#web/committee/file-to-judge.ts'
import { filedIn, loadFileToJudge } from '#web/committee/file-to-judge.ts'
import { conflictPage, inspectionPage } from '#web/committee/inspection.tsx'
import { Activity, JudgementForm } from '#web/committee/judgement-form.tsx'
import {
  answersIn,
  errorOf,
  grantsIn,
  judgingIn,
  kept,
  reasonIn,
  typedBefore,
} from '#web/committee/judgement-typed.ts'
import { DecisionText, OthersText } from '#web/committee/verdicts.tsx'
import { Grounds, NormCards } from '#web/explanation.tsx'
import { Answers } from '#web/forms/answers.ts'
import { longReasons, mostReason, readGrant } from '#web/grants.tsx'
import type { FieldError } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  ErrorSummary,
  formatDay,
  MetaList,
  PageTitle,
} from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import { ApplicationTag, kindWord, standingText } from '#web/review/application-words.tsx'
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
    case 'free': {
      const { file, bench } = approached
      if (!bench.ties.openedToday.has(accountId)) return inspectionPage(visit, file)
      const loaded = await loadFileToJudge(visit, await readFile(context, approached))
      const draft = await findJudgementDraft(context, file.application.id, accountId)
      const typed = visit.kept ?? (draft === undefined ? typedBefore(loaded) : new Answers(draft))
      return filePage(visit, loaded, typed, [])
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
  const { file, bench } = approached
  if (!bench.ties.openedToday.has(accountId)) return inspectionPage(visit, file)
  if (draft) {
    await saveJudgementDraft(context, file, accountId, kept(form))
    if (action === 'bewaren') return keptForLater(visit)
  }
  const opened = await readFile(context, approached)
  const errors = draft ? [] : tooLong(visit, opened)
  if (draft || errors.length > 0) {
    return filePage(visit, await loadFileToJudge(visit, opened), form, errors, {
      recomputed: draft,
    })
  }
  const judged = await judgeApplication(context, opened, judgingIn(form, opened, accountId))
  return answer(visit, opened, judged)
}

function keptForLater(visit: Visit): Response {
  const { register } = visit.context
  visit.leave(
    `${voice(register.address).Your} oordeel tot nu toe is bewaard. Anderen zien het niet.`,
  )
  return seeOther(paths.committee(register.id))
}

function tooLong({ context, form }: Visit, opened: OpenFile): FieldError[] {
  const { Your } = voice(context.register.address)
  const errors = longReasons(form, filedIn(opened))
  const over = reasonIn(form).length - mostReason
  if (over > 0) {
    errors.push({ field: 'reden', message: `${Your} reden is ${over} tekens te lang.` })
  }
  return errors
}

async function answer(visit: Visit, opened: OpenFile, judged: Judged): Promise<Response> {
  const { context, form } = visit
  const { register } = context
  const { Your } = voice(register.address)
  const { file } = opened
  const { id, number } = file.application
  switch (judged.outcome) {
    case 'not-found':
      return notFound()
    case 'incomplete': {
      const loaded = await loadFileToJudge(visit, opened)
      const errors = judged.problems.map((problem) => errorOf(problem, loaded))
      return filePage(visit, loaded, form, errors)
    }
    case 'inconsistent':
      return filePage(visit, await loadFileToJudge(visit, opened), form, [
        { field: 'geheel', message: inconsistentText(judged.assessment, register) },
      ])
    case 'for-the-chair':
    case 'decided-already':
      await saveJudgementDraft(context, file, accountOf(visit).accountId, kept(form))
      return filePage(visit, await loadFileToJudge(visit, opened), form, [], {
        late: judged.outcome,
      })
    case 'judged':
      visit.leave(
        judged.still === 'waiting'
          ? `${Your} oordeel over aanvraag ${number} is gegeven. Er is nog een oordeel nodig.`
          : `${Your} oordeel over aanvraag ${number} is gegeven. De leden zijn het niet eens; een ander lid beslist.`,
      )
      return seeOther(paths.committeeApplication(register.id, id))
    case 'decided':
      visit.leave(
        judged.decision.outcome === 'granted'
          ? `Het besluit is genomen: aanvraag ${number} is toegekend. ${file.applicant.name} krijgt bericht.`
          : `Het besluit is genomen: aanvraag ${number} is afgewezen. ${file.applicant.name} krijgt bericht.`,
      )
      return seeOther(paths.committeeApplication(register.id, id))
  }
}

function inconsistentText(assessment: Assessment, register: Register): string {
  const { your, say } = voice(register.address)
  return wholeThatFollows(assessment) === 'fails'
    ? `Met wat ${say('jij', 'u')} toekent, is de norm niet gehaald. ${standingText(assessment, register)} Kies ‘Voldoet niet’, of pas ${your} oordeel per activiteit aan.`
    : `Met wat ${say('jij', 'u')} toekent, is de norm gehaald. Kies ‘Voldoet’. ${say('Vind je', 'Vindt u')} van niet? Wijs dan de activiteiten af die niet mogen tellen.`
}

interface More {
  readonly recomputed?: boolean
  readonly late?: 'for-the-chair' | 'decided-already'
}

async function filePage(
  visit: Visit,
  loaded: FileToJudge,
  typed: Answers,
  errors: readonly FieldError[],
  more: More = {},
): Promise<Response> {
  const { context } = visit
  const { register } = context
  const { You, say } = voice(register.address)
  const { file, decision, own, may } = loaded
  const { application, applicant } = file
  const wrong = errors.length > 0
  const open = application.status === 'with-committee'
  const again = visit.request.method === 'POST' || visit.url.searchParams.get('aanpassen') === 'ja'
  const judging = open && may.is !== 'for-the-chair' && (own === undefined || again || wrong)
  const assessment =
    decision?.assessment ??
    reassess(context, loaded.dossier, {
      grants: judging ? grantsIn(typed, loaded) : (own?.grants ?? new Map()),
      answers: judging ? answersIn(typed, visit, loaded) : (own?.answers ?? new Map()),
    })
  return page(
    visit,
    {
      title: `Dossier van ${applicant.name}`,
      current: paths.committee(register.id),
      breadcrumb: [{ label: 'Te beoordelen', href: paths.committee(register.id) }],
      wrong,
      status: more.late !== undefined ? 409 : wrong ? 422 : 200,
    },
    <>
      <ErrorSummary errors={errors} />
      {more.late !== undefined && (
        <Late register={register} late={more.late} typed={typed} loaded={loaded} />
      )}
      <PageTitle
        caption={application.number}
        aside={<ApplicationTag status={application.status} register={register} />}
      >
        Dossier van {applicant.name}
      </PageTitle>
      <MetaList
        items={[
          { term: 'Soort', value: kindWord(application.kind, register) },
          { term: 'Ingestuurd op', value: formatDay(application.submittedOn) },
          ...(application.meetingOn === undefined
            ? []
            : [{ term: 'Vergadering', value: formatDay(application.meetingOn) }]),
        ]}
      />
      <Neighbours visit={visit} file={file} neighbours={await neighboursOf(visit, file)} />
      {open && (
        <p class="subtle">
          {You} hebt dit dossier geopend. Dat is vastgelegd.{' '}
          <a href={paths.committeeRecusal(register.id, application.id)}>
            {say('Ken je', 'Kent u')} deze persoon? Meld een belang
          </a>
        </p>
      )}
      {decision !== undefined && <DecisionText decision={decision} />}
      <OthersText visit={visit} loaded={loaded} />
      <h2>De norm{judging ? ` met ${say('jouw', 'uw')} oordeel` : ''}</h2>
      <p>{standingText(assessment, register)}</p>
      <NormCards assessment={assessment} register={register} />
      <Grounds assessment={assessment} />
      {application.advice !== '' && (
        <>
          <h2>Toelichting van {register.organisation.backOffice.short}</h2>
          <p class="preserve">{application.advice}</p>
        </>
      )}
      <h2>Activiteiten ({loaded.activities.length})</h2>
      {judging ? (
        <JudgementForm
          visit={visit}
          loaded={loaded}
          typed={typed}
          errors={errors}
          assessment={assessment}
          recomputed={more.recomputed === true}
        />
      ) : (
        <>
          {loaded.activities.map((activity) => (
            <Activity visit={visit} loaded={loaded} activity={activity} assessment={assessment} />
          ))}
          {open && own !== undefined && (
            <p>
              <a href={`${paths.committeeApplication(register.id, application.id)}?aanpassen=ja`}>
                Mijn oordeel aanpassen
              </a>
            </p>
          )}
        </>
      )}
    </>,
  )
}

function Late(props: {
  readonly register: Register
  readonly late: NonNullable<More['late']>
  readonly typed: Answers
  readonly loaded: FileToJudge
}) {
  const { register, late, typed, loaded } = props
  const { You, Your, say } = voice(register.address)
  const reasons = loaded.activities.flatMap(({ id, title }) => {
    const { reason } = readGrant(typed, id)
    return reason === '' ? [] : [`${title}: ${reason}`]
  })
  const whole = reasonIn(typed)
  return (
    <Alert type="warning" title={`${Your} oordeel is niet meer meegeteld`} focus>
      <p>
        {late === 'decided-already'
          ? `Intussen is het besluit genomen. ${You} ziet het hieronder.`
          : 'Twee leden hebben intussen geoordeeld en zijn het niet eens. De voorzitter beslist.'}
      </p>
      {whole + reasons.join('') !== '' && (
        <>
          <p>Dit schreef {say('jij', 'u')}:</p>
          <p class="preserve">{[whole, ...reasons].filter((text) => text !== '').join('\n')}</p>
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
  const agenda = await listApplications(visit.context, ['with-committee', 'granted', 'refused'], {
    meetingId: application.meetingId,
  })
  const files = agenda.map((file) => file.application)
  const here = files.findIndex(({ id }) => id === application.id)
  return { before: files[here - 1], after: files[here + 1] }
}

function Neighbours(props: {
  readonly visit: Visit
  readonly file: ApplicationFile
  readonly neighbours: Awaited<ReturnType<typeof neighboursOf>>
}) {
  const { register } = props.visit.context
  const { before, after } = props.neighbours
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
