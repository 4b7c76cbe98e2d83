import type { PortfolioActivity } from '#domain/activity/queries.ts'
import { adviseApplication } from '#domain/application/advise-application.ts'
import type { Advice } from '#domain/application/application.ts'
import { completeness, grantProblem } from '#domain/application/application.ts'
import { passOnApplication } from '#domain/application/pass-on-application.ts'
import type {
  ApplicationFile,
  FiledActivity,
  FiledDocument,
  Return,
} from '#domain/application/queries.ts'
import {
  filedActivities,
  filedDocuments,
  findApplication,
  findSnapshot,
  returnsOf,
} from '#domain/application/queries.ts'
import { itemLines } from '#domain/application/return-application.ts'
import type { LoadedDossier } from '#domain/dossier/build-dossier.ts'
import { loadDossier } from '#domain/dossier/build-dossier.ts'
import { toJudge } from '#domain/judgement/judge-application.ts'
import { registrationNumber } from '#domain/registration/registration.ts'
import type { Assessment } from '#engine'
import { assess } from '#engine'
import type { Register } from '#regulations/register.ts'
import { voice } from '#regulations/voice.ts'
import { wording } from '#regulations/wording.ts'
import { errorAt, formTokens, versionIn } from '#web/answers.ts'
import {
  ApplicationTag,
  adviceWords,
  applicationWord,
  ClaimSummary,
  expectation,
  kindWord,
  standingText,
  unitOf,
} from '#web/application-words.tsx'
import { EvidenceColumn } from '#web/evidence-column.tsx'
import { Cuts, Grounds, NormCards } from '#web/explanation.tsx'
import { Form as Answers } from '#web/form.ts'
import { GrantQuestion, grantError, grantTyped, longReasons, readGrant } from '#web/grants.tsx'
import type { FieldError } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  Checkboxes,
  CompareColumns,
  Details,
  ErrorSummary,
  Form,
  formatDay,
  formatList,
  formatQuantity,
  MetaList,
  PageTitle,
  Tag,
  Textarea,
} from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { notFound, seeOther } from '#web/route.ts'

/** Everything that is needed to look at one application. */
interface Loaded {
  readonly file: ApplicationFile
  readonly dossier: LoadedDossier
  readonly filed: ReadonlyMap<string, FiledActivity>
  readonly activities: readonly PortfolioActivity[]
  readonly documents: readonly FiledDocument[]
  readonly returns: readonly Return[]
  /** The activities as they were sent, before any return. */
  readonly sent: readonly PortfolioActivity[]
}

const mostNote = 4000

/** One application: the claims beside their evidence, to check on completeness and advise about. */
export async function showApplicationToCheck(visit: Visit): Promise<Response> {
  const loaded = await load(visit)
  return checkPage(visit, loaded, visit.kept ?? typedBefore(loaded), [])
}

/** Keeps the advice, and then stays, passes the application on, or goes on to the questions. */
export async function saveApplicationCheck(visit: Visit): Promise<Response> {
  const { context, form } = visit
  const { register } = context
  const { Your } = voice(register.address)
  const { committee } = wording(register)
  const loaded = await load(visit)
  const { id, number } = loaded.file.application
  const open = toJudge(loaded.dossier)
  const errors = errorsIn(visit, open)
  if (errors.length > 0) return checkPage(visit, loaded, form, errors)
  const advised = await adviseApplication(context, {
    applicationId: id,
    version: versionIn(form),
    advice: adviceIn(form, open),
    note: noteIn(form),
    checklist: form.values('compleet'),
  })
  if (advised.outcome === 'not-found') notFound()
  if (advised.outcome === 'stale') return checkPage(visit, await load(visit), form, [], true)
  const action = form.value('actie')
  if (action === 'vragen') return seeOther(paths.workApplicationReturn(register.id, id))
  if (action !== 'doorsturen') {
    visit.leave(`${Your} controle is bewaard.`)
    return seeOther(paths.workApplication(register.id, id))
  }
  const passed = await passOnApplication(context, id, advised.version)
  switch (passed.outcome) {
    case 'not-found':
      return notFound()
    case 'stale':
      return checkPage(visit, await load(visit), form, [], true)
    case 'unchecked':
      return checkPage(visit, await load(visit), form, [
        {
          field: 'compleet',
          message: 'Vink eerst alles af, of geef de aanvraag terug met vragen.',
        },
      ])
    case 'passed-on':
      visit.leave(
        `Aanvraag ${number} is naar ${committee.the}, voor de vergadering van ${formatDay(passed.meetingOn)}.`,
      )
      return seeOther(paths.workApplications(register.id))
  }
}

