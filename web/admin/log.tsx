import { lastCheckpoint, listRecords } from '#domain/platform/audit/list-records.ts'
import { Details, formatCount, formatMoment } from '#web/kit/index.ts'
import { listPage, pageAsked, pagesOf } from '#web/layout/list-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'

const perPage = 50

/** The log: every change in the register, who made it, and how far the record is sealed. */
export async function showLog(visit: Visit): Promise<Response> {
  const { context } = visit
  const number = pageAsked(visit)
  const { records, total } = await listRecords(context, number, perPage)
  const sealed = await lastCheckpoint(context)
  return listPage(visit, {
    title: 'Logboek',
    current: paths.adminLog(context.register.id),
    lead: (
      <p class="lead">
        Elke wijziging laat een regel achter: wie, wat en wanneer. De regels worden verzegeld, zodat
        niemand er later één kan veranderen of weghalen zonder dat het opvalt.
      </p>
    ),
    above: (
      <>
        <p>
          {formatCount(sealed.size)} van {formatCount(total)} regels zijn verzegeld
          {sealed.signedAt === undefined
            ? '.'
            : `, het laatst op ${formatMoment(sealed.signedAt)}.`}{' '}
          Controleren kan met <code>npx peil audit verify</code>.
        </p>
        {sealed.note !== undefined && (
          <Details summary="Laatste verzegeling, om te bewaren">
            <pre class="mono">{sealed.note}</pre>
          </Details>
        )}
      </>
    ),
    list: {
      caption: 'Wijzigingen, de nieuwste eerst',
      rows: records,
      columns: ({ name, moment, status, text }) => [
        name('Wat', ({ noun, action }) => `${noun}: ${action}`),
        text('Wie', ({ actorEmail, actor }) => actorEmail ?? actor),
        moment('Wanneer', ({ at }) => at),
        text('Op welk gegeven', ({ recordId }) => <code>{recordId}</code>),
        status(
          'Verzegeld',
          (record) =>
            record.sealed
              ? { colour: 'green', label: 'Verzegeld' }
              : { colour: 'grey', label: 'Nog niet' },
          { selfExplaining: true },
        ),
      ],
      empty: { title: 'Er is nog niets gewijzigd' },
      pages: { page: number, of: pagesOf(total, perPage) },
    },
  })
}
