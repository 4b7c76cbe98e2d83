import { demoRegister, leader } from '#domain/demo/cast/cast.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import type { SearchOutcome } from '#domain/public-register/entry/search-register.ts'
import { searchRegister } from '#domain/public-register/entry/search-register.ts'
import type { Register } from '#regulations/register.ts'
import { guidePaths } from '#web/allocation/addresses.ts'
import type { Content } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  EmptyState,
  ErrorSummary,
  formatCount,
  SearchBox,
} from '#web/kit/index.ts'
import { barePage } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import { hoursInWords } from '#web/public/in-words.ts'
import { PersonRow } from './person-row.tsx'

// How many people of one register stand on the page; its own search shows all.
const most = 5

/** Who asks for the home of the installation, and whom they look for. */
export interface PlatformVisit {
  readonly typed: string | undefined
  readonly address: string
}

/**
 * The home of the installation: a search over all its registers, and each register with its colour
 * and for whom it is. Behind `?naam` stand the people who were found, register by register.
 */
export async function platformHome(
  platform: Platform,
  { typed, address }: PlatformVisit,
): Promise<Response> {
  if (typed === undefined)
    return homePage(platform, { typed: '' }, <Registers platform={platform} />)
  if (!platform.lookups.take('search', address)) {
    const error = 'Er is heel vaak achter elkaar gezocht. Wacht 1 minuut.'
    return homePage(platform, { typed, error, status: 429 }, <Registers platform={platform} />)
  }
  const wait = platform.budget.waits(address)
  if (wait > 0) {
    const error = `Vanaf dit internetadres zijn de afgelopen 24 uur heel veel mensen opgezocht. Over ${hoursInWords(wait)} kan het weer. Is er een lijst nodig? Vraag die bij het register zelf.`
    const answer = await homePage(
      platform,
      { typed, error, status: 429 },
      <Registers platform={platform} />,
    )
    answer.headers.set('retry-after', String(wait))
    return answer
  }
  const found: Found[] = []
  for (const register of platform.registers.values()) {
    const outcome = await inRegister(
      platform,
      { register, readOnly: true, mayLag: true },
      { kind: 'visitor' },
      (context) => searchRegister(context, typed),
    )
    found.push({ register, outcome })
  }
  const shown = found.map(({ outcome }) =>
    outcome.outcome === 'found' ? outcome.entries.length : 0,
  )
  platform.budget.spend(
    address,
    shown.reduce((sum, count) => sum + count, 0),
  )
  const refusals = found.filter(({ outcome }) => outcome.outcome !== 'found')
  if (refusals.length === found.length) {
    const error =
      refusals[0]?.outcome.outcome === 'too-long'
        ? 'Dit is te lang om op te zoeken. Vul alleen de naam of het registratienummer in.'
        : 'Vul minstens 2 letters of cijfers in, bijvoorbeeld de achternaam.'
    return homePage(platform, { typed, error, status: 422 }, <Registers platform={platform} />)
  }
  return homePage(platform, { typed }, <FoundPeople typed={typed.trim()} found={found} />)
}

interface Found {
  readonly register: Register
  readonly outcome: SearchOutcome
}

interface Asked {
  readonly typed: string
  readonly error?: string
  readonly status?: number
}

function homePage(platform: Platform, asked: Asked, children: Content): Promise<Response> {
  const { typed, error } = asked
  return barePage(
    platform,
    undefined,
    {
      title: 'Kwaliteitsregisters',
      // Names of people stay out of search engines; the page with the question may be found.
      hidden: typed !== '',
      description: 'Zoek wie er in een kwaliteitsregister staat, en lees wat elk register vraagt.',
      wrong: error !== undefined,
      status: asked.status ?? 200,
    },
    <>
      <ErrorSummary errors={error === undefined ? [] : [{ field: 'naam', message: error }]} />
      <div class="hero">
        <div class="hero-text">
          <h1 tabindex={-1}>Wie staat waarvoor?</h1>
          <p class="lead">
            De registers van professionals in het publieke sociale domein. Zoek iemand op, of kies
            een register.
          </p>
          <SearchBox
            action="/"
            name="naam"
            label="Zoek in alle registers"
            hint="Op achternaam of registratienummer."
            value={typed.slice(0, 200)}
            error={error}
          />
        </div>
        {platform.demo && (
          <div class="hero-aside">
            <DemoInvitation />
          </div>
        )}
      </div>
      {children}
    </>,
  )
}

function DemoInvitation() {
  return (
    <Alert type="info" title="Dit is een demo">
      <p>
        Alle mensen en gegevens zijn verzonnen. Begin als {leader.firstName} en volg hem tot en met
        zijn certificaat.
      </p>
      <p>
        <a href={paths.demo(demoRegister)}>Kies een rol</a>. Elk register heeft zijn eigen mensen.
      </p>
    </Alert>
  )
}

// Each register with its colours, and one way in.
function Registers({ platform }: { readonly platform: Platform }) {
  return (
    <>
      <h2>De registers</h2>
      <ul class="cards">
        {[...platform.registers.values()].map((register) => (
          <li class={`card register-card ${register.brand.tokenClass}`}>
            <span class="site-mark" aria-hidden="true">
              {register.brand.logoText}
            </span>
            <h3>
              <a href={paths.home(register.id)}>{register.name}</a>
            </h3>
            <p>{register.audience}</p>
          </li>
        ))}
      </ul>
      {[...platform.norms.keys()].map((norm) => (
        <section>
          <h2>Voor aanbieders en gemeenten</h2>
          <p>
            <a href={guidePaths.home(norm)}>Wie doet welk werk in de jeugdhulp?</a> Een hulp bij de
            norm van verantwoorde werktoedeling, voor iedereen.
          </p>
        </section>
      ))}
    </>
  )
}

function FoundPeople({
  typed,
  found,
}: {
  readonly typed: string
  readonly found: readonly Found[]
}) {
  const withPeople = found.flatMap(({ register, outcome }) =>
    outcome.outcome === 'found' && outcome.total > 0 ? [{ register, people: outcome }] : [],
  )
  if (withPeople.length === 0) {
    return (
      <EmptyState title={`Niemand gevonden voor ‘${typed}’`}>
        <p>
          Probeer alleen de achternaam, of een deel ervan. Iemand kan een andere achternaam
          gebruiken, zoals die van een partner. Wie in geen van de registers staat, wordt niet
          gevonden.
        </p>
        <ButtonGroup>
          <Button href="/" variant="secondary">
            Alle registers
          </Button>
        </ButtonGroup>
      </EmptyState>
    )
  }
  return (
    <>
      {withPeople.map(({ register, people }) => (
        <section>
          <h2>{register.name}</h2>
          <ul class="people">
            {people.entries.slice(0, most).map((entry) => (
              <PersonRow register={register} entry={entry} />
            ))}
          </ul>
          {people.total > most && (
            <p>
              <a href={paths.search(register.id, { naam: typed })}>
                {people.tooMany
                  ? 'Meer dan 100 mensen in dit register'
                  : `Alle ${formatCount(people.total)} in dit register`}
              </a>
            </p>
          )}
        </section>
      ))}
      <p>
        <a href="/">Alle registers</a>
      </p>
    </>
  )
}
