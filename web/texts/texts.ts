import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { TextVersion } from '#domain/platform/register/text-in-force.ts'
import { versionsOfText } from '#domain/platform/register/text-in-force.ts'
import type { PlacedMistake } from '#regulations/mistakes.ts'
import { MistakenFile } from '#regulations/mistakes.ts'
import type { OwnText, Register } from '#regulations/register.ts'
import type { Who } from '#web/site.ts'
import { site } from '#web/site.ts'
import { blocks } from './blocks.tsx'
import type { Words } from './fill-template.ts'
import { fillTemplate, holds } from './fill-template.ts'
import type { Part, Template, TextFile } from './read-template.ts'
import { readTemplate } from './read-template.ts'
import type { Text } from './read-text.ts'
import { readText } from './read-text.ts'
import type { TextFacts } from './words-for-texts.ts'
import { wordsForTexts } from './words-for-texts.ts'

/** The texts that every register has; a register may write each of them itself. */
export const textNames = [
  'accessibility',
  'complaint',
  'contact',
  'cookies',
  'evidence',
  'how-it-works',
  'privacy',
  'questions',
] as const

export type TextName = (typeof textNames)[number]

/** A text in the words of a register, as they are on a day. */
export function textFor(facts: TextFacts, name: TextName): Text {
  const { register } = facts
  const { file, template } = templateOf(register, name)
  const filled = fillTemplate(template.parts, wordsForTexts(facts), register.address)
  const known = made.get(register) ?? new Map<TextName, { markdown: string; text: Text }>()
  made.set(register, known)
  const before = known.get(name)
  if (before?.markdown === filled.markdown) return before.text
  const { text } = readText(filled, file, pagesOf(register))
  known.set(name, { markdown: filled.markdown, text })
  return text
}

/** A text with a page of its own, out of register.yaml, in the words of the register on a day. */
export function registerTextFor(facts: TextFacts, version: TextVersion): Text {
  const { register } = facts
  const { parts } = readTemplate(fileOf(register, version))
  const filled = fillTemplate(parts, wordsForTexts(facts), register.address)
  return readText(filled, version.id, pagesOf(register)).text
}

/**
 * Checks every text of every register, in every version of its regulation. Throws MistakenFile,
 * which names file and line, so that no page is ever shown with a hole in it.
 */
export function checkTexts(registers: Iterable<Register>): void {
  const mistakes = new Map<string, PlacedMistake>()
  for (const register of registers) {
    for (const mistake of mistakesIn(register)) {
      mistakes.set(JSON.stringify(mistake), mistake)
    }
  }
  if (mistakes.size > 0) throw new MistakenFile([...mistakes.values()])
}

function mistakesIn(register: Register): readonly PlacedMistake[] {
  const strange = register.ownTexts
    .filter(({ name }) => !textNames.some((known) => known === name))
    .map(({ file }) => {
      const message = `geen tekst heet zo; kies uit ${textNames.join(', ')} (no text of this name)`
      return { file, line: 1, column: 1, message }
    })
  return [
    ...strange,
    ...textNames.flatMap((name) => mistakesOf(register, name)),
    ...register.texts.flatMap(({ id }) =>
      versionsOfText(register, id).flatMap((version) => mistakesInVersion(register, version)),
    ),
  ]
}

function mistakesOf(register: Register, name: TextName): readonly PlacedMistake[] {
  return mistakesInTemplate(register, templateOf(register, name))
}

// Its place in register.yaml is told by its name, since what it says is put together out of paragraphs.
function mistakesInVersion(register: Register, version: TextVersion): readonly PlacedMistake[] {
  const text = fileOf(register, version)
  const slow = slowIn(text)
  const found =
    slow.length > 0
      ? slow
      : mistakesInTemplate(register, { file: text.file, template: readTemplate(text) })
  return found.map(({ file, message }) => {
    const where = `texts, ${version.id}`
    return { file, line: 1, column: 1, message: `${where}: ${message}` }
  })
}

function fileOf(register: Register, { title, paragraphs }: TextVersion): TextFile {
  return {
    file: `regulations/${register.id}/register.yaml`,
    source: [`# ${title}`, ...paragraphs].join('\n\n'),
  }
}

function mistakesInTemplate(
  register: Register,
  { file, template }: { readonly file: string; readonly template: Template },
): readonly PlacedMistake[] {
  if (template.mistakes.length > 0) return template.mistakes
  return register.versions.flatMap((compiled) => {
    const words = wordsForTexts({ register, compiled, today: compiled.regulation.version })
    const unknown = unknownIn(template.parts, words, { asked: [], unseen: false }).map((wrong) => ({
      file,
      ...wrong,
    }))
    if (unknown.length > 0) return unknown
    const filled = fillTemplate(template.parts, words, register.address)
    return readText(filled, file, pagesOf(register)).mistakes
  })
}

/**
 * What is not understood in a text that somebody wants to give a register, in the words of the start:
 * in every version of its regulation. Nothing when it can be shown.
 */
export function mistakesInText(
  register: Register,
  name: TextName,
  source: string,
): readonly PlacedMistake[] {
  const text = { name, file: `${name}.md`, source }
  const slow = slowIn(text)
  if (slow.length > 0) return slow
  return mistakesOf({ ...register, ownTexts: [text, ...register.ownTexts] }, name)
}

// Reading Markdown takes minutes where signs pile up, and everybody waits for it. No text needs as many.
const mostSigns = 300

