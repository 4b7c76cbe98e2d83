import { momentInText } from '#language/days.ts'
import type { Voice } from '#language/voice.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** What came to an account, or went from it. */
export type FactorChange =
  | { readonly what: 'set-up' | 'taken-off' | 'reset' }
  /** With what its holder calls it. */
  | { readonly what: 'passkey-added' | 'passkey-removed'; readonly name: string }

/** Tells somebody that a way of signing in to their account came or went. */
export function factorChanged(data: {
  readonly register: MailRegister
  readonly name: string
  readonly change: FactorChange
  /** A moment in ISO text. */
  readonly changedAt: string
}): Letter {
  const speech = voice(data.register.formOfAddress)
  const { your, say } = speech
  const { fact, why } = words(data.change, speech)
  return letter(data.register, {
    fact,
    to: data.name,
    why,
    todo: say(
      `Deed je dit zelf, of vroeg je erom? Dan hoef je niets te doen. Zo niet: iemand anders zit in je account. Wijzig ${your} wachtwoord meteen en laat het ons weten.`,
      `Deed u dit zelf, of vroeg u erom? Dan hoeft u niets te doen. Zo niet: iemand anders zit in uw account. Wijzig ${your} wachtwoord meteen en laat het ons weten.`,
    ),
    facts: [
      ['Gewijzigd op', momentInText(data.changedAt)],
      ['Contact', data.register.contact.email],
    ],
  })
}

function words(change: FactorChange, { you, your, You }: Voice): { fact: string; why: string } {
  switch (change.what) {
    case 'set-up':
      return {
        fact: `${your} tweede stap staat aan`,
        why: `${You} logt vanaf nu in met een code uit een app als tweede stap.`,
      }
    case 'taken-off':
      return {
        fact: `${your} tweede stap staat uit`,
        why: `De app voor ${your} tweede stap is van ${your} account gehaald. Ook de herstelcodes werken niet meer.`,
      }
    case 'passkey-added':
      return {
        fact: `nieuwe toegangssleutel bij ${your} account`,
        why: `${You} kunt vanaf nu inloggen met de toegangssleutel ‘${change.name}’.`,
      }
    case 'passkey-removed':
      return {
        fact: `toegangssleutel van ${your} account gehaald`,
        why: `Met de toegangssleutel ‘${change.name}’ kan niemand meer inloggen op ${your} account.`,
      }
    case 'reset':
      return {
        fact: `${your} tweede stap is hersteld`,
        why: `De tweede stap die ${you} kwijt was, is van ${your} account gehaald. Ook de herstelcodes werken niet meer.`,
      }
  }
}
