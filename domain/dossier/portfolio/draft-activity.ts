import type { ActivityState } from '#domain/dossier/activity/activity.ts'
import type { OpenActivity } from '#domain/dossier/portfolio/open-activity.ts'
import type { WrittenActivity } from '#domain/dossier/portfolio/write-activity.ts'
import { stateAfter, writeActivity } from '#domain/dossier/portfolio/write-activity.ts'
import { withdrawRequests } from '#domain/dossier/referee/ask-referee.ts'

/** Keeps what was typed as a draft, readable or not; what had been handed in is a draft again. */
export async function draftActivity(
  open: OpenActivity,
  written: WrittenActivity,
): Promise<ActivityState> {
  const state = stateAfter(open, 'save-draft')
  // A draft cannot be confirmed, so an open request about it is taken back.
  if (open.request !== undefined && open.request.answer === undefined) {
    await withdrawRequests(open.context, open.id)
  }
  await writeActivity(open, written, state)
  return state
}

/** What became of what was typed, when the activity could not be handed in. */
export interface KeptActivity {
  readonly kept: boolean
  readonly version: number
}

/**
 * Keeps what could not be handed in as the draft that it was. What had been handed in before stays
 * as it was, since making a draft of it would take its hours away.
 */
export async function keepActivity(
  open: OpenActivity,
  written: WrittenActivity,
): Promise<KeptActivity> {
  if (!keptOnFailure.has(open.state)) return { kept: false, version: open.version }
  return { kept: true, version: await writeActivity(open, written, open.state) }
}

const keptOnFailure: ReadonlySet<ActivityState> = new Set(['draft', 'returned'])
