import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'

/** A step of signing up, in the order in which they are taken. */
export interface Step {
  readonly is: 'account' | 'person' | 'work' | 'declarations' | 'check' | 'sign' | 'office' | 'pay'
  readonly title: string
  readonly hint: string
}

/** The steps of signing up in this register, from the account to the payment. */
export function stepsOf(register: Register): readonly Step[] {
  const { you, You, your, Your, say } = voice(register.address)
  return [
    {
      is: 'account',
      title: 'Account maken',
      hint: `Met ${your} e-mailadres en een wachtwoord.`,
    },
    { is: 'person', title: `${Your} gegevens`, hint: `${Your} naam en huisadres.` },
    { is: 'work', title: `${Your} werk`, hint: `${Your} werkgever en ${your} functie.` },
    {
      is: 'declarations',
      title: 'Verklaringen',
      hint: `Onder andere dat ${you} volgens de beroepscode werkt.`,
    },
    {
      is: 'check',
      title: 'Controleren en insturen',
      hint: `${You} krijgt meteen ${your} overeenkomst.`,
    },
    {
      is: 'sign',
      title: 'Overeenkomst ondertekenen',
      hint: 'Digitaal, binnen een maand.',
    },
    {
      is: 'office',
      title: 'Wij controleren',
      hint:
        register.gates.portfolio === 'agreement'
          ? `Daarna gaat ${your} portfolio open.`
          : 'Of alles compleet is.',
    },
    {
      is: 'pay',
      title: 'Betalen',
      hint: `Met een overschrijving. Daarna ${say('ben je', 'bent u')} kandidaat${register.gates.portfolio === 'agreement+payment' ? `, en gaat ${your} portfolio open` : ''}.`,
    },
  ]
}

/** Which step of signing up a page is: "Stap 2 van 8". */
export function stepText(register: Register, wanted: Step['is']): string {
  const steps = stepsOf(register)
  return `Stap ${steps.findIndex(({ is }) => is === wanted) + 1} van ${steps.length}`
}
