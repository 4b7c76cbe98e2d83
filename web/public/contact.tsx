import { voice } from '#regulations/voice.ts'
import { wording } from '#regulations/wording.ts'
import { PageTitle, SummaryList } from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'

/** How to reach whoever runs the register. */
export function showContact(visit: Visit): Promise<Response> {
  const { you, your, say } = voice(visit.context.register.address)
  const { id, organisation } = visit.context.register
  const { certificate, register: called } = wording(visit.context.register)
  return page(
    visit,
    { title: 'Contact', description: `Zo ${say('bereik je', 'bereikt u')} ${called.the}.` },
    <>
      <PageTitle>Contact</PageTitle>
      <p class="lead">
        {say('Heb je', 'Hebt u')} een vraag over {your} registratie, {your} portfolio of een{' '}
        {certificate.name}? {organisation.backOffice.name} helpt {you} verder.
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
        Noem {your} registratienummer als {you} er een hebt. Stuur geen bewijsstukken per e-mail:
        voeg ze toe in {your} portfolio.
      </p>
      <p>
        Misschien staat het antwoord al bij de <a href={paths.questions(id)}>veelgestelde vragen</a>
        . {say('Ben je', 'Bent u')} ergens niet tevreden over? Lees dan{' '}
        <a href={paths.complaint(id)}>hoe {you} een klacht of bezwaar indient</a>.
      </p>
    </>,
  )
}
