import { formatList } from '#language/lists.ts'
import { counted } from '#language/numbers.ts'
import { sentenceCase } from '#language/sentences.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

interface Written {
  readonly register: MailRegister
  readonly name: string
  /** Who wrote. */
  readonly who: string
  readonly text: string
}

/** Passes on that a colleague asks for contact, without an address of either. */
export function contactAsked({ register, name, who, text }: Written): Letter {
  const { You, your, say } = voice(register.formOfAddress)
  return letter(register, {
    fact: `vraag om contact van ${who}`,
    to: name,
    why: `${who} vond ${your} profiel in de ontmoetingsplek van ${register.wording.register.full} en schrijft:`,
    quote: text,
    todo: `${You} beslist of er contact komt: in ${your} portfolio bij Ontmoeten.`,
    more: [
      `${who} ziet ${your} e-mailadres niet. ${say('Antwoord je', 'Antwoordt u')} op deze e-mail, dan komt dat bij ons en niet bij ${who}.`,
    ],
    signIn: true,
  })
}

/** Passes on what a colleague wrote, without an address of either. */
export function contactWrote({ register, name, who, text }: Written): Letter {
  const { your, say } = voice(register.formOfAddress)
  return letter(register, {
    fact: `bericht van ${who}`,
    to: name,
    why: `${who} schrijft in de ontmoetingsplek van ${register.wording.register.full}:`,
    quote: text,
    todo: say(
      'Wil je antwoorden? Dat kan in je portfolio bij Ontmoeten.',
      'Wilt u antwoorden? Dat kan in uw portfolio bij Ontmoeten.',
    ),
    more: [`${who} ziet ${your} e-mailadres niet.`],
    signIn: true,
  })
}

/** Tells a member of a group that something was written there; what, they read in the group. */
export function writtenInGroup(data: {
  readonly register: MailRegister
  readonly name: string
  readonly group: string
  readonly count: number
  readonly authors: readonly string[]
}): Letter {
  const { your, say } = voice(data.register.formOfAddress)
  const { register, name, group, count, authors } = data
  return letter(register, {
    fact: `in de groep ${group} ${count === 1 ? 'staat' : 'staan'} ${counted(count, 'nieuw bericht', 'nieuwe berichten')}`,
    to: name,
    why: `In de groep ‘${group}’ van de ontmoetingsplek staat iets nieuws, van ${formatList(authors)}.`,
    todo: `Lees het in ${your} portfolio, bij Ontmoeten.`,
    more: [
      say(
        'Wil je deze e-mail niet meer? Zet die dan uit op de pagina van de groep.',
        'Wilt u deze e-mail niet meer? Zet die dan uit op de pagina van de groep.',
      ),
    ],
    signIn: true,
  })
}

type Taken = 'message-hidden' | 'profile-hidden' | 'group-ended' | 'rating-hidden'

/** Tells whoever reported something what came of it, and why. */
export function reportSettled(data: {
  readonly register: MailRegister
  readonly name: string
  /** Whom the report is about; of what was written about a course that is not said by name. */
  readonly about: string
  readonly what: 'profile' | 'message' | 'group' | 'rating'
  readonly outcome: Taken | 'nothing'
  readonly note: string
}): Letter {
  const { your, you, say } = voice(data.register.formOfAddress)
  const { register, name, about, what, outcome, note } = data
  const done = {
    nothing: 'Wij hebben niets weggehaald.',
    'message-hidden': 'Wij hebben het bericht weggehaald.',
    'profile-hidden': `Wij hebben ${about} uit de ontmoetingsplek gehaald.`,
    'group-ended': 'Wij hebben de groep weggehaald.',
    'rating-hidden': 'Wij hebben de tekst weggehaald.',
  }[outcome]
  return letter(register, {
    fact: `${your} melding is afgehandeld`,
    to: name,
    why: `${say('Je meldde', 'U meldde')} iets ${what === 'rating' ? `van ${about}` : `over ${about} uit de ontmoetingsplek`}. Wij hebben ernaar gekeken. ${done} De reden:`,
    quote: note,
    more: [
      `${sentenceCase(about)} hoort niet dat de melding van ${you === 'je' ? 'jou' : 'u'} kwam.`,
      ...(what === 'rating'
        ? []
        : [
            `${say('Wil je', 'Wilt u')} elkaar liever niet meer zien? In de ontmoetingsplek ${say('kun je', 'kunt u')} een collega op afstand houden.`,
          ]),
    ],
    signIn: true,
  })
}

