import type { Remark } from '#domain/certification/application/remarks.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { Content, Link, Unit } from '#web/kit/index.ts'
import { Alert, Button, Details, formatDay, formatQuantity, Tag } from '#web/kit/index.ts'
import { proofWords } from '#web/review/application-words.tsx'
import type { ReviewedFile } from '#web/review/reviewed-file.ts'

/** The activities of a file as they are gone through: one by one, in one act, or not any more. */
export interface SortedFile {
  /** Something is remarkable of these. */
  readonly apart: readonly PortfolioActivity[]
  /** Nothing is remarkable of these: they may be approved in one act. */
  readonly plain: readonly PortfolioActivity[]
  /** Judged in an application before this one. */
  readonly before: readonly PortfolioActivity[]
}

/** Sorts the activities of a file; who looks at it may find more to be remarkable than the file does. */
export function sortFile(
  { activities, open, remarks }: Pick<ReviewedFile, 'activities' | 'open' | 'remarks'>,
  isApart: (activity: PortfolioActivity) => boolean = () => false,
): SortedFile {
  const remarkable = (activity: PortfolioActivity) =>
    (remarks.get(activity.id) ?? noRemarks).length > 0 || isApart(activity)
  const asked = activities.filter(({ id }) => open.has(id))
  return {
    apart: asked.filter(remarkable),
    plain: asked.filter((activity) => !remarkable(activity)),
    before: activities.filter(({ id }) => !open.has(id)),
  }
}

const noRemarks: readonly Remark[] = []

/** Activities in their groups, each with its heading; the plain ones with the act that approves them. */
export function ReviewedList(props: {
  readonly sorted: SortedFile
  readonly item: (activity: PortfolioActivity) => Content
  /** What stands below those that are not remarkable; without it nothing is asked any more. */
  readonly act?: Content
}) {
  const { sorted, item, act } = props
  const { plain, before } = sorted
  return (
    <>
      {sorted.apart.length > 0 && (
        <>
          <h3 id="stuk-voor-stuk">Stuk voor stuk ({sorted.apart.length})</h3>
          <p>Met deze activiteiten is iets. Bekijk ze één voor één.</p>
          {sorted.apart.map(item)}
        </>
      )}
      {plain.length > 0 && (
        <>
          <h3 id="zonder-bijzonderheden">Zonder bijzonderheden ({plain.length})</h3>
          <p>Klik op een naam om een activiteit te bekijken.</p>
          {plain.map(item)}
          {act}
        </>
      )}
      {before.length > 0 && (
        <>
          <h3 id="eerder-beoordeeld">Eerder beoordeeld ({before.length})</h3>
          {before.map(item)}
        </>
      )}
    </>
  )
}

/** The one act that approves what is not remarkable and was not judged yet. */
export function ApprovePlain(props: {
  /** How many of the list are still to be judged. */
  readonly left: number
  /** How many were approved just now. */
  readonly done?: number | undefined
}) {
  const { left, done } = props
  return (
    <>
      {done !== undefined && (
        <Alert type="success" focus>
          <p>
            {done === 1 ? '1 activiteit is' : `${done} activiteiten zijn`} goedgekeurd. Wijzigen kan
            per activiteit.
          </p>
        </Alert>
      )}
      {left === 0 ? (
        <p>Over al deze activiteiten is iets gekozen.</p>
      ) : (
        <>
          <p>
            Hiermee {left === 1 ? 'telt de activiteit' : 'tellen de activiteiten'} in deze lijst
            waar nog niets is gekozen helemaal mee, met de accreditatie die is opgegeven.
          </p>
          <Button name="actie" value="zonder-bijzonderheden" variant="secondary">
            {left === 1 ? 'Deze activiteit goedkeuren' : `Deze ${left} activiteiten goedkeuren`}
          </Button>
        </>
      )}
    </>
  )
}

/** What an activity is in a line: how much, when, by what it is shown and how it is accredited. */
export function activityNotes(
  activity: PortfolioActivity,
  { dossier, remarks }: Pick<ReviewedFile, 'dossier' | 'remarks'>,
  unit: Unit,
): readonly string[] {
  const { claimed, completedOn, accreditationLabel, id } = activity
  const { regulation } = dossier.compiled
  const label = regulation.labels.find((one) => one.id === accreditationLabel)?.label
  const said = (remarks.get(id) ?? noRemarks).some(
    ({ is }) => is === 'no-proof' || is === 'self-signed',
  )
  return [
    claimed === undefined ? '' : formatQuantity(claimed, unit),
    completedOn === undefined ? '' : formatDay(completedOn),
    said ? '' : proofWords(activity),
    activity.accredited ? `geaccrediteerd${label === undefined ? '' : ` (${label})`}` : '',
  ].filter((note) => note !== '')
}

/** One activity of a file: a line that says what it is, and behind it all there is to see. */
export function ReviewedItem(props: {
  readonly activity: PortfolioActivity
  readonly remarks: readonly string[]
  readonly notes: readonly string[]
  readonly open: boolean
  readonly children: Content
}) {
  const { activity, remarks, notes, open, children } = props
  return (
    <section class="review-item">
      <Details
        summary={
          <>
            <strong>{activity.title}</strong>. {notes.join(' · ')}
            {remarks.map((remark) => (
              <>
                {' '}
                <Tag colour="yellow">{remark}</Tag>
              </>
            ))}
          </>
        }
        open={open}
        id={`activiteit-${activity.id}`}
      >
        {children}
      </Details>
    </section>
  )
}

/** Where to go on a long page, with the activities that are looked at one by one. */
export function JumpList(props: {
  readonly sorted: SortedFile
  readonly before: readonly Link[]
  readonly after: readonly Link[]
}) {
  const { sorted, before, after } = props
  const { apart, plain } = sorted
  const groups = [
    { of: apart, label: `Stuk voor stuk (${apart.length})`, href: '#stuk-voor-stuk' },
    {
      of: plain,
      label: `Zonder bijzonderheden (${plain.length})`,
      href: '#zonder-bijzonderheden',
    },
  ].filter(({ of }) => of.length > 0)
  return (
    <nav aria-label="Op deze pagina">
      <ul class="jump-list">
        {[...before, ...groups, ...after].map(({ href, label }) => (
          <li>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
