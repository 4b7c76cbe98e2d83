import type { Explanation, Regulation } from '#engine'
import { Alert } from '#web/kit/index.ts'

/** What is to be asked of each activity under the lower or other norm that holds; nothing where none says so. */
export function VariantQuestion(props: {
  readonly assessment: Pick<Explanation, 'variant'>
  readonly regulation: Pick<Regulation, 'variants'>
}) {
  const { assessment, regulation } = props
  const holds = regulation.variants.find(({ id }) => id === assessment.variant?.id)
  if (holds?.forReview === undefined) return null
  return (
    <Alert type="info" title={`Bij elke activiteit. ${holds.label}`} headingLevel={3}>
      <p>
        {holds.forReview} ({holds.article})
      </p>
    </Alert>
  )
}
