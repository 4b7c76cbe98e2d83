import { lastCheckpoint, listRecords } from '#domain/platform/audit/list-records.ts'
import {
  DataTable,
  Details,
  EmptyState,
  formatCount,
  formatMoment,
  PageTitle,
  Pagination,
  Tag,
} from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'

const perPage = 50

/** The log: every change in the register, who made it, and how far the record is sealed. */
export async function showLog(visit: Visit): Promise<Response> {
  const { context, url } = visit
  const here = paths.adminLog(context.register.id)
  const asked = Number.parseInt(url.searchParams.get('pagina') ?? '1', 10)
  const number = Number.isSafeInteger(asked) && asked > 0 ? asked : 1
  const { records, total } = await listRecords(context, number, perPage)
  const sealed = await lastCheckpoint(context)
  return page(
    visit,
    { title: 'Logboek', current: here },
    <>
      <PageTitle>Logboek</PageTitle>
      <p class="lead">
        Elke wijziging laat een regel achter: wie, wat en wanneer. De regels worden verzegeld, zodat
        niemand er later één kan veranderen of weghalen zonder dat het opvalt.
      </p>
      <p>
        {formatCount(sealed.size)} van {formatCount(total)} regels zijn verzegeld
        {sealed.signedAt === undefined ? '.' : `, het laatst op ${formatMoment(sealed.signedAt)}.`}{' '}
        Controleren kan met <code>npx peil audit verify</code>.
      </p>
      {sealed.note !== undefined && (
        <Details summary="Laatste verzegeling, om te bewaren">
          <pre class="mono">{sealed.note}</pre>
        </Details>
      )}
      {records.length === 0 ? (
        <EmptyState title="Er is nog niets gewijzigd" />
      ) : (
        <DataTable
          caption="Wijzigingen, de nieuwste eerst"
          captionHidden
          rows={records}
          columns={[
            {
              header: 'Wat',
              primary: true,
              cell: (record) => `${record.noun}: ${record.action}`,
            },
            { header: 'Wie', cell: (record) => record.actorEmail ?? record.actor },
            { header: 'Wanneer', cell: (record) => formatMoment(record.at) },
            { header: 'Op welk gegeven', cell: (record) => <code>{record.recordId}</code> },
            {
              header: 'Verzegeld',
              selfExplaining: true,
              cell: (record) =>
                record.sealed ? (
                  <Tag colour="green">Verzegeld</Tag>
                ) : (
                  <Tag colour="grey">Nog niet</Tag>
                ),
            },
          ]}
        />
      )}
      <Pagination
        page={number}
        pages={Math.max(1, Math.ceil(total / perPage))}
        href={(n) => `${here}?pagina=${n}`}
      />
    </>,
  )
}
