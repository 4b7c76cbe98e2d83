import type { BlockContent, DefinitionContent, ListItem, PhrasingContent, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import type { PlacedMistake } from '#regulations/mistakes.ts'
import type { Filled } from './fill-template.ts'
import { blockIn, stepsBegin, stepsEnd } from './fill-template.ts'

/** A text that was read: its title, the sentences below it in large letters, and the rest. */
export interface Text {
  readonly title: string
  readonly lead: string | undefined
  readonly body: readonly Block[]
}

export type Block =
  | { readonly is: 'paragraph'; readonly children: readonly Phrase[] }
  | { readonly is: 'heading'; readonly level: 2 | 3; readonly children: readonly Phrase[] }
  | {
      readonly is: 'list'
      readonly ordered: boolean
      readonly items: readonly (readonly Block[])[]
    }
  /** A list of which every item begins with a term in bold and a colon. */
  | { readonly is: 'terms'; readonly items: readonly Term[] }
  | { readonly is: 'steps'; readonly steps: readonly Step[] }
  /** A place for what the register's data say. */
  | { readonly is: 'block'; readonly name: string }

export interface Term {
  readonly term: string
  readonly children: readonly Phrase[]
}

export interface Step {
  readonly title: string
  readonly body: readonly Block[]
}

export type Phrase =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'strong' | 'emphasis'; readonly children: readonly Phrase[] }
  | { readonly is: 'code'; readonly text: string }
  | { readonly is: 'link'; readonly to: string; readonly children: readonly Phrase[] }
  | { readonly is: 'break' }

/**
 * Reads a text whose words are filled in. What a page cannot show, or a link to no page of the
 * register, is a mistake with its line.
 */
