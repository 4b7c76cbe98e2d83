import type { ComingPaper } from '#domain/platform/paper/queries.ts'
import { comingPapers } from '#domain/platform/paper/queries.ts'
import type { Content } from '#web/kit/index.ts'
import { JobProgress } from '#web/kit/index.ts'
import { titledPage } from '#web/layout/titled-page.tsx'
import type { Visit } from '#web/route.ts'

// A paper is made in the seconds after it was issued. A page that leads to one that is not there yet
// says so, and asks for itself again until it is, without a script.

const everySeconds = 2

// Long enough to read the message that the page before left, which is shown once.
const withNotice = 6

/** How long a page keeps asking for itself; what takes longer has failed, and is tried again later. */
const patience = Temporal.Duration.from({ minutes: 2 })

/** Which papers of a page are still being made. */
export interface PapersComing {
  readonly ids: ReadonlySet<string>
  /** For the page: seconds after which it looks again, as long as that is of use. */
  readonly refresh: number | undefined
}

/** Looks up which of these papers are still being made. */
export async function papersComing(
  visit: Visit,
  ids: readonly (string | undefined)[],
): Promise<PapersComing> {
  const coming = await comingPapers(visit.context, ids)
  return { ids: new Set(coming.map(({ id }) => id)), refresh: refreshFor(visit, coming) }
}

/** Says that papers are being made, and how far it is; nothing when all are there. */
export function Coming(props: {
  readonly coming: PapersComing
  readonly of: readonly (string | undefined)[]
  /** In a sentence: "Je factuur wordt gemaakt." */
  readonly label: string
}) {
  const all = props.of.filter((id) => id !== undefined)
  const still = all.filter((id) => props.coming.ids.has(id)).length
  if (still === 0) return null
  return (
    <JobProgress label={props.label} done={all.length - still} total={all.length}>
      <Patience refresh={props.coming.refresh} />
    </JobProgress>
  )
}

/** What leads to a paper, or that it is still being made. */
export function WhenThere(props: {
  readonly coming: PapersComing
  readonly id: string
  /** What it is called in running text: "Besluitenlijst". */
  readonly name: string
  readonly children: Content
}) {
  if (!props.coming.ids.has(props.id)) return <>{props.children}</>
  return <span class="subtle">{props.name} wordt gemaakt</span>
}

/** The page of one paper that is still being made: it leads to the paper as soon as that is there. */
export function comingPage(visit: Visit, paper: ComingPaper): Promise<Response> {
  const refresh = refreshFor(visit, [paper])
  const title = 'Dit document wordt gemaakt'
  return titledPage(
    visit,
    { title, hidden: true, status: 202, refresh },
    <>
      <JobProgress label={paper.name} done={0} total={1}>
        <Patience refresh={refresh} />
      </JobProgress>
      {refresh === undefined && (
        <p>
          <a href={visit.url.pathname}>Opnieuw kijken</a>
        </p>
      )}
    </>,
  )
}

function Patience({ refresh }: { readonly refresh: number | undefined }) {
  return refresh === undefined ? (
    <p>Dit duurt langer dan anders. We proberen het vanzelf opnieuw. Kom later terug.</p>
  ) : (
    <p>Dit duurt een paar seconden. Deze pagina ververst vanzelf.</p>
  )
}

function refreshFor(visit: Visit, coming: readonly ComingPaper[]): number | undefined {
  const now = Temporal.Now.instant()
  const soon = coming.some(
    ({ askedAt, error }) =>
      error === undefined && Temporal.Duration.compare(askedAt.until(now), patience) < 0,
  )
  if (!soon) return undefined
  return visit.notice === undefined ? everySeconds : withNotice
}
