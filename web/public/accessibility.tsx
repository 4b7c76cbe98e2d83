import { voice } from '#regulations/voice.ts'
import { wording } from '#regulations/wording.ts'
import { PageTitle } from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import type { Visit } from '#web/route.ts'

/** What was done so that everybody can use the register, and where to say that something fails. */
export function showAccessibility(visit: Visit): Promise<Response> {
  const { you, say } = voice(visit.context.register.address)
  const { organisation } = visit.context.register
  const { certificate, register: called } = wording(visit.context.register)
  return page(
    visit,
    { title: 'Toegankelijkheid' },
    <>
      <PageTitle>Toegankelijkheid</PageTitle>
      <p class="lead">
        Iedereen moet {called.the} kunnen gebruiken, ook met een schermlezer, met alleen een
        toetsenbord of met vergrote letters.
      </p>
      <p>
        We maken deze website volgens de richtlijnen WCAG 2.2, niveau A en AA. Bij elke verandering
        controleert een programma alle pagina’s, op een groot en een klein scherm, licht en donker.
      </p>
      <h2>Wat {you} mag verwachten</h2>
      <ul>
        <li>Alles werkt met alleen het toetsenbord, en ook zonder JavaScript.</li>
        <li>
          De tekst {say('kun je', 'kunt u')} tot 400 procent vergroten, zonder dat {you} opzij moet
          schuiven.
        </li>
        <li>Kleur is nooit het enige wat iets betekent.</li>
        <li>
          Bij een fout staat wat er mis is en hoe {you} het oplost. Wat {you} typte blijft staan.
        </li>
        <li>Brieven en {certificate.many} zijn pdf-bestanden die een schermlezer kan voorlezen.</li>
      </ul>
      <h2>Wat nog niet is onderzocht</h2>
      <p>
        Er is nog geen onderzoek door een onafhankelijk bureau gedaan. Ook is nog niet getest met
        mensen die hulpmiddelen gebruiken. Bewijsstukken die anderen toevoegen, zijn niet altijd
        toegankelijk.
      </p>
      <h2>Werkt er iets niet voor {say('jou', 'u')}?</h2>
      <p>
        Schrijf naar <a href={`mailto:${organisation.email}`}>{organisation.email}</a>. Vertel op
        welke pagina het was en welk hulpmiddel {you} gebruikt. Dan zoeken we samen een oplossing.
      </p>
    </>,
  )
}
