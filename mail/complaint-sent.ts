import { voice } from '#language/voice.ts'
import type { ToldComplaint } from './complaint-forwarded.ts'
import { toldIn } from './complaint-forwarded.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Confirms to whoever complains that it was passed on, to whom, and what was written. */
export function complaintSent(data: {
  readonly register: MailRegister
  readonly number: string
  /** Who treats it, and where they are reached. */
  readonly by: string
  readonly email: string
  readonly complaint: ToldComplaint
}): Letter {
  const { you, your, Your } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `${your} klacht ${data.number} is doorgestuurd`,
    to: data.complaint.name,
    why: `${Your} klacht is doorgestuurd naar ${data.by}. Die neemt contact met ${you} op. Het register zelf oordeelt niet over de klacht.`,
    quote: toldIn(data.complaint),
    facts: [
      ['Klacht', data.number],
      ['Over wie', data.complaint.about],
      ['Vragen over de klacht', data.email],
    ],
    more: [
      `Bewaar dit bericht: het register bewaart alleen het nummer en de dag, en niet wat ${you} schreef.`,
    ],
  })
}
