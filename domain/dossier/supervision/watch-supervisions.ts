import { colleagueIn } from '#domain/dossier/supervision/colleague-in.ts'
import { endSupervision } from '#domain/dossier/supervision/end-supervision.ts'
import { watchedSupervisions } from '#domain/dossier/supervision/queries.ts'
import type { ColleagueStanding, EndReason } from '#domain/dossier/supervision/supervision.ts'
import { documentsOfColleagues, fitness } from '#domain/dossier/supervision/supervision.ts'
import { isOver } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { dueOfEach, eachDue } from '#domain/platform/left-undone/each-due.ts'
import type { Colleague } from '#engine'

/**
 * Ends what a colleague took on, or was asked to, once their registration is not as the regulation asks any
 * more, or whoever they did it for does not need it any more.
 */
export async function watchSupervisions(context: Context): Promise<void> {
  const { versions } = context.register
  if (versions.every(({ regulation }) => documentsOfColleagues(regulation).length === 0)) return
  const over = await dueOfEach(
    context,
    await watchedSupervisions(context),
    ({ registrationId }) => registrationId,
    ({ id, registrationId, document, colleague, professional }) => {
      const asked = colleagueIn(context, document)
      const why = whyOver(professional, asked) ?? fitness(colleague, asked, context.today)
      return why === 'fit' ? undefined : { id, registrationId, why }
    },
  )
  await eachDue(
    context,
    over,
    ({ registrationId }) => registrationId,
    (context, { id, why }) => endSupervision(context, { id }, why),
  )
}

// Who has left, or went on to a category in which nobody is needed.
function whyOver(
  { status, category }: ColleagueStanding,
  { whileIn }: Colleague,
): Extract<EndReason, 'finished'> | undefined {
  if (isOver.has(status)) return 'finished'
  const moved = whileIn.length > 0 && category !== undefined && !whileIn.includes(category)
  return moved ? 'finished' : undefined
}
