import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Thanks whoever told that somebody has died, and says what follows and that nothing is asked. */
export function deathAcknowledged(data: {
  readonly register: MailRegister
  readonly name: string
  readonly who: string
}): Letter {
  const { your, You, say } = voice(data.register.formOfAddress)
  const { the } = data.register.wording.register
  return letter(data.register, {
    fact: `${your} bericht over ${data.who}`,
    to: data.name,
    why: `Wij hebben ${your} bericht ontvangen dat ${data.who} is overleden. Gecondoleerd met dit verlies.`,
    more: [
      `Wij hebben de registratie bij ${the} beëindigd. Er komt geen post of e-mail meer, en er hoeft niets te worden betaald.`,
      `${You} hoeft niets meer te doen. ${say('Heb je', 'Hebt u')} toch een vraag, dan ${say('kun je', 'kunt u')} ons altijd bellen of mailen.`,
    ],
  })
}
