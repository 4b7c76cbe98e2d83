import type { Supplement } from '#domain/certification/application/supplements.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { aboutOf, nameOf } from '#domain/dossier/statement/in-words.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import type { Regulation } from '#engine'
import { Alert, formatDay, Tag } from '#web/kit/index.ts'
import type { ReviewedFile } from '#web/review/reviewed-file.ts'

/** Where the names are of what came with an application. */
interface Named {
  readonly activities: readonly Pick<PortfolioActivity, 'id' | 'title'>[]
  /** Also what was replaced since. */
  readonly claims: readonly Pick<Claim, 'id' | 'stated'>[]
  readonly regulation: Regulation
}

/** What came with an application after it was sent, in a line: "‘vog.pdf’ bij VOG". */
export function supplementWords({ what, about, name }: Supplement, named: Named): string {
  const at = nameOfThing(about, named)
  switch (what) {
    case 'file':
      return `‘${name}’ bij ${at}`
    case 'activity':
      return `Activiteit ‘${at}’`
    case 'claim':
      return at
  }
}

function nameOfThing({ of, id }: Supplement['about'], named: Named): string {
  if (of === 'activity') {
    return named.activities.find((one) => one.id === id)?.title || 'Activiteit zonder naam'
  }
  const claim = named.claims.find((one) => one.id === id)
  return claim === undefined ? 'Opgave' : nameOf(named.regulation, aboutOf(claim.stated))
}

/**
 * What came with an application after it was sent, for whoever looks at it: what is new since the
 * back office last kept its check, as a warning to whom that matters.
 */
export function Supplements(
  props: Pick<ReviewedFile, 'supplements' | 'activities' | 'dossier'> & {
    /** Whether what is new is told apart: to the back office, which has checked the rest. */
    readonly marked?: boolean
  },
) {
  const { supplements, activities, dossier, marked = false } = props
  if (supplements.length === 0) return null
  const { regulation } = dossier.compiled
  const named = { activities, claims: dossier.standing.claims, regulation }
  const fresh = marked ? supplements.filter(({ isNew }) => isNew) : []
  return (
    <Alert
      type={fresh.length > 0 ? 'warning' : 'info'}
      title={fresh.length > 0 ? 'Nieuw sinds de laatste controle' : 'Na het insturen toegevoegd'}
    >
      <ul>
        {supplements.map((one) => (
          <li>
            <a href={`#${one.about.of === 'claim' ? 'opgave-van' : 'activiteit'}-${one.about.id}`}>
              {supplementWords(one, named)}
            </a>
            , op {formatDay(one.on)}
            {fresh.includes(one) && (
              <>
                {' '}
                <Tag colour="blue">nieuw</Tag>
              </>
            )}
          </li>
        ))}
      </ul>
      <p>De aanvrager voegde dit toe na het insturen. Wat is ingestuurd, staat er nog zo.</p>
    </Alert>
  )
}

/** Beside a file of an application: that it came after the application was sent, and when. */
export function cameLater(
  { supplements }: Pick<ReviewedFile, 'supplements'>,
  fileId: string,
): { readonly note: string } | undefined {
  const found = supplements.find((one) => one.fileId === fileId)
  return found === undefined
    ? undefined
    : { note: `Na het insturen toegevoegd op ${formatDay(found.on)}` }
}
