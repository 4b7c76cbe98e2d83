import { runningStatuses } from '#domain/certification/application/application.ts'
import { keepsRegistered } from '#domain/certification/application/keeps-registered.ts'
import type { ApplicationFile, Return } from '#domain/certification/application/queries.ts'
import {
  accreditationFound,
  filedActivities,
  findApplication,
  returnsOf,
} from '#domain/certification/application/queries.ts'
import type { Supplement } from '#domain/certification/application/supplements.ts'
import { supplementsTo, takesSupplements } from '#domain/certification/application/supplements.ts'
import { certificatesOf } from '#domain/certification/certificate/queries.ts'
import type { Decision } from '#domain/certification/committee/decision.ts'
import { openNorms } from '#domain/certification/committee/decision.ts'
import { decisionsOn, findDecision } from '#domain/certification/committee/decision-queries.ts'
import { waitsForBoard } from '#domain/certification/committee/judge-application.ts'
import type { Ruling } from '#domain/certification/ruling/queries.ts'
import { rulingsOfApplication } from '#domain/certification/ruling/queries.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { findActivities } from '#domain/dossier/activity/queries.ts'
import { withMerged } from '#domain/people/registration/with-merged.ts'
import { boardOf, bodyFor } from '#regulations/bodies.ts'
import { pinnedVersion } from '#regulations/load.ts'
import type { Register } from '#regulations/register.ts'
import { statusWords } from '#regulations/wording.ts'
import { Grounds, NormCards } from '#web/explanation.tsx'
import {
  Alert,
  Button,
  ButtonGroup,
  ConfirmationPanel,
  Details,
  formatDay,
  MetaList,
  PageTitle,
} from '#web/kit/index.ts'
import { List } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { mailedTo } from '#web/mailed.ts'
import { page } from '#web/page.tsx'
import { papersComing, WhenThere } from '#web/papers.tsx'
import { paths } from '#web/paths.ts'
import { activityColumns } from '#web/professional/activity-words.tsx'
import { ApplicationSteps, ToComplete } from '#web/professional/application-steps.tsx'
import { CertificateFiles, papersOf } from '#web/professional/certificate.tsx'
import { inCertification } from '#web/professional/crumbs.ts'
import type { FiledStatements } from '#web/professional/filed-statements.tsx'
import { FiledStatementList, filedStatements } from '#web/professional/filed-statements.tsx'
import { Inspections, inspectionsFor } from '#web/professional/inspections.tsx'
import type { ObjectionTo } from '#web/professional/objections.tsx'
import { ObjectionLink, objectionTo } from '#web/professional/objections.tsx'
import { WhoHasIt } from '#web/professional/who-has-it.tsx'
import {
  ApplicationTag,
  categoryWord,
  expectation,
  fileWord,
  grantWords,
  kindWord,
  whenAnswered,
  whenDecided,
} from '#web/review/application-words.tsx'
import { supplementWords } from '#web/review/supplements.tsx'
import type { Visit } from '#web/route.ts'
import { notFound, registrationOf } from '#web/route.ts'
import { speech, speechAbout, unitsOf } from '#web/speech.ts'

/** One application of somebody's own: where it stands, and the decision once there is one. */
export async function showApplication(visit: Visit): Promise<Response> {
  const { context } = visit
  const file = await findApplication(context, visit.param('id'))
  const own = await withMerged(visit.context, registrationOf(visit))
  if (file === undefined || !own.includes(file.application.registrationId)) notFound()
  const returns = await returnsOf(context, file.application.id)
  const decision = await findDecision(context, file.application.id)
  if (decision !== undefined) return decisionPage(visit, file, decision)
  const sent = visit.url.searchParams.get('ingestuurd') === 'ja'
  return sent && file.application.status === 'submitted' && returns.length === 0
    ? sentPage(visit, file)
    : statusPage(visit, file, returns)
}

