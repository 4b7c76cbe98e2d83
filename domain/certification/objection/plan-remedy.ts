import { approveAgreement } from '#domain/certification/agreement/approve-agreement.ts'
import { readDossier } from '#domain/certification/application/application.ts'
import { assessFiled } from '#domain/certification/application/assess-filed.ts'
import type { ApplicationFile } from '#domain/certification/application/queries.ts'
import { findApplication, runningApplication } from '#domain/certification/application/queries.ts'
import type { TakenAnew } from '#domain/certification/committee/decide-application.ts'
import { decideAnew } from '#domain/certification/committee/decide-application.ts'
import type { Decision } from '#domain/certification/committee/decision.ts'
import { normHolds, wholeDecided } from '#domain/certification/committee/decision.ts'
import { findDecision } from '#domain/certification/committee/decision-queries.ts'
import type { Grant, NormAnswer } from '#domain/certification/committee/judgement.ts'
import { withGrants } from '#domain/certification/committee/judgement.ts'
import { findInterimFile } from '#domain/certification/interim/queries.ts'
import { isTooLateToGrant } from '#domain/certification/leave/decide-leave.ts'
import { grantLeave } from '#domain/certification/leave/grant-leave.ts'
import type { LeaveEvent, LeaveStatus } from '#domain/certification/leave/leave.ts'
import { leaveLifecycle } from '#domain/certification/leave/leave.ts'
import { unmovedPeriod } from '#domain/certification/leave/move-period.ts'
import { findLeave } from '#domain/certification/leave/queries.ts'
import { findMeasure } from '#domain/certification/measure/queries.ts'
import type { Lighter } from '#domain/certification/measure/undo-measure.ts'
import { lighterThan, planUndoing } from '#domain/certification/measure/undo-measure.ts'
import { approveNameChange } from '#domain/certification/name-change/approve-name-change.ts'
import { askNameChange } from '#domain/certification/name-change/ask-name-change.ts'
import { openNameChange } from '#domain/certification/name-change/queries.ts'
import type { ObjectableDecision } from '#domain/certification/objection/decisions.ts'
import { decisionAbout } from '#domain/certification/objection/decisions.ts'
import type { Objection } from '#domain/certification/objection/queries.ts'
import { findRuling, decisionsOn as rulingDecisions } from '#domain/certification/ruling/queries.ts'
import { knownOf, tellingWords } from '#domain/certification/ruling/telling-words.ts'
import { planUndo } from '#domain/certification/status-by-hand/undo-by-hand.ts'
import { endApplication } from '#domain/certification/validity/withdraw-application.ts'
import type { ActivityEvent, ActivityState } from '#domain/dossier/activity/activity.ts'
import { activityLifecycle } from '#domain/dossier/activity/activity.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { statedLine } from '#domain/dossier/statement/in-words.ts'
import { isSameName } from '#domain/people/person/person.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { isOver } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import type { Amount, Dossier, Period } from '#engine'
import { explain, formatAmount } from '#engine'
import { formatDay } from '#language/days.ts'
import { formatList } from '#language/lists.ts'
import { fullName } from '#language/names.ts'

/** What is put in the place of what was decided. */
export interface Remedy {
  /** What is granted now of activities and of what was stated, by the id of each. */
  readonly grants: ReadonlyMap<string, Grant>
  /** What is answered now where a norm leaves it to people. */
  readonly answers: ReadonlyMap<string, NormAnswer>
  readonly outcome: 'founded' | 'partly'
  readonly decision: string
  readonly reason: string
  /** What everybody reads of a decision of the board. */
  readonly published: { readonly decision: string; readonly ground: string }
  /** What comes in the place of a decision after a verdict, where not all of it is undone. */
  readonly instead: Lighter | undefined
  readonly memberId: string
}

/** What a founded objection will change: to be told in its letter, and to be done with that letter. */
export type PlannedRemedy =
  | {
      readonly outcome: 'planned'
      /** Each in a line. */
      readonly changes: readonly string[]
      readonly apply: (letterId: string) => Promise<void>
    }
  /** What is judged now does not come to that, with why in a sentence. */
  | { readonly outcome: 'inconsistent'; readonly why: string }

