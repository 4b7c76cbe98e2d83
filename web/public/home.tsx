import { asksActivities } from '#engine'
import { withinSentence } from '#language/sentences.ts'
import { spanInWords } from '#language/spans.ts'
import type { Register } from '#regulations/register.ts'
import { tariffOn } from '#regulations/tariffs.ts'
import { agree, wording } from '#regulations/wording.ts'
import {
  Button,
  ButtonGroup,
  Card,
  Cards,
  Figures,
  formatDay,
  formatMoney,
  formatQuantity,
  NumberedSteps,
  SearchBox,
  Tag,
} from '#web/kit/index.ts'
import { accountHome, page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { speech, unitOf } from '#web/speech.ts'
import { currentVersion, meetsInWords, minimumInWords, plainMinima, totalNorm } from './in-words.ts'
import { textsShownOn } from './information.tsx'

// Where somebody begins: by signing up, or where they left off when they have signed in.
function Begin({ visit: { context, actor } }: { readonly visit: Visit }) {
  const { register } = context
  if (actor.kind !== 'account') return <Button href={paths.signUp(register.id)}>Aanmelden</Button>
  const home = accountHome(register, actor)
  const signsUp = home === paths.signUpTasks(register.id)
  return (
    <Button href={home}>
      {signsUp
        ? 'Verder met aanmelden'
        : home === paths.portfolio(register.id)
          ? 'Naar mijn portfolio'
          : 'Naar mijn werk'}
    </Button>
  )
}

/** The home of a register: what it is, what it gives, what it asks, and where to begin. */
export function showHome(visit: Visit): Promise<Response> {
  const { register, you, You, your, Your, say, certification, certificate, committee } =
    speech(visit)
  const { id } = register
  const { regulation } = currentVersion(visit.context)
  const activities = asksActivities(regulation)
  const asked = figures(visit)
  const free = freeKind(visit)
  return page(
    visit,
    {
      title: `Houd ${your} vak bij, en laat het zien`,
      description: register.audience,
      hidden: false,
    },
    <>
      <div class="hero">
        <div class="hero-text">
          <h1 tabindex={-1}>Houd {your} vak bij, en laat het zien</h1>
          <p class="lead">{register.audience}</p>
          <ButtonGroup>
            <Begin visit={visit} />
            <Button variant="link" href={paths.howItWorks(id)}>
              Hoe werkt het?
            </Button>
          </ButtonGroup>
        </div>
        <div class="hero-aside">
          <Showcase visit={visit} />
        </div>
      </div>
      <h2>Wat {you} eraan hebt</h2>
      <Cards>
        <Card icon="id-card">
          <h3>Het staat op {your} eigen naam</h3>
          <p>
            {Your} registratie hoort bij {say('jou', 'u')}. {say('Verander je', 'Verandert u')} van
            baan, dan {say('neem je', 'neemt u')} die mee.
          </p>
        </Card>
        <Card icon="gauge">
          <h3>
            {You} weet waar {you} staat
          </h3>
          <p>
            {activities
              ? `${Your} portfolio rekent met ${you} mee: wat telt, wat nog niet, en hoeveel ${you} nog nodig hebt.`
              : `${Your} portfolio laat zien wat er wordt gevraagd, en wat daarvan nog ontbreekt.`}
          </p>
        </Card>
        <Card icon="eye">
          <h3>Anderen zien het</h3>
          <p>
            {Your} naam in het openbare register, een {certificate.name}{' '}
            {agree(certificate, 'die', 'dat')} iedereen kan controleren, en een keurmerk voor onder{' '}
            {your} e-mail.
          </p>
        </Card>
      </Cards>
      <MoreToRead register={register} />
      <section class="band">
        <h2>Zo werkt het</h2>
        <NumberedSteps
          row
          headingLevel={3}
          steps={[
            {
              title: `Meld ${you} aan`,
              children: (
                <p>
                  Het formulier kost ongeveer {register.signUp.minutes} minuten. {You} tekent een
                  overeenkomst, ook digitaal.
                </p>
              ),
            },
            ...(activities
              ? [
                  {
                    title: `Vul ${your} portfolio`,
                    children: (
                      <p>
                        Voeg toe wat {you} aan {your} vak doet, met een bewijsstuk. Op elk moment.
                      </p>
                    ),
                  },
                ]
              : []),
            {
              title: `Vraag ${certification.name} aan`,
              children: (
                <p>
                  {committee.The} komt {meetsInWords(register, regulation)} en beoordeelt {your}{' '}
                  {activities ? 'portfolio' : 'aanvraag'}.
                </p>
              ),
            },
            {
              title: activities ? 'Blijf leren' : 'En daarna weer',
              children: (
                <p>
                  {Your} {certification.name} geldt {spanInWords(regulation.period.length)}. Daarna{' '}
                  {activities
                    ? `laat ${you} opnieuw zien wat ${you} deed.`
                    : `${say('vraag je', 'vraagt u')} opnieuw aan.`}
                </p>
              ),
            },
          ]}
        />
        <p>
          <a href={paths.howItWorks(id)}>Alle stappen, van aanmelden tot {certificate.name}</a>
        </p>
      </section>
      <h2>Wat het van {you} vraagt</h2>
      {asked.length > 0 && <Figures items={asked} />}
      {activities ? (
        <p>
          {free !== undefined && `Veel activiteiten zijn gratis, zoals ${withinSentence(free)}. `}
          <a href={paths.costs(id)}>Reken uit wat het voor {say('jou', 'u')} wordt</a>
        </p>
      ) : (
        <p>
          Activiteiten worden niet gevraagd. <a href={paths.hoursAndNorms(id)}>Wat wel</a>
        </p>
      )}
      <section class="band">
        <h2>Iemand opzoeken of een {certificate.name} controleren</h2>
        <SearchBox
          action={paths.search(id)}
          name="naam"
          label={`Zoek een ${register.professional.one}`}
          hint="Zoek op achternaam of registratienummer."
        />
        <p>
          {say('Heb je', 'Hebt u')} een {certificate.name} in handen?{' '}
          <a href={paths.askCertificate(id)}>Controleer de code die erop staat</a>
        </p>
      </section>
    </>,
  )
}

// The texts of the register that say more than the cards.
function MoreToRead({ register }: { readonly register: Register }) {
  const texts = textsShownOn(register, 'home')
  if (texts.length === 0) return null
  return (
    <p>
      Lees verder:{' '}
      {texts.map(({ id, title }, index) => (
        <>
          {index > 0 && ' · '}
          <a href={paths.registerText(register.id, id)}>{title}</a>
        </>
      ))}
    </p>
  )
}

// What somebody gets, drawn as what visitors of the register will see.
function Showcase({ visit }: { readonly visit: Visit }) {
  const { today } = visit.context
  const { register, say } = speech(visit)
  const { regulation } = currentVersion(visit.context)
  const until = today.add(regulation.period.length).subtract({ days: 1 })
  const { certified } = register.statuses
  return (
    <div class="showcase">
      <p class="showcase-title">Zo {say('sta je', 'staat u')} in het register</p>
      <p class="showcase-name">{say('Jouw', 'Uw')} naam</p>
      <Tag colour={certified.tone}>{certified.label}</Tag>
      {regulation.public.includes('valid-until') && (
        <p class="showcase-fact">
          Geldig tot en met <span class="nowrap">{formatDay(until)}</span>
        </p>
      )}
    </div>
  )
}

function figures(visit: Visit) {
  const { today } = visit.context
  const { register, your } = speech(visit)
  const { regulation } = currentVersion(visit.context)
  const total = totalNorm(regulation)
  const years = regulation.period.length.years
  const minima = plainMinima(regulation)
    .filter(({ minimum }) => minimum.each === 'window')
    .slice(0, 2)
    .map(({ norm, minimum }) => ({
      value: minimumInWords(register, minimum, regulation),
      label:
        minimum === total?.minimum
          ? `in ${spanInWords(regulation.period.length)}${norm.appliesTo.includes('first') ? '' : `, voor ${wording(register).certification.renewal}`}${aYear(register, minimum.atLeast, years)}`
          : `daarvan ${withinSentence(norm.label)}`,
    }))
  const tariff = tariffOn(register, today)
  if (tariff === undefined) return minima
  const fee = {
    value: formatMoney(tariff.amount).replace(/,00$/, ''),
    label: `per jaar; vaak betaalt ${your} werkgever mee`,
  }
  return [...minima, fee]
}

function aYear(register: Register, atLeast: number, years: number): string {
  if (years < 2) return ''
  return `, gemiddeld ${formatQuantity(Math.ceil(atLeast / years), unitOf(register))} per jaar`
}

// A kind of activity that costs nothing in the worked example of the register, by its label.
function freeKind({ context }: Visit): string | undefined {
  const { kinds } = currentVersion(context).regulation
  const rows = context.register.costExample?.rows ?? []
  const [label] = rows.flatMap(({ cents, kind }) =>
    cents === 0 ? kinds.filter(({ id }) => id === kind).map((one) => one.label) : [],
  )
  return label
}
