import type { SaidElsewhere } from '#domain/dossier/activity/queries.ts'
import { dayIn } from '#language/days.ts'
import { sentenceCase } from '#language/sentences.ts'
import { Details, formatDay } from '#web/kit/index.ts'

/** What another register decided, in a sentence: "LKLR: 8 punten toegekend op 3 maart 2020, met als reden ‘…’." */
export function saidInWords({ called, outcome, awarded, on, reason }: SaidElsewhere): string {
  const day = on === undefined ? undefined : dayIn(on)
  const when = day === undefined ? '' : ` op ${formatDay(day)}`
  const why = reason === '' ? '' : `, met als reden ‘${reason}’`
  const what = outcome === 'rejected' ? 'afgewezen' : `${awarded ?? 'niets'} toegekend`
  return `${sentenceCase(called)}: ${what}${when}${why}.`
}

/** What other registers decided, for whoever judges it here: their words, and no judgement of this register. */
export function SaidElsewhereWords({ said }: { readonly said: readonly SaidElsewhere[] }) {
  if (said.length === 0) return null
  return (
    <Details summary="Wat een ander register besloot">
      <p>
        Dit is het oordeel van dat register, naar zijn eigen norm. Het telt hier niet; de deelnemer
        laat het zien.
      </p>
      <ul>
        {said.map((one) => (
          <li>{saidInWords(one)}</li>
        ))}
      </ul>
    </Details>
  )
}
