import { mostMembers, searchMembers } from '#domain/people/registration/search-members.ts'
import { DataTable, EmptyState, PageTitle, SearchBox, Tag } from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'

/** Finds people in every status, by name, number or address. */
export async function showWorkSearch(visit: Visit): Promise<Response> {
  const { context, url } = visit
  const { register } = context
  const typed = (url.searchParams.get('zoek') ?? '').trim().slice(0, 200)
  const found = await searchMembers(context, typed)
  return page(
    visit,
    { title: 'Zoeken', current: paths.workSearch(register.id) },
    <>
      <PageTitle>Zoeken</PageTitle>
      <SearchBox
        action={paths.workSearch(register.id)}
        name="zoek"
        label="Naam, registratienummer of e-mailadres"
        value={typed}
      />
      {typed !== '' && found.length === 0 && (
        <EmptyState title={`Niemand gevonden voor ‘${typed}’`}>
          <p>Probeer een deel van de achternaam, of het registratienummer.</p>
        </EmptyState>
      )}
      {found.length > 0 && (
        <>
          <p role="status">
            {found.length === mostMembers
              ? `De eerste ${mostMembers} mensen voor ‘${typed}’. Zoek preciezer om minder te zien.`
              : found.length === 1
                ? `1 persoon gevonden voor ‘${typed}’.`
                : `${found.length} mensen gevonden voor ‘${typed}’.`}
          </p>
          <DataTable
            caption="Gevonden mensen"
            captionHidden
            rows={found}
            columns={[
              {
                header: 'Naam',
                primary: true,
                cell: (one) => (
                  <a href={paths.workFile(register.id, one.registrationId)}>{one.name}</a>
                ),
              },
              { header: 'Nummer', nowrap: true, cell: (one) => one.number ?? 'Nog geen' },
              { header: 'E-mailadres', cell: (one) => one.email },
              { header: 'Werkgever', cell: (one) => one.employer },
              {
                header: 'Status',
                cell: (one) => (
                  <Tag colour={register.statuses[one.status].tone}>
                    {register.statuses[one.status].label}
                  </Tag>
                ),
              },
            ]}
          />
        </>
      )}
    </>,
  )
}