function sentPage(visit: Visit, { application, applicant }: ApplicationFile): Promise<Response> {
  const { register, You, your, Your, certification } = speechAbout(visit, application.kind)
  const expected = expectation(visit.context, application, [])
  const title = `${Your} aanvraag is ingestuurd`
  return page(
    visit,
    { title, ...inCertification(visit) },
    <>
      <ConfirmationPanel
        title={title}
        reference={{ label: `${Your} aanvraag heeft nummer`, value: application.number }}
      >
        <p>{mailedTo(visit.context.platform, 'een bevestiging', applicant.email)}</p>
      </ConfirmationPanel>
      <h2>Wat er nu gebeurt</h2>
      <p>
        {whenDecided(register, expected)} {whenAnswered(register, expected)}
      </p>
      <ApplicationSteps visit={visit} application={application} returns={[]} />
      {applicant.status === 'certified' && (
        <p>
          {You} blijft {held(visit, applicant)} tot het besluit, ook als {your} periode intussen
          afloopt.
        </p>
      )}
      <h2>Nog iets toevoegen</h2>
      <WhoHasIt visit={visit} application={application} returns={[]} />
      <p>
        <a href={paths.supplementApplication(register.id, application.id)}>
          Iets toevoegen aan {your} aanvraag
        </a>
      </p>
      <p>
        <a href={paths.certification(register.id)}>Naar {certification.Name}</a>
      </p>
    </>,
  )
}

// What somebody who applies is until the decision.
function held(visit: Visit, { temporary }: ApplicationFile['applicant']): string {
  const { certification } = speech(visit)
  return (temporary ? certification.temporary : certification).certified
}

async function statusPage(
  visit: Visit,
  { application, applicant }: ApplicationFile,
  returns: readonly Return[],
): Promise<Response> {
  const { context } = visit
  const { register, you, You, your, Your, committee } = speechAbout(visit, application.kind)
  const { id, number, status, kind, submittedOn, endedBy } = application
  const filed = await filedActivities(context, id)
  const activities = (
    await findActivities(context, application.registrationId, application.id)
  ).filter((one) => filed.has(one.id))
  const stated = await filedStatements(visit, application)
  const supplements = await supplementsTo(context, id)
  const category = categoryWord(application, register)
  const running = runningStatuses.some((one) => one === status)
  const waits = running && (await waitsForBoard(context, id))
  const inspections = await inspectionsFor(visit, { noun: 'application', id })
  const rulings = await rulingsOfApplication(context, id)
  const about = { visit, application, returns }
  return titledPage(
    visit,
    {
      title: `Aanvraag ${number}`,
      ...inCertification(visit),
      aside: <ApplicationTag application={application} register={register} />,
    },
    <>
      <ToComplete
        {...about}
        text={({ answerBefore }) =>
          `Antwoord op onze vragen uiterlijk op ${formatDay(answerBefore)}.`
        }
      />
      {status === 'withdrawn' && (
        <p class="lead">
          {endedBy === 'applicant'
            ? `${You} hebt deze aanvraag ingetrokken.`
            : endedBy === 'term'
              ? 'Deze aanvraag is gestopt, omdat die niet op tijd is aangevuld.'
              : endedBy === 'objection'
                ? `Deze aanvraag is gestopt, omdat ${your} bezwaar tegen het vorige besluit gegrond is.`
                : `Deze aanvraag is gestopt, omdat ${your} registratie is beëindigd.`}{' '}
          {committee.The} neemt er geen besluit over.
        </p>
      )}
      {applicant.status === 'renewal-pending' && running && (
        <Alert type="info" title={`${You} blijft ${held(visit, applicant)}`}>
          <p>
            {Your} periode is afgelopen, maar {your} aanvraag was op tijd. In het openbare register
            staat ‘{statusWords(register, applicant).label}’.
          </p>
        </Alert>
      )}
      {running && <RenewsNothing visit={visit} file={{ application, applicant }} />}
      <ApplicationSteps {...about} />
      {waits && (
        <p>
          {boardOf(register)?.The} beslist over een norm waar het reglement dat zo regelt, met het
          advies van {committee.the}. Daarna volgt het besluit op {your} aanvraag.
        </p>
      )}
      <AtBoard visit={visit} rulings={rulings} />
      <MetaList
        items={[
          { term: 'Soort', value: kindWord(kind, register) },
          category !== undefined && { term: 'Categorie', value: category },
          { term: 'Ingestuurd op', value: formatDay(submittedOn) },
        ]}
      />
      {activities.length + stated.claims.length > 0 && <h2>Wat {you} hebt ingestuurd</h2>}
      {stated.claims.length > 0 && <FiledStatementList visit={visit} {...stated} />}
      {activities.length > 0 && (
        <List
          visit={visit}
          caption={`Activiteiten in ${your} aanvraag`}
          rows={activities}
          columns={(make) =>
            activityColumns(
              visit,
              make,
              (one) => filed.get(one.id)?.addedOn !== undefined && ' (later toegevoegd)',
            )
          }
        />
      )}
      <Supplements supplements={supplements} {...{ visit, activities, stated }} />
      <Inspections visit={visit} inspections={inspections} />
      {running && (
        <>
          <h2>{takesSupplements(status) ? 'Nog iets toevoegen' : `Wie ${your} aanvraag heeft`}</h2>
          <WhoHasIt {...about} />
          {takesSupplements(status) && (
            <p>
              <a href={paths.supplementApplication(register.id, id)}>
                Iets toevoegen aan {your} aanvraag
              </a>
            </p>
          )}
          <p>
            <a href={paths.withdrawApplication(register.id, id)}>Aanvraag intrekken</a>
          </p>
        </>
      )}
    </>,
  )
}

