import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Asks again for a document that somebody waited for. */
export function waitOver(data: {
  readonly register: MailRegister
  readonly name: string
  /** As it stands within a sentence: "het uittreksel van DUO". */
  readonly document: string
  readonly saidOn: string
}): Letter {
  const { Your, your, you } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `is ${data.document} er nu?`,
    to: data.name,
    why: `${Your} aanvraag wachtte op ${data.document}. Nu zou dat er moeten zijn.`,
    todo: `Voeg het toe in ${your} dossier.`,
    more: [`Is het er nog niet? Neem dan contact met ons op. Wat ${you} al opgaf, blijft bewaard.`],
    facts: [
      ['Stuk', data.document],
      ['Wacht sinds', formatDay(data.saidOn)],
    ],
    signIn: true,
  })
}
