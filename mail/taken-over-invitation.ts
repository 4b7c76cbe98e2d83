import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Says that somebody's registration was taken over into Peil, and where they sign in. */
export function takenOverInvitation(data: {
  readonly register: MailRegister
  readonly name: string
  readonly registrationNumber: string
  /** From where it was taken over. */
  readonly source: string
}): Letter {
  const { You, Your, your } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `${your} registratie staat nu op een nieuwe plek`,
    to: data.name,
    why: `${Your} registratie bij ${data.register.wording.register.full} is overgenomen uit ${data.source}. ${Your} nummer en wat al is besloten, blijven zoals ze zijn.`,
    todo: `Log in met dit e-mailadres en kijk of alles klopt. Kies daarbij voor inloggen met een link. ${You} hebt dan geen wachtwoord nodig.`,
    facts: [['Registratienummer', data.registrationNumber]],
    more: ['Klopt er iets niet? Antwoord dan op deze e-mail.'],
    signIn: true,
  })
}
