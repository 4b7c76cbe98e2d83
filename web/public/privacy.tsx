import { spanInWords } from '#language/spans.ts'
import { voice } from '#language/voice.ts'
import { wording } from '#regulations/wording.ts'
import { formatList, PageTitle, SummaryList } from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { currentVersion, shownInWords } from './in-words.ts'

/** Which personal data the register keeps, for what, for how long, and what one may ask. */
export function showPrivacy(visit: Visit): Promise<Response> {
  const { register } = visit.context
  const { you, You, your, say } = voice(register.address)
  const { certification, committee } = wording(register)
  const { id, organisation, procedures, terms } = register
  // Where the register grants registration itself, it is said once.
  const purposes = [...new Set(['te registreren', certification.toCertify])]
  return page(
    visit,
    { title: 'Privacy' },
    <>
      <PageTitle>Privacy</PageTitle>
      <p class="lead">
        {organisation.foundation} bewaart alleen wat nodig is om {you} {formatList(purposes)}.
      </p>
      <h2>Wat iedereen ziet</h2>
      <ul>
        {shownInWords(register, currentVersion(visit.context).regulation).map((shown) => (
          <li>{shown}</li>
        ))}
      </ul>
      <p>
        Wie {your} registratienummer heeft, kan er ook mee zoeken. {procedures.shielding.text} Neem
        daarvoor <a href={paths.contact(id)}>contact</a> op.
      </p>
      <h2>Wat wij bewaren, en waarom</h2>
      <SummaryList
        items={[
          {
            term: 'Naam, adres en e-mail',
            value: `Om ${your} overeenkomst te sluiten, ${your} factuur te sturen en ${you} te bereiken.`,
          },
          {
            term: 'Werkgever en gemeente',
            value: `Zodat niemand ${your} portfolio beoordeelt die met ${you} samenwerkt. Niet openbaar.`,
          },
          {
            term: 'Activiteiten en bewijs',
            value: `Om te beoordelen of ${you} de norm haalt. Alleen ${say('jij', 'u')}, ${organisation.backOffice.short} en de leden van ${committee.the} die ${your} aanvraag behandelen, zien dit.`,
          },
          {
            term: `Naam en e-mail van ${your} referent`,
            value: `Om te vragen of ${you} de activiteit hebt gedaan.`,
          },
          {
            term: 'Wie wat wanneer deed',
            value: 'Zodat besluiten later zijn na te gaan. Hierin staan geen namen.',
          },
        ]}
      />
      <p>
        We doen dit omdat we een overeenkomst met {you} hebben. We verkopen niets, maken geen
        profielen, en geen computer neemt een besluit over {say('jou', 'u')}: dat doen mensen.
      </p>
      <h2>Hoelang</h2>
      <ul>
        <li>
          Een aanmelding die niet is afgemaakt: nog {spanInWords(terms.accountRemoval)} nadat de
          overeenkomst is verlopen.
        </li>
        <li>Al het andere: daarvoor is nog geen termijn vastgesteld. Tot dan bewaren we het.</li>
      </ul>
      <h2>Wat {you} kunt vragen</h2>
      <p>
        {You} mag weten wat we van {you} hebben, het laten verbeteren of wissen, of het meenemen.{' '}
        {You} kunt {say('je', 'zich')} op elk moment uitschrijven. Schrijf naar{' '}
        <a href={`mailto:${organisation.email}`}>{organisation.email}</a>. {say('Kom je', 'Komt u')}{' '}
        er met ons niet uit? Dan {say('kun je', 'kunt u')} een klacht indienen bij de Autoriteit
        Persoonsgegevens.
      </p>
      {!procedures.adopted && <p class="source">{procedures.note}</p>}
    </>,
  )
}
