import { openness } from '#domain/dossier/activity/openness.ts'
import { findActivity } from '#domain/dossier/activity/queries.ts'
import type {
  WithdrawnEverywhere,
  WithdrawnThere,
} from '#domain/dossier/bringing/withdraw-everywhere.ts'
import { claimedIn, withdrawEverywhere } from '#domain/dossier/bringing/withdraw-everywhere.ts'
import { withdrawActivity } from '#domain/dossier/portfolio/withdraw-activity.ts'
import { otherRegisters } from '#domain/people/registration/own-registrations.ts'
import { lookAsOwner } from '#domain/platform/context/own-registers.ts'
import type { Register } from '#regulations/register.ts'
import { Button, ButtonGroup, formatList } from '#web/kit/index.ts'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { paths } from '#web/paths.ts'
import { frozenText } from '#web/professional/activity-words.tsx'
import { inPortfolio } from '#web/professional/crumbs.ts'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound, registrationOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** Asks whether the activity may really go. */
export async function showWithdrawActivity(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, you, You, your, say } = speech(visit)
  const found = await findActivity(context, registrationOf(visit), visit.param('id'))
  const { id, title: named, evidence, state, referee } = found ?? notFound()
  const back = paths.activity(register.id, id)
  const open = await openness(context, id)
  if (open.is !== 'open' || open.question !== undefined) {
    const why = open.is === 'open' ? 'in-application' : open.is
    return leaveFor(visit, back, frozenText(why, visit), 'info')
  }
  const title = named === '' ? 'Concept zonder naam' : named
  const others = await claimedElsewhere(visit, id)
  const keep = { label: 'Niet intrekken', href: back }
  return confirmPage(
    visit,
    {
      title: 'Activiteit intrekken',
      heading: `${say('Wil je', 'Wilt u')} deze activiteit intrekken?`,
      button:
        others.length === 0 ? (
          'Activiteit intrekken'
        ) : (
          <ButtonGroup>
            <Button variant="danger">Alleen hier intrekken</Button>
            <Button variant="secondary" name="waar" value="overal">
              Ook in {formatList(others.map(({ called: name }) => name))} intrekken
            </Button>
            <Button variant="link" href={back}>
              {keep.label}
            </Button>
          </ButtonGroup>
        ),
      danger: true,
      back: keep,
      ...inPortfolio(visit, { label: title, href: back }),
    },
    <>
      <p class="lead">
        ‘{title}’ verdwijnt uit {your} portfolio.
        {others.length === 0 && ` ${You} kunt dit niet ongedaan maken.`}
      </p>
      {others.length > 0 && (
        <p>
          Deze activiteit staat ook in {formatList(others.map(({ called: name }) => name))}. Daar
          blijft die staan, tenzij {you} die ook daar intrekt. Dat kan zolang er daar niets over is
          besloten.
        </p>
      )}
      {evidence.length > 0 && (
        <p>
          {evidence.length === 1
            ? `Het bewijsstuk verdwijnt ook uit ${your} portfolio.`
            : `De ${evidence.length} bewijsstukken verdwijnen ook uit ${your} portfolio.`}
        </p>
      )}
      {state === 'awaiting-referee' && referee !== undefined && (
        <p>De link van {referee.name} werkt daarna niet meer.</p>
      )}
    </>,
  )
}

async function claimedElsewhere(visit: Visit, id: string): Promise<readonly Register[]> {
  const { context } = visit
  if (otherRegisters(context).length === 0) return []
  return lookAsOwner(context, (own) => claimedIn(own, id))
}

/** Takes the activity out of the portfolio, and out of those in other registers where that was asked. */
export async function sendWithdrawActivity(visit: Visit): Promise<Response> {
  const { context, form } = visit
  const { id: register } = context.register
  const id = visit.param('id')
  const withdraw = form.value('waar') === 'overal' ? withdrawEverywhere : withdrawHere
  const withdrawn = await withdraw(context, registrationOf(visit), id)
  switch (withdrawn.outcome) {
    case 'not-found':
      return notFound()
    case 'frozen': {
      const why = frozenText(withdrawn.why, visit)
      return leaveFor(visit, paths.activity(register, id), why, 'warning')
    }
    case 'withdrawn': {
      const what = withdrawn.title === '' ? 'Het concept' : `‘${withdrawn.title}’`
      const said = [`${what} is ingetrokken.`, ...withdrawn.elsewhere.map(thereInWords)]
      const stays = withdrawn.elsewhere.some((there) => there.stays !== undefined)
      const portfolio = paths.portfolio(register)
      return leaveFor(visit, portfolio, said.join(' '), stays ? 'warning' : 'success')
    }
  }
}

async function withdrawHere(
  ...given: Parameters<typeof withdrawActivity>
): Promise<WithdrawnEverywhere> {
  const withdrawn = await withdrawActivity(...given)
  return withdrawn.outcome === 'withdrawn' ? { ...withdrawn, elsewhere: [] } : withdrawn
}

function thereInWords({ register, stays }: WithdrawnThere): string {
  if (stays === undefined) return `Ook in ${register.called}.`
  const why =
    stays === 'judged' || stays === 'used'
      ? 'daar is erover besloten'
      : stays === 'portfolio-closed'
        ? 'het portfolio daar is niet open'
        : 'die is daar in behandeling'
  return `In ${register.called} blijft die staan: ${why}.`
}
