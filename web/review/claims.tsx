import { findingOf, isCheckedAgain } from '#domain/certification/application/filed-claims.ts'
import {
  aboutOf,
  askingOf,
  detailRows,
  nameOf,
  statedWords,
} from '#domain/dossier/statement/in-words.ts'
import { doubtsAbout, doubtWords } from '#domain/dossier/statement/shown.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import { workQuestions, workRemarks } from '#domain/dossier/statement/work-questions.ts'
import type { RecognisedThen } from '#domain/learning/request/recognised.ts'
import type { Regulation } from '#engine'
import { judgeOf, promiseWords } from '#web/claim-words.tsx'
import { DestroyedWords } from '#web/destroyed-file.tsx'
import { earlierCheckWords } from '#web/elsewhere-words.ts'
import type { Content } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  CompareColumns,
  Details,
  FileList,
  formatDay,
  formatList,
  SummaryList,
  Tag,
} from '#web/kit/index.ts'
import { ClaimWarnings, claimWarningsIn } from '#web/review/claim-warnings.tsx'
import type { ReviewedFile } from '#web/review/reviewed-file.ts'
import type { SeenBy } from '#web/review/seen-original.tsx'
import { originalRemark, othersRemarks, SeenOriginal } from '#web/review/seen-original.tsx'
import { cameLater } from '#web/review/supplements.tsx'
import type { Visit } from '#web/route.ts'
import { AssessedSignedFiles } from '#web/signed-file.tsx'
import { speech } from '#web/speech.ts'

/** The claims of a file as they are gone through: one by one, in one act, or not any more. */
export interface SortedClaims {
  readonly apart: readonly Claim[]
  readonly plain: readonly Claim[]
  /** Found before, or nothing to find: the category that is asked for. */
  readonly before: readonly Claim[]
}

/** Sorts the claims of a file; whoever looks at it may find more to be remarkable. */
export function sortClaims(
  file: Pick<
    ReviewedFile,
    | 'claims'
    | 'openClaims'
    | 'returns'
    | 'supplements'
    | 'file'
    | 'looked'
    | 'recognised'
    | 'seen'
    | 'dossier'
  >,
  isApart: (claim: Claim) => boolean = () => false,
): SortedClaims {
  const remarkable = (claim: Claim) => claimRemarks(claim, file).length > 0 || isApart(claim)
  const open = new Set(file.openClaims.map(({ id }) => id))
  return {
    apart: file.openClaims.filter(remarkable),
    plain: file.openClaims.filter((claim) => !remarkable(claim)),
    before: file.claims.filter(({ id }) => !open.has(id)),
  }
}

/** What is remarkable of a claim, in a few words each. */
export function claimRemarks(
  claim: Claim,
  {
    claims,
    returns,
    file,
    looked,
    seen,
    dossier,
    supplements,
  }: Pick<
    ReviewedFile,
    'claims' | 'returns' | 'supplements' | 'file' | 'looked' | 'recognised' | 'seen' | 'dossier'
  >,
): readonly string[] {
  const asked = returns.some(({ items }) =>
    items.some((item) => item.item === 'claim' && item.claim === claim.id),
  )
  const read = looked.filter(({ proofId }) => claim.proofs.some(({ id }) => id === proofId))
  const place = claim.applications.find(({ id }) => id === file.application.id)
  const known = seen.get(claim.id)
  // What somebody else stated or promised here has no file, and an original that was seen shows itself.
  const needsFile =
    claim.stated.member === 'document' &&
    known?.stated?.gives !== 'document' &&
    known?.post?.is !== 'seen' &&
    askingOf(dossier.compiled.regulation, aboutOf(claim.stated))?.colleague === undefined
  return [
    needsFile && claim.proofs.length === 0 ? 'geen bestand' : '',
    read.some(({ told }) => told.warning !== undefined) ? 'geen origineel' : '',
    read.some(({ compared }) => compared.some(({ outcome }) => outcome === 'differs'))
      ? 'anders dan opgegeven'
      : '',
    asked ? 'vraag gesteld' : '',
    isCheckedAgain(claim, dossier.standing.application) ? 'opnieuw te controleren' : '',
    place?.supplement === true ? 'toegevoegd' : '',
    supplements.some(({ what, about }) => what === 'file' && about.id === claim.id)
      ? 'later een bestand bij'
      : '',
    originalRemark(known),
    ...doubtRemarks(claim, known, dossier.compiled.regulation),
    ...othersRemarks(known),
    warningsIn(claim, { dossier, file }).length > 0 ? 'kijk naar het stuk' : '',
    ...workRemarks(workQuestions(dossier.compiled.regulation, claims), claim),
  ].filter((remark) => remark !== '')
}

