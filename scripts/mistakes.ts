import { parseSync, Visitor } from 'oxc-parser'

// The mistakes that people make, one place at a time: what plant-mistakes.ts plants.

export interface Mistake {
  /** Where in the source it goes, and what stands there then. */
  readonly start: number
  readonly end: number
  readonly instead: string
  /** What has gone wrong, in a few words. */
  readonly is: string
  /** The function that it is in; empty outside functions. */
  readonly within: string
}

const beside: Readonly<Record<string, string>> = { '>=': '>', '<=': '<', '>': '>=', '<': '<=' }
const other: Readonly<Record<string, string>> = { '&&': '||', '||': '&&' }
const wider: Readonly<Record<string, string>> = {
  account: 'anyone',
  professional: 'account',
  secretariat: 'account',
  committee: 'account',
  administrator: 'account',
}

/** Every mistake that can be planted in a source file, in the order of their places. */
export function mistakesIn(file: string, source: string): readonly Mistake[] {
  const { program, errors } = parseSync(file, source)
  if (errors[0]) throw new Error(`${file} cannot be read: ${errors[0].message}`)
  const functions: { readonly start: number; readonly end: number; readonly name: string }[] = []
  const found: Omit<Mistake, 'within'>[] = []
  const plant = (start: number, end: number, instead: string, is: string) =>
    found.push({ start, end, instead, is })
  // Between two operands stands their operator.
  const operator = (left: { end: number }, right: { start: number }, is: string, to: string) => {
    const at = source.indexOf(is, left.end)
    if (at !== -1 && at < right.start) plant(at, at + is.length, to, `${is} became ${to}`)
  }
  new Visitor({
    FunctionDeclaration({ start, end, id }) {
      if (id !== null) functions.push({ start, end, name: id.name })
    },
    BinaryExpression(node) {
      const to = beside[node.operator]
      if (to !== undefined) operator(node.left, node.right, node.operator, to)
      const one = node.right.type === 'Literal' && node.right.value === 1
      if (one && (node.operator === '+' || node.operator === '-')) {
        plant(node.left.end, node.end, '', `${node.operator} 1 left out`)
      }
    },
    LogicalExpression(node) {
      const to = other[node.operator]
      if (to !== undefined) operator(node.left, node.right, node.operator, to)
    },
    IfStatement(node) {
      const { consequent, alternate } = node
      const only = consequent.type === 'BlockStatement' ? consequent.body[0] : consequent
      const leaves = only?.type === 'ReturnStatement' || only?.type === 'ThrowStatement'
      if (leaves && alternate === null) plant(node.start, node.end, ';', 'an early end left out')
    },
    ExpressionStatement({ expression, start, end }) {
      const called = expression.type === 'AwaitExpression' ? expression.argument : expression
      if (called.type !== 'CallExpression' || called.callee.type !== 'Identifier') return
      plant(start, end, ';', `${called.callee.name} left out`)
    },
    CallExpression(node) {
      if (node.callee.type !== 'MemberExpression') return
      const { object, property } = node.callee
      if (property.type !== 'Identifier' || property.name !== 'where') return
      plant(
        object.end,
        node.end,
        '',
        `where left out: ${source.slice(object.end, node.end).replace(/\s+/g, ' ').trim()}`,
      )
    },
    Property(node) {
      const named = node.key.type === 'Identifier' && ['who', 'access'].includes(node.key.name)
      if (!named || node.value.type !== 'Literal') return
      const to = wider[String(node.value.value)]
      if (to !== undefined) plant(node.value.start, node.value.end, `'${to}'`, `opened to ${to}`)
    },
    ObjectExpression(node) {
      const [only] = node.properties
      if (node.properties.length !== 1 || source.slice(node.start, node.end) !== '{ days: 1 }') {
        return
      }
      if (only) plant(node.start, node.end, '{ days: 0 }', 'a day left out')
    },
  }).visit(program)
  const within = (at: number) => functions.find(({ start, end }) => start <= at && at < end)
  return found
    .map((each) => ({ ...each, within: within(each.start)?.name ?? '' }))
    .toSorted((a, b) => a.start - b.start)
}
