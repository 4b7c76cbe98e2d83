import type { AttendedWord } from '#domain/dossier/activity/attended-word.ts'
import { formatAmount } from '#engine'
import type { Content } from '#web/kit/index.ts'
import { formatDay } from '#web/kit/index.ts'

/** What the organisation that gave something says of who was there, in a sentence. */
export function AttendedWords(props: {
  readonly attended: AttendedWord
  /** What its owner can do about it. */
  readonly children?: Content
}) {
  const { attended, children } = props
  const { organisation, edition, hours, enteredOn, joined, proves } = attended
  return (
    <p>
      {joined ? 'Bevestigd door' : 'Ingevoerd door'} <strong>{organisation}</strong> op{' '}
      {formatDay(enteredOn)}: {formatAmount(hours)} uur aanwezig ({edition}).
      {children}
      {!proves && ' Hier staan meer uren of een andere dag. Dat bevestigt de organisatie niet.'}
    </p>
  )
}
