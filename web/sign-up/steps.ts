import type { Context } from '#domain/platform/context/context.ts'
import { spanInWords } from '#language/spans.ts'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { paysAtFirst } from '#regulations/tariffs.ts'
import { wording } from '#regulations/wording.ts'

/** A step of signing up, in the order in which they are taken. */
export interface Step {
  readonly is: 'account' | 'person' | 'work' | 'declarations' | 'check' | 'sign' | 'office' | 'pay'
  readonly title: string
  readonly hint: string
}

/** The steps of signing up in this register, from the account to the payment where there is one. */
export function stepsOf({ register, today }: Context): readonly Step[] {
  const { you, You, your, Your } = voice(register.address)
  const pays = paysAtFirst(register, today)
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
      hint: `Wat ${you} verklaart om mee te doen.`,
    },
    {
      is: 'check',
      title: 'Controleren en insturen',
      hint: `${You} krijgt meteen ${your} overeenkomst.`,
    },
    {
      is: 'sign',
      title: 'Overeenkomst ondertekenen',
      hint: `Digitaal of op papier, binnen ${spanInWords(register.terms.agreementTtl)}.`,
    },
    {
      is: 'office',
      title: 'Wij controleren',
      hint:
        register.gates.portfolio === 'agreement' || !pays
          ? `Daarna gaat ${your} portfolio open.`
          : 'Of alles compleet is.',
    },
    ...(pays ? [payment(register)] : []),
  ]
}

function payment(register: Register): Step {
  const { your, say } = voice(register.address)
  return {
    is: 'pay',
    title: 'Betalen',
    hint: `Met een overschrijving. Daarna ${say('ben je', 'bent u')} ${wording(register).candidate}${register.gates.portfolio === 'agreement+payment' ? `, en gaat ${your} portfolio open` : ''}.`,
  }
}

/** Which step of signing up a page is: "Stap 2 van 8". */
export function stepText(context: Context, wanted: Step['is']): string {
  const steps = stepsOf(context)
  return `Stap ${steps.findIndex(({ is }) => is === wanted) + 1} van ${steps.length}`
}