// Whoever asked another category shortly before the last day has renewed nothing by it.
function RenewsNothing({ visit, file }: { readonly visit: Visit; readonly file: ApplicationFile }) {
  const { context } = visit
  const { register, you, You, your, Your, certification } = speech(visit)
  const { application, applicant } = file
  const { validity } = applicant
  const regulation = pinnedVersion(register, application.regulationVersion)?.regulation
  const isMove = application.kind === 'move'
  if (!isMove || regulation === undefined || validity === undefined) return null
  if (keepsRegistered(regulation, application)) return null
  if (Temporal.PlainDate.compare(validity.last.subtract({ years: 1 }), context.today) > 0)
    return null
  return (
    <Alert
      type="info"
      title={`${Your} ${certification.name} loopt tot en met ${formatDay(validity.last)}`}
    >
      <p>
        Deze aanvraag verlengt die niet: die gaat alleen over {your} categorie. Ook voor{' '}
        {certification.renewal} moet {you} op tijd een aanvraag insturen. {You} hebt één aanvraag
        tegelijk. Duurt het besluit te lang, trek deze aanvraag dan eerst in.
      </p>
    </Alert>
  )
}

// What came with it after it was sent, apart from what was sent and is signed for.
function Supplements(props: {
  readonly visit: Visit
  readonly supplements: readonly Supplement[]
  readonly activities: readonly PortfolioActivity[]
  readonly stated: FiledStatements
}) {
  const { visit, supplements, activities, stated } = props
  const { you } = speech(visit)
  if (supplements.length === 0) return null
  return (
    <>
      <h2>Na het insturen toegevoegd</h2>
      <ul>
        {supplements.map((one) => (
          <li>
            {supplementWords(one, {
              activities,
              claims: stated.loaded.standing.claims,
              regulation: stated.loaded.compiled.regulation,
            })}
            , op {formatDay(one.on)}
          </li>
        ))}
      </ul>
      <p class="subtle">
        Dit hoort bij de aanvraag zoals {you} die instuurde, en wordt mee beoordeeld.
      </p>
    </>
  )
}

