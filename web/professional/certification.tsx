import { leavesRoom, runningStatuses } from '#domain/certification/application/application.ts'
import type { Preparation } from '#domain/certification/application/prepare-application.ts'
import { prepareApplication } from '#domain/certification/application/prepare-application.ts'
import type { Application } from '#domain/certification/application/queries.ts'
import { applicationsOf, returnsOf } from '#domain/certification/application/queries.ts'
import { certificatesOf } from '#domain/certification/certificate/queries.ts'
import { labelOfActivity } from '#domain/dossier/activity/label-of-activity.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { findStanding } from '#domain/dossier/dossier/queries.ts'
import { waitsOf } from '#domain/dossier/wait/queries.ts'
import type { Wait } from '#domain/dossier/wait/wait.ts'
import { stillWaits, waitsForWords } from '#domain/dossier/wait/wait.ts'
import { withMerged } from '#domain/people/registration/with-merged.ts'
import { labelOfCategory } from '#domain/platform/register/label-of-category.ts'
import { asksActivities, explain, isMeasure } from '#engine'
import { formatList } from '#language/lists.ts'
import { asksDossier } from '#web/claim-words.tsx'
import { Grounds, NormCards } from '#web/explanation.tsx'
import type { Content } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  Details,
  formatDay,
  formatMoney,
  MetaList,
  unbroken,
} from '#web/kit/index.ts'
import { List } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { papersComing } from '#web/papers.tsx'
import { paths } from '#web/paths.ts'
import { activityColumns, howToProve } from '#web/professional/activity-words.tsx'
import { ApplicationSteps, ToComplete } from '#web/professional/application-steps.tsx'
import { Certificates, papersShown } from '#web/professional/certificate.tsx'
import { Ending } from '#web/professional/ending.tsx'
import { NotProvidedFor } from '#web/professional/not-provided-for.tsx'
import { takesObjections } from '#web/professional/objections.tsx'
import { askedLabels, moveFromFormer } from '#web/professional/open-questions.ts'
import { currentVersion } from '#web/public/in-words.ts'
import { applicationTag, kindWord, proofWords } from '#web/review/application-words.tsx'
import type { Visit } from '#web/route.ts'
import { registrationOf } from '#web/route.ts'
import { speech, speechAbout } from '#web/speech.ts'

/** What the register grants: what waits, whether one may apply yet, what was decided, and the certificate. */
export async function showCertification(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, your, Your, certification } = speech(visit)
  const registrationId = registrationOf(visit)
  const applications: Application[] = []
  for (const id of await withMerged(context, registrationId)) {
    applications.push(...(await applicationsOf(context, id)))
  }
  const running = applications.find(({ status }) => runningStatuses.some((one) => one === status))
  const about = running && {
    visit,
    application: running,
    returns: await returnsOf(context, running.id),
  }
  const certificates = await certificatesOf(context, registrationId)
  const coming = await papersComing(visit, papersShown(certificates, context.today))
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
      {about && (
        <>
          <ToComplete
            {...about}
            text={({ items, answerBefore }) =>
              `We hebben ${items.length === 1 ? 'een vraag' : `${items.length} vragen`} over ${your} aanvraag. Antwoord uiterlijk op ${formatDay(answerBefore)}.`
            }
          />
          <h2>
            {Your} aanvraag {unbroken(about.application.number)}
          </h2>
          <ApplicationSteps {...about} />
          <p>
            <a href={paths.applicationSent(register.id, about.application.id)}>
              Bekijk {your} aanvraag
            </a>
          </p>
        </>
      )}
      <Certificates
        visit={visit}
        certificates={certificates}
        coming={coming}
        renewalPending={standing?.status === 'renewal-pending'}
        paused={standing?.status === 'suspended' || standing?.status === 'on-hold'}
      />
      {preparation && (
        <SelfCheck
          {...{ visit, preparation }}
          asked={await askedLabels(visit, preparation.loaded)}
          waits={(await waitsOf(context, preparation.loaded.standing.registrationId)).filter(
            (wait) => stillWaits(wait, context.today),
          )}
        />
      )}
      {earlier.length > 0 && (
        <>
          <h2>Eerdere aanvragen</h2>
          <List
            visit={visit}
            caption="Eerdere aanvragen"
            rows={earlier}
            columns={({ name, text, day, status }) => [
              name(
                'Aanvraag',
                ({ number }) => number,
                ({ id }) => paths.applicationSent(register.id, id),
              ),
              text('Soort', ({ kind }) => kindWord(kind, register)),
              day('Ingestuurd', ({ submittedOn }) => submittedOn),
              status('Stand', (one) => applicationTag(one, register), {
                selfExplaining: true,
              }),
            ]}
          />
        </>
      )}
      <NotProvidedFor visit={visit} />
      {takesObjections(visit) && (
        <p>
          Niet eens met een besluit? <a href={paths.myObjections(register.id)}>Bezwaar</a>
        </p>
      )}
    </>,
  )
}

