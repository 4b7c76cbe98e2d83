import type { Openness } from '#domain/dossier/activity/openness.ts'
import { openness } from '#domain/dossier/activity/openness.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { findActivity } from '#domain/dossier/activity/queries.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { addEvidence } from '#domain/dossier/evidence/add-evidence.ts'
import { removeEvidence } from '#domain/dossier/evidence/remove-evidence.ts'
import { otherRegisters } from '#domain/people/registration/own-registrations.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { lookAsOwner } from '#domain/platform/context/own-registers.ts'
import { Answers, versionIn } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { choice } from '#web/forms/questions.tsx'
import { Alert, Button, formatDay } from '#web/kit/index.ts'
import { showForm } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { kindOf, typedIn } from '#web/professional/activity.form.tsx'
import { kindOptions, showActivityForm, titleFor } from '#web/professional/activity-form.tsx'
import { frozenText } from '#web/professional/activity-words.tsx'
import { inPortfolio } from '#web/professional/crumbs.ts'
import { answerSave } from '#web/professional/save-answer.tsx'
import { unreadAnswers } from '#web/professional/unread-answers.tsx'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound, registrationOf } from '#web/route.ts'

/** The form of an activity that exists, filled in. */
export async function showEditActivity(visit: Visit): Promise<Response> {
  const activity = await mine(visit)
  const { context } = visit
  const look = (own: Context) => openness(own, activity.id)
  const open = await (otherRegisters(context).length === 0
    ? look(context)
    : lookAsOwner(context, look))
  return open.is === 'open' ? editPage(visit, activity, open) : frozen(visit, open.is)
}

/** Saves the form, or takes one file away and shows it again. */
export async function saveEditActivity(visit: Visit): Promise<Response> {
  const activity = await mine(visit)
  const removing = visit.form.value('verwijder')
  if (removing === '') return answerSave(visit, activity.id, activity)
  const { context, form } = visit
  const removed = await removeEvidence(context, registrationOf(visit), activity.id, removing)
  if (removed.outcome === 'frozen') return frozen(visit, 'in-application')
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

function frozen(visit: Visit, why: Openness['is']): Response {
  const there = paths.activity(visit.context.register.id, visit.param('id'))
  return leaveFor(visit, there, frozenText(why, visit), 'info')
}

async function editPage(
  visit: Visit,
  activity: PortfolioActivity,
  open: Openness,
  said?: string,
): Promise<Response> {
  const { context, kept } = visit
  const { compiled } = await loadDossier(context, registrationOf(visit))
  const { regulation } = compiled
  // A form from before the session ended, or before a file was removed, keeps its own version.
  const sent = said === undefined ? kept : visit.form
  const version = sent?.has('_version') ? versionIn(sent) : activity.version
  const before = activity.form.typed
  const typed = sent === undefined ? before : typedIn(sent, regulation, before)
  const kind = kindOf(regulation, typed)
  const deeper = {
    label: activity.title || 'Concept',
    href: paths.activity(context.register.id, activity.id),
  }
  const facts = {
    version,
    above: said !== undefined && (
      <Alert type="success" focus>
        <p>{said}</p>
      </Alert>
    ),
    lead: open.is === 'open' && (
      <>
        {open.question !== undefined && (
          <Alert type="warning" title="Wat we nog willen weten">
            <p>{open.question.text}</p>
            <p>Antwoord uiterlijk op {formatDay(open.question.answerBefore)}.</p>
          </Alert>
        )}
        {open.heldElsewhere && (
          <Alert type="info">
            <p>{frozenText('held-elsewhere', visit)}</p>
          </Alert>
        )}
      </>
    ),
  }
  if (kind === undefined) {
    const asked = choice('kind', 'Wat voor activiteit is het?', {
      options: kindOptions(regulation),
    })
    return showForm(
      visit,
      form({ kind: asked }),
      {
        ...facts,
        title: titleFor(activity),
        ...inPortfolio(visit, deeper),
        form: { files: true, hidden: { _id: activity.id } },
        button: (
          <Button name="intent" value="soort">
            Verder
          </Button>
        ),
      },
      { typed: new Answers({}) },
    )
  }
  const { state, completedOn } = activity
  const ahead =
    completedOn !== undefined && Temporal.PlainDate.compare(completedOn, context.today) > 0
  const asked = sent?.has('_planned') || visit.url.searchParams.get('gepland') === 'ja'
  const planned = state === 'draft' ? asked || ahead : state === 'planned' && ahead
  return showActivityForm(visit, {
    ...facts,
    compiled,
    kind,
    typed,
    activity,
    deeper: [deeper],
    plan: planned ? 'asked' : 'no',
    errors: sent === undefined ? unreadAnswers(visit, compiled, activity) : [],
  })
}
