import type { Compared } from '#domain/dossier/signed-document/compare-extract.ts'
import { compareExtract } from '#domain/dossier/signed-document/compare-extract.ts'
import { readExtract } from '#domain/dossier/signed-document/read-extract.ts'
import { readSigned, signerFor } from '#domain/dossier/signed-document/read-signed.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { CompiledRegulation } from '#engine'
import { dayIn } from '#language/days.ts'
import type { PersonName } from '#language/names.ts'
import { voice } from '#language/voice.ts'
import type { ToldReading } from '#papers/signatures/tell-reading.ts'
import { tellReading } from '#papers/signatures/tell-reading.ts'

/** What a file of a signed document turned out to be, and its text beside what was stated. */
export interface LookedAt {
  readonly proofId: string
  readonly told: ToldReading
  /** Empty where no text could be read. */
  readonly compared: readonly Compared[]
}

/**
 * Looks at every file of a document whose original carries a signature: four facts and a warning, and
 * the name, days and diploma in it beside what was stated. Of other documents there is nothing to say.
 */
export async function lookAtSigned(
  context: Context,
  compiled: CompiledRegulation,
  registrationId: string,
  claims: readonly Claim[],
): Promise<readonly LookedAt[]> {
  const found: LookedAt[] = []
  const days = daysStated(compiled, claims)
  let name: PersonName | undefined
  for (const { stated, proofs } of claims) {
    if (stated.member !== 'document') continue
    const signer = signerFor(context.register, compiled, stated.kind)
    if (signer === undefined) continue
    const { diploma, school, 'born-on': bornOn } = stated.details
    const born = dayIn(bornOn)
    for (const { id } of proofs) {
      const reading = await readSigned(context, id, signer)
      if (reading === undefined) continue
      name ??= await nameOf(context, registrationId)
      const beside = {
        name,
        days,
        ...(typeof diploma === 'string' ? { diploma } : {}),
        ...(typeof school === 'string' ? { institution: school } : {}),
        ...(born === undefined ? {} : { bornOn: born }),
      }
      found.push({
        proofId: id,
        told: tellReading(reading, signer, voice(context.register.address)),
        compared:
          reading.lines.length === 0 ? [] : compareExtract(readExtract(reading.lines), beside),
      })
    }
  }
  return found
}

async function nameOf({ db }: Context, registrationId: string): Promise<PersonName> {
  const { first_name, initials, name_prefix, last_name } = await db
    .selectFrom('registration')
    .innerJoin('person', 'person.id', 'registration.person_id')
    .where('registration.id', '=', registrationId)
    .select(['first_name', 'initials', 'name_prefix', 'last_name'])
    .executeTakeFirstOrThrow()
  return { firstName: first_name, initials, namePrefix: name_prefix, lastName: last_name }
}

/** The days that somebody stated as facts, in the words of the regulation. */
function daysStated({ regulation }: CompiledRegulation, claims: readonly Claim[]) {
  return claims.flatMap(({ stated, state }) => {
    if (stated.member !== 'fact' || state === 'rejected' || state === 'expired') return []
    const fact = regulation.facts.find(({ id }) => id === stated.fact)
    return fact?.type === 'day' && stated.value instanceof Temporal.PlainDate
      ? [{ label: fact.label, on: stated.value }]
      : []
  })
}
