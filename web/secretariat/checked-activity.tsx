import type { Content } from '#web/kit/index.ts'
import { Details, formatDay, formatList, formatQuantity, Tag } from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'
import { adviceWords } from '#web/review/application-words.tsx'
import { ReviewColumns } from '#web/review/review-columns.tsx'
import type { ReviewedActivity } from '#web/review/reviewed-file.ts'
import type { FileToCheck } from '#web/secretariat/file-to-check.ts'
import { speech } from '#web/speech.ts'

/** One activity: its evidence beside the claim, what changed and what is advised. */
export function CheckedActivity(
  props: ReviewedActivity<FileToCheck> & {
    /** The question about it, where there is one; undefined when it was judged before. */
    readonly question?: { readonly asked: Content }
  },
) {
  const { visit, loaded, activity, assessment, question } = props
  const { register, committee, unit } = speech(visit)
  const filed = loaded.filed.get(activity.id)
  const advice = filed?.advice
  const kind = loaded.dossier.compiled.regulation.kinds.find(({ id }) => id === activity.kind)
  return (
    <section class="review-item">
      <h3 id={`activiteit-${activity.id}`}>{activity.title}</h3>
      {filed?.addedOn !== undefined && (
        <p class="subtle">Toegevoegd na een vraag, op {formatDay(filed.addedOn)}.</p>
      )}
      <ReviewColumns
        {...{ visit, loaded, activity, assessment }}
        hrefOf={({ documentId }) => paths.workDocument(register.id, documentId)}
        label={`Aanvraag en advies bij ${activity.title}`}
      >
        <ChangedSince {...{ visit, loaded, activity, assessment }} />
        {kind !== undefined && (
          <Details summary="De regel voor deze soort">
            <p>
              {kind.rule} <span class="subtle">({kind.article})</span>
            </p>
          </Details>
        )}
        {advice !== undefined && (
          <p>
            Bewaard advies: <strong>{adviceWords(advice, activity.claimed, unit)}</strong>
            {advice.reason !== '' && <>. {advice.reason}</>}
          </p>
        )}
        {question &&
          (loaded.open.has(activity.id) ? (
            question.asked
          ) : (
            <p>{committee.The} heeft deze activiteit bij een eerdere aanvraag al beoordeeld.</p>
          ))}
      </ReviewColumns>
    </section>
  )
}

// What a return led the applicant to change of the claim itself.
function ChangedSince({ visit, loaded, activity }: ReviewedActivity<FileToCheck>) {
  const sent = loaded.sent.find(({ id }) => id === activity.id)
  if (sent === undefined) return null
  const { unit } = speech(visit)
  const { completedOn, claimed } = sent
  const changes = [
    sent.title === activity.title ? '' : `de naam was ‘${sent.title}’`,
    completedOn === undefined || activity.completedOn?.equals(completedOn) === true
      ? ''
      : `de datum was ${formatDay(completedOn)}`,
    claimed === undefined || claimed === activity.claimed
      ? ''
      : `ingediend was ${formatQuantity(claimed, unit)}`,
  ].filter((text) => text !== '')
  if (changes.length === 0) return null
  return (
    <p>
      <Tag colour="blue">Gewijzigd</Tag> Bij het insturen: {formatList(changes)}.
    </p>
  )
}
