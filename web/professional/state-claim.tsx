import { runningApplication } from '#domain/certification/application/queries.ts'
import { findSupplementable } from '#domain/certification/application/supplement-application.ts'
import { withdrawAboutWork } from '#domain/dossier/attestation/withdraw-about-work.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { LookedAt } from '#domain/dossier/signed-document/look-at-signed.ts'
import { lookAtSigned } from '#domain/dossier/signed-document/look-at-signed.ts'
import { signerFor } from '#domain/dossier/signed-document/read-signed.ts'
import { withdrawSignedWork } from '#domain/dossier/signing/withdraw-signed-work.ts'
import { knownFields } from '#domain/dossier/signing/word-document.ts'
import { aboutOf, askingOf, nameOf } from '#domain/dossier/statement/in-words.ts'
import { claimOpenness, holdDossier } from '#domain/dossier/statement/openness.ts'
import { factsToSign, promiseTerm } from '#domain/dossier/statement/promise.ts'
import { claimsFor, findClaim, findClaimInPlaceOf } from '#domain/dossier/statement/queries.ts'
import { removeProof } from '#domain/dossier/statement/remove-proof.ts'
import { doubtsAbout } from '#domain/dossier/statement/shown.ts'
import { state } from '#domain/dossier/statement/state.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import { isSingle, mostClaims } from '#domain/dossier/statement/statement.ts'
import { beginWait } from '#domain/dossier/wait/begin-wait.ts'
import type { MayWait } from '#domain/dossier/wait/wait.ts'
import { mayWaitFor, waitsForWords } from '#domain/dossier/wait/wait.ts'
import type { Link, Regulation } from '#engine'
import { formatChoice } from '#language/lists.ts'
import { sentenceCase, withinSentence } from '#language/sentences.ts'
import { DestroyedWords } from '#web/destroyed-file.tsx'
import type { FormOf } from '#web/forms/form.tsx'
import type { Content } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  Details,
  FileList,
  formatDay,
  formatList,
} from '#web/kit/index.ts'
import type { FormFacts } from '#web/layout/form-page.tsx'
import { formPage, showForm } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { tooManyFilesText } from '#web/professional/activity-words.tsx'
import type { ClaimAnswers, Wanted } from '#web/professional/claim.form.tsx'
import { answersOf, claimForm, statedIn } from '#web/professional/claim.form.tsx'
import { warningsOf } from '#web/professional/claims-to-see.tsx'
import { inDossier } from '#web/professional/crumbs.ts'
import {
  elsewherePath,
  mayStateSurplus,
  openQuestions,
  statePath,
  wantedAt,
  whyAsked,
} from '#web/professional/open-questions.ts'
import { NotYet, notYet } from '#web/professional/waits.tsx'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound, registrationOf, seeOther } from '#web/route.ts'
import { SignedFiles } from '#web/signed-file.tsx'
import { speech } from '#web/speech.ts'

/** What is stated, and the claim whose place it takes. */
interface Stating {
  readonly loaded: LoadedDossier
  readonly wanted: Wanted
  readonly before: Claim | undefined
  readonly question: string | undefined
  /** What the dossier may wait for instead, as it may not be there yet. */
  readonly mayWait: readonly MayWait[]
  /** What was read of its files, where their issuer signs them. */
  readonly looked: readonly LookedAt[]
}

