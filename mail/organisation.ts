import { formatList } from '#language/lists.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

// What people hear who act for an organisation, or want to.

interface Facts {
  readonly register: MailRegister
  readonly name: string
  /** The name of the organisation. */
  readonly organisation: string
}

/** Invites somebody to act for an organisation, by a link that works once. */
export function organisationInvitation(
  data: Facts & {
    readonly url: string
    /** "beheerder", "invoerder": in words. */
    readonly roles: readonly string[]
    /** For how many days the link works. */
    readonly days: number
    /** Who invites; left out where that is a register. */
    readonly by?: string | undefined
    /** Whether somebody looked who the organisation is. */
    readonly checked: boolean
  },
): Letter {
  const { You, say } = voice(data.register.formOfAddress)
  const { by } = data
  return letter(data.register, {
    fact: `uitnodiging om voor ${data.organisation} te werken`,
    to: data.name,
    why: `${You} bent uitgenodigd om voor ${data.organisation} te werken als ${formatList(data.roles)}.${by === undefined ? '' : ` De uitnodiging komt van ${by}.`}`,
    todo: `Neem de uitnodiging aan met deze link. De link werkt één keer en is ${data.days} dagen geldig.`,
    link: { label: 'Uitnodiging aannemen', url: data.url },
    more: [
      ...(data.checked
        ? []
        : ['Let op: het register heeft nog niet gecontroleerd wie deze organisatie is.']),
      `Houd een telefoon met een app voor inlogcodes bij de hand. Die ${say('heb je', 'hebt u')} nodig als tweede stap bij het inloggen.`,
      say(
        'Klopt dit niet? Dan hoef je niets te doen.',
        'Klopt dit niet? Dan hoeft u niets te doen.',
      ),
    ],
  })
}

/** Says to whoever signed an organisation up that somebody looks who it is. */
export function organisationReceived(data: Facts): Letter {
  const { You, you, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `aanmelding van ${data.organisation}`,
    to: data.name,
    why: `${You} hebt ${data.organisation} aangemeld. ${say('Je bent', 'U bent')} de eerste beheerder.`,
    todo: `Het register kijkt nu of ${you} echt namens deze organisatie werkt. Zo lang staat erbij dat de organisatie niet is gecontroleerd.`,
    more: [
      'Een uittreksel van de Kamer van Koophandel helpt. Een gemeente heeft genoeg aan een adres van de gemeente.',
      `${say('Nodig', 'Nodigt u')} ook vast een tweede beheerder uit.`,
    ],
    signIn: true,
  })
}

/** What a register found of who an organisation is. */
export type CheckOutcome = 'checked' | 'refused' | 'asked' | 'taken-away'

/** Says what a register found of who the organisation is. */
export function organisationAnswered(
  data: Facts & { readonly outcome: CheckOutcome; readonly note: string },
): Letter {
  const { organisation, outcome, note } = data
  const said = {
    checked: {
      fact: `controle van ${organisation} is klaar`,
      why: `Het register heeft gekeken wie ${organisation} is. Dat klopt.`,
      todo: 'De organisatie kan nu alles doen wat bij de rollen hoort.',
    },
    refused: {
      fact: `aanmelding van ${organisation} is niet goedgekeurd`,
      why: `Het register heeft niet kunnen vaststellen wie ${organisation} is.`,
      todo: 'Klopt dit niet? Laat dan zien wie de organisatie is. Het register kijkt opnieuw.',
    },
    asked: {
      fact: `vraag over ${organisation}`,
      why: `Het register wil nog iets weten om te kunnen zien wie ${organisation} is.`,
      todo: 'Vul dit aan bij de organisatie. Daarna kijkt het register verder.',
    },
    'taken-away': {
      fact: `controle van ${organisation} is ingetrokken`,
      why: `Het register twijfelt of nog klopt wie ${organisation} is.`,
      todo: 'Laat opnieuw zien wie de organisatie is. Tot dan kan de organisatie minder doen.',
    },
  }[outcome]
  return letter(data.register, {
    ...said,
    to: data.name,
    ...(note.trim() === '' ? {} : { quote: note }),
    signIn: true,
  })
}

