import type { LookReason } from '#domain/certification/application/application.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { FileToJudge } from '#web/committee/file-to-judge.ts'
import { paths } from '#web/paths.ts'
import { grantWords } from '#web/review/application-words.tsx'
import type { ReviewedActivity, SortedFile } from '#web/review/reviewed-file.ts'
import { sortFile } from '#web/review/reviewed-file.ts'
import { ReviewedItem } from '#web/review/reviewed-item.tsx'
import type { Question } from '#web/review/reviewed-list.tsx'
import { speech, unitsOf } from '#web/speech.ts'

/**
 * The activities as a member goes through them: beside what is remarkable of itself, those are apart
 * that the back office did not advise to approve, that were drawn, and about which members differ.
 */
export function sortForMember(loaded: FileToJudge): SortedFile {
  return sortFile(loaded, (activity) => reasonsToLook(loaded, activity).length > 0)
}

// Whether the committee looks at an activity in full: where the back office did not advise to approve
// all of it as it was claimed, and where that was fixed as the application was passed on.
function isLookedInto(loaded: FileToJudge, { id }: PortfolioActivity): boolean {
  return loaded.open.has(id) && (deviates(loaded, id) || lookedOf(loaded, id).length > 0)
}

function deviates({ filed }: FileToJudge, id: string): boolean {
  const advised = filed.get(id)?.advice
  return (
    advised?.advice !== 'approve' ||
    advised.accreditation?.recognised === false ||
    advised.attributes !== undefined
  )
}

function lookedOf({ filed, file }: FileToJudge, id: string): readonly LookReason[] {
  // What came to the committee before that was fixed, is read as a whole.
  const looked = filed.get(id)?.looked ?? ['all']
  return file.application.readAllOn === undefined ? looked : ['all', ...looked]
}

// What was drawn is the sample. What is looked at for a risk is named as that, and never called so;
// that something was self-signed stands beside it already.
const lookWords = {
  all: '',
  sampled: 'in de steekproef',
  'self-signed': 'altijd nagekeken (risico)',
  'over-stated-load': 'risico: boven de studiebelasting',
  undecided: 'geaccrediteerd, zonder bekend besluit',
  'first-of-kind': 'risico: eerste van deze soort',
} as const satisfies Record<LookReason, string>

// Why a member looks at an activity that says nothing remarkable itself, in a few words.
function reasonsToLook(loaded: FileToJudge, activity: PortfolioActivity): readonly string[] {
  const { filed, settlement, open } = loaded
  const { id } = activity
  if (!open.has(id)) return []
  const advised = filed.get(id)?.advice
  const disputed = settlement.is === 'divided' && settlement.on.includes(id)
  return [
    !deviates(loaded, id) ? '' : advised === undefined ? 'geen advies' : 'advies wijkt af',
    ...lookedOf(loaded, id).map((why) => lookWords[why]),
    loaded.file.application.readAllOn === undefined ? '' : 'alles wordt gelezen',
    disputed ? 'leden verschillen' : '',
  ].filter((reason) => reason !== '')
}

/** One activity: its evidence beside the claim, the advice and what is found of it. */
export function JudgedActivity(
  props: ReviewedActivity<FileToJudge> & {
    /** Without it there is no form. */
    readonly question?: Question
  },
) {
  const { visit, loaded, activity, assessment, question } = props
  const { register, say } = speech(visit)
  const units = unitsOf(register, loaded.dossier.compiled.regulation)
  const { filed, file, own } = loaded
  const advice = filed.get(activity.id)?.advice
  const open = loaded.open.has(activity.id)
  const grant = own?.grants.get(activity.id)
  return (
    <ReviewedItem
      {...{ visit, loaded, activity, assessment, advice }}
      reasons={reasonsToLook(loaded, activity)}
      open={question !== undefined && (question.open || isLookedInto(loaded, activity))}
      hrefOf={({ documentId }) =>
        paths.committeeDocument(register.id, file.application.id, documentId)
      }
      label={`Oordeel over ${activity.title}`}
      committee
    >
      {advice !== undefined && advice.reason !== '' && (
        <p class="preserve">
          {register.organisation.backOffice.name} schrijft: {advice.reason}
        </p>
      )}
      {advice?.accreditation?.reason !== undefined && (
        <p class="preserve">
          {register.organisation.backOffice.name} schrijft over de accreditatie:{' '}
          {advice.accreditation.reason}
        </p>
      )}
      {advice?.attributes !== undefined && (
        <p class="preserve">
          {register.organisation.backOffice.name} schrijft over wat is opgegeven:{' '}
          {advice.attributes.reason}
        </p>
      )}
      {!open && activity.judgementReason !== '' && (
        <p class="preserve">Eerder geschreven: {activity.judgementReason}</p>
      )}
      {!open && activity.accreditationRefused !== undefined && (
        <p class="preserve">Accreditatie eerder niet erkend: {activity.accreditationRefused}</p>
      )}
      {!open && activity.accreditationAnyway !== '' && (
        <p class="preserve">Accreditatie eerder toch erkend: {activity.accreditationAnyway}</p>
      )}
      {open && question?.asked}
      {question === undefined && grant !== undefined && (
        <p>
          {say('Jouw', 'Uw')} oordeel: <strong>{grantWords(grant, activity, units)}</strong>
          {grant.reason !== '' && <>. {grant.reason}</>}
          {grant.accreditation?.reason !== undefined && (
            <>. Accreditatie: {grant.accreditation.reason}</>
          )}
          {grant.attributes !== undefined && <>. Niet erkend: {grant.attributes.reason}</>}
        </p>
      )}
    </ReviewedItem>
  )
}
