import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** That Peil is free software, and what that means to whoever uses or runs it. */
export function showSource(visit: Visit): Promise<Response> {
  const { register, you, You, say } = speech(visit)
  const { id, organisation } = register
  return titledPage(
    visit,
    {
      title: 'Broncode',
      description: 'Deze website draait op Peil: vrije software voor kwaliteitsregisters.',
    },
    <>
      <p class="lead">
        Deze website draait op Peil: vrije software voor kwaliteitsregisters. Iedereen mag nakijken
        hoe die werkt.
      </p>
      <p>
        Peil heeft de licentie EUPL-1.2. {You} mag de broncode lezen, gebruiken, veranderen en
        doorgeven. {say('Geef je', 'Geeft u')} een veranderde versie door, of laat {you} anderen die
        gebruiken, dan {say('geef je', 'geeft u')} ook die broncode.
      </p>
      <p>
        {say('Wil je', 'Wilt u')} de broncode van de versie die hier draait? Vraag die aan bij{' '}
        <a href={`mailto:${organisation.email}`}>{organisation.email}</a>.
      </p>
      <h2>De regels als gegevens</h2>
      <p>
        De normen van dit register staan niet in de programmatuur, maar in een bestand dat een
        bestuurslid kan lezen. Elke norm heeft voorbeelden, en die worden bij elke verandering
        nagerekend. {You} vindt ze bij het <a href={paths.regulation(id)}>reglement</a>.
      </p>
      <h2>Gegevens voor andere systemen</h2>
      <p>
        Een ander systeem kan met een registratienummer opvragen wat in het openbare register staat.{' '}
        <a href="/api">Koppelingen voor andere systemen</a>
      </p>
    </>,
  )
}
