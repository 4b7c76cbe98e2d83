import { counted } from '#language/numbers.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Says to an organisation that decisions about who does which work rest on a registration that ended or will. */
export function allocationsLapsed(data: {
  readonly register: MailRegister
  readonly name: string
  readonly organisation: string
  readonly decisions: number
}): Letter {
  const { say } = voice(data.register.formOfAddress)
  const { organisation, decisions } = data
  return letter(data.register, {
    fact: `kijk opnieuw naar ${counted(decisions, 'beslissing', 'beslissingen')} over werktoedeling`,
    to: data.name,
    why: `Bij ${counted(decisions, 'beslissing', 'beslissingen')} van ${organisation} over wie welk werk doet, is iemand niet meer geregistreerd, of straks niet meer.`,
    todo: `Kijk bij de organisatie, onder ‘Werktoedeling’. Daar ${say('zie je', 'ziet u')} om welke beslissingen het gaat. Beslis zo nodig opnieuw.`,
    signIn: true,
  })
}
