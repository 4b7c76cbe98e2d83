import type {
  ApplicationFile,
  FiledActivity,
  FiledDocument,
} from '#domain/certification/application/queries.ts'
import { filedActivities, filedDocuments } from '#domain/certification/application/queries.ts'
import type { Decision } from '#domain/certification/committee/decision.ts'
import { findDecision } from '#domain/certification/committee/decision-queries.ts'
import type { MayJudge, Settlement, Verdict } from '#domain/certification/committee/judgement.ts'
import { mayJudge, settle } from '#domain/certification/committee/judgement.ts'
import type { Bench } from '#domain/certification/committee/queries.ts'
import { verdictsOf } from '#domain/certification/committee/queries.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { Visit } from '#web/route.ts'
import { accountOf } from '#web/route.ts'

/** Everything that is needed to judge one file. */
export interface FileToJudge {
  readonly file: ApplicationFile
  readonly bench: Bench
  readonly dossier: LoadedDossier
  readonly filed: ReadonlyMap<string, FiledActivity>
  readonly activities: readonly PortfolioActivity[]
  readonly documents: readonly FiledDocument[]
  readonly verdicts: readonly Verdict[]
  readonly own: Verdict | undefined
  readonly may: MayJudge
  readonly settlement: Settlement
  readonly decision: Decision | undefined
}

/** Gathers all that is needed to judge a file, as far as this member may see it. */
export async function loadFileToJudge(
  visit: Visit,
  file: ApplicationFile,
  bench: Bench,
): Promise<FileToJudge> {
  const { context } = visit
  const { id, registrationId } = file.application
  const { accountId } = accountOf(visit)
  const dossier = await loadDossier(context, registrationId, id)
  const filed = await filedActivities(context, id)
  const open = file.application.status === 'with-committee'
  const verdicts = await verdictsOf(context, id, open ? bench : undefined)
  const chair = bench.members.find((member) => member.id === accountId)?.chair === true
  return {
    file,
    bench,
    dossier,
    filed,
    activities: dossier.activities.filter((activity) => filed.has(activity.id)),
    documents: await filedDocuments(context, id),
    verdicts,
    own: verdicts.find(({ memberId }) => memberId === accountId),
    may: mayJudge({ id: accountId, chair }, verdicts, bench.rules, bench.freeChairs),
    settlement: settle(verdicts, bench.rules.members),
    decision: await findDecision(context, id),
  }
}