// What its applicant was told of it too, as of the day of sending.
function warningsIn(claim: Claim, { dossier, file }: Pick<ReviewedFile, 'dossier' | 'file'>) {
  return claimWarningsIn(dossier, claim, file.application.submittedOn)
}

// That the original was not seen says already that it is not shown.
function doubtRemarks(
  claim: Claim,
  known: SeenBy | undefined,
  regulation: Regulation,
): readonly string[] {
  return doubtsAbout(regulation, claim)
    .filter(({ is }) => is !== 'not-shown' || originalRemark(known) === '')
    .map(doubtWords)
}

/** The claims in their groups, each with its heading; the plain ones with the act that finds them in order. */
export function ClaimList(props: {
  readonly sorted: SortedClaims
  readonly item: (claim: Claim) => Content
  /** What stands below those that are not remarkable; without it nothing is asked any more. */
  readonly act?: Content
}) {
  const { sorted, item, act } = props
  const { apart, plain, before } = sorted
  return (
    <>
      {apart.length > 0 && (
        <>
          <h3>Stuk voor stuk ({apart.length})</h3>
          {apart.map(item)}
        </>
      )}
      {plain.length > 0 && (
        <>
          <h3>Zonder bijzonderheden ({plain.length})</h3>
          {plain.map(item)}
          {act}
        </>
      )}
      {before.length > 0 && (
        <>
          {apart.length + plain.length > 0 && <h3>Niets te controleren ({before.length})</h3>}
          {before.map(item)}
        </>
      )}
    </>
  )
}

/** The one act that finds in order what is not remarkable and of which nothing was found yet. */
export function FindPlain({ left }: { readonly left: number }) {
  if (left === 0) return <p>Over al deze opgaven is iets gekozen.</p>
  return (
    <Button name="actie" value="opgaven-in-orde" variant="secondary">
      {left === 1 ? 'Deze opgave is in orde' : `Deze ${left} opgaven zijn in orde`}
    </Button>
  )
}

