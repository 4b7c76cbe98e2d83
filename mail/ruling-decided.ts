import { formatDay } from '#language/days.ts'
import { sentenceCase } from '#language/sentences.ts'
import { voice } from '#language/voice.ts'
import type { Letter, LetterParts, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** What a mail tells of a decision of the board. Days are ISO text. */
export type RulingTold = {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  /** Who decides: "het bestuur". */
  readonly board: string
  readonly granted: boolean
  readonly decision: string
  readonly ground: string
  /** Under what it is given. */
  readonly condition: string | undefined
  /** The last day on which it holds. */
  readonly until: string | undefined
  /** The application that waited for it; absent for one's own question. */
  readonly applicationNumber: string | undefined
  readonly objectBefore: string
}

/** Tells somebody what the board decided on a case on which the regulation is silent, and why. */
export function rulingDecided(data: RulingTold): Letter {
  const { your } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `besluit ${about(data)}`,
    to: data.name,
    why: `${sentenceCase(data.board)} heeft ${outcome(data)}. Dit is het besluit, met de reden:`,
    ...told(data),
    more: [
      'Het besluit zit als brief bij deze e-mail.',
      ...(data.applicationNumber === undefined
        ? []
        : [`Over de hele aanvraag komt er een apart besluit.`]),
      `Het besluit staat ook bij ${your} gegevens in het register. Zonder ${your} naam komt het in het openbare register van uitspraken.`,
    ],
  })
}

/** What it is about, behind "besluit". */
export function about({ register, number, applicationNumber }: RulingTold): string {
  const { your } = voice(register.formOfAddress)
  return applicationNumber === undefined
    ? `op ${your} verzoek ${number}`
    : `bij ${your} aanvraag ${applicationNumber}`
}

/** What it came to, behind "het bestuur heeft". */
export function outcome({ register, granted, applicationNumber, condition }: RulingTold): string {
  const { your } = voice(register.formOfAddress)
  const under = condition === undefined ? '' : ', onder een voorwaarde'
  if (applicationNumber !== undefined) {
    return `besloten dat de norm ${granted ? 'is gehaald' : 'niet is gehaald'}${under}`
  }
  return `${your} verzoek ${granted ? 'toegewezen' : 'afgewezen'}${under}`
}

/** The words of the decision with its facts. */
export function told(data: RulingTold): Pick<LetterParts, 'quote' | 'facts' | 'signIn'> {
  const { decision, condition, ground, number, until, objectBefore } = data
  const under = condition === undefined ? [] : [`Voorwaarde: ${condition}`]
  return {
    quote: [decision, ...under, ground].join('\n'),
    facts: [
      ['Verzoek', number],
      ...(until === undefined ? [] : [['Geldt tot en met', formatDay(until)] as const]),
      ['Bezwaar maken kan tot en met', formatDay(objectBefore)],
    ],
    signIn: true,
  }
}