/** States one thing beside activities, or something else in its place, with the files that show it. */
export const stateClaimPage = formPage<ClaimAnswers, Stating>({
  load,
  form: formOf,
  known: ({ context }, { loaded, before, wanted }) =>
    before === undefined
      ? besideIt(context.today, loaded, wanted)
      : answersOf(loaded.compiled.regulation, before.stated),
  page: pageOf,
  sent: async (visit, { before, loaded }) => {
    const document = visit.form.value(notYet)
    if (document !== '') return await wait(visit, loaded, document)
    const removing = visit.form.value('verwijder')
    if (removing === '' || before === undefined) return undefined
    const removed = await removeProof(visit.context, registrationOf(visit), removing)
    const said =
      removed.outcome === 'removed'
        ? `‘${removed.name}’ is verwijderd.`
        : 'Dat bestand was al weg, of kan niet meer worden verwijderd.'
    // What was typed meanwhile is not saved, and stands there still.
    const now = await load(visit)
    if (now instanceof Response) return now
    const notice = { tone: removed.outcome === 'removed' ? 'success' : 'info', text: said } as const
    const shown = { ...visit, notice }
    return showForm(shown, formOf(shown, now), pageOf(shown, now), { typed: visit.form })
  },
  save: async (visit, answers, { loaded, wanted, before }) => {
    const { context } = visit
    const { register, your } = speech(visit)
    const there = paths.dossier(register.id)
    const done = await state(context, {
      registrationId: registrationOf(visit),
      stated: statedIn(wanted, answers, context.today),
      ...(before === undefined || isSingle(before.stated) ? {} : { replaces: before.id }),
      files: answers.proof ?? [],
    })
    switch (done.outcome) {
      case 'not-found':
        return notFound()
      case 'closed':
        return leaveFor(visit, there, `In ${your} dossier kan nu niets worden opgegeven.`, 'info')
      case 'frozen':
        return leaveFor(visit, there, inApplicationText(visit), 'info')
      case 'stated':
      case 'unchanged': {
        const name = nameOf(loaded.compiled.regulation, wanted)
        const others =
          done.outcome === 'stated' && before !== undefined && wanted.member === 'work'
            ? await othersWithdrawn(visit, loaded, before)
            : ''
        const more = done.evidence.tooMany.length > 0 ? ` ${tooManyFilesText}` : ''
        const problem = await problemWith(visit, loaded, done.claimId)
        const next = await nextAfter(visit, done.claimId)
        return problem === undefined
          ? leaveFor(visit, next.href, `${name}: opgeslagen.${more}${others}${next.said}`)
          : leaveFor(
              visit,
              next.href,
              `${name}: opgeslagen.${more} Let op. ${problem}${next.said}`,
              'warning',
            )
      }
    }
  },
})

// What a document is asked that stands elsewhere in the dossier is filled in, and not its day.
function besideIt(
  issuedOn: Temporal.PlainDate,
  loaded: LoadedDossier,
  wanted: Wanted,
): ClaimAnswers {
  const { regulation } = loaded.compiled
  const document = regulation.documents.find(({ id }) => id === wanted.subject)
  if (wanted.member !== 'document' || document === undefined) return {}
  const details = knownFields(loaded, document)
  const { issuedOn: _, ...beside } = answersOf(regulation, {
    member: 'document',
    kind: document.id,
    issuedOn,
    details,
  })
  return beside
}

function formOf(visit: Visit, { loaded, wanted, before }: Stating): FormOf<ClaimAnswers> {
  return claimForm({
    register: visit.context.register,
    regulation: loaded.compiled.regulation,
    wanted,
    today: visit.context.today,
    kept: before?.proofs.length ?? 0,
  })
}

function pageOf(visit: Visit, stating: Stating): FormFacts<ClaimAnswers> {
  const { regulation } = stating.loaded.compiled
  const { wanted, before } = stating
  return {
    title: nameOf(regulation, wanted),
    ...inDossier(visit),
    lead: <Lead visit={visit} stating={stating} />,
    form: {
      action: `${visit.url.pathname}${visit.url.search}`,
      files: true,
      guard: true,
    },
    end: before !== undefined && before.proofs.length > 0 && (
      <>
        <h2>Bestanden</h2>
        <ClaimFiles visit={visit} claim={before} removeName="verwijder" />
        <SignedFiles files={before.proofs} looked={stating.looked} />
      </>
    ),
    after: stating.mayWait.length > 0 && (
      <NotYet visit={visit} regulation={regulation} offered={stating.mayWait} />
    ),
    button:
      before === undefined || stating.question !== undefined ? (
        'Opslaan'
      ) : (
        <ButtonGroup>
          <Button>Opslaan</Button>
          <Button variant="link" href={paths.withdrawClaim(visit.context.register.id, before.id)}>
            Intrekken
          </Button>
        </ButtonGroup>
      ),
  }
}

