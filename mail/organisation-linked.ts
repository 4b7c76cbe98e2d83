import { momentInText } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Tells somebody that from now on they may sign in with the account of their organisation. */
export function organisationLinked(data: {
  readonly register: MailRegister
  readonly name: string
  /** What people know the organisation by. */
  readonly organisation: string
  /** A moment in ISO text. */
  readonly linkedAt: string
}): Letter {
  const { You, your, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `inloggen via ${data.organisation}`,
    to: data.name,
    why: `${You} kunt voortaan inloggen via ${data.organisation}. ${say('Je', 'Uw')} account is gekoppeld.`,
    todo: say(
      'Deed je dit zelf? Dan hoef je niets te doen. Deed je dit niet? Haal de koppeling weg bij Inloggen en beveiliging en laat het ons weten.',
      'Deed u dit zelf? Dan hoeft u niets te doen. Deed u dit niet? Haal de koppeling weg bij Inloggen en beveiliging en laat het ons weten.',
    ),
    facts: [
      ['Gekoppeld op', momentInText(data.linkedAt)],
      ['Contact', data.register.contact.email],
    ],
    more: [`Aan ${your} gegevens is niets veranderd.`],
  })
}
