import type { TakenOverActivity, TakenOverFrom } from '#domain/people/registration/taken-over.ts'
import { formatDay } from '#web/kit/index.ts'

/** From where something was taken over, and when: "Overgenomen uit … op …". */
export function takenOverWords({ source, on }: TakenOverFrom): string {
  return `Overgenomen uit ${source} op ${formatDay(on)}`
}

/** The same of an activity, with the decision that was taken on it there. */
export function TakenOver({ from }: { readonly from: TakenOverActivity | undefined }) {
  if (from === undefined) return null
  const { decision } = from
  return (
    <>
      <p>{takenOverWords(from)}.</p>
      {decision !== undefined && (
        <p>
          Daar is op {formatDay(decision.on)} besloten
          {decision.by === '' ? '' : ` (${decision.by})`}
          {decision.reason === '' ? '.' : `: ‘${decision.reason}’`}
        </p>
      )}
    </>
  )
}
