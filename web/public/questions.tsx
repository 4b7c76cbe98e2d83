import { countingWindow, emptyDossier } from '#engine'
import { sentenceCase, withinSentence } from '#language/sentences.ts'
import { spanInWords } from '#language/spans.ts'
import { voice } from '#language/voice.ts'
import { tariffOn } from '#regulations/load.ts'
import { wording } from '#regulations/wording.ts'
import type { Content } from '#web/kit/index.ts'
import { formatMoney, formatQuantity } from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { currentVersion, gathersInWords, minimumInWords, totalNorm, unitOf } from './in-words.ts'
import { informationPage } from './information.tsx'

interface Question {
  readonly asked: string
  readonly answer: Content
}

/** What people ask, answered from the register's data. */
export function showQuestions(visit: Visit): Promise<Response> {
  const { register } = visit.context
  const { your, Your } = voice(register.address)
  return informationPage(
    visit,
    {
      title: 'Veelgestelde vragen',
      description: `Antwoorden op vragen over ${wording(register).register.the}.`,
    },
    <>
      <Questions title="Meedoen" questions={takingPart(visit)} />
      <Questions title="Tijd en geld" questions={timeAndMoney(visit)} />
      <Questions title={`${Your} portfolio`} questions={portfolio(visit)} />
      <Questions title="De beoordeling" questions={judging(visit)} />
      <h2>Staat {your} vraag er niet bij?</h2>
      <p>
        <a href={paths.contact(register.id)}>Neem contact met ons op</a>.
      </p>
    </>,
  )
}

function Questions(props: { readonly title: string; readonly questions: readonly Question[] }) {
  return (
    <>
      <h2>{props.title}</h2>
      {props.questions.map(({ asked, answer }) => (
        <>
          <h3>{asked}</h3>
          {answer}
        </>
      ))}
    </>
  )
}

function takingPart(visit: Visit): readonly Question[] {
  const { register } = visit.context
  const { you, You, your, Your } = voice(register.address)
  return [
    {
      asked: 'Voor wie is dit register?',
      answer: <p>{register.audience}</p>,
    },
    {
      asked: 'Wat heb ik eraan?',
      answer: (
        <p>
          {You} houdt op één plek bij wat {you} aan {your} vak doet. {You} ziet wat {you} al hebt en
          wat {you} nog wilt leren. En {you} laat aan anderen zien dat {you} {your} vak serieus
          neemt.
        </p>
      ),
    },
    {
      asked: 'Ik krijg een andere baan. Wat nu?',
      answer: (
        <p>
          {Your} registratie staat op {your} eigen naam en blijft geldig. Pas alleen {your}{' '}
          werkgever aan bij Mijn gegevens.
        </p>
      ),
    },
    ...register.signUp.notices.map(({ register: other, text }) => ({
      asked: `Ik sta al in een ander register (${other.toUpperCase()}). Kan ik me toch aanmelden?`,
      answer: <p>{text}</p>,
    })),
    {
      asked: 'Kan iedereen mijn naam zien?',
      answer: (
        <p>
          Ja, zodra {you} {withinSentence(register.statuses.candidate.label)} bent. Anderen zien{' '}
          {your} naam, {your} status en tot wanneer {your} {wording(register).certification.name}{' '}
          loopt. Meer niet, en ook geen foto. {register.procedures.shielding.text}
        </p>
      ),
    },
  ]
}

function timeAndMoney(visit: Visit): readonly Question[] {
  const { register, today } = visit.context
  const { you, your, Your, say } = voice(register.address)
  const { regulation } = currentVersion(visit.context)
  const total = totalNorm(regulation)
  const years = regulation.period.length.years
  const tariff = tariffOn(register, today)
  const aYear =
    total && years > 1
      ? `Gemiddeld ${formatQuantity(Math.ceil(total.minimum.atLeast / years), unitOf(register))} per jaar aan activiteiten. Het mag ook sneller.`
      : `Dat hangt af van wat ${you} al doet.`
  return [
    {
      asked: 'Hoeveel tijd kost het?',
      answer: (
        <p>
          {aYear} Aanmelden kost ongeveer {register.signUp.minutes} minuten. {Your} bewijsstukken
          toevoegen kost een paar uur per jaar.
        </p>
      ),
    },
    {
      asked: 'Wat kost het?',
      answer: (
        <p>
          {tariff &&
            `De bijdrage is ${formatMoney(tariff.amount)} per jaar. ${vatInWords(tariff.vat)} `}
          Daarnaast {say('betaal je', 'betaalt u')} soms voor een training; veel andere activiteiten
          zijn gratis.{' '}
          <a href={paths.costs(register.id)}>Reken uit wat het voor {say('jou', 'u')} wordt</a>.
        </p>
      ),
    },
    {
      asked: 'Kan mijn werkgever betalen?',
      answer: (
        <p>
          De factuur staat op {your} eigen naam en {your} huisadres, want {your} registratie is van{' '}
          {say('jou', 'u')}. Veel werkgevers vergoeden het bedrag. Bespreek het met {your}{' '}
          leidinggevende.
        </p>
      ),
    },
  ]
}

