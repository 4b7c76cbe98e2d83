import { canStillBeSigned, signingStatement } from '#domain/certification/agreement/agreement.ts'
import type { Agreement } from '#domain/certification/agreement/queries.ts'
import { listAgreements } from '#domain/certification/agreement/queries.ts'
import { sendAgreement } from '#domain/certification/agreement/send-agreement.ts'
import { signAgreement } from '#domain/certification/agreement/sign-agreement.ts'
import { momentInText } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import { errorAt, formTokens } from '#web/answers.ts'
import type { Answers } from '#web/forms/answers.ts'
import { versionIn } from '#web/forms/answers.ts'
import type { FieldError } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  Card,
  Checkbox,
  ErrorSummary,
  Field,
  Form,
  formatDay,
  PageTitle,
  SummaryList,
} from '#web/kit/index.ts'
import { mailedTo } from '#web/mailed.ts'
import { page } from '#web/page.tsx'
import { Coming, papersComing } from '#web/papers.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { accountOf, notFound, registrationOf, seeOther } from '#web/route.ts'

/** The agreement: to read and sign, or what became of it. */
export async function showAgreement(visit: Visit): Promise<Response> {
  const agreements = await listAgreements(visit.context, registrationOf(visit))
  const [latest, before] = agreements
  if (latest === undefined) notFound()
  return agreementPage(visit, latest, before, visit.kept ?? visit.form, [])
}

/** Signs the agreement, or shows the page again with what is still needed. */
export async function signNow(visit: Visit): Promise<Response> {
  const { context, form } = visit
  const { register } = context
  const { you, You, your } = voice(register.address)
  const [latest, before] = await listAgreements(context, registrationOf(visit))
  if (latest === undefined) notFound()
  const typedName = form.value('naam').trim()
  const errors: FieldError[] = []
  if (form.value('akkoord') !== 'ja') {
    errors.push({ field: 'akkoord', message: `Zet een vinkje als ${you} akkoord gaat.` })
  }
  if (typedName === '') errors.push({ field: 'naam', message: `Typ ${your} voor- en achternaam.` })
  if (errors.length > 0) return agreementPage(visit, latest, before, form, errors)
  const signed = await signAgreement(context, {
    agreementId: form.value('overeenkomst') || latest.id,
    version: versionIn(form),
    typedName: typedName.slice(0, 200),
  })
  switch (signed.outcome) {
    case 'signed':
      visit.leave(
        `${You} hebt ondertekend. ${mailedTo(context.platform, 'een kopie', accountOf(visit).email)}`,
      )
      return seeOther(paths.signUpTasks(register.id))
    case 'already-signed':
      visit.leave(`${You} had deze overeenkomst al ondertekend.`, 'info')
      return seeOther(paths.signUpTasks(register.id))
    case 'lapsed':
      return seeOther(paths.newAgreement(register.id))
    case 'another-name':
      return agreementPage(visit, latest, before, form, [
        {
          field: 'naam',
          message: `Typ ${your} naam zoals die in de overeenkomst staat: ${signed.name}.`,
        },
      ])
    case 'stale':
      return agreementPage(visit, latest, before, form, [], 'stale')
    case 'coming':
      return agreementPage(visit, latest, before, form, [], 'coming')
    case 'unknown':
      notFound()
  }
}

