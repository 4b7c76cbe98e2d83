import { tariffOn } from '#regulations/load.ts'
import { Button, ButtonGroup, formatMoney, NumberedSteps } from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import {
  currentVersion,
  minimumInWords,
  rhythmInWords,
  sentenceCase,
  spanInWords,
  totalNorm,
} from './in-words.ts'
import { informationPage } from './information.tsx'

/** The steps from signing up to a certificate and its renewal, with this register's own terms. */
export function showHowItWorks(visit: Visit): Promise<Response> {
  const { register, today } = visit.context
  const { id, organisation, terms, gates } = register
  const { regulation } = currentVersion(visit.context)
  const { period, committee } = regulation
  const total = totalNorm(regulation)
  const tariff = tariffOn(register, today)
  return informationPage(
    visit,
    {
      title: 'Hoe werkt het',
      lead: 'Van aanmelden tot certificaat, en daarna weer verder.',
      description: `Hoe je je aanmeldt bij het ${register.shortName} en gecertificeerd wordt.`,
    },
    <>
      <NumberedSteps
        steps={[
          {
            title: 'Meld je aan',
            children: (
              <>
                <p>
                  Je maakt een account en vult je gegevens in. Dat kost ongeveer{' '}
                  {register.signUp.minutes} minuten. Dit heb je nodig:
                </p>
                <ul>
                  {register.signUp.needed.map((needed) => (
                    <li>{needed}</li>
                  ))}
                </ul>
              </>
            ),
          },
          {
            title: 'Teken je overeenkomst',
            children: (
              <p>
                Je overeenkomst staat meteen klaar. Teken haar binnen{' '}
                {spanInWords(terms.agreementTtl)}; dat kan digitaal. Ben je te laat? Dan vraag je
                een nieuwe aan.
              </p>
            ),
          },
          {
            title: 'Wij controleren, jij betaalt',
            children: (
              <>
                <p>
                  {organisation.backOffice} kijkt of alles compleet is. Is dat zo, dan krijg je
                  bericht.{gates.portfolio === 'agreement' && ' Je portfolio gaat dan meteen open.'}
                </p>
                {tariff && (
                  <p>
                    Je krijgt een rekening van {formatMoney(tariff.amount)}. Heb je getekend en
                    betaald, dan ben je {register.statuses.candidate.label.toLowerCase()} en sta je
                    in het openbare register.
                  </p>
                )}
              </>
            ),
          },
          {
            title: 'Vul je portfolio',
            children: (
              <>
                <p>
                  Voeg je activiteiten toe, elk met een bewijsstuk. Je ziet steeds hoeveel je hebt
                  en wat nog ontbreekt. Lees <a href={paths.hoursAndNorms(id)}>hoe je uren telt</a>{' '}
                  en <a href={paths.evidenceRules(id)}>welk bewijs goed is</a>.
                </p>
              </>
            ),
          },
          {
            title: 'Vraag certificering aan',
            children: (
              <p>
                {total
                  ? `Heb je ${minimumInWords(register, total.minimum)} en haal je ook de andere normen? `
                  : 'Haal je alle normen? '}
                Dan stuur je je aanvraag in. {organisation.backOffice} kijkt of zij compleet is.
                Ontbreekt er iets, dan hoor je precies wat. Je hebt dan{' '}
                {spanInWords(terms.supplementTerm)} om het aan te vullen.
              </p>
            ),
          },
          {
            title: `${sentenceCase(organisation.committee.short)} beoordeelt`,
            children: (
              <>
                <p>
                  De {organisation.committee.name} komt {rhythmInWords(committee.rhythm)} bij
                  elkaar. {committee.text}
                </p>
                <p>
                  Bij een akkoord krijg je een certificaat, een brief en een keurmerk. Bij een
                  afwijzing lees je per norm waarom, en{' '}
                  <a href={paths.complaint(id)}>hoe je bezwaar maakt</a>.
                </p>
              </>
            ),
          },
          {
            title: 'Blijf gecertificeerd',
            children: (
              <>
                <p>
                  Je certificering geldt {spanInWords(period.length)}. Wat je vanaf nu doet, telt
                  mee voor de volgende keer.
                  {period.renewalFrom &&
                    ` Vanaf ${spanInWords(period.renewalFrom)} voor het einde kun je opnieuw aanvragen (hercertificering).`}
                </p>
                {period.deemedValid && (
                  <p>
                    Is je aanvraag op tijd en compleet? Dan blijf je gecertificeerd tot{' '}
                    {organisation.committee.short} heeft besloten.
                  </p>
                )}
              </>
            ),
          },
        ]}
      />
      <h2>Wat anderen van je zien</h2>
      <p>In het openbare register staat niet meer dan dit:</p>
      <ul>
        {register.signUp.public.map((shown) => (
          <li>{shown}</li>
        ))}
      </ul>
      <p>{register.procedures.shielding.text}</p>
      <ButtonGroup>
        <Button href={paths.signUp(id)}>Aanmelden</Button>
        <Button variant="link" href={paths.costs(id)}>
          Wat kost het?
        </Button>
      </ButtonGroup>
    </>,
  )
}
