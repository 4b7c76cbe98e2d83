import type { PreparedMove } from '#domain/certification/application/prepare-move.ts'
import { prepareMove } from '#domain/certification/application/prepare-move.ts'
import { submitMove } from '#domain/certification/application/submit-move.ts'
import type { Attestation } from '#domain/dossier/attestation/attestation.ts'
import { attestationsOf } from '#domain/dossier/attestation/queries.ts'
import type { LookedAt } from '#domain/dossier/signed-document/look-at-signed.ts'
import { lookAtSigned } from '#domain/dossier/signed-document/look-at-signed.ts'
import { claimsFor } from '#domain/dossier/statement/queries.ts'
import { askForMove } from '#engine'
import { NormCards } from '#web/explanation.tsx'
import { form } from '#web/forms/form.tsx'
import { tick } from '#web/forms/questions.tsx'
import type { Content } from '#web/kit/index.ts'
import { Alert, Button, ButtonGroup, formatDay, formatMoney, SummaryList } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { declarationFor } from '#web/professional/application-check.tsx'
import { applicationCosts } from '#web/professional/application-costs.ts'
import { AskedWays } from '#web/professional/asked-ways.tsx'
import { looksAtClaims, ToSeeAgain } from '#web/professional/claims-to-see.tsx'
import { inDossier } from '#web/professional/crumbs.ts'
import { AnswersToChange, deadEndTexts } from '#web/professional/dead-ends.tsx'
import { Ending } from '#web/professional/ending.tsx'
import { unshownIn } from '#web/professional/open-questions.ts'
import type { RenewedDeclarations } from '#web/professional/renewed-declarations.tsx'
import {
  declarationsMissing,
  declaredIn,
  renewedDeclarations,
} from '#web/professional/renewed-declarations.tsx'
import { ClaimDifferenceList, claimsSeenIn, SeenClaims } from '#web/professional/seen-claims.tsx'
import { StatedList } from '#web/professional/stated-list.tsx'
import { WorkQuestions } from '#web/professional/work-questions.tsx'
import { whenDecided } from '#web/review/application-words.tsx'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound, registrationOf, seeOther } from '#web/route.ts'
import { speech, speechAbout } from '#web/speech.ts'

interface Asking extends RenewedDeclarations {
  readonly declared: boolean
}

/** Asks for another category: what it takes, what is still missing, and sending it in. */
export const askMovePage = formPage<Asking, Loaded>({
  load: async (visit) => {
    const { context } = visit
    const registrationId = registrationOf(visit)
    const prepared = (await prepareMove(context, registrationId, visit.param('move'))) ?? notFound()
    const { compiled, standing } = prepared.loaded
    const claims = claimsFor(standing.claims, undefined)
    const looked = await lookAtSigned(context, compiled, registrationId, claims)
    const attestations = await attestationsOf(context, registrationId)
    return { ...prepared, looked, attestations }
  },
  form: (visit, { declarations, hindrance }) =>
    form<Asking>({
      // What stands in the way is said before what is missing here.
      ...(hindrance === undefined ? renewedDeclarations(visit, declarations) : {}),
      declared: tick('akkoord', declarationFor(visit.context.register, 'move'), {
        required: `Zet een vinkje als ${speech(visit).you} verklaart dat alles klopt.`,
      }),
    }),
  open: (visit, { hindrance }) =>
    hindrance?.is === 'running'
      ? seeOther(paths.applicationSent(visit.context.register.id, hindrance.applicationId))
      : undefined,
  page: (visit, prepared) => ({
    title: `${categoryOf(prepared)} aanvragen`,
    ...inDossier(visit),
    lead: (
      <>
        <About visit={visit} prepared={prepared} />
        <Costs visit={visit} prepared={prepared} />
      </>
    ),
    questions: ({ all }) => (
      <>
        <SeenClaims claims={claimsOf(prepared)} />
        {all}
      </>
    ),
    button: (
      <ButtonGroup>
        <Button>Aanvraag insturen</Button>
        <Button variant="secondary" href={paths.dossier(visit.context.register.id)}>
          Nog niet insturen
        </Button>
      </ButtonGroup>
    ),
    // As long as something stands in the way there is nothing to send.
    frame: (asked) => (prepared.hindrance === undefined ? asked : null),
  }),
  save: async (visit, answers, { loaded, declarations }) => {
    const { register, your, Your } = speech(visit)
    const submitted = await submitMove(visit.context, {
      registrationId: registrationOf(visit),
      moveId: visit.param('move'),
      declared: declarationFor(register, 'move'),
      declarations: declaredIn(answers, declarations),
      seenClaims: claimsSeenIn(visit.form),
    })
    switch (submitted.outcome) {
      case 'submitted':
        return seeOther(
          `${paths.applicationSent(register.id, submitted.applicationId)}?ingestuurd=ja`,
        )
      case 'already-running':
        return leaveFor(
          visit,
          paths.applicationSent(register.id, submitted.applicationId),
          `${Your} aanvraag was al ingestuurd. We hebben die één keer ontvangen.`,
          'info',
        )
      case 'declarations-missing':
        return { errors: declarationsMissing(submitted.missing) }
      case 'changed':
        return {
          stale: (
            <Alert type="warning" title={`${Your} dossier is intussen veranderd`} focus>
              <p>
                Daarom is {your} aanvraag nog niet ingestuurd. Kijk de gegevens hieronder nog eens
                na.
              </p>
              <ClaimDifferenceList
                regulation={loaded.compiled.regulation}
                differences={submitted.stated}
              />
            </Alert>
          ),
        }
      case 'not-allowed':
        return seeOther(visit.url.pathname)
      case 'not-found':
        return notFound()
    }
  },
})