/** Asks for another agreement after the last one lapsed. */
export async function showNewAgreement(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, today } = context
  const { You, Your, say } = voice(register.address)
  const [latest] = await listAgreements(context, registrationOf(visit))
  if (latest === undefined) notFound()
  const waiting = latest.status === 'sent' && canStillBeSigned(latest.signBefore, today)
  if (waiting) return seeOther(paths.signAgreement(register.id))
  if (latest.status !== 'lapsed' && latest.status !== 'sent') {
    return seeOther(paths.signUpTasks(register.id))
  }
  return page(
    visit,
    {
      title: 'Nieuwe overeenkomst',
      breadcrumb: [{ label: 'Aanmelden', href: paths.signUpTasks(register.id) }],
    },
    <>
      <PageTitle>{Your} overeenkomst is verlopen</PageTitle>
      <p>Ondertekenen kon tot en met {formatDay(latest.signBefore)}.</p>
      {latest.status === 'sent' ? (
        <p>Morgen {say('kun je', 'kunt u')} hier een nieuwe overeenkomst aanvragen.</p>
      ) : (
        <>
          <p>
            {say('Wil je', 'Wilt u')} toch meedoen? Vraag dan een nieuwe overeenkomst aan. {You}{' '}
            hebt dan opnieuw een maand de tijd.
          </p>
          <Form action={paths.newAgreement(register.id)} {...formTokens(visit)}>
            <Button>Nieuwe overeenkomst aanvragen</Button>
          </Form>
        </>
      )}
    </>,
  )
}

/** Makes another agreement. */
export async function askNewAgreement(visit: Visit): Promise<Response> {
  const { register } = visit.context
  const { Your } = voice(register.address)
  const sent = await sendAgreement(visit.context, registrationOf(visit))
  switch (sent.outcome) {
    case 'sent':
      visit.leave(
        `${Your} nieuwe overeenkomst is klaar. Onderteken uiterlijk op ${formatDay(sent.signBefore)}.`,
      )
      return seeOther(paths.signAgreement(register.id))
    case 'not-now':
      return seeOther(paths.signUpTasks(register.id))
    case 'unknown':
      notFound()
  }
}

async function agreementPage(
  visit: Visit,
  latest: Agreement,
  before: Agreement | undefined,
  typed: Answers,
  errors: readonly FieldError[],
  late?: 'stale' | 'coming',
): Promise<Response> {
  const { register, today } = visit.context
  const { you, You, your, Your } = voice(register.address)
  const waiting = latest.status === 'sent'
  if (waiting && !canStillBeSigned(latest.signBefore, today)) {
    return seeOther(paths.newAgreement(register.id))
  }
  if (latest.status === 'lapsed') return seeOther(paths.newAgreement(register.id))
  const documentId = latest.signedDocumentId ?? latest.documentId
  const coming = await papersComing(visit, [documentId])
  const there = !coming.ids.has(documentId)
  const sent = visit.request.method === 'POST'
  const wrong = errors.length > 0
  return page(
    visit,
    {
      title: waiting ? 'Overeenkomst ondertekenen' : `${Your} overeenkomst`,
      wrong,
      // What was typed stays where it is.
      refresh: sent ? undefined : coming.refresh,
      status: late !== undefined ? 409 : wrong ? 422 : 200,
      breadcrumb: [{ label: 'Aanmelden', href: paths.signUpTasks(register.id) }],
    },
    <>
      <ErrorSummary errors={errors} />
      {late === 'coming' && (
        <Alert type="warning" title="De overeenkomst wordt nog gemaakt" focus>
          <p>Wacht een paar tellen. Lees de overeenkomst en onderteken dan opnieuw.</p>
        </Alert>
      )}
      {late === 'stale' && (
        <Alert type="warning" title="De overeenkomst is intussen gewijzigd" focus>
          <p>
            {Your} gegevens zijn aangepast. Lees de overeenkomst hieronder opnieuw en onderteken
            dan.
          </p>
        </Alert>
      )}
      <PageTitle>{waiting ? 'Overeenkomst ondertekenen' : `${Your} overeenkomst`}</PageTitle>
      {waiting && before?.status === 'returned' && (
        <Alert type="warning" title={`We konden ${your} vorige overeenkomst niet goedkeuren`}>
          <p class="preserve">{before.returnReason}</p>
          <p>
            Kloppen {your} gegevens niet?{' '}
            <a href={paths.editPerson(register.id)}>Pas ze eerst aan</a>. De overeenkomst verandert
            dan mee. Onderteken daarna opnieuw.
          </p>
        </Alert>
      )}
      {waiting ? (
        <p>
          Lees de overeenkomst en onderteken uiterlijk op{' '}
          <strong>{formatDay(latest.signBefore)}</strong>.
        </p>
      ) : (
        <SignedFacts visit={visit} agreement={latest} />
      )}
      {!sent && (
        <Coming
          coming={coming}
          of={[documentId]}
          label={
            waiting ? 'De overeenkomst wordt gemaakt.' : 'De ondertekende kopie wordt gemaakt.'
          }
        />
      )}
      {(there || sent) && (
        <p>
          <a href={paths.myDocument(register.id, documentId)}>
            {waiting ? 'Open de overeenkomst als PDF' : 'Open de ondertekende overeenkomst als PDF'}
          </a>
        </p>
      )}
      <AgreementText agreement={latest} />
      {waiting && (there || sent) && (
        <>
          <h2>Ondertekenen</h2>
          <p>
            {You} ondertekent als <strong>{latest.content.person.name}</strong>. We leggen vast wie{' '}
            {you} bent, hoe {you} bent ingelogd, wanneer {you} tekent en welk document {you} tekent.
          </p>
          <p>
            Klopt {your} naam of adres niet? <a href={paths.editPerson(register.id)}>Pas het aan</a>
            . De overeenkomst verandert dan mee.
          </p>
          <Form
            action={paths.signAgreement(register.id)}
            {...formTokens(visit, {
              overeenkomst: latest.id,
              _version: String(latest.version),
            })}
          >
            <Checkbox
              name="akkoord"
              label={signingStatement}
              checked={typed.value('akkoord') === 'ja'}
              error={errorAt(errors, 'akkoord')}
            />
            <Field
              name="naam"
              label={`${Your} voor- en achternaam`}
              hint={`Typ ${your} naam. Dat is ${your} handtekening.`}
              width="l"
              autocomplete="name"
              value={typed.value('naam')}
              error={errorAt(errors, 'naam')}
            />
            <Button>Ondertekenen</Button>
          </Form>
        </>
      )}
    </>,
  )
}

