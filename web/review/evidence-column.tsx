import type { FiledDocument } from '#domain/certification/application/queries.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { Alert, Details, FileList, formatDay } from '#web/kit/index.ts'

/** Everything there is to show for an activity: its files in the page, and who confirmed it. */
export function EvidenceColumn(props: {
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
