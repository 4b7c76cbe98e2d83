import type { ErasureRequest } from '#domain/privacy/erasure/erasure.ts'
import type { Forbids, OfKind } from '#domain/privacy/erasure/weigh-erasure.ts'
import type { Stays } from '#mail/erasure.ts'
import { stayInWords } from '#mail/erasure.ts'
import type { RetentionKind } from '#regulations/retention.ts'
import { retentionKinds } from '#regulations/retention.ts'
import { formatDay } from '#web/kit/index.ts'
import type { Visit } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** Why nothing can be erased yet, for whom it is about. */
export function forbidWords(visit: Visit, forbids: Forbids): string {
  const { your, Your, you, You, say } = speech(visit)
  switch (forbids) {
    case 'registered':
      return `${You} bent nog ingeschreven. ${say('Schrijf je', 'Schrijft u zich')} eerst uit.`
    case 'works-here':
      return `${You} werkt voor een register. Vraag eerst een beheerder om ${your} rol in te trekken.`
    case 'unpaid':
      return `Er staat nog een factuur open. Tot die is betaald, hebben we ${your} gegevens nodig.`
    case 'objection-runs':
      return `${Your} bezwaar loopt nog. Zolang hebben we de stukken nodig.`
    case 'verdict-runs':
      return 'Er loopt nog iets naar aanleiding van een uitspraak. Zolang hebben we de stukken nodig.'
    case 'held':
      return `Wat we van ${you} bewaren, wordt vastgehouden, bijvoorbeeld voor een klacht of een rechtszaak.`
  }
}

/** The same for whoever sees to it. */
export const forbidsForOffice: Readonly<Record<Forbids, string>> = {
  registered: 'De registratie loopt nog.',
  'works-here': 'Deze persoon werkt voor een register.',
  unpaid: 'Er staat een factuur open.',
  'objection-runs': 'Er loopt een bezwaar.',
  'verdict-runs': 'Er loopt iets naar aanleiding van een uitspraak.',
  held: 'De gegevens worden vastgehouden.',
}

/** What stays, each in a sentence. */
export function StaysList(props: { readonly visit: Visit; readonly stays: readonly Stays[] }) {
  const { address } = props.visit.context.register
  return (
    <ul>
      {props.stays.map((one) => (
        <li>{stayInWords(one, address)}</li>
      ))}
    </ul>
  )
}

/** What there is of somebody by kind, and until when it stays if nothing is asked. */
export function KindsList({ kinds }: { readonly kinds: readonly OfKind[] }) {
  return (
    <ul>
      {kinds.map(({ kind, things, until }) => (
        <li>{kindInWords(kind, things, until)}</li>
      ))}
    </ul>
  )
}

function kindInWords(kind: RetentionKind, things: number, until: Temporal.PlainDate): string {
  const many = kind === 'dossier' || things === 1 ? '' : ` (${things})`
  return `${retentionKinds[kind].label}${many}: zonder verzoek tot ${formatDay(until)}`
}

/** How a request stands, in a few words. */
export function requestStands(
  { status, backUntil, endedOn, extent }: ErasureRequest,
  today: Temporal.PlainDate,
): string {
  switch (status) {
    case 'asked':
      return Temporal.PlainDate.compare(backUntil, today) >= 0
        ? 'Intrekken kan nog'
        : 'Wacht op een antwoord'
    case 'granted':
      return extent === 'part' ? 'Een deel wordt gewist' : 'Wordt gewist'
    case 'refused':
      return 'Niet gewist'
    case 'withdrawn':
      return 'Ingetrokken'
    case 'done':
      return endedOn === undefined ? 'Gewist' : `Gewist op ${formatDay(endedOn)}`
  }
}