/**
 * Works out what a founded objection changes, before anything is written: nothing of what was decided
 * before is overwritten, another decision takes its place.
 */
export async function planRemedy(
  context: Context,
  objection: Objection,
  remedy: Remedy,
): Promise<PlannedRemedy> {
  const { registrationId, about, aboutId } = objection
  const decision = await decisionAbout(context, registrationId, { about, id: aboutId })
  if (decision === undefined || decision.superseded) {
    return inconsistent('Er is intussen een ander besluit in de plaats gekomen.')
  }
  if (rests.has(decision.about) && (await hasEnded(context, registrationId))) {
    return inconsistent(
      'De registratie is intussen beëindigd: een ander besluit kan die niet meer geven. Het bezwaar is dan niet-ontvankelijk.',
    )
  }
  switch (decision.about) {
    case 'application':
      return ofApplication(context, objection, decision, remedy)
    case 'interim':
      return ofInterim(context, objection, remedy)
    case 'name-change':
      return ofNameChange(context, objection)
    case 'agreement':
      return ofAgreement(context, objection)
    case 'ruling':
      return ofRuling(context, objection, decision, remedy)
    case 'leave':
      return ofLeave(context, objection)
    case 'measure':
      return ofMeasure(context, objection, remedy)
    case 'status-by-hand':
      return ofStatusByHand(context, objection)
  }
}

// What a decision on these gives, is given to a registration that goes on.
const rests: ReadonlySet<ObjectableDecision['about']> = new Set([
  'application',
  'agreement',
  'leave',
])

async function hasEnded(context: Context, registrationId: string): Promise<boolean> {
  const member = await findMember(context, registrationId, { lock: true })
  return member === undefined || isOver.has(member.status)
}

function inconsistent(why: string) {
  return { outcome: 'inconsistent', why } as const
}

/** A line of a decision that can be judged anew. */
export interface JudgedLine {
  readonly id: string
  readonly title: string
  /** Nothing for what was stated beside activities. */
  readonly claimed: Amount | undefined
  readonly awarded: Amount | undefined
  readonly reason: string
  /** Whether the objection names it. */
  readonly named: boolean
}

/** A norm that the regulation leaves to people, and was not found to be met. */
export interface AnsweredNorm {
  readonly id: string
  readonly label: string
  readonly text: string
}

/** What of a decision can be judged anew. */
export interface ToJudgeAnew {
  readonly lines: readonly JudgedLine[]
  readonly norms: readonly AnsweredNorm[]
  /** What can come in the place of a decision after a verdict. */
  readonly lighter: readonly Lighter['kind'][]
}

/** What of the decision of an objection can be judged anew: what was not granted as it was asked. */
export async function toJudgeAnew(context: Context, objection: Objection): Promise<ToJudgeAnew> {
  const { registrationId, about, aboutId } = objection
  const none = { lines: [], norms: [], lighter: [] }
  const decision = await decisionAbout(context, registrationId, { about, id: aboutId })
  if (decision === undefined) return none
  const named = (id: string) => objection.lines.includes(id)
  if (decision.about === 'measure') {
    const measure = await findMeasure(context, aboutId)
    return { ...none, lighter: measure === undefined ? [] : lighterThan(measure.kind) }
  }
  if (decision.about === 'interim') {
    const file = await findInterimFile(context, aboutId)
    return file === undefined ? none : { ...none, lines: [lineOf(file.activity, named)] }
  }
  if (decision.about !== 'application') return none
  const { loaded, decided } = await openDecision(context, objection, decision)
  if (decided === undefined) return none
  const { regulation } = loaded.compiled
  const lower = new Set(decision.lines.map(({ id }) => id))
  const activities = loaded.activities.filter(({ id }) => lower.has(id))
  const claims = loaded.standing.claims.filter(
    ({ state, applications }) =>
      state === 'rejected' && applications.some(({ id }) => id === decision.subject.id),
  )
  const refused = decided.dossier.judgements.filter(({ outcome }) => outcome === 'not-met')
  return {
    lines: [
      ...activities.map((activity) => lineOf(activity, named)),
      ...claims.map(({ id, stated, reason }) => ({
        id,
        title: statedLine(regulation, stated),
        claimed: undefined,
        awarded: undefined,
        reason: reason ?? '',
        named: named(id),
      })),
    ],
    norms: decided.decision.assessment.norms
      .filter(({ id }) => refused.some(({ on }) => on === id))
      .map(({ id, label, text }) => ({ id, label, text })),
    lighter: [],
  }
}

