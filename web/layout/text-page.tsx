import type { Content } from '#web/kit/index.ts'
import { NumberedSteps, PageTitle, SummaryList } from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { currentVersion } from '#web/public/in-words.ts'
import { informationPage } from '#web/public/information.tsx'
import type { Route } from '#web/route.ts'
import { sessionCookie } from '#web/session-cookie.ts'
import type { BlockFacts } from '#web/texts/blocks.tsx'
import { blocks } from '#web/texts/blocks.tsx'
import type { Block, Phrase } from '#web/texts/read-text.ts'
import type { TextName } from '#web/texts/texts.ts'
import { textFor } from '#web/texts/texts.ts'

/**
 * A page that is one text of the register, out of web/texts or the register's own folder. With the
 * other pages that explain the register beside it, or by itself.
 */
export function textPage(name: TextName, beside: 'information' | 'nothing'): Route['handle'] {
  return (visit) => {
    const { context } = visit
    const facts = {
      register: context.register,
      compiled: currentVersion(context),
      today: context.today,
      sessionCookie: sessionCookie(context.platform),
    }
    const { title, lead, body } = textFor(facts, name)
    const about = { title, ...(lead !== undefined && { description: lead, lead }) }
    if (beside === 'information') return informationPage(visit, about, blocksOf(body, facts))
    return page(
      visit,
      about,
      <>
        <PageTitle>{title}</PageTitle>
        {lead !== undefined && <p class="lead">{lead}</p>}
        {blocksOf(body, facts)}
      </>,
    )
  }
}

// A text in the kit's components; nothing in it is taken for HTML.
function blocksOf(body: readonly Block[], facts: BlockFacts): Content {
  return body.map((block) => blockOf(block, facts))
}

function blockOf(block: Block, facts: BlockFacts): Content {
  switch (block.is) {
    case 'paragraph':
      return <p>{phrases(block.children, facts)}</p>
    case 'heading': {
      const Heading = block.level === 2 ? 'h2' : 'h3'
      return <Heading>{phrases(block.children, facts)}</Heading>
    }
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul'
      return (
        <List>
          {block.items.map((item) => (
            <li>{itemOf(item, facts)}</li>
          ))}
        </List>
      )
    }
    case 'terms':
      return (
        <SummaryList
          items={block.items.map(({ term, children }) => ({
            term,
            value: phrases(children, facts),
          }))}
        />
      )
    case 'steps':
      return (
        <NumberedSteps
          steps={block.steps.map(({ title, body }) => ({ title, children: blocksOf(body, facts) }))}
        />
      )
    case 'block':
      return blocks[block.name]?.(facts)
  }
}

// An item that is one sentence needs no paragraph of its own.
function itemOf(item: readonly Block[], facts: BlockFacts): Content {
  const [only, ...others] = item
  return others.length === 0 && only?.is === 'paragraph'
    ? phrases(only.children, facts)
    : blocksOf(item, facts)
}

function phrases(all: readonly Phrase[], facts: BlockFacts): Content {
  return all.map((phrase) => phraseOf(phrase, facts))
}

function phraseOf(phrase: Phrase, facts: BlockFacts): Content {
  switch (phrase.is) {
    case 'text':
      return phrase.text
    case 'strong':
      return <strong>{phrases(phrase.children, facts)}</strong>
    case 'emphasis':
      return <em>{phrases(phrase.children, facts)}</em>
    case 'code':
      return <code>{phrase.text}</code>
    case 'break':
      return <br />
    case 'link': {
      const href = phrase.to.startsWith('/') ? `/${facts.register.id}${phrase.to}` : phrase.to
      return <a href={href}>{phrases(phrase.children, facts)}</a>
    }
  }
}
