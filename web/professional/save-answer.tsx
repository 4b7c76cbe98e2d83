import type { ActivityState } from '#domain/dossier/activity/activity.ts'
import { detailName } from '#domain/dossier/activity/activity.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { findActivity } from '#domain/dossier/activity/queries.ts'
import type { TypedActivity } from '#domain/dossier/activity/typed-activity.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { AttachedEvidence } from '#domain/dossier/evidence/attach-evidence.ts'
import type { KeptActivity } from '#domain/dossier/portfolio/draft-activity.ts'
import { draftActivity, keepActivity } from '#domain/dossier/portfolio/draft-activity.ts'
import type { EnteredActivity, Warning } from '#domain/dossier/portfolio/enter-activity.ts'
import { enterActivity } from '#domain/dossier/portfolio/enter-activity.ts'
import type { OpenActivity, OpenedActivity } from '#domain/dossier/portfolio/open-activity.ts'
import { dossierWith, openActivity } from '#domain/dossier/portfolio/open-activity.ts'
import { checkOpen } from '#domain/dossier/portfolio/write-activity.ts'
import type { Kind } from '#engine'
import { assess } from '#engine'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { wording } from '#regulations/wording.ts'
import { versionIn } from '#web/forms/answers.ts'
import type { FieldError } from '#web/kit/index.ts'
import { Alert, ErrorSummary, formatQuantity, PageTitle, SummaryList } from '#web/kit/index.ts'
import { titledPage } from '#web/layout/titled-page.tsx'
import { mailedTo } from '#web/mailed.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import {
  fieldOrder,
  fileEvidence,
  kindOf,
  preferredText,
  readActivity,
  typedIn,
} from '#web/professional/activity.form.tsx'
import { ActivityForm, Warnings } from '#web/professional/activity-form.tsx'
import { frozenText, problemText, tooManyFilesText } from '#web/professional/activity-words.tsx'
import type { Visit } from '#web/route.ts'
import { notFound, registrationOf, seeOther } from '#web/route.ts'
import { unitOf } from '#web/speech.ts'

const intents = {
  insturen: 'hand-in',
  plannen: 'plan',
  concept: 'save-draft',
  soort: 'save-draft',
} as const

/** Saves what an activity's form says and answers: on to the next page, or the form once more. */
export async function answerSave(
  visit: Visit,
  id: string,
  before: PortfolioActivity | undefined,
): Promise<Response> {
  const { context, form } = visit
  const opened = await openActivity(context, registrationOf(visit), {
    id,
    // A form of what exists says which version it was made from; nonsense is out of date.
    version: before === undefined ? versionOf(visit) : versionIn(form),
    files: form.files.filter(({ field }) => field === 'evidence'),
  })
  if (opened.outcome === 'not-found') notFound()
  if (opened.outcome === 'too-many') return tooManyPage(visit)
  const base = before?.form.typed ?? {}
  if (opened.outcome !== 'open') {
    const loaded = await loadDossier(context, registrationOf(visit))
    const typed = typedIn(form, loaded.compiled.regulation, base)
    return opened.outcome === 'frozen'
      ? frozenPage(visit, loaded, typed, frozenText(opened.why, context.register))
      : formAgain(visit, { id, loaded, typed }, { ...opened, evidence: undefined })
  }
  const { open } = opened
  const { regulation } = open.loaded.compiled
  const typed = typedIn(form, regulation, base)
  const { facts, errors } = readActivity(context.register, open.loaded.compiled, typed)
  const unread = new Set(errors.map(({ field }) => field))
  const written = { facts, typed }
  const said = form.value('intent')
  const intent = Object.hasOwn(intents, said) ? intents[said as keyof typeof intents] : 'hand-in'
  if (intent === 'save-draft') {
    const state = await draftActivity(open, written)
    if (said !== 'soort' && form.refused.length === 0) return leaveSaved(visit, open, state)
    const refused = refusedText(visit, open.evidence)
    if (refused !== '') visit.leave(refused, 'warning')
    return seeOther(paths.editActivity(context.register.id, id))
  }
  const acknowledged = new Set(
    form
      .value('_acknowledged')
      .split(',')
      .filter((one): one is Warning['is'] => one === 'above-the-rule' || one === 'duplicate'),
  )
  // An activity of which a file was refused is not handed in yet.
  const entered =
    form.refused.length > 0
      ? { outcome: 'incomplete' as const, ...checkOpen(open, facts, intent, unread) }
      : await enterActivity(open, facts, { intent, acknowledged, unread, typed })
  if (entered.outcome === 'entered') return leaveSaved(visit, open, entered.state)
  const kept = await keepActivity(open, written)
  const about = { ...entered, ...kept, evidence: open.evidence }
  return formAgain(visit, { id, loaded: open.loaded, typed, unread: errors }, about)
}

