import type { PortfolioActivity } from '#domain/activity/queries.ts'
import type { ApplicationFile, FiledActivity, FiledDocument } from '#domain/application/queries.ts'
import { filedActivities, filedDocuments, listApplications } from '#domain/application/queries.ts'
import type { Decision } from '#domain/decision/decision.ts'
import { findDecision } from '#domain/decision/queries.ts'
import type { LoadedDossier } from '#domain/dossier/build-dossier.ts'
import { loadDossier } from '#domain/dossier/build-dossier.ts'
import type { Judged, Judging, JudgingProblem } from '#domain/judgement/judge-application.ts'
import {
  judgeApplication,
  normsToAnswer,
  reassess,
  toJudge,
} from '#domain/judgement/judge-application.ts'
import type {
  Grant,
  MayJudge,
  NormAnswer,
  Settlement,
  Verdict,
} from '#domain/judgement/judgement.ts'
import { isLookedAt, mayJudge, settle, wholeThatFollows } from '#domain/judgement/judgement.ts'
import { approachFile } from '#domain/judgement/open-file.ts'
import type { Bench } from '#domain/judgement/queries.ts'
import { findJudgementDraft, openedToday, verdictsOf } from '#domain/judgement/queries.ts'
import { saveJudgementDraft } from '#domain/judgement/save-judgement-draft.ts'
import type { Assessment } from '#engine'
import type { Register } from '#regulations/register.ts'
import { voice } from '#regulations/voice.ts'
import { errorAt, formTokens } from '#web/answers.ts'
import {
  ApplicationTag,
  adviceWords,
  ClaimSummary,
  grantWords,
  kindWord,
  standingText,
  unitOf,
} from '#web/application-words.tsx'
import { conflictPage, inspectionPage } from '#web/committee/inspection.tsx'
import { EvidenceColumn } from '#web/evidence-column.tsx'
import { Cuts, Grounds, NormCards } from '#web/explanation.tsx'
import { Form as Answers } from '#web/form.ts'
import {
  GrantQuestion,
  grantError,
  grantTyped,
  longReasons,
  mostReason,
  readGrant,
} from '#web/grants.tsx'
import type { Content, FieldError } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  Card,
  CompareColumns,
  DataTable,
  Details,
  ErrorSummary,
  Form,
  formatDay,
  formatQuantity,
  MetaList,
  PageTitle,
  Radios,
  Tag,
  Textarea,
} from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { accountOf, notFound, seeOther } from '#web/route.ts'

/** Everything that is needed to judge one file. */
interface Loaded {
  readonly file: ApplicationFile
  readonly bench: Bench
  readonly dossier: LoadedDossier
  readonly filed: ReadonlyMap<string, FiledActivity>
  readonly activities: readonly PortfolioActivity[]
  readonly documents: readonly FiledDocument[]
  readonly verdicts: readonly Verdict[]
  readonly own: Verdict | undefined
  readonly may: MayJudge
  readonly settlement: Settlement
  readonly decision: Decision | undefined
}

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
      if (!(await openedToday(context, file.application.id, accountId))) {
        return inspectionPage(visit, file)
      }
      const loaded = await load(visit, file, bench)
      const draft = await findJudgementDraft(context, file.application.id, accountId)
      const typed = visit.kept ?? (draft === undefined ? typedBefore(loaded) : new Answers(draft))
      return filePage(visit, loaded, typed, [])
    }
  }
}