function lineOf(
  { id, title, claimed, awarded, judgementReason }: PortfolioActivity,
  named: (id: string) => boolean,
): JudgedLine {
  return { id, title, claimed, awarded, reason: judgementReason, named: named(id) }
}

interface OpenDecision {
  readonly file: ApplicationFile
  readonly loaded: LoadedDossier
  /** The decision that holds, where that is the one that the objection is about. */
  readonly decided: { readonly decision: Decision; readonly dossier: Dossier } | undefined
}

async function openDecision(
  context: Context,
  { registrationId, aboutId }: Objection,
  { subject }: ObjectableDecision,
): Promise<OpenDecision> {
  const file = await findApplication(context, subject.id)
  if (file === undefined) throw new Error(`There is no application ${subject.id}`)
  const loaded = await loadDossier(context, registrationId, subject.id)
  const decision = await findDecision(context, subject.id)
  if (decision?.id !== aboutId) return { file, loaded, decided: undefined }
  const { dossier } = await context.db
    .selectFrom('decision')
    .where('id', '=', aboutId)
    .select('dossier')
    .executeTakeFirstOrThrow()
  return { file, loaded, decided: { decision, dossier: readDossier(dossier) } }
}

async function ofApplication(
  context: Context,
  objection: Objection,
  objectable: ObjectableDecision,
  remedy: Remedy,
): Promise<PlannedRemedy> {
  const { file, loaded, decided } = await openDecision(context, objection, objectable)
  if (decided === undefined) {
    return inconsistent('Er is intussen een ander besluit in de plaats gekomen.')
  }
  const { decision } = decided
  const dossier = judgedAnew(loaded, decided.dossier, remedy, decision.assessedOn)
  const { compiled } = loaded
  const assessed = assessFiled(compiled, file.application, dossier, decision.assessedOn)
  const assessment = explain(compiled, assessed)
  const grantsAll = remedy.outcome === 'founded' || decision.outcome === 'granted'
  const whole = wholeDecided(assessment, grantsAll ? 'meets' : 'fails')
  const granted = whole !== 'fails'
  if (!granted && grantsAll) {
    const missed = assessment.norms.filter((norm) => !normHolds(norm)).map(({ text }) => text)
    return inconsistent(`Met deze oordelen wordt nog niet aan de norm voldaan. ${missed.join(' ')}`)
  }
  const lines = lineChanges(context, loaded, remedy)
  const now = granted ? 'granted' : 'refused'
  const changesOutcome = now !== decision.outcome || decision.temporary !== (whole === 'temporary')
  if (!changesOutcome && lines.length === 0) {
    return inconsistent('Hiermee verandert er niets. Beoordeel minstens één regel hoger.')
  }
  const running = await runningApplication(context, objection.registrationId)
  const ends = granted && decision.outcome === 'refused' && running?.kind !== 'move' && running
  const { number } = file.application
  const changes = [
    ...(changesOutcome
      ? [
          granted
            ? `Aanvraag ${number} is toegekend, alsof dat op ${formatDay(decision.assessedOn)} was besloten.`
            : `Over aanvraag ${number} is opnieuw besloten.`,
        ]
      : []),
    ...lines,
    ...(ends ? [`Aanvraag ${ends.number} is gestopt, omdat die niet meer nodig is.`] : []),
  ]
  const settled: TakenAnew['settled'] = {
    is: 'settled',
    grants: remedy.grants,
    answers: remedy.answers,
    whole,
    reason: `${remedy.decision}\n\n${remedy.reason}`,
  }
  const refused = decision.outcome === 'refused'
  const follows = refused ? await movedSince(context, objection, dossier.period) : undefined
  const apply = async (letterId: string) => {
    const instead = { decision, assessedOn: decision.assessedOn, letterId }
    const anew = { file, loaded, dossier, assessment, settled, instead, follows }
    await decideAnew(context, anew)
    if (!ends) return
    const other = await findApplication(context, ends.id, { lock: true })
    if (other !== undefined) await endApplication(context, other, 'objection')
  }
  return { outcome: 'planned', changes, apply }
}