/** Tells whoever wrote something, or was in the meeting place, that it was taken out of sight, why, and the way back. */
export function takenOutOfSight(data: {
  readonly register: MailRegister
  readonly name: string
  readonly outcome: Taken
  /** What stood there. */
  readonly seen: string
  readonly note: string
}): Letter {
  const { You, your, say } = voice(data.register.formOfAddress)
  const { register, name, outcome, seen, note } = data
  const what = {
    'message-hidden': `Een bericht van ${say('jou', 'u')} in de ontmoetingsplek is na een melding weggehaald. Anderen zien het niet meer.`,
    'profile-hidden': `${You} bent na een melding uit de ontmoetingsplek gehaald. Anderen vinden ${say('je', 'u')} daar niet meer, ${your} contacten zijn gestopt, en ${say('je zit', 'u zit')} niet meer in groepen.`,
    'group-ended': `Een groep die ${say('jij', 'u')} in de ontmoetingsplek begon, is na een melding weggehaald.`,
    'rating-hidden': `Wat ${say('je', 'u')} bij een opleiding schreef, is na een melding weggehaald. Anderen zien de tekst niet meer. De sterren blijven meetellen.`,
  }[outcome]
  return letter(register, {
    fact: {
      'message-hidden': `een bericht van ${say('je', 'u')} is weggehaald`,
      'profile-hidden': `${say('je bent', 'u bent')} uit de ontmoetingsplek gehaald`,
      'group-ended': 'een groep is weggehaald',
      'rating-hidden': `de tekst bij ${your} beoordeling is weggehaald`,
    }[outcome],
    to: name,
    why: `${what} De reden: ${note}`,
    ...(seen === '' ? {} : { quote: seen }),
    todo: `${say('Ben je', 'Bent u')} het er niet mee eens? ${You} kunt bezwaar maken: ${outcome === 'rating-hidden' ? `bij de opleiding, onder ${your} beoordeling` : `in ${your} portfolio, bij Ontmoeten`}. Als het kan, kijkt een ander daarnaar dan wie dit deed.${seen === '' ? '' : ' Dit stond er:'}`,
    more: [`Aan ${your} registratie verandert niets.`],
    signIn: true,
  })
}

/** Tells whoever objected whether what was taken out of sight comes back. */
export function objectionToReportAnswered(data: {
  readonly register: MailRegister
  readonly name: string
  readonly taken: Taken | 'nothing'
  readonly outcome: 'restored' | 'stays'
  readonly note: string
}): Letter {
  const { You, your, say } = voice(data.register.formOfAddress)
  const { register, name, taken, outcome, note } = data
  const back = {
    nothing: '',
    'profile-hidden': `${You} doet weer mee met de ontmoetingsplek. Contacten en groepen komen niet vanzelf terug.`,
    'group-ended': 'De groep staat er weer.',
    'message-hidden': `${say('Je', 'Uw')} bericht staat er weer.`,
    'rating-hidden': `${say('Je', 'Uw')} tekst staat er weer.`,
  }[taken]
  return letter(register, {
    fact:
      outcome === 'restored'
        ? `${your} bezwaar is terecht`
        : `${your} bezwaar verandert het besluit niet`,
    to: name,
    why: `${say('Je maakte', 'U maakte')} bezwaar tegen wat na een melding ${taken === 'rating-hidden' ? 'bij een opleiding' : 'uit de ontmoetingsplek'} is gehaald. ${outcome === 'restored' ? back : 'Het blijft zo.'} De reden:`,
    quote: note,
    more:
      outcome === 'restored'
        ? []
        : [
            `${say('Ben je', 'Bent u')} het hier niet mee eens, of is er iets veranderd? Neem contact met ons op.`,
          ],
    signIn: true,
  })
}
