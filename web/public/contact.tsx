import { PageTitle, SummaryList } from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'

/** How to reach whoever runs the register. */
export function showContact(visit: Visit): Promise<Response> {
  const { id, organisation, shortName } = visit.context.register
  return page(
    visit,
    { title: 'Contact', description: `Zo bereik je het ${shortName}.` },
    <>
      <PageTitle>Contact</PageTitle>
      <p class="lead">
        Heb je een vraag over je registratie, je portfolio of een certificaat?{' '}
        {organisation.backOffice} helpt je verder.
      </p>
      <SummaryList
        items={[
          {
            term: 'E-mail',
            value: <a href={`mailto:${organisation.email}`}>{organisation.email}</a>,
          },
          {
            term: 'Post',
            value: [
              organisation.foundation,
              ...organisation.address,
              organisation.postalCodeAndCity,
            ].map((line, index) => (
              <>
                {index > 0 && <br />}
                {line}
              </>
            )),
          },
          { term: 'KvK-nummer', value: organisation.kvk },
        ]}
      />
      <h2>Handig om te weten</h2>
      <p>
        Noem je registratienummer als je er een hebt. Stuur geen bewijsstukken per e-mail: voeg ze
        toe in je portfolio.
      </p>
      <p>
        Misschien staat het antwoord al bij de <a href={paths.questions(id)}>veelgestelde vragen</a>
        . Ben je ergens niet tevreden over? Lees dan{' '}
        <a href={paths.complaint(id)}>hoe je een klacht of bezwaar indient</a>.
      </p>
    </>,
  )
}
