import { z } from 'zod'
import type { CompiledRegulation } from '#engine'
import { act } from './acts.ts'
import { described } from './described.ts'
import * as says from './descriptions/register.ts'
import { retentionKindIds, retentionMomentIds, retentionOutcomeIds } from './retention.ts'
import { amount, cents, day, id, span, text, wholeNumber } from './values.ts'

const colour = z
  .string()
  .regex(/^#[0-9a-f]{6}$/, 'een kleur is # met zes tekens 0-9 of a-f (a colour is #rrggbb)')

const brand = described(says.brand, {
  tokenClass: id,
  logoText: text,
  light: described(says.colours, { accent: colour, accentHover: colour }),
  dark: described(says.colours, { accent: colour, accentHover: colour }),
})

const article = z.enum(['de', 'het'])

const withArticle = text.regex(
  /^(?:de|het) \S/,
  'begin met "de" of "het": "de commissie" (begin with the article)',
)

const organisation = described(says.organisation, {
  foundation: text,
  backOffice: described(says.backOffice, { name: text, short: text }),
  committee: described(says.committee, {
    article,
    name: text.meta({ examples: ['Commissie van Conformiteitsbepaling'] }),
    short: withArticle.meta({ examples: ['de commissie', 'het bestuur'] }),
    members: text.meta({ examples: ['commissieleden', 'bestuursleden'] }),
  }),
  address: z.array(text),
  postalCodeAndCity: text,
  email: text,
  telephone: text.optional(),
  openingHours: text.meta({ examples: ['Op werkdagen van 9.00 tot 12.00 uur'] }).optional(),
  website: text,
  contacts: z
    .array(
      described(says.contact, {
        name: text,
        about: text.meta({ examples: ['Vragen over het vak en over de vereniging.'] }),
        email: text.exactOptional(),
        telephone: text.exactOptional(),
        openingHours: text.exactOptional(),
      }).refine(({ email, telephone }) => email !== undefined || telephone !== undefined, {
        message: 'geef een email of een telephone (a way to reach them)',
      }),
    )
    .default([]),
  kvk: text,
  vatNumber: text.optional(),
  rsin: text
    .regex(/^\d{9}$/, 'geef negen cijfers tussen aanhalingstekens (nine digits between quotes)')
    .exactOptional(),
  bank: described(says.bank, { accountName: text, iban: text }),
})

/**
 * A body with what it may do. Two of them have their names with the organisation, where the register
 * itself can change them: back-office and committee.
 */
const body = described(says.body, {
  id,
  name: text
    .meta({ examples: ['Accreditatiecommissie', 'Bestuur van de stichting'] })
    .exactOptional(),
  short: withArticle
    .meta({ examples: ['de accreditatiecommissie', 'het bestuur'] })
    .exactOptional(),
  may: z.array(act).min(1),
})

/** What the register grants, in the forms that sentences need; all in lower case. */
const certification = described(says.certification, {
  article,
  name: text.meta({ examples: ['certificering', 'registratie', 'lidmaatschap'] }),
  renewal: text.meta({ examples: ['hercertificering', 'herregistratie', 'hertoelating'] }),
  participle: text.meta({ examples: ['gecertificeerd', 'geregistreerd', 'toegelaten'] }),
  verb: text.meta({ examples: ['certificeren', 'registreren', 'toelaten'] }),
  toVerb: text.meta({ examples: ['te certificeren', 'te registreren', 'toe te laten'] }),
  temporary: described(says.temporary, {
    participle: text.meta({ examples: ['voorlopig gecertificeerd', 'tijdelijk geregistreerd'] }),
    name: text.meta({ examples: ['voorlopige certificering', 'tijdelijke registratie'] }),
    meaning: text,
  }).optional(),
})

/** The paper that shows it, and the mark. */
const certificate = described(says.certificate, {
  article,
  name: text.meta({ examples: ['certificaat', 'bewijs van registratie'] }),
  many: text.meta({ examples: ['certificaten', 'bewijzen van registratie'] }),
  title: text,
  signedBy: text,
})

/** The colour says who must act: yellow you, blue somebody else. */
const tone = z.enum(['grey', 'blue', 'green', 'yellow', 'red'])

const status = described(says.status, {
  label: text,
  tone,
  public: z.boolean(),
  meaning: text,
  shown: described(says.shown, {
    label: text.meta({ examples: ['Nu niet geldig'] }),
    meaning: text,
  }).exactOptional(),
}).meta({ id: 'status' })

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

const statuses = described(says.statuses, {
  ...(Object.fromEntries(statusIds.map((one) => [one, status])) as Record<StatusId, typeof status>),
  // A register that was written before there was this status has it in these words.
  deceased: status.default({
    label: 'Overleden',
    tone: 'grey',
    public: false,
    meaning: 'De registratie is geëindigd, omdat de persoon is overleden.',
  }),
})

/** What is charged: a year of taking part, an application, a request of accreditation, an objection. */
export const tariffKinds = ['year', 'application', 'accreditation', 'objection'] as const

const discount = described(says.discount, {
  name: text.meta({ examples: ['Korting voor wie net is afgestudeerd'] }),
  percent: z.int().min(1).max(100).exactOptional(),
  amount: cents.exactOptional(),
  fact: id,
  within: span.exactOptional(),
  years: z.enum(['first', 'every']).default('first'),
})

const tariff = described(says.tariff, {
  kind: z.enum(tariffKinds).default('year'),
  category: id.exactOptional(),
  purpose: z.enum(['new', 'change', 'extension']).exactOptional(),
  from: day,
  amount: cents,
  vat: z.enum(['exempt', 'included', 'excluded', 'out-of-scope']),
  rate: wholeNumber.default(0),
  ground: text,
  billing: z.enum(['anniversary', 'calendar-year']).default('anniversary'),
  firstYear: z.enum(['full', 'free', 'pro-rata']).default('full'),
  discounts: z.array(discount).default([]),
  description: text,
})

// "1300 Debiteuren": a code, and what it is called.
const account = text.regex(
  /^[0-9A-Za-z.]{1,20} \S/,
  'geef een nummer, een spatie en een naam, zoals "1300 Debiteuren" (a code, a space and a name)',
)

const books = described(says.books, {
  debtors: account.default('1300 Debiteuren'),
  bank: account.default('1100 Bank'),
  online: account.default('1120 Online betalingen onderweg'),
  unallocated: account.default('1490 Ontvangen, nog te verdelen'),
  vat: account.default('1500 Af te dragen btw'),
  writeOffs: account.default('4900 Oninbare facturen'),
  year: account.default('8000 Jaarlijkse bijdragen'),
  application: account.default('8010 Aanvragen'),
  accreditation: account.default('8020 Accreditatie'),
  objection: account.default('8030 Bezwaren'),
})

const terms = described(says.terms, {
  agreementTtl: span,
  agreementReminderDays: z.array(wholeNumber),
  accountRemoval: span,
  accountRemovalWarningDays: z.array(wholeNumber).default([28, 38]),
  expiryReminderMonths: z.array(wholeNumber),
  temporaryReminderMonths: z.array(wholeNumber).default([3, 1]),
  targetReminderMonths: z.array(wholeNumber).default([]),
  newVersionMonths: wholeNumber.default(3),
  supplementTerm: span,
  supplementReminderDays: z.array(wholeNumber),
  refereeLink: span,
  refereeReminderDays: z.array(wholeNumber),
  committee: described(says.meetings, {
    months: z.array(z.int().min(1).max(12)).min(1),
    week: z.int().min(1).max(4),
    weekday: z.int().min(1).max(7),
    closesDaysBefore: wholeNumber,
  }),
  decisionDays: wholeNumber,
  backOfficeDays: wholeNumber,
  payment: span,
  paymentReminderDays: z.array(wholeNumber),
  objection: span,
  decisionOnObjection: span,
  objectionExtension: span.prefault('P6W'),
  objectionGrounds: span.prefault('P4W'),
  ruling: span.prefault('P8W'),
})

/** From when something is open to somebody: once the agreement is approved, or only once the first invoice is paid as well. */
const gate = z.enum(['agreement', 'agreement+payment'])

/** The words at sign-up for what the public register shows; those that a version lists under `public` are shown. */
const publicWords = described(says.publicWords, {
  name: text,
  status: text,
  category: text.default('de categorie'),
  'valid-until': text,
  number: text,
})

/** Somebody who signs the documents that people hand in, as DUO does. */
const signer = described(says.signer, {
  id,
  label: text.meta({ examples: ['DUO', 'het CIBG'] }),
  organisations: z.array(text.meta({ examples: ['Dienst Uitvoering Onderwijs'] })).min(1),
  again: text,
})

/** Stands for a profession that is not in the list. */
export const otherProfession = 'other'

/** The pages that can lead to a text of the register. */
export const textPlaces = ['home', 'information', 'questions'] as const

export type TextPlace = (typeof textPlaces)[number]

/** What decides whether hours of one's own choice are admitted, and what those who judge it go by. */
const admission = described(says.admission, {
  article: text,
  criterion: text,
  without: id.exactOptional(),
  guidance: z
    .array(
      described(says.guidance, {
        label: text,
        href: text.regex(/^https:\/\/\S+$/, 'begin met https:// (begin with https://)'),
        text,
      }),
    )
    .default([]),
  form: described(says.admissionForm, { title: text }).exactOptional(),
  interim: described(says.interim, {
    text,
    members: z.int().positive().exactOptional(),
    within: span.exactOptional(),
  }).exactOptional(),
})

const section = described(says.section, { title: text, paragraphs: z.array(text).min(1) })

// Where Peil itself is, so that no register can be there.
const taken: readonly string[] = [
  'api',
  'assets',
  'healthz',
  'readyz',
  'werktoedeling',
  'nagekeken-lijst',
]

/** Who treats complaints about the work of people in the register, what of them, and where else to go. */
const complaints = described(says.complaints, {
  treats: z.array(text).default([]),
  leaves: z.array(text).default([]),
  elsewhere: text,
  by: described(says.complaintsBy, {
    name: text,
    short: withArticle.meta({ examples: ['de BCMB', 'het klachtenbureau'] }),
    address: z.array(text),
    postalCodeAndCity: text,
    email: text,
    telephone: text.optional(),
    website: text.optional(),
  }).optional(),
})

/** How somebody whose registration ended comes back. */
const comingBack = described(says.comingBack, {
  number: z.enum(['new', 'kept']).default('new'),
})

/** On which ground something that was paid is paid back, and on what that rests. */
const refundGround = described(says.refundGround, {
  id,
  label: text.meta({ examples: ['Dubbel of te veel betaald'] }),
  rests: text.meta({ examples: ['Reglement, artikel 5.3'] }).exactOptional(),
  when: z.enum(['application-refused', 'objection-founded']).exactOptional(),
  keeps: cents.prefault(0),
})

export type RefundGround = z.output<typeof refundGround>

/** What is done when it is told that somebody has died. */
const death = described(says.death, {
  secondPair: z.boolean().default(true),
  undo: span.prefault('P1Y'),
  kept: span.prefault('P7Y'),
})

/** How long one kind of data is kept, from when, and what happens then; what is left out is as the platform has it. */
const retention = described(says.retention, {
  of: z.enum(retentionKindIds),
  keep: span.exactOptional(),
  from: z.enum(retentionMomentIds).exactOptional(),
  does: z.enum(retentionOutcomeIds).exactOptional(),
  ground: text.exactOptional(),
})

/** How somebody who is threatened is kept out of sight. */
const shielding = described(says.shielding, {
  text,
  grounds: z
    .array(described(says.shieldingGround, { id, label: text }))
    .min(1)
    .default([
      { id: 'threat', label: 'Bedreiging of stalking' },
      { id: 'secret-address', label: 'Een geheim adres, of verblijf in een opvang' },
      { id: 'other', label: 'Een andere reden' },
    ]),
  atOnce: z.boolean().default(true),
  secondPair: z.boolean().default(true),
  review: span.prefault('P1Y'),
  certificate: z.enum(['standing', 'nothing']).default('standing'),
})

/** What a back office can do to a status by hand. */
export const byHandKinds = ['hold', 'release', 'suspend', 'certify', 'withdraw', 'remove'] as const

/** Why a status can be set by hand, what that does, and on what it rests. */
const statusGround = described(says.statusGround, {
  id,
  label: text.meta({ examples: ['Er ontbreekt een stuk'] }),
  does: z.enum(byHandKinds),
  rests: text.meta({ examples: ['Reglement, artikel 7.2'] }),
  decidedBy: id.exactOptional(),
  endsWhenPaid: z.boolean().default(false),
  longest: span.exactOptional(),
})

/** Which verdicts of others are followed, by how many who decide, and what follows from what they decide. */
const measures = described(says.measures, {
  follows: z
    .array(
      described(says.college, {
        id,
        name: text,
        short: withArticle.meta({ examples: ['het tuchtcollege van het SKJ'] }),
      }),
    )
    .min(1),
  deciders: z.int().min(1).max(9).default(2),
  hearing: span,
  longest: span,
  interim: z.boolean(),
  comeBack: span,
  meanwhile: described(says.meanwhile, {
    activities: z.boolean(),
    apply: z.boolean(),
    invoices: z.boolean(),
  }),
  published: described(says.published, {
    kinds: z.array(z.enum(['warning', 'suspension', 'removal'])).min(1),
    verdict: z.boolean(),
    term: span,
  }).optional(),
})

/** One thing that somebody in the profession has to be good at. */
const competence = described(says.competence, {
  id,
  label: text.meta({ examples: ['Samenwerken'] }),
  text,
  themes: z.array(id).default([]),
})

/** An answer to how good somebody is at it. */
const scaleStep = described(says.scaleStep, {
  label: text.meta({ examples: ['Dit lukt me meestal'] }),
  others: text.meta({ examples: ['Dit lukt meestal'] }).exactOptional(),
  point: z.boolean().default(false),
})

/** What colleagues are asked, from how many answers it is shown, and what comes of it. */
const feedback = described(says.feedback, {
  shownFrom: z.int().min(3).max(20).default(5),
  open: span.prefault('P4W'),
  reminderDays: z.array(wholeNumber).default([7, 14]),
  again: span.prefault('P6M'),
  questions: z.array(described(says.feedbackQuestion, { id, label: text })).default([]),
  activity: described(says.feedbackActivity, { kind: id, title: text }).exactOptional(),
})

/** The competences of the profession, and what people do with them. */
const development = described(says.development, {
  source: text,
  shown: z.boolean().default(true),
  competences: z.array(competence).min(1).max(40),
  scale: z.array(scaleStep).min(2).max(7),
  feedback: feedback.exactOptional(),
})

/** Something that can be chosen, by its id. */
const named = described(says.named, { id, label: text })

/** For whom and about what there are courses; the professions are those of sign-up. */
const courses = described(says.courses, {
  audiences: z.array(named).default([
    { id: 'starters', label: 'Starters' },
    { id: 'experienced', label: 'Ervaren professionals' },
    { id: 'supporters', label: 'Ondersteuners' },
    { id: 'managers', label: 'Leidinggevenden' },
  ]),
  themes: z.array(named).default([]),
  ratings: described(says.courseRatings, { shownFrom: z.int().min(3).max(20).default(5) }).prefault(
    {},
  ),
  lacks: z.array(described(says.lack, { norm: id, noun: text })).default([]),
})

/** What keeps somebody who judges from a request. */
export const accreditationConflicts = ['works-there', 'competitor', 'own-course'] as const

/** How the register accredits what others give: what it asks, what it can count for, and who decides by when. */
const accreditation = described(says.accreditation, {
  text: id,
  criteria: z
    .array(described(says.accreditationCriterion, { id, label: text, hint: text.exactOptional() }))
    .min(1),
  documents: z
    .array(
      described(says.accreditationDocument, {
        id,
        label: text,
        required: z.boolean().default(true),
      }),
    )
    .default([]),
  counts: z
    .array(described(says.accreditationCounts, { kind: id, attributes: z.array(id).default([]) }))
    .min(1),
  trainings: z
    .array(described(says.accreditationTraining, { id, label: text, document: id.exactOptional() }))
    .default([]),
  fees: described(says.accreditationFees, {
    new: cents.prefault(0),
    change: cents.prefault(0),
    extension: cents.prefault(0),
  }).prefault({}),
  paidFirst: z.boolean().default(false),
  withdrawn: z.enum(['charged', 'credited']).default('charged'),
  validity: span,
  members: z.int().min(1).max(9).default(2),
  conflicts: z.array(z.enum(accreditationConflicts)).default([...accreditationConflicts]),
  decide: span.prefault('P8W'),
  supplement: span.prefault('P4W'),
  endReminderMonths: z.array(wholeNumber).default([3]),
})

/** The content of regulations/<register>/register.yaml: everything that may change. */
export const registerFile = described(says.register, {
  id: id.max(40).refine((name) => !taken.includes(name), {
    message: 'dit adres heeft Peil zelf al: kies een andere naam (taken)',
  }),
  article,
  name: text,
  shortName: text,
  called: withArticle.meta({ examples: ['het KRSD', 'het Register Cliëntondersteuners'] }),
  audience: text,
  number: described(says.number, { prefix: text, width: z.int().min(4).max(10) }),
  address: z.enum(['je', 'u']),
  unit: described(says.unit, { one: text, many: text, counted: text, explained: text }),
  professional: described(says.professional, { one: text, many: text }),
  brand,
  organisation,
  bodies: z.array(body).min(1),
  certification,
  statuses,
  tariffs: z.array(tariff),
  books: books.prefault({}),
  terms,
  gates: described(says.gates, {
    portfolio: gate,
    visible: gate,
    apply: z.enum(['agreement+payment', 'paid']),
  }),
  declarations: z.array(
    described(says.declaration, {
      id,
      text,
      links: z.array(described(says.link, { label: text, href: text })),
      required: z.boolean(),
      of: z.array(id).default([]),
    }),
  ),
  signUp: described(says.signUp, {
    needed: z.array(text),
    public: publicWords,
    minutes: wholeNumber,
    hours: described(says.signUpHours, { once: amount, aYear: amount }).exactOptional(),
    notices: z.array(
      described(says.notice, {
        register: id,
        text,
        more: id.exactOptional(),
        number: described(says.noticeNumber, {
          label: text,
          hint: text.exactOptional(),
        }).exactOptional(),
      }),
    ),
    professions: z
      .array(
        described(says.profession, {
          id: id.refine((name) => name !== otherProfession, {
            message: 'other is al de keuze voor iets anders (taken)',
          }),
          label: text,
          facts: z.array(id).default([]),
        }),
      )
      .default([]),
  }),
  agreement: described(says.agreement, {
    title: text.meta({ examples: ['Certificeringsovereenkomst', 'Registratieovereenkomst'] }),
    version: day,
    intro: text,
    sections: z.array(section).min(1),
    closing: text,
  }),
  admission: admission.exactOptional(),
  mail: described(says.mail, {
    senderName: text,
    senderAddress: text,
  }),
  certificate,
  objection: described(says.objection, {
    text,
    suspends: z.boolean(),
    workingDays: z.boolean().default(false),
    fee: cents.prefault(0),
    withoutHearing: z
      .array(
        described(says.withoutHearing, {
          id,
          text: text.meta({ examples: ['De indiener wil niet worden gehoord.'] }),
        }),
      )
      .default([]),
    further: text.exactOptional(),
  }),
  courses: courses.prefault({}),
  accreditation: accreditation.exactOptional(),
  announced: z
    .array(
      described(says.announced, {
        from: day,
        text: text.meta({ examples: ['De toelatingscriteria worden verder gewijzigd.'] }),
        source: text.meta({ examples: ['Registratiereglement, versie 10 (inleiding)'] }),
        link: described(says.announcedLink, { label: text, href: text }).exactOptional(),
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
  measures: measures.optional(),
  procedures: described(says.procedures, {
    nonPayment: described(says.nonPayment, {
      onHoldAfterDays: wholeNumber,
      withdrawnAfterDays: wholeNumber,
    }),
    refunds: z
      .array(refundGround)
      .min(1)
      .prefault([{ id: 'paid-twice', label: 'Dubbel of te veel betaald' }]),
    shielding,
    leave: described(says.leave, { text }).exactOptional(),
    death: death.prefault({}),
    comingBack: comingBack.prefault({}),
    retention: z.array(retention).default([]),
    statusByHand: described(says.statusByHand, {
      grounds: z.array(statusGround).min(1),
    }).exactOptional(),
    adopted: z.boolean(),
    note: text,
  }),
  fromOtherRegisters: z
    .array(
      described(says.fromOtherRegister, {
        register: id,
        kinds: z.array(described(says.sameKind, { theirs: id, ours: id })).default([]),
        stated: z
          .array(
            described(says.sameStated, {
              member: z.enum(['document', 'work', 'holding', 'fact']),
              theirs: id,
              ours: id,
            }),
          )
          .default([]),
      }),
    )
    .default([]),
  signers: z.array(signer).default([]),
  texts: z
    .array(
      described(says.ownText, {
        id,
        title: text,
        shownOn: z.array(z.enum(textPlaces)).default([]),
        from: day.exactOptional(),
        paragraphs: z.array(text).min(1),
        earlier: z
          .array(described(says.earlierText, { from: day, paragraphs: z.array(text).min(1) }))
          .default([]),
      }),
    )
    .default([]),
  development: development.exactOptional(),
  meetingPlace: described(says.meetingPlace, {
    text,
    regions: z.array(described(says.meetingRegion, { id, label: text })).default([]),
    themes: z.array(described(says.meetingTheme, { id, label: text })).default([]),
  }).exactOptional(),
  costExample: described(says.costExample, {
    note: text,
    rows: z.array(
      described(says.costRow, {
        year: z.int().min(1).max(9),
        label: text,
        kind: id.optional(),
        hours: amount,
        points: amount,
        accredited: z.boolean(),
        cents,
      }),
    ),
  }).optional(),
})

export type RegisterFile = z.output<typeof registerFile>

export type StatusId = (typeof statusIds)[number]

export type Development = z.output<typeof development>

export type Signer = z.output<typeof signer>

export type StatusGround = z.output<typeof statusGround>

export type ByHandKind = (typeof byHandKinds)[number]

export type Gate = z.output<typeof gate>

export type Tariff = z.output<typeof tariff>

export type TariffKind = (typeof tariffKinds)[number]

export type Discount = z.output<typeof discount>

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
