import { movesFrom } from '#domain/certification/application/prepare-move.ts'
import { takesSupplements } from '#domain/certification/application/supplements.ts'
import { admissionDay } from '#domain/certification/follow-up/admission-day.ts'
import { possibleMoves } from '#domain/certification/validity/tell-possible-moves.ts'
import type { Attestation } from '#domain/dossier/attestation/attestation.ts'
import {
  attestationStatus,
  attestationWords,
  awaitedDocuments,
  isAboutWork,
  isAwaited,
} from '#domain/dossier/attestation/attestation.ts'
import { attestationsOf } from '#domain/dossier/attestation/queries.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { documentsWithOriginal, isUnderWay } from '#domain/dossier/original/original.ts'
import type { LookedAt } from '#domain/dossier/signed-document/look-at-signed.ts'
import { lookAtSigned } from '#domain/dossier/signed-document/look-at-signed.ts'
import {
  aboutOf,
  askingOf,
  categoryLabel,
  nameOf,
  statedWords,
} from '#domain/dossier/statement/in-words.ts'
import { openProof } from '#domain/dossier/statement/open-proof.ts'
import { frozenAmong } from '#domain/dossier/statement/openness.ts'
import { claimsFor, findFormerClaims } from '#domain/dossier/statement/queries.ts'
import type { Claim, StatedDetails, StatedMember } from '#domain/dossier/statement/statement.ts'
import { workplaces } from '#domain/dossier/statement/work-questions.ts'
import { waitsOf } from '#domain/dossier/wait/queries.ts'
import { portfolioIsOpen } from '#domain/people/registration/registration.ts'
import { labelOfCategory } from '#domain/platform/register/label-of-category.ts'
import type { Question, Regulation } from '#engine'
import { asksActivities, normsOf, normsThatAsk } from '#engine'
import { dayIn } from '#language/days.ts'
import { sentenceCase, withinSentence } from '#language/sentences.ts'
import { asksDossier, ClaimValue } from '#web/claim-words.tsx'
import { proofResponse } from '#web/destroyed-file.tsx'
import { earlierCheckWords, elsewhereLabel } from '#web/elsewhere-words.ts'
import type { Content, SummaryItem } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  Details,
  formatDay,
  formatList,
  NextStep,
  Pagination,
  SummaryList,
  Timeline,
} from '#web/kit/index.ts'
import { pageAsked, pageHref, pagesOf } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { categoryOf } from '#web/professional/ask-move.tsx'
import { AskedWays } from '#web/professional/asked-ways.tsx'
import { warningsOf } from '#web/professional/claims-to-see.tsx'
import { inPortfolio } from '#web/professional/crumbs.ts'
import { AnswersToChange } from '#web/professional/dead-ends.tsx'
import { FollowUpPart, isToAnswer, ownFollowUp } from '#web/professional/follow-up.tsx'
import { NotProvidedFor } from '#web/professional/not-provided-for.tsx'
import type { OpenQuestions } from '#web/professional/open-questions.ts'
import {
  askedLink,
  knows,
  mayStateSurplus,
  moveFromFormer,
  openQuestions,
  statePath,
  surplusesOf,
  unshownIn,
  wantedFor,
  whyAsked,
} from '#web/professional/open-questions.ts'
import { Originals, ownOriginals } from '#web/professional/original.tsx'
import { ClaimFiles, notAcceptedTexts } from '#web/professional/state-claim.tsx'
import { AttestationLines } from '#web/professional/stated-list.tsx'
import { ownSupervisions, Supervisions } from '#web/professional/supervision.tsx'
import { Waits } from '#web/professional/waits.tsx'
import type { Unshown } from '#web/professional/ways-to-show.tsx'
import { NotShown, WaysToShow } from '#web/professional/ways-to-show.tsx'
import { WorkQuestions } from '#web/professional/work-questions.tsx'
import type { Visit } from '#web/route.ts'
import { endedRegistrationOf, notFound, registrationOf } from '#web/route.ts'
import { SignedFiles } from '#web/signed-file.tsx'
import { speech } from '#web/speech.ts'