async function load(visit: Visit): Promise<Loaded> {
  const { context } = visit
  const file = await findApplication(context, visit.param('id'))
  if (file === undefined) notFound()
  const { id, registrationId } = file.application
  const dossier = await loadDossier(context, registrationId, id)
  const filed = await filedActivities(context, id)
  return {
    file,
    dossier,
    filed,
    activities: dossier.activities.filter((activity) => filed.has(activity.id)),
    documents: await filedDocuments(context, id),
    returns: await returnsOf(context, id),
    sent: (await findSnapshot(context, id)).activities,
  }
}

// The first time everything is prefilled with what is claimed; after that with what was saved.
function typedBefore({ file, filed, activities }: Loaded): Answers {
  const fields: Record<string, readonly string[]> = {
    compleet: file.application.checklist,
    toelichting: [file.application.advice],
  }
  for (const { id } of activities) {
    const advice = filed.get(id)?.advice
    Object.assign(
      fields,
      grantTyped(id, {
        outcome: advice?.advice ?? 'approve',
        amount: advice?.amount,
        reason: advice?.reason ?? '',
      }),
    )
  }
  return new Answers(fields)
}

function errorsIn(visit: Visit, open: readonly PortfolioActivity[]): FieldError[] {
  const { form } = visit
  const { Your } = voice(visit.context.register.address)
  const errors = open.flatMap((activity): FieldError[] => {
    const { outcome, amount, reason } = readGrant(form, activity.id)
    if (outcome === undefined) return [grantError(activity, 'no-outcome')]
    const problem = grantProblem(outcome, amount, reason, activity.claimed)
    return problem === undefined ? [] : [grantError(activity, problem)]
  })
  const over = noteIn(form).length - mostNote
  return [
    ...errors,
    ...longReasons(form, open),
    ...(over > 0
      ? [{ field: 'toelichting', message: `${Your} toelichting is ${over} tekens te lang.` }]
      : []),
  ]
}

function adviceIn(form: Answers, open: readonly PortfolioActivity[]): ReadonlyMap<string, Advice> {
  return new Map(
    open.flatMap(({ id }): [string, Advice][] => {
      const { outcome, amount, reason } = readGrant(form, id)
      return outcome === undefined ? [] : [[id, { advice: outcome, amount, reason }]]
    }),
  )
}

function noteIn(form: Answers): string {
  return form.value('toelichting').replace(/\r\n/g, '\n').trim()
}

function checkPage(
  visit: Visit,
  loaded: Loaded,
  typed: Answers,
  errors: readonly FieldError[],
  stale = false,
): Promise<Response> {
  const { register, today } = visit.context
  const { application, applicant } = loaded.file
  const { compiled, dossier } = loaded.dossier
  const assessment = assess(compiled, dossier, today)
  const expected = expectation(visit.context, application, loaded.returns)
  const wrong = errors.length > 0
  const open = application.status === 'submitted'
  return page(
    visit,
    {
      title: `Aanvraag ${application.number} van ${applicant.name}`,
      current: paths.work(register.id),
      breadcrumb: [
        { label: 'Werkvoorraad', href: paths.work(register.id) },
        { label: 'Aanvragen', href: paths.workApplications(register.id) },
      ],
      wrong,
      status: stale ? 409 : wrong ? 422 : 200,
    },
    <>
      <ErrorSummary errors={errors} />
      {stale && <Stale register={register} loaded={loaded} typed={typed} />}
      <PageTitle
        caption={application.number}
        aside={<ApplicationTag status={application.status} register={register} />}
      >
        Aanvraag van {applicant.name}
      </PageTitle>
      <MetaList
        items={[
          { term: 'Soort', value: kindWord(application.kind, register) },
          { term: 'Ingestuurd op', value: formatDay(application.submittedOn) },
          { term: 'Vergadering', value: formatDay(expected.meetingOn) },
          ...(applicant.number === undefined
            ? []
            : [
                {
                  term: 'Dossier',
                  value: (
                    <a href={paths.workFile(register.id, application.registrationId)}>
                      {registrationNumber(register, applicant.number)}
                    </a>
                  ),
                },
              ]),
        ]}
      />
      {applicant.status === 'renewal-pending' && applicant.validity !== undefined && (
        <Alert type="warning">
          <p>
            De periode liep tot en met {formatDay(applicant.validity.last)}. {applicant.name} blijft{' '}
            {wording(register).certification.certified} tot het besluit.
          </p>
        </Alert>
      )}
      <ReturnList loaded={loaded} />
      <h2>De norm</h2>
      <p>{standingText(assessment, register)}</p>
      <NormCards assessment={assessment} register={register} />
      <Grounds assessment={assessment} />
      {open ? (
        <CheckForm
          visit={visit}
          loaded={loaded}
          assessment={assessment}
          typed={typed}
          errors={errors}
        />
      ) : (
        <>
          <h2>Activiteiten ({loaded.activities.length})</h2>
          {loaded.activities.map((activity) => (
            <Activity visit={visit} loaded={loaded} activity={activity} assessment={assessment} />
          ))}
          {application.advice !== '' && (
            <>
              <h2>Toelichting voor {wording(register).committee.the}</h2>
              <p class="preserve">{application.advice}</p>
            </>
          )}
        </>
      )}
    </>,
  )
}

