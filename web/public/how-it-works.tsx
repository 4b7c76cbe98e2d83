import { sentenceCase } from '#language/sentences.ts'
import { spanInWords } from '#language/spans.ts'
import { voice } from '#language/voice.ts'
import { tariffOn } from '#regulations/load.ts'
import { wording } from '#regulations/wording.ts'
import { Button, ButtonGroup, formatMoney, NumberedSteps } from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import {
  currentVersion,
  gathersInWords,
  minimumInWords,
  shownInWords,
  totalNorm,
} from './in-words.ts'
import { informationPage } from './information.tsx'

/** The steps from signing up to a certificate and its renewal, with this register's own terms. */
export function showHowItWorks(visit: Visit): Promise<Response> {
  const { register, today } = visit.context
  const { you, You, your, Your, say } = voice(register.address)
  const { certification, certificate, committee, register: called } = wording(register)
  const { id, organisation, terms, gates } = register
  const { regulation } = currentVersion(visit.context)
  const { period } = regulation
  const total = totalNorm(regulation)
  const tariff = tariffOn(register, today)
  return informationPage(
    visit,
    {
      title: 'Hoe werkt het',
      lead: `Van aanmelden tot ${certificate.name}, en daarna weer verder.`,
      description: `Hoe ${say('je je', 'u zich')} aanmeldt bij ${called.the} en ${certification.certified} wordt.`,
    },
    <>
      <NumberedSteps
        steps={[
          {
            title: `Meld ${you} aan`,
            children: (
              <>
                <p>
                  {You} maakt een account en vult {your} gegevens in. Dat kost ongeveer{' '}
                  {register.signUp.minutes} minuten. Dit {say('heb je', 'hebt u')} nodig:
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
            title: `Teken ${your} overeenkomst`,
            children: (
              <p>
                {Your} overeenkomst staat meteen klaar. Teken haar binnen{' '}
                {spanInWords(terms.agreementTtl)}; dat kan digitaal. {say('Ben je', 'Bent u')} te
                laat? Dan {say('vraag je', 'vraagt u')} een nieuwe aan.
              </p>
            ),
          },
          {
            title: `Wij controleren, ${say('jij', 'u')} betaalt`,
            children: (
              <>
                <p>
                  {sentenceCase(organisation.backOffice.short)} kijkt of alles compleet is. Is dat
                  zo, dan {say('krijg je', 'krijgt u')} bericht.
                  {gates.portfolio === 'agreement' && ` ${Your} portfolio gaat dan meteen open.`}
                  {gates.visible === 'agreement' &&
                    ` ${You} staat dan ook in het openbare register.`}
                </p>
                {tariff && (
                  <p>
                    {You} krijgt een factuur van {formatMoney(tariff.amount)}.{' '}
                    {say('Heb je', 'Hebt u')} getekend en betaald, dan {say('ben je', 'bent u')}{' '}
                    {register.statuses.candidate.label.toLowerCase()}
                    {gates.portfolio === 'agreement+payment' && ` en gaat ${your} portfolio open`}
                    {gates.visible === 'agreement+payment' &&
                      ` en ${say('sta je', 'staat u')} in het openbare register`}
                    .
                  </p>
                )}
              </>
            ),
          },
          {
            title: `Vul ${your} portfolio`,
            children: (
              <>
                <p>
                  Voeg {your} activiteiten toe, elk met een bewijsstuk. {You} ziet steeds hoeveel{' '}
                  {you} hebt en wat nog ontbreekt. Lees{' '}
                  <a href={paths.hoursAndNorms(id)}>hoe {you} uren telt</a> en{' '}
                  <a href={paths.evidenceRules(id)}>welk bewijs goed is</a>.
                </p>
              </>
            ),
          },
          {
            title: `Vraag ${certification.name} aan`,
            children: (
              <p>
                {total
                  ? `${say('Heb je', 'Hebt u')} ${minimumInWords(register, total.minimum)} en ${say('haal je', 'haalt u')} ook de andere normen? `
                  : `${say('Haal je', 'Haalt u')} alle normen? `}
                Dan {say('stuur je', 'stuurt u')} {your} aanvraag in.{' '}
                {sentenceCase(organisation.backOffice.short)} kijkt of zij compleet is. Ontbreekt er
                iets, dan {say('hoor je', 'hoort u')} precies wat. {You} hebt dan{' '}
                {spanInWords(terms.supplementTerm)} om het aan te vullen.
              </p>
            ),
          },
          {
            title: `${committee.The} beoordeelt`,
            children: (
              <>
                <p>
                  {committee.Full} komt {gathersInWords(regulation.committee.rhythm)}.{' '}
                  {regulation.committee.text}
                </p>
                <p>
                  Bij een akkoord {say('krijg je', 'krijgt u')} een {certificate.name}, een brief en
                  een keurmerk. Bij een afwijzing {say('lees je', 'leest u')} per norm waarom, en{' '}
                  <a href={paths.complaint(id)}>hoe {you} bezwaar maakt</a>.
                </p>
              </>
            ),
          },
          {
            title: `Blijf ${certification.certified}`,
            children: (
              <>
                <p>
                  {Your} {certification.name} geldt {spanInWords(period.length)}. Wat {you} vanaf nu
                  doet, telt mee voor de volgende keer.
                  {period.renewalFrom &&
                    ` Vanaf ${spanInWords(period.renewalFrom)} voor het einde ${say('kun je', 'kunt u')} opnieuw aanvragen (${certification.renewal}).`}
                </p>
                {period.deemedValid && (
                  <p>
                    Is {your} aanvraag op tijd en compleet? Dan {say('blijf je', 'blijft u')}{' '}
                    {certification.certified} tot {committee.the} heeft besloten.
                  </p>
                )}
              </>
            ),
          },
        ]}
      />
      <h2>Wat anderen van {you} zien</h2>
      <p>In het openbare register staat niet meer dan dit:</p>
      <ul>
        {shownInWords(register, regulation).map((shown) => (
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
