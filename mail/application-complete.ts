import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'
import type { MailedMeeting } from './meeting-facts.ts'
import { meetingFacts } from './meeting-facts.ts'

/** Says that an application is complete and goes to the committee. */
export function applicationComplete(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  readonly meeting: MailedMeeting
}): Letter {
  const { your, Your, say } = voice(data.register.formOfAddress)
  const { committee } = data.register.wording
  return letter(data.register, {
    fact: `${your} aanvraag ${data.number} is volledig`,
    to: data.name,
    why: `${Your} aanvraag is volledig. De aanvraag gaat nu naar ${committee.full}.`,
    todo: say('Je hoeft nu niets te doen.', 'U hoeft nu niets te doen.'),
    more: [
      `Zelf iets toevoegen kan nu niet meer. Moet er toch iets bij? Neem dan contact met ons op.`,
    ],
    facts: [['Aanvraag', data.number], ...meetingFacts(committee.The, data.meeting)],
  })
}
