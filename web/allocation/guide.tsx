import type { Platform } from '#domain/platform/context/platform.ts'
import { writeDmn } from '#norms/dmn/write-dmn.ts'
import { whenInWords } from '#norms/explain/explain-norm.ts'
import type { Norm } from '#norms/load.ts'
import { guidePaths } from '#web/allocation/addresses.ts'
import { fields } from '#web/allocation/given.ts'
import {
  Answerable,
  GrowthPath,
  Outcome,
  outcomeTitle,
  Registers,
  Supports,
  sourceTitle,
} from '#web/allocation/outcome.tsx'
import { Proposal } from '#web/allocation/proposal.tsx'
import { Carried, ScreenForm, titleOf } from '#web/allocation/screen-form.tsx'
import type { Screen } from '#web/allocation/screens.tsx'
import {
  asksChoice,
  carried,
  firstScreen,
  nextScreen,
  screensOf,
} from '#web/allocation/screens.tsx'
import type { Answers } from '#web/forms/answers.ts'
import type { Link } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  Card,
  Cards,
  Form,
  formatDay,
  NumberedSteps,
  PageTitle,
} from '#web/kit/index.ts'
import { barePage } from '#web/page.tsx'
import { paths } from '#web/paths.ts'

/** A norm as the guide shows it: the version that holds, on the day of the visit. */
export interface GuideVisit {
  readonly platform: Platform
  readonly norm: Norm
  readonly today: Temporal.PlainDate
}

function homeOf({ norm }: GuideVisit): Link {
  return { label: 'Werktoedeling', href: guidePaths.home(norm.norm) }
}

/** Where the guide begins: what it is for, the three outcomes beside each other, and examples. */
export function guideHome({ platform, norm }: GuideVisit): Promise<Response> {
  const { adoption } = norm
  const [first] = platform.registers.values()
  return barePage(
    platform,
    undefined,
    {
      title: 'Wie doet welk werk in de jeugdhulp?',
      hidden: false,
      description: 'Een hulp bij de norm van verantwoorde werktoedeling: pas toe of leg uit.',
    },
    <>
      <PageTitle caption="Pas toe of leg uit">Wie doet welk werk in de jeugdhulp?</PageTitle>
      <p class="lead">
        Beantwoord vragen over het werk. Je leest dan wie daarbij past, en waarom. Het zijn{' '}
        {screensOf(norm)} korte stappen.
      </p>
      <ButtonGroup>
        <Button href={guidePaths.questions(norm.norm)}>Beginnen</Button>
        <Button variant="link" href={guidePaths.norm(norm.norm, norm.version.toString())}>
          De hele norm lezen
        </Button>
      </ButtonGroup>
      {adoption.is === 'proposal' ? (
        <Alert type="info" title="Dit is een voorstel">
          <p>{adoption.text}</p>
        </Alert>
      ) : (
        <Proposal norm={norm} />
      )}
      <h2>Drie uitkomsten, even veel waard</h2>
      <p>{norm.about[1]}</p>
      <Cards>
        {norm.outcomes.map(({ label, text }) => (
          <Card>
            <h3>{label}</h3>
            <p>{text}</p>
          </Card>
        ))}
      </Cards>
      <h2>De stappen</h2>
      <NumberedSteps
        headingLevel={3}
        steps={[
          ...norm.dimensions.map(({ label, text }) => ({ title: label, children: <p>{text}</p> })),
          {
            title: 'Pas toe of leg uit',
            children: <p>Je ziet wat past. Kan het anders? Dan leg je uit waarom.</p>,
          },
        ]}
      />
      <h2>Voorbeelden</h2>
      {norm.examples.map(({ title, text, expect }) => (
        <>
          <h3>{title}</h3>
          <p>
            {text}{' '}
            <strong>
              {expect.outcome === undefined
                ? 'Nog niet te zeggen: dat moet eerst bekend zijn.'
                : `${norm.outcomes.find(({ id }) => id === expect.outcome)?.label ?? ''}.`}
            </strong>
          </p>
        </>
      ))}
      <h2>Wat er met je antwoorden gebeurt</h2>
      <p>
        Er wordt niets bewaard. Je kunt de uitkomst afdrukken. Schrijf niets over een cliënt: geen
        naam, geen geboortedatum, geen burgerservicenummer.
      </p>
      {first !== undefined && (
        <p>
          Wil je een beslissing vastleggen? Dat kan namens een aanbieder of gemeente die hier is
          aangemeld. <a href={paths.organisationsInfo(first.id)}>Je organisatie aanmelden</a>
        </p>
      )}
      <Answerable norm={norm} />
    </>,
  )
}