// Back to the dossier; or, where an application takes it yet, to where it is added to that.
async function nextAfter(visit: Visit, claimId: string) {
  const { context } = visit
  const { register, your } = speech(visit)
  const running = await runningApplication(context, registrationOf(visit))
  const found =
    running === undefined
      ? undefined
      : await findSupplementable(context, registrationOf(visit), running.id)
  if (found?.outcome !== 'open') return { href: paths.dossier(register.id), said: '' }
  const { addableClaims, file } = found.it
  if (!addableClaims.some(({ id }) => id === claimId)) {
    return { href: paths.dossier(register.id), said: '' }
  }
  return {
    href: paths.supplementApplication(register.id, file.application.id),
    said: ` Het zit nog niet in ${your} aanvraag: kies het hieronder.`,
  }
}

// Lets the dossier wait for what is not there yet, and says until when.
async function wait(visit: Visit, { compiled }: LoadedDossier, document: string) {
  const registrationId = registrationOf(visit)
  const begun = await beginWait(visit.context, { registrationId, document })
  const there = paths.dossier(visit.context.register.id)
  if (begun.outcome === 'may-not') {
    return leaveFor(visit, there, 'Daarop hoeft nu niet te worden gewacht.', 'info')
  }
  const words = waitsForWords(compiled.regulation, { document })
  return leaveFor(visit, there, `We wachten tot ${formatDay(begun.until)} op ${words}.`)
}

// What is wrong with what was stated just now: its files, where their issuer signs them, or an answer.
async function problemWith(
  visit: Visit,
  { compiled, standing: { registrationId } }: LoadedDossier,
  claimId: string,
): Promise<string | undefined> {
  const { context } = visit
  const claim = await findClaim(context, registrationId, claimId)
  const claims = claim === undefined ? [] : [claim]
  const looked = await lookAtSigned(context, compiled, registrationId, claims)
  const signed = looked.find(({ told }) => told.warning !== undefined)?.told.warning?.problem
  const fresh = await loadDossier(context, registrationId)
  const texts = claims.flatMap((one) => [
    ...notAcceptedTexts(visit, compiled.regulation, one),
    ...warningsOf(visit, fresh, one),
  ])
  return [...(signed === undefined ? [] : [signed]), ...texts].slice(0, 3).join(' ') || undefined
}

/** What is said of answers that the regulation does not accept without more. */
export function notAcceptedTexts(
  visit: Visit,
  regulation: Regulation,
  claim: Claim,
): readonly string[] {
  const { backOffice } = visit.context.register.organisation
  return doubtsAbout(regulation, claim).flatMap((doubt) =>
    doubt.is === 'not-accepted'
      ? `Bij ‘${doubt.field.label}’ verwachten we ${formatChoice(doubt.field.accepts ?? [])}. ${sentenceCase(backOffice.short)} kijkt of dit ook kan.`
      : [],
  )
}

/** Takes back what was stated or signed about a spell of work that is there no longer, and says so. */
export async function othersWithdrawn(
  { context }: Visit,
  loaded: LoadedDossier,
  work: Claim,
): Promise<string> {
  const { compiled, standing } = loaded
  const asked = await withdrawAboutWork(context, standing.registrationId, work.id)
  const signed = await withdrawSignedWork(context, loaded, work)
  const names = [...asked, ...signed].map((kind) =>
    withinSentence(nameOf(compiled.regulation, { member: 'document', subject: kind })),
  )
  if (names.length === 0) return ''
  const again = [asked.length > 0 && 'vraag', signed.length > 0 && 'onderteken'].filter(
    (verb) => verb !== false,
  )
  return ` Ook ingetrokken, want dat ging over dit werk: ${formatList(names)}. ${sentenceCase(formatList(again))} het opnieuw.`
}

/** Why something that was stated cannot be changed while an application runs. */
export function inApplicationText(visit: Visit): string {
  const { your, say } = speech(visit)
  return `Dit zit in ${your} aanvraag. Zolang die loopt, ${say('kun je', 'kunt u')} het niet wijzigen.`
}

