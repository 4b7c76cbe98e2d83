import type { FiledDocument } from '#domain/certification/application/queries.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { CompiledRegulation, Explanation } from '#engine'
import type { Register } from '#regulations/register.ts'
import { Cuts } from '#web/explanation.tsx'
import type { Content } from '#web/kit/index.ts'
import {
  Alert,
  CompareColumns,
  Details,
  FileList,
  formatDay,
  formatQuantity,
  SummaryList,
} from '#web/kit/index.ts'
import { detailItems } from '#web/professional/activity-words.tsx'
import type { ReviewedFile } from '#web/review/reviewed-file.ts'
import { unitOf } from '#web/speech.ts'

/**
 * One activity before whoever judges it: its evidence, and beside it what is claimed, what of that
 * does not count, and what they have to say of it.
 */
export function ReviewColumns(props: {
  readonly register: Register
  readonly loaded: ReviewedFile
  readonly activity: PortfolioActivity
  readonly assessment: Explanation
  /** Where a file is opened by whoever looks. */
  readonly hrefOf: (document: FiledDocument) => string
  /** The name of the column beside the evidence. */
  readonly label: string
  readonly children: Content
}) {
  const { register, loaded, activity, assessment } = props
  return (
    <CompareColumns
      leftLabel={`Bewijs bij ${activity.title}`}
      rightLabel={props.label}
      left={
        <EvidenceColumn activity={activity} documents={loaded.documents} hrefOf={props.hrefOf} />
      }
      right={
        <>
          <ClaimSummary
            activity={activity}
            register={register}
            compiled={loaded.dossier.compiled}
          />
          <Cuts
            finding={assessment.activities.find(({ id }) => id === activity.id)}
            register={register}
            version={assessment.regulation.version}
          />
          {props.children}
        </>
      }
    />
  )
}

// What somebody claims with an activity: everything that was filled in, as a list.
function ClaimSummary(props: {
  readonly activity: PortfolioActivity
  readonly register: Register
  readonly compiled: CompiledRegulation
}) {
  const { activity, register, compiled } = props
  const { regulation } = compiled
  const kind = regulation.kinds.find(({ id }) => id === activity.kind)
  const label = regulation.labels.find(({ id }) => id === activity.accreditationLabel)?.label
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
              : formatQuantity(activity.claimed, unitOf(register)),
        },
        {
          term: 'Geaccrediteerd',
          value: activity.accredited ? (label === undefined ? 'Ja' : `Ja, ${label}`) : 'Nee',
        },
        ...detailItems(activity, kind),
      ]}
    />
  )
}

// Everything there is to show for an activity: its files in the page, and who confirmed it.
function EvidenceColumn(props: {
  readonly activity: PortfolioActivity
  readonly documents: readonly FiledDocument[]
  /** Where a file is opened by whoever looks. */
  readonly hrefOf: (document: FiledDocument) => string
}) {
  const { activity, documents, hrefOf } = props
  const { referee, selfSignedOn, selfSignedReason } = activity
  const mine = documents.filter(({ activityId }) => activityId === activity.id)
  const nothing = mine.length === 0 && referee?.answer !== 'confirmed' && selfSignedOn === undefined
  return (
    <>
      <FileList
        label={`Bewijs bij ${activity.title}`}
        files={mine.map((one) => ({
          id: one.documentId,
          name: one.name,
          size: one.size,
          href: hrefOf(one),
        }))}
      />
      {mine.map((one) => (
        <Details summary={`Bekijk ${one.name} hier`}>
          <Preview document={one} href={hrefOf(one)} />
        </Details>
      ))}
      {referee?.answer === 'confirmed' && (
        <p>
          <strong>{referee.name}</strong> heeft dit bevestigd
          {referee.answeredOn === undefined ? '' : ` op ${formatDay(referee.answeredOn)}`}.
          {referee.remark !== '' && <> “{referee.remark}”</>}
        </p>
      )}
      {referee?.answer === 'declined' && (
        <Alert type="warning">
          <p>
            {referee.name} heeft dit niet bevestigd.
            {referee.remark !== '' && <> “{referee.remark}”</>}
          </p>
        </Alert>
      )}
      {selfSignedOn !== undefined && (
        <p>
          <strong>Zelf ondertekend</strong> op {formatDay(selfSignedOn)}. Reden: {selfSignedReason}
        </p>
      )}
      {nothing && <p>Er is geen bewijs.</p>}
    </>
  )
}

function Preview({ document, href }: { readonly document: FiledDocument; readonly href: string }) {
  return document.mediaType === 'application/pdf' ? (
    <iframe class="evidence-frame" src={href} title={document.name} loading="lazy" />
  ) : (
    <img class="evidence-image" src={href} alt={`Bewijs: ${document.name}`} loading="lazy" />
  )
}
