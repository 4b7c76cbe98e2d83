import type { Visit } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** That the questions on a list were put to the professional, where their words would mean whoever reads them. */
export function Addressed(props: {
  readonly visit: Visit
  readonly professional: string
  readonly labels: readonly string[]
}) {
  const { visit, professional, labels } = props
  const { you } = speech(visit)
  if (!labels.some((label) => /\b(u|uw|je|jij|jou|jouw)\b/i.test(label))) return null
  return (
    <p>
      De vragen hieronder zijn beantwoord door {professional}. Met ‘{you}’ is daar {professional}{' '}
      bedoeld.
    </p>
  )
}
