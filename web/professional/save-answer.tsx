import type { ActivityState } from '#domain/dossier/activity/activity.ts'
import { detailName } from '#domain/dossier/activity/activity.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { findActivity } from '#domain/dossier/activity/queries.ts'
import type { TypedActivity } from '#domain/dossier/activity/typed-activity.ts'
import { countInEach } from '#domain/dossier/bringing/count-in-each.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { AttachedEvidence } from '#domain/dossier/evidence/attach-evidence.ts'
import type { KeptActivity } from '#domain/dossier/portfolio/draft-activity.ts'
import { draftActivity, keepActivity } from '#domain/dossier/portfolio/draft-activity.ts'
import type { EnteredActivity, Warning } from '#domain/dossier/portfolio/enter-activity.ts'
import { enterActivity } from '#domain/dossier/portfolio/enter-activity.ts'
import type { OpenActivity, OpenedActivity } from '#domain/dossier/portfolio/open-activity.ts'
import { dossierWith, openActivity } from '#domain/dossier/portfolio/open-activity.ts'
import { checkOpen } from '#domain/dossier/portfolio/write-activity.ts'
import { otherRegisters } from '#domain/people/registration/own-registrations.ts'
import type { CompiledRegulation, Kind } from '#engine'
import { assess, explainActivity } from '#engine'
import { versionIn } from '#web/forms/answers.ts'
import type { FieldError } from '#web/kit/index.ts'
import { Alert, SummaryList } from '#web/kit/index.ts'
import { titledPage } from '#web/layout/titled-page.tsx'
import { mailedTo } from '#web/mailed.ts'
import { paths } from '#web/paths.ts'
import {
  activityForm,
  fileEvidence,
  kindOf,
  preferredText,
  readActivity,
  typedIn,
} from '#web/professional/activity.form.tsx'
import { showActivityForm } from '#web/professional/activity-form.tsx'
import { frozenText, problemText, tooManyFilesText } from '#web/professional/activity-words.tsx'
import { inPortfolio } from '#web/professional/crumbs.ts'
import { countsAfterChange } from '#web/professional/in-other-registers.tsx'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound, registrationOf, seeOther } from '#web/route.ts'
import { inBothUnits, speech, unitsOf } from '#web/speech.ts'

const intents = {
  insturen: 'hand-in',
  plannen: 'plan',
  concept: 'save-draft',
  soort: 'save-draft',
  gepland: 'save-draft',
  opleider: 'save-draft',
} as const

/** Saves what an activity's form says and answers: on to the next page, or the form once more. */
export async function answerSave(
  visit: Visit,
  id: string,
  before: PortfolioActivity | undefined,
): Promise<Response> {
  const { context, form } = visit
  const { register } = context
  if (form.value('intent') === 'gedaan') return askAgain(visit, id, before, 'no')
  // What was handed in stays so while somebody looks who gave it; what is new is kept with its files.
  const stays = before !== undefined && before.state !== 'draft'
  if (form.value('intent') === 'opleider' && stays) {
    return askAgain(visit, id, before, form.has('_planned') ? 'asked' : 'no')
  }
  const opened = await openActivity(context, registrationOf(visit), {
    id,
    // A form of what exists says which version it was made from; nonsense is out of date.
    version: before === undefined && !form.has('_version') ? undefined : versionIn(form),
    files: form.files.filter(({ field }) => field === 'evidence'),
  })
  if (opened.outcome === 'not-found') notFound()
  if (opened.outcome === 'too-many') return tooManyPage(visit)
  const { compiled } =
    opened.outcome === 'open'
      ? opened.open.loaded
      : await loadDossier(context, registrationOf(visit))
  // The form of a new activity that came before may have said more of another kind.
  const stood = opened.outcome === 'open' ? opened.open.stands.form.typed : undefined
  const typed = typedIn(form, compiled.regulation, before?.form.typed ?? stood)
  if (opened.outcome === 'frozen') {
    return frozenPage(
      visit,
      kindOf(compiled.regulation, typed),
      typed,
      frozenText(opened.why, visit),
    )
  }
  const sent = { id, compiled, typed }
  if (opened.outcome === 'stale') return formAgain(visit, sent, opened)
  const { open } = opened
  const { facts, errors } = readActivity(register, compiled, typed)
  const unread = new Set(errors.map(({ field }) => field))
  const written = { facts, typed }
  const said = form.value('intent')
  const intent = Object.hasOwn(intents, said) ? intents[said as keyof typeof intents] : 'hand-in'
  if (intent === 'save-draft') {
    const state = await draftActivity(open, written)
    const goesOn = said === 'soort' || said === 'gepland' || said === 'opleider'
    if (!goesOn && form.refused.length === 0) return leaveSaved(visit, open, state)
    const refused = form.refused.map(({ message }) => message)
    const notes = [...refused, ...fileNotes(open.evidence)].join(' ')
    if (notes !== '') visit.leave(notes, 'warning')
    const planned = said === 'gepland' || (said !== 'concept' && form.has('_planned'))
    return seeOther(paths.editActivity(register.id, id, { gepland: planned ? 'ja' : undefined }))
  }
  const acknowledged = new Set(
    form
      .value('_acknowledged')
      .split(',')
      .filter(
        (one): one is Warning['is'] =>
          one === 'above-the-rule' || one === 'duplicate' || one === 'proof' || one === 'label',
      ),
  )
  // An activity of which a file was refused is not handed in yet.
  const entered =
    form.refused.length > 0
      ? { outcome: 'incomplete' as const, ...checkOpen(open, facts, intent, unread) }
      : await enterActivity(open, facts, { intent, acknowledged, unread, typed })
  if (entered.outcome === 'entered') return leaveSaved(visit, open, entered.state)
  const kept = await keepActivity(open, written)
  const { evidence } = open
  return formAgain(visit, { ...sent, unread: errors, evidence }, { ...entered, ...kept })
}