/** The version that the form was made from. */
export function versionOf({ form }: Visit): number | undefined {
  const text = form.value('_version')
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined
}

async function leaveSaved(
  visit: Visit,
  open: OpenActivity,
  state: ActivityState,
): Promise<Response> {
  const { id } = open
  const loaded = await dossierWith(open)
  const { register, today } = visit.context
  const { you, your, say } = voice(register.address)
  const activity = loaded.activities.find((one) => one.id === id)
  if (activity === undefined) notFound()
  const title = activity.title === '' ? 'zonder naam' : `‘${activity.title}’`
  const extra = [...fileNotes(open.evidence)]
  if (state === 'draft' || (state === 'returned' && isDraftIntent(visit))) {
    visit.leave(
      [`Concept ${title} is bewaard. Het telt pas mee als ${you} het instuurt.`, ...extra].join(
        ' ',
      ),
    )
    return seeOther(paths.activity(register.id, id))
  }
  const hours = formatQuantity(activity.claimed ?? 0, unitOf(register))
  if (state === 'planned') {
    visit.leave(
      `Geplande activiteit bewaard: ${title}, ${hours}. Na afloop ${say('vul je', 'vult u')} die aan en ${say('stuur je', 'stuurt u')} die in.`,
    )
    return seeOther(paths.portfolio(register.id))
  }
  const finding = assess(loaded.compiled, loaded.dossier, today).activities.find(
    (one) => one.id === id,
  )
  const inDossier = loaded.dossier.activities.some((one) => one.id === id)
  const reasons = finding?.cuts.map(({ text }) => text) ?? []
  const less = finding !== undefined && finding.counted < finding.claimed
  const next =
    state === 'awaiting-referee' && activity.referee !== undefined
      ? mailedTo(visit.context.platform, 'een e-mail', activity.referee.name)
      : ''
  const later = inDossier
    ? ''
    : `Deze ${register.unit.many} tellen mee voor ${your} volgende ${wording(register).certification.name}.`
  const kind = loaded.compiled.regulation.kinds.find((one) => one.id === activity.kind)
  visit.leave(
    [
      `Activiteit ingestuurd: ${title}, ${hours}.`,
      next,
      later,
      ...(less ? reasons : []),
      ...extra,
      less ? '' : preferredNote(activity, kind, visit.context.register),
    ]
      .filter((text) => text !== '')
      .join(' ')
      .slice(0, 480),
    less ? 'warning' : 'success',
  )
  return seeOther(paths.portfolio(register.id))
}

function isDraftIntent({ form }: Visit): boolean {
  return form.value('intent') === 'concept'
}

/** What to add when the evidence is enough but not the best: a hint, never a refusal. */
export function preferredNote(
  activity: PortfolioActivity,
  kind: Kind | undefined,
  register: Register,
): string {
  const { your, say } = voice(register.address)
  if (kind === undefined || activity.evidence.length === 0) return ''
  const shown = (activity.form.typed['evidence-kind'] ?? '').split(',').filter(Boolean)
  const asked = fileEvidence(kind).length > 0 && kind.evidence.preferred.length > 0
  if (!asked || kind.evidence.preferred.every((wanted) => shown.includes(wanted))) return ''
  return shown.length === 0
    ? `Het sterkste bewijs bij deze soort is: ${preferredText(kind)}. Laten ${your} bestanden dat zien?`
    : `Het sterkste bewijs bij deze soort is: ${preferredText(kind)}. ${say('Heb je', 'Hebt u')} dat? Voeg het dan toe.`
}