interface Prepared {
  readonly visit: Visit
  readonly preparation: Preparation
  /** What is asked beside activities, by name. */
  readonly asked: readonly string[]
  /** What the dossier waits for. */
  readonly waits: readonly Wait[]
}

function SelfCheck(props: Prepared) {
  const { visit, preparation } = props
  const { register, you, You, Your, your, certification } = speech(visit)
  const { hindrance, kind, applyFrom, meeting, answerBy, loaded } = preparation
  const assessment = explain(loaded.compiled, preparation.assessment)
  const activities = asksActivities(loaded.compiled.regulation) || loaded.activities.length > 0
  const { validity, temporary } = loaded.standing
  const { decides } = loaded.compiled.regulation.committee
  const inMeeting = decides === 'in-the-meeting'
  const past = validity && Temporal.PlainDate.compare(validity.last, visit.context.today) < 0
  return (
    <>
      <h2>
        {kind === 'first'
          ? `${certification.Name} aanvragen`
          : `Opnieuw ${certification.name} aanvragen`}
      </h2>
      <ForAWhile {...props} />
      <MayApply {...props} />
      {hindrance?.is !== 'not-open' && (
        <>
          <MetaList
            items={[
              applyFrom !== undefined &&
                hindrance?.is !== 'too-early' && {
                  term: `${You} kunt aanvragen vanaf`,
                  value: formatDay(applyFrom),
                },
              applyFrom === undefined &&
                inMeeting && {
                  term: 'Volgende vergadering',
                  value: formatDay(meeting.on),
                },
              applyFrom === undefined &&
                hindrance === undefined && {
                  term: `Besluit als ${you} vandaag instuurt`,
                  value: `uiterlijk ${formatDay(answerBy)}`,
                },
              validity !== undefined && {
                term: `${Your} ${(temporary === undefined ? certification : certification.temporary).name} ${past ? 'liep' : 'loopt'} tot en met`,
                value: formatDay(validity.last),
              },
            ]}
          />
          <h3>Hoe ver {you} bent</h3>
          <NormCards
            begins
            assessment={assessment}
            register={register}
            claims={loaded.standing.claims}
            headingLevel={4}
          />
          <Grounds assessment={assessment} />
          <p>
            <a href={paths.hoursAndNorms(register.id)}>
              {assessment.norms.some(({ measure }) => isMeasure(measure))
                ? `Zo tellen we de ${register.unit.many}`
                : 'Alle normen'}
            </a>
          </p>
          {!activities ? null : hindrance?.is === 'too-early' ? (
            <p>
              <a href={paths.portfolio(register.id)}>
                Bekijk {your} activiteiten in {your} portfolio
              </a>
            </p>
          ) : (
            <Contents {...props} />
          )}
        </>
      )}
    </>
  )
}

// That somebody is registered for a while, until when and what must be done by then.
function ForAWhile({ visit, preparation }: Prepared) {
  const { you, You, your, say, certification } = speech(visit)
  const { standing, compiled } = preparation.loaded
  const { temporary, validity } = standing
  if (temporary === undefined || validity === undefined || standing.status === 'expired')
    return null
  const open = explain(compiled, preparation.assessment).norms.filter(
    ({ outcome }) => outcome === 'not-met',
  )
  return (
    <Alert type="info" title={`${You} bent ${certification.temporary.certified}`}>
      <p>
        Dat geldt van {formatDay(validity.first)} tot en met {formatDay(validity.last)}.{' '}
        {open.length === 0
          ? `Het lijkt erop dat er nu genoeg is. Vraag uiterlijk op die dag ${certification.name} aan.`
          : `Haal vóór die dag in wat nog openstaat, en vraag dan ${certification.name} aan:`}
      </p>
      {open.length > 0 && (
        <ul>
          {open.map(({ text }) => (
            <li>{text}</li>
          ))}
        </ul>
      )}
      <p>
        {say('Vraag je', 'Vraagt u')} niets aan, dan eindigt {your} {certification.temporary.name}{' '}
        na die dag. Wat al telde, telt dan opnieuw, en wat {you} intussen doet ook.
      </p>
    </Alert>
  )
}

