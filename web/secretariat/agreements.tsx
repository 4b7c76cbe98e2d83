import { approveAgreement } from '#domain/certification/agreement/approve-agreement.ts'
import { listAgreementsToCheck } from '#domain/certification/agreement/list-agreements-to-check.ts'
import type { Agreement } from '#domain/certification/agreement/queries.ts'
import { findAgreement, listAgreements } from '#domain/certification/agreement/queries.ts'
import { returnAgreement } from '#domain/certification/agreement/return-agreement.ts'
import { addresseeOf, isNameOf } from '#domain/people/person/person.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findDeclarations, findMember } from '#domain/people/registration/queries.ts'
import { momentInText } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import { errorAt, formTokens } from '#web/answers.ts'
import type { Answers } from '#web/forms/answers.ts'
import { versionIn } from '#web/forms/answers.ts'
import type { FieldError, TagColour } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  CompareColumns,
  DataTable,
  Details,
  EmptyState,
  ErrorSummary,
  Form,
  formatDay,
  formatDayShort,
  PageTitle,
  Radios,
  SummaryList,
  Tag,
  Textarea,
} from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { notFound, seeOther } from '#web/route.ts'
import { ageInWords } from '#web/secretariat/work.tsx'
import { AgreementText } from '#web/sign-up/agreement.tsx'

/** The signed agreements that wait to be checked. */
export async function showAgreements(visit: Visit): Promise<Response> {
  const { register, today } = visit.context
  const agreements = await listAgreementsToCheck(visit.context)
  return page(
    visit,
    {
      title: `Overeenkomsten controleren (${agreements.length})`,
      current: paths.work(register.id),
      breadcrumb: [{ label: 'Werkvoorraad', href: paths.work(register.id) }],
    },
    <>
      <PageTitle>Overeenkomsten controleren ({agreements.length})</PageTitle>
      {agreements.length === 0 ? (
        <EmptyState title="Alles is gedaan">
          <p>Er wacht geen overeenkomst op controle.</p>
          <p>
            <a href={paths.work(register.id)}>Terug naar de werkvoorraad</a>
          </p>
        </EmptyState>
      ) : (
        <DataTable
          caption="Overeenkomsten, de oudste eerst"
          captionHidden
          rows={agreements}
          columns={[
            {
              header: 'Naam',
              primary: true,
              cell: (one) => <a href={paths.workAgreement(register.id, one.id)}>{one.name}</a>,
            },
            { header: 'Overeenkomst', nowrap: true, cell: (one) => one.number },
            {
              header: 'Ondertekend op',
              nowrap: true,
              cell: (one) => formatDayShort(one.signedOn),
            },
            { header: 'Wacht', nowrap: true, cell: (one) => ageInWords(one.signedOn, today) },
            {
              header: 'Bijzonderheden',
              cell: (one) => (one.afterReturn ? <Tag colour="blue">Terug van aanvulling</Tag> : ''),
            },
          ]}
        />
      )}
    </>,
  )
}

/** One agreement, to check and decide about. */
export async function showAgreementCheck(visit: Visit): Promise<Response> {
  return checkPage(visit, visit.kept ?? visit.form, [])
}

/** Approves the agreement or returns it with a reason. */
export async function decideAgreement(visit: Visit): Promise<Response> {
  const { context, form } = visit
  const { register } = context
  const agreementId = visit.param('id')
  const decision = form.value('besluit')
  const reason = form.value('reden').replace(/\r\n/g, '\n').trim()
  const errors = errorsIn(visit, decision, reason)
  if (errors.length > 0) return checkPage(visit, form, errors)
  const version = versionIn(form)
  const done =
    decision === 'goedkeuren'
      ? await approveAgreement(context, { agreementId, version })
      : await returnAgreement(context, { agreementId, version, reason })
  switch (done.outcome) {
    case 'approved':
      visit.leave(`Goedgekeurd. Het registratienummer is ${done.number}. De factuur is verstuurd.`)
      return seeOther(paths.workAgreements(register.id))
    case 'returned':
      visit.leave('Teruggestuurd. Er is een bericht met de reden verstuurd.')
      return seeOther(paths.workAgreements(register.id))
    case 'stale':
      return checkPage(visit, form, [], true)
    case 'unknown':
      notFound()
  }
}

