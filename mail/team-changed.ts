import { formatList } from '#language/lists.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/**
 * Says to an employer that the status of people changed or that registrations end; who they are is on the page of the
 * team, since a letter stays when they show it no more.
 */
export function teamChanged(data: {
  readonly register: MailRegister
  readonly name: string
  readonly organisation: string
  readonly team: string | undefined
  /** The register in which they are. */
  readonly of: string
  readonly changed: number
  readonly ends: number
}): Letter {
  const { say } = voice(data.register.formOfAddress)
  const { organisation, team, of, changed, ends } = data
  const where = team === undefined ? organisation : `team ${team} van ${organisation}`
  const news = [
    ...(changed === 0
      ? []
      : [`veranderde van ${changed === 1 ? '1 persoon' : `${changed} mensen`} de status`]),
    ...(ends === 0
      ? []
      : [
          ends === 1
            ? 'loopt er binnenkort 1 registratie af'
            : `lopen er binnenkort ${ends} registraties af`,
        ]),
  ]
  return letter(data.register, {
    fact: team === undefined ? `nieuws over ${organisation}` : `nieuws over team ${team}`,
    to: data.name,
    why: `In ${where} ${formatList(news)} (${of}).`,
    todo: `Om wie het gaat, ${say('zie je', 'ziet u')} bij de organisatie, onder ‘Teams’. Wie aandacht vraagt, staat daar bovenaan.`,
    signIn: true,
  })
}
