import { voice } from '#regulations/voice.ts'
import { DataTable, PageTitle } from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import type { Visit } from '#web/route.ts'

interface Cookie {
  readonly name: string
  readonly purpose: string
  readonly kept: string
}

/** Which cookies there are: only those without which signing in would not work. */
export function showCookies(visit: Visit): Promise<Response> {
  const { you, say } = voice(visit.context.register.address)
  const secure = visit.context.platform.origin.startsWith('https:')
  const cookies: readonly Cookie[] = [
    {
      name: secure ? '__Host-peil' : 'peil',
      purpose: `Onthoudt dat ${you} bent ingelogd.`,
      kept: `Tot ${you} uitlogt, hoogstens 90 dagen`,
    },
    {
      name: 'peil-bericht',
      purpose: 'Toont op de volgende pagina of iets is gelukt.',
      kept: 'Hoogstens 5 minuten',
    },
  ]
  return page(
    visit,
    { title: 'Cookies' },
    <>
      <PageTitle>Cookies</PageTitle>
      <p class="lead">
        Deze website volgt {you} niet. Er zijn twee kleine cookies, en alleen als ze nodig zijn.
      </p>
      <DataTable
        caption="De cookies van deze website"
        captionHidden
        rows={cookies}
        columns={[
          { header: 'Naam', primary: true, cell: ({ name }) => <code>{name}</code> },
          { header: 'Waarvoor', cell: ({ purpose }) => purpose },
          { header: 'Hoelang', cell: ({ kept }) => kept },
        ]}
      />
      <p>
        Er zijn geen cookies van anderen, geen advertenties en geen statistieken die{' '}
        {say('jou', 'u')} herkennen. Daarom vragen we niet om toestemming. Ook lettertypen en
        plaatjes komen van deze website zelf.
      </p>
    </>,
  )
}
