import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

interface Days {
  /** In ISO text. */
  readonly first: string
  readonly last: string
}

/** Tells what was decided on leave, of which it names the days and never the sort. */
export function leaveDecided(data: {
  readonly register: MailRegister
  readonly name: string
  readonly asked: Days
  /** Absent where nothing was granted. */
  readonly granted: Days | undefined
  /** Why not all of it; empty where it was. */
  readonly reason: string
  /** The statement was enough. */
  readonly byStatement: boolean
  /** The last day of the period, where that moved. */
  readonly until: string | undefined
  readonly reissued: boolean
  /** The last day to object; absent where all was granted. */
  readonly objectBefore: string | undefined
}): Letter {
  const { register, asked, granted, reason, byStatement, until, reissued, objectBefore } = data
  const { your, Your } = voice(register.formOfAddress)
  const { committee, certificate } = register.wording
  const days = ({ first, last }: Days) => `${formatDay(first)} tot en met ${formatDay(last)}`
  const inPart = granted !== undefined && objectBefore !== undefined
  return letter(register, {
    fact:
      granted === undefined
        ? `${your} verlof is niet toegekend`
        : inPart
          ? `een deel van ${your} verlof is toegekend`
          : `${your} verlof is vastgelegd`,
    to: data.name,
    why: byStatement
      ? `${Your} verlof staat in ${your} dossier. Het hoefde niet te worden beoordeeld.`
      : granted === undefined
        ? `${committee.The} kent dit verlof niet toe. Dit is de reden:`
        : inPart
          ? `${committee.The} kent een deel van dit verlof toe. Dit is de reden:`
          : `${committee.The} heeft dit verlof toegekend.`,
    ...(reason === '' ? {} : { quote: reason }),
    facts: [
      ['Gevraagd', days(asked)],
      ['Toegekend', granted === undefined ? 'niets' : days(granted)],
      ...(until === undefined
        ? []
        : [[`${Your} periode loopt nu tot en met`, formatDay(until)] as const]),
      ...(objectBefore === undefined
        ? []
        : [['Bezwaar maken kan tot en met', formatDay(objectBefore)] as const]),
    ],
    more: reissued
      ? [
          `${Your} ${certificate.name} is opnieuw gemaakt, met de nieuwe einddatum en een andere code.`,
        ]
      : [],
    signIn: true,
  })
}
