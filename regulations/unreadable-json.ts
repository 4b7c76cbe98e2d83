import type { Problem } from './unreadable.ts'

/** The first thing that keeps text from being JSON, with what to do; undefined when it is JSON. */
export function jsonProblem(text: string): Problem | undefined {
  try {
    JSON.parse(text)
    return undefined
  } catch {
    return new Reader(text).problem()
  }
}

const unclosed = 'deze tekst sluit niet: zet ook aan het eind een " | a quote that is not closed'

/** Reads JSON for no other purpose than to find out where it goes wrong. */
class Reader {
  readonly #text: string
  #at = 0
  /** Where the last text began. */
  #opening = 0
  /** Brackets that are open, innermost last. */
  readonly #open: number[] = []

  constructor(text: string) {
    this.#text = text
  }

  problem(): Problem {
    try {
      this.#value()
      this.#skip()
      this.#stop(
        this.#at,
        'na het laatste haakje hoort niets meer: haal dit weg | text after the end',
      )
    } catch (error) {
      if (error instanceof Stopped) return error.problem
      throw error
    }
  }

  #stop(offset: number, message: string): never {
    throw new Stopped({ offset: Math.min(offset, Math.max(0, this.#text.length - 1)), message })
  }

  #skip(): void {
    while (/[ \t\r\n]/.test(this.#text[this.#at] ?? '')) this.#at += 1
  }

  #value(): void {
    this.#skip()
    const sign = this.#text[this.#at] ?? ''
    if (sign === '{' || sign === '[') this.#list(sign)
    else if (sign === '"') this.#string()
    else if (/[-+.\d]/.test(sign)) this.#number()
    else this.#word(sign)
  }

  #list(opening: '{' | '['): void {
    if (this.#open.length >= 200) this.#stop(this.#at, 'te veel haakjes in elkaar | too deep')
    const closing = opening === '{' ? '}' : ']'
    this.#open.push(this.#at)
    this.#at += 1
    this.#skip()
    if (this.#text[this.#at] !== closing) {
      for (;;) {
        if (opening === '{') this.#name()
        const before = this.#at
        this.#value()
        const wasNumber = /^[\s\d.-]+$/.test(this.#text.slice(before, this.#at))
        const end = this.#at
        this.#skip()
        const sign = this.#text[this.#at]
        if (sign === closing) break
        if (sign === undefined) this.#end()
        if (sign === ']' || sign === '}') this.#mismatch(sign)
        // A letter against a closing quote: that quote was the opening one of the next text.
        if (/\w/.test(sign) && this.#text[end - 1] === '"' && end === this.#at) {
          this.#stop(this.#opening, unclosed)
        }
        if (sign !== ',') {
          this.#stop(end, commentOr(sign, 'hier ontbreekt een komma | a comma is missing'))
        }
        this.#at += 1
        this.#afterComma(closing, wasNumber && opening === '{')
      }
    }
    this.#at += 1
    this.#open.pop()
  }

  #afterComma(closing: string, mayBeDecimal: boolean): void {
    const comma = this.#at - 1
    if (mayBeDecimal && /\d/.test(this.#text[this.#at] ?? '')) {
      this.#stop(comma, 'schrijf een getal met een punt: 1.5 | a decimal point, not a comma')
    }
    this.#skip()
    if (this.#text[this.#at] === closing) {
      this.#stop(comma, 'haal deze komma weg: er komt niets meer na | a comma too many')
    }
  }

  #name(): void {
    this.#skip()
    const sign = this.#text[this.#at]
    if (sign === undefined) this.#end()
    if (sign !== '"') {
      const plain =
        'zet deze naam tussen dubbele aanhalingstekens, zoals "kind" | a name needs quotes'
      this.#stop(this.#at, commentOr(sign, plain))
    }
    this.#string()
    this.#skip()
    if (this.#text[this.#at] !== ':') {
      this.#stop(this.#at, 'achter een naam hoort een dubbele punt | a colon is missing')
    }
    this.#at += 1
  }

  #string(): void {
    this.#opening = this.#at
    for (this.#at += 1; this.#text[this.#at] !== '"'; this.#at += 1) {
      const sign = this.#text[this.#at]
      if (sign === undefined || sign === '\n') {
        this.#stop(this.#opening, unclosed)
      }
      if (sign < ' ') {
        this.#stop(this.#at, 'een tab in een tekst: schrijf een spatie | a tab within text')
      }
      if (sign !== '\\') continue
      this.#at += 1
      if (!/^(["\\/bfnrt]|u[\da-fA-F]{4})/.test(this.#text.slice(this.#at, this.#at + 5))) {
        this.#stop(this.#at - 1, 'een \\ in een tekst schrijf je twee keer: \\\\ | a backslash')
      }
    }
    this.#at += 1
  }

  #number(): void {
    const found = /^[-+.\d\w]*/.exec(this.#text.slice(this.#at, this.#at + 100))?.[0] ?? ''
    if (!/^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/.test(found)) {
      const mend = 'geen getal of tekst: schrijf 0.5, of zet een dag tussen aanhalingstekens'
      this.#stop(this.#at, `${mend} | not a number`)
    }
    this.#at += found.length
  }

  #word(sign: string): void {
    const found = /^\w*/.exec(this.#text.slice(this.#at, this.#at + 100))?.[0] ?? ''
    if (found === 'true' || found === 'false' || found === 'null') {
      this.#at += found.length
      return
    }
    if (sign === '') this.#end()
    if (sign === ',' || sign === ':') {
      this.#stop(
        this.#at,
        `deze ${sign} is er een te veel, of er ontbreekt iets vóór | unexpected ${sign}`,
      )
    }
    if (sign === '}' || sign === ']') {
      this.#stop(this.#at, 'hier ontbreekt een waarde | a value is missing')
    }
    const plain =
      'schrijf true of false, of zet tekst tussen dubbele aanhalingstekens | needs quotes'
    this.#stop(this.#at, commentOr(sign, plain))
  }

  #end(): never {
    const bracket = this.#open.at(-1)
    const sign = bracket === undefined ? '' : this.#text[bracket]
    const line = this.#text.slice(0, bracket).split('\n').length
    return this.#stop(
      this.#text.trimEnd().length - 1,
      sign === ''
        ? 'het bestand houdt te vroeg op | unexpected end'
        : `het bestand houdt op, maar ${sign} van regel ${line} is nog open: zet ${sign === '{' ? '}' : ']'} erbij | a bracket that is not closed`,
    )
  }

  #mismatch(sign: string): never {
    const bracket = this.#open.at(-1) ?? 0
    const line = this.#text.slice(0, bracket).split('\n').length
    return this.#stop(
      this.#at,
      `${sign} past niet bij ${this.#text[bracket]} van regel ${line} | the wrong bracket`,
    )
  }
}

class Stopped extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.message)
    this.problem = problem
  }
}

/** What stands there instead, where that is easy to tell. */
function commentOr(sign: string, message: string): string {
  if (sign === '/' || sign === '#')
    return 'een opmerking kan niet in JSON: haal haar weg | a comment'
  if (/[“”„‘’«»]/.test(sign)) return 'gekrulde aanhalingstekens: typ rechte, " | curly quotes'
  return sign === "'" ? 'gebruik dubbele aanhalingstekens, " | double quotes' : message
}
