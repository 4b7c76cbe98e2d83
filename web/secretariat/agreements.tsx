import type { AgreementEvent, AgreementStatus } from '#domain/certification/agreement/agreement.ts'
import { agreementLifecycle } from '#domain/certification/agreement/agreement.ts'
import { approveAgreement } from '#domain/certification/agreement/approve-agreement.ts'
import { listAgreementsToCheck } from '#domain/certification/agreement/list-agreements-to-check.ts'
import { listAnnouncedAgreements } from '#domain/certification/agreement/list-announced-agreements.ts'
import type { Agreement } from '#domain/certification/agreement/queries.ts'
import { findAgreement, listAgreements, onPaper } from '#domain/certification/agreement/queries.ts'
import { returnAgreement } from '#domain/certification/agreement/return-agreement.ts'
import { addresseeOf, isNameOf } from '#domain/people/person/person.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findDeclarations, findMember } from '#domain/people/registration/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { may } from '#domain/platform/lifecycle/lifecycle.ts'
import { momentInText } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { paysAtFirst } from '#regulations/tariffs.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form, under } from '#web/forms/form.tsx'
import { choice, text } from '#web/forms/questions.tsx'
import type { TagColour } from '#web/kit/index.ts'
import { Alert, CompareColumns, Details, formatDay, SummaryList, Tag } from '#web/kit/index.ts'
import { ColleagueFirst } from '#web/layout/colleague-first.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { List, listPage } from '#web/layout/list-page.tsx'
import { paths } from '#web/paths.ts'
import { Tied, withoutTied } from '#web/review/ties.tsx'
import type { Visit } from '#web/route.ts'
import { idIn, leaveFor, notFound } from '#web/route.ts'
import { inWork } from '#web/secretariat/in-work.ts'
import { ageInWords } from '#web/secretariat/work.tsx'
import { AgreementText } from '#web/sign-up/agreement.tsx'
import { speech } from '#web/speech.ts'

/** The signed agreements that wait to be checked. */
export async function showAgreements(visit: Visit): Promise<Response> {
  const { register, today } = visit.context
  const all = await listAgreementsToCheck(visit.context)
  const expected = await withoutTied(
    visit,
    ['keep-records'],
    await listAnnouncedAgreements(visit.context),
    (one) => one,
  )
  const { free: agreements, tied } = await withoutTied(visit, ['keep-records'], all, (one) => one)
  return listPage(visit, {
    title: `Overeenkomsten controleren (${agreements.length})`,
    ...inWork(register),
    list: {
      caption: 'Overeenkomsten, de oudste eerst',
      rows: agreements,
      columns: ({ name, text, day, status }) => [
        name(
          'Naam',
          (one) => one.name,
          ({ id }) => paths.workAgreement(register.id, id),
        ),
        text('Overeenkomst', ({ number }) => number, { nowrap: true }),
        day('Ondertekend op', ({ signedOn }) => signedOn),
        text('Wacht', ({ signedOn }) => ageInWords(signedOn, today), { nowrap: true }),
        status('Bijzonderheden', ({ afterReturn }) =>
          afterReturn ? { colour: 'blue', label: 'Terug van aanvulling' } : undefined,
        ),
      ],
      empty: {
        title: 'Alles is gedaan',
        text: (
          <>
            <p>Er wacht geen overeenkomst op controle.</p>
            <p>
              <a href={paths.work(register.id)}>Terug naar de werkvoorraad</a>
            </p>
          </>
        ),
      },
    },
    after: (
      <>
        {expected.free.length > 0 && (
          <>
            <h2>Verwacht per post ({expected.free.length})</h2>
            <p>Wie dit aankondigde, krijgt dezelfde herinneringen als wie nog niet tekende.</p>
            <List
              visit={visit}
              caption="Aangekondigde overeenkomsten, de eerste laatste dag eerst"
              rows={expected.free}
              columns={({ name, text, day, status }) => [
                name(
                  'Naam',
                  (one) => one.name,
                  ({ id }) => paths.workAgreementArrival(register.id, id),
                ),
                text('Overeenkomst', ({ number }) => number, { nowrap: true }),
                day('Aangekondigd op', ({ announcedOn }) => announcedOn),
                day('Uiterlijk op', ({ signBefore }) => signBefore),
                status('Bijzonderheden', ({ signBefore }) =>
                  Temporal.PlainDate.compare(signBefore, today) < 0
                    ? { colour: 'red', label: 'Te laat' }
                    : undefined,
                ),
              ]}
            />
          </>
        )}
        <p>
          Kwam er een {expected.free.length > 0 ? 'andere ' : ''}overeenkomst op papier?{' '}
          <a href={paths.workSearch(register.id)}>Zoek de {register.professional.one} op</a>, open
          de overeenkomst en bewaar de dag.
        </p>
        <Tied {...{ visit, tied }} />
      </>
    ),
  })
}

