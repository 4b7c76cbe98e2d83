import { tariffOn } from '#regulations/load.ts'
import type { Register } from '#regulations/register.ts'
import {
  Button,
  ButtonGroup,
  Card,
  Cards,
  Figures,
  formatDay,
  formatMoney,
  formatQuantity,
  Hero,
  NumberedSteps,
  SearchBox,
  Tag,
} from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import {
  currentVersion,
  minimumInWords,
  plainMinima,
  rhythmInWords,
  sentenceCase,
  spanInWords,
  totalNorm,
  unitOf,
} from './in-words.ts'

/** The home of a register: what it is, what it gives, what it asks, and where to begin. */
export function showHome(visit: Visit): Promise<Response> {
  const { register } = visit.context
  const { id } = register
  const { regulation } = currentVersion(visit.context)
  return page(
    visit,
    { title: 'Houd je vak bij, en laat het zien', description: register.audience, hidden: false },
    <>
      <Hero
        title="Houd je vak bij, en laat het zien"
        lead={register.audience}
        actions={
          <ButtonGroup>
            <Button href={paths.signUp(id)}>Aanmelden</Button>
            <Button variant="link" href={paths.howItWorks(id)}>
              Hoe werkt het?
            </Button>
          </ButtonGroup>
        }
        aside={<Showcase visit={visit} />}
      />
      <h2>Wat je eraan hebt</h2>
      <Cards>
        <Card>
          <h3>Het staat op je eigen naam</h3>
          <p>Je registratie hoort bij jou. Verander je van baan, dan neem je haar mee.</p>
        </Card>
        <Card>
          <h3>Je weet waar je staat</h3>
          <p>
            Je portfolio rekent met je mee: wat telt, wat nog niet, en hoeveel je nog nodig hebt.
          </p>
        </Card>
        <Card>
          <h3>Anderen zien het</h3>
          <p>
            Je naam in het openbare register, een certificaat dat iedereen kan controleren, en een
            keurmerk voor onder je e-mail.
          </p>
        </Card>
      </Cards>
      <section class="band">
        <h2>Zo werkt het</h2>
        <NumberedSteps
          row
          headingLevel={3}
          steps={[
            {
              title: 'Meld je aan',
              children: (
                <p>
                  Dat kost ongeveer {register.signUp.minutes} minuten. Je tekent een overeenkomst,
                  ook digitaal.
                </p>
              ),
            },
            {
              title: 'Vul je portfolio',
              children: <p>Voeg toe wat je aan je vak doet, met een bewijsstuk. Op elk moment.</p>,
            },
            {
              title: 'Vraag certificering aan',
              children: (
                <p>
                  {sentenceCase(register.organisation.committee.short)} komt{' '}
                  {rhythmInWords(regulation.committee.rhythm)} bij elkaar en beoordeelt je
                  portfolio.
                </p>
              ),
            },
            {
              title: 'Blijf leren',
              children: (
                <p>
                  Je certificering geldt {spanInWords(regulation.period.length)}. Daarna laat je
                  opnieuw zien wat je deed.
                </p>
              ),
            },
          ]}
        />
        <p>
          <a href={paths.howItWorks(id)}>Alle stappen, van aanmelden tot certificaat</a>
        </p>
      </section>
      <h2>Wat het van je vraagt</h2>
      <Figures items={figures(visit)} />
      <p>
        Veel activiteiten zijn gratis, zoals intervisie en vakliteratuur.{' '}
        <a href={paths.costs(id)}>Reken uit wat het voor jou wordt</a>
      </p>
      <section class="band">
        <h2>Iemand opzoeken of een certificaat controleren</h2>
        <SearchBox
          action={paths.search(id)}
          name="naam"
          label="Zoek een professional"
          hint="Zoek op achternaam of registratienummer."
        />
        <p>
          Heb je een certificaat in handen?{' '}
          <a href={paths.checkCertificate(id)}>Controleer de code die erop staat</a>
        </p>
      </section>
    </>,
  )
}

// What somebody gets, drawn as what visitors of the register will see.
function Showcase({ visit }: { readonly visit: Visit }) {
  const { register, today } = visit.context
  const { regulation } = currentVersion(visit.context)
  const until = today.add(regulation.period.length).subtract({ days: 1 })
  const { certified } = register.statuses
  return (
    <div class="showcase">
      <p class="showcase-title">Zo sta je in het register</p>
      <p class="showcase-name">Jouw naam</p>
      <Tag colour={certified.tone}>{certified.label}</Tag>
      <p class="showcase-fact">
        Geldig tot en met <span class="nowrap">{formatDay(until)}</span>
      </p>
    </div>
  )
}

function figures(visit: Visit) {
  const { register, today } = visit.context
  const { regulation } = currentVersion(visit.context)
  const total = totalNorm(regulation)
  const years = regulation.period.length.years
  const minima = plainMinima(regulation)
    .filter(({ minimum }) => minimum.each === 'window')
    .slice(0, 2)
    .map(({ norm, minimum }) => ({
      value: minimumInWords(register, minimum),
      label:
        minimum === total?.minimum
          ? `in ${spanInWords(regulation.period.length)}${aYear(register, minimum.atLeast, years)}`
          : `daarvan ${norm.label.toLowerCase()}`,
    }))
  const tariff = tariffOn(register, today)
  return [
    ...minima,
    ...(tariff === undefined
      ? []
      : [
          {
            value: formatMoney(tariff.amount).replace(/,00$/, ''),
            label: 'per jaar; vaak betaalt je werkgever mee',
          },
        ]),
  ]
}

function aYear(register: Register, atLeast: number, years: number): string {
  if (years < 2) return ''
  return `, gemiddeld ${formatQuantity(Math.ceil(atLeast / years), unitOf(register))} per jaar`
}
