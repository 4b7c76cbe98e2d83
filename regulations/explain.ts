import type {
  Cap,
  CompiledRegulation,
  Kind,
  Norm,
  Regulation,
  Requirement,
  Selector,
} from '#engine'
import { formatAmount, inUnit } from '#engine'
import { formatDay } from '#language/days.ts'
import { formatChoice, formatList, formatTogether } from '#language/lists.ts'
import { withinSentence } from '#language/sentences.ts'
import { spanInWords } from '#language/spans.ts'
import { labelIn } from './requirements/condition-shape.ts'
import { conditionInWords } from './requirements/conditions.ts'

/** A part of the explanation: a heading and what stands under it. */
export type Section = { readonly title: string; readonly lines: readonly string[] }

/** Tells a whole regulation in plain Dutch, each rule with its article. */
export function explainRegulation(compiled: CompiledRegulation): Section[] {
  const { regulation } = compiled
  const sections: Section[] = [
    { title: regulation.title, lines: introOf(regulation) },
    { title: 'Welke versie geldt', lines: versionLines(regulation) },
    { title: 'De periode', lines: periodLines(regulation) },
    { title: 'De normen', lines: regulation.norms.flatMap((norm) => normLines(norm, compiled)) },
    { title: 'Plafonds', lines: regulation.caps.map((cap) => capLine(cap, compiled)) },
    {
      title: 'Andere normen in bijzondere gevallen',
      lines: regulation.variants.flatMap((each) => [
        `${each.label}: ${each.text} (${each.article})`,
        `  Geldt bij: ${conditionInWords(each.when, regulation)}.`,
      ]),
    },
    {
      title: 'Vrijstelling',
      lines: regulation.exemptions.flatMap((each) => [
        `${each.text} (${each.article})`,
        `  Geldt bij: ${conditionInWords(each.when, regulation)}.`,
      ]),
    },
    {
      title: 'Categorieën en toelating',
      lines: regulation.categories.flatMap((category) => [
        `${category.label}. ${category.text}`,
        ...category.admission.map(
          (each) =>
            `- ${each.label}: ${each.text} Dat wil zeggen: ${conditionInWords(each.requires, regulation)}. (${each.article})`,
        ),
      ]),
    },
    {
      title: 'Van categorie veranderen',
      lines: regulation.moves.flatMap((move) => [
        `${move.text} (${move.article})`,
        `  ${moveInWords(move, regulation)}`,
      ]),
    },
    {
      title: 'Soorten activiteiten',
      lines: regulation.kinds.flatMap((kind) => [
        kindLine(kind, regulation),
        `  Telt als: ${valuationInWords(kind, compiled)}. Bewijs: ${formatChoice(
          kind.evidence.accepted.map((each) => withinSentence(each.label)),
        )}.`,
      ]),
    },
    { title: 'Geaccrediteerd', lines: accreditationLines(regulation) },
    {
      title: 'Overschot',
      lines: [
        withArticle(regulation.carryOver.text, regulation.carryOver.article),
        `  Dat wil zeggen: ${carryOverInWords(compiled)}.`,
      ],
    },
    {
      title: 'Naar rato',
      lines:
        regulation.proRata === undefined
          ? []
          : [
              withArticle(regulation.proRata.text, regulation.proRata.article),
              `  Dat wil zeggen: ${proRataInWords(regulation.proRata)}.`,
            ],
    },
    {
      title: 'Bewijs en beoordeling',
      lines: reviewLines(regulation),
    },
    {
      title: 'Openbaar',
      lines: [
        `In het openbare register staan: ${formatList(regulation.public.map((field) => publicWords[field]))}.`,
      ],
    },
  ]
  return sections
    .filter((section) => section.lines.length > 0)
    .map(({ title, lines }) => ({ title, lines: lines.map((line) => line.replaceAll('?.', '?')) }))
}