async function load(visit: Visit): Promise<Stating | Response> {
  const { context, url } = visit
  const isSent = visit.request.method === 'POST'
  // The dossier first, so that what takes the place of what is known before anything is stated.
  if (isSent) await holdDossier(context, registrationOf(visit))
  const loaded = await loadDossier(context, registrationOf(visit))
  const { regulation } = loaded.compiled
  const wanted = wantedAt(regulation, visit.param('what'), visit.param('subject')) ?? notFound()
  const elsewhere = elsewherePath(context.register.id, regulation, wanted)
  if (elsewhere !== undefined) return seeOther(elsewhere)
  const standing = claimsFor(loaded.standing.claims, undefined)
  const asked = url.searchParams.get('in')
  const isWanted = ({ stated }: Claim) => {
    const about = aboutOf(stated)
    // Work is asked without its role, which is part of the answer.
    return (
      about.member === wanted.member &&
      (wanted.member === 'work' || about.subject === wanted.subject)
    )
  }
  // Whoever goes back to a page, or has two open, means what took the place of what they saw there.
  const latest =
    asked === null
      ? undefined
      : await findClaimInPlaceOf(context, loaded.standing.registrationId, asked)
  if (asked !== null && (latest === undefined || !isWanted(latest))) notFound()
  const before = standing.find(
    (claim) => isWanted(claim) && (isSingle(claim.stated) || claim.id === latest?.id),
  )
  if (asked !== null && before === undefined && !isSent) {
    const gone = `Dit staat niet meer in ${speech(visit).your} dossier.`
    return leaveFor(visit, paths.dossier(context.register.id), gone, 'info')
  }
  if (before === undefined && wanted.member === 'surplus' && !mayStateSurplus(loaded)) {
    const known = `Wat ${speech(visit).you} over had in dit register, telt vanzelf mee.`
    return leaveFor(visit, paths.dossier(context.register.id), known, 'info')
  }
  if (before === undefined && standing.length >= mostClaims) {
    const { your } = speech(visit)
    const full = `In ${your} dossier staan al ${mostClaims} dingen. Trek eerst iets in.`
    return leaveFor(visit, paths.dossier(context.register.id), full, 'info')
  }
  const mayWait = mayWaitHere(visit, loaded, wanted)
  if (before === undefined) {
    return { loaded, wanted, before, question: undefined, mayWait, looked: [] }
  }
  const open = await claimOpenness(context, before)
  if (open.is !== 'open') {
    return leaveFor(visit, paths.dossier(context.register.id), inApplicationText(visit), 'info')
  }
  const { compiled } = loaded
  // The days that were stated stand beside what is in the file, so that they go along.
  const looked = await lookAtSigned(context, compiled, registrationOf(visit), standing)
  return { loaded, wanted, before, question: open.question?.text, mayWait, looked }
}

// What may be waited for on the page of one thing that is asked now.
function mayWaitHere(visit: Visit, loaded: LoadedDossier, wanted: Wanted): readonly MayWait[] {
  const questions = openQuestions(visit, loaded)?.now ?? []
  const here = questions.filter(({ ways }) =>
    ways.some((way) => way.some((asked) => isAbout(asked, wanted))),
  )
  return mayWaitFor(loaded, here, visit.context.today)
}

function Lead({ visit, stating }: { readonly visit: Visit; readonly stating: Stating }) {
  const { loaded, wanted, before, question } = stating
  const { regulation } = loaded.compiled
  const asking = askingOf(regulation, wanted)
  const { your, say } = speech(visit)
  const why = whyOf(visit, stating)
  return (
    <>
      {question !== undefined && (
        <Alert type="warning" title="Wat we nog willen weten">
          <p>{question}</p>
        </Alert>
      )}
      {before?.state === 'rejected' && (
        <Alert type="warning" title="Dit is niet in orde gevonden">
          <p>{before.reason}</p>
        </Alert>
      )}
      {why !== '' && <p>{why}</p>}
      {wanted.member === 'declaration' && <Promised visit={visit} stating={stating} />}
      {asking?.from?.gives === 'document' && (
        <p>
          <a href={paths.askAttestation(visit.context.register.id, wanted.subject)}>
            Laat {asking.from.who} dit online verklaren
          </a>
          , of voeg hieronder een getekende verklaring toe.
        </p>
      )}
      {asking?.keeps === 'details' && (
        <p>
          {say('Voeg je', 'Voegt u')} een bestand toe? Na het besluit op {your} aanvraag vernietigen
          we het. Wat {say('je hieronder opgeeft', 'u hieronder opgeeft')}, blijft staan.
        </p>
      )}
      <Explanation paragraphs={asking?.explanation ?? []} />
      <Links links={asking?.links ?? []} />
      <Samples visit={visit} stating={stating} />
    </>
  )
}

