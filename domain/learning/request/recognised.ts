import { holdsOn } from '#domain/courses/accreditation/accreditation.ts'
import { recognisedFor } from '#domain/courses/accreditation/queries.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import { trainingOf } from '#domain/learning/request/title.ts'
import { findOrganisation } from '#domain/organisations/organisation/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** Who was recognised on the day of a document to give the training that it shows. */
export interface RecognisedThen {
  /** As the register calls the training. */
  readonly training: string
  readonly on: Temporal.PlainDate
  /** The names of the organisations; none where nobody was. */
  readonly by: readonly string[]
}

/**
 * Of every document that shows that somebody followed a training that the register named: who was recognised to give it
 * on the day of that document, by the id of the claim. Which of them gave it is for whoever looks at the file.
 */
export async function recognisedThen(
  context: Context,
  claims: readonly Claim[],
): Promise<ReadonlyMap<string, RecognisedThen>> {
  const { register } = context
  const found = new Map<string, RecognisedThen>()
  for (const { id, stated } of claims) {
    if (stated.member !== 'document') continue
    const training = trainingOf(register, stated.kind)
    if (training === undefined) continue
    const held = await recognisedFor(context, register.id, training.id)
    const then = held.filter((one) => holdsOn(one, stated.issuedOn))
    const by: string[] = []
    for (const { organisationId } of then) {
      const one = organisationId && (await findOrganisation(context, organisationId))
      if (one) by.push(one.name)
    }
    found.set(id, { training: training.label, on: stated.issuedOn, by: [...new Set(by)] })
  }
  return found
}
