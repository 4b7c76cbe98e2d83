import type { BlockContent, ListItem, PhrasingContent, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import type { PlacedMistake } from '#regulations/mistakes.ts'
import type { Filled } from './fill-template.ts'
import { stepsBegin, stepsEnd } from './fill-template.ts'

/** A text that was read: its title, the sentences below it in large letters, and the rest. */
export interface Text {
  readonly title: string
  readonly lead: string | undefined
  readonly body: readonly Section[]
}

/** A part of a text as Markdown has it, or numbered steps. */
export type Section = RootContent | { readonly type: 'steps'; readonly steps: readonly Step[] }

export interface Step {
  readonly title: string
  readonly body: RootContent[]
}

type Node = RootContent | BlockContent | ListItem | PhrasingContent

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
  const refuse = (node: Node | undefined, message: string) => {
    const { line = 1, column = 1 } = node?.position?.start ?? {}
    mistakes.push({ file, line: lines[line - 1] ?? 1, column, message })
  }

  const nodes = fromMarkdown(markdown).children
  const [head, ...below] = nodes
  const titled = head?.type === 'heading' && head.depth === 1 && holdsWords(head)
  if (titled) head.children.forEach(check)
  else refuse(head, 'begin met de titel, achter één #: # Contact (the title is missing)')
  const rest = titled ? below : nodes
  const quoted = rest[0]?.type === 'blockquote' ? rest[0] : undefined
  if (quoted !== undefined && quoted.children.length > 1) {
    refuse(quoted, 'de inleiding achter > is één alinea (one paragraph)')
  }
  const lead = quoted?.children[0]
  if (lead !== undefined) check(lead)
  const text = {
    title: titled ? plain(head) : '',
    lead: lead?.type === 'paragraph' ? plain(lead) : undefined,
    body: sections(quoted === undefined ? rest : rest.slice(1)),
  }
  return { text, mistakes }

  // Steps run from their mark up to the next; each begins with its heading.
  function sections(all: readonly RootContent[]): readonly Section[] {
    const begin = all.findIndex((node) => plain(node) === stepsBegin)
    const before = begin < 0 ? all : all.slice(0, begin)
    before.forEach(check)
    if (begin < 0) return before
    const end = all.findIndex((node, index) => index > begin && plain(node) === stepsEnd)
    const inside = all.slice(begin + 1, end < 0 ? all.length : end)
    const after = end < 0 ? [] : sections(all.slice(end + 1))
    return [...before, { type: 'steps', steps: stepsOf(inside) }, ...after]
  }

  function stepsOf(inside: readonly RootContent[]): readonly Step[] {
    const steps: Step[] = []
    for (const node of inside) {
      check(node)
      if (node.type === 'heading' && node.depth === 2) steps.push({ title: plain(node), body: [] })
      else if (steps.length > 0) steps.at(-1)?.body.push(node)
      else refuse(node, 'een stap begint met een kop: ## (a step has no heading)')
    }
    return steps
  }

  function check(node: Node): void {
    switch (node.type) {
      case 'text':
        // A choice that stays empty leaves its space behind.
        node.value = node.value.replace(/ {2,}/g, ' ')
        return
      case 'inlineCode':
      case 'break':
        return
      case 'heading':
        if (node.depth !== 2 && node.depth !== 3) {
          refuse(node, 'een kop heeft hier twee of drie hekjes: ## of ### (level of heading)')
        }
        if (!holdsWords(node)) refuse(node, 'een kop zonder woorden (heading without words)')
        break
      case 'link':
        if (!holdsWords(node)) refuse(node, 'een link zonder woorden (link without words)')
        if (!pages.has(node.url) && !/^(?:https:\/\/|mailto:)\S+$/.test(node.url)) {
          refuse(
            node,
            `de link ${node.url} leidt nergens heen; schrijf het adres van een pagina zonder het register, zoals /kosten, of begin met https:// (dead link)`,
          )
        }
        break
      case 'paragraph':
      case 'list':
      case 'listItem':
      case 'strong':
      case 'emphasis':
        break
      default:
        refuse(node, `${namesOf[node.type] ?? node.type} kan hier niet (cannot stand here)`)
        return
    }
    node.children.forEach(check)
  }
}

/** The words of a part of a text, without what stands around them. */
export function plain(node: Node): string {
  if (node.type === 'break') return ' '
  if ('children' in node) return node.children.map(plain).join('')
  return 'value' in node ? node.value : ''
}

function holdsWords(node: Node): boolean {
  return plain(node).trim() !== ''
}

const namesOf: Readonly<Record<string, string>> = {
  html: 'HTML',
  image: 'een plaatje',
  code: 'een blok code (of een regel die met vier spaties inspringt)',
  blockquote: 'een citaat (alleen de inleiding onder de titel begint met >)',
  thematicBreak: 'een streep',
  definition: 'een verwijzing',
}
