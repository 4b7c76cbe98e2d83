import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Says that something waits, as too few who may do it are left without a tie with the person. */
export function tooFewMembers(data: {
  readonly register: MailRegister
  readonly name: string
  /** "aanvraag A-2027-0001" */
  readonly what: string
  /** "de commissie" */
  readonly body: string
  readonly free: number
  readonly needed: number
}): Letter {
  return letter(data.register, {
    fact: `te weinig mensen zonder band voor ${data.what}`,
    to: data.name,
    why: `Voor ${data.what} zijn er te weinig mensen van ${data.body} die geen band hebben met de persoon om wie het gaat. Het blijft liggen tot er iemand bij komt.`,
    todo: 'De beheerder kan iemand uitnodigen op de pagina ‘Gebruikers’.',
    facts: [
      ['Nodig', String(data.needed)],
      ['Zonder band', String(data.free)],
    ],
    signIn: true,
  })
}