// The period that was decided on, where leave that was granted since moved its end: what follows on it
// begins then, so that nobody loses those days.
async function movedSince(
  context: Context,
  { registrationId }: Objection,
  decided: Period | undefined,
): Promise<Period | undefined> {
  const now = await unmovedPeriod(context, registrationId)
  if (decided === undefined || now?.first.equals(decided.first) !== true) return undefined
  const { first, last, unmovedLast } = now
  const moved = !last.equals(unmovedLast) && !last.equals(decided.last)
  return moved ? { first, last } : undefined
}

// The dossier as it was decided on, with what is judged now as its input.
function judgedAnew(
  loaded: LoadedDossier,
  decided: Dossier,
  { grants, answers }: Remedy,
  on: Temporal.PlainDate,
): Dossier {
  const filed = new Map(loaded.activities.map((activity) => [activity.id, activity]))
  const activities = decided.activities.map((activity) => {
    const grant = grants.get(activity.id)
    const now = filed.get(activity.id)
    if (grant === undefined || grant.outcome === 'rejected' || now === undefined) return activity
    const { attributes, accredited } = now
    return { ...activity, attributes: { ...attributes, accredited } }
  })
  const ofActivities = new Map([...grants].filter(([id]) => filed.has(id)))
  const base = { ...loaded, dossier: { ...decided, activities } }
  const judged = withGrants(base, ofActivities, answers, on)
  if (ofActivities.size === grants.size) return judged
  const { facts, holdings, documents, work, leave, declarations } = withGrants(
    loaded,
    grants,
    answers,
    on,
  )
  return { ...judged, facts, holdings, documents, work, leave, declarations }
}

function lineChanges(
  { register }: Context,
  { activities, standing, compiled }: LoadedDossier,
  { grants }: Pick<Remedy, 'grants'>,
): readonly string[] {
  const ofActivities = activities.flatMap((activity) => {
    const grant = grants.get(activity.id)
    return grant === undefined ? [] : [changeOf(activity, grant, register.unit.counted)]
  })
  const ofClaims = standing.claims.flatMap(({ id, stated }) =>
    grants.has(id) ? [`${statedLine(compiled.regulation, stated)}: in orde.`] : [],
  )
  return [...ofActivities, ...ofClaims]
}

function changeOf(
  { title, claimed, awarded }: Pick<PortfolioActivity, 'title' | 'claimed' | 'awarded'>,
  { outcome, amount }: Grant,
  unit: string,
): string {
  const now = outcome === 'partly' ? amount : claimed
  if (now === undefined) return `${title}: toegekend.`
  const before = awarded === undefined ? '' : ` in plaats van ${formatAmount(awarded)}`
  return `${title}: ${formatAmount(now)}${before} ${unit} toegekend.`
}

async function ofInterim(
  context: Context,
  objection: Objection,
  { grants }: Remedy,
): Promise<PlannedRemedy> {
  const file = await findInterimFile(context, objection.aboutId, { lock: true })
  if (file === undefined) return inconsistent('De activiteit is er niet meer.')
  const { activity, kind } = file
  if (activity.usedBy !== undefined) {
    return inconsistent('Over deze activiteit is intussen bij een aanvraag besloten.')
  }
  const grant = grants.get(activity.id)
  if (grant === undefined || grant.outcome === 'rejected') {
    return inconsistent('Hiermee verandert er niets. Beoordeel de activiteit hoger.')
  }
  const events = { approved: 'approve-anew', partly: 'approve-partly-anew' } as const
  const state =
    activity.state === 'approved'
      ? activity.state
      : next<ActivityState, ActivityEvent>(activityLifecycle, activity.state, events[grant.outcome])
  if (state === undefined) return inconsistent('De activiteit is intussen gewijzigd.')
  const awarded = grant.outcome === 'partly' ? grant.amount : activity.claimed
  const apply = async () => {
    await context.db
      .updateTable('activity_claim')
      .set((eb) => ({
        state,
        awarded: awarded ?? null,
        ...(kind.interim?.accredits === true ? { accredited: true } : {}),
        version: eb('version', '+', 1),
      }))
      .where('activity_id', '=', activity.id)
      .where('register', '=', context.register.id)
      .execute()
  }
  const changes = [changeOf(activity, grant, context.register.unit.counted)]
  return { outcome: 'planned', changes, apply }
}