/** What a norm asks, in words made from the data: what the rule does, whatever its text says. */
export function requirementInWords(requirement: Requirement, compiled: CompiledRegulation): string {
  const { regulation } = compiled
  switch (requirement.kind) {
    case 'minimum': {
      const amount =
        requirement.in === 'things'
          ? formatAmount(requirement.atLeast)
          : inUnit(requirement.atLeast, compiled.words)
      const each = {
        window: '',
        'calendar-year': ' in elk kalenderjaar',
        'registration-year': ' in elk registratiejaar',
      }[requirement.each]
      const share = requirement.proRata ? ', naar rato' : ''
      return `minstens ${amount}${ofWhat(requirement.of, regulation, requirement.in)}${each}${share}`
    }
    case 'one-of':
      return formatChoice(requirement.of.map((part) => requirementInWords(part, compiled)))
    case 'each-of':
      return formatList(requirement.of.map((part) => requirementInWords(part, compiled)))
    default:
      return conditionInWords(requirement, regulation)
  }
}

/** A cap in words, with its article. */
export function capLine(cap: Cap, compiled: CompiledRegulation): string {
  const amount = cap.in === 'things' ? formatAmount(cap.atMost) : inUnit(cap.atMost, compiled.words)
  const each = {
    window: '',
    'calendar-year': ' in elk kalenderjaar',
    'registration-year': ' in elk registratiejaar',
    day: ' per dag',
    activity: ' per activiteit',
  }[cap.each]
  return `${cap.label}: ${cap.text} Hoogstens ${amount}${ofWhat(cap.of, compiled.regulation, cap.in)}${each}. (${cap.article})`
}

/** What a kind is worth, in words made from the data. */
export function valuationInWords({ value, fields }: Kind, { words }: CompiledRegulation): string {
  const label = fields.find((field) => field.id === value.onlyWith)?.label ?? value.onlyWith
  const limits = [
    value.atMost === undefined ? '' : `, hoogstens ${inUnit(value.atMost, words)}`,
    label === undefined ? '' : `, alleen bij "${label}"`,
  ].join('')
  const each = value.by === 'committee' ? '' : inUnit(value.each, words)
  switch (value.by) {
    case 'hours': {
      const step =
        value.step === undefined ? '' : `, in stappen van ${formatAmount(value.step)} uur`
      const sources = {
        'stated-load': 'de opgegeven studiebelasting',
        spent: 'de bestede uren',
        guideline: 'de richtlijn',
      } as const
      const order = `, eerst ${value.precedence.map((source) => sources[source]).join(', dan ')}`
      const guideline =
        value.guideline === undefined
          ? ''
          : `, een dagdeel is ${formatAmount(value.guideline.halfDay)} uur en een dag ${formatAmount(value.guideline.day)} uur`
      return `${each} voor elk uur${step}${order}${guideline}${limits}`
    }
    case 'thing':
      return `${each} voor elk exemplaar${limits}`
    case 'words':
      return `${each} voor elke volle ${value.words} woorden${limits}`
    case 'membership-year':
      return `${each} voor elk jaar${limits}`
    case 'committee':
      return `wat ${words.committee} toekent${limits}`
  }
}

function moveInWords(move: Regulation['moves'][number], regulation: Regulation): string {
  const label = (id: string) =>
    labelIn([...regulation.categories, ...regulation.formerCategories], id)
  const period = {
    unchanged: 'De periode blijft dezelfde.',
    'from-original-start': 'De periode krijgt de volle lengte vanaf de eerste dag.',
  }[move.period]
  const own = move.requires === undefined ? [] : [conditionInWords(move.requires, regulation)]
  const criteria = move.admission === 'waived' ? [] : [`alle criteria van ${label(move.to)}`]
  const asked = [...criteria, ...own]
  const how = asked.length === 0 ? 'zonder nieuwe criteria' : `met ${formatList(asked)}`
  return `Van ${formatChoice(move.from.map(label))} naar ${label(move.to)}: ${how}. ${period}`
}