function decisionForm({ register, today }: Context) {
  const { address, gates } = register
  const { you, Your } = voice(address)
  return form({
    decision: choice('besluit', `${Your} besluit`, {
      required: `Kies wat ${you} besluit.`,
      options: [
        {
          value: 'goedkeuren',
          label: 'Goedkeuren',
          hint: !paysAtFirst(register, today)
            ? 'Het portfolio gaat open.'
            : gates.portfolio === 'agreement'
              ? 'Het portfolio gaat open en de factuur wordt verstuurd.'
              : 'De factuur wordt verstuurd. Is die betaald, dan gaat het portfolio open.',
        },
        {
          value: 'terugsturen',
          label: 'Terugsturen',
          hint: 'Er komt meteen een nieuwe overeenkomst om te tekenen.',
        },
      ],
    }),
    reason: under(
      'decision',
      'terugsturen',
      text('reden', 'Wat moet er worden aangepast?', {
        hint: 'Dit staat letterlijk in de e-mail.',
        rows: 4,
        most: 2000,
        required: 'Schrijf op wat er moet worden aangepast.',
        tooLong: () => 'Gebruik hoogstens 2000 tekens.',
      }),
    ),
  })
}

interface AgreementToCheck {
  readonly agreement: Agreement
  readonly member: Member
  /** How many of the declarations were made. */
  readonly made: number
  readonly earlier: readonly Agreement[]
}

async function loadAgreement(visit: Visit): Promise<AgreementToCheck> {
  const { context } = visit
  const agreement = (await findAgreement(context, idIn(visit))) ?? notFound()
  const { registrationId } = agreement
  const member = (await findMember(context, registrationId)) ?? notFound()
  const { size: made } = await findDeclarations(context, registrationId)
  const earlier = (await listAgreements(context, registrationId)).filter(
    ({ id, status }) => id !== agreement.id && status === 'returned',
  )
  return { agreement, member, made, earlier }
}

/** One agreement, to check, and to approve or return with a reason. */
export const agreementCheck = formPage({
  load: loadAgreement,
  form: ({ context }) => decisionForm(context),
  page: ({ context: { register } }, loaded) => {
    const { agreement, member, earlier } = loaded
    const { colour, label } = words[agreement.status]
    return {
      title: `Overeenkomst van ${member.name}`,
      ...inWork(register, { label: 'Overeenkomsten', href: paths.workAgreements(register.id) }),
      caption: agreement.number,
      aside: <Tag colour={colour}>{label}</Tag>,
      lead: earlier.map(({ returnReason }) => (
        <Alert type="info" title="Eerder teruggestuurd">
          <p class="preserve">{returnReason}</p>
        </Alert>
      )),
      version: agreement.version,
      button: 'Besluit opslaan',
      frame: (asked) => (
        <CompareColumns
          leftLabel="De controle"
          rightLabel="Het besluit"
          left={<Completeness register={register} loaded={loaded} />}
          right={
            agreement.status === 'signed' ? (
              asked
            ) : (
              <NothingToDecide register={register} agreement={agreement} />
            )
          }
        />
      ),
    }
  },
  save: async (visit, { decision, reason = '' }) => {
    const { context, form } = visit
    const list = paths.workAgreements(context.register.id)
    const about = { agreementId: visit.param('id'), version: versionIn(form) }
    const done =
      decision === 'goedkeuren'
        ? await approveAgreement(context, about)
        : await returnAgreement(context, { ...about, reason })
    switch (done.outcome) {
      case 'approved':
        return leaveFor(
          visit,
          list,
          `Goedgekeurd. Het registratienummer is ${done.number}.${done.invoiceId === undefined ? '' : ' De factuur is verstuurd.'}`,
        )
      case 'returned':
        return leaveFor(visit, list, 'Teruggestuurd. Er is een bericht met de reden verstuurd.')
      case 'stale':
        return { stale: ({ agreement }) => <Stale visit={visit} agreement={agreement} /> }
      case 'unknown':
        return notFound()
    }
  },
})

const words: Readonly<
  Record<Agreement['status'], { readonly label: string; readonly colour: TagColour }>