async function ofNameChange(context: Context, objection: Objection): Promise<PlannedRemedy> {
  const row = await context.db
    .selectFrom('name_change')
    .where('id', '=', objection.aboutId)
    .selectAll()
    .executeTakeFirstOrThrow()
  const name = {
    firstName: row.first_name,
    initials: row.initials,
    namePrefix: row.name_prefix,
    lastName: row.last_name,
  }
  const member = await findMember(context, objection.registrationId, { lock: true })
  if (member !== undefined && isSameName(member.person, name)) {
    const changes = [
      `In het register staat al: ${fullName(name)}. Die naam werd intussen op een andere manier overgenomen.`,
    ]
    return { outcome: 'planned', changes, apply: () => Promise.resolve() }
  }
  const apply = async () => {
    const { registrationId } = objection
    const reason = `Bezwaar ${objection.number}. ${row.reason}`
    const asked = await askNameChange(context, { registrationId, name, reason })
    const open = await openNameChange(context, registrationId)
    if (asked.outcome !== 'asked' || open === undefined) {
      throw new Error(`The name is ${asked.outcome}`)
    }
    await approveNameChange(context, { id: open.id, version: open.version })
  }
  return { outcome: 'planned', changes: [`In het register staat nu: ${fullName(name)}.`], apply }
}

// The days are granted as they were asked.
async function ofLeave(context: Context, objection: Objection): Promise<PlannedRemedy> {
  const leave = await findLeave(context, objection.aboutId, { lock: true })
  const status = leave && next<LeaveStatus, LeaveEvent>(leaveLifecycle, leave.status, 'grant-anew')
  if (leave === undefined || status === undefined) {
    return inconsistent('Dit verlof is intussen ingetrokken.')
  }
  if (isTooLateToGrant(leave)) {
    return inconsistent(
      'Over de periode van dit verlof is intussen besloten: het verlof verandert daar niets meer aan.',
    )
  }
  const { first, last } = leave
  const apply = async () => {
    await grantLeave(context, leave, {
      days: { first, last },
      reason: '',
      objection: objection.id,
    })
  }
  const days = `${formatDay(first)} tot en met ${formatDay(last)}`
  return { outcome: 'planned', changes: [`Het verlof van ${days} is toegekend.`], apply }
}