async function decisionPage(
  visit: Visit,
  file: ApplicationFile,
  decision: Decision,
): Promise<Response> {
  const { context } = visit
  const { application } = file
  const {
    register,
    your,
    Your,
    certificate: paper,
    committee: own,
  } = speechAbout(visit, application.kind)
  const { documentId, reason, assessment, decidedOn } = decision
  const version = pinnedVersion(register, decision.regulationVersion)
  const units = unitsOf(register, version?.regulation ?? {})
  const activities = (
    await findActivities(context, application.registrationId, application.id)
  ).filter(({ applications }) => applications.some(({ id }) => id === application.id))
  const certificates = await certificatesOf(context, application.registrationId)
  const [, ...replaced] = await decisionsOn(context, application.id)
  const decider = bodyFor(register, 'decide-objections')
  const committee = replaced.length > 0 && decider !== undefined ? decider : own
  const ofThis = new Set([decision.id, ...replaced.map(({ id }) => id)])
  const certificate = certificates.find(
    (one) =>
      one.decisionId === decision.id ||
      (one.replacedOn === undefined && ofThis.has(one.decisionId ?? '')),
  )
  const to = await objectionTo(visit, ({ id }) => id === decision.id)
  const papers = [documentId, ...(certificate === undefined ? [] : papersOf(certificate))]
  const coming = await papersComing(visit, papers)
  const stated = await filedStatements(visit, application)
  const category = categoryWord(application, register)
  const inspections = await inspectionsFor(visit, { noun: 'application', id: application.id })
  const rulings = await rulingsOfApplication(context, application.id)
  const granted = decision.outcome === 'granted'
  const title = `Besluit op aanvraag ${application.number}`
  return page(
    visit,
    { title, ...inCertification(visit), refresh: coming.refresh },
    <>
      {granted ? (
        <Granted {...{ visit, file, decision, committee }} />
      ) : (
        <>
          <PageTitle aside={<ApplicationTag application={application} register={register} />}>
            {title}
          </PageTitle>
          <p class="lead">
            {committee.The} heeft {your} aanvraag op {formatDay(decidedOn)} afgewezen. {Your}{' '}
            {fileWord(assessment)} voldoet nog niet aan de norm.
          </p>
          {documentId !== undefined && (
            <ButtonGroup>
              <WhenThere coming={coming} id={documentId} name="Het besluit op papier">
                <Button variant="secondary" href={paths.myDocument(register.id, documentId)}>
                  Besluit downloaden (pdf)
                </Button>
              </WhenThere>
            </ButtonGroup>
          )}
        </>
      )}
      {category !== undefined && <MetaList items={[{ term: 'Categorie', value: category }]} />}
      {certificate !== undefined && (
        <>
          <h2>
            {Your} {paper.name}
          </h2>
          <CertificateFiles visit={visit} certificate={certificate} coming={coming} />
        </>
      )}
      {!granted || decision.temporary ? (
        <WhatNow {...{ visit, file, decision, to }} />
      ) : (
        <ObjectionLink to={to} />
      )}
      <Replaced {...{ visit, register, replaced }} />
      <h2>Waarom</h2>
      {reason !== '' && (
        <>
          <p>{committee.The} schreef:</p>
          <blockquote>
            {reason.split(/\n+/).map((text) => (
              <p>{text}</p>
            ))}
          </blockquote>
        </>
      )}
      <AtBoard visit={visit} rulings={rulings} />
      <NormCards assessment={assessment} register={register} claims={stated.claims} />
      <Grounds assessment={assessment} />
      {stated.claims.length > 0 && (
        <>
          <h2>Per opgave</h2>
          <FiledStatementList visit={visit} {...stated} />
        </>
      )}
      {activities.length > 0 && (
        <>
          <h2>Per activiteit</h2>
          <List
            visit={visit}
            caption={`Wat ${committee.the} van elke activiteit vond`}
            rows={activities}
            columns={(make) => [
              ...activityColumns(visit, make).slice(1),
              make.text(
                'Toegekend',
                ({ state, awarded, awardedSecond, accreditationRefused, ...claim }) =>
                  state === 'approved' || state === 'partly' || state === 'rejected'
                    ? grantWords(
                        {
                          outcome: state,
                          amount: awarded,
                          second: awardedSecond,
                          accreditation: accreditationFound(accreditationRefused ?? null),
                        },
                        claim,
                        units,
                      )
                    : '–',
              ),
              make.text(
                'Reden',
                ({ judgementReason, accreditationRefused = '', accreditationAnyway }) =>
                  [judgementReason, accreditationRefused, accreditationAnyway]
                    .filter(Boolean)
                    .join(' ') || '–',
              ),
            ]}
          />
        </>
      )}
      <Inspections visit={visit} inspections={inspections} />
    </>,
  )
}

// What of it lay with the board, each with its letter once there is a decision.
function AtBoard(props: { readonly visit: Visit; readonly rulings: readonly Ruling[] }) {
  const { visit, rulings } = props
  const { register } = speech(visit)
  if (rulings.length === 0) return null
  return (
    <ul>
      {rulings.map(({ id, number, decided }) => (
        <li>
          <a href={paths.myRuling(register.id, id)}>
            {decided === undefined
              ? `Bekijk wat ${boardOf(register)?.the} beslist: verzoek ${number}`
              : `Besluit van ${boardOf(register)?.the} van ${formatDay(decided.decidedOn)}: verzoek ${number}`}
          </a>
        </li>
      ))}
    </ul>
  )
}