// The form once more as it was typed, such as for what was planned and has been done: nothing is saved until it is sent.
async function askAgain(
  visit: Visit,
  id: string,
  before: PortfolioActivity | undefined,
  plan: 'asked' | 'no',
): Promise<Response> {
  const { context, form } = visit
  const { compiled } = await loadDossier(context, registrationOf(visit))
  const typed = typedIn(form, compiled.regulation, before?.form.typed)
  const kind = kindOf(compiled.regulation, typed)
  if (kind === undefined) return seeOther(paths.newActivity(context.register.id))
  return showActivityForm(visit, {
    compiled,
    kind,
    typed,
    activity: before ?? { newId: id },
    ...(before !== undefined && { version: versionIn(form) }),
    plan,
  })
}

async function leaveSaved(
  visit: Visit,
  open: OpenActivity,
  state: ActivityState,
): Promise<Response> {
  const { id } = open
  const { compiled, dossier, activities } = await dossierWith(open)
  const { register, you, your, say, certification } = speech(visit)
  const activity = activities.find((one) => one.id === id) ?? notFound()
  const title = activity.title === '' ? 'zonder naam' : `‘${activity.title}’`
  const notes = [...fileNotes(open.evidence), ...(await saidOfOthers(visit, open))]
  const asDraft = state === 'returned' && visit.form.value('intent') === 'concept'
  if (state === 'draft' || asDraft) {
    const kept = `Concept ${title} is bewaard. Het telt pas mee als ${you} het instuurt.`
    return leaveFor(visit, paths.activity(register.id, id), [kept, ...notes].join(' '))
  }
  const hours = inBothUnits(
    { first: activity.claimed ?? 0, second: activity.claimedSecond },
    unitsOf(register, compiled.regulation),
  )
  const portfolio = paths.portfolio(register.id)
  if (state === 'planned') {
    return leaveFor(
      visit,
      portfolio,
      `Geplande activiteit bewaard: ${title}, ${hours}. Na afloop ${say('vul je', 'vult u')} die aan en ${say('stuur je', 'stuurt u')} die in.`,
    )
  }
  const assessed = assess(compiled, dossier, visit.context.today)
  const found = assessed.activities.find((one) => one.id === id)
  const finding = found && explainActivity(compiled, assessed, found)
  const less = finding !== undefined && finding.counted < finding.claimed
  const said = [
    `Activiteit ingestuurd: ${title}, ${hours}.`,
    state === 'awaiting-referee' &&
      activity.referee !== undefined &&
      mailedTo(visit.context.platform, 'een e-mail', activity.referee.name),
    !dossier.activities.some((one) => one.id === id) &&
      `Deze ${register.unit.many} tellen mee voor ${your} volgende ${certification.name}.`,
    ...(less ? finding.cuts.map(({ text }) => text) : []),
    ...notes,
    !less && preferredNote(visit, activity, compiled),
  ]
  const text = said.filter(Boolean).join(' ').slice(0, 480)
  return leaveFor(visit, portfolio, text, less ? 'warning' : 'success')
}

