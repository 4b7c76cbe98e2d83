import { takesSupplements } from '#domain/certification/application/supplements.ts'
import type { Portfolio } from '#domain/dossier/portfolio/read-portfolio.ts'
import { asksActivities, isMeasure } from '#engine'
import { agree } from '#regulations/wording.ts'
import { Button, ButtonGroup, Details, EmptyState, formatDay, NavLinks } from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'
import { FormerCategory, mayEnterActivities } from '#web/professional/former-category.tsx'
import { PortfolioTable } from '#web/professional/portfolio-table.tsx'
import type { Visit } from '#web/route.ts'
import { speech } from '#web/speech.ts'

interface ActivitiesProps {
  readonly visit: Visit
  readonly portfolio: Portfolio
  readonly open: boolean
}

/** Everything somebody did, planned or will count later, or what counted before. */
export function Activities(props: ActivitiesProps) {
  const { visit, portfolio, open } = props
  const { register, you, certification } = speech(visit)
  const { groups, activities } = portfolio
  const asked = asksActivities(portfolio.compiled.regulation)
  const earlier = visit.url.searchParams.get('periode') === 'eerder'
  const here = paths.portfolio(register.id)
  return (
    <>
      {(asked || activities.length > 0) && <h2 id="activiteiten">Mijn activiteiten</h2>}
      {!asked && (
        <p>Dit register vraagt geen activiteiten: {you} hoeft hier niets toe te voegen.</p>
      )}
      {asked && !mayEnterActivities(portfolio) && (
        <FormerCategory visit={visit} loaded={portfolio} />
      )}
      {groups.earlier.length > 0 && (
        <NavLinks
          look="tabs"
          label="Periodes"
          items={[
            {
              label: 'Deze periode',
              href: `${here}#activiteiten`,
              count: groups.current.length,
              current: !earlier,
            },
            {
              label: `${agree(certification, 'Eerdere', 'Eerder')} ${certification.name}`,
              href: `${here}?periode=eerder#activiteiten`,
              count: groups.earlier.length,
              current: earlier,
            },
          ]}
        />
      )}
      {!mayEnterActivities(portfolio) && activities.length === 0 ? null : earlier ? (
        <PortfolioTable
          visit={visit}
          portfolio={portfolio}
          rows={groups.earlier}
          caption="Activiteiten die al hebben geteld"
          list="earlier"
        />
      ) : (
        <CurrentActivities {...props} />
      )}
      {open && (
        <ButtonGroup>
          <Button variant="link" href={paths.portfolioPdf(register.id)} icon="download" download>
            Portfolio downloaden (pdf)
          </Button>
          <Button variant="link" href={paths.portfolioJson(register.id)} icon="download" download>
            Gegevens meenemen (json)
          </Button>
        </ButtonGroup>
      )}
    </>
  )
}

function CurrentActivities(props: ActivitiesProps) {
  const { visit, portfolio } = props
  const { you, your, say, certification } = speech(visit)
  const { current, planned, later, tooLate } = portfolio.groups
  if (current.length + planned.length + later.length + tooLate.length === 0)
    return <Empty {...props} />
  const table = (list: 'current' | 'planned' | 'later' | 'tooLate', caption: string) => (
    <PortfolioTable {...{ visit, portfolio, caption, list }} rows={portfolio.groups[list]} />
  )
  return (
    <>
      {current.length > 0 && (
        <>
          <p class="subtle">
            {current.length} {current.length === 1 ? 'activiteit' : 'activiteiten'}{' '}
            {portfolio.standing.application === undefined
              ? 'in deze periode'
              : `in ${your} aanvraag`}
          </p>
          {table('current', 'Activiteiten')}
        </>
      )}
      {planned.length > 0 && (
        <>
          <h3>Gepland</h3>
          <p class="subtle">
            Telt nog niet mee. Na afloop {say('vul je', 'vult u')} de activiteit aan en{' '}
            {say('stuur je', 'stuurt u')} die in.
          </p>
          {table('planned', 'Geplande activiteiten')}
        </>
      )}
      {later.length > 0 && (
        <>
          <h3>
            Voor {your} volgende {certification.name}
          </h3>
          <p class="subtle">Toegevoegd terwijl {your} aanvraag loopt.</p>
          {table('later', 'Activiteiten voor later')}
          <AddHere {...props} />
        </>
      )}
      {tooLate.length > 0 && (
        <>
          <h3>Niet in {your} aanvraag</h3>
          <p class="subtle">
            {say('Je deed', 'U deed')} dit vóór {your} aanvraag en voegde het later toe. Het telt
            niet mee voor {your} volgende {certification.name}.
          </p>
          {table('tooLate', 'Activiteiten die niet in de aanvraag zitten')}
          <AddHere {...props} />
        </>
      )}
      <Details summary={`Staat ${your} training er niet bij?`}>
        <p>
          Wat {you} zelf hebt gedaan, {say('voeg je', 'voegt u')} zelf toe. Doe dat zodra {you} het
          bewijs van deelname hebt. Is {your} training al geweest? Ook dan {say('kun je', 'kunt u')}{' '}
          die nog toevoegen, met de datum waarop die was.
        </p>
      </Details>
    </>
  )
}

// That it can come with the application that runs, as long as that takes anything.
function AddHere({ visit, portfolio }: ActivitiesProps) {
  const { application } = portfolio.standing
  if (application === undefined || application.kind === 'move') return null
  if (!takesSupplements(application.status)) return null
  const { register, your, say } = speech(visit)
  return (
    <p>
      {say('Wil je', 'Wilt u')} dat het nu meetelt?{' '}
      <a href={paths.supplementApplication(register.id, application.id)}>
        Voeg het toe aan {your} aanvraag
      </a>
    </p>
  )
}

function Empty({ visit, portfolio, open }: ActivitiesProps) {
  const { register, your, Your, certification } = speech(visit)
  const { kinds } = portfolio.compiled.regulation
  const counts = portfolio.assessment.norms.some(({ measure }) => isMeasure(measure))
  if (portfolio.dossier.kind === 'first' && !counts) {
    return (
      <EmptyState title={`${Your} portfolio is nog leeg`} headingLevel={3}>
        <p>
          Voor {your} eerste {certification.name} zijn geen {register.unit.many} nodig. Die vragen
          we pas bij {your} {certification.renewal}.
        </p>
      </EmptyState>
    )
  }
  const examples = kinds.slice(0, 4).filter(({ id }) => id !== 'webinar')
  return (
    <EmptyState
      title={
        portfolio.activities.length > 0
          ? 'Nog niets in deze periode'
          : `${Your} portfolio is nog leeg`
      }
      headingLevel={3}
    >
      <p>
        Activiteiten vanaf {formatDay(portfolio.assessment.window.first)} tellen mee. Bijvoorbeeld:
      </p>
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
