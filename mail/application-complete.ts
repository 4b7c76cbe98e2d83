import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Says that an application is complete and goes to the committee. */
export function applicationComplete(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  /** Days in ISO text; absent while no meeting is planned. */
  readonly meeting?: { readonly on: string; readonly answerBy: string }
}): Letter {
  const { your, Your, say } = voice(data.register.formOfAddress)
  const { committee } = data.register.wording
  return letter(data.register, {
    fact: `${your} aanvraag ${data.number} is volledig`,
    to: data.name,
    why: `${Your} aanvraag is volledig. De aanvraag gaat nu naar ${committee.full}.`,
    todo: say('Je hoeft nu niets te doen.', 'U hoeft nu niets te doen.'),
    facts: [
      ['Aanvraag', data.number],
      ...(data.meeting === undefined
        ? []
        : ([
            [`${committee.The} vergadert op`, formatDay(data.meeting.on)],
            ['Besluit uiterlijk op', formatDay(data.meeting.answerBy)],
          ] as const)),
    ],
  })
}
