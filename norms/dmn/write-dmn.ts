import type { ModdleElement } from 'dmn-moddle'
import { DmnModdle } from 'dmn-moddle'
import type { IndicatorAnswer } from '#engine'
import { answersTo } from '#engine'
import type { Mistake } from '#regulations/mistakes.ts'
import type { NormFile, NormIndicator, NormRule } from '../norm.ts'
import { answersIn, indicatorOf } from '../table.ts'
import { feelName, feelText, remarks } from './names.ts'

/** A table as DMN, or what of it DMN cannot say and where that stands in the norm. */
export type WrittenDmn =
  | { readonly outcome: 'written'; readonly xml: string }
  | { readonly outcome: 'cannot-be-said'; readonly mistakes: readonly Mistake[] }

/**
 * Writes the table of a norm as a decision table of DMN 1.3, for whoever draws it elsewhere: a column for each
 * indicator, the outcome, the reason of each rule as its description, and its source and article as remarks.
 */
export async function writeDmn(norm: NormFile): Promise<WrittenDmn> {
  const mistakes = unsayable(norm)
  if (mistakes.length > 0) return { outcome: 'cannot-be-said', mistakes }
  const moddle = new DmnModdle()
  const make = (type: string, properties: Readonly<Record<string, unknown>>) =>
    moddle.create(`dmn:${type}`, properties)
  const definitions = make('Definitions', {
    id: `norm-${norm.norm}`,
    name: norm.title,
    namespace: `https://peil.example/norms/${norm.norm}/${norm.version}`,
    exporter: 'Peil',
    drgElement: [
      ...norm.indicators.map((indicator) =>
        make('InputData', {
          id: `input-${indicator.id}`,
          name: indicator.label,
          variable: make('InformationItem', {
            id: `variable-${indicator.id}`,
            name: feelName(indicator.id),
            typeRef: typeOf(indicator),
          }),
        }),
      ),
      make('Decision', {
        id: `decision-${norm.norm}`,
        name: norm.title,
        question: norm.about[0],
        variable: make('InformationItem', {
          id: 'variable-of-the-outcome',
          name: 'outcome',
          typeRef: 'string',
        }),
        informationRequirement: norm.indicators.map(({ id }) =>
          make('InformationRequirement', {
            id: `requires-${id}`,
            requiredInput: make('DMNElementReference', { href: `#input-${id}` }),
          }),
        ),
        decisionLogic: tableIn(norm, make),
      }),
    ],
  })
  const { xml } = await moddle.toXML(definitions, { format: true })
  return { outcome: 'written', xml }
}

type Make = (type: string, properties: Readonly<Record<string, unknown>>) => ModdleElement

function tableIn({ norm, indicators, outcomes, table }: NormFile, make: Make): ModdleElement {
  return make('DecisionTable', {
    id: `table-${norm}`,
    hitPolicy: table.hitPolicy.toUpperCase(),
    preferredOrientation: 'Rule-as-Row',
    input: indicators.map((indicator) => {
      const { id, label, options } = indicator
      return make('InputClause', {
        id: `column-${id}`,
        label,
        inputExpression: make('LiteralExpression', {
          id: `expression-${id}`,
          typeRef: typeOf(indicator),
          text: feelName(id),
        }),
        ...(options === undefined
          ? {}
          : {
              inputValues: make('UnaryTests', {
                id: `values-${id}`,
                text: options.map((option) => feelText(option.id)).join(','),
              }),
            }),
      })
    }),
    output: [
      make('OutputClause', {
        id: 'column-of-the-outcome',
        label: 'Uitkomst',
        name: 'outcome',
        typeRef: 'string',
        // Their order is their priority.
        outputValues: make('UnaryTests', {
          id: 'values-of-the-outcome',
          text: outcomes.map(({ id }) => feelText(id)).join(','),
        }),
      }),
    ],
    annotation: remarks.map((name) => make('RuleAnnotationClause', { name })),
    rule: table.rules.map((rule) => ruleIn(rule, indicators, make)),
  })
}

function ruleIn(
  { id, when, outcome, text, source, article }: NormRule,
  indicators: readonly NormIndicator[],
  make: Make,
): ModdleElement {
  return make('DecisionRule', {
    id: `rule-${id}`,
    description: text,
    inputEntry: indicators.map((indicator) => {
      const cell = when[indicator.id]
      const all = answersTo(indicatorOf(indicator))
      const answers = cell === undefined ? all : answersIn(cell, all)
      return make('UnaryTests', {
        id: `cell-${id}-${indicator.id}`,
        text: answers.length === all.length ? '-' : answers.map(feelAnswer).join(','),
      })
    }),
    outputEntry: [make('LiteralExpression', { id: `outcome-${id}`, text: feelText(outcome) })],
    annotationEntry: [source, article].map((remark) => make('RuleAnnotation', { text: remark })),
  })
}

function typeOf({ options }: NormIndicator): 'boolean' | 'string' {
  return options === undefined ? 'boolean' : 'string'
}

function feelAnswer(answer: IndicatorAnswer): string {
  return typeof answer === 'boolean' ? String(answer) : feelText(answer)
}

// Words of FEEL with a meaning of their own, which can be no name.
const reserved = new Set(
  'and between else every external false for function if in instance not null of or return satisfies some then true'.split(
    ' ',
  ),
)

function unsayable({ indicators }: NormFile): readonly Mistake[] {
  return indicators.flatMap(({ id }, at): Mistake[] => {
    const path = ['indicators', at, 'id']
    if (/^\d/.test(id)) {
      return [
        {
          path,
          message: `in DMN begint een naam niet met een cijfer: noem ${id} anders (a name in DMN does not begin with a digit)`,
        },
      ]
    }
    return reserved.has(id)
      ? [
          {
            path,
            message: `${id} is een woord van FEEL, de taal van DMN: noem de indicator anders (a word of FEEL)`,
          },
        ]
      : []
  })
}
