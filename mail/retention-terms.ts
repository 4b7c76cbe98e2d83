import { formatDay } from '#language/days.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Tells who sees to it what goes at once: as terms are new or shorter, or of people who were taken over. */
export function retentionTerms(data: {
  readonly register: MailRegister
  readonly name: string
  /** The first day on which it goes, in ISO text. */
  readonly begins: string
  /** What of which kind. */
  readonly goes: readonly { readonly label: string; readonly things: number }[]
  readonly because: 'terms' | 'taken-over'
}): Letter {
  const begins = formatDay(data.begins)
  return letter(data.register, {
    fact: `vanaf ${begins} wist Peil wat niet langer wordt bewaard`,
    to: data.name,
    why: `${whys[data.because]} Er is nog niets gewist. Dit gaat weg vanaf de dag hieronder:`,
    items: data.goes.map(({ label, things }) => `${label}: ${things}`),
    facts: [['Wissen begint op', begins]],
    todo: 'Op de pagina ‘Wat er wanneer weggaat’ staat wat er op welke dag weggaat. Klopt een termijn niet? Laat die voor deze dag aanpassen in het registerbestand. Moet er van iemand iets blijven? Houd dat dan vast.',
    signIn: true,
  })
}

const whys = {
  terms: 'Bewaartermijnen van dit register zijn nieuw of korter geworden.',
  'taken-over':
    'Er zijn mensen overgenomen uit een andere administratie, met gegevens waarvan de bewaartermijn al voorbij is.',
} as const