/** The screens of the guide: the first, or what follows on what was sent. Nothing of it is kept. */
export function guideQuestions(visit: GuideVisit, sent: Answers | undefined): Promise<Response> {
  const { norm } = visit
  const screen = sent === undefined ? firstScreen() : nextScreen(norm, sent)
  return screen.is === 'outcome' ? showOutcome(visit, screen) : showScreen(visit, screen)
}

function showScreen(
  visit: GuideVisit,
  screen: Exclude<Screen, { is: 'outcome' }>,
): Promise<Response> {
  const { platform, norm } = visit
  const wrong = screen.errors.length > 0
  const { title, caption } = titleOf(norm, screen)
  return barePage(
    platform,
    undefined,
    {
      title: `${title} (${caption})`,
      breadcrumb: [homeOf(visit)],
      wrong,
      status: wrong ? 422 : 200,
    },
    <ScreenForm norm={norm} screen={screen} action={guidePaths.questions(norm.norm)} />,
  )
}

function showOutcome(
  visit: GuideVisit,
  { given, typed }: Extract<Screen, { is: 'outcome' }>,
): Promise<Response> {
  const { platform, norm, today } = visit
  const title = outcomeTitle(given)
  const last = asksChoice(given) ? norm.dimensions.length : norm.dimensions.length - 1
  return barePage(
    platform,
    undefined,
    { title, breadcrumb: [homeOf(visit)] },
    <>
      <PageTitle caption="Uitkomst">{title}</PageTitle>
      <Outcome given={given} />
      <h2>Bewaren</h2>
      <p>
        Ingevuld op {formatDay(today)}, met de norm die geldt vanaf {formatDay(norm.version)}. Er is
        niets bewaard. Met de afdrukknop van je browser druk je deze pagina af, of bewaar je die als
        pdf.
      </p>
      <Form action={guidePaths.questions(norm.norm)}>
        <Carried fields={[[fields.norm, norm.version.toString()], ...carried(norm, typed, [])]} />
        <ButtonGroup>
          <Button variant="secondary" name={fields.to} value={String(last)}>
            Antwoorden wijzigen
          </Button>
          <Button variant="link" href={guidePaths.questions(norm.norm)}>
            Opnieuw beginnen
          </Button>
        </ButtonGroup>
      </Form>
    </>,
  )
}

