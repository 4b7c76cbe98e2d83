import { canStillBeSigned, signingStatement } from '#domain/certification/agreement/agreement.ts'
import type { Agreement } from '#domain/certification/agreement/queries.ts'
import { listAgreements, onPaper } from '#domain/certification/agreement/queries.ts'
import { sendAgreement } from '#domain/certification/agreement/send-agreement.ts'
import { signAgreement } from '#domain/certification/agreement/sign-agreement.ts'
import { momentInText } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { line, tick } from '#web/forms/questions.tsx'
import type { Content } from '#web/kit/index.ts'
import { Alert, Card, formatDay, SummaryList } from '#web/kit/index.ts'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { mailedTo } from '#web/mailed.ts'
import type { PapersComing } from '#web/papers.tsx'
import { Coming, papersComing } from '#web/papers.tsx'
import { paths } from '#web/paths.ts'
import type { ObjectionTo } from '#web/professional/objections.tsx'
import { ObjectionLink, objectionTo } from '#web/professional/objections.tsx'
import type { Visit } from '#web/route.ts'
import { accountOf, endedRegistrationOf, notFound, registrationOf, seeOther } from '#web/route.ts'
import { stepText } from '#web/sign-up/steps.ts'
import { speech } from '#web/speech.ts'

/** Signing the agreement by hand: a tick and one's own name. */
function signatureForm(register: Register) {
  const { you, your, Your } = voice(register.address)
  return form({
    agreed: tick('akkoord', signingStatement, {
      required: `Zet een vinkje als ${you} akkoord gaat.`,
    }),
    name: line('naam', `${Your} voor- en achternaam`, {
      hint: `Typ ${your} naam. Dat is ${your} handtekening.`,
      required: `Typ ${your} voor- en achternaam.`,
      most: Number.POSITIVE_INFINITY,
      width: 'l',
      autocomplete: 'name',
    }),
  })
}

interface Agreements {
  readonly latest: Agreement
  readonly coming: PapersComing
  readonly before: Agreement | undefined
  /** Where somebody objects to the one that was given back. */
  readonly to: ObjectionTo
}

