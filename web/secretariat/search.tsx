import { mostMembers, searchMembers } from '#domain/people/registration/search-members.ts'
import { officeActs } from '#regulations/acts.ts'
import { statusWords } from '#regulations/wording.ts'
import { listPage } from '#web/layout/list-page.tsx'
import { paths } from '#web/paths.ts'
import { Tied, withoutTied } from '#web/review/ties.tsx'
import type { Visit } from '#web/route.ts'

/** Finds people in every status, by name, number or address. */
export async function showWorkSearch(visit: Visit): Promise<Response> {
  const { context, url } = visit
  const { register } = context
  const typed = (url.searchParams.get('zoek') ?? '').trim().slice(0, 200)
  const { free: found, tied } = await withoutTied(
    visit,
    officeActs,
    await searchMembers(context, typed),
    (one) => one,
  )
  return listPage(visit, {
    title: 'Zoeken',
    current: paths.workSearch(register.id),
    search: { name: 'zoek', label: 'Naam, registratienummer of e-mailadres', value: typed },
    above: found.length > 0 && <p role="status">{foundText(found.length, typed)}</p>,
    list:
      typed === ''
        ? undefined
        : {
            caption: 'Gevonden mensen',
            rows: found,
            columns: ({ name, text, status }) => [
              name(
                'Naam',
                (one) => one.name,
                ({ registrationId }) => paths.workFile(register.id, registrationId),
              ),
              text('Nummer', ({ number }) => number ?? 'Nog geen', { nowrap: true }),
              text('E-mailadres', ({ email }) => email),
              text('Werkgever', ({ employer }) => employer),
              status('Status', (one) => {
                const { tone, label } = statusWords(register, one)
                return { colour: tone, label }
              }),
            ],
            empty: {
              title: `Niemand gevonden voor ‘${typed}’`,
              text: <p>Probeer een deel van de achternaam, of het registratienummer.</p>,
            },
          },
    after: <Tied {...{ visit, tied }} />,
  })
}

function foundText(count: number, typed: string): string {
  if (count === mostMembers) {
    return `De eerste ${mostMembers} mensen voor ‘${typed}’. Zoek preciezer om minder te zien.`
  }
  return count === 1
    ? `1 persoon gevonden voor ‘${typed}’.`
    : `${count} mensen gevonden voor ‘${typed}’.`
}
