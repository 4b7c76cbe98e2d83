import type { CompiledRegulation, Regulation } from '#engine'
import { asksActivities, formatAmount } from '#engine'
import { formatDay } from '#language/days.ts'
import { formatChoice, formatList } from '#language/lists.ts'
import { withinSentence } from '#language/sentences.ts'
import { conditionInWords } from '../requirements/conditions.ts'
import {
  accreditationLines,
  interimLines,
  kindLine,
  secondInWords,
  seriesLines,
  valuationInWords,
} from './kinds.ts'
import { linkLines } from './links.ts'
import {
  capLine,
  carryOverInWords,
  followsLines,
  followUpLines,
  lapseLine,
  moveInWords,
  normLines,
  thresholdLine,
} from './norms.ts'
import { leaveLines, periodLines, proRataInWords, temporaryLines, versionLines } from './periods.ts'
import { reviewLines } from './review.ts'
import { withArticle } from './with-article.ts'

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
      title: 'Drempels',
      lines: regulation.thresholds.map((each) => thresholdLine(each, compiled)),
    },
    {
      title: 'Wat vervalt',
      lines: regulation.lapses.map((each) => lapseLine(each, regulation)),
    },
    {
      title: 'Andere normen in bijzondere gevallen',
      lines: regulation.variants.flatMap((each) => [
        `${each.label}: ${each.text} (${each.article})`,
        `  Geldt bij: ${conditionInWords(each.when, regulation)}.`,
        ...(each.forReview === undefined ? [] : [`  Bij elke activiteit: ${each.forReview}`]),
      ]),
    },
    {
      title: 'Vrijstelling',
      lines: regulation.exemptions.flatMap((each) => [
        `${each.text} (${each.article})`,
        `  Geldt bij: ${conditionInWords(each.when, regulation)}.`,
      ]),
    },
    { title: 'Voorlopig', lines: temporaryLines(regulation) },
    { title: 'Werk', lines: workLines(regulation) },
    {
      title: 'Categorieën en toelating',
      lines: regulation.categories.flatMap((category) => [
        `${category.label}. ${category.text}`,
        ...category.admission.map(
          (each) =>
            `- ${each.label}: ${each.text} Dat wil zeggen: ${conditionInWords(each.requires, regulation)}. (${each.article})`,
        ),
        ...followUpLines(category, regulation),
      ]),
    },
    { title: 'Wachten op een stuk', lines: followsLines(regulation) },
    { title: 'Waar iets te vinden is', lines: linkLines(regulation) },
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
          kind.evidence.accepted.map(
            ({ label, signed }) => `${withinSentence(label)}${signed ? ' (met handtekening)' : ''}`,
          ),
        )}.`,
        ...(kind.inSecondUnit === undefined ? [] : [`  En: ${secondInWords(kind, compiled)}.`]),
        ...interimLines(kind, compiled),
        ...seriesLines(kind),
      ]),
    },
    { title: 'Geaccrediteerd', lines: accreditationLines(regulation) },
    {
      title: 'Overschot',
      lines: asksActivities(regulation)
        ? [
            withArticle(regulation.carryOver.text, regulation.carryOver.article),
            `  Dat wil zeggen: ${carryOverInWords(compiled)}.`,
          ]
        : [],
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
    { title: 'Verlof', lines: leaveLines(regulation) },
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

const publicWords = {
  name: 'naam',
  status: 'status',
  category: 'categorie',
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

function workLines({ mostHoursPerWeek }: Regulation): readonly string[] {
  if (mostHoursPerWeek === undefined) return []
  const most = formatAmount(mostHoursPerWeek)
  return [`Meer dan ${most} uur per week in alle banen samen is een vraag, en nooit een weigering.`]
}