/** Keeps a judgement in the making, works it out again, or gives it. */
export async function judgeFile(visit: Visit): Promise<Response> {
  const { context, form } = visit
  const { register } = context
  const { Your } = voice(register.address)
  const { accountId } = accountOf(visit)
  const approached = await approachFile(context, visit.param('id'), accountId)
  if (approached.outcome === 'not-found') notFound()
  if (approached.outcome === 'conflict') {
    return conflictPage(visit, approached.file, approached.conflict)
  }
  const { file, bench } = approached
  const { id } = file.application
  if (!(await openedToday(context, id, accountId))) return inspectionPage(visit, file)
  const loaded = await load(visit, file, bench)
  const action = form.value('actie')
  if (action === 'berekenen' || action === 'bewaren') {
    await saveJudgementDraft(context, id, accountId, kept(form))
    if (action === 'berekenen') return filePage(visit, loaded, form, [], { recomputed: true })
    visit.leave(`${Your} oordeel tot nu toe is bewaard. Anderen zien het niet.`)
    return seeOther(paths.committee(register.id))
  }
  const long = longReasons(form, loaded.activities)
  const over = reasonIn(form).length - mostReason
  if (over > 0) {
    long.push({ field: 'reden', message: `${Your} reden is ${over} tekens te lang.` })
  }
  if (long.length > 0) return filePage(visit, loaded, form, long)
  const judged = await judgeApplication(context, judgingIn(form, loaded, accountId))
  return answer(visit, loaded, judged)
}