function Stale(props: {
  readonly register: Register
  readonly loaded: Loaded
  readonly typed: Answers
}) {
  const { register, loaded, typed } = props
  const { you, your, say } = voice(register.address)
  const { status } = loaded.file.application
  const again = status === 'submitted'
  return (
    <Alert type="warning" title={`Een collega was ${you} voor`} focus>
      {again ? (
        <p>
          Deze aanvraag is intussen gecontroleerd. {say('Jouw', 'Uw')} antwoorden staan nog in het
          formulier. {say('Bewaar je', 'Bewaart u')} nu, dan vervangen zij die van {your} collega.
          Wat {your} collega adviseerde, staat bij elke activiteit.
        </p>
      ) : (
        <>
          <p>
            De stand is nu: {applicationWord(status, register)}. {say('Jouw', 'Uw')} controle is
            niet bewaard.
          </p>
          {noteIn(typed) !== '' && (
            <p class="preserve">
              {say('Jij', 'U')} schreef: {noteIn(typed)}
            </p>
          )}
          {loaded.activities.map(({ id, title }) => {
            const { reason } = readGrant(typed, id)
            return reason === '' ? null : (
              <p class="preserve">
                {say('Jij', 'U')} schreef bij ‘{title}’: {reason}
              </p>
            )
          })}
        </>
      )}
    </Alert>
  )
}

function ReturnList({ loaded }: { readonly loaded: Loaded }) {
  if (loaded.returns.length === 0) return null
  return (
    <>
      <h2>Vragen en antwoorden</h2>
      {loaded.returns.map((one) => {
        const lines = itemLines(one.items, loaded.activities)
        return (
          <Details
            summary={
              one.answeredOn === undefined
                ? `Gevraagd op ${formatDay(one.returnedOn)}. Antwoord uiterlijk op ${formatDay(one.answerBefore)}`
                : `Gevraagd op ${formatDay(one.returnedOn)}, beantwoord op ${formatDay(one.answeredOn)}`
            }
            open
          >
            <ul>
              {one.items.map((item, index) => {
                const key = item.item === 'activity' ? item.activity : 'add-activities'
                const answer = one.answers.find((given) => given.item === key)?.answer ?? ''
                return (
                  <li class="preserve">
                    {lines[index]}
                    {answer !== '' && <blockquote>{answer}</blockquote>}
                  </li>
                )
              })}
            </ul>
          </Details>
        )
      })}
    </>
  )
}

function CheckForm(props: {
  readonly visit: Visit
  readonly loaded: Loaded
  readonly assessment: Assessment
  readonly typed: Answers
  readonly errors: readonly FieldError[]
}) {
  const { visit, loaded, assessment, typed, errors } = props
  const { register } = visit.context
  const { you } = voice(register.address)
  const { committee } = wording(register)
  const { application } = loaded.file
  return (
    <Form
      action={paths.workApplication(register.id, application.id)}
      wide
      guard
      enter={{ name: 'actie', value: 'bewaren' }}
      {...formTokens(visit, { _version: String(application.version) })}
    >
      <h2>Activiteiten ({loaded.activities.length})</h2>
      {loaded.activities.map((activity) => (
        <Activity
          visit={visit}
          loaded={loaded}
          activity={activity}
          assessment={assessment}
          answers={{ typed, errors }}
        />
      ))}
      <h2>Is alles compleet?</h2>
      <Checkboxes
        name="compleet"
        legend={`Vink af wat ${you} hebt gezien`}
        values={typed.values('compleet')}
        error={errorAt(errors, 'compleet')}
        options={Object.entries(completeness).map(([value, label]) => ({ value, label }))}
      />
      <Textarea
        name="toelichting"
        label={`Toelichting voor ${committee.the}`}
        optional
        rows={4}
        most={mostNote}
        value={typed.value('toelichting')}
        error={errorAt(errors, 'toelichting')}
      />
      <ButtonGroup>
        <Button name="actie" value="doorsturen">
          Doorsturen naar {committee.the}
        </Button>
        <Button name="actie" value="vragen" variant="secondary">
          Teruggeven met vragen
        </Button>
        <Button name="actie" value="bewaren" variant="secondary">
          Bewaren
        </Button>
      </ButtonGroup>
    </Form>
  )
}