// By when a promise is to be kept, and what has yet to be stated that may take a part of it away.
function Promised({ visit, stating }: { readonly visit: Visit; readonly stating: Stating }) {
  const { loaded, wanted } = stating
  const { regulation } = loaded.compiled
  const term = promiseTerm(regulation, wanted.subject)
  const wants = (askingOf(regulation, wanted)?.parts ?? []).flatMap(({ when, unless }) => [
    ...(when === undefined ? [] : [when]),
    ...unless,
  ])
  const open = factsToSign(
    regulation,
    { facts: [...new Set(wants)], declarations: [wanted.subject] },
    loaded.dossier.facts,
  )
  return (
    <>
      {term !== undefined && <p>{sentenceCase(term)}.</p>}
      {open.length > 0 && (
        <Alert type="info" title="Geef dit eerst op">
          <p>Daarvan hangt af wat {speech(visit).you} nog moet toezeggen.</p>
          <ul>
            {open.map((subject) => (
              <li>
                <a href={statePath(visit.context.register.id, { member: 'fact', subject })}>
                  {nameOf(regulation, { member: 'fact', subject })}
                </a>
              </li>
            ))}
          </ul>
        </Alert>
      )}
    </>
  )
}

// Why the dossier wants it now, where it does.
function whyOf(visit: Visit, { loaded, wanted }: Stating): string {
  const found = openQuestions(visit, loaded)
  const question = found?.toAsk.questions.find(({ ways }) =>
    ways.some((way) => way.some((asked) => isAbout(asked, wanted))),
  )
  return found === undefined || question === undefined
    ? ''
    : whyAsked(loaded, found.toAsk, question, nameOf(loaded.compiled.regulation, wanted))
}

function isAbout(asked: object, { member, subject }: Wanted): boolean {
  if (!('what' in asked) || asked.what !== member) return false
  const named = Object.entries(asked).filter(([, value]) => typeof value === 'string')
  return member === 'work' || named.some(([name, value]) => name !== 'what' && value === subject)
}

// In the demo one can try with an extract that was made up.
function Samples({ visit, stating }: { readonly visit: Visit; readonly stating: Stating }) {
  const { register, platform } = visit.context
  const { wanted, loaded } = stating
  const signer = signerFor(register, loaded.compiled, wanted.subject)
  if (!platform.demo || wanted.member !== 'document' || signer === undefined) return null
  return (
    <p>
      Probeer het met een voorbeeld:{' '}
      <a href={paths.demoExtract(register.id)}>een uittreksel zoals het is ondertekend</a>, of{' '}
      <a href={paths.demoExtract(register.id, { soort: 'word' })}>hetzelfde uit Word</a>.
    </p>
  )
}

function Explanation({ paragraphs }: { readonly paragraphs: readonly string[] }): Content {
  if (paragraphs.length === 0) return null
  return (
    <Details summary="Toelichting">
      {paragraphs.map((text) => (
        <p>{text}</p>
      ))}
    </Details>
  )
}

// Pages elsewhere that the regulation points to, in sight: who has yet to ask for a document starts there.
function Links({ links }: { readonly links: readonly Link[] }): Content {
  return links.map(({ label, address }) => (
    <p>
      <a href={address}>{label}</a>
    </p>
  ))
}

/** The files that show a claim, to open and, in a form, to take away. */
export function ClaimFiles(props: {
  readonly visit: Visit
  readonly claim: Claim
  readonly removeName?: string
}) {
  const { visit, claim, removeName } = props
  return (
    <>
      <FileList
        label="Bestanden die dit laten zien"
        removeName={removeName}
        files={claim.proofs.map((file) => ({
          id: file.id,
          name: file.name,
          size: file.size,
          href: paths.claimProof(visit.context.register.id, file.id),
          note: `Toegevoegd op ${formatDay(file.addedOn)}`,
        }))}
      />
      {claim.destroyed.map((file) => (
        <DestroyedWords file={file} platform={visit.context.platform} />
      ))}
    </>
  )
}
