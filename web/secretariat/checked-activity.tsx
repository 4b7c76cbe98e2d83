import type { Content } from '#web/kit/index.ts'
import { Details, formatDay, formatList, formatQuantity, Tag } from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'
import { adviceWords } from '#web/review/application-words.tsx'
import { MaybeTheSame, remarkWords } from '#web/review/remarks.tsx'
import { ReviewColumns } from '#web/review/review-columns.tsx'
import type { ReviewedActivity } from '#web/review/reviewed-file.ts'
import { activityNotes, ReviewedItem } from '#web/review/reviewed-list.tsx'
import type { FileToCheck } from '#web/secretariat/file-to-check.ts'
import { speech } from '#web/speech.ts'

/** One activity: its evidence beside the claim, what changed and what is advised. */
export function CheckedActivity(
  props: ReviewedActivity<FileToCheck> & {
    /** The question about it, and whether it stands open; undefined when nothing is asked any more. */
    readonly question?: { readonly asked: Content; readonly open: boolean }
  },
) {
  const { visit, loaded, activity, assessment, question } = props
  const { register, committee, unit } = speech(visit)
  const filed = loaded.filed.get(activity.id)
  const advice = filed?.advice
  const kind = loaded.dossier.compiled.regulation.kinds.find(({ id }) => id === activity.kind)
  const open = loaded.open.has(activity.id)
  const remarks = open ? (loaded.remarks.get(activity.id) ?? []) : []
  const advised = open && advice && adviceWords(advice, activity.claimed, unit)
  const notes = [
    ...activityNotes(activity, loaded, unit),
    ...(advised ? [`advies: ${advised.toLowerCase()}`] : []),
  ]
  return (
    <ReviewedItem
      activity={activity}
      remarks={remarks.map(({ is }) => remarkWords[is])}
      notes={notes}
      open={question?.open === true}
    >
      {filed?.addedOn !== undefined && (
        <p class="subtle">Toegevoegd na een vraag, op {formatDay(filed.addedOn)}.</p>
      )}
      <MaybeTheSame {...{ visit, loaded, activity, assessment }} />
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
            {advice.accreditation?.recognised === false && (
              <>. Accreditatie: {advice.accreditation.reason}</>
            )}
          </p>
        )}
        {question &&
          (open ? (
            question.asked
          ) : (
            <p>{committee.The} heeft deze activiteit bij een eerdere aanvraag al beoordeeld.</p>
          ))}
      </ReviewColumns>
    </ReviewedItem>
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
