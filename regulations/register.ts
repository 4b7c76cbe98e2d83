import { z } from 'zod'
import type { CompiledRegulation } from '#engine'
import { act, acts } from './acts.ts'
import { amount, cents, day, id, span, text, wholeNumber } from './values.ts'

const colour = z
  .string()
  .regex(/^#[0-9a-f]{6}$/, 'een kleur is # met zes tekens 0-9 of a-f (a colour is #rrggbb)')

const brand = z.strictObject({
  /** The class on <html> that carries this register's tokens. */
  tokenClass: id,
  logoText: text,
  light: z.strictObject({ accent: colour, accentHover: colour }),
  dark: z.strictObject({ accent: colour, accentHover: colour }),
})

const article = z.enum(['de', 'het'])

const withArticle = text.regex(
  /^(?:de|het) \S/,
  'begin met "de" of "het": "de commissie" (begin with the article)',
)

const organisation = z.strictObject({
  foundation: text,
  /** Its name, and how sentences call it: "het bedrijfsbureau". */
  backOffice: z.strictObject({ name: text, short: text }),
  /** Whoever decides. */
  committee: z.strictObject({
    article,
    name: text.meta({
      description: 'De volledige naam, zonder lidwoord',
      examples: ['Commissie van Conformiteitsbepaling'],
    }),
    short: withArticle.meta({
      description: 'Hoe zinnen hen noemen, met het lidwoord',
      examples: ['de commissie', 'het bestuur'],
    }),
    members: text.meta({
      description: 'De mensen erin',
      examples: ['commissieleden', 'bestuursleden'],
    }),
  }),
  address: z.array(text),
  postalCodeAndCity: text,
  email: text,
  telephone: text.optional(),
  openingHours: text
    .meta({
      description: 'Wanneer er wordt opgenomen',
      examples: ['Op werkdagen van 9.00 tot 12.00 uur'],
    })
    .optional(),
  website: text,
  /** Whom else people can turn to, such as the association of the profession. */
  contacts: z
    .array(
      z
        .strictObject({
          name: text,
          about: text.meta({
            description: 'Waarvoor mensen daar terechtkunnen, in een zin',
            examples: ['Vragen over het vak en over de vereniging.'],
          }),
          email: text.exactOptional(),
          telephone: text.exactOptional(),
          openingHours: text.exactOptional(),
        })
        .refine(({ email, telephone }) => email !== undefined || telephone !== undefined, {
          message: 'geef een email of een telephone (a way to reach them)',
        }),
    )
    .default([]),
  kvk: text,
  vatNumber: text.optional(),
  bank: z.strictObject({ accountName: text, iban: text }),
})

/**
 * A body with what it may do. Two of them have their names with the organisation, where the register
 * itself can change them: back-office and committee.
 */
const body = z.strictObject({
  id,
  name: text
    .meta({
      description: 'De volledige naam, zonder lidwoord; niet bij back-office en committee',
      examples: ['Accreditatiecommissie', 'Bestuur van de stichting'],
    })
    .exactOptional(),
  short: withArticle
    .meta({
      description: 'Hoe zinnen het noemen, met het lidwoord; niet bij back-office en committee',
      examples: ['de accreditatiecommissie', 'het bestuur'],
    })
    .exactOptional(),
  may: z
    .array(act)
    .min(1)
    .meta({ description: `Wat het orgaan doet: ${Object.keys(acts).join(', ')}` }),
})

/** What the register grants, in the forms that sentences need; all in lower case. */
const certification = z.strictObject({
  article,
  name: text.meta({
    description: 'Wat het register toekent: "vraag certificering aan"',
    examples: ['certificering', 'registratie', 'lidmaatschap'],
  }),
  renewal: text.meta({
    description: 'Hoe het heet als iemand het opnieuw aanvraagt',
    examples: ['hercertificering', 'herregistratie', 'hertoelating'],
  }),
  participle: text.meta({
    description: 'Wat iemand is die het heeft: "je bent gecertificeerd"',
    examples: ['gecertificeerd', 'geregistreerd', 'toegelaten'],
  }),
  verb: text.meta({
    description: 'Het werkwoord: "opnieuw certificeren"',
    examples: ['certificeren', 'registreren', 'toelaten'],
  }),
  toVerb: text.meta({
    description: 'Het werkwoord met "te": "om je te certificeren"',
    examples: ['te certificeren', 'te registreren', 'toe te laten'],
  }),
  /** The same for whoever has it for a while; without these it is "voorlopig". */
  temporary: z
    .strictObject({
      participle: text.meta({
        description: 'Wat iemand is die het voor een tijd heeft',
        examples: ['voorlopig gecertificeerd', 'tijdelijk geregistreerd'],
      }),
      name: text.meta({
        description: 'Hoe dat heet, achter "de", "het", "je" of "uw"',
        examples: ['voorlopige certificering', 'tijdelijke registratie'],
      }),
      meaning: text.meta({
        description: 'Wat het in het openbare register zegt, in een zin',
      }),
    })
    .optional(),
})

/** The paper that shows it, and the mark. */
const certificate = z.strictObject({
  article,
  name: text.meta({
    description: 'Hoe zinnen het papier noemen: "op het certificaat staat een code"',
    examples: ['certificaat', 'bewijs van registratie'],
  }),
  many: text.meta({
    description: 'Hetzelfde in het meervoud',
    examples: ['certificaten', 'bewijzen van registratie'],
  }),
  title: text.meta({ description: 'Boven aan het papier' }),
  signedBy: text,
})

/** The colour says who must act: yellow you, blue somebody else. */
const tone = z.enum(['grey', 'blue', 'green', 'yellow', 'red'])

const status = z.strictObject({
  label: text,
  tone,
  public: z.boolean(),
  /** What it says and does not say, in a sentence. */
  meaning: text,
  /** How everybody reads it, where that differs from how the people themselves do. */
  shown: z
    .strictObject({
      label: text.meta({
        description: 'Hoe de status in het openbare register heet, als dat anders is',
        examples: ['Nu niet geldig'],
      }),
      meaning: text.meta({ description: 'Wat de status daar zegt, in een zin' }),
    })
    .exactOptional(),
})

/** Every status that a registration can have; a register gives each its own words. */
export const statusIds = [
  'signed-up',
  'agreement-sent',
  'agreement-lapsed',
  'agreement-signed',
  'approved',
  'candidate',
  'certified',
  'renewal-pending',
  'on-hold',
  'suspended',
  'expired',
  'withdrawn',
  'removed',
  'deceased',
] as const

// A register that was written before there was this status has it in these words.
const deceased: z.output<typeof status> = {
  label: 'Overleden',
  tone: 'grey',
  public: false,
  meaning: 'De registratie is geëindigd, omdat de persoon is overleden.',
}

const statuses = z
  .partialRecord(z.enum(statusIds), status)
  .transform((given, context): Record<StatusId, z.output<typeof status>> => {
    const all = { deceased, ...given }
    const missing = statusIds.filter((one) => all[one] === undefined)
    for (const one of missing) {
      const message = `geef ook ${one} een naam (a status without words)`
      context.issues.push({ code: 'custom', input: given, path: [one], message })
    }
    // Each of them is there.
    return missing.length === 0 ? (all as Record<StatusId, z.output<typeof status>>) : z.NEVER
  })

const tariff = z.strictObject({
  from: day,
  amount: cents,
  /** included: the amount holds the tax; excluded: it comes on top; exempt: there is none. */
  vat: z.enum(['exempt', 'included', 'excluded']),
  /** In whole percents; nought when exempt. */
  rate: wholeNumber,
  /** Printed on the invoice. */
  ground: text,
  billing: z.enum(['anniversary', 'calendar-year']),
  description: text,
})

const terms = z.strictObject({
  agreementTtl: span,
  /** Days after the agreement was sent. */
  agreementReminderDays: z.array(wholeNumber),
  /** After the agreement lapsed. */
  accountRemoval: span,
  /** Days after an account was last used for signing up at which its owner is warned that it goes. */
  accountRemovalWarningDays: z.array(wholeNumber).default([28, 38]),
  /** Months before the registration expires. */
  expiryReminderMonths: z.array(wholeNumber),
  /** And before the end of a registration for a while, as far as they fall within it. */
  temporaryReminderMonths: z.array(wholeNumber).default([3, 1]),
  /** Months before the day that somebody set themselves for their first certification; none: no reminder. */
  targetReminderMonths: z.array(wholeNumber).default([]),
  /** How many months before a new version is in force people read what it changes for them. */
  newVersionMonths: wholeNumber.default(3),
  /** Draft activities and returned applications that wait for the person. */
  supplementTerm: span,
  supplementReminderDays: z.array(wholeNumber),
  refereeLink: span,
  refereeReminderDays: z.array(wholeNumber),
  committee: z.strictObject({
    /** In which months of the year the committee meets, 1 to 12; at least one. */
    months: z.array(z.int().min(1).max(12)).min(1),
    /** Which day: the nth weekday of the month; weekday 1 is Monday. */
    week: z.int().min(1).max(4),
    weekday: z.int().min(1).max(7),
    /** How many days before the meeting an application must be complete. */
    closesDaysBefore: wholeNumber,
  }),
  /** Days between the meeting and the letter with the decision. */
  decisionDays: wholeNumber,
  /** Working days in which the back office looks at what arrives. */
  backOfficeDays: wholeNumber,
  payment: span,
  paymentReminderDays: z.array(wholeNumber),
  objection: span,
  decisionOnObjection: span,
  /** By how much that can be put off, once. */
  objectionExtension: span.prefault('P6W'),
  /** Within which the grounds of an objection follow that came without. */
  objectionGrounds: span.prefault('P4W'),
  /** Within which the board decides where the regulation is silent. */
  ruling: span.prefault('P8W'),
})

/** From when something is open to somebody: once the agreement is approved, or only once the first invoice is paid as well. */
const gate = z.enum(['agreement', 'agreement+payment'])

/** The words at sign-up for what the public register shows; those that a version lists under `public` are shown. */
const publicWords = z.strictObject({
  name: text,
  status: text,
  category: text.default('de categorie'),
  'valid-until': text,
  number: text,
})

/** Somebody who signs the documents that people hand in, as DUO does. */
const signer = z.strictObject({
  id,
  label: text.meta({
    description: 'Hoe zinnen de ondertekenaar noemen: "de handtekening van DUO"',
    examples: ['DUO', 'het CIBG'],
  }),
  organisations: z
    .array(text)
    .min(1)
    .meta({
      description: 'Hoe de ondertekenaar in zijn certificaat heet',
      examples: ['Dienst Uitvoering Onderwijs'],
    }),
  again: text.meta({ description: 'Hoe iemand het origineel opnieuw krijgt, in hele zinnen' }),
})

/** Stands for a profession that is not in the list. */
export const otherProfession = 'other'

/** The pages that can lead to a text of the register. */
export const textPlaces = ['home', 'information', 'questions'] as const

export type TextPlace = (typeof textPlaces)[number]

/** What decides whether hours of one's own choice are admitted, and what those who judge it go by. */
const admission = z.strictObject({
  article: text,
  criterion: text.meta({
    description: 'Waaraan een activiteit moet voldoen, in de woorden van het reglement',
  }),
  /** An attribute, such as accredited: what has it is admitted by that, and is not held against this. */
  without: id.exactOptional(),
  /** What those who judge go by; never a number of hours. */
  guidance: z
    .array(
      z.strictObject({
        label: text,
        href: text.regex(/^https:\/\/\S+$/, 'begin met https:// (begin with https://)'),
        text,
      }),
    )
    .default([]),
  /** What the form is called that has the signatures of its owner and of a referee. Without it there is none. */
  form: z.strictObject({ title: text }).exactOptional(),
  /** It can be decided apart from an application. Without this it is decided in one. */
  interim: z
    .strictObject({
      text,
      members: z.int().positive().exactOptional(),
      within: span.exactOptional(),
    })
    .exactOptional(),
})

const section = z.strictObject({ title: text, paragraphs: z.array(text).min(1) })

// Where Peil itself is, so that no register can be there.
const taken: readonly string[] = ['api', 'assets', 'healthz']

/** Who treats complaints about the work of people in the register, what of them, and where else to go. */
const complaints = z.strictObject({
  treats: z.array(text).default([]),
  leaves: z.array(text).default([]),
  elsewhere: text.meta({
    description: 'Waar iemand met een andere klacht terechtkan, in hele zinnen',
  }),
  /** Where the form sends a complaint; without it there is no form. */
  by: z
    .strictObject({
      name: text,
      short: withArticle.meta({
        description: 'Hoe zinnen hen noemen, met het lidwoord',
        examples: ['de BCMB', 'het klachtenbureau'],
      }),
      address: z.array(text),
      postalCodeAndCity: text,
      email: text,
      telephone: text.optional(),
      website: text.optional(),
    })
    .optional(),
})

/** How somebody whose registration ended comes back. */
const comingBack = z.strictObject({
  /** Whether they get their number again, or a new one. */
  number: z
    .enum(['new', 'kept'])
    .default('new')
    .meta({ description: 'Wie terugkomt, krijgt een nieuw nummer (new) of het oude (kept)' }),
})

/** What is done when it is told that somebody has died. */
const death = z.strictObject({
  /** Whether a colleague has to look too before anything follows. */
  secondPair: z.boolean().default(true),
  /** How long a mistake can be undone. */
  undo: span.prefault('P1Y'),
  /** How long the dossier is kept after it was confirmed, and as long as an invoice in it must be. */
  kept: span.prefault('P7Y'),
})

/** How somebody who is threatened is kept out of sight. */
const shielding = z.strictObject({
  text,
  /** The categories out of which the ground is chosen; no more is asked than that. */
  grounds: z
    .array(z.strictObject({ id, label: text }))
    .min(1)
    .default([
      { id: 'threat', label: 'Bedreiging of stalking' },
      { id: 'secret-address', label: 'Een geheim adres, of verblijf in een opvang' },
      { id: 'other', label: 'Een andere reden' },
    ]),
  /** Whether whoever asks for it is hidden at once, until the back office has decided. */
  atOnce: z.boolean().default(true),
  /** Whether two of the back office look at it, one after the other. */
  secondPair: z.boolean().default(true),
  /** After how long at most it is looked at again; it never ends by itself. */
  review: span.prefault('P1Y'),
  /** What whoever types the code of a certificate reads of it. */
  certificate: z.enum(['standing', 'nothing']).default('standing').meta({
    description:
      'Wat iemand met de code van een certificaat dan leest: standing is alleen of het geldt, zonder naam; nothing is dat de code onbekend is',
  }),
})

/** What a back office can do to a status by hand. */
export const byHandKinds = ['hold', 'release', 'suspend', 'certify', 'withdraw', 'remove'] as const

/** Why a status can be set by hand, what that does, and on what it rests. */
const statusGround = z.strictObject({
  id,
  label: text.meta({
    description: 'Hoe de grond heet, in het dossier en in de brief',
    examples: ['Er ontbreekt een stuk'],
  }),
  does: z.enum(byHandKinds).meta({
    description:
      'Wat er gebeurt: hold schort op, release heft een opschorting of schorsing op, suspend schorst, certify geeft of verlengt de geldigheid, withdraw schrijft op eigen verzoek uit, remove haalt door',
  }),
  rests: text.meta({
    description: 'Waarop het rust: het artikel, of de lezing die het register volgt',
    examples: ['Reglement, artikel 7.2'],
  }),
  /** The body whose decision it is, to which somebody can object; without it, it is no decision. */
  decidedBy: id.exactOptional(),
  /** Of a hold: that it ends when nothing is left to pay. */
  endsWhenPaid: z.boolean().default(false),
  /** The longest that it lasts; with it a last day is asked. */
  longest: span.exactOptional(),
})

/** Which verdicts of others are followed, by how many who decide, and what follows from what they decide. */
const measures = z.strictObject({
  follows: z
    .array(
      z.strictObject({
        id,
        name: text.meta({ description: 'De volledige naam van het college, zonder lidwoord' }),
        short: withArticle.meta({
          description: 'Hoe zinnen het noemen, met het lidwoord',
          examples: ['het tuchtcollege van het SKJ'],
        }),
      }),
    )
    .min(1),
  /** How many of the body that decides must agree. */
  deciders: z.int().min(1).max(9).default(2),
  /** Within which somebody can say what they find, before anything is decided. */
  hearing: span,
  /** The longest that a suspension lasts. */
  longest: span,
  /** Whether somebody can be suspended before they were heard. */
  interim: z.boolean(),
  /** After which somebody who was removed can sign up again. */
  comeBack: span,
  /** What goes on during a suspension. */
  meanwhile: z.strictObject({
    activities: z.boolean(),
    apply: z.boolean(),
    invoices: z.boolean(),
  }),
  /** What everybody may read of a decision, with or without the verdict, and how long; without it nothing. */
  published: z
    .strictObject({
      kinds: z.array(z.enum(['warning', 'suspension', 'removal'])).min(1),
      verdict: z.boolean(),
      term: span,
    })
    .optional(),
})

/** The content of regulations/<register>/register.yaml: everything that may change. */
export const registerFile = z.strictObject({
  id: id.max(40).refine((name) => !taken.includes(name), {
    message: 'dit adres heeft Peil zelf al: kies een andere naam (taken)',
  }),
  /** The article of its full name. */
  article,
  name: text,
  shortName: text,
  called: withArticle.meta({
    description: 'Hoe zinnen het register noemen, met het lidwoord: "aanmelden bij het KRSD"',
    examples: ['het KRSD', 'het Register Cliëntondersteuners'],
  }),
  /** One sentence about who it is for. */
  audience: text,
  number: z.strictObject({ prefix: text, width: z.int().min(4).max(10) }),
  address: z.enum(['je', 'u']),
  /** counted stands after a number: 96 uur, but 40 punten. */
  unit: z.strictObject({ one: text, many: text, counted: text, explained: text }),
  professional: z.strictObject({ one: text, many: text }),
  brand,
  organisation,
  /** Every body of the register, with what it may do. */
  bodies: z.array(body).min(1),
  certification,
  statuses,
  /** Without one that holds, or with one of nought, taking part is free and no invoice is sent. */
  tariffs: z.array(tariff),
  terms,
  gates: z.strictObject({
    portfolio: gate,
    visible: gate,
    /** agreement+payment: a candidate may apply; paid: and no invoice is open. */
    apply: z.enum(['agreement+payment', 'paid']),
  }),
  declarations: z.array(
    z.strictObject({
      id,
      text,
      links: z.array(z.strictObject({ label: text, href: text })),
      required: z.boolean(),
      of: z.array(id).default([]),
    }),
  ),
  signUp: z.strictObject({
    needed: z.array(text),
    public: publicWords,
    /** How long the form takes. */
    minutes: wholeNumber,
    /** What it takes beside activities, in hours: to register, once, and to keep up a portfolio. */
    hours: z.strictObject({ once: amount, aYear: amount }).exactOptional(),
    /** Registers of which a person is only informed, never refused. */
    notices: z.array(
      z.strictObject({
        register: id,
        text,
        /** The id of a text of this register that says more. */
        more: id.exactOptional(),
        /** How the number there is asked at sign-up; it may stay empty. Without this it is not asked. */
        number: z.strictObject({ label: text, hint: text.exactOptional() }).exactOptional(),
      }),
    ),
    /** The professions out of which somebody chooses theirs, or something else. Without any it is not asked. */
    professions: z
      .array(
        z.strictObject({
          id: id.refine((name) => name !== otherProfession, {
            message: 'other is al de keuze voor iets anders (taken)',
          }),
          label: text,
          /** The facts of the regulation that are true of who has it. */
          facts: z.array(id).default([]),
        }),
      )
      .default([]),
  }),
  agreement: z.strictObject({
    title: text.meta({
      description: 'Hoe deze overeenkomst heet, met een hoofdletter',
      examples: ['Certificeringsovereenkomst', 'Registratieovereenkomst'],
    }),
    version: day,
    intro: text,
    sections: z.array(section).min(1),
    closing: text,
  }),
  /** How it is judged whether an activity belongs to the profession, in the regulation's own words. */
  admission: admission.exactOptional(),
  mail: z.strictObject({
    senderName: text,
    senderAddress: text,
  }),
  certificate,
  objection: z.strictObject({
    text,
    suspends: z.boolean(),
    /** A term that ends in a weekend or on a holiday goes on to the next working day (Algemene termijnenwet). */
    workingDays: z.boolean().default(false),
    /** What it costs; paid back when it is founded. */
    fee: cents.prefault(0),
    /** For what reasons nobody is heard. */
    withoutHearing: z
      .array(
        z.strictObject({
          id,
          text: text.meta({ examples: ['De indiener wil niet worden gehoord.'] }),
        }),
      )
      .default([]),
    /** Where somebody can go who does not agree with what was decided on it. */
    further: text.exactOptional(),
  }),
  /** What was announced to change, as long as no version has it: said with its source, never with what it will be. */
  announced: z
    .array(
      z.strictObject({
        from: day,
        text: text.meta({
          description: 'Wat er verandert, voor zover dat is aangekondigd',
          examples: ['De toelatingscriteria worden verder gewijzigd.'],
        }),
        source: text.meta({
          description: 'Waarin het staat, met de plaats daarin',
          examples: ['Registratiereglement, versie 10 (inleiding)'],
        }),
        link: z.strictObject({ label: text, href: text }).exactOptional(),
        appliesTo: z
          .array(z.enum(['first', 'renewal']))
          .min(1)
          .default(['first', 'renewal']),
      }),
    )
    .default([]),
  complaints: complaints.prefault({
    elsewhere:
      'Bespreek het eerst met de persoon zelf, of met zijn of haar werkgever. Die hoort een klachtenregeling te hebben.',
  }),
  /** Without it no verdicts are followed. */
  measures: measures.optional(),
  procedures: z.strictObject({
    nonPayment: z.strictObject({
      /** Days after the due date at which the next step is taken. */
      onHoldAfterDays: wholeNumber,
      withdrawnAfterDays: wholeNumber,
    }),
    shielding,
    leave: z.strictObject({ text }).exactOptional(),
    death: death.prefault({}),
    comingBack: comingBack.prefault({}),
    /** On which grounds the back office sets a status by hand, two of them; without it never. */
    statusByHand: z.strictObject({ grounds: z.array(statusGround).min(1) }).exactOptional(),
    adopted: z.boolean(),
    note: text,
  }),
  /** What people bring along from other registers: which kind there is proposed as which kind here. */
  fromOtherRegisters: z
    .array(
      z.strictObject({
        register: id,
        kinds: z.array(z.strictObject({ theirs: id, ours: id })).default([]),
        /** What is stated beside activities and means the same there and here. */
        stated: z
          .array(
            z.strictObject({
              member: z.enum(['document', 'work', 'holding', 'fact']),
              theirs: id,
              ours: id,
            }),
          )
          .default([]),
      }),
    )
    .default([]),
  /** Whose digital signatures Peil reads, for the documents of which a version says `signedBy`. */
  signers: z.array(signer).default([]),
  /**
   * Texts with a page of their own at /<register>/teksten/<id>, such as a professional code. Each
   * paragraph is Markdown, with the words and blocks that the texts of pages know.
   */
  texts: z
    .array(
      z.strictObject({
        id,
        title: text,
        /** From which pages there is a link to it, beside those that name it. */
        shownOn: z.array(z.enum(textPlaces)).default([]),
        from: day.exactOptional(),
        paragraphs: z.array(text).min(1),
        earlier: z
          .array(z.strictObject({ from: day, paragraphs: z.array(text).min(1) }))
          .default([]),
      }),
    )
    .default([]),
  /** The worked example with which the public page "Wat kost het?" opens. */
  costExample: z
    .strictObject({
      note: text,
      rows: z.array(
        z.strictObject({
          year: z.int().min(1).max(9),
          label: text,
          kind: id.optional(),
          hours: amount,
          points: amount,
          accredited: z.boolean(),
          cents,
        }),
      ),
    })
    .optional(),
})

export type RegisterFile = z.output<typeof registerFile>

export type StatusId = (typeof statusIds)[number]

export type Signer = z.output<typeof signer>

export type StatusGround = z.output<typeof statusGround>

export type ByHandKind = (typeof byHandKinds)[number]

export type Gate = z.output<typeof gate>

export type Tariff = z.output<typeof tariff>

/** A text that a register has written itself, in its folder `texts` or on a page: its name, and the file as it is. */
export interface OwnText {
  readonly name: string
  readonly file: string
  readonly source: string
  /** It was written on a page of Peil, and not in a file. */
  readonly saved?: boolean
}

/** A register with all its versions, compiled, oldest first, and the texts that it wrote itself. */
export type Register = RegisterFile & {
  readonly versions: readonly CompiledRegulation[]
  readonly ownTexts: readonly OwnText[]
}