function carryOverInWords({ regulation, words }: CompiledRegulation): string {
  const rule = regulation.carryOver
  if (rule.rule === 'none') return 'een overschot gaat niet mee'
  const of =
    rule.of === undefined
      ? ''
      : ` uit ${formatList(rule.of.map((tag) => (tag === 'total' ? 'het totaal' : selectorInWords(tag, regulation))))}`
  const most = rule.atMost === undefined ? 'alles' : `hoogstens ${inUnit(rule.atMost, words)}`
  const counts =
    rule.counts === 'same' ? 'en houdt zijn eigenschappen' : 'en telt alleen voor het totaal'
  const when =
    rule.when === undefined ? '' : `, alleen bij ${conditionInWords(rule.when, regulation)}`
  const who = rule.rule === 'discretion' ? `, als ${words.committee} dat besluit` : ''
  return `${most}${of} gaat mee ${counts}${when}${who}`
}

function proRataInWords(rule: NonNullable<Regulation['proRata']>): string {
  const reasons = [
    ...(rule.joinedLater ? ['wie later begint'] : []),
    ...(rule.leaveFrom === undefined ? [] : [`verlof vanaf ${spanInWords(rule.leaveFrom)}`]),
  ]
  const rounding = {
    'hundredth-down': 'naar beneden afgerond op twee decimalen',
    'whole-down': 'naar beneden afgerond op helen',
    'whole-up': 'naar boven afgerond op helen',
  }[rule.rounding]
  const who = reasons.length === 0 ? 'voor niemand' : `bij ${formatChoice(reasons)}`
  return `een kleinere norm ${who}, naar het aantal dagen, ${rounding}`
}

/** The rules on proof and review, each with what the data say beside the text. */
function reviewLines({ evidence, referee, review, committee }: Regulation): string[] {
  const share = review.samplePercentage === undefined ? '' : ` van ${review.samplePercentage}%`
  const looked = { all: 'alles', sample: `een steekproef${share}` } as const
  const conflicts = {
    referee: 'referenten',
    employer: 'collega’s van dezelfde werkgever',
    municipality: 'wie in dezelfde gemeente werkt',
    'same-file': 'wie eerder over dit dossier besliste',
  } as const
  const rhythms = {
    quarterly: 'elk kwartaal',
    monthly: 'elke maand',
    'as-needed': 'wanneer het nodig is',
  } as const
  const ties = { chair: 'de voorzitter', 'third-member': 'een derde lid' } as const
  const { selfSign } = referee
  const excluded =
    committee.conflicts.length === 0
      ? ''
      : ` Niet: ${formatList(committee.conflicts.map((each) => conflicts[each]))}.`
  return [
    withArticle(evidence.text, evidence.article),
    `  Dat wil zeggen: ${evidence.required} ${evidence.required === 1 ? 'bewijsstuk' : 'bewijsstukken'} bij elke activiteit.`,
    withArticle(referee.text, referee.article),
    ...(referee.roles.length === 0
      ? []
      : [
          `  Dat wil zeggen: ${formatChoice(
            referee.roles.map((role) => withinSentence(role.label)),
          )}, niet de aanvrager zelf.`,
        ]),
    selfSign.text,
    `  Dat wil zeggen: zelf ondertekenen ${selfSign.allowed ? 'mag' : 'mag niet'}${selfSign.allowed && selfSign.reasonRequired ? ', met een reden' : ''}.`,
    withArticle(review.text, review.article),
    `  Dat wil zeggen: van de aanvragen ${looked[review.application]}, van de activiteiten ${looked[review.lines]}, van wat zelf is ondertekend ${looked[review.selfSigned]}.`,
    withArticle(committee.text, committee.article),
    `  Dat wil zeggen: ${committee.members} ${committee.members === 1 ? 'lid beslist' : 'leden beslissen'}, ${rhythms[committee.rhythm]}; bij gelijke stemmen ${ties[committee.tie]}.${excluded}`,
  ]
}

const publicWords = {
  name: 'naam',
  status: 'status',
  'valid-until': 'geldig tot',
  number: 'nummer',
} as const

function introOf(regulation: Regulation): string[] {
  return [
    `Deze versie geldt vanaf ${formatDay(regulation.version)}.`,
    ...Object.values(regulation.sources).map(
      (source) =>
        `Bron: ${source.title}, vergeleken op ${formatDay(source.compared)}.${source.note === undefined ? '' : ` ${source.note}`}`,
    ),
  ]
}

