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
import type { OpenFile } from '#domain/certification/committee/open-file.ts'
import type { Bench } from '#domain/certification/committee/queries.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { Visit } from '#web/route.ts'
import { accountOf } from '#web/route.ts'

/** Everything that is needed to judge one file. */
export interface FileToJudge {
  /** What the file was read as: what a judgement is given of. */
  readonly opened: OpenFile
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
export async function loadFileToJudge(visit: Visit, opened: OpenFile): Promise<FileToJudge> {
  const { context } = visit
  const { file, bench, dossier, verdicts } = opened
  const { id } = file.application
  const { accountId } = accountOf(visit)
  const filed = await filedActivities(context, id)
  const chair = bench.members.find((member) => member.id === accountId)?.chair === true
  return {
    opened,
    file,
    bench,
    dossier,
    filed,
    activities: filedIn(opened),
    documents: await filedDocuments(context, id),
    verdicts,
    own: verdicts.find(({ memberId }) => memberId === accountId),
    may: mayJudge({ id: accountId, chair }, verdicts, bench.rules, bench.freeChairs),
    settlement: settle(verdicts, bench.rules.members),
    decision: await findDecision(context, id),
  }
}

/** The activities that are in the application. */
export function filedIn({ dossier, file }: OpenFile): readonly PortfolioActivity[] {
  return dossier.activities.filter(({ applications }) =>
    applications.some(({ id }) => id === file.application.id),
  )
}