export function readText(
  { markdown, lines }: Filled,
  file: string,
  pages: ReadonlySet<string>,
): { readonly text: Text; readonly mistakes: readonly PlacedMistake[] } {
  const mistakes: PlacedMistake[] = []
  const refuse = (node: Placed | undefined, message: string) => {
    const start = node?.position?.start
    const line = lines[(start?.line ?? 1) - 1] ?? 1
    mistakes.push({ file, line, column: start?.column ?? 1, message })
  }

  const nodes = fromMarkdown(markdown).children
  const [head, ...below] = nodes
  const titled = head?.type === 'heading' && head.depth === 1
  if (!titled) refuse(head, 'begin met de titel, achter één #: # Contact (the title is missing)')
  const rest = titled ? below : nodes
  const [first] = rest
  const quoted = first?.type === 'blockquote' ? first : undefined
  if (quoted !== undefined && quoted.children.length > 1) {
    refuse(quoted, 'de inleiding achter > is één alinea (one paragraph)')
  }
  const lead = quoted?.children[0]
  const text = {
    title: titled ? plain(phrases(head.children)) : '',
    lead: lead?.type === 'paragraph' ? plain(phrases(lead.children)) : undefined,
    body: sections(quoted === undefined ? rest : rest.slice(1)),
  }
  return { text, mistakes }

  // Steps run from their mark up to the next; each begins with its heading.
  function sections(all: readonly RootContent[]): readonly Block[] {
    const begin = all.findIndex((node) => isMark(node, stepsBegin))
    if (begin < 0) return all.flatMap(block)
    const end = all.findIndex((node, index) => index > begin && isMark(node, stepsEnd))
    const inside = all.slice(begin + 1, end < 0 ? all.length : end)
    return [
      ...all.slice(0, begin).flatMap(block),
      { is: 'steps', steps: steps(inside) },
      ...(end < 0 ? [] : sections(all.slice(end + 1))),
    ]
  }

  function steps(inside: readonly RootContent[]): readonly Step[] {
    const made: { title: string; body: Block[] }[] = []
    for (const node of inside) {
      if (node.type === 'heading' && node.depth === 2) {
        made.push({ title: plain(phrases(node.children)), body: [] })
        continue
      }
      const last = made.at(-1)
      if (last === undefined)
        refuse(node, 'een stap begint met een kop: ## (a step has no heading)')
      else last.body.push(...block(node))
    }
    return made
  }

  function block(node: RootContent | BlockContent | DefinitionContent): readonly Block[] {
    switch (node.type) {
      case 'paragraph': {
        const name = blockIn(markOf(node) ?? '')
        if (name !== undefined) return [{ is: 'block', name }]
        return [{ is: 'paragraph', children: phrases(node.children) }]
      }
      case 'heading': {
        const { depth } = node
        if (depth === 2 || depth === 3) {
          return [{ is: 'heading', level: depth, children: phrases(node.children) }]
        }
        refuse(node, 'een kop heeft hier twee of drie hekjes: ## of ### (level of heading)')
        return []
      }
      case 'list':
        return [list(node.ordered === true, node.children)]
      default:
        refuse(node, `${namesOf[node.type] ?? node.type} kan hier niet (cannot stand here)`)
        return []
    }
  }

  function list(ordered: boolean, children: readonly ListItem[]): Block {
    const terms = ordered ? [] : children.map(term)
    if (terms.length > 0 && terms.every((one) => one !== undefined)) {
      return { is: 'terms', items: terms }
    }
    return { is: 'list', ordered, items: children.map((item) => item.children.flatMap(block)) }
  }

  function term({ children: [only, ...others] }: ListItem): Term | undefined {
    if (others.length > 0 || only?.type !== 'paragraph') return undefined
    const [bold, after, ...rest] = only.children
    if (bold?.type !== 'strong' || after?.type !== 'text' || !/^: /.test(after.value)) {
      return undefined
    }
    const value: PhrasingContent[] = [{ ...after, value: after.value.slice(2) }, ...rest]
    return { term: plain(phrases(bold.children)), children: phrases(value) }
  }

  function phrases(children: readonly PhrasingContent[]): readonly Phrase[] {
    return children.flatMap((node): readonly Phrase[] => {
      switch (node.type) {
        case 'text':
          // A choice that stays empty leaves its space behind.
          return [{ is: 'text', text: node.value.replace(/ {2,}/g, ' ') }]
        case 'inlineCode':
          return [{ is: 'code', text: node.value }]
        case 'strong':
        case 'emphasis':
          return [{ is: node.type, children: phrases(node.children) }]
        case 'break':
          return [{ is: 'break' }]
        case 'link':
          if (!pages.has(node.url) && !/^(?:https:\/\/|mailto:)\S+$/.test(node.url)) {
            refuse(
              node,
              `de link ${node.url} leidt nergens heen; schrijf het adres van een pagina zonder het register, zoals /kosten, of begin met https:// (dead link)`,
            )
          }
          return [{ is: 'link', to: node.url, children: phrases(node.children) }]
        default:
          refuse(node, `${namesOf[node.type] ?? node.type} kan hier niet (cannot stand here)`)
          return []
      }
    })
  }
}

// The words without what stands around them.
function plain(phrases: readonly Phrase[]): string {
  return phrases
    .map((phrase) => {
      if (phrase.is === 'break') return ' '
      return 'children' in phrase ? plain(phrase.children) : phrase.text
    })
    .join('')
}

interface Placed {
  readonly position?:
    | { readonly start: { readonly line: number; readonly column: number } }
    | undefined
}

const namesOf: Readonly<Record<string, string>> = {
  html: 'HTML',
  image: 'een plaatje',
  code: 'een blok code (of een regel die met vier spaties inspringt)',
  blockquote: 'een citaat (alleen de inleiding onder de titel begint met >)',
  thematicBreak: 'een streep',
  definition: 'een verwijzing',
}

function isMark(node: RootContent, mark: string): boolean {
  return node.type === 'paragraph' && markOf(node) === mark
}

function markOf(node: { readonly children: readonly PhrasingContent[] }): string | undefined {
  const [only, ...others] = node.children
  return others.length === 0 && only?.type === 'text' ? only.value : undefined
}
