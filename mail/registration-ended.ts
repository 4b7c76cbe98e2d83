import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Says that a registration has ended, at the person's own request or because it was not paid. */
export function registrationEnded(data: {
  readonly register: MailRegister
  readonly name: string
  readonly reason: 'own-request' | 'not-paid'
  /** In ISO text. */
  readonly endedOn: string
  /** Whether a credit note of an invoice that was open goes with it. */
  readonly credited: boolean
}): Letter {
  const { your, You, Your, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `${say('je bent', 'u bent')} uitgeschreven`,
    to: data.name,
    why:
      data.reason === 'own-request'
        ? `${You} hebt gevraagd om ${your} registratie te beëindigen. Dat is gebeurd.`
        : `De factuur is na alle herinneringen niet betaald. Daarom hebben wij ${your} registratie beëindigd.`,
    facts: [['Uitgeschreven op', formatDay(data.endedOn)]],
    more: [
      ...(data.credited
        ? ['De factuur die nog open stond is vervallen. De creditnota zit bij deze e-mail.']
        : []),
      `${Your} naam staat niet in het openbare register. Een keurmerk mag niet meer worden gebruikt.`,
      say(
        'Wil je later weer meedoen? Dan kun je je opnieuw aanmelden.',
        'Wilt u later weer meedoen? Dan kunt u zich opnieuw aanmelden.',
      ),
    ],
  })
}
