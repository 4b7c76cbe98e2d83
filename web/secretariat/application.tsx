import { adviseApplication } from '#domain/certification/application/advise-application.ts'
import { itemLines } from '#domain/certification/application/return-application.ts'
import { toJudge } from '#domain/certification/committee/judge-application.ts'
import { passOnApplication } from '#domain/certification/meeting/pass-on-application.ts'
import { registrationNumber } from '#domain/people/registration/registration.ts'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { wording } from '#regulations/wording.ts'
import { Grounds, NormCards } from '#web/explanation.tsx'
import type { Answers } from '#web/forms/answers.ts'
import { versionIn } from '#web/forms/answers.ts'
import { readGrant } from '#web/grants.tsx'
import type { FieldError } from '#web/kit/index.ts'
import { Alert, Details, ErrorSummary, formatDay, MetaList, PageTitle } from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import {
  ApplicationTag,
  applicationWord,
  expectation,
  kindWord,
  standingText,
} from '#web/review/application-words.tsx'
import type { Visit } from '#web/route.ts'
import { notFound, seeOther } from '#web/route.ts'
import { Activity, CheckForm } from '#web/secretariat/check-form.tsx'
import { adviceIn, errorsIn, noteIn, typedBefore } from '#web/secretariat/check-typed.ts'
import type { FileToCheck } from '#web/secretariat/file-to-check.ts'
import { loadFileToCheck } from '#web/secretariat/file-to-check.ts'

/** One application: the claims beside their evidence, to check on completeness and advise about. */
export async function showApplicationToCheck(visit: Visit): Promise<Response> {
  const loaded = await loadFileToCheck(visit)
  return checkPage(visit, loaded, visit.kept ?? typedBefore(loaded), [])
}

/** Keeps the advice, and then stays, passes the application on, or goes on to the questions. */
export async function saveApplicationCheck(visit: Visit): Promise<Response> {
  const { context, form } = visit
  const { register } = context
  const { Your } = voice(register.address)
  const { committee } = wording(register)
  const loaded = await loadFileToCheck(visit)
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
  if (advised.outcome === 'stale')
    return checkPage(visit, await loadFileToCheck(visit), form, [], true)
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
      return checkPage(visit, await loadFileToCheck(visit), form, [], true)
    case 'unchecked':
      return checkPage(visit, await loadFileToCheck(visit), form, [
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

function checkPage(
  visit: Visit,
  loaded: FileToCheck,
  typed: Answers,
  errors: readonly FieldError[],
  stale = false,
): Promise<Response> {
  const { register } = visit.context
  const { assessment } = loaded
  const { application, applicant } = loaded.file
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
  readonly loaded: FileToCheck
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
          formulier. {say('Bewaar je', 'Bewaart u')} nu, dan komen die in de plaats van die van{' '}
          {your} collega. Wat {your} collega adviseerde, staat bij elke activiteit.
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

function ReturnList({ loaded }: { readonly loaded: FileToCheck }) {
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
