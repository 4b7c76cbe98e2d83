import { leavesRoom, runningStatuses } from '#domain/certification/application/application.ts'
import type {
  Hindrance,
  Preparation,
} from '#domain/certification/application/prepare-application.ts'
import { prepareApplication } from '#domain/certification/application/prepare-application.ts'
import type { Application, Return } from '#domain/certification/application/queries.ts'
import { applicationsOf, returnsOf } from '#domain/certification/application/queries.ts'
import { certificatesOf } from '#domain/certification/certificate/queries.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { findStanding } from '#domain/dossier/dossier/queries.ts'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { wording } from '#regulations/wording.ts'
import { Grounds, NormCards } from '#web/explanation.tsx'
import {
  Alert,
  Button,
  ButtonGroup,
  DataTable,
  Details,
  formatDay,
  formatDayShort,
  formatMoney,
  formatQuantity,
  MetaList,
} from '#web/kit/index.ts'
import { titledPage } from '#web/layout/titled-page.tsx'
import { papersComing } from '#web/papers.tsx'
import { paths } from '#web/paths.ts'
import { howToProve } from '#web/professional/activity-words.tsx'
import { ApplicationSteps } from '#web/professional/application-steps.tsx'
import { Certificates, papersOf } from '#web/professional/certificate.tsx'
import { ApplicationTag, kindWord, proofWords } from '#web/review/application-words.tsx'
import type { Visit } from '#web/route.ts'
import { registrationOf } from '#web/route.ts'
import { unitOf } from '#web/speech.ts'

/** What the register grants: what waits, whether one may apply yet, what was decided, and the certificate. */
export async function showCertification(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const { certification } = wording(register)
  const registrationId = registrationOf(visit)
  const applications = await applicationsOf(context, registrationId)
  const running = applications.find(({ status }) => isRunning(status))
  const returns = running === undefined ? [] : await returnsOf(context, running.id)
  const certificates = await certificatesOf(context, registrationId)
  const coming = await papersComing(visit, certificates.flatMap(papersOf))
  const preparation =
    running === undefined ? await prepareApplication(context, registrationId) : undefined
  const standing = running === undefined ? undefined : await findStanding(context, registrationId)
  const earlier = applications.filter(({ id }) => id !== running?.id)
  return titledPage(
    visit,
    {
      title: certification.Name,
      current: paths.certification(register.id),
      refresh: coming.refresh,
    },
    <>
      {running !== undefined && <Running visit={visit} application={running} returns={returns} />}
      <Certificates
        visit={visit}
        certificates={certificates}
        coming={coming}
        renewalPending={standing?.status === 'renewal-pending'}
      />
      {preparation !== undefined && <SelfCheck visit={visit} preparation={preparation} />}
      {earlier.length > 0 && <Earlier visit={visit} applications={earlier} />}
    </>,
  )
}

function isRunning(status: Application['status']): boolean {
  return runningStatuses.some((running) => running === status)
}

function Running(props: {
  readonly visit: Visit
  readonly application: Application
  readonly returns: readonly Return[]
}) {
  const { visit, application, returns } = props
  const { register } = visit.context
  const { your, Your } = voice(register.address)
  const open = returns.find(({ answeredOn }) => answeredOn === undefined)
  return (
    <>
      {application.status === 'returned' && open !== undefined && (
        <Alert type="warning" title={`Vul ${your} aanvraag aan`}>
          <p>
            We hebben {open.items.length === 1 ? 'een vraag' : `${open.items.length} vragen`} over{' '}
            {your} aanvraag. Antwoord uiterlijk op {formatDay(open.answerBefore)}.
          </p>
          <p>
            <a href={paths.applicationReturn(register.id, application.id)}>Bekijk wat we missen</a>
          </p>
        </Alert>
      )}
      <h2>
        {Your} aanvraag {application.number}
      </h2>
      <ApplicationSteps context={visit.context} application={application} returns={returns} />
      <p>
        <a href={paths.applicationSent(register.id, application.id)}>Bekijk {your} aanvraag</a>
      </p>
    </>
  )
}

