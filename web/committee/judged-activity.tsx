import { isLookedAt } from '#domain/certification/committee/judgement.ts'
import type { FileToJudge } from '#web/committee/file-to-judge.ts'
import type { Content } from '#web/kit/index.ts'
import { Details, formatQuantity } from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'
import { adviceWords, grantWords } from '#web/review/application-words.tsx'
import { ReviewColumns } from '#web/review/review-columns.tsx'
import type { ReviewedActivity } from '#web/review/reviewed-file.ts'
import { speech } from '#web/speech.ts'

/** One activity: its evidence beside the claim, the advice and what is found of it. */
export function JudgedActivity(
  props: ReviewedActivity<FileToJudge> & {
    /** The question about it, and whether it came back with an error; without it there is no form. */
    readonly question?: { readonly asked: Content; readonly wrong: boolean }
  },
) {
  const { visit, loaded, activity, assessment, question } = props
  const { register, say, unit } = speech(visit)
  const { dossier, filed, file, settlement, own } = loaded
  const advice = filed.get(activity.id)?.advice
  const open = loaded.open.has(activity.id)
  const { review } = dossier.compiled.regulation
  const sampling = review.lines === 'sample' || review.application === 'sample'
  const disputed = settlement.is === 'divided' && settlement.on.includes(activity.id)
  const selfSigned = activity.selfSignedOn !== undefined
  const about = { id: activity.id, selfSigned, advised: advice?.advice }
  const look = open ? isLookedAt(about, file.application.id, review) : undefined
  const grant = own?.grants.get(activity.id)
  const notes: Content[] = [
    activity.claimed === undefined ? '' : formatQuantity(activity.claimed, unit),
    advice === undefined
      ? 'geen advies'
      : `advies: ${adviceWords(advice, activity.claimed, unit).toLowerCase()}`,
    look === undefined || look === 'deviates' || (look === 'sampled' && !sampling)
      ? ''
      : looks[look],
    disputed ? 'leden verschillen' : '',
    open ? '' : 'eerder beoordeeld',
  ].filter((note) => note !== '')
  return (
    <section class="review-item">
      <Details
        summary={
          <>
            <strong>{activity.title}</strong>. {notes.join(' · ')}
          </>
        }
        open={question !== undefined && (look !== undefined || disputed || question.wrong)}
        id={`activiteit-${activity.id}`}
      >
        <ReviewColumns
          {...{ visit, loaded, activity, assessment }}
          hrefOf={({ documentId }) =>
            paths.committeeDocument(register.id, file.application.id, documentId)
          }
          label={`Oordeel over ${activity.title}`}
        >
          {advice !== undefined && advice.reason !== '' && (
            <p class="preserve">
              {register.organisation.backOffice.name} schrijft: {advice.reason}
            </p>
          )}
          {!open && activity.judgementReason !== '' && (
            <p class="preserve">Eerder geschreven: {activity.judgementReason}</p>
          )}
          {open && question?.asked}
          {question === undefined && grant !== undefined && (
            <p>
              {say('Jouw', 'Uw')} oordeel:{' '}
              <strong>{grantWords(grant, activity.claimed, unit)}</strong>
              {grant.reason !== '' && <>. {grant.reason}</>}
            </p>
          )}
        </ReviewColumns>
      </Details>
    </section>
  )
}

const looks = {
  deviates: 'advies wijkt af',
  'self-signed': 'zelf ondertekend',
  sampled: 'in de steekproef',
} as const
