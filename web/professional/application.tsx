import { runningStatuses } from '#domain/certification/application/application.ts'
import type {
  Application,
  ApplicationFile,
  Return,
} from '#domain/certification/application/queries.ts'
import {
  filedActivities,
  findApplication,
  returnsOf,
} from '#domain/certification/application/queries.ts'
import { certificatesOf } from '#domain/certification/certificate/queries.ts'
import type { Decision } from '#domain/certification/committee/decision.ts'
import { findDecision } from '#domain/certification/committee/decision-queries.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { findActivities } from '#domain/dossier/activity/queries.ts'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { wording } from '#regulations/wording.ts'
import { Grounds, NormCards } from '#web/explanation.tsx'
import type { Column } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  ConfirmationPanel,
  DataTable,
  formatDay,
  formatDayShort,
  formatQuantity,
  MetaList,
  PageTitle,
} from '#web/kit/index.ts'
import { mailedTo } from '#web/mailed.ts'
import { page } from '#web/page.tsx'
import type { PapersComing } from '#web/papers.tsx'
import { papersComing, WhenThere } from '#web/papers.tsx'
import { paths } from '#web/paths.ts'
import { ApplicationSteps } from '#web/professional/application-steps.tsx'
import { CertificateFiles, papersOf } from '#web/professional/certificate.tsx'
import {
  ApplicationTag,
  expectation,
  grantWords,
  kindWord,
} from '#web/review/application-words.tsx'
import type { Visit } from '#web/route.ts'
import { notFound, registrationOf } from '#web/route.ts'
import { unitOf } from '#web/speech.ts'

/** One application of somebody's own: where it stands, and the decision once there is one. */
export async function showApplication(visit: Visit): Promise<Response> {
  const { context } = visit
  const file = await findApplication(context, visit.param('id'))
  if (file === undefined || file.application.registrationId !== registrationOf(visit)) notFound()
  const returns = await returnsOf(context, file.application.id)
  const decision = await findDecision(context, file.application.id)
  if (decision !== undefined) return decisionPage(visit, file, decision)
  const sent = visit.url.searchParams.get('ingestuurd') === 'ja'
  return sent && file.application.status === 'submitted' && returns.length === 0
    ? sentPage(visit, file, returns)
    : statusPage(visit, file, returns)
}

function frame(visit: Visit, title: string) {
  const { register } = visit.context
  return {
    title,
    current: paths.certification(register.id),
    breadcrumb: [
      { label: wording(register).certification.Name, href: paths.certification(register.id) },
    ],
  }
}

function sentPage(
  visit: Visit,
  { application, applicant }: ApplicationFile,
  returns: readonly Return[],
): Promise<Response> {
  const { register } = visit.context
  const { You, your, Your } = voice(register.address)
  const { certification, committee } = wording(register)
  const expected = expectation(visit.context, application, returns)
  return page(
    visit,
    frame(visit, `${Your} aanvraag is ingestuurd`),
    <>
      <ConfirmationPanel
        title={`${Your} aanvraag is ingestuurd`}
        reference={{ label: `${Your} aanvraag heeft nummer`, value: application.number }}
      >
        <p>{mailedTo(visit.context.platform, 'een bevestiging', applicant.email)}</p>
      </ConfirmationPanel>
      <h2>Wat er nu gebeurt</h2>
      <p>
        {committee.The} vergadert op <strong>{formatDay(expected.meetingOn)}</strong>. {You} hoort
        het besluit uiterlijk <strong>{formatDay(expected.answerBy)}</strong>.
      </p>
      <ApplicationSteps context={visit.context} application={application} returns={returns} />
      {applicant.status === 'certified' && (
        <p>
          {You} blijft {certification.certified} tot het besluit, ook als {your} periode intussen
          afloopt.
        </p>
      )}
      <p>
        <a href={paths.certification(register.id)}>Naar {certification.Name}</a>
      </p>
    </>,
  )
}