/** What a register asks beside activities: what is asked now, what was stated, and how that stands. */
export async function showDossier(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, your, Your } = speech(visit)
  if (!asksDossier(register)) notFound()
  const loaded = await loadDossier(context, endedRegistrationOf(visit) ?? registrationOf(visit))
  const { standing, compiled } = loaded
  const open = endedRegistrationOf(visit) === undefined && portfolioIsOpen(register, standing)
  const attestations = await attestationsOf(context, standing.registrationId)
  const found =
    endedRegistrationOf(visit) === undefined
      ? openQuestions(visit, loaded, {
          awaited: awaitedDocuments(attestations, context.today),
          waits: await waitsOf(context, standing.registrationId),
        })
      : undefined
  const claims = claimsFor(standing.claims, undefined)
  const looked = await lookAtSigned(context, compiled, standing.registrationId, claims)
  const followUp = open
    ? await ownFollowUp(visit, standing.registrationId, standing.category)
    : undefined
  const supervisions = await ownSupervisions(visit, standing.registrationId)
  const originals = await ownOriginals(visit, compiled.regulation, standing.registrationId)
  const unseen = open
    ? notSeen(visit, compiled.regulation, { claims, attestations, originals })
    : []
  const complete = found !== undefined && asksNothing(found)
  const [next] = found?.now ?? []
  const asked = found !== undefined && next !== undefined ? toShowIn(found, next) : undefined
  const unshown = [...unshownIn(loaded, context.today).values()].filter(
    ({ document }) => document.id !== asked?.document.id,
  )
  const frozen = await frozenAmong(context, standing.application === undefined ? [] : claims)
  const admittedOn = await admissionDay(context, loaded)
  const page = pageAsked(visit)
  const former = await findFormerClaims(context, standing.registrationId, { page, perPage })
  return titledPage(
    visit,
    { title: 'Mijn dossier', ...inPortfolio(visit) },
    <>
      {followUp !== undefined && isToAnswer(followUp) && (
        <FollowUpPart visit={visit} found={followUp} />
      )}
      {found && (
        <Asked
          {...{ visit, loaded, found }}
          unseen={complete ? unseen : []}
          besides={followUp !== undefined && isToAnswer(followUp)}
        />
      )}
      <WorkQuestions visit={visit} regulation={compiled.regulation} claims={claims} />
      {open &&
        unshown.map((one) => (
          <NotShown visit={visit} regulation={compiled.regulation} unshown={one} />
        ))}
      {!complete &&
        unseen.map(({ label, ways }) => (
          <Alert type="warning" title={`Het origineel van ${label} moet nog worden gezien`}>
            <p>{ways}</p>
          </Alert>
        ))}
      {standing.application !== undefined && (
        <p class="lead">
          {Your} aanvraag van {formatDay(standing.application.submittedOn)} loopt. Wat daarin zit,
          kan nu niet worden gewijzigd.{' '}
          {takesSupplements(standing.application.status) ? (
            <>
              Iets toevoegen kan nog:{' '}
              <a href={paths.supplementApplication(register.id, standing.application.id)}>
                voeg toe aan {your} aanvraag
              </a>
              .
            </>
          ) : (
            <a href={paths.applicationSent(register.id, standing.application.id)}>
              Lees wie die heeft
            </a>
          )}
        </p>
      )}
      {compiled.regulation.categories.length > 0 && (
        <Category visit={visit} loaded={loaded} open={open && found !== undefined} />
      )}
      {followUp !== undefined && !isToAnswer(followUp) && (
        <FollowUpPart visit={visit} found={followUp} />
      )}
      {open && standing.application === undefined && <Moves visit={visit} loaded={loaded} />}
      {sections.map(({ title, members }) => (
        <Section
          visit={visit}
          loaded={loaded}
          admittedOn={admittedOn}
          regulation={compiled.regulation}
          title={title}
          claims={claims.filter(({ stated }) => members.includes(stated.member))}
          attestations={attestations}
          open={open}
          frozen={frozen}
          looked={looked}
        />
      ))}
      {standing.givenBy === undefined && standing.earlierChecks.length > 0 && (
        <SummaryList
          title="Gezien bij het begin van de periode"
          items={standing.earlierChecks.map((check) => ({
            term: elsewhereLabel(context, check.elsewhere),
            value: earlierCheckWords(check),
          }))}
        />
      )}
      <AskedOthers {...{ visit, attestations, claims, open }} regulation={compiled.regulation} />
      <Supervisions {...{ visit, open }} regulation={compiled.regulation} found={supervisions} />
      <Originals
        {...{ visit, originals, open }}
        claims={claims.filter((claim) => !isConfirmed(claim, attestations))}
        regulation={compiled.regulation}
      />
      {claims.length === 0 && found === undefined && <p>Er is niets opgegeven.</p>}
      {open && <More visit={visit} loaded={loaded} />}
      {former.total > 0 && (
        <Former visit={visit} regulation={compiled.regulation} page={page} {...former} />
      )}
      <NotProvidedFor visit={visit} />
    </>,
  )
}

