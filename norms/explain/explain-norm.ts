import { answersTo } from '#engine'
import { formatDay } from '#language/days.ts'
import { formatChoice } from '#language/lists.ts'
import type { Section } from '#regulations/explain/explain-regulation.ts'
import type { NormFile, NormRule, OutcomeId } from '../norm.ts'
import { answersIn, indicatorOf } from '../table.ts'

/** Tells a whole norm in plain Dutch, each rule with its article. */
export function explainNorm(norm: NormFile): Section[] {
  const { unless, growthPath } = norm
  const sections: Section[] = [
    { title: norm.title, lines: [...norm.about, `Geldt vanaf ${formatDay(norm.version)}.`] },
    { title: 'Wie dit vaststelde', lines: adoptionLines(norm) },
    {
      title: 'Wie waarvoor verantwoordelijk is',
      lines: norm.answerable.map(({ text, article }) => `${text} (${article})`),
    },
    ...norm.dimensions.map(({ id, label, text, article }) => ({
      title: label,
      lines: [
        `${text} (${article})`,
        ...norm.indicators
          .filter(({ dimension }) => dimension === id)
          .flatMap((one) => [
            `- ${one.question} ${one.text} (${one.article})`,
            ...one.examples.yes.map((example) => `  Ja: ${example}.`),
            ...one.examples.no.map((example) => `  Nee: ${example}.`),
          ]),
      ],
    })),
    {
      title: 'De regels',
      lines: [
        policyLine(norm),
        ...norm.table.rules.map(
          (rule) =>
            `- ${rule.text} Uitkomst: ${labelOf(norm, rule.outcome)}. Geldt bij: ${whenInWords(norm, rule)}. (${rule.article})`,
        ),
      ],
    },
    ...norm.outcomes.map(({ label, text, todo, conditions, article }) => ({
      title: `Uitkomst: ${label}`,
      lines: [
        `${text} (${article})`,
        ...conditions.map((one) => `- Voorwaarde: ${one.label} ${one.text}`),
        ...todo.map((one) => `- ${one}`),
      ],
    })),
    {
      title: 'Tenzij',
      lines: [
        `${unless.text} (${unless.article})`,
        ...unless.heads.flatMap(({ label, grounds }) => [
          `${label}:`,
          ...grounds.map((one) => `- ${one.label} ${one.text}`),
        ]),
      ],
    },
    {
      title: 'Welke registratie telt',
      lines: [
        ...norm.registers.map(({ name, professions }) =>
          professions === undefined
            ? `- ${name}`
            : `- ${name}, als ${formatChoice(professions.map(({ label }) => label))}`,
        ),
        ...norm.supports.map(({ text }) => `- ${text}`),
      ],
    },
    ...(growthPath === undefined
      ? []
      : [
          {
            title: 'Het ingroeitraject',
            lines: [
              `${growthPath.text} (${growthPath.article})`,
              growthPath.may,
              ...growthPath.conditions.map((one) => `- Voorwaarde: ${one.label} ${one.text}`),
              ...growthPath.steps.map((one) => `- Stap: ${one.label}. ${one.text}`),
              ...growthPath.sectors.map(
                ({ label, until }) => `- Voor ${label}: tot en met ${formatDay(until)}.`,
              ),
              growthPath.end,
            ],
          },
        ]),
    {
      title: 'Bronnen',
      lines: Object.values(norm.sources).map(
        ({ title, compared, note }) =>
          `- ${title}, ${compared === undefined ? 'nog niet vergeleken' : `vergeleken op ${formatDay(compared)}`}.${note === undefined ? '' : ` ${note}`}`,
      ),
    },
  ]
  return sections.filter(({ lines }) => lines.length > 0)
}

function adoptionLines({ adoption }: NormFile): readonly string[] {
  switch (adoption.is) {
    case 'proposal':
      return ['Niet vastgesteld: dit is een voorstel.', adoption.text]
    case 'adopted':
      return [`Vastgesteld door ${adoption.by} op ${formatDay(adoption.on)}.`, adoption.text]
  }
}

function policyLine({ table, outcomes }: NormFile): string {
  switch (table.hitPolicy) {
    case 'unique':
      return 'Er geldt altijd één regel.'
    case 'any':
      return 'Gelden er meer regels, dan leiden ze naar dezelfde uitkomst.'
    case 'first':
      return 'Gelden er meer regels, dan telt de eerste.'
    case 'priority':
      return `Gelden er meer regels, dan gaan de uitkomsten in deze volgorde voor: ${outcomes.map(({ label }) => label).join('; ')}.`
  }
}

/** The answers with which a rule applies, in words: crisis is ja. */
export function whenInWords({ indicators }: NormFile, { when }: NormRule): string {
  const parts = indicators.flatMap((indicator) => {
    const cell = when[indicator.id]
    if (cell === undefined) return []
    const answers = answersIn(cell, answersTo(indicatorOf(indicator))).map((answer) =>
      answer === true
        ? 'ja'
        : answer === false
          ? 'nee'
          : (indicator.options?.find(({ id }) => id === answer)?.label ?? answer),
    )
    return [`${indicator.label}: ${formatChoice(answers)}`]
  })
  return parts.length === 0 ? 'welke antwoorden ook' : parts.join('; ')
}

/** What an outcome is called. */
export function labelOf({ outcomes }: NormFile, id: string): string {
  return outcomes.find((one) => one.id === (id as OutcomeId))?.label ?? id
}
