import type { YAMLParseError } from 'yaml'
import { parseDocument } from 'yaml'
import type { Problem } from './unreadable-json.ts'
import { jsonProblem } from './unreadable-json.ts'

/** How YAML is read: a key that is there twice is a mistake, and a day is a text. */
export const yamlOptions = { uniqueKeys: true, schema: 'core', prettyErrors: false } as const

// Who breaks a file in more places than this mends these first.
const mostProblems = 10

/**
 * What keeps text from being read: the first cause, and what is wrong elsewhere whatever becomes of
 * it. What only follows from a cause is not told.
 */
export function problemsOf(
  text: string,
  isJson: boolean,
  errors: readonly YAMLParseError[],
): Problem[] {
  const json = isJson ? jsonProblem(text) : undefined
  if (json !== undefined) return [inWords(json, 'JSON')]
  return isJson
    ? duplicates(errors).map((problem) => inWords(problem, 'JSON'))
    : yamlProblems(text, errors).map((problem) => inWords(problem, 'YAML'))
}

function inWords({ offset, message }: Problem, language: string): Problem {
  const [dutch, english] = message.split(' | ')
  const told = english === undefined ? 'cannot be parsed' : `cannot be parsed: ${english}`
  return { offset, message: `dit is geen ${language}: ${dutch} (${told})` }
}

const formats: readonly (readonly [string, string])[] = [
  ['PK\u0003\u0004', 'een Word- of zipbestand'],
  ['\uFFFD\uFFFD\u0011\uFFFD', 'een Word-bestand'],
  ['%PDF', 'een pdf'],
  ['{\\rtf', 'een rtf-bestand'],
  ['<!doctype', 'een webpagina'],
  ['<html', 'een webpagina'],
  ['<?xml', 'een xml-bestand'],
]

/** Files that only have the name of text, and text that is not in UTF-8. */
export function notText(text: string): Problem | undefined {
  const start = text.slice(0, 100).trimStart().toLowerCase()
  const format = formats.find(([head]) => start.startsWith(head.toLowerCase()))?.[1]
  if (format !== undefined) {
    const mend = 'bewaar het als platte tekst (Opslaan als, Tekst zonder opmaak, UTF-8)'
    return { offset: 0, message: `dit is ${format}, geen tekst: ${mend} (not a text file)` }
  }
  const nul = text.indexOf('\0')
  const offset = nul === -1 ? text.indexOf('\uFFFD') : 0
  if (offset === -1) return undefined
  return {
    offset,
    message: 'hier staat geen UTF-8: bewaar het bestand opnieuw, met codering UTF-8 (not UTF-8)',
  }
}

/** Takes out the block of each cause, so that what is found after it does not follow from it. */
function yamlProblems(text: string, errors: readonly YAMLParseError[]): Problem[] {
  const found: Problem[] = []
  let [left, leftErrors] = [text, errors]
  while (found.length < mostProblems) {
    const problem = firstCause(left, leftErrors)
    if (problem === undefined) break
    found.push(problem)
    left = withoutBlock(left, problem.offset)
    leftErrors = parseDocument(left, yamlOptions).errors
  }
  return [...found, ...duplicates(leftErrors)]
    .slice(0, mostProblems)
    .toSorted((a, b) => a.offset - b.offset)
}

function duplicates(errors: readonly YAMLParseError[]): Problem[] {
  return errors
    .filter((error) => error.code === 'DUPLICATE_KEY')
    .map((error) => ({
      offset: error.pos[0],
      message: 'deze sleutel staat er twee keer: haal er een weg | used twice',
    }))
}

