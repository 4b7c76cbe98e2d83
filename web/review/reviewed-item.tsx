import type { Advice } from '#domain/certification/application/application.ts'
import type { FiledDocument } from '#domain/certification/application/queries.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { isFreeMail } from '#domain/dossier/attestation/attestation.ts'
import { sentenceCase } from '#language/sentences.ts'
import type { Register } from '#regulations/register.ts'
import { AdmissionRule } from '#web/admission.tsx'
import { AttendedWords } from '#web/attended.tsx'
import { Cuts } from '#web/explanation.tsx'
import type { Content } from '#web/kit/index.ts'
import {
  Alert,
  CompareColumns,
  Details,
  FileList,
  formatDay,
  formatList,
  formatQuantity,
  SummaryList,
  Tag,
} from '#web/kit/index.ts'
import { detailItems } from '#web/professional/activity-words.tsx'
import { basisItem } from '#web/review/accreditation-basis.tsx'
import {
  accreditedBy,
  adviceWords,
  attributeItems,
  proofWords,
} from '#web/review/application-words.tsx'
import { GroupWords } from '#web/review/group-words.tsx'
import { SeeLabelYourself } from '#web/review/label-review.tsx'
import { ProofWarnings } from '#web/review/proof-warnings.tsx'
import { MaybeTheSame, remarkWords } from '#web/review/remarks.tsx'
import type { ReviewedActivity, ReviewedFile } from '#web/review/reviewed-file.ts'
import { cameLater } from '#web/review/supplements.tsx'
import { SaidElsewhereWords } from '#web/said-elsewhere.tsx'
import { SelfTested } from '#web/self-tested.tsx'
import { inBothUnits, unitOf, unitsOf } from '#web/speech.ts'
import { TakenOver } from '#web/taken-over.tsx'

/**
 * One activity of a file before whoever looks at it: a line that says what it is, and behind that its
 * evidence beside what is claimed, what of that does not count, and what they have to say of it.
 */
export function ReviewedItem(
  props: ReviewedActivity & {
    /** Why whoever looks finds it remarkable, beside what is remarkable of itself. */
    readonly reasons?: readonly string[]
    /** The advice that stands in its line. */
    readonly advice: Advice | undefined
    readonly open: boolean
    /** What stands above its evidence and claim. */
    readonly above?: Content
    /** Where a file is opened by whoever looks. */
    readonly hrefOf: (document: FiledDocument) => string
    /** The name of the column beside the evidence. */
    readonly label: string
    /** Whether it is the committee that looks; else the back office. */
    readonly committee: boolean
    readonly children: Content
  },
) {
  const { visit, loaded, activity, assessment, reasons = [], advice, hrefOf } = props
  const { register } = visit.context
  const remarks = loaded.remarks.get(activity.id) ?? []
  const marked = loaded.open.has(activity.id)
    ? [...remarks.map(({ is }) => remarkWords[is]), ...reasons]
    : []
  const mine = loaded.documents.filter(({ activityId }) => activityId === activity.id)
  const opened = mine.map((document) => ({ ...document, href: hrefOf(document) }))
  const files = opened.filter(({ takenAway }) => !takenAway)
  const gone = opened.filter(({ takenAway }) => takenAway)
  return (
    <section class="review-item">
      <Details
        summary={
          <>
            <strong>{activity.title}</strong>.{' '}
            {notesOn(activity, loaded, { advice, register }).join(' · ')}
            {marked.map((remark) => (
              <>
                {' '}
                <Tag colour="yellow">{remark}</Tag>
              </>
            ))}
          </>
        }
        open={props.open}
        id={`activiteit-${activity.id}`}
      >
        {props.above}
        <MaybeTheSame {...{ visit, loaded, activity, assessment }} />
        <ProofWarnings
          warnings={remarks.flatMap((remark) => (remark.is === 'proof' ? remark.of : []))}
        />
        <CompareColumns
          leftLabel={`Bewijs bij ${activity.title}`}
          rightLabel={props.label}
          left={
            <>
              <EvidenceColumn activity={activity} files={files} loaded={loaded} />
              {gone.map(({ href, name }) => (
                <p>
                  Weggehaald na het insturen: <a href={href}>{name}</a>
                </p>
              ))}
            </>
          }
          right={
            <>
              <ClaimSummary {...{ visit, loaded, activity, assessment }} />
              <TakenOver from={activity.takenOver} />
              <SelfTested
                regulation={loaded.dossier.compiled.regulation}
                activity={activity}
                forReaders
              />
              <SaidElsewhereWords said={activity.saidElsewhere} />
              <AdmissionRule
                register={register}
                regulation={loaded.dossier.compiled.regulation}
                activity={activity}
              />
              {loaded.open.has(activity.id) && (
                <SeeLabelYourself
                  {...{ visit, activity }}
                  compiled={loaded.dossier.compiled}
                  from={{
                    is: props.committee ? 'judgement' : 'check',
                    id: loaded.file.application.id,
                  }}
                />
              )}
              <Cuts
                finding={assessment.activities.find(({ id }) => id === activity.id)}
                register={register}
                version={assessment.regulation.version}
              />
              <ChangedSince {...{ visit, loaded, activity, assessment }} />
              {props.children}
            </>
          }
        />
      </Details>
    </section>
  )
}

