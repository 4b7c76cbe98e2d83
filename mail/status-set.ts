import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Wording } from '#regulations/wording.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** What was set by hand, as far as words depend on it. Days are ISO text. */
export interface SetByHand {
  readonly does: 'hold' | 'release' | 'suspend' | 'certify' | 'withdraw' | 'remove'
  readonly first: string | undefined
  readonly last: string | undefined
  readonly endsWhenPaid: boolean
  /** Whether there is a certificate that this stops, or stopped. */
  readonly certified: boolean
  /** Of a hold or suspension: whether its status is shown to everybody. */
  readonly shown: boolean
  /** Of a suspension: what goes on meanwhile. */
  readonly meanwhile: {
    readonly activities: boolean
    readonly apply: boolean
    readonly invoices: boolean
  }
  /** From when whoever was removed can sign up again, where that is not at once. */
  readonly backFrom: string | undefined
}

/** What something that was set by hand comes to, and what it means for somebody, each in a sentence. */
export function setByHandWords(
  register: { readonly formOfAddress: 'je' | 'u'; readonly wording: Wording },
  set: SetByHand,
): { readonly what: string; readonly means: readonly string[] } {
  const { your, Your, You, say } = voice(register.formOfAddress)
  const { certificate, certification } = register.wording
  const { first, last } = set
  const from = first === undefined ? '' : formatDay(first)
  const until = last === undefined ? '' : formatDay(last)
  const days = last === undefined ? `vanaf ${from}` : `van ${from} tot en met ${until}`
  const stopped = [
    ...(set.shown ? [] : [`${Your} naam staat zolang niet in het openbare register.`]),
    ...(set.certified
      ? [
          `${Your} ${certificate.name} geldt zolang niet, en het keurmerk ${say('mag je', 'mag u')} niet gebruiken. Het zegt zelf dat het nu niet geldt.`,
        ]
      : []),
  ]
  const clock = `De tijd loopt door: eindigt ${your} periode, dan eindigt die ook nu.`
  switch (set.does) {
    case 'hold':
      return {
        what: `${Your} registratie staat stil ${days}.`,
        means: [
          ...stopped,
          clock,
          `${Your} portfolio blijft open. Facturen ${say('krijg je', 'krijgt u')} zolang niet.`,
          ...(set.endsWhenPaid ? [`Is alles betaald, dan loopt ${your} registratie weer.`] : []),
          ...(last === undefined
            ? set.endsWhenPaid
              ? []
              : [`${You} hoort het zodra ${your} registratie weer loopt.`]
            : [`Na ${until} loopt ${your} registratie vanzelf weer.`]),
        ],
      }
    case 'suspend':
      return {
        what: `${Your} registratie is geschorst ${days}.`,
        means: [
          ...stopped,
          clock,
          `Activiteiten toevoegen kan zolang ${set.meanwhile.activities ? 'wel' : 'niet'}, een aanvraag insturen ${set.meanwhile.apply ? 'wel' : 'niet'}.`,
          set.meanwhile.invoices
            ? `De gewone facturen ${say('krijg je', 'krijgt u')} ook nu.`
            : `Facturen ${say('krijg je', 'krijgt u')} zolang niet.`,
          `Na ${until} geldt ${your} registratie vanzelf weer, als ${your} periode dan nog loopt.`,
        ],
      }
    case 'release':
      return {
        what: `${Your} registratie loopt weer.`,
        means:
          last === undefined
            ? []
            : [
                `Tot en met ${until} zetten we ${your} registratie niet opnieuw stil om een factuur die nog openstaat. Daarna wel, als die dan niet is betaald.`,
              ],
      }
    case 'certify':
      return {
        what: `${say('Je bent', 'U bent')} ${certification.certified} ${days}.`,
        means: [
          `${Your} nieuwe ${certificate.name} staat klaar, met een eigen code. Staat het keurmerk in ${your} e-mailhandtekening? Zet daar het nieuwe neer.`,
        ],
      }
    case 'withdraw':
      return {
        what: `${say('Je bent', 'U bent')} uitgeschreven.`,
        means: [
          `${Your} naam staat niet meer in het openbare register.${set.certified ? ` ${certificate.The} en het keurmerk gelden niet meer.` : ''}`,
          say(
            'Wil je later weer meedoen? Dan kun je je opnieuw aanmelden.',
            'Wilt u later weer meedoen? Dan kunt u zich opnieuw aanmelden.',
          ),
        ],
      }
    case 'remove':
      return {
        what: `${Your} registratie is doorgehaald.`,
        means: [
          `${say('Je staat', 'U staat')} niet meer in het register.${set.certified ? ` ${certificate.The} en het keurmerk gelden niet meer.` : ''}`,
          set.backFrom === undefined
            ? `${say('Je kunt je', 'U kunt zich')} opnieuw aanmelden.`
            : `Vanaf ${formatDay(set.backFrom)} ${say('kun je je', 'kunt u zich')} opnieuw aanmelden.`,
        ],
      }
  }
}

/** Tells somebody that their status was set by hand: what it is, why, and what they can do. */
export function statusSet(data: {
  readonly register: MailRegister
  readonly name: string
  readonly set: SetByHand
  /** The ground, as the register calls it. */
  readonly ground: string
  readonly reason: string
  /** Who decided, "het bestuur", whose letter comes along; undefined where the back office did. */
  readonly decidedBy: string | undefined
  /** Until when one can object, in ISO text; undefined where one cannot. */
  readonly objectBefore: string | undefined
}): Letter {
  const { your, say } = voice(data.register.formOfAddress)
  const { decidedBy, objectBefore, set } = data
  const { what, means } = setByHandWords(data.register, set)
  return letter(data.register, {
    fact:
      decidedBy === undefined
        ? `de status van ${your} registratie is gewijzigd`
        : `besluit over ${your} registratie`,
    to: data.name,
    why: `${what} Dit is de reden:`,
    quote: data.reason,
    facts: [
      ['Grond', data.ground],
      ...(decidedBy === undefined ? [] : ([['Besloten door', decidedBy]] as const)),
      ...(objectBefore === undefined
        ? []
        : ([['Bezwaar maken kan tot en met', formatDay(objectBefore)]] as const)),
    ],
    more: [
      ...(decidedBy === undefined
        ? [
            means.join(' '),
            objectBefore === undefined
              ? `Klopt dit niet, of ${say('ben je', 'bent u')} het er niet mee eens? Laat het ons weten: ${data.register.contact.email}.`
              : `Klopt dit niet? Laat het ons weten: ${data.register.contact.email}. ${say('Ben je', 'Bent u')} het er niet mee eens? Bezwaar maken kan bij ‘Mijn status’, of met een brief of e-mail aan ons.`,
          ]
        : [
            `Het besluit zit als brief bij deze e-mail. Daarin staat wat het betekent en wat ${say('je', 'u')} kunt doen.`,
          ]),
    ].filter((text) => text !== ''),
    signIn: true,
  })
}
