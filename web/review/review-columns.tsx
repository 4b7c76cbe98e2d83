import type { FiledDocument } from '#domain/certification/application/queries.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { Assessment, CompiledRegulation } from '#engine'
import type { Register } from '#regulations/register.ts'
import { Cuts } from '#web/explanation.tsx'
import type { Content } from '#web/kit/index.ts'
import { CompareColumns } from '#web/kit/index.ts'
import { ClaimSummary } from '#web/review/application-words.tsx'
import { EvidenceColumn } from '#web/review/evidence-column.tsx'

/**
 * One activity before whoever judges it: its evidence, and beside it what is claimed, what of that
 * does not count, and what they have to say of it.
 */
export function ReviewColumns(props: {
  readonly register: Register
  readonly compiled: CompiledRegulation
  readonly activity: PortfolioActivity
  readonly assessment: Assessment
  readonly documents: readonly FiledDocument[]
  /** Where a file is opened by whoever looks. */
  readonly hrefOf: (document: FiledDocument) => string
  /** The name of the column beside the evidence. */
  readonly label: string
  readonly children: Content
}) {
  const { register, activity, assessment } = props
  return (
    <CompareColumns
      leftLabel={`Bewijs bij ${activity.title}`}
      rightLabel={props.label}
      left={
        <EvidenceColumn activity={activity} documents={props.documents} hrefOf={props.hrefOf} />
      }
      right={
        <>
          <ClaimSummary activity={activity} register={register} compiled={props.compiled} />
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