// What an activity is in a line: how much, when, by what it is shown, how it is accredited, and what
// was advised of it.
function notesOn(
  activity: PortfolioActivity,
  { dossier, remarks }: ReviewedFile,
  { advice, register }: { readonly advice: Advice | undefined; readonly register: Register },
): readonly string[] {
  const { claimed, claimedSecond, completedOn, id } = activity
  const units = unitsOf(register, dossier.compiled.regulation)
  const label = accreditedBy(activity, dossier.compiled)
  const said = remarks.get(id)?.some(({ is }) => is === 'no-proof' || is === 'self-signed')
  return [
    claimed === undefined ? '' : inBothUnits({ first: claimed, second: claimedSecond }, units),
    completedOn === undefined ? '' : formatDay(completedOn),
    said === true ? '' : proofWords(activity),
    activity.accredited ? `geaccrediteerd${label === undefined ? '' : ` (${label})`}` : '',
    advice === undefined
      ? ''
      : `${register.organisation.backOffice.short}: ${adviceWords(advice, activity, units).toLowerCase()}`,
  ].filter((note) => note !== '')
}

// What somebody claims with an activity: everything that was filled in, as a list.
function ClaimSummary({ visit, loaded, activity, assessment }: ReviewedActivity) {
  const { regulation } = loaded.dossier.compiled
  const kind = regulation.kinds.find(({ id }) => id === activity.kind)
  const label = accreditedBy(activity, loaded.dossier.compiled)
  const { secondUnit } = regulation
  const finding = assessment.activities.find(({ id }) => id === activity.id)
  return (
    <SummaryList
      items={[
        { term: 'Soort', value: kind?.label ?? 'Onbekend' },
        {
          term: 'Datum',
          value: activity.completedOn === undefined ? '–' : formatDay(activity.completedOn),
        },
        {
          term: 'Ingediend',
          value:
            activity.claimed === undefined
              ? '–'
              : formatQuantity(activity.claimed, unitOf(visit.context.register)),
        },
        secondUnit !== undefined && {
          term: sentenceCase(secondUnit.many),
          value: formatQuantity(
            activity.claimedSecond ?? finding?.second?.awarded ?? 0,
            unitOf({ unit: secondUnit }),
          ),
        },
        {
          term: 'Geaccrediteerd',
          value: activity.accredited ? (label === undefined ? 'Ja' : `Ja, ${label}`) : 'Nee',
        },
        basisItem({
          register: visit.context.register,
          activity,
          compiled: loaded.dossier.compiled,
          decided: loaded.decided.get(activity.id),
        }),
        ...attributeItems(activity, regulation),
        ...detailItems(activity, kind),
      ]}
    />
  )
}

