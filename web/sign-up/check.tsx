import { signUp } from '#domain/certification/sign-up/sign-up.ts'
import type { PersonFacts, WorkFacts } from '#domain/people/person/person.ts'
import { addresseeOf } from '#domain/people/person/person.ts'
import { fullName } from '#language/names.ts'
import type { Register } from '#regulations/register.ts'
import { voice } from '#regulations/voice.ts'
import { formTokens, readAnswers } from '#web/answers.ts'
import {
  Alert,
  Button,
  ConfirmationPanel,
  Form,
  formatDay,
  PageTitle,
  SummaryList,
} from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { accountOf, seeOther } from '#web/route.ts'
import { personAnswers, personFacts, workAnswers, workFacts } from '#web/sign-up/person-form.tsx'
import type { Progress } from '#web/sign-up/progress.ts'
import { findProgress } from '#web/sign-up/progress.ts'

/** All answers on one page, to check before they are sent in. */
export async function showCheck(visit: Visit): Promise<Response> {
  const { register } = visit.context
  const { you, You, your, Your, say } = voice(register.address)
  const progress = await findProgress(visit)
  const facts = factsOf(register, progress)
  if (progress.member !== undefined || facts === undefined) {
    return seeOther(paths.signUpTasks(register.id))
  }
  const back = { naar: 'controleren' }
  return page(
    visit,
    {
      title: 'Controleren en insturen',
      breadcrumb: [{ label: 'Aanmelden', href: paths.signUpTasks(register.id) }],
    },
    <>
      <PageTitle>Controleren en insturen</PageTitle>
      <p>
        Kloppen {your} antwoorden? {Your} naam en adres komen in {your} overeenkomst te staan.
      </p>
      <SummaryList
        title={`${Your} gegevens`}
        changeHref={paths.signUpPerson(register.id, back)}
        items={personItems(facts.person, accountOf(visit).email)}
      />
      <SummaryList
        title={`${Your} werk`}
        changeHref={paths.signUpWork(register.id, back)}
        items={workItems(facts.work)}
      />
      <SummaryList
        title="Verklaringen"
        changeHref={paths.signUpDeclarations(register.id, back)}
        items={register.declarations
          .filter(({ id }) => facts.declarations.includes(id))
          .map(({ text }, index) => ({ term: `Verklaring ${index + 1}`, value: text }))}
      />
      <Alert type="info">
        <p>
          Als {you} insturen kiest, {say('krijg je', 'krijgt u')} meteen {your} overeenkomst. {You}{' '}
          zit nog nergens aan vast: {you} doet pas mee als {you} haar ondertekent.
        </p>
      </Alert>
      <Form action={paths.signUpCheck(register.id)} {...formTokens(visit)}>
        <Button>Aanmelding insturen</Button>
      </Form>
    </>,
  )
}

/** Sends the sign-up in: the agreement is made at once. */
export async function sendSignUp(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const facts = factsOf(register, await findProgress(visit))
  if (facts === undefined) return seeOther(paths.signUpTasks(register.id))
  const sent = await signUp(context, { accountId: accountOf(visit).accountId, ...facts })
  switch (sent.outcome) {
    case 'signed-up':
    case 'already-registered':
      return seeOther(paths.signUpSent(register.id))
    case 'declarations-missing':
      return seeOther(paths.signUpDeclarations(register.id))
  }
}

/** Says that the sign-up arrived, where the mail went, and what comes next by when. */
export async function showSent(visit: Visit): Promise<Response> {
  const { register } = visit.context
  const { you, your, Your, say } = voice(register.address)
  const { member, agreement } = await findProgress(visit)
  if (member?.status !== 'agreement-sent' || agreement === undefined) {
    return seeOther(paths.signUpTasks(register.id))
  }
  return page(
    visit,
    { title: `${Your} aanmelding is binnen` },
    <>
      <ConfirmationPanel
        title={`${Your} aanmelding is binnen`}
        reference={{ label: `${Your} overeenkomst heeft nummer`, value: agreement.number }}
      >
        <p>
          We hebben {your} overeenkomst gestuurd naar {accountOf(visit).email}.
        </p>
      </ConfirmationPanel>
      <h2>Wat {you} nu doet</h2>
      <p>
        Lees en onderteken de overeenkomst uiterlijk op{' '}
        <strong>{formatDay(agreement.signBefore)}</strong>. Dat kan meteen, hier op de website.
      </p>
      <p>
        <Button href={paths.signAgreement(register.id)}>Overeenkomst lezen en ondertekenen</Button>
      </p>
      <h2>Wat er daarna gebeurt</h2>
      <p>
        We controleren {your} overeenkomst binnen {register.terms.backOfficeDays} werkdagen. Dan{' '}
        {register.gates.portfolio === 'agreement'
          ? `gaat ${your} portfolio open en ${say('krijg je', 'krijgt u')} de factuur.`
          : `${say('krijg je', 'krijgt u')} de factuur. Is die betaald, dan gaat ${your} portfolio open.`}
      </p>
    </>,
  )
}

/** The rows about a person, as they are checked and shown. */
export function personItems(person: PersonFacts, email: string) {
  return [
    { term: 'Naam', value: fullName(person) },
    { term: 'Voorletters', value: person.initials },
    {
      term: 'Huisadres',
      value: (
        <>
          {addresseeOf(person).addressLines.map((text, index) => (
            <>
              {index > 0 && <br />}
              {text}
            </>
          ))}
        </>
      ),
    },
    { term: 'Telefoonnummer', value: person.phone || 'Niet ingevuld' },
    { term: 'E-mailadres', value: email },
  ]
}

/** The rows about where somebody works. */
export function workItems(work: WorkFacts) {
  return [
    { term: 'Werkgever', value: work.employer },
    { term: 'Gemeente of regio', value: work.municipality },
    { term: 'Functie', value: work.jobTitle },
  ]
}

function factsOf(
  register: Register,
  progress: Progress,
):
  | {
      readonly person: PersonFacts
      readonly work: WorkFacts
      readonly declarations: readonly string[]
    }
  | undefined {
  const person = readAnswers(personAnswers(register), progress.person.typed)
  const work = readAnswers(workAnswers(register), progress.work.typed)
  if (person.outcome === 'wrong' || work.outcome === 'wrong' || !progress.complete) return undefined
  return {
    person: personFacts(person.data),
    work: workFacts(work.data),
    declarations: progress.declarations.typed.values('verklaring'),
  }
}
