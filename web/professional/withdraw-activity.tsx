import { openness } from '#domain/dossier/activity/openness.ts'
import { findActivity } from '#domain/dossier/activity/queries.ts'
import { withdrawActivity } from '#domain/dossier/portfolio/withdraw-activity.ts'
import { voice } from '#language/voice.ts'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { paths } from '#web/paths.ts'
import { frozenText } from '#web/professional/activity-words.tsx'
import type { Visit } from '#web/route.ts'
import { notFound, registrationOf, seeOther } from '#web/route.ts'

/** Asks whether the activity may really go. */
export async function showWithdrawActivity(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const { You, your, say } = voice(register.address)
  const activity = await findActivity(context, registrationOf(visit), visit.param('id'))
  if (activity === undefined) return notFound()
  const back = paths.activity(register.id, activity.id)
  const open = await openness(context, activity.id)
  if (open.is !== 'open' || open.question !== undefined) {
    visit.leave(
      frozenText(open.is === 'open' ? 'in-application' : open.is, visit.context.register),
      'info',
    )
    return seeOther(back)
  }
  const title = activity.title === '' ? 'Concept zonder naam' : activity.title
  const waiting = activity.state === 'awaiting-referee' && activity.referee !== undefined
  return confirmPage(
    visit,
    {
      title: 'Activiteit intrekken',
      heading: `${say('Wil je', 'Wilt u')} deze activiteit intrekken?`,
      button: 'Activiteit intrekken',
      danger: true,
      back: { label: 'Niet intrekken', href: back },
      current: paths.portfolio(register.id),
      breadcrumb: [
        { label: 'Mijn portfolio', href: paths.portfolio(register.id) },
        { label: title, href: back },
      ],
    },
    <>
      <p class="lead">
        ‘{title}’ verdwijnt uit {your} portfolio. {You} kunt dit niet ongedaan maken.
      </p>
      {activity.evidence.length > 0 && (
        <p>
          {activity.evidence.length === 1
            ? `Het bewijsstuk verdwijnt ook uit ${your} portfolio.`
            : `De ${activity.evidence.length} bewijsstukken verdwijnen ook uit ${your} portfolio.`}
        </p>
      )}
      {waiting && <p>De link van {activity.referee?.name} werkt daarna niet meer.</p>}
    </>,
  )
}

/** Takes the activity out of the portfolio. */
export async function sendWithdrawActivity(visit: Visit): Promise<Response> {
  const { context } = visit
  const id = visit.param('id')
  const withdrawn = await withdrawActivity(context, registrationOf(visit), id)
  switch (withdrawn.outcome) {
    case 'not-found':
      return notFound()
    case 'frozen':
      visit.leave(frozenText(withdrawn.why, visit.context.register), 'warning')
      return seeOther(paths.activity(context.register.id, id))
    case 'withdrawn':
      visit.leave(
        withdrawn.title === ''
          ? 'Het concept is ingetrokken.'
          : `‘${withdrawn.title}’ is ingetrokken.`,
      )
      return seeOther(paths.portfolio(context.register.id))
  }
}