/** A file that shows something in one's own dossier. */
export async function showClaimProof(visit: Visit): Promise<Response> {
  const registrationId = endedRegistrationOf(visit) ?? registrationOf(visit)
  return proofResponse(
    visit,
    await openProof(visit.context, visit.param('proof'), { registrationId }),
  )
}

const sections: readonly { readonly title: string; readonly members: readonly StatedMember[] }[] = [
  { title: 'Gegevens', members: ['fact', 'declaration', 'surplus'] },
  { title: 'Stukken', members: ['document'] },
  { title: 'Werk', members: ['work'] },
  { title: 'Registraties elders', members: ['holding'] },
  { title: 'Verlof', members: ['leave'] },
]

interface About {
  readonly visit: Visit
  readonly loaded: LoadedDossier
  readonly found: OpenQuestions
}

function asksNothing({ now, later, impossible, waits }: OpenQuestions): boolean {
  return now.length + later.length + impossible.length + waits.length === 0
}

// What is asked next with its button, what is asked after that, and what may help.
function Asked({
  visit,
  loaded,
  found,
  unseen,
  besides,
}: About & {
  readonly unseen: readonly Unseen[]
  /** Something else is to be answered on this page. */
  readonly besides: boolean
}) {
  const { register, You, you, your, certification, say } = speech(visit)
  const { now, may, later, impossible, waits, toAsk, unshown } = found
  const { regulation } = loaded.compiled
  const [first, ...others] = now
  const renews = loaded.dossier.kind === 'renewal'
  const wished = renews ? certification.renewal : certification.name
  const shortOfActivities = toAsk.questions.some(
    ({ urgency, ways }) => urgency === 'now' && ways.some((way) => way.some(isActivities)),
  )
  const former = loaded.standing.category
  const move = moveFromFormer(regulation, former)
  if (move !== undefined && former !== undefined && loaded.standing.application === undefined) {
    return (
      <NextStep
        title={`Vraag de categorie ${labelOfCategory(register, move.to)} aan`}
        icon="arrow-right"
      >
        <p>
          De categorie {labelOfCategory(register, former)} is er niet meer. {move.text}
        </p>
        <ButtonGroup>
          <Button href={paths.askMove(register.id, move.id)}>
            {labelOfCategory(register, move.to)} aanvragen
          </Button>
        </ButtonGroup>
      </NextStep>
    )
  }
  return (
    <>
      {impossible.length > 0 && (
        <Alert type="warning" title={`Met wat ${you} opgaf, kan dit niet`}>
          {impossible.map(({ of }) => {
            const norm = normsOf(regulation, toAsk.sort).find(({ id }) => id === of.id)
            const move = regulation.moves.find(({ id }) => of.is === 'move' && id === of.id)
            const label = move === undefined ? norm?.label : categoryLabel(regulation, move.to)
            return (
              <p>
                <strong>{label ?? of.id}.</strong> {(move ?? norm)?.text}
              </p>
            )
          })}
          <AnswersToChange {...{ visit, regulation, impossible }} />
          {regulation.categories.length > 0 && (
            <p>
              Of <a href={paths.chooseCategory(register.id)}>kies een andere categorie</a>.
            </p>
          )}
        </Alert>
      )}
      <Waits visit={visit} regulation={regulation} waits={waits} />
      {first !== undefined ? (
        <NextStep title={questionTitle(visit, regulation, first, unshown)} icon="arrow-right">
          <Ways {...{ visit, loaded, found }} question={first} />
          {others.length > 0 && (
            <>
              <h3>Daarna vragen we nog</h3>
              <ul>
                {others.map((question) => (
                  <li>
                    <AskedWays {...{ visit, regulation, question, unshown }} />
                  </li>
                ))}
              </ul>
            </>
          )}
        </NextStep>
      ) : later.length > 0 ? (
        !besides && <p class="lead">{You} hoeft nu niets op te geven.</p>
      ) : waits.length > 0 ? null : (
        impossible.length === 0 && (
          <NextStep
            title={
              shortOfActivities
                ? `${say('Je hebt', 'U hebt')} alles opgegeven wat we nu vragen`
                : `Vraag ${your} ${wished} aan`
            }
            icon={shortOfActivities ? 'calendar-clock' : 'arrow-right'}
          >
            <p>
              {shortOfActivities
                ? `In ${your} portfolio ${say('zie je', 'ziet u')} welke ${register.unit.many} nog nodig zijn.`
                : `${You} hebt alles opgegeven wat nodig is. ${sentenceCase(register.organisation.backOffice.short)} controleert het als ${you} aanvraagt.`}
            </p>
            {unseen.map(({ label, ways }) => (
              <p>
                Het origineel van {label} moet nog worden gezien. Dat mag ook als {you} al hebt
                aangevraagd. {ways}
              </p>
            ))}
            <ButtonGroup>
              <Button
                href={
                  shortOfActivities && asksActivities(regulation)
                    ? paths.portfolio(register.id)
                    : paths.certification(register.id)
                }
              >
                {shortOfActivities && asksActivities(regulation)
                  ? 'Naar mijn portfolio'
                  : `${sentenceCase(wished)} aanvragen`}
              </Button>
            </ButtonGroup>
          </NextStep>
        )
      )}
      {later.length > 0 && (
        <Details summary={`Dit vragen we straks, bij de ${certification.renewal}`}>
          <ul>
            {later.map((question) => (
              <li>
                <AskedWays {...{ visit, regulation, question, unshown }} />
              </li>
            ))}
          </ul>
        </Details>
      )}
      {may.length > 0 && (
        <Details summary="Dit hoeft niet, maar kan helpen">
          <ul>
            {may.map((question) => (
              <li>
                <AskedWays {...{ visit, regulation, question, unshown }} />
                {`, voor: ${withinSentence(wantedFor(loaded.compiled, toAsk, question))}`}
              </li>
            ))}
          </ul>
        </Details>
      )}
    </>
  )
}

