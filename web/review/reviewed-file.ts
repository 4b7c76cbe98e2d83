import type { NeededFor } from '#domain/certification/application/filed-claims.ts'
import {
  claimsToJudge,
  filedClaims,
  neededFor,
} from '#domain/certification/application/filed-claims.ts'
import type {
  ApplicationFile,
  FiledActivity,
  FiledDocument,
  Return,
} from '#domain/certification/application/queries.ts'
import {
  filedActivities,
  filedDocuments,
  findSnapshot,
  returnsOf,
} from '#domain/certification/application/queries.ts'
import type { Remark } from '#domain/certification/application/remarks.ts'
import { remarksOn } from '#domain/certification/application/remarks.ts'
import type { Supplement } from '#domain/certification/application/supplements.ts'
import { supplementsTo } from '#domain/certification/application/supplements.ts'
import { toJudge } from '#domain/certification/committee/judge-application.ts'
import type { DecidedRulingOf } from '#domain/certification/ruling/queries.ts'
import { decidedAbout } from '#domain/certification/ruling/queries.ts'
import type { DecidedBy } from '#domain/dossier/activity/course-of-activity.ts'
import { accreditationsOfActivities } from '#domain/dossier/activity/course-of-activity.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { LookedAt } from '#domain/dossier/signed-document/look-at-signed.ts'
import { lookAtSigned } from '#domain/dossier/signed-document/look-at-signed.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import type { RecognisedThen } from '#domain/learning/request/recognised.ts'
import { recognisedThen } from '#domain/learning/request/recognised.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Explanation } from '#engine'
import type { SeenBy } from '#web/review/seen-original.tsx'
import { seenOriginals } from '#web/review/seen-original.tsx'
import type { Visit } from '#web/route.ts'

/** An application with the activities that are in it. */
export interface FiledDossier {
  readonly file: ApplicationFile
  readonly dossier: LoadedDossier
  readonly activities: readonly PortfolioActivity[]
  /** The activities of which nothing was found before. */
  readonly open: ReadonlySet<string>
  /** What was stated beside them, oldest first. */
  readonly claims: readonly Claim[]
  /** Those of which nothing was found before. */
  readonly openClaims: readonly Claim[]
}

/** Tells what of a dossier is in an application. */
export function filedIn(file: ApplicationFile, dossier: LoadedDossier): FiledDossier {
  return {
    file,
    dossier,
    activities: dossier.activities.filter(({ applications }) =>
      applications.some(({ id }) => id === file.application.id),
    ),
    open: new Set(toJudge(dossier).map(({ id }) => id)),
    claims: filedClaims(dossier),
    openClaims: claimsToJudge(dossier),
  }
}

/** An application with all that is in it, for the back office and for the committee. */
export interface ReviewedFile extends FiledDossier {
  readonly filed: ReadonlyMap<string, FiledActivity>
  readonly documents: readonly FiledDocument[]
  /** The activities as they were sent; none where nothing was returned, so that none was changed. */
  readonly sent: readonly PortfolioActivity[]
  /** What is remarkable of each activity, by its id. */
  readonly remarks: ReadonlyMap<string, readonly Remark[]>
  /** What each claim is needed for, by its id. */
  readonly neededFor: ReadonlyMap<string, readonly NeededFor[]>
  /** What the machine read of the documents that their issuer signs. */
  readonly looked: readonly LookedAt[]
  /** Who was recognised then to give what a document shows, by the id of its claim. */
  readonly recognised: ReadonlyMap<string, RecognisedThen>
  /** What is known of the original of each claim whose original is to be seen, by its id. */
  readonly seen: ReadonlyMap<string, SeenBy>
  /** By which decision of the register an activity is accredited, by its id. */
  readonly decided: ReadonlyMap<string, DecidedBy>
  /** What the back office asked and what was answered, the newest first. */
  readonly returns: readonly Return[]
  /** What came with it after it was sent, oldest first. */
  readonly supplements: readonly Supplement[]
  /** What the board decided about whoever applies, the newest first. */
  readonly rulings: readonly DecidedRulingOf[]
}

/** Reads what is in an application. */
export async function reviewedFile(
  context: Context,
  file: ApplicationFile,
  dossier: LoadedDossier,
): Promise<ReviewedFile> {
  const { id } = file.application
  const filed = await filedActivities(context, id)
  const returns = await returnsOf(context, id)
  const supplements = await supplementsTo(context, id)
  const inside = filedIn(file, dossier)
  const { registrationId } = file.application
  return {
    ...inside,
    looked: await lookAtSigned(context, dossier.compiled, registrationId, inside.claims),
    recognised: await recognisedThen(context, inside.claims),
    seen: await seenOriginals(context, dossier.compiled.regulation, {
      registrationId,
      claims: inside.claims,
    }),
    decided: await accreditationsOfActivities(
      context,
      inside.activities.map((activity) => activity.id),
    ),
    filed,
    returns,
    supplements,
    neededFor: neededFor(dossier),
    remarks: remarksOn(dossier, { returns, filed, supplements }, context.today),
    documents: await filedDocuments(context, id),
    sent: returns.length === 0 ? [] : (await findSnapshot(context, id)).activities,
    rulings: await decidedAbout(context, registrationId),
  }
}

/** The activities of a file as they are gone through: one by one, in one act, or not any more. */
export interface SortedFile {
  /** Something is remarkable of these. */
  readonly apart: readonly PortfolioActivity[]
  /** Nothing is remarkable of these: they may be approved in one act. */
  readonly plain: readonly PortfolioActivity[]
  /** Judged in an application before this one. */
  readonly before: readonly PortfolioActivity[]
}

/** Sorts the activities of a file; who looks at it may find more to be remarkable than the file does. */
export function sortFile(
  { activities, open, remarks }: Pick<ReviewedFile, 'activities' | 'open' | 'remarks'>,
  isApart: (activity: PortfolioActivity) => boolean = () => false,
): SortedFile {
  const remarkable = (activity: PortfolioActivity) =>
    (remarks.get(activity.id) ?? []).length > 0 || isApart(activity)
  const asked = activities.filter(({ id }) => open.has(id))
  return {
    apart: asked.filter(remarkable),
    plain: asked.filter((activity) => !remarkable(activity)),
    before: activities.filter(({ id }) => !open.has(id)),
  }
}

/** One activity of a file, before whoever looks at it. */
export interface ReviewedActivity<File extends ReviewedFile = ReviewedFile> {
  readonly visit: Visit
  readonly loaded: File
  readonly activity: PortfolioActivity
  readonly assessment: Explanation
}