function errorsIn(visit: Visit, decision: string, reason: string): readonly FieldError[] {
  const { you } = voice(visit.context.register.address)
  if (decision === 'goedkeuren') return []
  if (decision !== 'terugsturen') return [{ field: 'besluit', message: `Kies wat ${you} besluit.` }]
  if (reason === '') {
    return [{ field: 'reden', message: 'Schrijf op wat er moet worden aangepast.' }]
  }
  return reason.length > mostReason
    ? [{ field: 'reden', message: `Gebruik hoogstens ${mostReason} tekens.` }]
    : []
}

const mostReason = 2000

const words: Readonly<
  Record<Agreement['status'], { readonly label: string; readonly colour: TagColour }>
> = {
  sent: { label: 'Nog niet ondertekend', colour: 'grey' },
  signed: { label: 'Wacht op controle', colour: 'yellow' },
  returned: { label: 'Teruggestuurd', colour: 'blue' },
  approved: { label: 'Goedgekeurd', colour: 'green' },
  lapsed: { label: 'Verlopen', colour: 'grey' },
}

async function checkPage(
  visit: Visit,
  typed: Answers,
  errors: readonly FieldError[],
  stale = false,
): Promise<Response> {
  const { context } = visit
  const { register } = context
  const { you, say } = voice(register.address)
  const id = visit.param('id')
  const agreement = /^[0-9a-f-]{36}$/.test(id) ? await findAgreement(context, id) : undefined
  if (agreement === undefined) notFound()
  const member = await findMember(context, agreement.registrationId)
  if (member === undefined) notFound()
  const made = await findDeclarations(context, member.registrationId)
  const earlier = (await listAgreements(context, member.registrationId)).filter(
    (one) => one.id !== agreement.id && one.status === 'returned',
  )
  const wrong = errors.length > 0
  const status = words[agreement.status]
  return page(
    visit,
    {
      title: `Overeenkomst van ${member.name}`,
      current: paths.work(register.id),
      wrong,
      status: stale ? 409 : wrong ? 422 : 200,
      breadcrumb: [
        { label: 'Werkvoorraad', href: paths.work(register.id) },
        { label: 'Overeenkomsten', href: paths.workAgreements(register.id) },
      ],
    },
    <>
      <ErrorSummary errors={errors} />
      {stale && (
        <Alert type="warning" title={`Een collega was ${you} voor`} focus>
          <p>
            Deze overeenkomst is intussen: {status.label.toLowerCase()}
            {agreement.checkedOn === undefined ? '' : ` op ${formatDay(agreement.checkedOn)}`}.
          </p>
          {agreement.returnReason !== undefined && (
            <p class="preserve">Reden: {agreement.returnReason}</p>
          )}
          {typed.value('reden') !== '' && (
            <p class="preserve">
              {say('Jij', 'U')} schreef: {typed.value('reden')}
            </p>
          )}
        </Alert>
      )}
      <PageTitle
        caption={agreement.number}
        aside={<Tag colour={status.colour}>{status.label}</Tag>}
      >
        Overeenkomst van {member.name}
      </PageTitle>
      {earlier.map((one) => (
        <Alert type="info" title="Eerder teruggestuurd">
          <p class="preserve">{one.returnReason}</p>
        </Alert>
      ))}
      <CompareColumns
        leftLabel="De controle"
        rightLabel="Het besluit"
        left={
          <>
            <h2>Is alles compleet?</h2>
            <SummaryList
              items={checks(agreement, member, register.declarations.length, made.size)}
            />
            <p>
              <a
                href={paths.workDocument(
                  register.id,
                  agreement.signedDocumentId ?? agreement.documentId,
                )}
              >
                Open de overeenkomst met handtekening (PDF)
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
        }
        right={
          agreement.status === 'signed' ? (
            <DecisionForm visit={visit} agreement={agreement} typed={typed} errors={errors} />
          ) : (
            <p>Hier valt nu niets te besluiten.</p>
          )
        }
      />
    </>,
  )
}