const isActivities = ({ what }: { readonly what: string }) => what === 'activities'

function questionTitle(
  visit: Visit,
  regulation: Regulation,
  { ways }: Question,
  unshown: OpenQuestions['unshown'],
): string {
  const [way = [], ...others] = ways
  if (others.length > 0) return 'Een van deze is genoeg'
  return way.map((asked) => askedLink(visit, regulation, asked, unshown).title).join(' en ')
}

function Ways({ visit, loaded, found, question }: About & { readonly question: Question }) {
  const { regulation } = loaded.compiled
  const { unshown } = found
  const [way = [], ...others] = question.ways
  const toShow = toShowIn(found, question)
  const [only, ...rest] = way
  const name = only === undefined || rest.length > 0 ? '' : askedLink(visit, regulation, only).label
  const why = whyAsked(loaded, found.toAsk, question, name)
  return (
    <>
      {why !== '' && <p>{why}</p>}
      {toShow !== undefined ? (
        <WaysToShow {...{ visit, regulation }} unshown={toShow} />
      ) : others.length > 0 ? (
        <ul>
          {question.ways.map((each) => (
            <li>
              <AskedWays {...{ visit, regulation, unshown }} question={{ ways: [each] }} />
            </li>
          ))}
        </ul>
      ) : (
        <ButtonGroup>
          {way.map((asked) => {
            const { href, label } = askedLink(visit, regulation, asked, unshown)
            return (
              <Button href={href}>
                {way.length === 1 ? (asked.what === 'category' ? 'Kiezen' : 'Opgeven') : label}
                {way.length === 1 && <span class="visually-hidden"> {label}</span>}
              </Button>
            )
          })}
        </ButtonGroup>
      )}
    </>
  )
}

