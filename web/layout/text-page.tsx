import type { BlockContent, DefinitionContent, ListItem, PhrasingContent } from 'mdast'
import type { Content } from '#web/kit/index.ts'
import { NumberedSteps, SummaryList } from '#web/kit/index.ts'
import { titledPage } from '#web/layout/titled-page.tsx'
import { currentVersion } from '#web/public/in-words.ts'
import { informationPage } from '#web/public/information.tsx'
import type { Route, Visit } from '#web/route.ts'
import { sessionCookie } from '#web/session-cookie.ts'
import type { BlockFacts } from '#web/texts/blocks.tsx'
import { blocks } from '#web/texts/blocks.tsx'
import { blockIn } from '#web/texts/fill-template.ts'
import type { Section, Text } from '#web/texts/read-text.ts'
import { plain } from '#web/texts/read-text.ts'
import type { TextName } from '#web/texts/texts.ts'
import { textFor } from '#web/texts/texts.ts'

/**
 * A page that is one text of the register, out of web/texts or the register's own folder. With the
 * other pages that explain the register beside it, or by itself.
 */
export function textPage(name: TextName, beside: 'information' | 'nothing'): Route['handle'] {
  return (visit) => {
    const facts = textFacts(visit)
    const { title, lead, body } = textFor(facts, name)
    const about = { title, description: lead ?? firstWords(body) }
    const written = <TextBody body={body} facts={facts} />
    return beside === 'information'
      ? informationPage(visit, { ...about, lead }, written)
      : titledPage(visit, { ...about, lead: lead && <p class="lead">{lead}</p> }, written)
  }
}

// What a search engine shows of a text without sentences below its title.
function firstWords(body: Text['body']): string | undefined {
  const first = body.find((part) => part.type === 'paragraph' && blockIn(plain(part)) === undefined)
  return first?.type === 'paragraph' ? plain(first) : undefined
}

/** What texts and what they show are made of, as it is for this visit. */
export function textFacts({ context }: Visit): BlockFacts {
  return {
    register: context.register,
    compiled: currentVersion(context),
    today: context.today,
    sessionCookie: sessionCookie(context.platform),
    backupDays: context.platform.backupDays,
    identityProvider: context.platform.identityProvider,
  }
}

/** What stands in a text below its title, in the kit's components. */
export function TextBody(props: { readonly body: Text['body']; readonly facts: BlockFacts }) {
  return <>{shown(props.body, props.facts)}</>
}

type Part = Section | BlockContent | DefinitionContent | PhrasingContent

// A text in the kit's components; nothing in it is taken for HTML.
function shown(parts: readonly Part[], facts: BlockFacts): Content {
  return parts.map((part) => shownPart(part, facts))
}

function shownPart(part: Part, facts: BlockFacts): Content {
  const inside = 'children' in part && part.type !== 'list' ? shown(part.children, facts) : ''
  switch (part.type) {
    case 'paragraph': {
      const name = blockIn(plain(part))
      return name === undefined ? <p>{inside}</p> : blocks[name]?.(facts)
    }
    case 'heading':
      return part.depth === 2 ? <h2>{inside}</h2> : <h3>{inside}</h3>
    case 'list': {
      const terms = part.ordered ? [] : part.children.map((item) => termIn(item, facts))
      if (terms.length > 0 && terms.every((term) => term !== undefined)) {
        return <SummaryList items={terms} />
      }
      const List = part.ordered ? 'ol' : 'ul'
      return (
        <List>
          {part.children.map((item) => (
            <li>{shown(onlyParagraph(item)?.children ?? item.children, facts)}</li>
          ))}
        </List>
      )
    }
    case 'steps':
      return (
        <NumberedSteps
          steps={part.steps.map(({ title, body }) => ({ title, children: shown(body, facts) }))}
        />
      )
    case 'text':
      return part.value
    case 'strong':
      return <strong>{inside}</strong>
    case 'emphasis':
      return <em>{inside}</em>
    case 'inlineCode':
      return <code>{part.value}</code>
    case 'break':
      return <br />
    case 'link':
      return (
        <a href={part.url.startsWith('/') ? `/${facts.register.id}${part.url}` : part.url}>
          {inside}
        </a>
      )
    default:
      return undefined
  }
}

// An item that is one sentence needs no paragraph of its own.
function onlyParagraph({ children: [only, ...others] }: ListItem) {
  return others.length === 0 && only?.type === 'paragraph' ? only : undefined
}

// An item that begins with a term in bold and a colon.
function termIn(item: ListItem, facts: BlockFacts) {
  const [bold, after, ...rest] = onlyParagraph(item)?.children ?? []
  if (bold?.type !== 'strong' || after?.type !== 'text' || !after.value.startsWith(': ')) {
    return undefined
  }
  const value = shown([{ ...after, value: after.value.slice(2) }, ...rest], facts)
  return { term: plain(bold), value }
}