/** The agreement: to read and sign, or what became of it. */
export const agreementPage = formPage({
  load: async (visit) => {
    const { register, today } = visit.context
    const [latest, before] = await listAgreements(visit.context, registrationOf(visit))
    if (latest === undefined) notFound()
    const ended = endedRegistrationOf(visit) !== undefined
    // One that was never signed is of no use to somebody who has left.
    if (ended && latest.signedDocumentId === undefined) notFound()
    const late = latest.status === 'sent' && !canStillBeSigned(latest.signBefore, today)
    if (!ended && (late || latest.status === 'lapsed'))
      return seeOther(paths.newAgreement(register.id))
    const coming = await papersComing(visit, [paperOf(latest)])
    const to =
      before?.status === 'returned'
        ? await objectionTo(visit, ({ id }) => id === before.id)
        : undefined
    return { latest, before, coming, to }
  },
  form: ({ context }) => signatureForm(context.register),
  open: (visit, loaded) =>
    loaded.latest.status === 'sent' && !loaded.coming.ids.has(loaded.latest.documentId)
      ? undefined
      : readPage(visit, loaded),
  page: (visit, loaded) => {
    const { latest } = loaded
    return {
      title: 'Overeenkomst ondertekenen',
      caption: stepText(visit.context, 'sign'),
      breadcrumb: [{ label: 'Aanmelden', href: paths.signUpTasks(visit.context.register.id) }],
      lead: <ToSign visit={visit} {...loaded} />,
      version: latest.version,
      form: { hidden: { overeenkomst: latest.id } },
      button: 'Ondertekenen',
    }
  },
  save: async (visit, { name }, { latest }) => {
    const { context, form: sent } = visit
    const { register, You, your, Your } = speech(visit)
    const signed = await signAgreement(context, {
      agreementId: sent.value('overeenkomst') || latest.id,
      version: versionIn(sent),
      typedName: name.slice(0, 200),
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
        return {
          wrong: {
            name: `Typ ${your} naam zoals die in de overeenkomst staat: ${signed.name}.`,
          },
        }
      case 'stale':
        return {
          stale: notYet(
            'De overeenkomst is intussen gewijzigd',
            `${Your} gegevens zijn aangepast. Lees de overeenkomst hieronder opnieuw en onderteken dan.`,
          ),
        }
      case 'coming':
        return {
          stale: notYet(
            'De overeenkomst wordt nog gemaakt',
            'Wacht een paar tellen. Lees de overeenkomst en onderteken dan opnieuw.',
          ),
        }
      case 'unknown':
        notFound()
    }
  },
})

function notYet(title: string, text: string): Content {
  return (
    <Alert type="warning" title={title} focus>
      <p>{text}</p>
    </Alert>
  )
}

function paperOf({ signedDocumentId, documentId }: Agreement): string {
  return signedDocumentId ?? documentId
}

function ToSign(props: Agreements & { readonly visit: Visit }) {
  const { visit, latest } = props
  const { register, you, You, your } = speech(visit)
  return (
    <>
      <ToRead {...props} />
      <PaperLink visit={visit} agreement={latest} />
      <AgreementText agreement={latest} />
      <h2>Ondertekenen</h2>
      <p>
        {You} ondertekent als <strong>{latest.content.person.name}</strong>. We leggen vast wie{' '}
        {you} bent, hoe {you} bent ingelogd, wanneer {you} tekent en welk document {you} tekent.
      </p>
      <p>
        Liever op papier?{' '}
        <a href={paths.signOnPaper(register.id)}>Print de overeenkomst en onderteken met de hand</a>
      </p>
      <p>
        Klopt {your} naam of adres niet? <a href={paths.editPerson(register.id)}>Pas het aan</a>. De
        overeenkomst verandert dan mee.
      </p>
    </>
  )
}

function ToRead({ visit, latest, before, to }: Agreements & { readonly visit: Visit }) {
  const { register, your } = speech(visit)
  return (
    <>
      {before?.status === 'returned' && (
        <Alert type="warning" title={`We konden ${your} vorige overeenkomst niet goedkeuren`}>
          <p class="preserve">{before.returnReason}</p>
          <p>
            Kloppen {your} gegevens niet?{' '}
            <a href={paths.editPerson(register.id)}>Pas ze eerst aan</a>. De overeenkomst verandert
            dan mee. Onderteken daarna opnieuw.
          </p>
          <ObjectionLink to={to} />
        </Alert>
      )}
      <p>
        Lees de overeenkomst en onderteken uiterlijk op{' '}
        <strong>{formatDay(latest.signBefore)}</strong>.
      </p>
    </>
  )
}

function PaperLink({ visit, agreement }: PaperProps) {
  return (
    <p>
      <a href={paths.myDocument(visit.context.register.id, paperOf(agreement))}>
        {agreement.signedDocumentId === undefined
          ? 'Open de overeenkomst als PDF'
          : 'Open de ondertekende overeenkomst als PDF'}
      </a>
    </p>
  )
}

// An agreement of which there is nothing to sign, or not yet.
function readPage(visit: Visit, loaded: Agreements): Promise<Response> {
  const { latest, coming } = loaded
  const { register, Your } = speech(visit)
  const waiting = latest.status === 'sent'
  return titledPage(
    visit,
    {
      title: waiting ? 'Overeenkomst ondertekenen' : `${Your} overeenkomst`,
      caption: waiting ? stepText(visit.context, 'sign') : undefined,
      refresh: coming.refresh,
      breadcrumb: [{ label: 'Aanmelden', href: paths.signUpTasks(register.id) }],
    },
    <>
      {waiting ? (
        <ToRead visit={visit} {...loaded} />
      ) : (
        <SignedFacts visit={visit} agreement={latest} />
      )}
      <Coming
        coming={coming}
        of={[paperOf(latest)]}
        label={waiting ? 'De overeenkomst wordt gemaakt.' : 'De ondertekende kopie wordt gemaakt.'}
      />
      {!coming.ids.has(paperOf(latest)) && <PaperLink visit={visit} agreement={latest} />}
      <AgreementText agreement={latest} />
    </>,
  )
}

/** Asks for another agreement after the last one lapsed. */
export async function showNewAgreement(visit: Visit): Promise<Response> {
  const { context } = visit
  const { today } = context
  const { register, You, Your, say } = speech(visit)
  const [latest] = await listAgreements(context, registrationOf(visit))
  if (latest === undefined) notFound()
  const waiting = latest.status === 'sent' && canStillBeSigned(latest.signBefore, today)
  if (waiting) return seeOther(paths.signAgreement(register.id))
  if (latest.status !== 'lapsed' && latest.status !== 'sent') {
    return seeOther(paths.signUpTasks(register.id))
  }
  const facts = {
    title: 'Nieuwe overeenkomst',
    caption: stepText(visit.context, 'sign'),
    heading: `${Your} overeenkomst is verlopen`,
    breadcrumb: [{ label: 'Aanmelden', href: paths.signUpTasks(register.id) }],
    lead: <p>Ondertekenen kon tot en met {formatDay(latest.signBefore)}.</p>,
  }
  if (latest.status === 'sent') {
    return titledPage(
      visit,
      facts,
      <p>Morgen {say('kun je', 'kunt u')} hier een nieuwe overeenkomst aanvragen.</p>,
    )
  }
  return confirmPage(
    visit,
    { ...facts, button: 'Nieuwe overeenkomst aanvragen' },
    <p>
      {say('Wil je', 'Wilt u')} toch meedoen? Vraag dan een nieuwe overeenkomst aan. {You} hebt dan
      opnieuw een maand de tijd.
    </p>,
  )
}

/** Makes another agreement. */
export async function askNewAgreement(visit: Visit): Promise<Response> {
  const { register, Your } = speech(visit)
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

interface PaperProps {
  readonly visit: Visit
  readonly agreement: Agreement
}

function SignedFacts({ visit, agreement }: PaperProps) {
  const { register, You, your } = speech(visit)
  const signedAt = agreement.signature?.signedAt
  const paper = onPaper(agreement)
  return (
    <>
      {agreement.status === 'signed' && endedRegistrationOf(visit) === undefined && (
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
          ...(paper === undefined
            ? [
                { term: 'Ondertekend door', value: agreement.signedName ?? '' },
                {
                  term: 'Ondertekend op',
                  value: typeof signedAt === 'string' ? momentInText(signedAt) : '',
                },
              ]
            : [
                { term: 'Ondertekend', value: 'Op papier' },
                {
                  term: paper === 'scan' ? 'Scan ingestuurd op' : 'Per post ontvangen op',
                  value: agreement.signedOn === undefined ? '' : formatDay(agreement.signedOn),
                },
              ]),
          agreement.status === 'approved' &&
            agreement.checkedOn !== undefined && {
              term: 'Goedgekeurd op',
              value: formatDay(agreement.checkedOn),
            },
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
