import { PageTitle, SummaryList } from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { spanInWords } from './in-words.ts'

/** Which personal data the register keeps, for what, for how long, and what one may ask. */
export function showPrivacy(visit: Visit): Promise<Response> {
  const { register } = visit.context
  const { id, organisation, procedures, signUp, terms } = register
  const { retentionYears } = procedures
  return page(
    visit,
    { title: 'Privacy' },
    <>
      <PageTitle>Privacy</PageTitle>
      <p class="lead">
        {organisation.foundation} bewaart alleen wat nodig is om je te registreren en te
        certificeren.
      </p>
      <h2>Wat iedereen ziet</h2>
      <ul>
        {signUp.public.map((shown) => (
          <li>{shown}</li>
        ))}
      </ul>
      <p>
        Wie je registratienummer heeft, kan er ook mee zoeken. {procedures.shielding.text} Neem
        daarvoor <a href={paths.contact(id)}>contact</a> op.
      </p>
      <h2>Wat wij bewaren, en waarom</h2>
      <SummaryList
        items={[
          {
            term: 'Naam, adres en e-mail',
            value: 'Om je overeenkomst te sluiten, je rekening te sturen en je te bereiken.',
          },
          {
            term: 'Werkgever en gemeente',
            value: 'Zodat niemand je portfolio beoordeelt die met je samenwerkt. Niet openbaar.',
          },
          {
            term: 'Activiteiten en bewijs',
            value:
              'Om te beoordelen of je de norm haalt. Alleen jij, het bedrijfsbureau en de leden van de commissie die je aanvraag behandelen, zien dit.',
          },
          {
            term: 'Naam en e-mail van je referent',
            value: 'Om te vragen of je de activiteit hebt gedaan.',
          },
          {
            term: 'Wie wat wanneer deed',
            value: 'Zodat besluiten later zijn na te gaan. Hierin staan geen namen.',
          },
        ]}
      />
      <p>
        We doen dit omdat we een overeenkomst met je hebben. We verkopen niets, maken geen
        profielen, en geen computer neemt een besluit over jou: dat doen mensen.
      </p>
      <h2>Hoelang</h2>
      <ul>
        <li>Rekeningen: {retentionYears.invoice} jaar, omdat de wet dat vraagt.</li>
        <li>Besluiten: {retentionYears.decision} jaar.</li>
        <li>Wat je over je leren schreef: {retentionYears.reflection} jaar.</li>
        <li>
          Een aanmelding die niet is afgemaakt: nog {spanInWords(terms.accountRemoval)} nadat de
          overeenkomst is verlopen.
        </li>
      </ul>
      <h2>Wat je kunt vragen</h2>
      <p>
        Je mag weten wat we van je hebben, het laten verbeteren of wissen, of het meenemen. Je kunt
        je op elk moment uitschrijven. Schrijf naar{' '}
        <a href={`mailto:${organisation.email}`}>{organisation.email}</a>. Kom je er met ons niet
        uit? Dan kun je een klacht indienen bij de Autoriteit Persoonsgegevens.
      </p>
      {!procedures.adopted && <p class="source">{procedures.note}</p>}
    </>,
  )
}
