import { otherCategory } from '#domain/certification/application/prepare-application.ts'
import { awaitedDocuments } from '#domain/dossier/attestation/attestation.ts'
import { attestationsOf } from '#domain/dossier/attestation/queries.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { askingOf, categoryLabel, nameOf, questionOf } from '#domain/dossier/statement/in-words.ts'
import { claimsFor } from '#domain/dossier/statement/queries.ts'
import { howShown, isUnshown } from '#domain/dossier/statement/shown.ts'
import { waitsOf } from '#domain/dossier/wait/queries.ts'
import type { Wait } from '#domain/dossier/wait/wait.ts'
import { isAboutDocument, stillWaits } from '#domain/dossier/wait/wait.ts'
import { portfolioIsOpen } from '#domain/people/registration/registration.ts'
import type { Asked, DeadEnd, Move, Question, Regulation, ToAsk } from '#engine'
import { askForMove, normsOf, whatToAsk } from '#engine'
import { formatChoice, formatList } from '#language/lists.ts'
import { withinSentence } from '#language/sentences.ts'
import { paths } from '#web/paths.ts'
import type { Wanted } from '#web/professional/claim.form.tsx'
import type { Unshown } from '#web/professional/ways-to-show.tsx'
import type { Visit } from '#web/route.ts'

/** What a dossier is still asked beside activities. */
export interface OpenQuestions {
  /** What is needed, the next one first. */
  readonly now: readonly Question[]
  /** What is not needed, and may help. */
  readonly may: readonly Question[]
  /** What a renewal will ask that is more than a year away: by then it may be too old. */
  readonly later: readonly Question[]
  readonly impossible: readonly DeadEnd[]
  /** What the dossier waits for: what is asked of it rests until its day. */
  readonly waits: readonly Wait[]
  readonly toAsk: ToAsk
  /** The documents that were stated and are not shown yet, by their kind. */
  readonly unshown: ReadonlyMap<string, Unshown>
}

/**
 * What is asked beside activities of a dossier that is being built up; nothing while an application
 * runs, no document that somebody else is already asked for, and none for which it waits.
 */
export function openQuestions(
  visit: Visit,
  loaded: LoadedDossier,
  {
    awaited = new Set(),
    waits = [],
  }: { readonly awaited?: ReadonlySet<string>; readonly waits?: readonly Wait[] } = {},
): OpenQuestions | undefined {
  const { standing, compiled, dossier } = loaded
  const { register, today } = visit.context
  if (standing.application !== undefined || !portfolioIsOpen(register, standing)) return undefined
  const toAsk = withOtherCategory(loaded, whatToAsk(compiled, dossier, today), today)
  const isAwaited = (one: Asked) => one.what === 'document' && awaited.has(one.document)
  const asked = toAsk.questions.filter(
    (question) =>
      !asksActivitiesOnly(question) && !question.ways.some((way) => way.every(isAwaited)),
  )
  const waiting = waits.filter((wait) => stillWaits(wait, today))
  const rests = (question: Question) =>
    waiting.some((wait) => isAboutDocument(compiled.regulation, dossier, wait.document, question))
  const needed = asked.filter((question) => question.urgency === 'now' && !rests(question))
  const ends = dossier.kind === 'renewal' ? dossier.period?.last : undefined
  const far =
    ends !== undefined && Temporal.PlainDate.compare(today, ends.subtract({ years: 1 })) < 0
  return {
    now: far ? [] : needed,
    may: asked.filter(({ urgency }) => urgency === 'may'),
    later: far ? needed : [],
    impossible: far ? [] : toAsk.impossible,
    waits: waiting,
    toAsk,
    unshown: unshownIn(loaded, today),
  }
}

// A renewal that asks another category asks also what the change to it wants, as far as it is not asked yet.
function withOtherCategory(loaded: LoadedDossier, toAsk: ToAsk, today: Temporal.PlainDate): ToAsk {
  const move = otherCategory(loaded)?.move
  if (move === undefined) return toAsk
  const { questions, impossible } = askForMove(loaded.compiled, move, loaded.dossier, today)
  const asker = { is: 'move', id: move.id } as const
  const known = new Set(toAsk.questions.map(thingsIn))
  const more = questions
    .filter((question) => !known.has(thingsIn(question)))
    .map((question) => ({ ...question, for: [asker] }))
  const ends = impossible.slice(0, 1).map((end) => ({ ...end, of: asker }))
  return {
    ...toAsk,
    questions: [...toAsk.questions, ...more],
    impossible: [...toAsk.impossible, ...ends],
  }
}