/** Says to whoever manages an organisation that somebody asks to act for it. */
export function accessAsked(data: Facts & { readonly asker: string }): Letter {
  return letter(data.register, {
    fact: `iemand wil voor ${data.organisation} werken`,
    to: data.name,
    why: `${data.asker} vraagt om voor ${data.organisation} te mogen werken.`,
    todo: 'Kijk of dat klopt. Kent niemand deze persoon? Wijs het dan af.',
    signIn: true,
  })
}

/** Says to whoever asked to act for an organisation what was answered. */
export function accessAnswered(
  data: Facts & { readonly granted: boolean; readonly roles: readonly string[] },
): Letter {
  const { You } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: data.granted
      ? `toegang tot ${data.organisation}`
      : `geen toegang tot ${data.organisation}`,
    to: data.name,
    why: data.granted
      ? `${You} werkt voortaan voor ${data.organisation} als ${formatList(data.roles)}.`
      : `${You} vroeg om voor ${data.organisation} te werken. Dat is niet toegestaan.`,
    ...(data.granted
      ? {}
      : { todo: 'Klopt dat niet? Overleg dan met een beheerder van de organisatie.' }),
    signIn: data.granted,
  })
}

/** Says to whoever acts for one of two organisations that they are one from now on, or that they have to be let in. */
export function organisationsMerged(
  data: Facts & { readonly other: string; readonly as: 'member' | 'asker' },
): Letter {
  const { organisation, other, as } = data
  return letter(data.register, {
    fact: `samengevoegd met ${organisation}`,
    to: data.name,
    why: `${other} en ${organisation} bleken dezelfde organisatie. Het register heeft ze samengevoegd onder de naam ${organisation}.`,
    todo:
      as === 'asker'
        ? `${other} was nog niet gecontroleerd. Daarom beslist een beheerder van ${organisation} wie er toegang krijgt. Daarover komt bericht.`
        : `Kijk in de lijst met mensen wie er nu voor ${organisation} werken, en of dat klopt.`,
    signIn: true,
  })
}

/** Says to whoever acted for an organisation that it was closed. */
export function organisationClosed(data: Facts & { readonly by: string | undefined }): Letter {
  const { You } = voice(data.register.formOfAddress)
  const { organisation, by } = data
  return letter(data.register, {
    fact: `bericht dat ${organisation} is gesloten`,
    to: data.name,
    why: `${by ?? You} ${by === undefined ? 'hebt' : 'heeft'} ${organisation} gesloten. Niemand kan er nog iets voor doen.`,
    todo: 'Wat over de organisatie is besloten, blijft bewaard onder de naam. Was dit een vergissing? Neem dan contact op met het register.',
    signIn: false,
  })
}

/** What changed about who acts for an organisation. */
export type MemberChange = 'joined' | 'left' | 'removed' | 'roles'

/** Says that somebody came, went or got another role: to them, and to whoever manages the organisation. */
export function memberChanged(
  data: Facts & {
    readonly change: MemberChange
    /** Who; left out where it is whoever reads it. */
    readonly who?: string | undefined
    readonly roles: readonly string[]
  },
): Letter {
  const { You } = voice(data.register.formOfAddress)
  const { organisation, change, who } = data
  const roles = formatList(data.roles)
  const self = who === undefined
  const subject = self ? You : who
  const said = {
    joined: {
      fact: `iemand werkt nu voor ${organisation}`,
      why: `${subject} werkt nu voor ${organisation} als ${roles}.`,
    },
    left: {
      fact: `iemand werkt niet meer voor ${organisation}`,
      why: self
        ? `${You} bent gestopt bij ${organisation} en kunt daar niets meer.`
        : `${who} is gestopt bij ${organisation} en kan daar niets meer.`,
    },
    removed: {
      fact: self
        ? `toegang tot ${organisation} is gestopt`
        : `iemand werkt niet meer voor ${organisation}`,
      why: self
        ? `${You} werkt hier niet meer voor ${organisation}. Een beheerder heeft dat gewijzigd.`
        : `${who} werkt niet meer voor ${organisation} en kan daar niets meer.`,
    },
    roles: {
      fact: `andere rol bij ${organisation}`,
      why: `${subject} ${self ? 'hebt' : 'heeft'} bij ${organisation} nu de rol van ${roles}.`,
    },
  }[change]
  return letter(data.register, {
    ...said,
    to: data.name,
    todo: 'Klopt dit niet? Overleg dan met een beheerder van de organisatie.',
    ...(self && (change === 'removed' || change === 'left') ? {} : { signIn: true }),
  })
}
