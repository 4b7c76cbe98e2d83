import { sentenceCase } from '#language/sentences.ts'
import type { RegisterFile } from '#regulations/register.ts'
import type { Part } from './read-template.ts'

/**
 * What a word between braces stands for. Nothing and no can only be asked for with {if …}; an
 * e-mail address becomes a link.
 */
export type Word = string | boolean | undefined | { readonly email: string }

/** The words of a register, by name. */
export type Words = Readonly<Record<string, Word>>

/** Markdown, and for each of its lines the line of the file from which it came. */
export interface Filled {
  readonly markdown: string
  readonly lines: readonly number[]
}

/** Puts the words of a register into a text, in its form of address. */
export function fillTemplate(
  parts: readonly Part[],
  words: Words,
  address: RegisterFile['address'],
): Filled {
  const lines = [1]
  let markdown = ''
  const write = (text: string, line: number) => {
    markdown += text
    const [, ...more] = text.split('\n')
    lines.splice(-1, 1, line, ...more.map(() => line))
  }
  const fill = (all: readonly Part[]) => {
    for (const part of all) {
      switch (part.is) {
        case 'text':
          write(part.text, part.line)
          break
        case 'address':
          write(address === 'je' ? part.je : part.u, part.line)
          break
        case 'word':
          write(markdownOf(words[part.name], part.capital), part.line)
          break
        case 'choice':
          fill(holds(words[part.name]) ? part.yes : part.no)
          break
        case 'block':
          write(`\n\n{show ${part.name}}\n\n`, part.line)
          break
        case 'steps':
          write(`\n\n${stepsBegin}\n\n`, part.line)
          fill(part.parts)
          write(`\n\n${stepsEnd}\n\n`, part.line)
          break
      }
    }
  }
  fill(parts)
  return { markdown, lines }
}

/** The paragraphs that stand for the two ends of numbered steps. */
export const stepsBegin = '{steps}'
export const stepsEnd = '{end}'

/** The name of the block for which a paragraph stands. */
export function blockIn(paragraph: string): string | undefined {
  return /^\{show ([a-z-]+)\}$/.exec(paragraph)?.[1]
}

/** Whether {if …} goes on with what stands behind it. */
export function holds(word: Word): boolean {
  return word !== undefined && word !== false && word !== ''
}

function markdownOf(word: Word, capital: boolean): string {
  if (typeof word === 'string') return escaped(capital ? sentenceCase(word) : word)
  if (typeof word === 'object') return `[${escaped(word.email)}](mailto:${escaped(word.email)})`
  return ''
}

// What a register calls things is never Markdown, and stays within its line.
function escaped(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').replace(/[!-/:-@[-`{-~]/g, '\\$&')
}
