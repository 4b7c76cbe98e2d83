import { formatDay } from '#language/days.ts'
import { withinSentence } from '#language/sentences.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'
import type { MailedMeeting } from './meeting-facts.ts'
import { meetingFacts } from './meeting-facts.ts'

/** Confirms that an application has come in, and says what happens next and by when. */
export function applicationReceived(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  /** In ISO text. */
  readonly receivedOn: string
  readonly meeting: MailedMeeting
  /** Filed while the certificate is still valid: what the public register says after its last day. */
  readonly pendingStatus?: string
}): Letter {
  const { your, say } = voice(data.register.formOfAddress)
  const { certification, committee } = data.register.wording
  return letter(data.register, {
    fact: `${your} aanvraag ${data.number} is ontvangen`,
    to: data.name,
    why: `Wij hebben ${your} aanvraag ontvangen. ${say('Je hoeft nu niets te doen.', 'U hoeft nu niets te doen.')}`,
    todo: `Wij controleren eerst of de aanvraag volledig is. Daarna gaat de aanvraag naar ${committee.the}. Tot dat moment ${say('kun je', 'kunt u')} er nog stukken aan toevoegen.`,
    facts: [
      ['Aanvraag', data.number],
      ['Ontvangen op', formatDay(data.receivedOn)],
      ...meetingFacts(committee.The, data.meeting),
    ],
    more:
      data.pendingStatus !== undefined
        ? [
            `Is de aanvraag volledig? Dan ${say('blijf je', 'blijft u')} ${certification.certified} tot het besluit. In het openbare register staat zo lang: ${withinSentence(data.pendingStatus)}.`,
          ]
        : [],
  })
}
