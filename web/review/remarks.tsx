import type { Remark } from '#domain/certification/application/remarks.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { wording } from '#regulations/wording.ts'
import { Alert, formatDay, formatQuantity } from '#web/kit/index.ts'
import type { ReviewedActivity } from '#web/review/reviewed-file.ts'
import { unitOf } from '#web/speech.ts'

/** What is remarkable of an activity, in a few words. */
export const remarkWords: Readonly<Record<Remark['is'], string>> = {
  'no-proof': 'geen bewijs',
  'self-signed': 'zelf ondertekend',
  'not-confirmed': 'niet bevestigd',
  'above-the-rule': 'meer dan de richtlijn',
  'for-people': 'geen vaste waarde',
  cut: 'telt niet helemaal mee',
  'asked-about': 'vraag gesteld',
  added: 'later toegevoegd',
  'file-added': 'later een bestand bij',
  'unknown-accreditation': 'keurmerk onbekend',
  'label-expired': 'keurmerk verlopen',
  'label-wrong-scope': 'keurmerk van een andere soort',
  'label-unknown': 'keurmerk onbekend',
  undecided: 'geen besluit gevonden',
  same: 'lijkt op een andere',
  proof: 'kijk naar het bewijs',
}

/** Of which other activities this may be the same, and that somebody was warned of it and sent it. */
export function MaybeTheSame({ visit, loaded, activity }: ReviewedActivity) {
  const same = (loaded.remarks.get(activity.id) ?? []).flatMap((one) =>
    one.is === 'same' ? one.as : [],
  )
  if (same.length === 0) return null
  const { register } = visit.context
  const here = new Set(loaded.activities.map(({ id }) => id))
  const where = ({ id, usedBy }: PortfolioActivity) => {
    if (here.has(id)) return 'staat ook in deze aanvraag'
    return usedBy === undefined
      ? 'hoorde bij een eerdere aanvraag'
      : `telde al mee voor een eerdere ${wording(register).certification.name}`
  }
  const { handedInAnywayOn } = activity
  return (
    <Alert type="warning">
      {same.map((other) => (
        <p>
          Lijkt op{' '}
          {here.has(other.id) ? (
            <a href={`#activiteit-${other.id}`}>‘{other.title}’</a>
          ) : (
            <>‘{other.title}’</>
          )}
          {other.completedOn === undefined ? '' : ` van ${formatDay(other.completedOn)}`}
          {other.claimed === undefined
            ? ''
            : `, ${formatQuantity(other.claimed, unitOf(register))}`}
          . Die {where(other)}.
        </p>
      ))}
      {handedInAnywayOn !== undefined && (
        <p>
          De aanvrager kreeg hiervan een waarschuwing, en koos op {formatDay(handedInAnywayOn)} voor
          ‘Toch insturen’.
        </p>
      )}
    </Alert>
  )
}