// The document that is only to be shown, where nothing else is asked by the same question.
function toShowIn({ unshown }: OpenQuestions, { ways }: Question): Unshown | undefined {
  const [way = [], ...others] = ways
  const [asked, ...more] = way
  if (others.length > 0 || more.length > 0 || asked?.what !== 'document') return undefined
  return unshown.get(asked.document)
}

function Category(props: {
  readonly visit: Visit
  readonly loaded: LoadedDossier
  readonly open: boolean
}) {
  const { visit, loaded, open } = props
  const { register } = visit.context
  const { dossier, standing, compiled } = loaded
  const { categories, formerCategories } = compiled.regulation
  const labelOf = (wanted: string | undefined) =>
    [...categories, ...formerCategories].find(({ id }) => id === wanted)?.label
  const asked = labelOf(dossier.category)
  const held = labelOf(standing.category)
  // Where none is chosen, choosing one is asked above.
  if (held === undefined && asked === undefined && open) return null
  return (
    <SummaryList
      items={[
        held !== undefined && { term: 'Categorie', value: held },
        (held === undefined || held !== asked) && {
          term: held === undefined ? 'Categorie' : 'Aan te vragen categorie',
          value: asked ?? 'Nog niet gekozen',
          ...(open ? { changeHref: paths.chooseCategory(register.id) } : {}),
        },
      ]}
    />
  )
}

// Another category that may be asked for, from the one that is held.
function Moves({ visit, loaded }: { readonly visit: Visit; readonly loaded: LoadedDossier }) {
  const moves = movesFrom(loaded)
  if (moves.length === 0) return null
  const ready = new Set(possibleMoves(loaded, visit.context.today).map(({ id }) => id))
  const { register, You, your } = speech(visit)
  return (
    <>
      <h2>Een andere categorie</h2>
      <ul>
        {moves.map((move) => (
          <li>
            <a href={paths.askMove(visit.context.register.id, move.id)}>
              {categoryOf({ loaded, move })} aanvragen
            </a>
            {ready.has(move.id) && `. ${You} hebt daarvoor genoeg gewerkt.`}
          </li>
        ))}
      </ul>
      {renewsSoon(loaded, visit.context.today) && (
        <p>
          Het kan ook samen met {your} verlenging:{' '}
          <a href={paths.chooseCategory(register.id)}>kies een andere categorie</a>.
        </p>
      )}
    </>
  )
}

// In the last year of a period its renewal may ask another category.
function renewsSoon(
  { dossier, compiled, standing }: LoadedDossier,
  today: Temporal.PlainDate,
): boolean {
  const { kind, period } = dossier
  if (kind !== 'renewal' || period === undefined) return false
  // Who stands in one of before, asks for another first.
  if (!compiled.regulation.categories.some(({ id }) => id === standing.category)) return false
  return Temporal.PlainDate.compare(today, period.last.subtract({ years: 1 })) >= 0
}

