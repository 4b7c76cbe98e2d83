import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

// What somebody hears who asked to have what a register keeps of them erased.

/** Something that stays after an erasure, why and until which day in ISO text, as far as that is known. */
export interface Stays {
  readonly what:
    | 'invoices'
    | 'dossier'
    | 'request'
    | 'record'
    | 'certificate'
    | 'other-registers'
    | 'backups'
  readonly things?: number
  readonly until?: string
  readonly ground?: string
}

/** What stays, in a sentence for whom it is about. */
export function stayInWords(
  { what, things = 0, until, ground }: Stays,
  formOfAddress: 'je' | 'u',
): string {
  const { your, you, say } = voice(formOfAddress)
  const to = until === undefined ? '' : `, tot ${formatDay(until)}`
  const why = ground === undefined ? '' : ` ${ground}`
  switch (what) {
    case 'invoices':
      return `${things === 1 ? '1 factuur' : `${things} facturen`} met ${your} naam en adres, en wat daarvoor is betaald${to}.${why}`
    case 'dossier':
      return `Wat er over ${you} is besloten, met ${your} naam en wat daarbij hoort${to}.${why}`
    case 'request':
      return `Dit verzoek en het antwoord${to}.${why}`
    case 'record':
      return 'Dat er iets is gewijzigd en wanneer, zonder naam. Daarmee kan iedereen nagaan dat er niets stilletjes is veranderd.'
    case 'certificate':
      return `Dat er ooit een papier met deze code is geweest, zonder ${your} naam. Wie de code heeft, leest alleen dat het niet meer geldt.`
    case 'other-registers':
      return `Wat een ander register van ${you} bewaart. ${say('Vraag', 'Vraagt u')} het daar ook${say(', als je dat wilt', ', als u dat wilt')}.`
    case 'backups':
      return until === undefined
        ? 'Wat er in reservekopieën staat. Die verdwijnen vanzelf. Hoelang dat duurt, kan het register vertellen.'
        : `Wat er in reservekopieën staat, uiterlijk tot ${formatDay(until)}. Daarna zijn die er niet meer.`
  }
}

interface Facts {
  readonly register: MailRegister
  readonly name: string
}

/** Says that the request is there, until when it can be taken back and when there is an answer. */
export function erasureAsked(
  data: Facts & {
    readonly backUntil: string
    readonly answerBefore: string
    /** A person has to look at it. */
    readonly judged: boolean
  },
): Letter {
  const { your, Your, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `${your} verzoek om gegevens te wissen`,
    to: data.name,
    why: data.judged
      ? `${Your} verzoek is er. Er is over ${say('je', 'u')} besloten, dus kijkt iemand eerst wat er weg kan en wat moet blijven.`
      : `${Your} verzoek is er. Na de dag hieronder wissen we ${your} gegevens.`,
    facts: [
      [`Intrekken kan tot en met`, formatDay(data.backUntil)],
      ['Antwoord uiterlijk op', formatDay(data.answerBefore)],
    ],
    more: [
      say(
        'Heb je dit niet zelf gevraagd, of wil je het toch niet? Log in en trek het in. Kies dan ook een nieuw wachtwoord.',
        'Hebt u dit niet zelf gevraagd, of wilt u het toch niet? Log in en trek het in. Kies dan ook een nieuw wachtwoord.',
      ),
    ],
    signIn: true,
  })
}

/** Tells who sees to the data of people that there is a request. */
export function erasureWaits(
  data: Facts & { readonly answerBefore: string; readonly judged: boolean },
): Letter {
  return letter(data.register, {
    fact: 'er is een verzoek om gegevens te wissen',
    to: data.name,
    why: data.judged
      ? 'Iemand vraagt om gegevens te wissen. Daar moet een mens naar kijken: wat kan weg, en wat moet blijven?'
      : 'Iemand vraagt om gegevens te wissen. Er is niets over diegene besloten, dus gaat het vanzelf. Kijken mag.',
    facts: [['Antwoord uiterlijk op', formatDay(data.answerBefore)]],
    signIn: true,
  })
}

