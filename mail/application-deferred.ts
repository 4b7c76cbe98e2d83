import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'
import type { MailedMeeting } from './meeting-facts.ts'
import { meetingFacts } from './meeting-facts.ts'

/** Says that the committee needs more time, and when it meets again. */
export function applicationDeferred(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  readonly meeting: MailedMeeting
}): Letter {
  const { your, Your, say } = voice(data.register.formOfAddress)
  const { certification, committee } = data.register.wording
  return letter(data.register, {
    fact: `het besluit op ${your} aanvraag ${data.number} komt later`,
    to: data.name,
    why: `${committee.The} heeft nog geen besluit genomen op ${your} aanvraag. ${Your} aanvraag staat op de agenda van de volgende vergadering.`,
    todo: say('Je hoeft nu niets te doen.', 'U hoeft nu niets te doen.'),
    facts: [['Aanvraag', data.number], ...meetingFacts(committee.The, data.meeting)],
    more: [
      `${say('Ben je', 'Bent u')} nu ${certification.certified}? Dan ${say('blijf je', 'blijft u')} dat tot het besluit.`,
    ],
  })
}
