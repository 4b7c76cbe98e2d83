import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** What somebody complains of: who they are, about whom it is, and what happened. */
export type ToldComplaint = {
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly about: string
  readonly what: string
  readonly wish: string
}

/** Passes a complaint on to whoever treats it, with all that its sender told. */
export function complaintForwarded(data: {
  readonly register: MailRegister
  readonly number: string
  readonly to: string
  /** How the register calls its people: "cliëntondersteuner". */
  readonly professional: string
  readonly complaint: ToldComplaint
}): Letter {
  const { complaint, professional, register } = data
  return letter(register, {
    fact: `klacht ${data.number} over een ${professional}`,
    to: data.to,
    why: `Via de website van ${register.name} kwam een klacht binnen over een ${professional}. Het register stuurt die door en oordeelt er niet over.`,
    todo: 'De indiener wacht op een bericht. Een antwoord op deze e-mail gaat naar het register; het adres van de indiener staat hieronder.',
    quote: toldIn(complaint),
    facts: [
      ['Klacht', data.number],
      ['Over wie', complaint.about],
      ['Indiener', complaint.name],
      ['E-mail van de indiener', complaint.email],
      ...(complaint.phone === '' ? [] : [['Telefoon', complaint.phone] as const]),
    ],
    more: ['Het register bewaart alleen het nummer en de dag van deze klacht.'],
  })
}

/** What happened and what is wished, in the words of whoever complains. */
export function toldIn({ what, wish }: ToldComplaint): string {
  return wish.trim() === '' ? what : `${what.trim()}\nWat de indiener wil: ${wish.trim()}`
}