/** A part of the file from one name at the start of a line to the next, as empty lines. */
function withoutBlock(text: string, offset: number): string {
  const starts = [...text.matchAll(/^[^\s#\-'"][^\n:]*:(?=\s)/gm)].map((match) => match.index)
  const from = starts.findLast((start) => start <= offset) ?? 0
  const to = starts.find((start) => start > offset) ?? text.length
  return text.slice(0, from) + text.slice(from, to).replace(/[^\n]/g, ' ') + text.slice(to)
}

/** What was meant to be otherwise, where YAML only says where it could not go on. */
function firstCause(text: string, all: readonly YAMLParseError[]): Problem | undefined {
  const space = /^[\t ]*[\u00A0\u2000-\u200B\u202F\u3000]/m.exec(text)
  if (space !== null) {
    return {
      offset: space.index,
      message:
        'deze regel begint met een bijzondere spatie (vaak van plakken): typ gewone spaties | a non-breaking space',
    }
  }
  const errors = all.filter((error) => error.code !== 'DUPLICATE_KEY')
  const error =
    errors.find(({ code }) => code === 'TAB_AS_INDENT') ??
    errors.toSorted((a, b) => a.pos[0] - b.pos[0])[0]
  if (error === undefined) return undefined
  const [offset] = error.pos
  if (/call stack/i.test(error.message)) {
    return { offset, message: 'dit staat te diep in elkaar | nested too deeply' }
  }
  if (error.code === 'TAB_AS_INDENT') return { offset, message: messages.TAB_AS_INDENT }
  const { quote, bracket } = openAt(text, offset)
  if (quote !== undefined) {
    return {
      offset: quote,
      message: `deze tekst begint met ${text[quote]}, maar dat teken sluit niet: zet het ook aan het eind, of zet er ${text[quote] === '"' ? "'" : '"'} omheen | a quote that is not closed`,
    }
  }
  const line = lineAt(text, offset)
  const curly = /[:\-[{,] *[“”„‘’«]/.exec(line.text)
  if (curly !== null) {
    return {
      offset: line.start + curly.index + curly[0].length - 1,
      message: `gekrulde aanhalingstekens werken niet: typ rechte, " of ' | curly quotes`,
    }
  }
  if (bracket !== undefined && flowCodes.includes(error.code)) {
    const closing = text[bracket] === '{' ? '}' : ']'
    const mend =
      error.code === 'BLOCK_IN_FLOW'
        ? `of zet tekst met een dubbele punt tussen aanhalingstekens`
        : `of zet een komma tussen de onderdelen`
    return {
      offset: error.code === 'BLOCK_IN_FLOW' ? offset : bracket,
      message: `${text[bracket]} wordt hier niet gesloten: zet ${closing} erbij, ${mend} | a bracket that is not closed`,
    }
  }
  if (/^\s*- /.test(line.text) && /^\s*- /.test(text.slice(offset))) {
    return { offset, message: messages.BAD_INDENT }
  }
  if (error.code === 'BLOCK_AS_IMPLICIT_KEY' && !/:\s/.test(text.slice(offset, line.end + 1))) {
    // One colon on the line: it is the line below that was taken for a part of it.
    return { offset: Math.min(line.end + 1, text.length - 1), message: messages.BAD_INDENT }
  }
  return { offset, message: lineMessage(line.text) ?? messages[error.code] ?? error.message }
}

const flowCodes: readonly string[] = [
  'BAD_INDENT',
  'MISSING_CHAR',
  'BLOCK_IN_FLOW',
  'UNEXPECTED_TOKEN',
]

/** What is often forgotten on a line, told by the line itself. */
function lineMessage(line: string): string | undefined {
  if (/^\s*-[^\s-]/.test(line)) return 'achter het streepje ontbreekt een spatie | a space after -'
  if (/^\s*[\w-]+:[^\s]/.test(line)) {
    return 'achter de dubbele punt ontbreekt een spatie | a space after :'
  }
  if (/^\s*[\w-]+ [^:]*$/.test(line)) {
    return 'hier ontbreekt een dubbele punt: schrijf naam: waarde | a colon is missing'
  }
  return undefined
}

const messages: Readonly<Record<string, string>> & {
  readonly BAD_INDENT: string
  readonly TAB_AS_INDENT: string
} = {
  BAD_INDENT:
    'deze regel springt anders in dan de regels waar hij bij hoort: zet ze recht onder elkaar | bad indentation',
  BAD_DQ_ESCAPE: 'een teken na \\ klopt niet: schrijf \\\\ of gebruik \' in plaats van " | escape',
  BAD_SCALAR_START:
    'een tekst mag niet met dit teken beginnen: zet hem tussen aanhalingstekens | needs quotes',
  BLOCK_AS_IMPLICIT_KEY:
    'een dubbele punt te veel: zet de tekst tussen aanhalingstekens | a colon in text needs quotes',
  BLOCK_IN_FLOW: 'dit kan niet tussen { } of [ ] | not within brackets',
  MISSING_CHAR:
    'deze regel springt anders in dan de regels waar hij bij hoort: zet ze recht onder elkaar | bad indentation',
  MULTIPLE_DOCS: 'er staan meer bestanden in een: laat --- weg | more than one document',
  MULTILINE_IMPLICIT_KEY: 'een sleutel staat op één regel | a name on one line',
  TAB_AS_INDENT: 'spring in met spaties, niet met tabs | tabs as indentation',
  UNEXPECTED_TOKEN:
    'hier staat iets wat er niet hoort: een haakje te veel, of tekst na een aanhalingsteken | unexpected text',
}

/** The quote, or else the innermost bracket, that was opened before a place and is not closed. */
function openAt(text: string, until: number): { quote?: number; bracket?: number } {
  const brackets: number[] = []
  // A quote or bracket only means something where a value can begin; within a text it is text.
  let mayBegin = true
  for (let at = 0; at < until; at++) {
    const sign = text[at] ?? ''
    const before = text[at - 1] ?? '\n'
    if (sign === '\n') {
      mayBegin = true
    } else if (sign === '#' && /\s/.test(before)) {
      at = lineAt(text, at).end - 1
    } else if ((sign === '"' || sign === "'") && mayBegin) {
      const end = closingQuote(text, at)
      const rest =
        end === undefined ? '' : lineAt(text, end).text.slice(end + 1 - lineAt(text, end).start)
      const closes = end !== undefined && /^\s*($|[,}\]:#])/.test(rest)
      if (end === undefined || (!closes && text.slice(at, end).includes('\n'))) return { quote: at }
      at = end
      mayBegin = false
    } else if ((sign === '{' || sign === '[') && mayBegin) {
      brackets.push(at)
    } else if ((sign === '}' || sign === ']') && brackets.length > 0) {
      brackets.pop()
      mayBegin = false
    } else if (sign === ',' && brackets.length > 0) {
      mayBegin = true
    } else if (/\s/.test(sign)) {
      mayBegin = mayBegin || before === ':' || (before === '-' && isDash(text, at - 1))
    } else if (sign !== '-' || !isDash(text, at)) {
      mayBegin = false
    }
  }
  const bracket = brackets.at(-1)
  return bracket === undefined ? {} : { bracket }
}

function isDash(text: string, at: number): boolean {
  return /^[\s-]*$/.test(text.slice(lineAt(text, at).start, at))
}

function closingQuote(text: string, opening: number): number | undefined {
  const quote = text[opening]
  for (let at = opening + 1; at < text.length; at++) {
    if (quote === '"' && text[at] === '\\') at++
    else if (quote === "'" && text.startsWith("''", at)) at++
    else if (text[at] === quote) return at
  }
  return undefined
}

function lineAt(text: string, offset: number): { start: number; end: number; text: string } {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const next = text.indexOf('\n', offset)
  const end = next === -1 ? text.length : next
  return { start, end, text: text.slice(start, end) }
}
