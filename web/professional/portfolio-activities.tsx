import type { Portfolio } from '#domain/dossier/portfolio/read-portfolio.ts'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { agree, wording } from '#regulations/wording.ts'
import { Button, ButtonGroup, Details, EmptyState, formatDay, NavLinks } from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'
import { PortfolioTable } from '#web/professional/portfolio-table.tsx'
import type { Visit } from '#web/route.ts'

/** Everything somebody did, planned or will count later, or what counted before. */
export function Activities(props: {
  readonly visit: Visit
  readonly portfolio: Portfolio
  readonly query: URLSearchParams
  readonly open: boolean
}) {
  const { visit, portfolio, query, open } = props
  const { register } = visit.context
  const { certification } = wording(register)
  const { groups } = portfolio
  const earlier = query.get('periode') === 'eerder'
  return (
    <>
      <h2 id="activiteiten">Mijn activiteiten</h2>
      {open && (
        <ButtonGroup>
          <Button href={paths.newActivity(register.id)}>Activiteit toevoegen</Button>
          <Button variant="link" href={paths.portfolioPdf(register.id)} download>
            Portfolio downloaden (pdf)
          </Button>
          <Button variant="link" href={paths.portfolioJson(register.id)} download>
            Gegevens meenemen (json)
          </Button>
        </ButtonGroup>
      )}
      {groups.earlier.length > 0 && (
        <NavLinks
          look="tabs"
          label="Periodes"
          items={[
            {
              label: 'Deze periode',
              href: `${paths.portfolio(register.id)}#activiteiten`,
              count: groups.current.length,
              current: !earlier,
            },
            {
              label: `${agree(certification, 'Eerdere', 'Eerder')} ${certification.name}`,
              href: `${paths.portfolio(register.id)}?periode=eerder#activiteiten`,
              count: groups.earlier.length,
              current: earlier,
            },
          ]}
        />
      )}
      {earlier ? (
        <PortfolioTable
          {...props}
          rows={groups.earlier}
          caption="Activiteiten die al hebben geteld"
          used
        />
      ) : (
        <CurrentActivities {...props} />
      )}
    </>
  )
}

function CurrentActivities(props: {
  readonly visit: Visit
  readonly portfolio: Portfolio
  readonly query: URLSearchParams
  readonly open: boolean
}) {
  const { your, say } = voice(props.visit.context.register.address)
  const { visit, portfolio } = props
  const { current, planned, later } = portfolio.groups
  const none = current.length + planned.length + later.length === 0
  if (none) return <Empty visit={visit} portfolio={portfolio} open={props.open} />
  const many = `${current.length} ${current.length === 1 ? 'activiteit' : 'activiteiten'}`
  const period =
    portfolio.standing.application === undefined ? 'in deze periode' : `in ${your} aanvraag`
  return (
    <>
      {current.length > 0 && (
        <>
          <p class="subtle">
            {many} {period}
          </p>
          <PortfolioTable {...props} rows={current} caption="Activiteiten" />
        </>
      )}
      {planned.length > 0 && (
        <>
          <h3>Gepland</h3>
          <p class="subtle">
            Telt nog niet mee. Na afloop {say('vul je', 'vult u')} de activiteit aan en{' '}
            {say('stuur je', 'stuurt u')} die in.
          </p>
          <PortfolioTable {...props} rows={planned} caption="Geplande activiteiten" planned />
        </>
      )}
      {later.length > 0 && (
        <>
          <h3>
            Voor {your} volgende {wording(props.visit.context.register).certification.name}
          </h3>
          <p class="subtle">Toegevoegd terwijl {your} aanvraag loopt.</p>
          <PortfolioTable {...props} rows={later} caption="Activiteiten voor later" later />
        </>
      )}
      <Missing register={props.visit.context.register} />
    </>
  )
}

function Missing({ register }: { readonly register: Register }) {
  const { you, your, say } = voice(register.address)
  return (
    <Details summary={`Staat ${your} training er niet bij?`}>
      <p>
        Wat {you} zelf hebt gedaan, {say('voeg je', 'voegt u')} zelf toe. Doe dat zodra {you} het
        bewijs van deelname hebt. Is {your} training al geweest? Ook dan {say('kun je', 'kunt u')}{' '}
        die nog toevoegen, met de datum waarop die was.
      </p>
    </Details>
  )
}

function Empty(props: {
  readonly visit: Visit
  readonly portfolio: Portfolio
  readonly open: boolean
}) {
  const { visit, portfolio, open } = props
  const { register } = visit.context
  const { your, Your } = voice(register.address)
  const { first } = portfolio.assessment.window
  const { kinds } = portfolio.compiled.regulation
  const examples = kinds.slice(0, 4).filter(({ id }) => id !== 'webinar')
  return (
    <EmptyState title={`${Your} portfolio is nog leeg`} headingLevel={3}>
      <p>Activiteiten vanaf {formatDay(first)} tellen mee. Bijvoorbeeld:</p>
      <ul>
        {examples.slice(0, 3).map(({ label, rule }) => (
          <li>
            <strong>{label}.</strong> {rule}
          </li>
        ))}
      </ul>
      {open && (
        <p>
          <a href={paths.newActivity(register.id)}>Voeg {your} eerste activiteit toe</a>
        </p>
      )}
    </EmptyState>
  )
}
