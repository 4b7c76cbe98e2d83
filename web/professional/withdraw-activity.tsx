import { openness } from '#domain/dossier/activity/openness.ts'
import { findActivity } from '#domain/dossier/activity/queries.ts'
import { withdrawActivity } from '#domain/dossier/portfolio/withdraw-activity.ts'
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
  const { register, You, your, say } = speech(visit)
  const found = await findActivity(context, registrationOf(visit), visit.param('id'))
  const { id, title: named, evidence, state, referee } = found ?? notFound()
  const back = paths.activity(register.id, id)
  const open = await openness(context, id)
  if (open.is !== 'open' || open.question !== undefined) {
    const why = open.is === 'open' ? 'in-application' : open.is
    return leaveFor(visit, back, frozenText(why, visit), 'info')
  }
  const title = named === '' ? 'Concept zonder naam' : named
  return confirmPage(
    visit,
    {
      title: 'Activiteit intrekken',
      heading: `${say('Wil je', 'Wilt u')} deze activiteit intrekken?`,
      button: 'Activiteit intrekken',
      danger: true,
      back: { label: 'Niet intrekken', href: back },
      ...inPortfolio(visit, { label: title, href: back }),
    },
    <>
      <p class="lead">
        ‘{title}’ verdwijnt uit {your} portfolio. {You} kunt dit niet ongedaan maken.
      </p>
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

/** Takes the activity out of the portfolio. */
export async function sendWithdrawActivity(visit: Visit): Promise<Response> {
  const { context } = visit
  const { id: register } = context.register
  const id = visit.param('id')
  const withdrawn = await withdrawActivity(context, registrationOf(visit), id)
  switch (withdrawn.outcome) {
    case 'not-found':
      return notFound()
    case 'frozen': {
      const why = frozenText(withdrawn.why, visit)
      return leaveFor(visit, paths.activity(register, id), why, 'warning')
    }
    case 'withdrawn': {
      const what = withdrawn.title === '' ? 'Het concept' : `‘${withdrawn.title}’`
      return leaveFor(visit, paths.portfolio(register), `${what} is ingetrokken.`)
    }
  }
}
