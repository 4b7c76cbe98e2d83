import { runningStatuses } from '#domain/certification/application/application.ts'
import { movesFrom } from '#domain/certification/application/prepare-move.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { categoryLabel } from '#domain/dossier/statement/in-words.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { remindOnce } from '#domain/platform/register/remind-once.ts'
import type { Move } from '#engine'
import { assessMove, normsThatAsk } from '#engine'
import { couldMove } from '#mail/could-move.ts'

/** Tells everybody once who has worked enough for another category that they could ask for it. */
export async function tellPossibleMoves(context: Context): Promise<void> {
  if (context.register.versions.every(({ regulation }) => regulation.moves.length === 0)) return
  await eachDue(
    context,
    await withWork(context),
    ({ id }) => id,
    async (context, { id }) => {
      const loaded = await loadDossier(context, id)
      for (const move of possibleMoves(loaded, context.today)) {
        if (await remindOnce(context, id, `could-move:${move.id}`))
          await tell(context, loaded, move)
      }
    },
  )
}

/**
 * The changes of category that somebody could ask for on a day: those of which the category asks work,
 * and all that it asks of work is stated and enough.
 */
export function possibleMoves(loaded: LoadedDossier, today: Temporal.PlainDate): readonly Move[] {
  const { compiled, dossier } = loaded
  return movesFrom(loaded).filter((move) => {
    const asking = normsThatAsk(compiled.regulation, { kind: 'first', category: move.to })
    // How the work is shown is asked once it is asked for.
    const ofWork = new Set(
      asking
        .filter(({ asks }) => asks.some(({ what }) => what === 'work'))
        .filter(({ asks }) => asks.every(({ what }) => what !== 'document'))
        .map(({ id }) => id),
    )
    if (ofWork.size === 0) return false
    const { criteria } = assessMove(compiled, move, dossier, today)
    return criteria
      .filter(({ id }) => ofWork.has(id))
      .every(({ outcome }) => outcome === 'met' || outcome === 'undetermined')
  })
}

// Who holds a category, has stated work and has nothing running.
async function withWork({ db, register }: Context): Promise<readonly { readonly id: string }[]> {
  return db
    .selectFrom('registration')
    .where('register', '=', register.id)
    .where('status', '=', 'certified')
    .where('category', 'is not', null)
    .where(({ and, not, exists, selectFrom }) =>
      and([
        exists(
          selectFrom('claim')
            .whereRef('claim.registration_id', '=', 'registration.id')
            .where('claim.member', '=', 'work')
            .where('claim.ended_on', 'is', null)
            .select('claim.id'),
        ),
        not(
          exists(
            selectFrom('application')
              .whereRef('application.registration_id', '=', 'registration.id')
              .where('application.status', 'in', [...runningStatuses])
              .select('application.id'),
          ),
        ),
      ]),
    )
    .orderBy('id')
    .select('id')
    .execute()
}

async function tell(context: Context, { standing, compiled }: LoadedDossier, move: Move) {
  const { registrationId: id, category = '' } = standing
  const member = await findMember(context, id)
  if (member === undefined || member.email === '') return
  const { regulation } = compiled
  await writeMessage(
    context,
    'could-move',
    { name: member.name, address: member.email, accountId: member.accountId },
    couldMove({
      register: mailRegister(context.platform, context.register),
      name: member.name,
      held: categoryLabel(regulation, category),
      other: categoryLabel(regulation, move.to),
    }),
  )
  await record(context, { noun: 'registration', id, action: 'tell-move', facts: { move: move.id } })
}
