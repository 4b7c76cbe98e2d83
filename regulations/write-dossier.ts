import type { z } from 'zod'
import type { Activity, CompiledRegulation, Dossier } from '#engine'
import { hundredthsOf, toDecimal } from '#engine'
import type { dossierFile } from './dossier.ts'
import { knownDetails } from './dossier.ts'

/** A dossier in JSON form: what readDossier takes. */
export type DossierJson = z.input<typeof dossierFile>

/**
 * Writes a dossier as JSON, so that its owner can take it along and hold it against this regulation
 * elsewhere: readDossier reads the same dossier out of it. What the regulation knows nothing of,
 * such as a declaration that only the register asks for, is left out, since it decides nothing.
 */
export function writeDossier(dossier: Dossier, compiled: CompiledRegulation): DossierJson {
  const declarations = new Set(compiled.regulation.declarations.map(({ id }) => id))
  const known = {
    ...dossier,
    declarations: dossier.declarations.filter(({ id }) => declarations.has(id)),
    activities: dossier.activities.map((activity) => writeActivity(activity, compiled)),
  }
  // Every number in a dossier is an amount, and a day writes itself as ISO text.
  return JSON.parse(
    JSON.stringify(known, (_, value: unknown) =>
      typeof value === 'number' ? toDecimal(hundredthsOf(value)) : value,
    ),
  )
}

function writeActivity(
  { claimed, attributes, details, ...rest }: Activity,
  { regulation, kinds }: CompiledRegulation,
) {
  const known = new Set(regulation.attributes.map(({ id }) => id))
  return {
    ...rest,
    ...(claimed === undefined ? {} : { [`${regulation.unit}s`]: claimed }),
    attributes: only(attributes, known),
    details: only(details, knownDetails(kinds.get(rest.kind))),
  }
}

function only<Value>(
  values: Readonly<Record<string, Value>>,
  known: ReadonlySet<string>,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => known.has(name)))
}
