import type { LabelFacts } from '#domain/organisations/label/label.ts'
import { labelKinds } from '#domain/organisations/label/label.ts'
import { tellManagers } from '#domain/organisations/member/tell-members.ts'
import { findOrganisation } from '#domain/organisations/organisation/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { scopeNames } from '#engine'
import type { LabelAnswer } from '#mail/label.ts'
import { labelAnswered } from '#mail/label.ts'

/** A label in words: "CRKBO (instelling)". */
export function labelTitle(
  { platform }: Pick<Context, 'platform'>,
  { kind, scope }: Pick<LabelFacts, 'kind' | 'scope'>,
): string {
  const name = labelKinds(platform.registers.values()).find(({ id }) => id === kind)?.name
  return `${name ?? kind} (${scopeNames[scope]})`
}

/** Tells whoever manages an organisation what a register found of a label of it; of who is not here, nobody. */
export async function tellOfLabel(
  context: Context,
  {
    organisationId,
    facts,
    note,
  }: {
    readonly organisationId: string | undefined
    readonly facts: LabelFacts
    readonly note: string
  },
  outcome: LabelAnswer,
): Promise<void> {
  if (organisationId === undefined) return
  const organisation = await findOrganisation(context, organisationId)
  if (organisation === undefined) return
  const about = { organisation: organisationId, but: [] }
  await tellManagers(context, 'label-answered', about, (told) =>
    labelAnswered({
      ...told,
      organisation: organisation.name,
      label: labelTitle(context, facts),
      outcome,
      note: note.trim(),
      first: facts.first?.toString(),
      last: facts.last?.toString(),
    }),
  )
}
