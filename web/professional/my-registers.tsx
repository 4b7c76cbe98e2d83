import { isForAWhile } from '#domain/dossier/dossier/queries.ts'
import type { Portfolio } from '#domain/dossier/portfolio/read-portfolio.ts'
import { readPortfolio } from '#domain/dossier/portfolio/read-portfolio.ts'
import type { OwnRegistration } from '#domain/people/registration/own-registrations.ts'
import {
  atRegistration,
  otherRegistrations,
} from '#domain/people/registration/own-registrations.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { lookAsOwner } from '#domain/platform/context/own-registers.ts'
import type { Explanation } from '#engine'
import { explain } from '#engine'
import type { Register } from '#regulations/register.ts'
import { statusWords } from '#regulations/wording.ts'
import { Card, Cards, EmptyState, formatDay, MetaList, Tag } from '#web/kit/index.ts'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { inPortfolio } from '#web/professional/crumbs.ts'
import { numberText, waitingFor } from '#web/professional/portfolio.tsx'
import type { Visit } from '#web/route.ts'
import { accountOf, notFound } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** One of the own registrations as it stands beside the others. */
interface Beside {
  readonly register: Register
  readonly portfolio: Portfolio
  readonly explanation: Explanation
  readonly ended: boolean
  readonly number: string | undefined
  readonly next: Next | undefined
}

interface Next {
  readonly label: string
  readonly text: string
  readonly href: string | undefined
}

/** The registrations of whoever is signed in beside each other: how far each is, and what comes next. */
export async function showMyRegisters(visit: Visit): Promise<Response> {
  const { You, say } = speech(visit)
  const all = await lookAsOwner(visit.context, async (own) => {
    const found = [await besideHere(visit, own)]
    for (const other of await otherRegistrations(own)) found.push(await beside(visit, own, other))
    return found
  })
  const several = all.length > 1
  return titledPage(
    visit,
    { title: 'Mijn registers', ...inPortfolio(visit) },
    several ? (
      <Cards>
        {all.map((one) => (
          <RegisterCard {...one} />
        ))}
      </Cards>
    ) : (
      <EmptyState title={`${You} staat in één register`}>
        <p>
          {say('Meld je', 'Meld u')} aan bij een ander register op dit platform, dan{' '}
          {say('zie je', 'ziet u')} hier beide naast elkaar.
        </p>
      </EmptyState>
    ),
  )
}

function besideHere(visit: Visit, own: Context): Promise<Beside> {
  const { registrationId, endedRegistrationId } = accountOf(visit)
  const id = registrationId ?? endedRegistrationId ?? notFound()
  return besideIn({ ...visit, context: own }, id, registrationId === undefined)
}

function beside(visit: Visit, own: Context, other: OwnRegistration): Promise<Beside> {
  return atRegistration(own, other, (there) =>
    besideIn({ ...visit, context: there, actor: there.actor }, other.registrationId, other.ended),
  )
}

async function besideIn(visit: Visit, registrationId: string, ended: boolean): Promise<Beside> {
  const { context } = visit
  const { register } = context
  const portfolio = await readPortfolio(context, registrationId)
  const { number } = portfolio.standing
  return {
    register,
    portfolio,
    ended,
    explanation: explain(portfolio.compiled, portfolio.assessment),
    number: number === undefined ? undefined : numberText(visit, number),
    next: ended ? undefined : await nextOf(visit, portfolio),
  }
}

async function nextOf(visit: Visit, portfolio: Portfolio): Promise<Next | undefined> {
  const { tasks, now } = await waitingFor(visit, portfolio)
  const [task] = tasks
  if (task !== undefined)
    return { label: task.button ?? task.label, text: task.text, href: task.href }
  if (now === undefined) return undefined
  return { label: now.link?.label ?? now.title, text: now.text, href: now.link?.href }
}

function RegisterCard({ register, portfolio, explanation, ended, number, next }: Beside) {
  const { standing, dossier } = portfolio
  const temporary = isForAWhile(standing, portfolio.assessment.on)
  const status = statusWords(register, { status: standing.status, temporary })
  const until = dossier.temporary ?? dossier.period
  return (
    <Card>
      <h2 class="card-title">
        <a href={paths.portfolio(register.id)}>{register.name}</a>
      </h2>
      <p>
        <Tag colour={status.tone}>{status.label}</Tag>
      </p>
      <MetaList
        items={[
          number !== undefined && { term: 'Nummer', value: number },
          !ended && until !== undefined && { term: 'Tot en met', value: formatDay(until.last) },
        ]}
      />
      {!ended && (
        <ul>
          {explanation.norms.map(({ text }) => (
            <li>{text}</li>
          ))}
        </ul>
      )}
      {next !== undefined && (
        <p>
          <strong>Wat nu komt:</strong>{' '}
          {next.href === undefined ? next.label : <a href={next.href}>{next.label}</a>}. {next.text}
        </p>
      )}
    </Card>
  )
}