/** Reminds who sees to the data of people that an answer is due, or late. */
export function erasureReminder(
  data: Facts & { readonly answerBefore: string; readonly late: boolean },
): Letter {
  const { late } = data
  return letter(data.register, {
    fact: late
      ? 'het antwoord op een verzoek om gegevens te wissen is te laat'
      : 'een verzoek om gegevens te wissen wacht op antwoord',
    to: data.name,
    why: late
      ? 'Een verzoek om gegevens te wissen is nog niet beantwoord, en de termijn van de wet is voorbij.'
      : 'Een verzoek om gegevens te wissen is nog niet beantwoord. De wet geeft daar een maand voor.',
    todo: late
      ? 'Geef zo snel mogelijk antwoord.'
      : 'Lukt dat niet op tijd? Dan kan de termijn één keer langer, als de reden voor die dag is gemeld.',
    facts: [['Antwoord uiterlijk op', formatDay(data.answerBefore)]],
    signIn: true,
  })
}

/** Says that a request was taken back. */
export function erasureWithdrawn(data: Facts): Letter {
  const { your, Your } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `${your} verzoek om gegevens te wissen is ingetrokken`,
    to: data.name,
    why: `${Your} verzoek is ingetrokken. Er is niets gewist.`,
    signIn: true,
  })
}

/** Says why the answer takes longer, and until when. */
export function erasureExtended(
  data: Facts & { readonly reason: string; readonly answerBefore: string },
): Letter {
  const { your } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `het antwoord op ${your} verzoek om gegevens te wissen duurt langer`,
    to: data.name,
    why: `Het antwoord op ${your} verzoek duurt langer. Dit is de reden:`,
    quote: data.reason,
    facts: [['Antwoord uiterlijk op', formatDay(data.answerBefore)]],
    more: ['Dit kan één keer. Daarna is dit de laatste dag.'],
  })
}

/** The answer: what goes, what stays, why and until when, and where to go with it. */
export function erasureAnswered(
  data: Facts & {
    /** Everything, or what is not needed any more; undefined where it was refused. */
    readonly grants: 'all' | 'part' | undefined
    readonly words: string
    readonly stays: readonly Stays[]
    readonly backUntil: string
  },
): Letter {
  const { register, grants, words, stays } = data
  const { your, Your, say } = voice(register.formOfAddress)
  const answer =
    grants === 'all'
      ? `We wissen ${your} gegevens.`
      : grants === 'part'
        ? `We wissen een deel van ${your} gegevens.`
        : `We wissen ${your} gegevens nu niet.`
  return letter(register, {
    fact: `het antwoord op ${your} verzoek om gegevens te wissen`,
    to: data.name,
    why: `${Your} verzoek is bekeken. ${answer}${stays.length > 0 ? ' Dit blijft:' : ''}`,
    items: stays.map((one) => stayInWords(one, register.formOfAddress)),
    ...(words === '' ? {} : { quote: words }),
    ...(grants === undefined
      ? {}
      : { facts: [['Intrekken kan tot en met', formatDay(data.backUntil)]] as const }),
    more: [complain(say)],
  })
}

/** Says that it is done, and what stays, why and until when. */
export function erasureDone(
  data: Facts & { readonly extent: 'all' | 'part'; readonly stays: readonly Stays[] },
): Letter {
  const { register, extent, stays } = data
  const { your, Your, say } = voice(register.formOfAddress)
  return letter(register, {
    fact: `${your} gegevens zijn gewist`,
    to: data.name,
    why:
      extent === 'all'
        ? `${Your} gegevens zijn gewist. Dit blijft:`
        : `Een deel van ${your} gegevens is gewist. Dit blijft:`,
    items: stays.map((one) => stayInWords(one, register.formOfAddress)),
    more: [complain(say)],
  })
}

function complain(say: (je: string, u: string) => string): string {
  return say(
    'Ben je het er niet mee eens? Laat het ons weten. Je kunt ook een klacht indienen bij de Autoriteit Persoonsgegevens, of naar de rechter gaan.',
    'Bent u het er niet mee eens? Laat het ons weten. U kunt ook een klacht indienen bij de Autoriteit Persoonsgegevens, of naar de rechter gaan.',
  )
}
