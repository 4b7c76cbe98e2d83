import { listAgreements } from '#domain/certification/agreement/queries.ts'
import { isNameRelied, openNameChange } from '#domain/certification/name-change/queries.ts'
import { changePerson } from '#domain/certification/sign-up/change-person.ts'
import { settledOf } from '#domain/certification/status-by-hand/queries.ts'
import { chosenEnd } from '#domain/certification/validity/plan-end.ts'
import type { PersonFacts } from '#domain/people/person/person.ts'
import { findPerson } from '#domain/people/person/queries.ts'
import type { Background } from '#domain/people/registration/background.ts'
import { findBackground } from '#domain/people/registration/background.ts'
import type { MadeDeclaration } from '#domain/people/registration/make-declarations.ts'
import { declarationsMade } from '#domain/people/registration/make-declarations.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { originOf } from '#domain/people/registration/taken-over.ts'
import { versionsOfText } from '#domain/platform/register/text-in-force.ts'
import type { PersonName } from '#language/names.ts'
import { fullName } from '#language/names.ts'
import { sentenceCase } from '#language/sentences.ts'
import type { Register } from '#regulations/register.ts'
import { statusWords } from '#regulations/wording.ts'
import { versionIn } from '#web/forms/answers.ts'
import type { SummaryItem } from '#web/kit/index.ts'
import { Alert, Details, formatDay, SummaryList, Tag } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { inMyData } from '#web/professional/crumbs.ts'
import { takesObjections } from '#web/professional/objections.tsx'
import { whyWorkIsAsked } from '#web/public/in-words.ts'
import type { Visit } from '#web/route.ts'
import {
  accountOf,
  endedRegistrationOf,
  leaveFor,
  notFound,
  registrationOf,
  seeOther,
} from '#web/route.ts'
import type { WorkAnswers } from '#web/sign-up/person.form.tsx'
import { backgroundIn, personForm, personItems, workForm } from '#web/sign-up/person.form.tsx'
import { speech } from '#web/speech.ts'
import { takenOverWords } from '#web/taken-over.tsx'