function portfolio(visit: Visit): readonly Question[] {
  const { register, today } = visit.context
  const { you, your } = voice(register.address)
  const current = currentVersion(visit.context)
  const { regulation } = current
  const total = totalNorm(regulation)
  const window = countingWindow(current, emptyDossier, today)
  return [
    ...(total === undefined
      ? []
      : [
          {
            asked: `Hoeveel ${register.unit.many} heb ik nodig?`,
            answer: (
              <p>
                {sentenceCase(minimumInWords(register, total.minimum))}.{' '}
                {regulation.norms
                  .filter(({ id }) => id !== total.norm.id)
                  .map(({ text }) => text)
                  .join(' ')}{' '}
                <a href={paths.hoursAndNorms(register.id)}>Alle normen</a>
              </p>
            ),
          },
        ]),
    {
      asked: 'Telt een training die ik zelf heb gevonden?',
      answer: (
        <p>
          Ja, als zij bij {your} vak hoort en {you} kunt laten zien dat {you} er was en hoeveel tijd
          het kostte.
          {regulation.labels.length > 0 && ' Of zij geaccrediteerd is, hangt van de opleiding af.'}
        </p>
      ),
    },
    {
      asked: 'Mag ik oude opleidingen toevoegen?',
      answer: (
        <p>
          Toevoegen mag altijd. Of iets meetelt, hangt van de datum af. Zou {you} vandaag voor het
          eerst aanvragen? {window.text}
        </p>
      ),
    },
    {
      asked: 'Wat gebeurt er met wat ik te veel heb?',
      answer: <p>{regulation.carryOver.text}</p>,
    },
    {
      asked: 'Welk bewijs heb ik nodig?',
      answer: (
        <p>
          {regulation.evidence.text}{' '}
          <a href={paths.evidenceRules(register.id)}>Bewijs per soort activiteit</a>
        </p>
      ),
    },
  ]
}

function judging(visit: Visit): readonly Question[] {
  const { register } = visit.context
  const { your, say } = voice(register.address)
  const { certification, committee } = wording(register)
  const { regulation } = currentVersion(visit.context)
  return [
    {
      asked: 'Wie beoordeelt mijn portfolio?',
      answer: (
        <p>
          {committee.Full}: vakgenoten die hiervoor zijn opgeleid. Zij komen{' '}
          {gathersInWords(regulation.committee.rhythm)}. {regulation.committee.text}
        </p>
      ),
    },
    {
      asked: `Hoelang is mijn ${certification.name} geldig?`,
      answer: (
        <p>
          {sentenceCase(spanInWords(regulation.period.length))}.
          {regulation.period.renewalFrom &&
            ` Vanaf ${spanInWords(regulation.period.renewalFrom)} voor het einde ${say('kun je', 'kunt u')} opnieuw aanvragen.`}
          {regulation.period.deemedValid &&
            ` Is ${your} aanvraag op tijd en compleet, dan ${say('blijf je', 'blijft u')} ${certification.certified} tot het besluit.`}
        </p>
      ),
    },
    {
      asked: 'Ik ben het niet eens met een besluit. Wat kan ik doen?',
      answer: (
        <p>
          {register.objection.text}{' '}
          <a href={paths.complaint(register.id)}>Zo {say('maak je', 'maakt u')} bezwaar</a>
        </p>
      ),
    },
  ]
}

function vatInWords(vat: 'exempt' | 'included' | 'excluded'): string {
  switch (vat) {
    case 'exempt':
      return 'Er komt geen btw bij.'
    case 'included':
      return 'Dat is met btw.'
    case 'excluded':
      return 'Daar komt btw bij.'
  }
}