// What a question asks for, whatever was found of it.
function thingsIn({ ways }: Question): string {
  return JSON.stringify(ways.map((way) => way.map(({ findings: _, ...asked }) => asked)))
}

/** The way out of a category that is there no more, for whoever still has it. */
export function moveFromFormer(
  { formerCategories, moves }: Regulation,
  category: string | undefined,
): Move | undefined {
  const former = formerCategories.find(({ id }) => id === category)
  return former && moves.find(({ from }) => from.includes(former.id))
}

/** The documents of a dossier that were stated and that nothing shows yet in a way that is accepted, by their kind. */
export function unshownIn(
  { standing, compiled: { regulation } }: LoadedDossier,
  today: Temporal.PlainDate,
): ReadonlyMap<string, Unshown> {
  const claims = claimsFor(standing.claims, undefined)
  const found = regulation.documents.flatMap(({ id, label }): [string, Unshown][] => {
    const claim = claims.findLast(
      (one) =>
        one.stated.member === 'document' &&
        one.stated.kind === id &&
        isUnshown(regulation, one, today),
    )
    const how = claim && howShown(regulation, claim, today)
    if (claim === undefined || how === undefined) return []
    return [[id, { document: { id, label }, claim, how }]]
  })
  return new Map(found)
}

function asksActivitiesOnly({ ways }: Question): boolean {
  return ways.every((way) => way.every(({ what }) => what === 'activities'))
}

/** One thing that is asked: what it is called, and where it is answered. */
export interface AskedLink {
  readonly label: string
  /** The question itself, where the regulation asks it in other words. */
  readonly title: string
  readonly href: string
}

/** Where what is asked is answered; a document that was stated and is not shown, is not stated again but shown. */
export function askedLink(
  visit: Visit,
  regulation: Regulation,
  asked: Asked,
  unshown: OpenQuestions['unshown'] = new Map(),
): AskedLink {
  const { id } = visit.context.register
  const wanted = wantedOf(asked)
  const link = (label: string, href: string, title = label) => ({ label, title, href })
  if (asked.what === 'category') return link('Kies een categorie', paths.chooseCategory(id))
  if (wanted === undefined) return link('Activiteiten', paths.portfolio(id))
  const stated = asked.what === 'document' ? unshown.get(asked.document) : undefined
  if (stated !== undefined) {
    const { document } = stated
    const there = `${paths.dossier(id)}#${showAnchor(document.id)}`
    return link(`${nameOf(regulation, wanted)} laten zien`, there, `Laat ${document.label} zien`)
  }
  const title = asked.what === 'fact' ? questionOf(regulation, wanted) : undefined
  const elsewhere = elsewherePath(id, regulation, wanted)
  return link(nameOf(regulation, wanted), elsewhere ?? statePath(id, wanted), title)
}

/** Where on the page of the dossier it says how a document is shown. */
export function showAnchor(document: string): string {
  return `aantonen-${document}`
}

/** Where a document is given that a colleague gives, or that is signed here; undefined for all else. */
export function elsewherePath(
  register: string,
  regulation: Regulation,
  wanted: Wanted,
): string | undefined {
  const asking = askingOf(regulation, wanted)
  if (asking?.colleague !== undefined) return paths.askColleague(register, wanted.subject)
  return asking?.signHere === undefined ? undefined : paths.signHere(register, wanted.subject)
}

function wantedOf(asked: Asked): Wanted | undefined {
  switch (asked.what) {
    case 'fact':
      return { member: 'fact', subject: asked.fact }
    case 'document':
      return { member: 'document', subject: asked.document }
    case 'declaration':
      return { member: 'declaration', subject: asked.declaration }
    case 'holding':
      return { member: 'holding', subject: asked.register }
    case 'work':
      return { member: 'work', subject: '' }
    case 'category':
    case 'activities':
      return undefined
  }
}

const words: Readonly<Record<Wanted['member'], string>> = {
  fact: 'feit',
  document: 'stuk',
  work: 'werk',
  holding: 'inschrijving',
  leave: 'verlof',
  declaration: 'toezegging',
  surplus: 'overschot',
}

const noSubject = 'nieuw'

/** The page on which something is stated, for the first time or in the place of a claim. */
export function statePath(register: string, { member, subject }: Wanted, claim?: string): string {
  const more = claim === undefined ? {} : { in: claim }
  return paths.stateClaim(register, words[member], subject || noSubject, more)
}