function SignedFacts({
  visit,
  agreement,
}: {
  readonly visit: Visit
  readonly agreement: Agreement
}) {
  const { register } = visit.context
  const { You, your } = voice(register.address)
  const signedAt = agreement.signature?.signedAt
  return (
    <>
      {agreement.status === 'signed' && (
        <Alert type="info">
          <p>
            We controleren {your} overeenkomst binnen {register.terms.backOfficeDays} werkdagen.{' '}
            {You} krijgt een e-mail.
          </p>
        </Alert>
      )}
      <SummaryList
        items={[
          { term: 'Nummer', value: agreement.number },
          { term: 'Ondertekend door', value: agreement.signedName ?? '' },
          {
            term: 'Ondertekend op',
            value: typeof signedAt === 'string' ? momentInText(signedAt) : '',
          },
          ...(agreement.status === 'approved' && agreement.checkedOn !== undefined
            ? [{ term: 'Goedgekeurd op', value: formatDay(agreement.checkedOn) }]
            : []),
        ]}
      />
    </>
  )
}

/** The words of an agreement as they are in the PDF. */
export function AgreementText({ agreement }: { readonly agreement: Agreement }) {
  const { content } = agreement
  return (
    <div class="paper">
      <Card>
        <h2>
          {content.title} {agreement.number}
        </h2>
        <p>
          Tussen {content.register.organisation}, hierna {content.register.wording.register.the}, en{' '}
          {content.person.name}, {content.person.addressLines.join(', ')}. Opgemaakt op{' '}
          {formatDay(content.madeOn)}, bij het reglement van {formatDay(content.regulationVersion)}.
        </p>
        {content.sections.map((section, index) => (
          <>
            <h3>
              {index + 1}. {section.heading}
            </h3>
            {section.paragraphs.map((paragraph) => (
              <p>{paragraph}</p>
            ))}
          </>
        ))}
      </Card>
    </div>
  )
}