async function statusPage(
  visit: Visit,
  { application, applicant }: ApplicationFile,
  returns: readonly Return[],
): Promise<Response> {
  const { context } = visit
  const { register } = context
  const { you, You, your, Your } = voice(register.address)
  const { certification, committee } = wording(register)
  const { id, number, status, kind, submittedOn, endedBy } = application
  const open = returns.find(({ answeredOn }) => answeredOn === undefined)
  const filed = await filedActivities(context, id)
  const activities = (await findActivities(context, application.registrationId)).filter((one) =>
    filed.has(one.id),
  )
  const unit = unitOf(register)
  const running = runningStatuses.some((one) => one === status)
  return page(
    visit,
    frame(visit, `Aanvraag ${number}`),
    <>
      <PageTitle aside={<ApplicationTag status={status} register={register} />}>
        Aanvraag {number}
      </PageTitle>
      {status === 'returned' && open !== undefined && (
        <Alert type="warning" title={`Vul ${your} aanvraag aan`}>
          <p>Antwoord op onze vragen uiterlijk op {formatDay(open.answerBefore)}.</p>
          <p>
            <a href={paths.applicationReturn(register.id, id)}>Bekijk wat we missen</a>
          </p>
        </Alert>
      )}
      {status === 'withdrawn' && (
        <p class="lead">
          {endedBy === 'applicant'
            ? `${You} hebt deze aanvraag ingetrokken.`
            : endedBy === 'term'
              ? 'Deze aanvraag is gestopt, omdat die niet op tijd is aangevuld.'
              : `Deze aanvraag is gestopt, omdat ${your} registratie is beëindigd.`}{' '}
          {committee.The} neemt er geen besluit over.
        </p>
      )}
      {applicant.status === 'renewal-pending' && running && (
        <Alert type="info" title={`${You} blijft ${certification.certified}`}>
          <p>
            {Your} periode is afgelopen, maar {your} aanvraag was op tijd. In het openbare register
            staat ‘{register.statuses['renewal-pending'].label}’.
          </p>
        </Alert>
      )}
      <ApplicationSteps context={context} application={application} returns={returns} />
      <MetaList
        items={[
          { term: 'Soort', value: kindWord(kind, register) },
          { term: 'Ingestuurd op', value: formatDay(submittedOn) },
        ]}
      />
      <h2>Wat {you} hebt ingestuurd</h2>
      <DataTable
        caption={`Activiteiten in ${your} aanvraag`}
        captionHidden
        rows={activities}
        columns={[
          {
            header: 'Datum',
            nowrap: true,
            cell: ({ completedOn }) =>
              completedOn === undefined ? '–' : formatDayShort(completedOn),
          },
          {
            header: 'Activiteit',
            primary: true,
            cell: (one) => (
              <>
                <a href={paths.activity(register.id, one.id)}>{one.title}</a>
                {filed.get(one.id)?.addedOn !== undefined && ' (later toegevoegd)'}
              </>
            ),
          },
          {
            header: 'Ingediend',
            align: 'end',
            nowrap: true,
            cell: ({ claimed }) => (claimed === undefined ? '–' : formatQuantity(claimed, unit)),
          },
        ]}
      />
      {running && (
        <>
          <p class="subtle">
            Wat {you} vanaf nu doet en toevoegt, telt mee voor {your} volgende {certification.name}.
          </p>
          <p>
            <a href={paths.withdrawApplication(register.id, id)}>Aanvraag intrekken</a>
          </p>
        </>
      )}
    </>,
  )
}

async function decisionPage(
  visit: Visit,
  { application, applicant }: ApplicationFile,
  decision: Decision,
): Promise<Response> {
  const { context } = visit
  const { register } = context
  const { Your } = voice(register.address)
  const { certificate: paper, committee } = wording(register)
  const activities = (await findActivities(context, application.registrationId)).filter(
    ({ applications }) => applications.some(({ id }) => id === application.id),
  )
  const certificates = await certificatesOf(context, application.registrationId)
  const certificate = certificates.find(({ decisionId }) => decisionId === decision.id)
  const coming = await papersComing(visit, [
    decision.documentId,
    ...(certificate === undefined ? [] : papersOf(certificate)),
  ])
  const granted = decision.outcome === 'granted'
  return page(
    visit,
    { ...frame(visit, `Besluit op aanvraag ${application.number}`), refresh: coming.refresh },
    <>
      {granted ? (
        <Granted register={register} application={application} decision={decision} />
      ) : (
        <Refused visit={visit} application={application} decision={decision} coming={coming} />
      )}
      {certificate !== undefined && (
        <>
          <h2>
            {Your} {paper.name}
          </h2>
          <CertificateFiles visit={visit} certificate={certificate} coming={coming} />
        </>
      )}
      {!granted && <WhatNow visit={visit} decision={decision} status={applicant.status} />}
      <h2>Waarom</h2>
      {decision.reason !== '' && (
        <>
          <p>{committee.The} schreef:</p>
          <blockquote>
            {decision.reason.split(/\n+/).map((text) => (
              <p>{text}</p>
            ))}
          </blockquote>
        </>
      )}
      <NormCards assessment={decision.assessment} register={register} />
      <Grounds assessment={decision.assessment} />
      <h2>Per activiteit</h2>
      <DataTable
        caption={`Wat ${committee.the} van elke activiteit vond`}
        captionHidden
        rows={activities}
        columns={grantColumns(visit)}
      />
    </>,
  )
}