function Section(props: {
  readonly visit: Visit
  readonly loaded: LoadedDossier
  /** The day of the admission with which promises began, of whoever is in a category. */
  readonly admittedOn: Temporal.PlainDate | undefined
  readonly regulation: Regulation
  readonly title: string
  readonly claims: readonly Claim[]
  readonly attestations: readonly Attestation[]
  readonly open: boolean
  readonly frozen: ReadonlySet<string>
  readonly looked: readonly LookedAt[]
}) {
  const { title, claims } = props
  if (claims.length === 0) return null
  const earlier = claims.filter((claim) => hasNewer(claim, claims))
  const current = claims.filter((claim) => !earlier.includes(claim))
  return (
    <>
      <h2>{title}</h2>
      <SummaryList items={current.map((claim) => claimItem(props, claim))} />
      {earlier.length > 0 && (
        <Details summary="Eerder">
          <p>Van deze stukken staat er hierboven een nieuwer.</p>
          <SummaryList
            items={earlier.map((claim) => claimItem({ ...props, open: false }, claim))}
          />
        </Details>
      )}
    </>
  )
}

// The same document of a later day. Who signed it and on which days may differ; another diploma, or the
// statement of another employer, says other things and stands beside it.
function hasNewer({ stated }: Claim, claims: readonly Claim[]): boolean {
  if (stated.member !== 'document') return false
  return claims.some(
    ({ stated: other, state }) =>
      other.member === 'document' &&
      other.kind === stated.kind &&
      state !== 'rejected' &&
      Temporal.PlainDate.compare(other.issuedOn, stated.issuedOn) > 0 &&
      saysOf(other) === saysOf(stated),
  )
}

