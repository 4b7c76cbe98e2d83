import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Asks somebody to state something about a professional, by a link that needs no account; or again. */
export function attestationRequest(data: {
  readonly register: MailRegister
  readonly name: string
  readonly professionalName: string
  /** What is asked for: "de verklaring werkervaring". */
  readonly document: string
  readonly url: string
  /** The last day on which the link works, in ISO text. */
  readonly before: string
  /** It was asked before and not answered. */
  readonly again?: boolean
}): Letter {
  const { You, your, you, say } = voice(data.register.formOfAddress)
  const { professionalName: who, document, again = false } = data
  return letter(data.register, {
    fact: again
      ? `herinnering: een verklaring over ${who}`
      : `${say('wil je', 'wilt u')} iets verklaren over ${who}?`,
    to: data.name,
    why: `${who} heeft ${you} om een verklaring gevraagd, voor ${data.register.wording.register.full}. Het gaat om ${document}.${again ? ' Wij hebben nog geen antwoord.' : ''}`,
    todo: `Lees wat er wordt gevraagd en zeg of het klopt. Dat kost ongeveer 2 minuten. ${You} hebt geen account nodig.`,
    link: { label: 'Verklaring bekijken', url: data.url },
    facts: [
      ['Over', who],
      ['Reageren kan tot en met', formatDay(data.before)],
    ],
    more: [
      `Wij bewaren ${your} naam, functie en organisatie bij de verklaring. Stuur de link niet door.`,
      say(
        `Klopt het niet, of ken je ${who} niet? Dat kun je op dezelfde pagina zeggen.`,
        `Klopt het niet, of kent u ${who} niet? Dat kunt u op dezelfde pagina zeggen.`,
      ),
    ],
  })
}
