import type { Decision } from '#domain/certification/committee/decision.ts'
import { findDecision } from '#domain/certification/committee/decision-queries.ts'
import type { MayJudge, Settlement, Verdict } from '#domain/certification/committee/judgement.ts'
import { mayJudge, settle } from '#domain/certification/committee/judgement.ts'
import type { OpenFile } from '#domain/certification/committee/open-file.ts'
import type { SeatedFile } from '#domain/certification/committee/queries.ts'
import type { ReviewedFile } from '#web/review/reviewed-file.ts'
import { reviewedFile } from '#web/review/reviewed-file.ts'
import type { Visit } from '#web/route.ts'

/** Everything that is needed to judge one file. */
export interface FileToJudge extends ReviewedFile {
  readonly file: SeatedFile
  readonly verdicts: readonly Verdict[]
  readonly own: Verdict | undefined
  /** What they found before all was to be judged anew. */
  readonly before: Verdict | undefined
  readonly may: MayJudge
  readonly settlement: Settlement
  readonly decision: Decision | undefined
}

/** Gathers all that is needed to judge a file, as far as this member may see it. */
export async function loadFileToJudge(visit: Visit, opened: OpenFile): Promise<FileToJudge> {
  const { context } = visit
  const { file, member, dossier, verdicts, before } = opened
  const { rules, freeChairs } = file.bench
  return {
    ...(await reviewedFile(context, file, dossier)),
    file,
    verdicts,
    before,
    own: verdicts.find(({ memberId }) => memberId === member.id),
    may: mayJudge(member, verdicts, rules, freeChairs),
    settlement: settle(verdicts, rules.members),
    decision: await findDecision(context, file.application.id),
  }
}