/** What the path of that page speaks of, if the regulation knows it. */
export function wantedAt(
  regulation: Regulation,
  what: string,
  subject: string,
): Wanted | undefined {
  const found = Object.entries(words).find(([, word]) => word === what)
  const member = found?.[0] as Wanted['member'] | undefined
  if (member === undefined) return undefined
  const wanted = { member, subject: subject === noSubject ? '' : subject }
  return knows(regulation, wanted) ? wanted : undefined
}

/** Whether the regulation knows what is to be stated; what a former version asked, it may not. */
export function knows(regulation: Regulation, { member, subject }: Wanted): boolean {
  const has = (list: readonly { readonly id: string }[]) => list.some(({ id }) => id === subject)
  switch (member) {
    case 'fact':
      return has(regulation.facts)
    case 'document':
      return has(regulation.documents)
    case 'declaration':
      return has(regulation.declarations)
    case 'holding':
      return has(regulation.registers)
    case 'surplus':
      return surplusesOf(regulation).includes(subject)
    case 'work':
    case 'leave':
      return subject === ''
  }
}

/** Under what a surplus of a former period may be stated; nothing where none goes along. */
export function surplusesOf({ carryOver }: Pick<Regulation, 'carryOver'>): readonly string[] {
  return carryOver.rule === 'none' ? [] : (carryOver.of ?? ['total'])
}

/**
 * Whether somebody may state what was left over of a former period: it was no period of this register,
 * of which Peil knows that by itself.
 */
export function mayStateSurplus({
  dossier,
  standing,
}: Pick<LoadedDossier, 'dossier' | 'standing'>): boolean {
  return dossier.kind === 'renewal' && standing.givenBy === undefined
}

/** Which work of all that somebody states, behind its name: " als zelfstandige". */
export function workKind(
  { workProperties }: Pick<Regulation, 'workProperties'>,
  only: readonly string[] = [],
): string {
  const labels = only.flatMap((id) => workProperties.find((each) => each.id === id)?.label ?? [])
  return labels.length === 0 ? '' : ` ${formatList(labels)}`
}

/**
 * Why something is asked: "Nodig voor: Werkervaring (artikel 4).", or "Nodig volgens artikel 1." where
 * what wants it is called as what is asked; nothing where nothing wants it.
 */
export function whyAsked(
  { compiled }: LoadedDossier,
  toAsk: ToAsk,
  question: Question,
  name: string,
): string {
  const [wants, ...more] = whatWants(compiled, toAsk, question)
  if (wants === undefined) return ''
  return more.length === 0 && wants.label === name
    ? `Nodig volgens ${wants.article}.`
    : `Nodig voor: ${wantedFor(compiled, toAsk, question)}.`
}

/** What wants it, and where that is written: "VOG (artikel 1)". */
export function wantedFor(
  compiled: LoadedDossier['compiled'],
  toAsk: ToAsk,
  question: Pick<Question, 'for'>,
): string {
  return formatList(
    whatWants(compiled, toAsk, question).map(({ label, article }) => `${label} (${article})`),
  )
}

function whatWants(
  { regulation }: LoadedDossier['compiled'],
  { sort }: ToAsk,
  { for: by }: Pick<Question, 'for'>,
): readonly { readonly label: string; readonly article: string }[] {
  const norms = normsOf(regulation, sort)
  return by.flatMap(({ is, id }) => {
    const list =
      is === 'norm'
        ? norms
        : is === 'variant'
          ? regulation.variants
          : is === 'move'
            ? regulation.moves.map((move) => ({
                ...move,
                label: categoryLabel(regulation, move.to),
              }))
            : []
    const one = list.find((each) => each.id === id)
    return one === undefined ? [] : [one]
  })
}

/** What is needed now beside activities, by name; nothing where the dossier asks nothing. */
export async function askedLabels(visit: Visit, loaded: LoadedDossier): Promise<readonly string[]> {
  const { regulation } = loaded.compiled
  const { context } = visit
  const others = await attestationsOf(context, loaded.standing.registrationId)
  const awaited = awaitedDocuments(others, context.today)
  const waits = await waitsOf(context, loaded.standing.registrationId)
  const found = openQuestions(visit, loaded, { awaited, waits })
  const nameIt = (asked: Asked) =>
    withinSentence(askedLink(visit, regulation, asked, found?.unshown).label)
  return (found?.now ?? []).map(({ ways }) =>
    formatChoice(ways.map((way) => formatList(way.map(nameIt)))),
  )
}