function versionLines({ pinned, earlyApplication, transition }: Regulation): string[] {
  const running = {
    'keep-old': 'wie al bezig was, houdt de oude versie',
    'take-new': 'ook wie al bezig was, krijgt deze versie',
    'most-favourable': 'wie al bezig was, krijgt de versie die het gunstigst is',
  } as const
  return [
    `Welke versie geldt, hangt af van ${pinnedWords[pinned]}.`,
    ...(earlyApplication === undefined
      ? []
      : [
          `Op verzoek al toe te passen vanaf ${formatDay(earlyApplication.from)}. ${earlyApplication.text}`,
        ]),
    ...(transition === undefined
      ? []
      : [
          withArticle(`Overgang: ${transition.text}`, transition.article),
          `  Dat wil zeggen: ${running[transition.runningDossiers]}.`,
        ]),
  ]
}

const pinnedWords = {
  candidacy: 'de dag van aanmelding',
  'period-start': 'het begin van de periode',
  submission: 'de dag van de aanvraag',
} as const

function periodLines({ period }: Regulation): string[] {
  const length = spanInWords(period.length)
  const shapes = {
    personal: `Een periode duurt ${length} en is voor iedereen een eigen periode.`,
    'fixed-block': `Een periode is een vast blok van ${length}, geteld vanaf ${period.blockFirst === undefined ? '1 januari' : formatDay(period.blockFirst)}.`,
    'calendar-year': `Een periode is ${length}, gerekend in kalenderjaren.`,
    rolling: `Er wordt steeds ${length} teruggekeken.`,
  } as const
  const firsts = {
    decision: 'op de dag van het besluit',
    submission: 'op de dag van de aanvraag',
    registration: 'op de dag van de inschrijving',
  } as const
  const renewals = {
    'old-end': 'op de dag na de oude periode',
    submission: 'op de dag van de aanvraag',
    decision: 'op de dag van het besluit',
  } as const
  const choice = period.start.renewal.length > 1 ? ' (de aanvrager kiest)' : ''
  const lookBack = period.lookBack
  // Only a personal period begins on a day that depends on the person.
  const beginnings = {
    personal: `De eerste periode begint ${firsts[period.start.first]}; een volgende ${formatChoice(
      period.start.renewal.map((each) => renewals[each]),
    )}${choice}.`,
    'fixed-block': 'Iedereen krijgt het blok waarin de eerste dag van geldigheid valt.',
    'calendar-year': 'Een periode begint altijd op 1 januari.',
    rolling: `De registratie begint ${firsts[period.start.first]}; welke activiteiten tellen, schuift mee met de dag van de aanvraag.`,
  } as const
  return [
    withArticle(shapes[period.shape], period.article),
    beginnings[period.shape],
    ...(lookBack === undefined
      ? []
      : [
          withArticle(
            `${lookBack.appliesTo === 'first' ? 'Bij een eerste aanvraag' : 'Bij elke aanvraag'} telt tot ${lookBack.years} jaar terug mee, geteld ${lookBack.granularity === 'day' ? 'op de dag' : 'in hele kalenderjaren'} vanaf ${anchorWords[period.anchor]}.`,
            lookBack.article,
          ),
        ]),
    ...(period.countsFrom === undefined
      ? []
      : [`Wat vóór ${formatDay(period.countsFrom)} is gedaan, telt nooit mee.`]),
    ...(period.shape === 'rolling'
      ? []
      : [
          `De telling voor een volgende aanvraag begint op de dag na de vorige ${period.inBetween === 'next' ? 'aanvraag' : 'beslissing'}.`,
        ]),
    ...(period.deemedValid
      ? ['Wie op tijd een complete aanvraag doet, blijft geregistreerd tot het besluit.']
      : []),
    period.renewalFrom === undefined
      ? 'Verlenging kan op elk moment worden aangevraagd.'
      : `Verlenging kan worden aangevraagd vanaf ${spanInWords(period.renewalFrom)} voor het einde.`,
  ]
}

const anchorWords = {
  submission: 'de dag van de aanvraag',
  decision: 'de dag van het besluit',
  'period-end': 'het einde van de periode',
} as const

