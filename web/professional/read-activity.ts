import { detailName } from '#domain/dossier/activity/activity.ts'
import type {
  ActivityFacts,
  Confirmation,
  Problem,
} from '#domain/dossier/activity/check-activity.ts'
import type { TypedActivity } from '#domain/dossier/activity/typed-activity.ts'
import type { Amount, DetailValue, Field, Kind, Regulation } from '#engine'
import { parseAmount } from '#engine'
import type { Answers } from '#web/forms/answers.ts'
import { readDate } from '#web/kit/index.ts'

/** What was typed into the form of an activity, by the name of its field. */
export type Typed = TypedActivity

/** A form of an activity as far as it could be read. */
export interface ReadActivity {
  readonly facts: ActivityFacts
  /** What could not be read, or is too long. */
  readonly unread: readonly Problem[]
}

const lineFields = [
  'kind',
  'title',
  'completed-on-dag',
  'completed-on-maand',
  'completed-on-jaar',
  'accredited',
  'label',
  'confirmation',
  'referee-name',
  'referee-email',
  'referee-relation',
  'self-sign-declared',
] as const

const most = { title: 200, text: 500, longText: 4000, reason: 2000, kept: 20_000 }

/** The largest number of hours that anybody fills in by accident: 9,999. */
const largestAmount = 999_900

/**
 * What was typed, out of a form that was sent. Of fields that the form did not show, what was
 * typed before is kept, so that somebody can change the kind and change it back.
 */
export function typedIn(form: Answers, regulation: Regulation, before: Typed = {}): Typed {
  const typed: Record<string, string> = { ...before }
  for (const name of lineFields) typed[name] = line(form.value(name))
  typed['self-sign-reason'] = lines(form.value('self-sign-reason'))
  typed['evidence-kind'] = form.values('evidence-kind').map(line).join(',')
  const kind = kindOf(regulation, typed)
  for (const field of kind?.fields ?? []) {
    const name = detailName(field.id)
    if (field.type === 'day') {
      for (const part of ['dag', 'maand', 'jaar']) {
        typed[`${name}-${part}`] = line(form.value(`${name}-${part}`))
      }
    } else {
      const value = form.value(name)
      typed[name] = field.type === 'long-text' ? lines(value) : line(value)
    }
  }
  return typed
}

/** The kind of activity that was chosen, if it is one of this version of the regulation. */
export function kindOf(regulation: Regulation, typed: Typed): Kind | undefined {
  return regulation.kinds.find(({ id }) => id === typed.kind)
}

/** Reads what was typed; what cannot be read is said, field by field. */
export function readActivity(typed: Typed, regulation: Regulation): ReadActivity {
  const kind = kindOf(regulation, typed)
  const unread: Problem[] = []
  const title = typed.title ?? ''
  if (title.length > most.title) unread.push({ field: 'title', is: 'too-long' })
  const day = readDate(dateTyped(typed, 'completed-on'))
  if (day.outcome === 'unclear') unread.push({ field: 'completed-on', is: 'no-such-day' })
  const details: Record<string, DetailValue> = {}
  for (const field of kind?.fields ?? []) {
    const read = readDetail(field, typed)
    if (read.is === 'value') details[field.id] = read.value
    else if (read.is !== 'nothing') unread.push({ field: detailName(field.id), is: read.is })
  }
  const reason = typed['self-sign-reason'] ?? ''
  if (reason.length > most.reason) unread.push({ field: 'self-sign-reason', is: 'too-long' })
  const facts = {
    kind,
    title,
    completedOn: day.outcome === 'read' ? day.date : undefined,
    details,
    accredited: yesOrNo(typed.accredited),
    label: regulation.labels.find(({ id }) => id === typed.label)?.id,
    evidenceKinds: (typed['evidence-kind'] ?? '').split(',').filter(Boolean),
    confirmation: confirmationOf(typed.confirmation),
    referee: {
      name: typed['referee-name'] ?? '',
      email: (typed['referee-email'] ?? '').replace(/^mailto:/i, ''),
      relation: typed['referee-relation'] ?? '',
    },
    selfSign: { reason, declared: typed['self-sign-declared'] === 'ja' },
  }
  return { facts, unread }
}

/** The three answers of a date as they were typed. */
export function dateTyped(typed: Typed, name: string) {
  return {
    day: typed[`${name}-dag`] ?? '',
    month: typed[`${name}-maand`] ?? '',
    year: typed[`${name}-jaar`] ?? '',
  }
}

/** A line of text without what cannot be seen, and without spaces around it. */
export function line(text: string): string {
  return lines(text).replace(/\s+/g, ' ').trim()
}

/** Lines of text without what cannot be seen or stored. */
export function lines(text: string): string {
  return text
    .slice(0, most.kept)
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu, '')
    .trim()
}

type ReadDetail =
  | { readonly is: 'value'; readonly value: DetailValue }
  | { readonly is: 'nothing' }
  | { readonly is: 'too-long' | 'no-such-day' | 'not-a-number' | 'not-whole' | 'too-large' }
  | { readonly is: 'too-precise' }

function readDetail(field: Field, typed: Typed): ReadDetail {
  const text = typed[detailName(field.id)] ?? ''
  switch (field.type) {
    case 'text':
    case 'long-text': {
      const limit = field.type === 'text' ? most.text : most.longText
      if (text.length > limit) return { is: 'too-long' }
      return text === '' ? { is: 'nothing' } : { is: 'value', value: text }
    }
    case 'hours':
    case 'whole-number':
      return readNumber(text, field.type === 'whole-number')
    case 'day': {
      const day = readDate(dateTyped(typed, detailName(field.id)))
      if (day.outcome === 'unclear') return { is: 'no-such-day' }
      return day.outcome === 'empty'
        ? { is: 'nothing' }
        : { is: 'value', value: day.date.toString() }
    }
    case 'yes-no': {
      const answer = yesOrNo(text)
      return answer === undefined ? { is: 'nothing' } : { is: 'value', value: answer }
    }
    case 'choice': {
      const chosen = field.options?.find(({ id }) => id === text)
      return chosen === undefined ? { is: 'nothing' } : { is: 'value', value: chosen.id }
    }
  }
}

// People write "4 uur" where the unit already stands behind the field.
function readNumber(text: string, whole: boolean): ReadDetail {
  const number = text.replace(/\s*(uur|uren|u|punten|punt)\.?$/i, '').replace(/\s/g, '')
  if (number === '') return { is: 'nothing' }
  const parsed = parseAmount(number)
  switch (parsed.is) {
    case 'amount':
      if (parsed.amount > largestAmount) return { is: 'too-large' }
      if (whole && parsed.amount % 100 !== 0) return { is: 'not-whole' }
      return { is: 'value', value: parsed.amount satisfies Amount }
    case 'too-large':
    case 'too-precise':
      return { is: parsed.is }
    case 'not-a-number':
    case 'negative':
      return { is: 'not-a-number' }
  }
}

function yesOrNo(text: string | undefined): boolean | undefined {
  if (text === 'ja') return true
  return text === 'nee' ? false : undefined
}

function confirmationOf(text: string | undefined): Confirmation | undefined {
  return text === 'none' || text === 'referee' || text === 'self' ? text : undefined
}