> = {
  sent: { label: 'Nog niet ondertekend', colour: 'grey' },
  signed: { label: 'Wacht op controle', colour: 'yellow' },
  returned: { label: 'Teruggestuurd', colour: 'blue' },
  approved: { label: 'Goedgekeurd', colour: 'green' },
  lapsed: { label: 'Verlopen', colour: 'grey' },
}

function Stale({ visit, agreement }: { readonly visit: Visit; readonly agreement: Agreement }) {
  const { register, say } = speech(visit)
  const { status, checkedOn, returnReason } = agreement
  const typed = visit.form.value('reden')
  return (
    <ColleagueFirst register={register}>
      <p>
        Deze overeenkomst is intussen: {words[status].label.toLowerCase()}
        {checkedOn === undefined ? '' : ` op ${formatDay(checkedOn)}`}.
      </p>
      {returnReason !== undefined && <p class="preserve">Reden: {returnReason}</p>}
      {typed !== '' && (
        <p class="preserve">
          {say('Jij', 'U')} schreef: {typed}
        </p>
      )}
    </ColleagueFirst>
  )
}

function NothingToDecide(props: { readonly register: Register; readonly agreement: Agreement }) {
  const { register, agreement } = props
  return (
    <>
      <p>Hier valt nu niets te besluiten.</p>
      {may<AgreementStatus, AgreementEvent>(agreementLifecycle, agreement.status, 'receive') && (
        <p>
          Kwam de overeenkomst op papier?{' '}
          <a href={paths.workAgreementArrival(register.id, agreement.id)}>
            Bewaar op welke dag die binnenkwam
          </a>
        </p>
      )}
    </>
  )
}

function Completeness(props: { readonly register: Register; readonly loaded: AgreementToCheck }) {
  const { register, loaded } = props
  const { agreement, member, made } = loaded
  const { signature, content, signedName, signedOn, signBefore } = agreement
  const asked = register.declarations.length
  const written = [content.person.name, ...content.person.addressLines].join(', ')
  const { name, addressLines } = addresseeOf(member.person)
  const now = [name, ...addressLines].join(', ')
  const signedAt = signature?.signedAt
  const paper = onPaper(agreement)
  return (
    <>
      <h2>Is alles compleet?</h2>
      <SummaryList
        items={[
          {
            term: 'Naam en adres in de overeenkomst',
            value: (
              <>
                {written}
                {written !== now && (
                  <>
                    <br />
                    <Tag colour="yellow">Intussen gewijzigd</Tag> Nu: {now}
                  </>
                )}
              </>
            ),
          },
          paper === undefined
            ? checked(
                'Ondertekend als',
                signedName ?? '–',
                signedName === undefined ? undefined : isNameOf(signedName, member.person),
                'Andere naam',
              )
            : {
                term: 'Ondertekend',
                value: `Op papier. Kijk zelf of de handtekening van ${member.name} erop staat.`,
              },
          checked(
            paper === undefined
              ? 'Ondertekend op'
              : paper === 'scan'
                ? 'Scan ingestuurd op'
                : 'Per post ontvangen op',
            typeof signedAt === 'string'
              ? momentInText(signedAt)
              : signedOn === undefined
                ? '–'
                : formatDay(signedOn),
            signedOn && Temporal.PlainDate.compare(signedOn, signBefore) <= 0,
            'Te laat',
          ),
          { term: 'Ondertekenen kon tot en met', value: formatDay(signBefore) },
          paper === undefined && {
            term: 'Hoe ingelogd',
            value: String(signature?.authentication ?? '–'),
          },
          checked('Verklaringen', `${made} van ${asked}`, made >= asked, 'Niet alle'),
        ]}
      />
      <p>
        <a
          href={paths.workDocument(register.id, agreement.signedDocumentId ?? agreement.documentId)}
        >
          {agreement.signedDocumentId === undefined
            ? 'Open de overeenkomst zonder handtekening (PDF)'
            : paper === undefined
              ? 'Open de overeenkomst met handtekening (PDF)'
              : 'Open de scan met handtekening'}
        </a>
      </p>
      <p>
        <a href={paths.workFile(register.id, member.registrationId)}>
          Naar het dossier van {member.name}
        </a>
      </p>
      <Details summary="Lees de tekst van de overeenkomst">
        <AgreementText agreement={agreement} />
      </Details>
    </>
  )
}

// What was found, and whether that is as it should be, as far as it is known.
function checked(term: string, found: string, ok: boolean | undefined, no: string) {
  const tag = ok !== undefined && <Tag colour={ok ? 'green' : 'yellow'}>{ok ? 'In orde' : no}</Tag>
  return {
    term,
    value: (
      <>
        {found} {tag}
      </>
    ),
  }
}
