import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Tells what was decided of an activity that was judged apart from an application, and why. */
export function interimDecided(data: {
  readonly register: MailRegister
  readonly name: string
  readonly activity: string
  /** The amount with its unit; absent where nothing is granted. */
  readonly granted: string | undefined
  readonly accredited: boolean
  readonly reason: string
  /** The last day to object, in ISO text. */
  readonly objectBefore: string
}): Letter {
  const { granted, accredited, register } = data
  const { your } = voice(register.formOfAddress)
  const { committee } = register.wording
  return letter(register, {
    fact: `${your} activiteit is beoordeeld`,
    to: data.name,
    why:
      granted === undefined
        ? `${committee.The} kent voor deze activiteit niets toe. Dit is de reden:`
        : `${committee.The} heeft deze activiteit goedgekeurd. Dit is de reden:`,
    quote: data.reason,
    facts: [
      ['Activiteit', data.activity],
      ['Toegekend', granted ?? 'niets'],
      ...(granted === undefined ? [] : [['Geaccrediteerd', accredited ? 'ja' : 'nee'] as const]),
      ['Bezwaar maken kan tot en met', formatDay(data.objectBefore)],
    ],
    more: [`Het besluit staat in ${your} portfolio, en geldt ook voor een latere aanvraag.`],
    signIn: true,
  })
}
