import { Alert, Details, formatDay } from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'
import { adviceWords } from '#web/review/application-words.tsx'
import type { ReviewedActivity } from '#web/review/reviewed-file.ts'
import { ReviewedItem } from '#web/review/reviewed-item.tsx'
import type { Question } from '#web/review/reviewed-list.tsx'
import type { FileToCheck } from '#web/secretariat/file-to-check.ts'
import { speechAbout, unitsOf } from '#web/speech.ts'

/** One activity: its evidence beside the claim, what changed and what is advised. */
export function CheckedActivity(
  props: ReviewedActivity<FileToCheck> & {
    /** Undefined when nothing is asked any more. */
    readonly question?: Question
  },
) {
  const { visit, loaded, activity, assessment, question } = props
  const { register, committee } = speechAbout(visit, activity.judgedIn)
  const filed = loaded.filed.get(activity.id)
  const advice = filed?.advice
  const kind = loaded.dossier.compiled.regulation.kinds.find(({ id }) => id === activity.kind)
  const open = loaded.open.has(activity.id)
  return (
    <ReviewedItem
      {...{ visit, loaded, activity, assessment }}
      advice={open ? advice : undefined}
      open={question?.open === true}
      above={
        filed?.addedOn !== undefined && (
          <p class="subtle">Na het insturen toegevoegd, op {formatDay(filed.addedOn)}.</p>
        )
      }
      hrefOf={({ documentId }) => paths.workDocument(register.id, documentId)}
      label={`Aanvraag en advies bij ${activity.title}`}
      committee={false}
    >
      <AlsoOfOthers names={loaded.ofOthers.get(activity.id) ?? []} of="activity" />
      {kind !== undefined && (
        <Details summary="De regel voor deze soort">
          <p>
            {kind.rule} <span class="subtle">({kind.article})</span>
          </p>
        </Details>
      )}
      {advice !== undefined && (
        <p>
          Bewaard advies:{' '}
          <strong>
            {adviceWords(advice, activity, unitsOf(register, loaded.dossier.compiled.regulation))}
          </strong>
          {advice.reason !== '' && <>. {advice.reason}</>}
          {advice.accreditation?.reason !== undefined && (
            <>. Accreditatie: {advice.accreditation.reason}</>
          )}
          {advice.attributes !== undefined && <>. Niet erkend: {advice.attributes.reason}</>}
        </p>
      )}
      {question &&
        (open ? (
          question.asked
        ) : (
          <p>
            {committee.The} heeft deze activiteit{' '}
            {activity.judgedIn === 'interim' ? 'tussentijds' : 'bij een eerdere aanvraag'} al
            beoordeeld.
          </p>
        ))}
    </ReviewedItem>
  )
}

// That a file is there twice may well be right, as with a list that all who were there signed.
/** Which of the files are somebody else's too; whose, is not told. */
export function AlsoOfOthers(props: {
  readonly names: readonly string[]
  readonly of: 'activity' | 'claim'
}) {
  const { names, of } = props
  if (names.length === 0) return null
  return (
    <Alert type={of === 'activity' ? 'info' : 'warning'}>
      {names.map((name) => (
        <p>
          {of === 'activity'
            ? `Het bestand ‘${name}’ is in dit register ook het bewijs bij iets van iemand anders. Dat kan kloppen, zoals bij een presentielijst.`
            : `Het bestand ‘${name}’ is in dit register ook het bewijs bij iets van iemand anders. Kijk of het van deze persoon is.`}
        </p>
      ))}
    </Alert>
  )
}