function SelfCheck(props: { readonly visit: Visit; readonly preparation: Preparation }) {
  const { visit, preparation } = props
  const { register, today } = visit.context
  const { you, You, Your, your } = voice(register.address)
  const { certification } = wording(register)
  const { assessment, hindrance, contents, kind } = preparation
  const open = hindrance?.is !== 'not-open'
  return (
    <>
      <h2>
        {kind === 'first'
          ? `${certification.Name} aanvragen`
          : `Opnieuw ${certification.name} aanvragen`}
      </h2>
      {hindrance === undefined ? (
        <>
          <p class="lead">
            {You} kunt aanvragen. {leadText(preparation, register)}
          </p>
          <ButtonGroup>
            <Button href={paths.applicationCheck(register.id)}>Controleren en insturen</Button>
          </ButtonGroup>
        </>
      ) : (
        <HindranceText visit={visit} hindrance={hindrance} preparation={preparation} />
      )}
      {open && (
        <>
          <MetaList
            items={[
              ...(preparation.applyFrom === undefined
                ? []
                : [
                    {
                      term: `${You} kunt aanvragen vanaf`,
                      value: formatDay(preparation.applyFrom),
                    },
                  ]),
              ...(preparation.applyFrom === undefined
                ? [
                    {
                      term: 'Volgende vergadering',
                      value: formatDay(preparation.meeting.on),
                    },
                    {
                      term: `Besluit als ${you} vandaag instuurt`,
                      value: `uiterlijk ${formatDay(preparation.answerBy)}`,
                    },
                  ]
                : []),
              ...(preparation.loaded.standing.validity === undefined
                ? []
                : [
                    {
                      term: isPast(preparation.loaded.standing.validity.last, today)
                        ? `${Your} ${certification.name} liep tot en met`
                        : `${Your} ${certification.name} loopt tot en met`,
                      value: formatDay(preparation.loaded.standing.validity.last),
                    },
                  ]),
            ]}
          />
          <h3>Hoe ver {you} bent</h3>
          <NormCards assessment={assessment} register={register} headingLevel={4} />
          <Grounds assessment={assessment} />
          <p>
            <a href={paths.hoursAndNorms(register.id)}>Zo tellen we de {register.unit.many}</a>
          </p>
          {hindrance?.is === 'too-early' ? (
            <p>
              <a href={paths.portfolio(register.id)}>
                Bekijk {your} activiteiten in {your} portfolio
              </a>
            </p>
          ) : (
            <Contents visit={visit} contents={contents} />
          )}
        </>
      )}
    </>
  )
}

function isPast(day: Temporal.PlainDate, today: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(day, today) < 0
}

function leadText({ assessment }: Preparation, register: Register): string {
  const { you, You } = voice(register.address)
  const { committee } = wording(register)
  return assessment.outcome === 'met' || assessment.outcome === 'exempt'
    ? `${You} haalt de norm.`
    : `${You} komt aan de norm als ${committee.the} alles goedkeurt wat ${you} instuurt.`
}

function HindranceText(props: {
  readonly visit: Visit
  readonly hindrance: Hindrance
  readonly preparation: Preparation
}) {
  const { visit, hindrance, preparation } = props
  const { register } = visit.context
  const { you, You, your } = voice(register.address)
  switch (hindrance.is) {
    case 'running':
      return null
    case 'not-open':
      return (
        <Alert type="info" title={`${You} kunt nu niet aanvragen`}>
          <p>{register.statuses[hindrance.status].meaning}</p>
          <p>
            <a href={paths.contact(register.id)}>Neem contact op</a> als {you} vragen hebt.
          </p>
        </Alert>
      )
    case 'unpaid':
      return (
        <Alert type="warning" title={`Betaal eerst ${your} factuur`}>
          <p>
            Factuur {hindrance.invoiceNumber} van {formatMoney(hindrance.cents)} staat nog open.{' '}
            {You} kunt aanvragen zodra we {your} betaling hebben ontvangen.
          </p>
          {!leavesRoom(preparation.assessment) && <p>{preparation.assessment.sentence}</p>}
          <p>
            <a href={paths.invoices(register.id)}>Bekijk {your} factuur</a>
          </p>
        </Alert>
      )
    case 'too-early':
      return (
        <p class="lead">
          {You} kunt opnieuw aanvragen vanaf {formatDay(hindrance.from)}.
        </p>
      )
    case 'not-met':
      return <NotMet visit={visit} preparation={preparation} />
  }
}

// What is missing, and whether proof would mend it: then that comes first.
function NotMet(props: { readonly visit: Visit; readonly preparation: Preparation }) {
  const { visit, preparation } = props
  const { register } = visit.context
  const { You } = voice(register.address)
  const { assessment, contents } = preparation
  const awaited = contents.withoutProof.flatMap((activity) => {
    const referee = refereeAwaited(activity)
    return referee === undefined ? [] : [{ referee, title: activity.title }]
  })
  const missing = contents.withoutProof.length - awaited.length
  return (
    <Alert type="info" title={`${You} kunt nog niet aanvragen`}>
      <p>{assessment.sentence}</p>
      <ul>
        {assessment.norms
          .filter(({ outcome }) => outcome === 'not-met')
          .map(({ text }) => (
            <li>{text}</li>
          ))}
      </ul>
      {awaited.map(({ referee, title }) => (
        <p>
          {referee.name} moet ‘{title}’ nog bevestigen. Dat kan tot en met{' '}
          {formatDay(referee.expiresOn)}.
        </p>
      ))}
      {missing > 0 && (
        <p>
          Bij {missing === 1 ? '1 activiteit' : `${missing} activiteiten`} ontbreekt nog een bewijs.{' '}
          <a href="#zonder-bewijs">Voeg dat eerst toe</a>.
        </p>
      )}
      <p>
        <a href={paths.newActivity(register.id)}>Activiteit toevoegen</a>
      </p>
    </Alert>
  )
}