function normLines(norm: Norm, compiled: CompiledRegulation): string[] {
  const { regulation } = compiled
  const who = [
    ...(norm.appliesTo.length === 1
      ? [norm.appliesTo[0] === 'first' ? 'eerste aanvraag' : 'verlenging']
      : []),
    ...(norm.categories ?? []).map(
      (id) => regulation.categories.find((each) => each.id === id)?.label ?? id,
    ),
  ]
  const scope = who.length === 0 ? '' : ` [${who.join(', ')}]`
  return [
    `${norm.label}${scope}: ${norm.text} (${norm.article})`,
    `  Telt als: ${requirementInWords(norm.requires, compiled)}.`,
    ...(norm.when === undefined
      ? []
      : [`  Geldt alleen bij: ${conditionInWords(norm.when, regulation)}.`]),
    ...Object.entries(norm.instead).map(([id, requirement]) => {
      const variant = regulation.variants.find((each) => each.id === id)?.label ?? id
      return `  ${variant}: ${requirementInWords(requirement, compiled)}.`
    }),
    ...otherwiseLines(norm, regulation),
    ...(norm.remark === undefined ? [] : [`  ${norm.remark}`]),
    ...norm.examples.map((example) => `  Voorbeeld: ${example.title}.`),
  ]
}

function otherwiseLines({ otherwise }: Norm, regulation: Regulation): string[] {
  if (otherwise === undefined) return []
  const who =
    otherwise.when === undefined ? '' : ` (${conditionInWords(otherwise.when, regulation)})`
  return [`  Bij een tekort${who}: ${otherwise.text}`]
}

function kindLine(kind: Kind, regulation: Regulation): string {
  const groups = kind.groups.map(
    (id) => regulation.groups.find((group) => group.id === id)?.label ?? id,
  )
  const group = groups.length === 0 ? '' : ` [${groups.join(', ')}]`
  return `${kind.label}${group}: ${kind.rule} (${kind.value.article})`
}

function accreditationLines(regulation: Regulation): string[] {
  const labels = regulation.labels.map((each) => each.label)
  return [
    ...(regulation.accreditationText === undefined ? [] : [regulation.accreditationText]),
    ...(labels.length === 0 ? [] : [`Erkend: ${formatList(labels)}.`]),
    ...regulation.accreditedByDecision.map((each) => withArticle(each.text, each.article)),
  ]
}

function ofWhat(selector: Selector, regulation: Regulation, measure: 'amount' | 'things'): string {
  if (selector === 'everything') return measure === 'things' ? ' activiteiten' : ''
  const words = selectorInWords(selector, regulation)
  return measure === 'things' ? ` × ${words}` : ` uit ${words}`
}

function selectorInWords(selector: Selector, regulation: Regulation): string {
  if (typeof selector === 'string') {
    const lists = [regulation.kinds, regulation.groups, regulation.attributes] as const
    const found = lists.flatMap((list) => list.filter((each) => each.id === selector))[0]
    return found === undefined ? selector : withinSentence(found.label)
  }
  if (Array.isArray(selector)) {
    return formatChoice(selector.map((part: string) => selectorInWords(part, regulation)))
  }
  if ('attribute' in selector) {
    const attribute = regulation.attributes.find((each) => each.id === selector.attribute)
    const option = attribute?.options?.find((each) => each.id === selector.is)?.label
    const value =
      typeof selector.is === 'boolean' ? (selector.is ? 'ja' : 'nee') : (option ?? selector.is)
    const name = attribute === undefined ? selector.attribute : withinSentence(attribute.label)
    return `${name}: ${value}`
  }
  if ('allOf' in selector) {
    return formatTogether(selector.allOf.map((part) => selectorInWords(part, regulation)))
  }
  if ('anyOf' in selector) {
    return formatChoice(selector.anyOf.map((part) => selectorInWords(part, regulation)))
  }
  return 'not' in selector ? `alles behalve ${selectorInWords(selector.not, regulation)}` : ''
}

function withArticle(text: string, article: string | undefined): string {
  return article === undefined ? text : `${text} (${article})`
}
