import { changePerson } from '#domain/certification/sign-up/change-person.ts'
import type { KnownPerson } from '#domain/people/person/queries.ts'
import { findPerson } from '#domain/people/person/queries.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { voice } from '#regulations/voice.ts'
import { formTokens, readAnswers } from '#web/answers.ts'
import type { Answers } from '#web/forms/answers.ts'
import { versionIn } from '#web/forms/answers.ts'
import type { FieldError } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ErrorSummary,
  Form,
  formatDay,
  PageTitle,
  SummaryList,
  Tag,
} from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { accountOf, notFound, registrationOf, seeOther } from '#web/route.ts'
import { personItems, workItems } from '#web/sign-up/check.tsx'
import {
  PersonQuestions,
  personAnswers,
  personFacts,
  personTyped,
  WorkQuestions,
  workAnswers,
  workFacts,
  workTyped,
} from '#web/sign-up/person-form.tsx'

/** What the register knows of whoever asks, and where each thing is changed. */
export async function showMyData(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const { email } = accountOf(visit)
  const { member, known } = await load(visit)
  return page(
    visit,
    { title: 'Mijn gegevens', current: paths.myData(register.id) },
    <>
      <PageTitle>Mijn gegevens</PageTitle>
      <SummaryList
        title="Persoonlijk"
        changeHref={paths.editPerson(register.id)}
        items={personItems(known.person, email)}
      />
      <SummaryList
        title="Werk"
        changeHref={paths.editWork(register.id)}
        items={workItems(known.work)}
      />
      <SummaryList title="Registratie" items={registrationItems(visit, member)} />
      <h2>Meer</h2>
      <ul>
        <li>
          <a href={paths.invoices(register.id)}>Facturen</a>
        </li>
        <li>
          <a href={paths.signAgreement(register.id)}>Overeenkomst</a>
        </li>
        <li>
          <a href={paths.security(register.id)}>Inloggen en beveiliging</a>
        </li>
        <li>
          <a href={paths.endRegistration(register.id)}>Uitschrijven</a>
        </li>
      </ul>
    </>,
  )
}

/** The form to change name and address. */
export async function showEditPerson(visit: Visit): Promise<Response> {
  const { known } = await load(visit)
  return editPage(visit, 'person', visit.kept ?? personTyped(known.person), known.version, [])
}

/** Changes name and address. */
export async function changeMyPerson(visit: Visit): Promise<Response> {
  const { Your } = voice(visit.context.register.address)
  const { context, form } = visit
  const version = versionIn(form)
  const read = readAnswers(personAnswers(context.register), form)
  if (read.outcome === 'wrong') return editPage(visit, 'person', form, version, read.errors)
  const changed = await changePerson(context, {
    accountId: accountOf(visit).accountId,
    version,
    person: personFacts(read.data),
  })
  switch (changed.outcome) {
    case 'changed':
      visit.leave(
        changed.agreementRenewed
          ? `${Your} gegevens zijn gewijzigd. ${Your} overeenkomst is ook aangepast.`
          : `${Your} gegevens zijn gewijzigd.`,
      )
      return seeOther(
        changed.agreementRenewed
          ? paths.signAgreement(context.register.id)
          : paths.myData(context.register.id),
      )
    case 'stale':
      return editPage(visit, 'person', form, changed.now.version, [], changed.now)
    case 'unknown':
      notFound()
  }
}

/** The form to change where somebody works. */
export async function showEditWork(visit: Visit): Promise<Response> {
  const { known } = await load(visit)
  return editPage(visit, 'work', visit.kept ?? workTyped(known.work), known.version, [])
}

/** Changes where somebody works. */
export async function changeMyWork(visit: Visit): Promise<Response> {
  const { Your } = voice(visit.context.register.address)
  const { context, form } = visit
  const version = versionIn(form)
  const read = readAnswers(workAnswers(context.register), form)
  if (read.outcome === 'wrong') return editPage(visit, 'work', form, version, read.errors)
  const changed = await changePerson(context, {
    accountId: accountOf(visit).accountId,
    version,
    work: workFacts(read.data),
  })
  switch (changed.outcome) {
    case 'changed':
      visit.leave(`${Your} werk is gewijzigd.`)
      return seeOther(paths.myData(context.register.id))
    case 'stale':
      return editPage(visit, 'work', form, changed.now.version, [], changed.now)
    case 'unknown':
      notFound()
  }
}

async function load(visit: Visit) {
  const member = await findMember(visit.context, registrationOf(visit))
  const known = await findPerson(visit.context, accountOf(visit).accountId)
  if (member === undefined || known === undefined) notFound()
  return { member, known }
}

function registrationItems(visit: Visit, member: Member) {
  const { register } = visit.context
  const status = register.statuses[member.status]
  return [
    { term: 'Registratienummer', value: member.number ?? 'Nog geen' },
    {
      term: 'Status',
      value: (
        <>
          <Tag colour={status.tone}>{status.label}</Tag> <br />
          {status.meaning}
        </>
      ),
    },
    { term: 'Aangemeld op', value: formatDay(member.signedUpOn) },
    ...(member.candidateOn === undefined
      ? []
      : [{ term: 'Kandidaat sinds', value: formatDay(member.candidateOn) }]),
  ]
}

function editPage(
  visit: Visit,
  part: 'person' | 'work',
  typed: Answers,
  version: number,
  errors: readonly FieldError[],
  now?: KnownPerson,
): Promise<Response> {
  const { register } = visit.context
  const { Your, say } = voice(register.address)
  const wrong = errors.length > 0
  const title = part === 'person' ? 'Persoonlijke gegevens wijzigen' : 'Werk wijzigen'
  return page(
    visit,
    {
      title,
      current: paths.myData(register.id),
      wrong,
      status: now === undefined ? (wrong ? 422 : 200) : 409,
      breadcrumb: [{ label: 'Mijn gegevens', href: paths.myData(register.id) }],
    },
    <>
      <ErrorSummary errors={errors} />
      {now !== undefined && (
        <Alert type="warning" title="Iemand heeft dit intussen gewijzigd" focus>
          <p>
            Dat {say('kun je', 'kunt u')} zelf zijn, in een ander venster. Zo staat het er nu; wat{' '}
            {say('jij', 'u')} invulde staat hieronder. Kies opnieuw bewaren om {say('jouw', 'uw')}{' '}
            tekst te houden.
          </p>
          <SummaryList
            items={
              part === 'person'
                ? personItems(now.person, accountOf(visit).email)
                : workItems(now.work)
            }
          />
        </Alert>
      )}
      <PageTitle>{title}</PageTitle>
      {part === 'person' ? (
        <p>{Your} naam staat zo in het openbare register. De rest is niet openbaar.</p>
      ) : (
        <p>
          Dit is niet openbaar. We vragen het omdat niemand een portfolio mag beoordelen van iemand
          met dezelfde werkgever.
        </p>
      )}
      <Form
        action={part === 'person' ? paths.editPerson(register.id) : paths.editWork(register.id)}
        guard
        {...formTokens(visit, { _version: String(version) })}
      >
        {part === 'person' ? (
          <PersonQuestions register={register} typed={typed} errors={errors} />
        ) : (
          <WorkQuestions register={register} typed={typed} errors={errors} />
        )}
        <Button>Bewaren</Button>
      </Form>
    </>,
  )
}