function* fileNotes(evidence: AttachedEvidence): Generator<string> {
  for (const file of evidence.already) yield `‘${file.name}’ stond er al bij.`
  for (const { file, title } of evidence.elsewhere) {
    yield `‘${file.name}’ hoort ook bij ‘${title}’. Klopt dat?`
  }
  if (evidence.tooMany.length > 0) yield tooManyFilesText
}

function refusedText(visit: Visit, evidence: AttachedEvidence): string {
  return [...visit.form.refused.map(({ message }) => message), ...fileNotes(evidence)].join(' ')
}

/** An activity as its form was sent. */
interface SentActivity {
  readonly id: string
  readonly loaded: LoadedDossier
  readonly typed: TypedActivity
  /** What could not be read of it. */
  readonly unread?: readonly FieldError[]
}

/** Why the form comes back: it was changed meanwhile, or it was not entered and perhaps kept. */
type Again =
  | (Extract<OpenedActivity, { outcome: 'stale' }> & { readonly evidence: undefined })
  | (Exclude<EnteredActivity, { outcome: 'entered' }> &
      KeptActivity & { readonly evidence: AttachedEvidence })

async function formAgain(
  visit: Visit,
  { id, loaded, typed, unread = [] }: SentActivity,
  saved: Again,
): Promise<Response> {
  const { you, You, Your } = voice(visit.context.register.address)
  const { context } = visit
  const kind = kindOf(loaded.compiled.regulation, typed)
  const activity = await findActivity(context, registrationOf(visit), id)
  if (activity === undefined) notFound()
  if (kind === undefined) {
    // Only a form of no page of ours has no kind.
    return seeOther(paths.newActivity(context.register.id))
  }
  const errors = errorsOf(visit, saved, kind, unread)
  const stale = saved.outcome === 'stale'
  const future =
    saved.outcome === 'incomplete' && saved.problems.some(({ is }) => is === 'in-the-future')
  const warnings = saved.outcome === 'to-confirm' ? saved.warnings : []
  const kept = !stale && saved.kept
  return page(
    visit,
    {
      title: titleFor(activity),
      current: paths.portfolio(context.register.id),
      breadcrumb: [{ label: 'Mijn portfolio', href: paths.portfolio(context.register.id) }],
      wrong: errors.length > 0,
      status: stale ? 409 : 422,
    },
    <>
      <ErrorSummary errors={errors} />
      <Warnings visit={visit} warnings={warnings} />
      {stale && <WhatChanged visit={visit} current={saved.current} typed={typed} kind={kind} />}
      <PageTitle>{titleFor(activity)}</PageTitle>
      {saved.outcome === 'asked-enough' && (
        <Alert type="warning" title={`${You} hebt vandaag al veel referenten gevraagd`} focus>
          <p>
            Vraag deze referent morgen, of voeg een bewijsstuk toe. {Your} activiteit is bewaard.
          </p>
        </Alert>
      )}
      {kept && (
        <p>
          Wat {you} hebt ingevuld, is bewaard als concept. De activiteit is nog niet ingestuurd.
        </p>
      )}
      <ActivityForm
        visit={visit}
        compiled={loaded.compiled}
        kind={kind}
        typed={typed}
        errors={errors}
        action={paths.editActivity(context.register.id, id)}
        id={id}
        version={stale ? saved.current.version : saved.version}
        activity={activity}
        warnings={warnings}
        planning={future || visit.form.value('intent') === 'plannen'}
      />
    </>,
  )
}

/** The title of the page on which this activity is changed. */
export function titleFor(activity: PortfolioActivity): string {
  if (activity.state === 'draft') return 'Activiteit toevoegen'
  if (activity.state === 'returned') return 'Activiteit aanvullen'
  return 'Activiteit wijzigen'
}

