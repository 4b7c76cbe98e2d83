import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { labelOfCategory } from '#domain/platform/register/label-of-category.ts'
import { asksActivities, entersActivities } from '#engine'
import { paths } from '#web/paths.ts'
import { moveFromFormer } from '#web/professional/open-questions.ts'
import type { Visit } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** Whether somebody can enter activities: the register asks any, and their category does not stand in the way. */
export function mayEnterActivities({
  compiled: { regulation },
  standing,
}: Pick<LoadedDossier, 'compiled' | 'standing'>): boolean {
  return asksActivities(regulation) && entersActivities(regulation, standing.category)
}

/** Why somebody in a category of before enters no activities, and after what they can. */
export function formerCategoryText(
  visit: Visit,
  { compiled: { regulation }, standing }: Pick<LoadedDossier, 'compiled' | 'standing'>,
): string {
  const { register, say } = speech(visit)
  const move = moveFromFormer(regulation, standing.category)
  const held = labelOfCategory(register, standing.category ?? '')
  const why = `In de categorie ${held} kunnen geen activiteiten worden ingevoerd.`
  if (move === undefined) return why
  const to = labelOfCategory(register, move.to)
  return `${why} Dat ${say('kun je', 'kunt u')} doen zodra ${say('je', 'u')} de categorie ${to} hebt (${move.article}).`
}

/** That on a page, with where the other category is asked. */
export function FormerCategory(props: {
  readonly visit: Visit
  readonly loaded: Pick<LoadedDossier, 'compiled' | 'standing'>
}) {
  const { visit, loaded } = props
  const { id } = visit.context.register
  const move = moveFromFormer(loaded.compiled.regulation, loaded.standing.category)
  return (
    <p>
      {formerCategoryText(visit, loaded)}{' '}
      {move !== undefined && (
        <a href={paths.askMove(id, move.id)}>
          Vraag de categorie {labelOfCategory(visit.context.register, move.to)} aan
        </a>
      )}
    </p>
  )
}
