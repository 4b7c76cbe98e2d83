import { parseUnaryTests, unaryTest } from 'feelin'
import type { IndicatorAnswer } from '#engine'

/** The answers that a cell of a DMN table takes in, or why it cannot be said in a norm. */
export type ReadCell =
  | { readonly outcome: 'read'; readonly answers: readonly IndicatorAnswer[] }
  | { readonly outcome: 'wrong'; readonly message: string }

// What a cell may be made of, by the names of the grammar of FEEL: answers, not, and comparing with them.
const known = new Set([
  'UnaryTests',
  'PositiveUnaryTests',
  'PositiveUnaryTest',
  'SimplePositiveUnaryTest',
  'Comparison',
  'CompareOp',
  'StringLiteral',
  'BooleanLiteral',
  'Wildcard',
  'not',
  '?',
  '(',
  ')',
])

/**
 * Reads a cell of FEEL: the answers out of all that there are with which it is true. An answer is only ever one of
 * those, so that whatever FEEL writes of them is a list of them.
 */
export function readCell(written: string, all: readonly IndicatorAnswer[]): ReadCell {
  const text = written.trim()
  if (text === '' || text === '-') return { outcome: 'read', answers: all }
  const choices = all.map((one) => (typeof one === 'string' ? `"${one}"` : String(one))).join(', ')
  const message = unsayable(text, all)
  if (message !== undefined) {
    return { outcome: 'wrong', message: `${message}; schrijf -, of een of meer van ${choices}` }
  }
  const answers = all.filter((answer) => unaryTest(text, { '?': answer }).value === true)
  return answers.length === 0
    ? {
        outcome: 'wrong',
        message: `bij ${text} past geen enkel antwoord; schrijf -, of een of meer van ${choices}`,
      }
    : { outcome: 'read', answers }
}

function unsayable(text: string, all: readonly IndicatorAnswer[]): string | undefined {
  let wrong: string | undefined
  try {
    parseUnaryTests(text, {}, undefined).iterate({
      enter: ({ name, from, to }) => {
        const part = text.slice(from, to)
        if (wrong !== undefined) return
        if (name === '⚠') wrong = `${text} is geen FEEL die te lezen is`
        else if (!known.has(name)) wrong = `${part} kan in een norm niet worden gezegd`
        else if (name === 'CompareOp' && part !== '=' && part !== '!=') {
          wrong = `antwoorden hebben geen volgorde: ${part} kan hier niet`
        } else if (name === 'StringLiteral' || name === 'BooleanLiteral') {
          const answer = name === 'BooleanLiteral' ? part === 'true' : textIn(part)
          if (!all.includes(answer)) wrong = `${part} is hier geen antwoord`
        }
      },
    })
  } catch {
    return `${text} is geen FEEL die te lezen is`
  }
  return wrong
}

function textIn(literal: string): string {
  return literal.slice(1, -1)
}
