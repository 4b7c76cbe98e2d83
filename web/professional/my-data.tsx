import { changePerson } from '#domain/certification/sign-up/change-person.ts'
import type { PersonFacts, WorkFacts } from '#domain/people/person/person.ts'
import type { KnownPerson } from '#domain/people/person/queries.ts'
import { findPerson } from '#domain/people/person/queries.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { voice } from '#language/voice.ts'
import { versionIn } from '#web/forms/answers.ts'
import type { SummaryItem } from '#web/kit/index.ts'
import { Alert, formatDay, SummaryList, Tag } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { accountOf, notFound, registrationOf, seeOther } from '#web/route.ts'
import { personForm, personItems, workForm } from '#web/sign-up/person.form.tsx'

/** What the register knows of whoever asks, and where each thing is changed. */
export async function showMyData(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const { email } = accountOf(visit)
  const { member, known } = await load(visit)
  return titledPage(
    visit,
    { title: 'Mijn gegevens', current: paths.myData(register.id) },
    <>
      <SummaryList
        title="Persoonlijk"
        changeHref={paths.editPerson(register.id)}
        items={personItems(register, known.person, email)}
      />
      <SummaryList
        title="Werk"
        changeHref={paths.editWork(register.id)}
        items={workForm(register).summary(known.work)}
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
export const editPerson = formPage<PersonFacts, Loaded>({
  load,
  form: ({ context }) => personForm(context.register),
  known: (_, { known }) => known.person,
  page: (visit, { known }) => {
    const { Your } = voice(visit.context.register.address)
    return {
      ...editFacts(visit, known.version),
      title: 'Persoonlijke gegevens wijzigen',
      lead: <p>{Your} naam staat zo in het openbare register. De rest is niet openbaar.</p>,
    }
  },
  save: async (visit, person) => {
    const { context, form } = visit
    const { register } = context
    const { Your } = voice(register.address)
    const { accountId, email } = accountOf(visit)
    const changed = await changePerson(context, { accountId, version: versionIn(form), person })
    switch (changed.outcome) {
      case 'changed':
        visit.leave(
          changed.agreementRenewed
            ? `${Your} gegevens zijn gewijzigd. ${Your} overeenkomst is ook aangepast.`
            : `${Your} gegevens zijn gewijzigd.`,
        )
        return seeOther(
          changed.agreementRenewed ? paths.signAgreement(register.id) : paths.myData(register.id),
        )
      case 'stale':
        return changedMeanwhile(
          visit,
          changed.now,
          personItems(register, changed.now.person, email),
        )
      case 'unknown':
        notFound()
    }
  },
})

/** The form to change where somebody works. */
export const editWork = formPage<WorkFacts, Loaded>({
  load,
  form: ({ context }) => workForm(context.register),
  known: (_, { known }) => known.work,
  page: (visit, { known }) => ({
    ...editFacts(visit, known.version),
    title: 'Werk wijzigen',
    lead: (
      <p>
        Dit is niet openbaar. We vragen het omdat niemand een portfolio mag beoordelen van iemand
        met dezelfde werkgever.
      </p>
    ),
  }),
  save: async (visit, work) => {
    const { context, form } = visit
    const { register } = context
    const { Your } = voice(register.address)
    const { accountId } = accountOf(visit)
    const changed = await changePerson(context, { accountId, version: versionIn(form), work })
    switch (changed.outcome) {
      case 'changed':
        visit.leave(`${Your} werk is gewijzigd.`)
        return seeOther(paths.myData(register.id))
      case 'stale':
        return changedMeanwhile(visit, changed.now, workForm(register).summary(changed.now.work))
      case 'unknown':
        notFound()
    }
  },
})

type Loaded = Awaited<ReturnType<typeof load>>

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

function editFacts(visit: Visit, version: number) {
  const myData = paths.myData(visit.context.register.id)
  return {
    current: myData,
    breadcrumb: [{ label: 'Mijn gegevens', href: myData }],
    version,
    form: { guard: true },
    button: 'Bewaren',
  }
}

function changedMeanwhile(visit: Visit, now: KnownPerson, items: readonly SummaryItem[]) {
  const { say } = voice(visit.context.register.address)
  return {
    version: now.version,
    stale: (
      <Alert type="warning" title="Iemand heeft dit intussen gewijzigd" focus>
        <p>
          Dat {say('kun je', 'kunt u')} zelf zijn, in een ander venster. Zo staat het er nu; wat{' '}
          {say('jij', 'u')} invulde staat hieronder. Kies opnieuw bewaren om {say('jouw', 'uw')}{' '}
          tekst te houden.
        </p>
        <SummaryList items={items} />
      </Alert>
    ),
  }
}