/** A version of a norm, whole: each indicator, rule and outcome, with its article. */
export function guideNorm(visit: GuideVisit, versions: readonly Norm[]): Promise<Response> {
  const { platform, norm } = visit
  const others = versions.filter(({ version }) => !version.equals(norm.version))
  return barePage(
    platform,
    undefined,
    {
      title: norm.title,
      hidden: false,
      breadcrumb: [homeOf(visit)],
      description: `${norm.title}, zoals die geldt vanaf ${formatDay(norm.version)}.`,
    },
    <>
      <PageTitle caption={`Geldt vanaf ${formatDay(norm.version)}`}>{norm.title}</PageTitle>
      {norm.about.map((paragraph) => (
        <p>{paragraph}</p>
      ))}
      <Alert
        type="info"
        title={norm.adoption.is === 'proposal' ? 'Dit is een voorstel' : 'Vastgesteld'}
      >
        <Proposal norm={norm} />
        <p>{norm.adoption.text}</p>
      </Alert>
      {norm.dimensions.map(({ id, label, text, source, article }) => (
        <section>
          <h2>{label}</h2>
          <p>
            {text} <Stands norm={norm} source={source} article={article} />
          </p>
          {norm.indicators
            .filter(({ dimension }) => dimension === id)
            .map((one) => (
              <>
                <h3 id={`indicator-${one.id}`}>{one.question}</h3>
                <p>
                  {one.text}
                  {one.examples.yes.length > 0 &&
                    ` Ja is bijvoorbeeld: ${one.examples.yes.join('; ')}.`}
                  {one.examples.no.length > 0 &&
                    ` Nee is bijvoorbeeld: ${one.examples.no.join('; ')}.`}{' '}
                  <Stands norm={norm} source={one.source} article={one.article} />
                </p>
              </>
            ))}
        </section>
      ))}
      <h2>De regels</h2>
      <ol>
        {norm.table.rules.map((rule) => (
          <li id={`regel-${rule.id}`}>
            <p>
              {rule.text}{' '}
              <strong>{norm.outcomes.find(({ id }) => id === rule.outcome)?.label}.</strong>
              <br />
              <span class="hint">
                Geldt bij: {whenInWords(norm, rule)}.{' '}
                <Stands norm={norm} source={rule.source} article={rule.article} />
              </span>
            </p>
          </li>
        ))}
      </ol>
      <h2>De uitkomsten</h2>
      {norm.outcomes.map(({ label, text, conditions, source, article }) => (
        <>
          <h3>{label}</h3>
          <p>
            {text} <Stands norm={norm} source={source} article={article} />
          </p>
          {conditions.length > 0 && (
            <ul>
              {conditions.map((one) => (
                <li>
                  <strong>{one.label}</strong> {one.text}
                </li>
              ))}
            </ul>
          )}
        </>
      ))}
      <h2>Tenzij</h2>
      <p>
        {norm.unless.text}{' '}
        <Stands norm={norm} source={norm.unless.source} article={norm.unless.article} />
      </p>
      {norm.unless.heads.map(({ label, grounds }) => (
        <>
          <h3>{label}</h3>
          <ul>
            {grounds.map((ground) => (
              <li>
                {ground.label} {ground.text}
              </li>
            ))}
          </ul>
        </>
      ))}
      <Registers norm={norm} />
      <Supports norm={norm} />
      <GrowthPath norm={norm} />
      <Answerable norm={norm} />
      <h2>Waar dit op rust</h2>
      <ul>
        {Object.values(norm.sources).map(({ title, note, compared }) => (
          <li>
            {title}.{' '}
            {compared === undefined
              ? 'Nog niet met deze bron vergeleken.'
              : `Vergeleken op ${formatDay(compared)}.`}{' '}
            {note}
          </li>
        ))}
      </ul>
      <p>
        <a href={guidePaths.table(norm.norm, norm.version.toString())} download>
          De regels als tabel in DMN
        </a>
        , om ergens anders te bekijken of te tekenen.
      </p>
      {others.length > 0 && (
        <>
          <h2>Andere versies</h2>
          <ul>
            {others.map(({ norm: id, version }) => (
              <li>
                <a href={guidePaths.norm(id, version.toString())}>
                  Geldt vanaf {formatDay(version)}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </>,
  )
}

function Stands({
  norm,
  source,
  article,
}: {
  readonly norm: Norm
  readonly source: string
  readonly article: string
}) {
  return (
    <span class="hint">
      ({sourceTitle(norm, source)}, {article})
    </span>
  )
}

/** The table of a version as DMN; undefined where DMN cannot say it. */
export async function guideTable(norm: Norm): Promise<Response | undefined> {
  const written = await writeDmn(norm)
  if (written.outcome !== 'written') return undefined
  return new Response(written.xml, {
    headers: {
      'content-type': 'application/xml; charset=utf-8',
      'content-disposition': `attachment; filename="${norm.norm}-${norm.version}.dmn"`,
    },
  })
}
