import type { Content, FieldError } from '#web/kit/index.ts'
import { ErrorSummary, PageTitle } from '#web/kit/index.ts'
import { notShownIn, Unsaved, writtenIn } from '#web/layout/unsaved.tsx'
import type { PageFacts } from '#web/page.tsx'
import { page } from '#web/page.tsx'
import type { Visit } from '#web/route.ts'

/** What a page says of itself above what is its own: its title, and what stands beside it. */
export interface TitledFacts extends Omit<PageFacts, 'wrong'> {
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
  /** What is wrong with the answers of its form. */
  readonly errors?: readonly FieldError[]
  /** What its form knows to be written by somebody in words of their own, be it a single one. */
  readonly written?: readonly string[]
}

// The answers to a form that was not taken.
const refuses: ReadonlySet<number> = new Set([403, 404, 409, 410])

/**
 * A page with its title above what is its own: 422 with errors in what was sent or asked, 409 with what changed
 * meanwhile. Where a form was not taken, what was written in it stands there, be it in the form or below.
 */
export async function titledPage(
  visit: Visit,
  facts: TitledFacts,
  children?: Content,
): Promise<Response> {
  const { stale, errors = [], written = [] } = facts
  const wrong = errors.length > 0
  // What was kept before may be wrong as well; whoever opens that sent nothing.
  const sent = visit.request.method === 'POST' || new URL(visit.request.url).search !== ''
  const refused = wrong && sent
  const status = stale !== undefined ? 409 : (facts.status ?? (refused ? 422 : 200))
  const below = (
    <>
      {facts.above}
      <PageTitle caption={facts.caption} aside={facts.aside}>
        {facts.heading ?? facts.title}
      </PageTitle>
      {facts.lead}
      {children}
    </>
  )
  const given = visit.request.method === 'POST' && refuses.has(status)
  const texts = given
    ? await notShownIn([stale, below], [...writtenIn(visit.form), ...written])
    : []
  const unsaved = <Unsaved {...{ visit, texts }} />
  return page(
    visit,
    { ...facts, wrong, status },
    <>
      <ErrorSummary errors={errors} />
      {stale}
      {stale !== undefined && unsaved}
      {below}
      {stale === undefined && unsaved}
    </>,
  )
}
