import { formatDay } from '#language/days.ts'
import { formatList } from '#language/lists.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Confirms that somebody added something to their application by themselves, and says until when they can. */
export function applicationAddedTo(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  /** In ISO text. */
  readonly addedOn: string
  /** What came, in the words of the page. */
  readonly added: readonly string[]
}): Letter {
  const { You, your, say } = voice(data.register.formOfAddress)
  const { committee } = data.register.wording
  return letter(data.register, {
    fact: `toegevoegd aan ${your} aanvraag ${data.number}`,
    to: data.name,
    why: `${You} hebt iets toegevoegd aan ${your} aanvraag. ${say('Je hoeft nu niets te doen.', 'U hoeft nu niets te doen.')}`,
    todo: `Wij controleren het met de rest van de aanvraag. Tot die naar ${committee.the} gaat, ${say('kun je', 'kunt u')} er nog stukken aan toevoegen.`,
    facts: [
      ['Aanvraag', data.number],
      ['Toegevoegd op', formatDay(data.addedOn)],
      ['Toegevoegd', formatList(data.added)],
    ],
  })
}