interface Decided {
  readonly visit: Visit
  readonly file: ApplicationFile
  readonly decision: Decision
}

function Granted({
  visit,
  file,
  decision,
  committee,
}: Decided & { readonly committee: { readonly The: string } }) {
  const { you, You, certification } = speechAbout(visit, file.application.kind)
  const { validFirst, validLast, decidedOn, temporary } = decision
  const { number, kind, submittedOn } = file.application
  const again = kind === 'first' ? '' : ' opnieuw'
  const valid =
    validFirst && validLast && `${formatDay(validFirst)} tot en met ${formatDay(validLast)}`
  return (
    <>
      <ConfirmationPanel
        title={
          temporary
            ? `${You} bent ${certification.temporary.certified}`
            : `${You} bent${again} ${certification.certified}`
        }
        reference={valid === undefined ? undefined : { label: 'Geldig', value: valid }}
      >
        <p>
          {temporary ? '' : 'Gefeliciteerd. '}
          {committee.The} besliste op {formatDay(decidedOn)} over aanvraag {number}.
        </p>
      </ConfirmationPanel>
      {temporary ? (
        <p>{You} voldoet nog niet aan alle normen. Haal in die tijd in wat nog openstaat.</p>
      ) : (
        <p>
          Wat {you} na {formatDay(submittedOn)} doet, telt mee voor de volgende keer.
        </p>
      )}
    </>
  )
}

// What was decided before and replaced by an objection stays to be read.
function Replaced(props: {
  readonly visit: Visit
  readonly register: Register
  readonly replaced: readonly Decision[]
}) {
  const { visit, register, replaced } = props
  return (
    <>
      {replaced.map(({ decidedOn, reason, assessment, documentId }) => (
        <Details summary={`Vervangen na bezwaar: het besluit van ${formatDay(decidedOn)}`}>
          <p class="preserve">{reason}</p>
          <NormCards assessment={assessment} register={register} />
          {documentId !== undefined && (
            <p>
              <a href={paths.myDocument(visit.context.register.id, documentId)}>
                Brief van {formatDay(decidedOn)} (pdf)
              </a>
            </p>
          )}
        </Details>
      ))}
    </>
  )
}

function WhatNow({ visit, file, decision, to }: Decided & { readonly to: ObjectionTo }) {
  const { objectBefore, temporary, validLast, assessment } = decision
  const { register, you, You, your, Your, say, certification, certificate, committee } =
    speechAbout(visit, file.application.kind)
  const mayObject =
    objectBefore !== undefined && Temporal.PlainDate.compare(visit.context.today, objectBefore) <= 0
  return (
    <>
      <h2>Wat {you} nu kunt doen</h2>
      {temporary && validLast !== undefined && (
        <>
          <p>Haal dit in vóór {formatDay(validLast)}:</p>
          <ul>
            {openNorms(assessment).map((open) => (
              <li>{open}</li>
            ))}
          </ul>
        </>
      )}
      <ul>
        <li>
          {temporary ? 'Vraag dan ' : `Vul ${your} ${fileWord(assessment)} aan en `}
          <a href={paths.certification(register.id)}>
            {temporary ? '' : 'vraag opnieuw '}
            {certification.name}
            {temporary ? '' : ' aan'}
          </a>
          {temporary && validLast !== undefined
            ? ` aan, uiterlijk op ${formatDay(validLast)}. Anders eindigt ${your} ${certification.temporary.name} na die dag. `
            : '. '}
          Wat {committee.the} heeft goedgekeurd, blijft goedgekeurd.
        </li>
        {objectBefore !== undefined && (
          <li>
            {to === undefined ? (
              <>
                {mayObject ? 'Maak bezwaar' : 'Bezwaar maken kon'} tot en met{' '}
                {formatDay(objectBefore)}.{' '}
                <a href={paths.complaint(register.id)}>Zo {say('maak je', 'maakt u')} bezwaar</a>
              </>
            ) : (
              <a href={to.href}>{to.label}</a>
            )}
          </li>
        )}
      </ul>
      {mayObject && <p>{register.objection.text}</p>}
      {file.applicant.status === 'expired' && (
        <p>
          {Your} {certification.name} is afgelopen. Gebruik {certificate.the} en het keurmerk niet
          meer. {You} blijft ingeschreven.
        </p>
      )}
    </>
  )
}