/** What the category is called that a change leads to. */
export function categoryOf({ loaded, move }: Pick<PreparedMove, 'loaded' | 'move'>): string {
  const { categories } = loaded.compiled.regulation
  return categories.find(({ id }) => id === move.to)?.label ?? move.to
}

// What goes along: the category that was asked at the admission does not.
function claimsOf({ loaded }: PreparedMove) {
  return claimsFor(loaded.standing.claims, undefined).filter(
    ({ stated }) => stated.member !== 'category',
  )
}

interface Loaded extends PreparedMove {
  /** What a machine read of the documents that others sign. */
  readonly looked: readonly LookedAt[]
  readonly attestations: readonly Attestation[]
}

interface Prepared {
  readonly visit: Visit
  readonly prepared: Loaded
}

function Costs({ visit, prepared }: Prepared) {
  const costs = applicationCosts(visit, prepared.move.to)
  return costs === undefined ? null : <p>{costs}</p>
}

function About({ visit, prepared }: Prepared) {
  const { register, you, You, your, Your } = speechAbout(visit, 'move')
  const { loaded, move, assessment, period, hindrance, meeting, answerBy } = prepared
  const { looked, attestations } = prepared
  const { regulation } = loaded.compiled
  const claims = claimsOf(prepared)
  return (
    <>
      <p class="lead">
        {move.text} ({move.article})
      </p>
      <Hindrance visit={visit} prepared={prepared} />
      {hindrance === undefined && (
        <p>
          {whenDecided(register, { meetingOn: meeting.on, decides: regulation.committee.decides })}{' '}
          {You} hoort het besluit uiterlijk {formatDay(answerBy)}. Tot dan verandert er niets.
        </p>
      )}
      {period !== undefined && (
        <SummaryList
          items={[
            {
              term: `${Your} registratie loopt daarna`,
              value: `van ${formatDay(period.first)} tot en met ${formatDay(period.last)}`,
            },
          ]}
        />
      )}
      {assessment.norms.length > 0 && (
        <>
          <h2>Hoe ver {you} bent</h2>
          <NormCards assessment={assessment} register={register} claims={claims} />
        </>
      )}
      {hindrance === undefined && claims.length > 0 && (
        <StatedList
          {...{ visit, regulation, claims, looked, attestations }}
          facts={loaded.dossier.facts}
        />
      )}
      {hindrance === undefined && (
        <>
          <WorkQuestions visit={visit} regulation={regulation} claims={claims} />
          <ToSeeAgain visit={visit} looks={looksAtClaims(visit, loaded, claims)} />
          <h2>Insturen</h2>
        </>
      )}
      {hindrance !== undefined && (
        <p>
          <a href={paths.dossier(register.id)}>Terug naar {your} dossier</a>
        </p>
      )}
    </>
  )
}

function Hindrance({ visit, prepared }: Prepared): Content {
  const { register, You, your, certification } = speech(visit)
  const { hindrance } = prepared
  const warn = (title: string, text: Content) => (
    <Alert type="info" title={title}>
      <p>{text}</p>
    </Alert>
  )
  switch (hindrance?.is) {
    case undefined:
    case 'running':
      return null
    case 'not-open':
      return warn(`${You} kunt dit nu niet aanvragen`, register.statuses[hindrance.status].meaning)
    case 'ending':
      return <Ending visit={visit} last={hindrance.last} />
    case 'temporary':
      return warn(
        `${You} kunt dit nu niet aanvragen`,
        `${You} bent ${certification.temporary.certified} tot en met ${formatDay(hindrance.until)}. Vraag eerst ${certification.name} aan.`,
      )
    case 'not-from':
      return warn(
        `${You} kunt dit nu niet aanvragen`,
        `Deze verandering hoort niet bij de categorie waarin ${You.toLowerCase()} staat.`,
      )
    case 'unpaid':
      return warn(
        `Betaal eerst ${your} factuur`,
        <>
          Van factuur {hindrance.invoiceNumber} staat nog {formatMoney(hindrance.cents)} open.{' '}
          <a href={paths.invoices(register.id)}>Bekijk {your} factuur</a>
        </>,
      )
    case 'not-met':
      return <Missing visit={visit} prepared={prepared} />
  }
}

// What is asked next, with where it is answered; or that it cannot be by what was stated.
function Missing({ visit, prepared }: Prepared) {
  const { You, you } = speech(visit)
  const { loaded, move } = prepared
  const { compiled, dossier } = loaded
  const { regulation } = compiled
  const unshown = unshownIn(loaded, visit.context.today)
  const toAsk = askForMove(compiled, move, dossier, visit.context.today)
  const { questions, impossible } = toAsk
  const asked = questions.filter(({ urgency }) => urgency === 'now')
  return (
    <Alert type="info" title={`${You} kunt dit nog niet aanvragen`}>
      {impossible.length > 0 && (
        <>
          <p>Met wat {you} hebt opgegeven, kan het niet.</p>
          {deadEndTexts(compiled, toAsk).map((text) => (
            <p>{text}</p>
          ))}
          <AnswersToChange {...{ visit, regulation, impossible }} />
        </>
      )}
      {asked.length > 0 && (
        <>
          <p>We vragen nog:</p>
          <ul>
            {asked.map((question) => (
              <li>
                <AskedWays {...{ visit, regulation, question, unshown }} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Alert>
  )
}