async function ofAgreement(context: Context, objection: Objection): Promise<PlannedRemedy> {
  const agreements = await context.db
    .selectFrom('agreement')
    .where('registration_id', '=', objection.registrationId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .select(['id', 'number', 'status', 'version'])
    .execute()
  // What was signed since, says the same and waits for the same check.
  const signed = agreements.find(({ status }) => status === 'signed')
  const agreement = signed ?? agreements.find(({ id }) => id === objection.aboutId)
  if (agreement === undefined) return inconsistent('De overeenkomst is er niet meer.')
  const sent = agreements.filter(({ status }) => status === 'sent')
  const apply = async () => {
    for (const { id } of sent) {
      await context.db
        .updateTable('agreement')
        .set((eb) => ({ status: 'lapsed', version: eb('version', '+', 1) }))
        .where('id', '=', id)
        .execute()
      await record(context, {
        noun: 'agreement',
        id,
        action: 'lapse',
        facts: { objection: objection.id },
      })
    }
    const approved = await approveAgreement(
      context,
      { agreementId: agreement.id, version: agreement.version },
      signed === undefined ? 'approve-anew' : 'approve',
    )
    if (approved.outcome !== 'approved') throw new Error(`The agreement is ${approved.outcome}`)
  }
  const changes = [`Overeenkomst ${agreement.number} is goedgekeurd.`]
  return { outcome: 'planned', changes, apply }
}

const whyNotUndone = {
  over: 'Dit is intussen vanzelf voorbij. Er valt niets meer te herstellen.',
  'set-again':
    'Dit wordt hersteld door de status opnieuw met de hand te zetten, met de juiste dagen. Dat besluit komt dan in de plaats van dit.',
  'back-already': 'Deze persoon heeft zich intussen opnieuw aangemeld.',
  unknown: 'Dit besluit is er niet meer.',
} as const

async function ofStatusByHand(context: Context, objection: Objection): Promise<PlannedRemedy> {
  const planned = await planUndo(context, objection.aboutId)
  if (planned.outcome === 'cannot') return inconsistent(whyNotUndone[planned.why])
  const { label } = context.register.statuses[planned.becomes]
  const changes = [`Het besluit over de registratie is ongedaan gemaakt. De status is: ${label}.`]
  return { outcome: 'planned', changes, apply: planned.undo }
}

// The decision of the board is replaced as a correction would; its letter is that of the objection.
async function ofRuling(
  context: Context,
  objection: Objection,
  { subject }: ObjectableDecision,
  { decision, reason, published, memberId }: Remedy,
): Promise<PlannedRemedy> {
  const ruling = await findRuling(context, subject.id, { lock: true })
  const [holds] = await rulingDecisions(context, subject.id)
  if (ruling === undefined || holds === undefined)
    return inconsistent('Het verzoek is er niet meer.')
  const texts = Object.values(published).map((text) => text.trim())
  if (texts.includes('')) return inconsistent('Schrijf op wat iedereen van het besluit leest.')
  const telling = tellingWords(texts.join('\n'), knownOf(ruling)).map(({ words }) => `‘${words}’`)
  if (telling.length > 0) {
    return inconsistent(`In wat iedereen leest, staat over wie het gaat: ${formatList(telling)}.`)
  }
  const apply = async (letterId: string) => {
    const { db, register, today } = context
    await db
      .insertInto('ruling_decision')
      .values({
        register: register.id,
        ruling_id: ruling.id,
        number: holds.number + 1,
        granted: true,
        decision,
        ground: reason,
        condition: '',
        valid_last: null,
        reason: `Bezwaar ${objection.number} is gegrond.`,
        decided_on: today.toString(),
        decided_by: memberId,
        public_question: holds.published.question,
        public_decision: published.decision.trim(),
        public_ground: published.ground.trim(),
        document_id: letterId,
      })
      .execute()
    await db
      .updateTable('ruling')
      .set((eb) => ({ version: eb('version', '+', 1) }))
      .where('id', '=', ruling.id)
      .execute()
    await record(context, {
      noun: 'ruling',
      id: ruling.id,
      action: 'correct',
      facts: { number: holds.number + 1, objection: objection.id, member: memberId },
    })
  }
  const changes = [`Verzoek ${ruling.number} is toegewezen.`]
  return { outcome: 'planned', changes, apply }
}

// What was decided after a verdict no longer stands, or something less takes its place.
async function ofMeasure(
  context: Context,
  objection: Objection,
  { outcome, instead, memberId, reason }: Remedy,
): Promise<PlannedRemedy> {
  const { aboutId, id, number } = objection
  const measure = await findMeasure(context, aboutId)
  if (measure === undefined) return inconsistent('Het besluit is er niet meer.')
  if (outcome === 'partly' && instead === undefined) {
    return inconsistent(
      lighterThan(measure.kind).length === 0
        ? 'Een waarschuwing kan alleen helemaal vervallen. Kies ‘Gegrond’.'
        : 'Kies wat er in de plaats van het eerste besluit komt.',
    )
  }
  const plan = await planUndoing(context, aboutId, {
    objection: { id, number },
    memberId,
    instead: outcome === 'partly' ? instead : undefined,
    reason,
  })
  return plan.outcome === 'planned' ? plan : inconsistent(plan.why)
}
