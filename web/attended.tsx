import type { AttendedWord } from '#domain/dossier/activity/attended-word.ts'
import { formatAmount } from '#engine'
import { formatDay } from '#web/kit/index.ts'

/** What the organisation that gave something says of who was there, in a sentence. */
export function AttendedWords({ attended }: { readonly attended: AttendedWord }) {
  const { organisation, edition, hours, enteredOn, joined, proves } = attended
  return (
    <p>
      {joined ? 'Bevestigd door' : 'Ingevoerd door'} <strong>{organisation}</strong> op{' '}
      {formatDay(enteredOn)}: {formatAmount(hours)} uur aanwezig ({edition}).
      {!proves && ' Hier staan meer uren of een andere dag. Dat bevestigt de organisatie niet.'}
    </p>
  )
}
