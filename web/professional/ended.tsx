import { settledOf } from '#domain/certification/status-by-hand/queries.ts'
import { readPortfolio } from '#domain/dossier/portfolio/read-portfolio.ts'
import { seriesOf } from '#domain/dossier/series/queries.ts'
import { backFrom } from '#domain/people/registration/back-from.ts'
import type { End } from '#domain/people/registration/queries.ts'
import { findEnd } from '#domain/people/registration/queries.ts'
import { asksActivities } from '#engine'
import { asksDossier } from '#web/claim-words.tsx'
import { Alert, Button, ButtonGroup, EmptyState, formatDay, Tag } from '#web/kit/index.ts'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { takesObjections } from '#web/professional/objections.tsx'
import { PortfolioTable } from '#web/professional/portfolio-table.tsx'
import { SeriesLink, selfOf } from '#web/professional/series.tsx'
import type { Visit } from '#web/route.ts'
import { accountOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** The portfolio of somebody whose registration ended: why, what they can do, and all that they did, to read. */
export async function showEndedPortfolio(visit: Visit, registrationId: string): Promise<Response> {
  const { register, you, your, Your, say } = speech(visit)
  const portfolio = await readPortfolio(visit.context, registrationId)
  const { groups, standing } = portfolio
  const asked = asksActivities(portfolio.compiled.regulation) || portfolio.activities.length > 0
  const status = register.statuses[standing.status]
  const series = await seriesOf(visit.context, selfOf(visit))
  const left = [...groups.current, ...groups.planned, ...groups.later]
  const tables = [
    { list: 'current' as const, rows: left, caption: 'Activiteiten' },
    { list: 'earlier' as const, rows: groups.earlier, caption: 'Activiteiten die hebben geteld' },
  ].filter(({ rows }) => rows.length > 0)
  return titledPage(
    visit,
    {
      title: 'Mijn portfolio',
      current: paths.portfolio(register.id),
      aside: <Tag colour={status.tone}>{status.label}</Tag>,
    },
    <>
      <Ended
        visit={visit}
        end={await findEnd(visit.context, registrationId)}
        from={await backFrom(visit.context, accountOf(visit).accountId)}
        setByHand={(await settledOf(visit.context, registrationId)).length > 0}
      />
      <h2>{asked ? 'Mijn activiteiten' : 'Mijn gegevens'}</h2>
      <p class="subtle">
        {say('Je kunt', 'U kunt')} alles nog lezen en meenemen. Wijzigen kan niet meer.
      </p>
      <ButtonGroup>
        <Button variant="secondary" href={paths.portfolioPdf(register.id)} download>
          Portfolio downloaden (pdf)
        </Button>
        <Button variant="link" href={paths.portfolioJson(register.id)} download>
          Gegevens meenemen (json)
        </Button>
        {asksDossier(register) && (
          <Button variant="link" href={paths.dossier(register.id)}>
            Mijn dossier
          </Button>
        )}
      </ButtonGroup>
      {tables.length === 0 && asked && (
        <EmptyState title={`${Your} portfolio is leeg`} headingLevel={3}>
          <p>
            {say('Heb je', 'Hebt u')} {your} eerdere gegevens nodig? Kijk bij{' '}
            <a href={paths.messages(register.id)}>{your} berichten</a> of vraag het aan ons als{' '}
            {you} iets mist.
          </p>
        </EmptyState>
      )}
      {tables.map((table) => (
        <PortfolioTable visit={visit} portfolio={portfolio} {...table} />
      ))}
      {series.length > 0 && (
        <SeriesLink visit={visit} regulation={portfolio.compiled.regulation} all={series} />
      )}
    </>,
  )
}

// That it ended, when and why, and what is left to do about it.
function Ended(props: {
  readonly visit: Visit
  readonly end: End
  /** The first day on which they can sign up again; undefined where that is today. */
  readonly from: Temporal.PlainDate | undefined
  /** Whether something of it was set by hand. */
  readonly setByHand: boolean
}) {
  const { visit, end, from, setByHand } = props
  const { register, you, You, your, Your, say, certificate } = speech(visit)
  const on = end.on === undefined ? '' : ` op ${formatDay(end.on)}`
  return (
    <Alert type="info" title={`${Your} registratie is${on} beëindigd`}>
      <p>
        {endWords(visit, end)} {Your} naam staat niet meer in het openbare register, en{' '}
        {certificate.the} en het keurmerk {say('mag je', 'mag u')} niet meer gebruiken.
      </p>
      <p>Dit {say('kun je', 'kunt u')} doen:</p>
      <ul>
        <li>
          {from === undefined ? (
            <a href={paths.signUpTasks(register.id)}>{say('Meld je', 'Meld u')} opnieuw aan</a>
          ) : (
            `Vanaf ${formatDay(from)} ${say('kun je je', 'kunt u zich')} opnieuw aanmelden`
          )}
          . Wat {you} eerder hebt ingevuld over {your} persoon en werk, staat er dan al. {Your}{' '}
          activiteiten blijven bewaard: wat nog niet heeft geteld, staat weer in {your} portfolio
          als de aanmelding is goedgekeurd. {You} tekent een nieuwe overeenkomst en krijgt{' '}
          {register.procedures.comingBack.number === 'kept'
            ? `${your} oude nummer terug`
            : 'een nieuw nummer'}
          .
        </li>
        {end.reason !== 'own-request' && (
          <li>
            {say('Ben je', 'Bent u')} het er niet mee eens?{' '}
            <a
              href={
                takesObjections(visit)
                  ? paths.myObjections(register.id)
                  : paths.complaint(register.id)
              }
            >
              Zo {say('maak je', 'maakt u')} bezwaar
            </a>
            .
          </li>
        )}
        <li>
          <a href={paths.contact(register.id)}>Neem contact op</a> als {you} vragen hebt.
        </li>
      </ul>
      <p>
        {You} vindt hier ook{' '}
        {setByHand && (
          <>
            <a href={paths.myStatus(register.id)}>wat er met {your} status is gedaan, en waarom</a>,{' '}
          </>
        )}
        {your} <a href={paths.invoices(register.id)}>facturen</a>,{' '}
        <a href={paths.certification(register.id)}>eerdere aanvragen en besluiten</a> en{' '}
        <a href={paths.messages(register.id)}>berichten</a>.
      </p>
    </Alert>
  )
}

function endWords(visit: Visit, { reason }: End): string {
  const { You, say } = speech(visit)
  switch (reason) {
    case 'own-request':
      return `${You} hebt ${say('je', 'zich')} zelf uitgeschreven.`
    case 'not-paid':
      return 'Een factuur is na alle herinneringen niet betaald.'
    case 'decision':
      return 'Dat is besloten. De reden staat in het besluit, bij de berichten.'
    case 'death':
    case undefined:
      return 'Dat is besloten; de reden staat in het bericht dat daarover is gestuurd.'
  }
}