function Granted(props: {
  readonly register: Register
  readonly application: Application
  readonly decision: Decision
}) {
  const { register, application, decision } = props
  const { you, You } = voice(register.address)
  const { certification, committee } = wording(register)
  const { validFirst, validLast, decidedOn } = decision
  return (
    <>
      <ConfirmationPanel
        title={
          application.kind === 'first'
            ? `${You} bent ${certification.certified}`
            : `${You} bent opnieuw ${certification.certified}`
        }
        {...(validFirst === undefined || validLast === undefined
          ? {}
          : {
              reference: {
                label: 'Geldig',
                value: `${formatDay(validFirst)} tot en met ${formatDay(validLast)}`,
              },
            })}
      >
        <p>
          Gefeliciteerd. {committee.The} besliste op {formatDay(decidedOn)} over aanvraag{' '}
          {application.number}.
        </p>
      </ConfirmationPanel>
      <p>
        Wat {you} na {formatDay(application.submittedOn)} doet, telt mee voor de volgende keer.
      </p>
    </>
  )
}

function Refused(props: {
  readonly visit: Visit
  readonly application: Application
  readonly decision: Decision
  readonly coming: PapersComing
}) {
  const { visit, application, decision } = props
  const { register } = visit.context
  const { your, Your } = voice(register.address)
  const { committee } = wording(register)
  return (
    <>
      <PageTitle aside={<ApplicationTag status="refused" register={register} />}>
        Besluit op aanvraag {application.number}
      </PageTitle>
      <p class="lead">
        {committee.The} heeft {your} aanvraag op {formatDay(decision.decidedOn)} afgewezen. {Your}{' '}
        portfolio voldoet nog niet aan de norm.
      </p>
      {decision.documentId !== undefined && (
        <ButtonGroup>
          <WhenThere coming={props.coming} id={decision.documentId} name="Het besluit op papier">
            <Button variant="secondary" href={paths.myDocument(register.id, decision.documentId)}>
              Besluit downloaden (pdf)
            </Button>
          </WhenThere>
        </ButtonGroup>
      )}
    </>
  )
}

function WhatNow(props: {
  readonly visit: Visit
  readonly decision: Decision
  readonly status: ApplicationFile['applicant']['status']
}) {
  const { visit, decision, status } = props
  const { register, today } = visit.context
  const { you, You, your, Your, say } = voice(register.address)
  const { certification, certificate, committee } = wording(register)
  const { objectBefore } = decision
  const mayObject =
    objectBefore !== undefined && Temporal.PlainDate.compare(today, objectBefore) <= 0
  return (
    <>
      <h2>Wat {you} nu kunt doen</h2>
      <ul>
        <li>
          Vul {your} portfolio aan en{' '}
          <a href={paths.certification(register.id)}>vraag opnieuw {certification.name} aan</a>. Wat{' '}
          {committee.the} heeft goedgekeurd, blijft goedgekeurd.
        </li>
        {objectBefore !== undefined && (
          <li>
            {mayObject
              ? `Maak bezwaar tot en met ${formatDay(objectBefore)}. `
              : `Bezwaar maken kon tot en met ${formatDay(objectBefore)}. `}
            <a href={paths.complaint(register.id)}>Zo {say('maak je', 'maakt u')} bezwaar</a>
          </li>
        )}
      </ul>
      {mayObject && <p>{register.objection.text}</p>}
      {status === 'expired' && (
        <p>
          {Your} {certification.name} is afgelopen. Gebruik {certificate.the} en het keurmerk niet
          meer. {You} blijft ingeschreven.
        </p>
      )}
    </>
  )
}

function grantColumns(visit: Visit): Column<PortfolioActivity>[] {
  const { register } = visit.context
  const unit = unitOf(register)
  return [
    {
      header: 'Activiteit',
      primary: true,
      cell: ({ id, title }) => <a href={paths.activity(register.id, id)}>{title}</a>,
    },
    {
      header: 'Ingediend',
      align: 'end',
      nowrap: true,
      cell: ({ claimed }) => (claimed === undefined ? '–' : formatQuantity(claimed, unit)),
    },
    {
      header: 'Toegekend',
      cell: ({ state, awarded, claimed }) =>
        state === 'approved' || state === 'partly' || state === 'rejected'
          ? grantWords({ outcome: state, amount: awarded }, claimed, unit)
          : '–',
    },
    { header: 'Reden', cell: ({ judgementReason }) => judgementReason || '–' },
  ]
}
