import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Tells that an activity is not judged apart any more, as it was judged or left the portfolio. */
export function interimExpired(data: {
  readonly register: MailRegister
  readonly name: string
  readonly activity: string
}): Letter {
  const { You, your } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `${your} vraag om een beoordeling is vervallen`,
    to: data.name,
    why: `${You} had gevraagd om deze activiteit tussentijds te beoordelen. Dat hoeft niet meer: de activiteit is al beoordeeld, of staat niet meer in ${your} portfolio.`,
    facts: [['Activiteit', data.activity]],
    signIn: true,
  })
}