function saysOf({ details }: { readonly details: StatedDetails }): string {
  const lasting = Object.entries(details).filter(
    ([id, value]) =>
      !id.startsWith('signed-by') && (typeof value !== 'string' || dayIn(value) === undefined),
  )
  return JSON.stringify(lasting.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

// What was stated and how that stands, with where it is changed or taken back.
function claimItem(
  {
    visit,
    loaded,
    admittedOn,
    regulation,
    open,
    frozen,
    looked,
    attestations,
  }: Parameters<typeof Section>[0],
  claim: Claim,
): SummaryItem {
  const { id: register } = visit.context.register
  const { stated } = claim
  const about = aboutOf(stated)
  const name = nameOf(regulation, about)
  const { member } = stated
  // What others give is changed where they are asked.
  const asking = askingOf(regulation, about)
  const ofColleague = asking?.colleague !== undefined
  const subject = member === 'work' ? '' : about.subject
  const changed =
    open &&
    !frozen.has(claim.id) &&
    member !== 'category' &&
    !ofColleague &&
    knows(regulation, { member, subject })
  return {
    term: name,
    value: (
      <>
        <ClaimValue
          register={visit.context.register}
          regulation={regulation}
          claim={claim}
          facts={loaded.dossier.facts}
          admittedOn={admittedOn}
          today={visit.context.today}
        />
        <ClaimFiles visit={visit} claim={claim} />
        <SignedFiles files={claim.proofs} looked={looked} inOrder={claim.state === 'approved'} />
        {claim.state === 'claimed' &&
          [...notAcceptedTexts(visit, regulation, claim), ...warningsOf(visit, loaded, claim)].map(
            (text) => <p>{text}</p>,
          )}
        <AttestationLines visit={visit} claim={claim} attestations={attestations} />
        {open && !frozen.has(claim.id) && !changed && !ofColleague && (
          <p>
            Dit wordt niet meer gevraagd.{' '}
            <a href={paths.withdrawClaim(register, claim.id)}>Trek het in</a>
          </p>
        )}
        {open && asksConfirmation(regulation, claim, attestations) && (
          <p>
            <a href={paths.askAttestation(register, about.subject)}>
              Vraag {askingOf(regulation, about)?.from?.who} om een verklaring
            </a>
          </p>
        )}
      </>
    ),
    ...(changed
      ? {
          changeHref:
            asking?.signHere === undefined
              ? statePath(register, { member, subject }, claim.id)
              : paths.signHere(register, subject),
        }
      : {}),
  }
}

interface Unseen {
  /** The document. */
  readonly label: string
  /** How the original can be shown. */
  readonly ways: Content
}

// The documents of which the original has to be seen, and nobody was asked to; where the regulation names
// the ways in which one is shown, those are said instead.
function notSeen(
  visit: Visit,
  regulation: Regulation,
  found: {
    readonly claims: readonly Claim[]
    readonly attestations: readonly Attestation[]
    readonly originals: Awaited<ReturnType<typeof ownOriginals>>
  },
): readonly Unseen[] {
  const { claims, attestations, originals } = found
  const { id: register } = visit.context.register
  const documents = documentsWithOriginal(regulation).filter(
    ({ id }) => askingOf(regulation, { member: 'document', subject: id })?.shown === undefined,
  )
  return documents.flatMap(({ id, label }) => {
    const claim = claims.find(
      ({ stated, state }) =>
        stated.member === 'document' && stated.kind === id && state === 'claimed',
    )
    const underWay = originals.some((one) => one.document === id && isUnderWay(one))
    if (claim === undefined || underWay || isConfirmed(claim, attestations)) return []
    const from = askingOf(regulation, aboutOf(claim.stated))?.from
    const sending = <a href={paths.announceOriginal(register, id)}>stuur het origineel per post</a>
    const ways =
      from === undefined ? (
        <>Zo kan dat: {sending}.</>
      ) : (
        <>
          <a href={paths.askAttestation(register, id)}>Vraag {from.who} om een verklaring</a>, of{' '}
          {sending}.
        </>
      )
    return [{ label, ways }]
  })
}

function isConfirmed({ id }: Claim, attestations: readonly Attestation[]): boolean {
  return attestations.some(
    ({ claimId, answer, refusesMail }) =>
      claimId === id && (answer === 'confirmed' || (answer === undefined && !refusesMail)),
  )
}

// A document to which somebody else has to add something, and has not been asked.
function asksConfirmation(
  regulation: Regulation,
  claim: Claim,
  attestations: readonly Attestation[],
): boolean {
  const asking = askingOf(regulation, aboutOf(claim.stated))
  // Of what has an original, that is asked above.
  const here = asking?.from?.gives === 'confirmation' && asking.original === undefined
  return here && claim.state === 'claimed' && !isConfirmed(claim, attestations)
}

// Documents that others were asked for and that are not there, and the work of which nobody was asked yet.
function AskedOthers(props: {
  readonly visit: Visit
  readonly regulation: Regulation
  readonly claims: readonly Claim[]
  readonly attestations: readonly Attestation[]
  readonly open: boolean
}) {
  const { visit, attestations, open } = props
  const { id: register } = visit.context.register
  const others = open ? workNotAsked(props) : []
  const waiting = attestations.filter(
    ({ gives, answer }) => gives === 'document' && answer !== 'confirmed',
  )
  if (waiting.length === 0 && others.length === 0) return null
  return (
    <>
      <h2>Gevraagd aan anderen</h2>
      {waiting.length > 0 && (
        <SummaryList
          items={waiting.map((one) => ({
            term: sentenceCase(one.asked.document.replace(/^(de|het|een) /, '')),
            value: attestationWords(one, attestationStatus(one, visit.context.today)),
          }))}
        />
      )}
      {others.map(({ document, places }) => (
        <p>
          <a href={paths.askAttestation(register, document.id)}>
            Vraag {document.label} ook over {places}
          </a>
        </p>
      ))}
    </>
  )
}

// Where somebody was asked about work at one place and nobody about that at another.
function workNotAsked({
  visit,
  regulation,
  claims,
  attestations,
}: Pick<Parameters<typeof AskedOthers>[0], 'visit' | 'regulation' | 'claims' | 'attestations'>) {
  return regulation.documents.flatMap((document) => {
    const asked = attestations.filter(
      (one) =>
        one.document === document.id &&
        one.gives === 'document' &&
        (one.answer === 'confirmed' || isAwaited(one, visit.context.today)),
    )
    const others = workplaces(regulation, claims, document.asked?.from?.work).filter(
      (place) =>
        !asked.some((one) =>
          isAboutWork(
            one,
            place.claims.map(({ id }) => id),
          ),
        ),
    )
    if (asked.length === 0 || others.length === 0) return []
    const names = others.flatMap(({ name }) => name ?? [])
    const places = names.length < others.length ? 'ander werk' : `werk bij ${formatList(names)}`
    return [{ document, places }]
  })
}

// What may be stated though nothing asks for it now.
function More({ visit, loaded }: { readonly visit: Visit; readonly loaded: LoadedDossier }) {
  const { id } = visit.context.register
  const { you } = speech(visit)
  const { regulation } = loaded.compiled
  const asks = new Set(
    normsThatAsk(regulation, loaded.dossier).flatMap(({ asks }) =>
      asks.flatMap((one) => (one.what === 'document' ? [one.document] : [])),
    ),
  )
  const documents = regulation.documents.map(
    ({ id: subject }) => ({ member: 'document', subject }) as const,
  )
  const groups = [
    {
      title: 'Werk en verlof',
      of: [
        ...(regulation.work === undefined ? [] : [{ member: 'work', subject: '' } as const]),
        ...(regulation.leave === undefined ? [] : [{ member: 'leave', subject: '' } as const]),
      ],
    },
    {
      title: 'Registraties elders',
      of: regulation.registers.map(({ id: subject }) => ({ member: 'holding', subject }) as const),
    },
    {
      title: 'Overschot',
      of: mayStateSurplus(loaded)
        ? surplusesOf(regulation).map((subject) => ({ member: 'surplus', subject }) as const)
        : [],
    },
    { title: 'Stukken', of: documents.filter(({ subject }) => asks.has(subject)) },
    {
      title: `Stukken die we nu niet van ${you} vragen`,
      of: documents.filter(({ subject }) => !asks.has(subject)),
    },
  ].filter(({ of }) => of.length > 0)
  if (groups.length === 0) return null
  return (
    <Details summary="Iets anders opgeven">
      {groups.map(({ title, of }) => (
        <>
          <h3>{title}</h3>
          <ul>
            {of.map((wanted) => (
              <li>
                <a href={statePath(id, wanted)}>{nameOf(regulation, wanted)}</a>
              </li>
            ))}
          </ul>
        </>
      ))}
    </Details>
  )
}

// A page of it at a time: somebody may have changed the same a thousand times.
const perPage = 50

function Former({
  visit,
  regulation,
  claims,
  total,
  page,
}: {
  readonly visit: Visit
  readonly regulation: Regulation
  readonly claims: readonly Claim[]
  readonly total: number
  readonly page: number
}) {
  const of = pagesOf(total, perPage)
  return (
    <Details summary="Wat eerder is opgegeven" open={page > 1} id="eerder">
      <Timeline
        label="Wat eerder is opgegeven"
        items={claims.map((claim) => ({
          title: `${nameOf(regulation, aboutOf(claim.stated))}: ${statedWords(regulation, claim.stated)}`,
          at: `${formatDay(claim.statedOn)}, ${endedWords(claim)}`,
        }))}
      />
      <Pagination
        page={Math.min(page, of)}
        pages={of}
        href={(number) => `${pageHref(visit, number)}#eerder`}
        label="Pagina’s van wat eerder is opgegeven"
      />
    </Details>
  )
}

// How it ended; of what lapsed it is said why, as nobody took it back.
function endedWords({ state, endedOn, replacedBy, reason }: Claim): string {
  const on = endedOn === undefined ? '' : ` op ${formatDay(endedOn)}`
  if (state === 'expired') return `verlopen${on}. ${reason}`.trim()
  return `${replacedBy === undefined ? 'ingetrokken' : 'vervangen'}${on}`
}
