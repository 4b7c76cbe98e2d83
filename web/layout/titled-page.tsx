import type { Content } from '#web/kit/index.ts'
import { PageTitle } from '#web/kit/index.ts'
import type { PageFacts } from '#web/page.tsx'
import { page } from '#web/page.tsx'
import type { Visit } from '#web/route.ts'

/** What a page says of itself above what is its own: its title, and what stands beside it. */
export interface TitledFacts extends PageFacts {
  /** The h1, where it says something else than the title. */
  readonly heading?: Content
  readonly caption?: string | undefined
  readonly aside?: Content
  /** Before the title: what just happened. */
  readonly above?: Content
  /** Between the title and what is the page's own. */
  readonly lead?: Content
  /** Somebody else changed the same thing meanwhile: what it is now. */
  readonly stale?: Content
}

/** A page with its title above what is its own. */
export function titledPage(
  visit: Visit,
  facts: TitledFacts,
  children?: Content,
): Promise<Response> {
  const { stale } = facts
  return page(
    visit,
    stale === undefined ? facts : { ...facts, status: 409 },
    <>
      {stale}
      <TitleAndLead {...facts} />
      {children}
    </>,
  )
}

/** The title of a page with what stands beside and below it. */
export function TitleAndLead({ title, heading, caption, aside, above, lead }: TitledFacts) {
  return (
    <>
      {above}
      <PageTitle caption={caption} aside={aside}>
        {heading ?? title}
      </PageTitle>
      {lead}
    </>
  )
}
