import type { ParseError } from 'jsonc-parser'
import { createScanner, parse, printParseErrorCode } from 'jsonc-parser'

/** Why text is not YAML or JSON, and where. */
export type Problem = { readonly offset: number; readonly message: string }

/** The first thing that keeps text from being JSON, with what to do; undefined when it is JSON. */
export function jsonProblem(text: string): Problem | undefined {
  const tooDeep = readUntil(text, text.length).open[mostBrackets]
  if (tooDeep !== undefined) {
    return { offset: tooDeep, message: 'te veel haakjes in elkaar | too deep' }
  }
  const errors: ParseError[] = []
  parse(text, errors, { disallowComments: true })
  const [error] = errors
  if (error === undefined) return undefined
  return problemAt(text, printParseErrorCode(error.error), error.offset)
}

// Brackets within each other; a parser that follows them any deeper runs out of memory.
const mostBrackets = 200

/** What to do, told by what stands at the place of a mistake and by what may stand there. */
function problemAt(text: string, code: string, offset: number): Problem {
  const inText = textProblem(text, code, offset)
  if (inText !== undefined) return inText
  const sign = text[offset] ?? ''
  const { last, open } = readUntil(text, offset)
  if (sign === '') return endProblem(text, open.at(-1))
  const here = (message: string) => ({ offset, message })
  const instead = insteadOf(sign)
  if (instead !== undefined) return here(instead)
  if (last?.end === offset) {
    // A letter against a closing quote: that quote was the opening one of the next text.
    if (last.sign === '"' && /\w/.test(sign)) return { offset: last.offset, message: unclosed }
    if (isNumeric(last.sign) && /[-+.\w]/.test(sign))
      return { offset: last.offset, message: noNumber }
  }
  const closes = sign === '}' || sign === ']'
  if (last?.sign === ',' && closes) {
    const message = 'haal deze komma weg: er komt niets meer na | a comma too many'
    return { offset: last.offset, message }
  }
  switch (last === undefined ? 'value' : last.next) {
    case 'name':
      if (isNumeric(sign) && /\d,$/.test(text.slice(0, offset))) {
        const message = 'schrijf een getal met een punt: 1.5 | a decimal point, not a comma'
        return { offset: offset - 1, message }
      }
      return here(
        tooMany(sign) ??
          'zet deze naam tussen dubbele aanhalingstekens, zoals "kind" | a name needs quotes',
      )
    case 'colon':
      return here('achter een naam hoort een dubbele punt | a colon is missing')
    case 'value':
      if (closes) return here('hier ontbreekt een waarde | a value is missing')
      if (isNumeric(sign)) return here(noNumber)
      return here(
        tooMany(sign) ??
          'schrijf true of false, of zet tekst tussen dubbele aanhalingstekens | needs quotes',
      )
    case 'comma': {
      const bracket = open.at(-1)
      if (bracket === undefined) {
        return here('na het laatste haakje hoort niets meer: haal dit weg | text after the end')
      }
      if (closes) {
        const line = lineOf(text, bracket)
        return here(`${sign} past niet bij ${text[bracket]} van regel ${line} | the wrong bracket`)
      }
      const message = 'hier ontbreekt een komma | a comma is missing'
      return { offset: last?.end ?? offset, message }
    }
  }
}

const unclosed = 'deze tekst sluit niet: zet ook aan het eind een " | a quote that is not closed'

const noNumber =
  'geen getal of tekst: schrijf 0.5, of zet een dag tussen aanhalingstekens | not a number'

/** What is wrong within a text between quotes. */
function textProblem(text: string, code: string, opening: number): Problem | undefined {
  if (code === 'UnexpectedEndOfString') return { offset: opening, message: unclosed }
  const good = /^"(?:[^"\\\p{Cc}]|\\["\\/bfnrt]|\\u[\da-fA-F]{4})*/u
  const offset = opening + (good.exec(text.slice(opening))?.[0].length ?? 0)
  if (code === 'InvalidCharacter') {
    return { offset, message: 'een tab in een tekst: schrijf een spatie | a tab within text' }
  }
  if (code === 'InvalidEscapeCharacter' || code === 'InvalidUnicode') {
    return { offset, message: 'een \\ in een tekst schrijf je twee keer: \\\\ | a backslash' }
  }
  return undefined
}

function endProblem(text: string, bracket: number | undefined): Problem {
  const offset = Math.max(0, text.trimEnd().length - 1)
  if (bracket === undefined) {
    return { offset, message: 'het bestand houdt te vroeg op | unexpected end' }
  }
  const [opening, line] = [text[bracket], lineOf(text, bracket)]
  const closing = opening === '{' ? '}' : ']'
  const message = `het bestand houdt op, maar ${opening} van regel ${line} is nog open: zet ${closing} erbij | a bracket that is not closed`
  return { offset, message }
}

/** What stands there instead, where that is easy to tell. */
function insteadOf(sign: string): string | undefined {
  if (sign === '/' || sign === '#') {
    return 'een opmerking kan niet in JSON: haal haar weg | a comment'
  }
  if (/[“”„‘’«»]/.test(sign)) return 'gekrulde aanhalingstekens: typ rechte, " | curly quotes'
  return sign === "'" ? 'gebruik dubbele aanhalingstekens, " | double quotes' : undefined
}

function tooMany(sign: string): string | undefined {
  return sign === ',' || sign === ':'
    ? `deze ${sign} is er een te veel, of er ontbreekt iets vóór | unexpected ${sign}`
    : undefined
}

/** A word, number, text or sign of JSON, and what may follow it where it stands. */
type Token = {
  readonly offset: number
  readonly end: number
  readonly sign: string
  readonly next: 'name' | 'colon' | 'value' | 'comma'
}

/** The last token before a place, and the brackets that are open there, innermost last. */
function readUntil(text: string, place: number): { last: Token | undefined; open: number[] } {
  const scanner = createScanner(text, true)
  const open: number[] = []
  let last: Token | undefined
  for (;;) {
    scanner.scan()
    const offset = scanner.getTokenOffset()
    if (offset >= place || open.length > mostBrackets) return { last, open }
    const sign = text[offset] ?? ''
    if (sign === '{' || sign === '[') open.push(offset)
    if (sign === '}' || sign === ']') open.pop()
    const inObject = text[open.at(-1) ?? -1] === '{'
    const end = offset + scanner.getTokenLength()
    last = { offset, end, sign, next: nextAfter(sign, last?.next, inObject) }
  }
}

function nextAfter(sign: string, expected: string | undefined, inObject: boolean): Token['next'] {
  if (sign === '{' || sign === '[' || sign === ',') return inObject ? 'name' : 'value'
  if (sign === ':') return 'value'
  return expected === 'name' && sign === '"' ? 'colon' : 'comma'
}

function isNumeric(sign: string): boolean {
  return /[-+.\d]/.test(sign)
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}