function slowIn({ file, source }: TextFile): readonly PlacedMistake[] {
  let signs = 0
  for (const [at, line] of source.split('\n').entries()) {
    const wrong = (message: string) => [{ file, line: at + 1, column: 1, message }]
    if (/^\s*(?:(?:>|[-*+]\s|\d{1,9}[.)]\s)\s*){7}|^\s{41}/.test(line)) {
      return wrong('zo diep kan een lijst hier niet (nested too deeply)')
    }
    signs = line.trim() === '' ? 0 : signs + (line.match(/[*_[\]`<!]/g)?.length ?? 0)
    if (signs > mostSigns) {
      return wrong('hier staan te veel tekens van Markdown zonder lege regel (too many signs)')
    }
  }
  return []
}

/** A text as a register would show it if this were its source. */
export function textOfSource(facts: TextFacts, name: TextName, source: string): Text {
  const text = { name, file: `${name}.md`, source }
  const { register } = facts
  return textFor(
    { ...facts, register: { ...register, ownTexts: [text, ...register.ownTexts] } },
    name,
  )
}

/** The source of a text as a register shows it, and what it falls back on. */
export function sourcesOf(
  register: Register,
  name: TextName,
): { readonly now: string; readonly original: string } {
  const { ownTexts } = register
  const written = ownTexts.find((text) => text.name === name && text.saved !== true)
  const original = (written ?? ours.get(name))?.source ?? ''
  const saved = ownTexts.find((text) => text.name === name && text.saved === true)
  return { now: saved?.source ?? original, original }
}

type Unknown = Omit<PlacedMistake, 'file'>

/** What a choice settles of what stands behind it: the words that are there, or that nobody sees it. */
interface Settled {
  readonly asked: readonly string[]
  readonly unseen: boolean
}

// What stands between braces and is no word or block here.
function unknownIn(parts: readonly Part[], words: Words, settled: Settled): Unknown[] {
  return parts.flatMap((part) => unknownInPart(part, words, settled))
}

function unknownInPart(part: Part, words: Words, settled: Settled): Unknown[] {
  const wrong = (message: string) => [{ line: part.line, column: part.column, message }]
  switch (part.is) {
    case 'text':
    case 'address':
      return []
    case 'word': {
      const { name } = part
      if (!Object.hasOwn(words, name))
        return wrong(`{${name}} is geen woord van Peil (unknown word)`)
      const word = words[name]
      if (typeof word === 'boolean') {
        return wrong(`{${name}} is ja of nee: gebruik {if ${name}} (yes or no)`)
      }
      // A choice vouches for the word that it asks for.
      if (holds(word) || settled.unseen || settled.asked.includes(name)) return []
      return wrong(
        `{${name}} is er niet altijd: zet er {if ${name}} … {end} omheen (may be missing)`,
      )
    }
    case 'choice':
      return [
        ...(Object.hasOwn(words, part.name)
          ? []
          : wrong(`{if ${part.name}}: dat is geen woord van Peil (unknown word)`)),
        ...unknownIn(part.yes, words, {
          asked: [...settled.asked, part.name],
          // Yes or no is settled by the version; what a version lacks may come with a day.
          unseen: settled.unseen || words[part.name] === false,
        }),
        ...unknownIn(part.no, words, {
          ...settled,
          unseen: settled.unseen || words[part.name] === true,
        }),
      ]
    case 'block':
      return Object.hasOwn(blocks, part.name)
        ? []
        : wrong(`{show ${part.name}}: kies uit ${Object.keys(blocks).join(', ')} (unknown block)`)
    case 'steps':
      return unknownIn(part.parts, words, settled)
  }
}

// Where a text may lead within its register, such as /kosten: whatever its readers may see.
function pagesOf({ texts }: Register): ReadonlySet<string> {
  const pages = Object.values(site)
    .filter(({ who }) => readers.has(who))
    .map(({ path }) => path.replace(/[?].*/, ''))
    .filter((path) => path !== '' && !path.includes(':'))
  return new Set([...pages, ...texts.map(({ id }) => `/teksten/${id}`)])
}

const readers: ReadonlySet<Who> = new Set<Who>(['anyone', 'account', 'professional', 'registered'])

const ours = new Map(textNames.map((name) => [name, readOurs(name)]))

const templates = new WeakMap<TextFile, Template>()

const made = new WeakMap<
  Register,
  Map<TextName, { readonly markdown: string; readonly text: Text }>
>()

function templateOf(register: Register, name: TextName) {
  const own = register.ownTexts.find((text) => text.name === name && isWhole(register, text))
  const file = own ?? ours.get(name)
  if (file === undefined) throw new Error(`there is no text ${name}`)
  const template = templates.get(file) ?? readTemplate(file)
  templates.set(file, template)
  return { file: file.file, template }
}

// A text that was saved on a page was understood then; where a newer Peil does not understand it any
// more, what it fell back on is shown, so that no page has a hole in it.
function isWhole(register: Register, text: OwnText): boolean {
  if (text.saved !== true) return true
  const known =
    whole.get(text) ?? mistakesInText(register, text.name as TextName, text.source).length === 0
  whole.set(text, known)
  return known
}

const whole = new WeakMap<OwnText, boolean>()

function readOurs(name: TextName): TextFile {
  const path = fileURLToPath(new URL(`${name}.md`, import.meta.url))
  return { file: `web/texts/${name}.md`, source: readFileSync(path, 'utf8') }
}
