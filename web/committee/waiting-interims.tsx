import type { WaitingInterim } from '#domain/certification/interim/queries.ts'
import { List } from '#web/layout/list-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { accountOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** What waits to be judged apart from applications, of which a member did not step back. */
export function WaitingInterims(props: {
  readonly visit: Visit
  readonly waiting: readonly WaitingInterim[]
}) {
  const { visit, waiting } = props
  const { accountId } = accountOf(visit)
  const { register, say } = speech(visit)
  if (waiting.length === 0) {
    // What the committee can take itself is found also where nobody asked for anything.
    return register.admission?.interim === undefined ? null : (
      <p>
        <a href={paths.committeeInterims(register.id)}>
          Activiteiten per soort in behandeling nemen
        </a>
      </p>
    )
  }
  return (
    <>
      <h2>Tussentijds te beoordelen ({waiting.length})</h2>
      <List
        {...{ visit, rows: waiting, caption: 'Activiteiten die tussentijds worden beoordeeld' }}
        columns={({ name, text: said, day }) => [
          name(
            'Activiteit',
            ({ title }) => title,
            ({ id }) => paths.committeeInterim(register.id, id),
          ),
          said('Van', (one) => one.name),
          day('Gevraagd', ({ askedOn }) => askedOn),
          said('Stand', ({ judgedBy }) =>
            judgedBy.includes(accountId)
              ? `${say('Jouw', 'Uw')} oordeel is gegeven`
              : 'Wacht op een oordeel',
          ),
        ]}
      />
      <p>
        <a href={paths.committeeInterims(register.id)}>Beoordeel ze per soort</a>
      </p>
    </>
  )
}