/** What the register knows of whoever asks, and where each thing is changed. */
export async function showMyData(visit: Visit): Promise<Response> {
  const { register, you, You, your, say } = speech(visit)
  const { email } = accountOf(visit)
  const { member, known, asked, background } = await load(visit)
  const status = statusWords(register, member)
  const last = await chosenEnd(visit.context, member.registrationId)
  const ended = endedRegistrationOf(visit) !== undefined
  const [agreement] = await listAgreements(visit.context, member.registrationId)
  const origin = await originOf(visit.context, member.registrationId)
  const declared = await declarationsMade(visit.context, member.registrationId)
  const setByHand = await settledOf(visit.context, member.registrationId)
  return titledPage(
    visit,
    { title: 'Mijn gegevens', current: paths.myData(register.id) },
    <>
      {asked !== undefined && (
        <Alert type="info">
          <p>
            {You} hebt op {formatDay(asked.askedOn)} een andere naam aangevraagd:{' '}
            {fullName(asked.name)}. Het bureau kijkt ernaar.{' '}
            <a href={paths.editName(register.id)}>Aanvraag wijzigen</a>
          </p>
        </Alert>
      )}
      {last !== undefined && (
        <Alert type="info">
          <p>
            {You} hebt gekozen om te stoppen. {sentenceCase(your)} laatste dag is {formatDay(last)}.{' '}
            <a href={paths.endRegistration(register.id)}>Toch blijven</a>
          </p>
        </Alert>
      )}
      <SummaryList
        title="Persoonlijk"
        changeHref={ended ? undefined : paths.editPerson(register.id)}
        items={personItems(register, known.person, email)}
      />
      <SummaryList
        title="Werk"
        changeHref={ended ? undefined : paths.editWork(register.id)}
        items={workForm(register).summary({ ...known.work, ...background })}
      />
      <SummaryList
        title="Registratie"
        items={[
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
          origin !== undefined && { term: 'Waar dit vandaan komt', value: takenOverWords(origin) },
          member.candidateOn !== undefined && {
            term: `${register.statuses.candidate.label} sinds`,
            value: formatDay(member.candidateOn),
          },
        ]}
      />
      {declared.length > 0 && (
        <SummaryList
          title={`Wat ${you} verklaarde`}
          items={declared.map((made) => ({
            term: formatDay(made.on),
            value: <Declared register={register} made={made} />,
          }))}
        />
      )}
      <h2>Meer</h2>
      <ul>
        {[
          { label: 'Facturen', href: paths.invoices(register.id) },
          ...(ended && agreement?.signedDocumentId === undefined
            ? []
            : [{ label: 'Overeenkomst', href: paths.signAgreement(register.id) }]),
          ...(setByHand.length > 0
            ? [
                {
                  label: 'Mijn status: wat er met de hand is gezet',
                  href: paths.myStatus(register.id),
                },
              ]
            : []),
          ...(takesObjections(visit)
            ? [{ label: 'Bezwaar', href: paths.myObjections(register.id) }]
            : []),
          { label: 'Wie meekijkt', href: paths.sights(register.id) },
          { label: `Wie ${your} gegevens bekeek`, href: paths.whoLooked(register.id) },
          { label: 'Inloggen en beveiliging', href: paths.security(register.id) },
          {
            label: `Alles over ${say('jou', 'u')}`,
            href: paths.aboutMe(register.id),
          },
          ...(ended ? [] : [{ label: 'Afscherming', href: paths.askShielding(register.id) }]),
          ...(ended ? [] : [{ label: 'Uitschrijven', href: paths.endRegistration(register.id) }]),
          { label: 'Gegevens wissen', href: paths.eraseMe(register.id) },
        ].map(({ label, href }) => (
          <li>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
      <Details summary={`${register.shortName} op het beginscherm van ${your} telefoon`}>
        <p>
          Zo {say('open je', 'opent u')} het register met één tik, en zet {you} een activiteit er
          meteen in.
        </p>
        <ul>
          <li>iPhone of iPad: kies in Safari het teken voor delen, en dan ‘Zet op beginscherm’.</li>
          <li>
            Android: open het menu van de browser, en kies ‘Toevoegen aan startscherm’ of
            ‘Installeren’.
          </li>
        </ul>
      </Details>
    </>,
  )
}

/** The form to change name and address. */
export const editPerson = formPage<PersonFacts, Loaded>({
  load,
  form: (visit, { known, relied }) => {
    const { register } = visit.context
    const said = <SettledName register={register} name={known.person} />
    return personForm(register, relied ? { name: known.person, said } : undefined)
  },
  known: (_, { known }) => known.person,
  page: (visit, { known }) => ({
    ...editFacts(visit, known.version),
    title: 'Persoonlijke gegevens wijzigen',
    lead: (
      <p>{speech(visit).Your} naam komt zo in het openbare register. De rest is niet openbaar.</p>
    ),
  }),
  save: (visit, person) => change(visit, { person }),
})

/** The form to change where somebody works. */
export const editWork = formPage<WorkAnswers, Loaded>({
  load,
  form: ({ context }) => workForm(context.register),
  known: (_, { known, background }) => ({ ...known.work, ...background }),
  page: (visit, { known }) => ({
    ...editFacts(visit, known.version),
    title: 'Werk wijzigen',
    lead: <p>{whyWorkIsAsked(visit.context)}</p>,
  }),
  save: (visit, work) => change(visit, { work, background: backgroundIn(work) }),
})

// Changes the one or the other and leads back; what was changed meanwhile is shown.
async function change(
  visit: Visit,
  to: { person: PersonFacts } | { work: WorkAnswers; background: Background },
) {
  const { register, Your } = speech(visit)
  const { accountId, email } = accountOf(visit)
  const version = versionIn(visit.form)
  const changed = await changePerson(visit.context, { accountId, version, ...to })
  switch (changed.outcome) {
    case 'changed': {
      const said = `${Your} ${'work' in to ? 'werk is' : 'gegevens zijn'} gewijzigd.`
      if (!changed.agreementRenewed) return leaveFor(visit, paths.myData(register.id), said)
      const also = `${said} ${Your} overeenkomst is ook aangepast.`
      return leaveFor(visit, paths.signAgreement(register.id), also)
    }
    case 'stale': {
      const { now } = changed
      const items =
        'work' in to
          ? workForm(register).summary({
              ...now.work,
              ...(await findBackground(visit.context, registrationOf(visit))),
            })
          : personItems(register, now.person, email)
      return { version: now.version, stale: <ChangedMeanwhile visit={visit} items={items} /> }
    }
    case 'name-is-relied-on':
      return seeOther(paths.editName(register.id))
    case 'unknown':
      return notFound()
  }
}

function SettledName(props: { readonly register: Register; readonly name: PersonName }) {
  const { register, name } = props
  return (
    <>
      {fullName(name)} ({name.initials || 'geen voorletters'}).{' '}
      <a href={paths.editName(register.id)}>Andere naam aanvragen</a>
    </>
  )
}

type Loaded = Awaited<ReturnType<typeof load>>

async function load(visit: Visit) {
  const member = await findMember(visit.context, registrationOf(visit))
  const known = await findPerson(visit.context, accountOf(visit).accountId)
  if (member === undefined || known === undefined) notFound()
  const relied = await isNameRelied(visit.context, member.registrationId)
  const asked = await openNameChange(visit.context, member.registrationId)
  const background = await findBackground(visit.context, member.registrationId)
  return { member, known, relied, asked, background }
}

function editFacts(visit: Visit, version: number) {
  return { ...inMyData(visit), version, form: { guard: true }, button: 'Bewaren' }
}

function ChangedMeanwhile(props: {
  readonly visit: Visit
  readonly items: readonly SummaryItem[]
}) {
  const { say } = speech(props.visit)
  return (
    <Alert type="warning" title="Iemand heeft dit intussen gewijzigd" focus>
      <p>
        Dat {say('kun je', 'kunt u')} zelf zijn, in een ander venster. Zo staat het er nu; wat{' '}
        {say('jij', 'u')} invulde staat hieronder. Kies opnieuw bewaren om {say('jouw', 'uw')} tekst
        te houden.
      </p>
      <SummaryList items={props.items} />
    </Alert>
  )
}

// What was declared, with the versions of the texts that were meant.
function Declared(props: { readonly register: Register; readonly made: MadeDeclaration }) {
  const { register, made } = props
  const text = register.declarations.find(({ id }) => id === made.id)?.text ?? made.id
  return (
    <>
      <p>{text}</p>
      {Object.entries(made.texts).map(([id, { from }]) => (
        <p>
          <a href={paths.registerTextVersion(register.id, id, from)}>
            {versionsOfText(register, id)[0]?.title ?? id}, versie van {formatDay(from)}
          </a>
        </p>
      ))}
    </>
  )
}