// That somebody may apply now, or what stands in the way.
function MayApply({ visit, preparation, asked, waits }: Prepared) {
  const { register, you, You, your, Your, say, committee } = speechAbout(visit, preparation.kind)
  const { hindrance } = preparation
  const { compiled, standing } = preparation.loaded
  const move = moveFromFormer(compiled.regulation, standing.category)
  const assessment = explain(compiled, preparation.assessment)
  switch (hindrance?.is) {
    case undefined:
      return (
        <>
          <p class="lead">
            {You} kunt aanvragen.{' '}
            {assessment.temporary !== undefined
              ? assessment.sentence
              : assessment.outcome === 'met' || assessment.outcome === 'exempt'
                ? `${You} haalt de norm.`
                : `${You} komt aan de norm als ${committee.the} alles goedkeurt wat ${you} instuurt.`}
          </p>
          {assessment.temporary !== undefined && (
            <p>
              {say('Doe je', 'Doet u')} eerst wat nog openstaat, dan {say('vraag je', 'vraagt u')}{' '}
              de volle periode aan. Het kan maar één keer voor een tijd.
            </p>
          )}
          <ButtonGroup>
            <Button href={paths.applicationCheck(register.id)}>Controleren en insturen</Button>
          </ButtonGroup>
        </>
      )
    case 'running':
      return null
    case 'not-open':
      return (
        <Alert type="info" title={`${You} kunt nu niet aanvragen`}>
          <p>{register.statuses[hindrance.status].meaning}</p>
          {visit.actor.kind === 'account' && visit.actor.endedRegistrationId !== undefined && (
            <p>
              <a href={paths.signUp(register.id)}>Meld {you} opnieuw aan</a> om weer mee te doen.
            </p>
          )}
          <p>
            <a href={paths.contact(register.id)}>Neem contact op</a> als {you} vragen hebt.
          </p>
        </Alert>
      )
    case 'ending':
      return <Ending visit={visit} last={hindrance.last} />
    case 'unpaid':
      return (
        <Alert type="warning" title={`Betaal eerst ${your} factuur`}>
          <p>
            Van factuur {hindrance.invoiceNumber} staat nog {formatMoney(hindrance.cents)} open.{' '}
            {You} kunt aanvragen zodra we {your} betaling hebben ontvangen.
          </p>
          {!leavesRoom(assessment) && <p>{assessment.sentence}</p>}
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
    case 'no-category':
      return (
        <Alert
          type="info"
          title={
            move === undefined
              ? `Kies eerst ${your} categorie`
              : `${Your} categorie is er niet meer`
          }
        >
          {move === undefined ? (
            <p>
              {You} vraagt een categorie aan.{' '}
              <a href={paths.chooseCategory(register.id)}>Kies een categorie</a>
            </p>
          ) : (
            <p>
              {move.text}{' '}
              <a href={paths.askMove(register.id, move.id)}>
                Vraag de categorie {labelOfCategory(register, move.to)} aan
              </a>
            </p>
          )}
        </Alert>
      )
    case 'not-met':
      return <NotMet {...{ visit, preparation, asked, waits }} />
  }
}

// What is missing, and whether proof would mend it: then that comes first. Each figure stands at its norm, below.
function NotMet({ visit, preparation, asked, waits }: Prepared) {
  const { register, You, Your, your } = speech(visit)
  const { contents, loaded } = preparation
  const assessment = explain(loaded.compiled, preparation.assessment)
  const awaited = contents.withoutProof.filter(isAwaited)
  const missing = contents.withoutProof.length - awaited.length
  return (
    <Alert type="info" title={`${You} kunt nog niet aanvragen`}>
      {asked.length > 0 ? (
        <p>
          We vragen nog: {formatList(asked)}.{' '}
          <a href={paths.dossier(register.id)}>Vul {your} dossier aan</a>
        </p>
      ) : (
        waits.length === 0 && <p>{assessment.sentence}</p>
      )}
      {waits.map((wait) => (
        <p>
          {Your} aanvraag wacht tot {formatDay(wait.until)} op{' '}
          {waitsForWords(loaded.compiled.regulation, wait)}.{' '}
          <a href={paths.dossier(register.id)}>Is het er eerder, voeg het dan toe</a>
        </p>
      ))}
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
      {asksActivities(loaded.compiled.regulation) && (
        <p>
          <a href={paths.newActivity(register.id)}>Activiteit toevoegen</a>
        </p>
      )}
    </Alert>
  )
}

type Awaited = PortfolioActivity & { readonly referee: object }

function isAwaited(activity: PortfolioActivity): activity is Awaited {
  return activity.state === 'awaiting-referee' && activity.referee !== undefined
}

function Contents({ visit, preparation }: Prepared) {
  const { register, you, your } = speech(visit)
  const { goesIn, withoutProof, drafts, planned, outsideWindow, rejected } = preparation.contents
  const countsActivities = preparation.assessment.norms.some(({ measure }) => isMeasure(measure))
  const left = [
    {
      title: 'Wacht op een referent',
      text: 'Deze activiteiten gaan mee zodra de referent heeft bevestigd.',
      rows: withoutProof.filter(isAwaited),
    },
    {
      id: 'zonder-bewijs',
      title: 'Hier ontbreekt nog bewijs',
      caption: 'Zonder bewijs',
      text: `Deze activiteiten gaan nog niet mee. ${howToProve(visit)}`,
      rows: withoutProof.filter((activity) => !isAwaited(activity)),
    },
    {
      title: 'Concepten',
      text: `Een concept gaat pas mee als ${you} het instuurt.`,
      rows: drafts,
    },
  ]
  const rest = (title: string, rows: readonly PortfolioActivity[]): Content =>
    rows.length > 0 && (
      <>
        <h4>{title}</h4>
        <ul>
          {rows.map(({ id, title }) => (
            <li>
              <a href={paths.activity(register.id, id)}>{title || 'Zonder naam'}</a>
            </li>
          ))}
        </ul>
      </>
    )
  return (
    <>
      <h3>Dit gaat mee in {your} aanvraag</h3>
      {goesIn.length === 0 ? (
        <p>
          {countsActivities
            ? 'Er is nog geen activiteit met een bewijs.'
            : `Voor deze aanvraag zijn geen ${register.unit.many} nodig.`}
        </p>
      ) : (
        <ActivityTable visit={visit} caption="Gaat mee" rows={goesIn} />
      )}
      {asksDossier(register) && (
        <p>
          Wat in <a href={paths.dossier(register.id)}>{your} dossier</a> staat, gaat ook mee.
        </p>
      )}
      {left
        .filter(({ rows }) => rows.length > 0)
        .map(({ id, title, caption = title, text, rows }) => (
          <>
            <h3 id={id}>{title}</h3>
            <p>{text}</p>
            <ActivityTable visit={visit} caption={caption} rows={rows} />
          </>
        ))}
      {planned.length + outsideWindow.length + rejected.length > 0 && (
        <Details summary="Wat niet meetelt">
          {rest('Gepland', planned)}
          {rest('Buiten de dagen die meetellen', outsideWindow)}
          {rest('Eerder afgewezen', rejected)}
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

/** Activities in a table, with what they claim and what there is to show for them. */
export function ActivityTable(props: {
  readonly visit: Visit
  readonly caption: string
  readonly rows: readonly PortfolioActivity[]
}) {
  return (
    <List
      {...props}
      columns={(make) => [
        ...activityColumns(props.visit, make),
        make.text('Geaccrediteerd', (activity) => {
          const label = labelOfActivity(currentVersion(props.visit.context), activity)
          if (!activity.accredited) return 'Nee'
          return label === undefined ? 'Ja' : `Ja. ${label.text}`
        }),
        make.text('Bewijs', proofWords),
      ]}
    />
  )
}
