import { isSeq, parseDocument, stringify } from 'yaml'
import { yamlOptions } from '#regulations/unreadable.ts'
import type { Norm } from '../load.ts'
import { tableOf } from '../table.ts'
import type { DmnRule, ReadDmn } from './read-dmn.ts'

type Table = Extract<ReadDmn, { outcome: 'read' }>

/**
 * The text of a new version of a norm: the one before, remarks and all, with another first day and the table that was
 * drawn elsewhere. What did not change stays as it was written.
 */
export function bringTableIn(norm: Norm, table: Table, from: Temporal.PlainDate): string {
  const text = norm.text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const answers = tableOf(norm).rules.map(({ when }) => when)
  const before = norm.table.rules.map((rule, at) => ({ ...rule, when: answers[at] ?? {} }))
  const order = norm.outcomes.map(({ id }) => id)
  const edits = [
    scalar(text, ['version'], from.toString()),
    scalar(text, ['table', 'hitPolicy'], table.hitPolicy),
    items(
      text,
      ['outcomes'],
      table.outcomes.map((id) => order.indexOf(id)),
    ),
    items(
      text,
      ['table', 'rules'],
      table.rules.map((rule) => {
        const at = before.findIndex((one) => one.id === rule.id && isSame(one, rule))
        return at < 0 ? inOrder(rule) : at
      }),
    ),
  ]
  // From the end, so that what stands before stays where it was.
  return edits
    .toSorted((one, other) => other.start - one.start)
    .reduce((now, { start, end, instead }) => now.slice(0, start) + instead + now.slice(end), text)
}

interface Edit {
  readonly start: number
  readonly end: number
  readonly instead: string
}

function scalar(text: string, path: readonly string[], instead: string): Edit {
  const [start, end] = rangeOf(parseDocument(text, yamlOptions).getIn(path, true))
  return { start, end, instead }
}

// A list with other items: those that were there, by their place in it, and new ones.
function items(text: string, path: readonly string[], wanted: readonly (number | object)[]): Edit {
  const list = parseDocument(text, yamlOptions).getIn(path, true)
  if (!isSeq(list)) throw new Error(`a norm that was read has a list at ${path.join('.')}`)
  const [start, end] = rangeOf(list)
  if (list.flow === true) {
    const all = list.toJSON() as readonly unknown[]
    const chosen = wanted.map((one) => (typeof one === 'number' ? all[one] : one))
    return { start, end, instead: JSON.stringify(chosen) }
  }
  const begins = list.items.map((item) => lineOf(text, rangeOf(item)[0]))
  const first = begins[0] ?? start
  const indent = ' '.repeat(Math.max(0, text.slice(first).search(/\S/)))
  const last = text.slice(0, end).trimEnd().length + 1
  const written = wanted.map((one) => {
    if (typeof one === 'number') {
      const piece = text.slice(begins[one] ?? first, begins[one + 1] ?? last)
      return `${piece.trimEnd()}\n`
    }
    return stringify([one], { lineWidth: 0 }).replace(/^(?=.)/gm, indent)
  })
  return { start: first, end: last, instead: written.join('') }
}

// Where the lines of an item begin: that of its hyphen, and remarks right above it.
function lineOf(text: string, at: number): number {
  let start = text.lastIndexOf('\n', text.lastIndexOf('-', at - 1)) + 1
  for (;;) {
    const above = text.lastIndexOf('\n', start - 2) + 1
    if (start === 0 || !/^ *#/.test(text.slice(above, start))) return start
    start = above
  }
}

function rangeOf(node: unknown): readonly [start: number, end: number] {
  const { range } = (node ?? {}) as { readonly range?: readonly number[] | null }
  const [start, end] = range ?? []
  if (start === undefined || end === undefined) throw new Error('a node that was read has a place')
  return [start, end]
}

function inOrder({ id, when, outcome, text, source, article }: DmnRule) {
  return { id, when, outcome, text, source, article }
}

function isSame(one: DmnRule, other: DmnRule): boolean {
  const flat = (when: DmnRule['when']) =>
    JSON.stringify(
      Object.entries(when)
        .map(([id, cell]) => [id, [cell].flat()])
        .sort(),
    )
  return (
    flat(one.when) === flat(other.when) &&
    one.outcome === other.outcome &&
    one.text === other.text &&
    one.source === other.source &&
    one.article === other.article
  )
}