function Activity(props: {
  readonly visit: Visit
  readonly loaded: Loaded
  readonly activity: PortfolioActivity
  readonly assessment: Assessment
  readonly answers?: { readonly typed: Answers; readonly errors: readonly FieldError[] }
}) {
  const { visit, loaded, activity, assessment, answers } = props
  const { register } = visit.context
  const { you, Your } = voice(register.address)
  const { committee } = wording(register)
  const filed = loaded.filed.get(activity.id)
  const judged = !['entered', 'awaiting-referee', 'returned'].includes(activity.state)
  const advice = filed?.advice
  const unit = unitOf(register)
  return (
    <section class="review-item">
      <h3 id={`activiteit-${activity.id}`}>{activity.title}</h3>
      {filed?.addedOn !== undefined && (
        <p class="subtle">Toegevoegd na een vraag, op {formatDay(filed.addedOn)}.</p>
      )}
      <CompareColumns
        leftLabel={`Bewijs bij ${activity.title}`}
        rightLabel={`Aanvraag en advies bij ${activity.title}`}
        left={
          <EvidenceColumn
            activity={activity}
            documents={loaded.documents}
            hrefOf={({ documentId }) => paths.workDocument(register.id, documentId)}
          />
        }
        right={
          <>
            <ClaimSummary
              activity={activity}
              register={register}
              compiled={loaded.dossier.compiled}
            />
            <Cuts
              finding={assessment.activities.find(({ id }) => id === activity.id)}
              register={register}
            />
            <ChangedSince visit={visit} loaded={loaded} activity={activity} />
            <RuleText loaded={loaded} activity={activity} />
            {advice !== undefined && (
              <p>
                Bewaard advies: <strong>{adviceWords(advice, activity.claimed, unit)}</strong>
                {advice.reason !== '' && <>. {advice.reason}</>}
              </p>
            )}
            {answers !== undefined &&
              (judged ? (
                <p>{committee.The} heeft deze activiteit bij een eerdere aanvraag al beoordeeld.</p>
              ) : (
                <GrantQuestion
                  register={register}
                  activity={activity}
                  typed={answers.typed}
                  errors={answers.errors}
                  legend={`${Your} advies`}
                  reasonHint={`Nodig als ${you} niet alles goedkeurt. ${committee.The} leest dit.`}
                />
              ))}
          </>
        }
      />
    </section>
  )
}

// What a return led the applicant to change of the claim itself.
function ChangedSince(props: {
  readonly visit: Visit
  readonly loaded: Loaded
  readonly activity: PortfolioActivity
}) {
  const { visit, loaded, activity } = props
  const sent = loaded.sent.find(({ id }) => id === activity.id)
  if (sent === undefined) return null
  const unit = unitOf(visit.context.register)
  const { completedOn, claimed } = sent
  const changes = [
    sent.title === activity.title ? '' : `de naam was ‘${sent.title}’`,
    completedOn === undefined || activity.completedOn?.equals(completedOn) === true
      ? ''
      : `de datum was ${formatDay(completedOn)}`,
    claimed === undefined || claimed === activity.claimed
      ? ''
      : `ingediend was ${formatQuantity(claimed, unit)}`,
  ].filter((text) => text !== '')
  if (changes.length === 0) return null
  return (
    <p>
      <Tag colour="blue">Gewijzigd</Tag> Bij het insturen: {formatList(changes)}.
    </p>
  )
}

function RuleText(props: { readonly loaded: Loaded; readonly activity: PortfolioActivity }) {
  const { kinds } = props.loaded.dossier.compiled.regulation
  const kind = kinds.find(({ id }) => id === props.activity.kind)
  if (kind === undefined) return null
  return (
    <Details summary="De regel voor deze soort">
      <p>
        {kind.rule} <span class="subtle">({kind.article})</span>
      </p>
    </Details>
  )
}
