import type { PlacedMistake } from '#regulations/mistakes.ts'

/** A file with a text, under the name by which mistakes in it are told. */
export interface TextFile {
  readonly file: string
  readonly source: string
}

/** A part of a text, with the line on which it stands. */
export type Part = { readonly line: number; readonly column: number } & (
  | { readonly is: 'text'; readonly text: string }
  /** {je|u} */
  | { readonly is: 'address'; readonly je: string; readonly u: string }
  /** {committee}, or {Committee} at the head of a sentence. */
  | { readonly is: 'word'; readonly name: string; readonly capital: boolean }
  /** {if tariff} … {else} … {end} */
  | {
      readonly is: 'choice'
      readonly name: string
      readonly yes: readonly Part[]
      readonly no: readonly Part[]
    }
  /** {show needed}, alone on its line. */
  | { readonly is: 'block'; readonly name: string }
  /** {steps} … {end}, each alone on its line. */
  | { readonly is: 'steps'; readonly parts: readonly Part[] }
)

/** What stands between the braces of a text, in the order in which it stands there. */
export interface Template {
  readonly parts: readonly Part[]
  readonly mistakes: readonly PlacedMistake[]
}

type Place = { readonly line: number; readonly column: number }

type Open = Place & {
  readonly is: 'choice' | 'steps'
  readonly name: string
  readonly before: Part[]
  readonly yes: Part[]
  readonly no: Part[] | undefined
}

/** Reads what stands between braces in a text; whatever is not understood is a mistake with its line. */
export function readTemplate({ file, source }: TextFile): Template {
  const mistakes: PlacedMistake[] = []
  const open: Open[] = []
  let parts: Part[] = []
  const wrong = ({ line, column }: Place, message: string) =>
    mistakes.push({ file, line, column, message })

  const begin = (place: Place, is: Open['is'], name: string) => {
    open.push({ ...place, is, name, before: parts, yes: [], no: undefined })
    parts = []
  }
  const otherwise = (place: Place) => {
    const last = open.pop()
    if (last?.is !== 'choice' || last.no !== undefined) {
      return wrong(place, '{else} hoort na een {if …} (else without if)')
    }
    const rest: Part[] = []
    open.push({ ...last, yes: parts, no: rest })
    parts = rest
  }
  const end = (place: Place) => {
    const last = open.pop()
    if (last === undefined) return wrong(place, 'hier eindigt niets: {end} te veel (unmatched end)')
    const { line, column, is, name, before } = last
    const [yes, no] = last.no === undefined ? [parts, []] : [last.yes, parts]
    before.push(is === 'steps' ? { line, column, is, parts } : { line, column, is, name, yes, no })
    parts = before
  }
  const tag = (inside: string, place: Place, alone: boolean) => {
    const [, verb = '', name = ''] = /^(if|show) ([a-z][a-z-]*)$/.exec(inside) ?? []
    const bars = inside.split('|')
    if (verb === 'if') begin(place, 'choice', name)
    else if (inside === 'else') otherwise(place)
    else if (inside === 'end') end(place)
    else if (verb === 'show' || inside === 'steps') {
      if (!alone) wrong(place, `{${inside}} staat alleen op een regel (must be alone on its line)`)
      if (inside === 'steps' && open.some(({ is }) => is === 'steps')) {
        wrong(place, '{steps} staat al open; begin een stap met ## (steps within steps)')
      }
      if (verb === 'show') parts.push({ ...place, is: 'block', name })
      else begin(place, 'steps', '')
    } else if (bars.length === 2) {
      const [je = '', u = ''] = bars
      parts.push({ ...place, is: 'address', je, u })
      if (formal.test(je) || informal.test(u)) {
        wrong(place, `eerst de vorm met je, dan die met u: {${u}|${je}} (je stands first)`)
      }
    } else if (/^[A-Za-z][a-z-]*$/.test(inside)) {
      const capital = /^[A-Z]/.test(inside)
      parts.push({ ...place, is: 'word', name: inside.toLowerCase(), capital })
    } else {
      wrong(place, `{${inside}} is hier onbekend (not understood)`)
    }
  }

  for (const [index, text] of linesOf(source).entries()) {
    const place = (column: number): Place => ({ line: index + 1, column: column + 1 })
    // A line that only opens or closes a choice leaves no empty line behind.
    const alone = /^\{[^{}|]+\}$/.test(text.trim())
    const control = alone && /^\{(?:if [a-z-]+|else|end|show [a-z-]+|steps)\}$/.test(text.trim())
    let at = 0
    for (const { index: from, 0: whole, 1: inside = '' } of text.matchAll(/\{([^{}]*)\}/g)) {
      literal(text.slice(at, from), at)
      tag(inside, place(from), control)
      at = from + whole.length
    }
    literal(control ? '' : `${text.slice(at)}\n`, at)

    function literal(piece: string, column: number): void {
      const brace = piece.search(/[{}]/)
      if (brace >= 0) wrong(place(column + brace), 'deze accolade staat alleen (unmatched brace)')
      const told = control ? piece.trim() : piece
      if (told !== '') parts.push({ ...place(column), is: 'text', text: told })
    }
  }
  for (const { is, name, line, column } of open) {
    const opened = is === 'steps' ? '{steps}' : `{if ${name}}`
    wrong({ line, column }, `${opened} heeft geen {end} (missing end)`)
  }
  return { parts, mistakes }
}

const informal = /\b(?:je|jij|jou|jouw)\b/i
const formal = /\b(?:u|uw)\b/i

function linesOf(source: string): readonly string[] {
  const text = source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  return text.replace(/\n$/, '').split('\n')
}
