import { formatDay } from '#language/days.ts'
import { formatMoney } from '#language/numbers.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Says that something was paid back, to which account and on which ground. */
export function paymentRefunded(data: {
  readonly register: MailRegister
  readonly name: string
  readonly cents: number
  /** In ISO text. */
  readonly refundedOn: string
  readonly accountName: string
  readonly iban: string
  /** Why, in the words of the register, and on what that rests. */
  readonly ground: string
  readonly rests: string | undefined
  /** What the back office wrote beside it; empty for nothing. */
  readonly reason: string
}): Letter {
  const { say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `er is ${formatMoney(data.cents)} terugbetaald`,
    to: data.name,
    why: `Wij hebben ${formatMoney(data.cents)} overgemaakt naar de rekening hieronder. Het kan een paar werkdagen duren voordat het op de rekening staat.`,
    todo: say('Je hoeft niets te doen.', 'U hoeft niets te doen.'),
    ...(data.reason === '' ? {} : { quote: data.reason }),
    facts: [
      ['Overgemaakt op', formatDay(data.refundedOn)],
      ['Rekening', `${maskedIban(data.iban)} van ${data.accountName}`],
      ['Reden', data.ground],
      ...(data.rests === undefined ? [] : ([['Dat staat in', data.rests]] as const)),
    ],
  })
}

// A mail is read by others as well: enough to know one's own account by.
function maskedIban(iban: string): string {
  return `${iban.slice(0, 4)} … ${iban.slice(-4)}`
}