// What a change means where it is claimed too, and that what another register has in hand stays as it was.
async function saidOfOthers(
  visit: Visit,
  { id, staysSo }: OpenActivity,
): Promise<readonly string[]> {
  const { context, form } = visit
  if (otherRegisters(context).length === 0) return []
  const counts = countsAfterChange(await countInEach(context, id))
  const stayed = staysSo && form.has('_version') ? [frozenText('held-elsewhere', visit)] : []
  return [...stayed, ...counts]
}

/** What to add when the evidence is enough but not the best: a hint, never a refusal. */
export function preferredNote(
  visit: Visit,
  { kind: id, evidence, form }: PortfolioActivity,
  { regulation }: CompiledRegulation,
): string {
  const { your, say } = speech(visit)
  const kind = regulation.kinds.find((one) => one.id === id)
  if (kind === undefined || evidence.every(({ form: made }) => made !== undefined)) return ''
  const made = evidence.some((file) => file.form !== undefined) ? kind.form?.evidence : undefined
  const said = (form.typed['evidence-kind'] ?? '').split(',').filter(Boolean)
  const shown = made === undefined ? said : [...said, made]
  const asked = fileEvidence(kind).length > 0 && kind.evidence.preferred.length > 0
  if (!asked || kind.evidence.preferred.every((wanted) => shown.includes(wanted))) return ''
  const best = `Het sterkste bewijs bij deze soort is: ${preferredText(kind)}.`
  return shown.length === 0
    ? `${best} Laten ${your} bestanden dat zien?`
    : `${best} ${say('Heb je', 'Hebt u')} dat? Voeg het dan toe.`
}

/** What is said of files that came: those that were there, or belong elsewhere too, or were too many. */
export function fileNotes({ already, elsewhere, tooMany }: AttachedEvidence): readonly string[] {
  return [
    ...already.map(({ name }) => `‘${name}’ stond er al bij.`),
    ...elsewhere.map(({ file, title }) => `‘${file.name}’ hoort ook bij ‘${title}’. Klopt dat?`),
    ...(tooMany.length > 0 ? [tooManyFilesText] : []),
  ]
}

/** An activity as its form was sent. */
interface SentActivity {
  readonly id: string
  readonly compiled: CompiledRegulation
  readonly typed: TypedActivity
  /** What could not be read of it. */
  readonly unread?: readonly FieldError[]
  readonly evidence?: AttachedEvidence
}

/** Why the form comes back: it was changed meanwhile, or it was not entered and perhaps kept. */
type Again =
  | Extract<OpenedActivity, { outcome: 'stale' }>
  | (Exclude<EnteredActivity, { outcome: 'entered' }> & KeptActivity)

async function formAgain(visit: Visit, sent: SentActivity, saved: Again): Promise<Response> {
  const { register, you, Your } = speech(visit)
  const { id, compiled, typed } = sent
  const kind = kindOf(compiled.regulation, typed)
  const activity = (await findActivity(visit.context, registrationOf(visit), id)) ?? notFound()
  // Only a form of no page of ours has no kind.
  if (kind === undefined) return seeOther(paths.newActivity(register.id))
  const stale = saved.outcome === 'stale'
  const future =
    saved.outcome === 'incomplete' && saved.problems.some(({ is }) => is === 'in-the-future')
  return showActivityForm(visit, {
    compiled,
    kind,
    typed,
    activity,
    errors: errorsOf(visit, sent, saved, kind),
    version: stale ? saved.current.version : saved.version,
    warnings: saved.outcome === 'to-confirm' ? saved.warnings : [],
    plan: visit.form.has('_planned')
      ? 'asked'
      : future || visit.form.value('intent') === 'plannen'
        ? 'offered'
        : 'no',
    status: 422,
    stale: stale ? whatChanged(visit, saved.current, typed, kind) : undefined,
    lead: (
      <>
        {saved.outcome === 'asked-enough' && (
          <Alert type="warning" title="Er gingen vandaag al veel vragen aan referenten uit" focus>
            <p>
              Vraag deze referent morgen, of voeg een bewijsstuk toe. {Your} activiteit is bewaard.
            </p>
          </Alert>
        )}
        {!stale && saved.kept && (
          <p>
            Wat {you} hebt ingevuld, is bewaard als concept. De activiteit is nog niet ingestuurd.
          </p>
        )}
      </>
    ),
  })
}

