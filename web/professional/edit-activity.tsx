import type { Openness } from '#domain/dossier/activity/openness.ts'
import { openness } from '#domain/dossier/activity/openness.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { findActivity } from '#domain/dossier/activity/queries.ts'
import type { TypedActivity } from '#domain/dossier/activity/typed-activity.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { addEvidence } from '#domain/dossier/evidence/add-evidence.ts'
import { removeEvidence } from '#domain/dossier/evidence/remove-evidence.ts'
import { Alert, Button, Form, formatDay, PageTitle, Radios } from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import { kindOf, typedIn } from '#web/professional/activity.form.tsx'
import { ActivityForm, kindOptions } from '#web/professional/activity-form.tsx'
import { frozenText } from '#web/professional/activity-words.tsx'
import { answerSave, titleFor, versionOf } from '#web/professional/save-answer.tsx'
import type { Visit } from '#web/route.ts'
import { notFound, registrationOf, seeOther } from '#web/route.ts'

/** The form of an activity that exists, filled in. */
export async function showEditActivity(visit: Visit): Promise<Response> {
  const activity = await mine(visit)
  const open = await openness(visit.context, activity.id)
  if (open.is !== 'open') {
    visit.leave(frozenText(open.is, visit.context.register), 'info')
    return seeOther(paths.activity(visit.context.register.id, activity.id))
  }
  return editPage(visit, activity, open, undefined)
}

/** Saves the form, or takes one file away and shows it again. */
export async function saveEditActivity(visit: Visit): Promise<Response> {
  const activity = await mine(visit)
  const removing = visit.form.value('verwijder')
  if (removing === '') return answerSave(visit, activity.id, activity)
  const { context, form } = visit
  const removed = await removeEvidence(context, registrationOf(visit), activity.id, removing)
  if (removed.outcome === 'frozen') {
    visit.leave(frozenText('in-application', visit.context.register), 'info')
    return seeOther(paths.activity(context.register.id, activity.id))
  }
  // Files that were chosen at the same time are not lost.
  const chosen = form.files.filter(({ field }) => field === 'evidence')
  if (chosen.length > 0) await addEvidence(context, registrationOf(visit), activity.id, chosen)
  const open = await openness(context, activity.id)
  const said =
    removed.outcome === 'removed' ? `‘${removed.name}’ is verwijderd.` : 'Dat bestand was al weg.'
  return editPage(visit, await mine(visit), open, said)
}

async function mine(visit: Visit): Promise<PortfolioActivity> {
  const found = await findActivity(visit.context, registrationOf(visit), visit.param('id'))
  return found ?? notFound()
}

async function editPage(
  visit: Visit,
  activity: PortfolioActivity,
  open: Openness,
  said: string | undefined,
): Promise<Response> {
  const { context, kept, form } = visit
  const { compiled } = await loadDossier(context, registrationOf(visit))
  const { regulation } = compiled
  const sent = said === undefined ? kept : form
  const typed: TypedActivity =
    sent === undefined ? activity.form.typed : typedIn(sent, regulation, activity.form.typed)
  const kind = kindOf(regulation, typed)
  const here = paths.editActivity(context.register.id, activity.id)
  const title = titleFor(activity)
  return page(
    visit,
    {
      title,
      current: paths.portfolio(context.register.id),
      breadcrumb: [
        { label: 'Mijn portfolio', href: paths.portfolio(context.register.id) },
        {
          label: activity.title || 'Concept',
          href: paths.activity(context.register.id, activity.id),
        },
      ],
    },
    <>
      {said !== undefined && (
        <Alert type="success" focus>
          <p>{said}</p>
        </Alert>
      )}
      <PageTitle>{title}</PageTitle>
      {open.is === 'open' && open.question !== undefined && (
        <Alert type="warning" title="Wat we nog willen weten">
          <p>{open.question.text}</p>
          <p>Antwoord uiterlijk op {formatDay(open.question.answerBefore)}.</p>
        </Alert>
      )}
      {kind === undefined ? (
        <Form action={here} files idempotency={visit.once()} hidden={hiddenOf(activity)}>
          <Radios
            name="kind"
            legend="Wat voor activiteit is het?"
            options={kindOptions(regulation)}
          />
          <Button name="intent" value="soort">
            Verder
          </Button>
        </Form>
      ) : (
        <ActivityForm
          visit={visit}
          compiled={compiled}
          kind={kind}
          typed={typed}
          errors={[]}
          action={here}
          id={activity.id}
          version={sent === undefined ? activity.version : (versionIn(visit) ?? activity.version)}
          activity={activity}
          planning={
            activity.state === 'planned' &&
            activity.completedOn !== undefined &&
            Temporal.PlainDate.compare(activity.completedOn, context.today) > 0
          }
        />
      )}
    </>,
  )
}

// A form from before the session ended, or before a file was removed, keeps its own version.
function versionIn(visit: Visit): number | undefined {
  const text = visit.kept?.value('_version') ?? ''
  return /^\d{1,9}$/.test(text) ? Number(text) : versionOf(visit)
}

function hiddenOf(activity: PortfolioActivity): Record<string, string> {
  return { _id: activity.id, _version: String(activity.version) }
}