// Everything there is to show for an activity: its files in the page, and who confirmed it.
function EvidenceColumn(props: {
  readonly activity: PortfolioActivity
  readonly files: readonly (FiledDocument & { readonly href: string })[]
  readonly loaded: ReviewedFile
}) {
  const { activity, files, loaded } = props
  const { referee, selfSignedOn, selfSignedReason, listed, group, attended } = activity
  const nothing =
    files.length === 0 &&
    referee?.answer !== 'confirmed' &&
    selfSignedOn === undefined &&
    listed === undefined &&
    group === undefined &&
    attended === undefined
  return (
    <>
      <FileList
        label={`Bewijs bij ${activity.title}`}
        files={files.map(({ documentId, evidenceId, name, size, href }) => ({
          id: documentId,
          name,
          size,
          href,
          ...cameLater(loaded, evidenceId),
        }))}
      />
      {files.map(({ name, mediaType, href }) => (
        <Details summary={`Bekijk ${name} hier`}>
          {mediaType === 'application/pdf' ? (
            <iframe class="evidence-frame" src={href} title={name} loading="lazy" />
          ) : (
            <img class="evidence-image" src={href} alt={`Bewijs: ${name}`} loading="lazy" />
          )}
        </Details>
      ))}
      {referee?.answer === 'confirmed' && (
        <p>
          <strong>{referee.name}</strong> heeft dit bevestigd
          {referee.answeredOn === undefined ? '' : ` op ${formatDay(referee.answeredOn)}`}.
          {referee.remark !== '' && <> ‘{referee.remark}’</>}
        </p>
      )}
      {referee?.answer === 'confirmed' && isFreeMail(referee.email) && (
        <p>
          De bevestiging kwam van een adres dat iedereen kan hebben: {referee.email}. Kijk of het
          van deze persoon is.
        </p>
      )}
      {referee?.answer === 'declined' && (
        <Alert type="warning">
          <p>
            {referee.name} heeft dit niet bevestigd.
            {referee.remark !== '' && <> ‘{referee.remark}’</>}
          </p>
        </Alert>
      )}
      {selfSignedOn !== undefined && (
        <p>
          <strong>Zelf ondertekend</strong> op {formatDay(selfSignedOn)}. Reden: {selfSignedReason}
        </p>
      )}
      {listed !== undefined && (
        <p>
          Bevestigd door een lijst: <strong>{listed.label}</strong>, ontvangen op{' '}
          {formatDay(listed.on)}.
        </p>
      )}
      {group !== undefined && <GroupWords group={group} />}
      {attended !== undefined && <AttendedWords attended={attended} />}
      {nothing && <p>Er is geen bewijs.</p>}
    </>
  )
}

// What a return led the applicant to change of the claim itself.
function ChangedSince({ visit, loaded, activity }: ReviewedActivity) {
  const sent = loaded.sent.find(({ id }) => id === activity.id)
  if (sent === undefined) return null
  const units = unitsOf(visit.context.register, loaded.dossier.compiled.regulation)
  const { completedOn, claimed, claimedSecond } = sent
  const changes = [
    sent.title === activity.title ? '' : `de naam was ‘${sent.title}’`,
    completedOn === undefined || activity.completedOn?.equals(completedOn) === true
      ? ''
      : `de datum was ${formatDay(completedOn)}`,
    claimed === undefined ||
    (claimed === activity.claimed && claimedSecond === activity.claimedSecond)
      ? ''
      : `ingediend was ${inBothUnits({ first: claimed, second: claimedSecond }, units)}`,
  ].filter((text) => text !== '')
  if (changes.length === 0) return null
  return (
    <p>
      <Tag colour="blue">Gewijzigd</Tag> Bij het insturen: {formatList(changes)}.
    </p>
  )
}