// In the order of the page, so that the summary reads as the form does.
function errorsOf(
  visit: Visit,
  { compiled, unread = [], evidence }: SentActivity,
  saved: Again,
  kind: Kind,
): readonly FieldError[] {
  const incomplete = saved.outcome === 'incomplete'
  const tooMany = evidence !== undefined && evidence.tooMany.length > 0 ? [tooManyFilesText] : []
  const ofFiles = [...visit.form.refused.map(({ message }) => message), ...tooMany]
  const missing = incomplete ? saved.problems : []
  const errors = [
    ...(incomplete ? unread : []),
    ...missing.map((problem) => ({
      field: problem.field,
      message: problemText(problem, kind, visit),
    })),
    ...ofFiles.map((message) => ({ field: 'evidence', message })),
  ]
  const { questions } = activityForm(visit.context.register, compiled, kind)
  const order = Object.values(questions).map(({ name }) => name)
  return errors.toSorted((one, other) => order.indexOf(one.field) - order.indexOf(other.field))
}

// What somebody else, or another window, saved meanwhile, beside what stands in this form.
function whatChanged(visit: Visit, current: PortfolioActivity, typed: TypedActivity, kind: Kind) {
  const { your, say } = speech(visit)
  const now = current.form.typed
  const names = [
    ...textsOf(kind),
    ['referee-name', `Naam van ${your} referent`],
    ['referee-email', `E-mailadres van ${your} referent`],
    ['self-sign-reason', 'Waarom kan niemand het bevestigen?'],
  ] as const
  const day = (from: TypedActivity) =>
    ['dag', 'maand', 'jaar']
      .map((part) => from[`completed-on-${part}`] ?? '')
      .join(' ')
      .trim()
  const changed = [
    ...names
      .filter(([name]) => (now[name] ?? '') !== (typed[name] ?? ''))
      .map(([name, term]) => ({ term, value: now[name] || 'Niets ingevuld' })),
    ...(day(now) === day(typed) ? [] : [{ term: 'Datum', value: day(now) || 'Geen datum' }]),
  ]
  return (
    <Alert type="warning" title="Deze activiteit is intussen gewijzigd" focus>
      <p>
        Dat kan in een ander venster zijn gebeurd. {say('Jouw', 'Uw')} tekst staat hieronder en is
        niet bewaard. {say('Sla je', 'Slaat u')} opnieuw op, dan geldt {say('jouw', 'uw')} tekst.
      </p>
      {changed.length > 0 && (
        <>
          <p>Dit is nu bewaard:</p>
          <SummaryList items={changed} />
        </>
      )}
    </Alert>
  )
}

// The fields in which somebody tells of an activity, and what they are called.
function textsOf(kind: Kind | undefined): readonly (readonly [name: string, label: string])[] {
  const own = (kind?.fields ?? []).map(({ id, label }) => [detailName(id), label] as const)
  return [['title', 'Naam van de activiteit'], ...own]
}

// Nothing typed gets lost: what could not be saved is shown, to copy.
function frozenPage(
  visit: Visit,
  kind: Kind | undefined,
  typed: TypedActivity,
  why: string,
): Promise<Response> {
  const { you } = speech(visit)
  const answers = textsOf(kind)
    .map(([name, term]) => ({ term, value: typed[name] ?? '' }))
    .filter(({ value }) => value !== '')
  return titledPage(
    visit,
    { title: 'Wijzigen kan niet meer', status: 409, ...inPortfolio(visit) },
    <>
      <p class="lead">{why}</p>
      {answers.length > 0 && <SummaryList title={`Dit had ${you} ingevuld`} items={answers} />}
      <BackToPortfolio visit={visit} />
    </>,
  )
}

function tooManyPage(visit: Visit): Promise<Response> {
  const { register, you, Your } = speech(visit)
  return titledPage(
    visit,
    { title: `${Your} portfolio is vol`, status: 409, current: paths.portfolio(register.id) },
    <>
      <p class="lead">
        Een portfolio kan hoogstens 10.000 activiteiten hebben. Trek eerst activiteiten in die {you}{' '}
        niet meer nodig hebt.
      </p>
      <BackToPortfolio visit={visit} />
    </>,
  )
}

function BackToPortfolio({ visit }: { readonly visit: Visit }) {
  const { register, your } = speech(visit)
  return (
    <p>
      <a href={paths.portfolio(register.id)}>Terug naar {your} portfolio</a>
    </p>
  )
}