async function answer(visit: Visit, loaded: Loaded, judged: Judged): Promise<Response> {
  const { context, form } = visit
  const { register } = context
  const { Your } = voice(register.address)
  const { file, bench } = loaded
  const { id, number } = file.application
  switch (judged.outcome) {
    case 'not-found':
      return notFound()
    case 'conflict':
      return seeOther(paths.committeeApplication(register.id, id))
    case 'incomplete':
      return filePage(
        visit,
        loaded,
        form,
        judged.problems.map((problem) => errorOf(problem, loaded)),
      )
    case 'inconsistent':
      return filePage(visit, loaded, form, [
        { field: 'geheel', message: inconsistentText(judged.assessment, register) },
      ])
    case 'for-the-chair':
    case 'decided-already': {
      await saveJudgementDraft(context, id, accountOf(visit).accountId, kept(form))
      const approached = await approachFile(context, id, accountOf(visit).accountId)
      const now = approached.outcome === 'free' ? approached : { file, bench }
      return filePage(visit, await load(visit, now.file, now.bench), form, [], {
        late: judged.outcome,
      })
    }
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

async function load(visit: Visit, file: ApplicationFile, bench: Bench): Promise<Loaded> {
  const { context } = visit
  const { id, registrationId } = file.application
  const { accountId } = accountOf(visit)
  const dossier = await loadDossier(context, registrationId, id)
  const filed = await filedActivities(context, id)
  const open = file.application.status === 'with-committee'
  const verdicts = await verdictsOf(context, id, open ? bench : undefined)
  const chair = bench.members.find((member) => member.id === accountId)?.chair === true
  return {
    file,
    bench,
    dossier,
    filed,
    activities: dossier.activities.filter((activity) => filed.has(activity.id)),
    documents: await filedDocuments(context, id),
    verdicts,
    own: verdicts.find(({ memberId }) => memberId === accountId),
    may: mayJudge({ id: accountId, chair }, verdicts, bench.rules, bench.freeChairs),
    settlement: settle(verdicts, bench.rules.members),
    decision: await findDecision(context, id),
  }
}

const advised = { approve: 'approve', partly: 'partly', reject: 'reject' } as const
const chosen = { approved: 'approve', partly: 'partly', rejected: 'reject' } as const
const granted = { approve: 'approved', partly: 'partly', reject: 'rejected' } as const

// What the member found before; the first time what the back office advises.
function typedBefore({ own, filed, activities }: Loaded): Answers {
  const fields: Record<string, readonly string[]> = {}
  for (const { id } of activities) {
    const advice = filed.get(id)?.advice
    const grant = own?.grants.get(id)
    const before =
      grant !== undefined
        ? { ...grant, outcome: chosen[grant.outcome] }
        : advice !== undefined
          ? { ...advice, outcome: advised[advice.advice] }
          : { outcome: '', amount: undefined, reason: '' }
    Object.assign(fields, grantTyped(id, before))
  }
  if (own !== undefined) {
    fields.geheel = [own.whole]
    fields.reden = [own.reason]
    for (const [norm, { meets, reason }] of own.answers) {
      fields[`norm-${norm}`] = [meets ? 'ja' : 'nee']
      fields[`norm-reden-${norm}`] = [reason]
    }
  }
  return new Answers(fields)
}

function kept(form: Answers): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(Object.entries(form.fields).filter(([name]) => !name.startsWith('_')))
}

function grantsIn(form: Answers, { dossier }: Loaded): ReadonlyMap<string, Grant> {
  return new Map(
    toJudge(dossier).flatMap(({ id }): [string, Grant][] => {
      const { outcome, amount, reason } = readGrant(form, id)
      return outcome === undefined ? [] : [[id, { outcome: granted[outcome], amount, reason }]]
    }),
  )
}

function answersIn(form: Answers, visit: Visit, loaded: Loaded): ReadonlyMap<string, NormAnswer> {
  const norms = normsToAnswer(visit.context, loaded.dossier, grantsIn(form, loaded))
  return new Map(
    norms.flatMap(({ id }): [string, NormAnswer][] => {
      const said = form.value(`norm-${id}`)
      const reason = form.value(`norm-reden-${id}`).trim().slice(0, mostReason)
      return said === 'ja' || said === 'nee' ? [[id, { meets: said === 'ja', reason }]] : []
    }),
  )
}

function judgingIn(form: Answers, loaded: Loaded, memberId: string): Judging {
  const whole = form.value('geheel')
  const norms = Object.keys(form.fields).flatMap(
    (name) => /^norm-(?!reden-)(.+)$/.exec(name)?.[1] ?? [],
  )
  return {
    applicationId: loaded.file.application.id,
    memberId,
    grants: grantsIn(form, loaded),
    answers: new Map(
      norms.map((id) => [
        id,
        {
          meets: form.value(`norm-${id}`) === 'ja',
          reason: form.value(`norm-reden-${id}`).trim().slice(0, mostReason),
        },
      ]),
    ),
    whole: whole === 'meets' || whole === 'fails' ? whole : undefined,
    reason: reasonIn(form),
  }
}

function reasonIn(form: Answers): string {
  return form.value('reden').replace(/\r\n/g, '\n').trim()
}

function errorOf({ on, is }: JudgingProblem, { activities }: Loaded): FieldError {
  if (on === 'whole') {
    return is === 'no-reason'
      ? { field: 'reden', message: 'Leg uit waarom het portfolio wel of niet voldoet.' }
      : { field: 'geheel', message: 'Kies of het portfolio voldoet.' }
  }
  const activity = activities.find(({ id }) => id === on)
  return activity === undefined
    ? { field: `norm-${on}`, message: 'Kies of aan deze norm is voldaan.' }
    : grantError(activity, is)
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
  loaded: Loaded,
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
  readonly loaded: Loaded
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

function DecisionText({ decision }: { readonly decision: Decision }) {
  const { outcome, decidedOn, validFirst, validLast, reason } = decision
  return (
    <div class={`verdict verdict-${outcome === 'granted' ? 'good' : 'attention'}`}>
      <h2>{outcome === 'granted' ? 'Toegekend' : 'Afgewezen'}</h2>
      <p>
        Besluit van {formatDay(decidedOn)}.
        {validFirst !== undefined && validLast !== undefined && (
          <>
            {' '}
            Geldig van {formatDay(validFirst)} tot en met {formatDay(validLast)}.
          </>
        )}
      </p>
      {reason !== '' && <p class="preserve">{reason}</p>}
    </div>
  )
}

// What others found is shown once one's own judgement is in, or when all is decided.
function OthersText(props: { readonly visit: Visit; readonly loaded: Loaded }) {
  const { visit, loaded } = props
  const { verdicts, own, may, settlement, bench, decision, activities } = loaded
  const { register } = visit.context
  const { you, You, say } = voice(register.address)
  const nameOf = (id: string) => bench.members.find((one) => one.id === id)?.name ?? 'Oud-lid'
  if (decision === undefined && own === undefined) {
    if (may.is === 'for-the-chair') {
      return (
        <Alert type="info" title="De voorzitter beslist">
          <p>Twee leden hebben geoordeeld en zijn het niet eens. {You} hoeft niets te doen.</p>
        </Alert>
      )
    }
    if (settlement.is === 'divided') {
      const titles = activities.filter(({ id }) => settlement.on.includes(id))
      return (
        <Alert type="warning" title={`${say('Jij', 'U')} beslist`}>
          <p>
            Twee leden zijn het niet eens
            {settlement.whole ? ' over het geheel' : ''}
            {settlement.whole && titles.length > 0 ? ' en' : ''}
            {titles.length > 0 ? ` over ${titles.map(({ title }) => `‘${title}’`).join(', ')}` : ''}
            . Waar zij verschillen, telt {say('jouw', 'uw')} oordeel. Wat zij vonden,{' '}
            {say('zie je', 'ziet u')} daarna.
          </p>
        </Alert>
      )
    }
    return verdicts.length > 0 ? (
      <p>
        Er is al een oordeel gegeven. {You} ziet het zodra {you} zelf hebt geoordeeld.
      </p>
    ) : null
  }
  return (
    <>
      <h2>Oordelen</h2>
      {decision === undefined && (
        <p>
          {settlement.is === 'divided'
            ? 'De leden zijn het niet eens. Een ander lid beslist, of een lid past het eigen oordeel aan.'
            : 'Er is nog een oordeel nodig.'}
        </p>
      )}
      <DataTable
        caption="Wie vond wat"
        captionHidden
        rows={verdicts}
        columns={[
          { header: 'Lid', primary: true, cell: ({ memberId }) => nameOf(memberId) },
          {
            header: 'Geheel',
            cell: ({ whole }) => (
              <Tag colour={whole === 'meets' ? 'green' : 'red'}>
                {whole === 'meets' ? 'Voldoet' : 'Voldoet niet'}
              </Tag>
            ),
          },
          {
            header: 'Niet alles toegekend',
            cell: ({ grants }) => {
              const less = activities.flatMap((activity) => {
                const grant = grants.get(activity.id)
                return grant === undefined || grant.outcome === 'approved'
                  ? []
                  : [`${activity.title}: ${grantWords(grant, activity.claimed, unitOf(register))}`]
              })
              return less.length === 0 ? '–' : less.join('; ')
            },
          },
          { header: 'Reden', cell: ({ reason }) => <span class="preserve">{reason}</span> },
        ]}
      />
    </>
  )
}

function JudgementForm(props: {
  readonly visit: Visit
  readonly loaded: Loaded
  readonly typed: Answers
  readonly errors: readonly FieldError[]
  readonly assessment: Assessment
  readonly recomputed: boolean
}) {
  const { visit, loaded, typed, errors, assessment } = props
  const { register } = visit.context
  const { Your, say } = voice(register.address)
  const { application } = loaded.file
  const norms = normsToAnswer(visit.context, loaded.dossier, grantsIn(typed, loaded))
  const follows = wholeThatFollows(assessment)
  return (
    <Form
      action={paths.committeeApplication(register.id, application.id)}
      wide
      guard
      enter={{ name: 'actie', value: 'berekenen' }}
      {...formTokens(visit)}
    >
      <p>
        Open zijn de activiteiten waar iets mee is, en een deel van de andere. Klik op een naam om
        de rest te bekijken.
      </p>
      {loaded.activities.map((activity) => (
        <Activity
          visit={visit}
          loaded={loaded}
          activity={activity}
          assessment={assessment}
          answers={{ typed, errors }}
        />
      ))}
      {norms.map((norm) => (
        <Card>
          <h3>{norm.label}</h3>
          <p>{norm.asks}</p>
          <Radios
            name={`norm-${norm.id}`}
            legend="Is hieraan voldaan?"
            inline
            {...(typed.value(`norm-${norm.id}`) === ''
              ? {}
              : { value: typed.value(`norm-${norm.id}`) })}
            error={errorAt(errors, `norm-${norm.id}`)}
            options={[
              { value: 'ja', label: 'Ja' },
              { value: 'nee', label: 'Nee' },
            ]}
          />
          <Textarea
            name={`norm-reden-${norm.id}`}
            label="Reden"
            optional
            rows={2}
            value={typed.value(`norm-reden-${norm.id}`)}
          />
        </Card>
      ))}
      <h2 id="eindoordeel">{Your} eindoordeel</h2>
      <Alert
        type="info"
        focus={props.recomputed}
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
      <Radios
        name="geheel"
        legend="Voldoet het portfolio?"
        {...(typed.value('geheel') === '' ? {} : { value: typed.value('geheel') })}
        error={errorAt(errors, 'geheel')}
        options={[
          { value: 'meets', label: 'Voldoet' },
          { value: 'fails', label: 'Voldoet niet' },
        ]}
      />
      <Textarea
        name="reden"
        label="Waarom?"
        hint="De aanvrager leest dit in het besluit."
        rows={4}
        most={mostReason}
        value={typed.value('reden')}
        error={errorAt(errors, 'reden')}
      />
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
    </Form>
  )
}

const looks = {
  deviates: 'advies wijkt af',
  'self-signed': 'zelf ondertekend',
  sampled: 'in de steekproef',
} as const

function Activity(props: {
  readonly visit: Visit
  readonly loaded: Loaded
  readonly activity: PortfolioActivity
  readonly assessment: Assessment
  readonly answers?: { readonly typed: Answers; readonly errors: readonly FieldError[] }
}) {
  const { visit, loaded, activity, assessment, answers } = props
  const { register } = visit.context
  const { you, Your, say } = voice(register.address)
  const { dossier, filed, file, settlement, own } = loaded
  const unit = unitOf(register)
  const advice = filed.get(activity.id)?.advice
  const open = toJudge(dossier).some(({ id }) => id === activity.id)
  const disputed = settlement.is === 'divided' && settlement.on.includes(activity.id)
  const look = open
    ? isLookedAt(
        {
          id: activity.id,
          selfSigned: activity.selfSignedOn !== undefined,
          advised: advice?.advice,
        },
        dossier.compiled.regulation.review,
      )
    : undefined
  const wrong = answers?.errors.some(({ field }) => field.endsWith(activity.id)) === true
  const grant = own?.grants.get(activity.id)
  const notes: Content[] = [
    activity.claimed === undefined ? '' : formatQuantity(activity.claimed, unit),
    advice === undefined
      ? 'geen advies'
      : `advies: ${adviceWords(advice, activity.claimed, unit).toLowerCase()}`,
    look === undefined || look === 'deviates' ? '' : looks[look],
    disputed ? 'leden verschillen' : '',
    open ? '' : 'eerder beoordeeld',
  ].filter((note) => note !== '')
  return (
    <section class="review-item">
      <Details
        summary={
          <>
            <strong>{activity.title}</strong>. {notes.join(' · ')}
          </>
        }
        open={answers !== undefined && (look !== undefined || disputed || wrong)}
        id={`activiteit-${activity.id}`}
      >
        <CompareColumns
          leftLabel={`Bewijs bij ${activity.title}`}
          rightLabel={`Oordeel over ${activity.title}`}
          left={
            <EvidenceColumn
              activity={activity}
              documents={loaded.documents}
              hrefOf={({ documentId }) =>
                paths.committeeDocument(register.id, file.application.id, documentId)
              }
            />
          }
          right={
            <>
              <ClaimSummary activity={activity} register={register} compiled={dossier.compiled} />
              <Cuts
                finding={assessment.activities.find(({ id }) => id === activity.id)}
                register={register}
              />
              {advice !== undefined && advice.reason !== '' && (
                <p class="preserve">
                  {register.organisation.backOffice.name} schrijft: {advice.reason}
                </p>
              )}
              {!open && activity.judgementReason !== '' && (
                <p class="preserve">Eerder geschreven: {activity.judgementReason}</p>
              )}
              {answers !== undefined && open && (
                <GrantQuestion
                  register={register}
                  activity={activity}
                  typed={answers.typed}
                  errors={answers.errors}
                  legend={`${Your} oordeel`}
                  reasonHint={`Nodig als ${you} niet alles goedkeurt. De aanvrager leest dit.`}
                />
              )}
              {answers === undefined && grant !== undefined && (
                <p>
                  {say('Jouw', 'Uw')} oordeel:{' '}
                  <strong>{grantWords(grant, activity.claimed, unit)}</strong>
                  {grant.reason !== '' && <>. {grant.reason}</>}
                </p>
              )}
            </>
          }
        />
      </Details>
    </section>
  )
}
