import { publishedRulings } from '#domain/certification/ruling/queries.ts'
import { boardOf } from '#regulations/bodies.ts'
import { Card, EmptyState, SearchBox } from '#web/kit/index.ts'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { PublishedText } from '#web/review/ruling.tsx'
import type { Visit } from '#web/route.ts'
import { notFound } from '#web/route.ts'

/** The register of decisions: what the board decided where the regulation is silent, without names. */
export async function showPublishedRulings(visit: Visit): Promise<Response> {
  const { context, url } = visit
  const { register } = context
  const board = boardOf(register) ?? notFound()
  const typed = (url.searchParams.get('zoek') ?? '').slice(0, 200)
  const found = await publishedRulings(context, { words: typed })
  return titledPage(
    visit,
    {
      title: 'Uitspraken',
      current: paths.rulings(register.id),
      description: `Wat ${board.the} besliste waar het reglement niets over zegt.`,
    },
    <>
      <p class="lead">
        Zegt het reglement ergens niets over? Dan beslist {board.the}. Hier staat wat er is gevraagd
        en besloten, zonder namen.
      </p>
      {(typed.trim() !== '' || found.length > 0) && (
        <SearchBox
          action={paths.rulings(register.id)}
          name="zoek"
          label="Zoek in de uitspraken"
          hint="Bijvoorbeeld ‘stage buitenland’."
          value={typed}
        />
      )}
      {found.length === 0 ? (
        <EmptyState title={typed.trim() === '' ? 'Er zijn nog geen uitspraken' : 'Niets gevonden'}>
          <p>
            {typed.trim() === '' ? (
              'Zodra er een besluit is, staat het hier.'
            ) : (
              <a href={paths.rulings(register.id)}>Bekijk alle uitspraken</a>
            )}
          </p>
        </EmptyState>
      ) : (
        found.map((one) => (
          <Card>
            <p class="label">{one.number}</p>
            <h2 class="preserve">{one.question}</h2>
            <PublishedText ruling={one} />
          </Card>
        ))
      )}
    </>,
  )
}
