import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Asks whoever keeps a course to look whether it still holds, or says that it left the catalogue. */
export function courseReview(data: {
  readonly register: MailRegister
  readonly name: string
  readonly title: string
  readonly number: string
  /** The last day on which it stands in the catalogue unseen, in ISO text. */
  readonly on: string
  readonly gone: boolean
}): Letter {
  const { You, your } = voice(data.register.formOfAddress)
  const facts = [
    ['Opleiding', data.title],
    ['Nummer', data.number],
  ] as const
  return data.gone
    ? letter(data.register, {
        fact: `${your} opleiding staat niet meer in het aanbod`,
        to: data.name,
        why: `Niemand keek vóór ${formatDay(Temporal.PlainDate.from(data.on).add({ days: 1 }))} na of deze opleiding nog klopt. Daarom is die uit het aanbod gehaald.`,
        todo: 'Kijk de opleiding na en kies een nieuwe datum. Dan staat die er weer in.',
        facts,
        more: ['Wie de opleiding al volgde, houdt wat die telde.'],
        signIn: true,
      })
    : letter(data.register, {
        fact: 'klopt een opleiding nog?',
        to: data.name,
        why: `${You} zorgt voor deze opleiding. Kijk uiterlijk ${formatDay(data.on)} of alles nog klopt. Daarna gaat de opleiding vanzelf uit het aanbod.`,
        todo: 'Kijk na of alles klopt, en kies de dag van de volgende keer.',
        facts,
        signIn: true,
      })
}