/** One claim: a line that says what it is, and behind it what was stated, what shows it and what is found of it. */
export function ReviewedClaim(props: {
  readonly visit: Visit
  readonly loaded: ReviewedFile
  readonly claim: Claim
  /** Where one of its files is opened by whoever looks. */
  readonly hrefOf: (proofId: string) => string
  readonly open: boolean
  readonly notes?: readonly string[]
  /** What there is to say of it. */
  readonly children?: Content
}) {
  const { visit, loaded, claim, hrefOf, open, notes = [], children } = props
  const { regulation } = loaded.dossier.compiled
  const name = nameOf(regulation, aboutOf(claim.stated))
  const words = statedWords(regulation, claim.stated)
  const needed = loaded.neededFor.get(claim.id) ?? []
  const finding = findingOf(claim, loaded.file.application.id)
  const seen = loaded.seen.get(claim.id)
  const isOpen = loaded.openClaims.some(({ id }) => id === claim.id)
  const files = claim.proofs.map((proof) => ({
    ...proof,
    href: hrefOf(proof.id),
    ...cameLater(loaded, proof.id),
  }))
  const remarks = isOpen ? claimRemarks(claim, loaded) : []
  const before = foundBefore(claim, visit)
  const said = [words, before ?? '', ...notes].filter((note) => note !== '')
  return (
    <section class="review-item">
      <Details
        summary={
          <>
            <strong>{name}</strong>. {said.join(' · ')}
            {remarks.map((remark) => (
              <>
                {' '}
                <Tag colour="yellow">{remark}</Tag>
              </>
            ))}
          </>
        }
        open={open}
        id={`opgave-van-${claim.id}`}
      >
        <CompareColumns
          leftLabel={`Bestanden bij ${name}`}
          rightLabel={`Opgave en oordeel: ${name}`}
          left={
            files.length + claim.removed.length === 0 ? (
              <p>
                {seen?.stated?.gives === 'document'
                  ? 'Dit is online verklaard. Een bestand is daar niet bij.'
                  : 'Er is geen bestand bij.'}
              </p>
            ) : (
              <>
                <ClaimFiles name={name} files={files} />
                {claim.removed.map((file) => (
                  <p>
                    Weggehaald na het insturen: <a href={hrefOf(file.id)}>{file.name}</a>
                  </p>
                ))}
              </>
            )
          }
          right={
            <>
              <SummaryList
                items={[
                  { term: 'Opgave', value: words },
                  ...promiseWords(regulation, claim, {
                    facts: loaded.dossier.dossier.facts,
                    admittedOn: undefined,
                  }).map((value) => ({ term: 'Toezegging', value })),
                  ...detailRows(regulation, claim.stated),
                  { term: 'Opgegeven op', value: formatDay(claim.statedOn) },
                  claim.stated.member !== 'category' && {
                    term: 'Nodig voor',
                    value:
                      needed.length === 0
                        ? 'Geen norm vraagt hierom.'
                        : formatList(needed.map(({ label, article }) => `${label} (${article})`)),
                  },
                ]}
              />
              <AssessedSignedFiles files={claim.proofs} looked={loaded.looked} />
              <Recognised then={loaded.recognised.get(claim.id)} />
              {isOpen && <ClaimWarnings warnings={warningsIn(claim, loaded)} />}
              {seen !== undefined && (
                <SeenOriginal known={seen} register={visit.context.register} />
              )}
              {claim.destroyed.map((file) => (
                <DestroyedWords file={file} platform={visit.context.platform} />
              ))}
              {claim.state === 'rejected' && (
                <Alert type="warning">
                  <p class="preserve">Niet in orde. {claim.reason}</p>
                </Alert>
              )}
              {before !== undefined && <p>{before}.</p>}
              {loaded.dossier.standing.earlierChecks
                .filter(({ elsewhere }) => isOf(claim, elsewhere))
                .map((check) => (
                  <p>{earlierCheckWords(check)}</p>
                ))}
              {isOpen && finding !== undefined && (
                <p class="preserve">
                  {speech(visit).register.organisation.backOffice.name}:{' '}
                  <strong>{finding.inOrder ? 'in orde' : 'niet in orde'}</strong>
                  {finding.reason === '' ? '' : `. ${finding.reason}`}
                </p>
              )}
              {children}
            </>
          }
        />
      </Details>
    </section>
  )
}

const isOf = ({ stated }: Claim, elsewhere: string) =>
  stated.member === 'holding' && stated.register === elsewhere

// "Op 3 maart 2025 in orde bevonden door Sanne Bakker": then it is not asked again.
function foundBefore(claim: Claim, visit: Visit): string | undefined {
  const { state, judgedOn } = claim
  if (state !== 'approved' || judgedOn === undefined) return undefined
  return `Op ${formatDay(judgedOn)} in orde bevonden door ${judgeOf(visit.context.register, claim)}`
}

function ClaimFiles(props: {
  readonly name: string
  readonly files: readonly {
    readonly id: string
    readonly name: string
    readonly size: number | undefined
    readonly mediaType: string
    readonly href: string
    readonly note?: string
  }[]
}) {
  const { name, files } = props
  return (
    <>
      <FileList label={`Bestanden bij ${name}`} files={files} />
      {files.map((file) => (
        <Details summary={`Bekijk ${file.name} hier`}>
          {file.mediaType === 'application/pdf' ? (
            <iframe class="evidence-frame" src={file.href} title={file.name} loading="lazy" />
          ) : (
            <img
              class="evidence-image"
              src={file.href}
              alt={`Bestand: ${file.name}`}
              loading="lazy"
            />
          )}
        </Details>
      ))}
    </>
  )
}

// Which of them gave it stands on the certificate: whoever looks at it holds the two against each other.
function Recognised({ then }: { readonly then: RecognisedThen | undefined }) {
  if (then === undefined) return null
  const { training, on, by } = then
  return (
    <p>
      {by.length === 0
        ? `Op ${formatDay(on)} was hier geen opleider erkend voor ${training}.`
        : `Erkend voor ${training} op ${formatDay(on)}: ${formatList(by)}.`}
    </p>
  )
}
