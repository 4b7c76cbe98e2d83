import type { Inspection, Opened } from '#domain/people/body/inspections.ts'
import { inspectionsOf } from '#domain/people/body/inspections.ts'
import { seatName } from '#domain/people/body/seat.ts'
import { Details, formatDay } from '#web/kit/index.ts'
import type { Visit } from '#web/route.ts'

/** Who opened a file of somebody's own, for them to read. */
export function inspectionsFor(visit: Visit, opened: Opened): Promise<readonly Inspection[]> {
  return inspectionsOf(visit.context, opened)
}

/** Who opened it, in which body and when; nothing as long as nobody did. */
export function Inspections(props: {
  readonly visit: Visit
  readonly inspections: readonly Inspection[]
}) {
  const { visit, inspections } = props
  const { register } = visit.context
  if (inspections.length === 0) return null
  return (
    <Details summary={`Wie dit heeft geopend (${inspections.length})`}>
      <ul>
        {inspections.map(({ name, body, on }) => (
          <li>
            {formatDay(on)}: {name === '' ? '' : `${name}, `}
            {seatName(register, { role: 'member', body })}
          </li>
        ))}
      </ul>
    </Details>
  )
}