// In the order of the page, so that the summary reads as the form does.
function errorsOf(
  visit: Visit,
  saved: Again,
  kind: Kind,
  unread: readonly FieldError[],
): readonly FieldError[] {
  const tooMany = (saved.evidence?.tooMany.length ?? 0) > 0
  const missing = saved.outcome === 'incomplete' ? saved.problems : []
  const errors = [
    ...(saved.outcome === 'incomplete' ? unread : []),
    ...missing.map((problem) => ({
      field: problem.field,
      message: problemText(problem, kind, visit.context),
    })),
    ...visit.form.refused.map(({ message }) => ({ field: 'evidence', message })),
    ...(tooMany ? [{ field: 'evidence', message: tooManyFilesText }] : []),
  ]
  const order = fieldOrder(kind)
  return errors.toSorted((one, other) => order.indexOf(one.field) - order.indexOf(other.field))
}

/** What somebody else, or another window, saved meanwhile, beside what stands in this form. */
function WhatChanged(props: {
  readonly visit: Visit
  readonly current: PortfolioActivity
  readonly typed: TypedActivity
  readonly kind: Kind
}) {
  const { visit, current, typed, kind } = props
  const { your, say } = voice(visit.context.register.address)
  const names: readonly (readonly [string, string])[] = [
    ['title', 'Naam van de activiteit'],
    ...kind.fields.map(({ id, label }) => [detailName(id), label] as const),
    ['referee-name', `Naam van ${your} referent`],
    ['referee-email', `E-mailadres van ${your} referent`],
    ['self-sign-reason', 'Waarom kan niemand het bevestigen?'],
  ]
  const now = current.form.typed
  const day = (from: TypedActivity) =>
    ['dag', 'maand', 'jaar']
      .map((part) => from[`completed-on-${part}`] ?? '')
      .join(' ')
      .trim()
  const changed = names.flatMap(([name, label]) =>
    (now[name] ?? '') === (typed[name] ?? '')
      ? []
      : [{ term: label, value: now[name] || 'Niets ingevuld' }],
  )
  const days = day(now) === day(typed) ? [] : [{ term: 'Datum', value: day(now) || 'Geen datum' }]
  return (
    <Alert type="warning" title="Deze activiteit is intussen gewijzigd" focus>
      <p>
        Dat kan in een ander venster zijn gebeurd. {say('Jouw', 'Uw')} tekst staat hieronder en is
        niet bewaard. {say('Sla je', 'Slaat u')} opnieuw op, dan geldt {say('jouw', 'uw')} tekst.
      </p>
      {changed.length + days.length > 0 && (
        <>
          <p>Dit is nu bewaard:</p>
          <SummaryList items={[...changed, ...days]} />
        </>
      )}
    </Alert>
  )
}

// Nothing typed gets lost: what could not be saved is shown, to copy.
function frozenPage(
  visit: Visit,
  { compiled }: LoadedDossier,
  typed: TypedActivity,
  why: string,
): Promise<Response> {
  const { register } = visit.context
  const { you, your } = voice(register.address)
  const kind = kindOf(compiled.regulation, typed)
  const answers = [
    { term: 'Naam van de activiteit', value: typed.title ?? '' },
    ...(kind?.fields ?? []).map(({ id, label }) => ({
      term: label,
      value: typed[detailName(id)] ?? '',
    })),
  ].filter(({ value }) => value !== '')
  return titledPage(
    visit,
    {
      title: 'Wijzigen kan niet meer',
      status: 409,
      current: paths.portfolio(register.id),
      breadcrumb: [{ label: 'Mijn portfolio', href: paths.portfolio(register.id) }],
    },
    <>
      <p class="lead">{why}</p>
      {answers.length > 0 && <SummaryList title={`Dit had ${you} ingevuld`} items={answers} />}
      <p>
        <a href={paths.portfolio(register.id)}>Terug naar {your} portfolio</a>
      </p>
    </>,
  )
}

function tooManyPage(visit: Visit): Promise<Response> {
  const { register } = visit.context
  const { you, your, Your } = voice(register.address)
  return titledPage(
    visit,
    { title: `${Your} portfolio is vol`, status: 409, current: paths.portfolio(register.id) },
    <>
      <p class="lead">
        Een portfolio kan hoogstens 10.000 activiteiten hebben. Trek eerst activiteiten in die {you}{' '}
        niet meer nodig hebt.
      </p>
      <p>
        <a href={paths.portfolio(register.id)}>Terug naar {your} portfolio</a>
      </p>
    </>,
  )
}
