import { formatDay } from '#language/days.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Tells who sees to it that terms for what is kept are new or shorter, and what then goes at once. */
export function retentionTerms(data: {
  readonly register: MailRegister
  readonly name: string
  /** The first day on which it goes, in ISO text. */
  readonly begins: string
  /** What of which kind. */
  readonly goes: readonly { readonly label: string; readonly things: number }[]
}): Letter {
  const begins = formatDay(data.begins)
  return letter(data.register, {
    fact: `vanaf ${begins} wist Peil wat niet langer wordt bewaard`,
    to: data.name,
    why: 'Bewaartermijnen van dit register zijn nieuw of korter geworden. Er is nog niets gewist. Dit gaat weg op de dag hieronder:',
    items: data.goes.map(({ label, things }) => `${label}: ${things}`),
    facts: [['Wissen begint op', begins]],
    todo: 'Op de pagina ‘Wat er wanneer weggaat’ staat wat er op welke dag weggaat. Klopt een termijn niet? Laat die voor deze dag aanpassen in het registerbestand. Moet er van iemand iets blijven? Houd dat dan vast.',
    signIn: true,
  })
}