function checks(agreement: Agreement, member: Member, asked: number, made: number) {
  const { signature, content } = agreement
  const inDocument = [content.person.name, ...content.person.addressLines].join(', ')
  const now = addresseeOf(member.person)
  const same = inDocument === [now.name, ...now.addressLines].join(', ')
  const signedAt = signature?.signedAt
  return [
    {
      term: 'Naam en adres in de overeenkomst',
      value: (
        <>
          {inDocument}
          {!same && (
            <>
              <br />
              <Tag colour="yellow">Intussen gewijzigd</Tag> Nu:{' '}
              {[now.name, ...now.addressLines].join(', ')}
            </>
          )}
        </>
      ),
    },
    {
      term: 'Ondertekend als',
      value: (
        <>
          {agreement.signedName ?? '–'}{' '}
          {agreement.signedName !== undefined && (
            <Passed ok={isNameOf(agreement.signedName, member.person)} no="Andere naam" />
          )}
        </>
      ),
    },
    {
      term: 'Ondertekend op',
      value: (
        <>
          {typeof signedAt === 'string' ? momentInText(signedAt) : '–'}{' '}
          {agreement.signedOn !== undefined && (
            <Passed
              ok={Temporal.PlainDate.compare(agreement.signedOn, agreement.signBefore) <= 0}
              no="Te laat"
            />
          )}
        </>
      ),
    },
    { term: 'Ondertekenen kon tot en met', value: formatDay(agreement.signBefore) },
    { term: 'Hoe ingelogd', value: String(signature?.authentication ?? '–') },
    {
      term: 'Verklaringen',
      value: (
        <>
          {made} van {asked} <Passed ok={made >= asked} no="Niet alle" />
        </>
      ),
    },
  ]
}

function Passed({ ok, no }: { readonly ok: boolean; readonly no: string }) {
  return <Tag colour={ok ? 'green' : 'yellow'}>{ok ? 'In orde' : no}</Tag>
}

function DecisionForm(props: {
  readonly visit: Visit
  readonly agreement: Agreement
  readonly typed: Answers
  readonly errors: readonly FieldError[]
}) {
  const { Your } = voice(props.visit.context.register.address)
  const { visit, agreement, typed, errors } = props
  const chosen = typed.value('besluit')
  return (
    <Form
      action={paths.workAgreement(visit.context.register.id, agreement.id)}
      {...formTokens(visit, { _version: String(agreement.version) })}
    >
      <Radios
        name="besluit"
        legend={`${Your} besluit`}
        {...(chosen === '' ? {} : { value: chosen })}
        error={errorAt(errors, 'besluit')}
        options={[
          {
            value: 'goedkeuren',
            label: 'Goedkeuren',
            hint:
              visit.context.register.gates.portfolio === 'agreement'
                ? 'Het portfolio gaat open en de factuur wordt verstuurd.'
                : 'De factuur wordt verstuurd. Is die betaald, dan gaat het portfolio open.',
          },
          {
            value: 'terugsturen',
            label: 'Terugsturen',
            hint: 'Er komt meteen een nieuwe overeenkomst om te tekenen.',
            reveal: (
              <Textarea
                name="reden"
                label="Wat moet er worden aangepast?"
                hint="Dit staat letterlijk in de e-mail."
                rows={4}
                most={mostReason}
                value={typed.value('reden')}
                error={errorAt(errors, 'reden')}
              />
            ),
          },
        ]}
      />
      <Button>Besluit opslaan</Button>
    </Form>
  )
}