function refereeAwaited({ state, referee }: PortfolioActivity): PortfolioActivity['referee'] {
  return state === 'awaiting-referee' ? referee : undefined
}

function Contents(props: { readonly visit: Visit; readonly contents: Preparation['contents'] }) {
  const { visit, contents } = props
  const { register } = visit.context
  const { you, your } = voice(register.address)
  const { goesIn, withoutProof, drafts, planned, outsideWindow, rejected } = contents
  const awaited = withoutProof.filter((activity) => refereeAwaited(activity) !== undefined)
  const missing = withoutProof.filter((activity) => refereeAwaited(activity) === undefined)
  return (
    <>
      <h3>Dit gaat mee in {your} aanvraag</h3>
      {goesIn.length === 0 ? (
        <p>Er is nog geen activiteit met een bewijs.</p>
      ) : (
        <ActivityTable visit={visit} caption="Gaat mee" rows={goesIn} />
      )}
      {awaited.length > 0 && (
        <>
          <h3>Wacht op een referent</h3>
          <p>Deze activiteiten gaan mee zodra de referent heeft bevestigd.</p>
          <ActivityTable visit={visit} caption="Wacht op een referent" rows={awaited} />
        </>
      )}
      {missing.length > 0 && (
        <>
          <h3 id="zonder-bewijs">Hier ontbreekt nog bewijs</h3>
          <p>Deze activiteiten gaan nog niet mee. {howToProve(visit)}</p>
          <ActivityTable visit={visit} caption="Zonder bewijs" rows={missing} />
        </>
      )}
      {drafts.length > 0 && (
        <>
          <h3>Concepten</h3>
          <p>Een concept gaat pas mee als {you} het instuurt.</p>
          <ActivityTable visit={visit} caption="Concepten" rows={drafts} />
        </>
      )}
      {planned.length + outsideWindow.length + rejected.length > 0 && (
        <Details summary="Wat niet meetelt">
          <Rest visit={visit} title="Gepland" rows={planned} />
          <Rest visit={visit} title="Buiten de dagen die meetellen" rows={outsideWindow} />
          <Rest visit={visit} title="Eerder afgewezen" rows={rejected} />
        </Details>
      )}
      {withoutProof.length + drafts.length > 0 && goesIn.length > 0 && (
        <p class="subtle">
          Wat nu niet meegaat, telt bij een volgende aanvraag meestal niet meer mee. Dan tellen de{' '}
          {register.unit.many} vanaf de dag na deze aanvraag.
        </p>
      )}
    </>
  )
}

function Rest(props: {
  readonly visit: Visit
  readonly title: string
  readonly rows: readonly PortfolioActivity[]
}) {
  if (props.rows.length === 0) return null
  return (
    <>
      <h4>{props.title}</h4>
      <ul>
        {props.rows.map(({ id, title }) => (
          <li>
            <a href={paths.activity(props.visit.context.register.id, id)}>
              {title || 'Zonder naam'}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Activities in a table, with what they claim and what there is to show for them. */
export function ActivityTable(props: {
  readonly visit: Visit
  readonly caption: string
  readonly rows: readonly PortfolioActivity[]
}) {
  const { register } = props.visit.context
  const unit = unitOf(register)
  return (
    <DataTable
      caption={props.caption}
      captionHidden
      rows={props.rows}
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
          cell: ({ id, title }) => (
            <a href={paths.activity(register.id, id)}>{title || 'Zonder naam'}</a>
          ),
        },
        {
          header: 'Ingediend',
          align: 'end',
          nowrap: true,
          cell: ({ claimed }) => (claimed === undefined ? '–' : formatQuantity(claimed, unit)),
        },
        { header: 'Geaccrediteerd', cell: ({ accredited }) => (accredited ? 'Ja' : 'Nee') },
        { header: 'Bewijs', cell: proofWords },
      ]}
    />
  )
}

function Earlier(props: { readonly visit: Visit; readonly applications: readonly Application[] }) {
  const { register } = props.visit.context
  return (
    <>
      <h2>Eerdere aanvragen</h2>
      <DataTable
        caption="Eerdere aanvragen"
        captionHidden
        rows={props.applications}
        columns={[
          {
            header: 'Aanvraag',
            primary: true,
            cell: ({ id, number }) => <a href={paths.applicationSent(register.id, id)}>{number}</a>,
          },
          { header: 'Soort', cell: ({ kind }) => kindWord(kind, register) },
          {
            header: 'Ingestuurd',
            nowrap: true,
            cell: ({ submittedOn }) => formatDayShort(submittedOn),
          },
          {
            header: 'Stand',
            selfExplaining: true,
            cell: ({ status }) => <ApplicationTag status={status} register={register} />,
          },
        ]}
      />
    </>
  )
}
