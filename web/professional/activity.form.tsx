import { detailName } from '#domain/dossier/activity/activity.ts'
import type { ActivityFacts } from '#domain/dossier/activity/check-activity.ts'
import type { TypedActivity } from '#domain/dossier/activity/typed-activity.ts'
import type { CompiledRegulation, DetailValue, Kind, Field as KindField, Regulation } from '#engine'
import { formatAmount, hundredthsOf } from '#engine'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { Answers } from '#web/forms/answers.ts'
import type { FormOf, Question } from '#web/forms/form.tsx'
import { form, under } from '#web/forms/form.tsx'
import { lines, oneLine } from '#web/forms/plain-text.ts'
import { amount, checks, choice, day, line, text, yesNo } from '#web/forms/questions.tsx'
import type { FieldError } from '#web/kit/index.ts'
import type { ProofAnswers } from '#web/professional/proof.form.tsx'
import { proofForm, refereeIn } from '#web/professional/proof.form.tsx'
import { unitOf } from '#web/speech.ts'

// What is asked of an activity: the same of all, and what its kind asks by the regulation.

/** What is asked of every activity. */
export interface CommonAnswers {
  readonly title: string
  readonly completedOn: Temporal.PlainDate | undefined
  readonly accredited: 'ja' | 'nee' | undefined
  readonly label: string | undefined
  readonly evidenceKinds: readonly string[]
}

/** The questions of a kind, by the id of its field. */
export type OwnAnswers = Readonly<Record<string, DetailValue | undefined>>

/** The questions about an activity of one kind. */
export interface ActivityQuestions {
  readonly common: FormOf<CommonAnswers>
  readonly own: FormOf<OwnAnswers>
  readonly proof: FormOf<ProofAnswers>
}

/** The questions about an activity of this kind, in the words of the register. */
export function activityQuestions(
  register: Register,
  { regulation }: CompiledRegulation,
  kind: Kind,
): ActivityQuestions {
  const { you } = voice(register.address)
  return {
    common: commonForm(register, regulation, kind),
    own: form<OwnAnswers>(
      Object.fromEntries(kind.fields.map((field) => [field.id, ownQuestion(register, field)])),
    ),
    proof: proofForm(register, regulation, {
      legend: `Wie kan bevestigen dat ${you} dit hebt gedaan?`,
      hint: `${regulation.referee.text}${kind.referee ? ' Bij deze soort is een bevestiging vaak nodig.' : ''}`,
      ways: [
        { value: 'none', label: 'Niemand, mijn bewijsstuk laat het zien' },
        {
          value: 'referee',
          label: 'Ik vraag een referent',
          hint: 'Die krijgt een e-mail met een link en heeft geen account nodig.',
        },
        {
          value: 'self',
          label:
            regulation.referee.roles.length === 0
              ? 'Ik onderteken zelf'
              : 'Ik heb geen referent en onderteken zelf',
        },
      ],
    }),
  }
}

function commonForm(
  register: Register,
  { labels, accreditationText, attributes }: Regulation,
  kind: Kind,
): FormOf<CommonAnswers> {
  const { you, your } = voice(register.address)
  const best = preferredText(kind)
  return form<CommonAnswers>({
    title: line('title', 'Naam van de activiteit', {
      optional: false,
      tooLong: 'Maak de naam korter. Die mag hoogstens 200 tekens lang zijn.',
    }),
    completedOn: day('completed-on', 'Wanneer was de activiteit?', {
      hint: `Bijvoorbeeld 12 11 2026. Duurde het langer? Vul de laatste dag in. Moet het nog gebeuren? Vul dan de dag in waarop ${you} het hebt gepland.`,
      optional: false,
    }),
    accredited: choice<'ja' | 'nee'>(
      'accredited',
      'Is de activiteit geaccrediteerd (officieel goedgekeurd)?',
      {
        hint: accreditationText ?? attributes.find(({ id }) => id === 'accredited')?.hint,
        options: [
          { value: 'ja', label: 'Ja' },
          { value: 'nee', label: 'Nee, of dat weet ik niet' },
        ],
      },
    ),
    label: under(
      'accredited',
      'ja',
      choice<string>('label', 'Door wie of waarmee?', {
        options: labels.map(({ id, label, note }) => ({ value: id, label, hint: note })),
      }),
    ),
    evidenceKinds: checks('evidence-kind', `Wat laten ${your} bestanden zien?`, {
      hint: `Dit zien we als bewijs bij deze soort.${best === '' ? '' : ` Het sterkst is: ${best}.`}`,
      optional: true,
      options: fileEvidence(kind).map(({ id, label }) => ({ value: id, label })),
    }),
  })
}

function ownQuestion(register: Register, field: KindField): Question<DetailValue | undefined> {
  const { label, hint } = field
  const name = detailName(field.id)
  const optional = !field.required
  const tooLong = (most: number) => `Maak ‘${label}’ korter. Er passen hoogstens ${most} tekens.`
  const tooLarge = `Vul bij ‘${label}’ hoogstens ${formatAmount(hundredthsOf(999_900))} in. Is het echt meer? Splits de activiteit.`
  switch (field.type) {
    case 'text':
      return asDetail(line(name, label, { hint, optional, most: 500, tooLong: tooLong(500) }))
    case 'long-text': {
      const folded = isFolded(field)
      const rows = folded ? 3 : 4
      const look = { hint, optional, rows, labelHidden: folded }
      return asDetail(text(name, label, { ...look, most: 4000, tooLong: () => tooLong(4000) }))
    }
    case 'hours':
      return amount(name, label, { hint, optional, tooLarge, suffix: unitOf(register).many })
    case 'whole-number':
      return amount(name, label, { hint, optional, tooLarge, whole: true })
    case 'day': {
      const asked = day(name, label, { hint, optional })
      return {
        ...asked,
        read: (sent) => {
          const { value, errors } = asked.read(sent)
          return { value: value?.toString(), errors }
        },
        fill: (value) => asked.fill(dayOf(value)),
        say: (value) => asked.say(dayOf(value)),
      }
    }
    case 'yes-no':
      return yesNo(name, label, { hint, optional })
    case 'choice':
      return choice<string>(name, label, {
        hint,
        optional,
        options: (field.options ?? []).map(({ id, label }) => ({ value: id, label })),
      })
  }
}

function dayOf(value: DetailValue | undefined): Temporal.PlainDate | undefined {
  return typeof value === 'string' ? Temporal.PlainDate.from(value) : undefined
}

// A text that is empty says nothing.
function asDetail(asked: Question<string>): Question<DetailValue | undefined> {
  return {
    ...asked,
    read: (sent) => {
      const { value, errors } = asked.read(sent)
      return { value: value || undefined, errors }
    },
    fill: (value) => asked.fill(String(value ?? '')),
    say: (value) => asked.say(String(value ?? '')),
  }
}

/** Whether a field stands folded away until it is needed. */
export function isFolded({ id, type, required }: KindField): boolean {
  return type === 'long-text' && id === 'reason' && !required
}

/** The fields that are numbers stand together, under the kind's own rule for hours. */
export function isNumber(field: KindField): boolean {
  return field.type === 'hours' || field.type === 'whole-number'
}

/** What a kind asks before its numbers, and what after them. */
export function aroundNumbers({
  fields,
}: Kind): readonly [readonly KindField[], readonly KindField[]] {
  const first = fields.findIndex(isNumber)
  if (first === -1) return [fields, []]
  return [fields.slice(0, first), fields.slice(first).filter((field) => !isNumber(field))]
}

/** The fields of the form in the order in which they stand on the page. */
export function fieldOrder(kind: Kind): readonly string[] {
  const [before, after] = aroundNumbers(kind)
  const names = (fields: readonly KindField[]) => fields.map(({ id }) => detailName(id))
  return [
    ...['kind', 'title', ...names(before), 'completed-on'],
    ...[...names(kind.fields.filter(isNumber)), ...names(after)],
    ...['accredited', 'label', 'evidence', 'evidence-kind', 'confirmation'],
    ...['referee-name', 'referee-email', 'referee-relation'],
    ...['self-sign-reason', 'self-sign-declared'],
  ]
}

// A referee's word and one's own statement are evidence too, but they are not files.
const notFiles: ReadonlySet<string> = new Set(['referee-statement', 'self-signed'])

/** The kinds of evidence that can be files. */
export function fileEvidence(kind: Kind) {
  return kind.evidence.accepted.filter(({ id }) => !notFiles.has(id))
}

/** The evidence that is best for a kind, in a sentence. */
export function preferredText(kind: Kind): string {
  const labels = kind.evidence.preferred.flatMap(
    (wanted) => kind.evidence.accepted.find(({ id }) => id === wanted)?.label ?? [],
  )
  return labels.map((label) => label.charAt(0).toLowerCase() + label.slice(1)).join(' en ')
}

/** The kind of activity that was chosen, if it is one of this version of the regulation. */
export function kindOf(regulation: Regulation, typed: TypedActivity): Kind | undefined {
  return regulation.kinds.find(({ id }) => id === typed.kind)
}

/** A form of an activity as far as it could be read. */
export interface ReadActivity {
  readonly facts: ActivityFacts
  /** What could not be read, or is too long. */
  readonly errors: readonly FieldError[]
}

/** Reads what was typed; what cannot be read is said, field by field, in the order of the form. */
export function readActivity(
  register: Register,
  compiled: CompiledRegulation,
  typed: TypedActivity,
): ReadActivity {
  const kind = kindOf(compiled.regulation, typed)
  const answers = answersIn(typed)
  if (kind === undefined) return { facts: nothingOf(typed), errors: [] }
  const questions = activityQuestions(register, compiled, kind)
  const common = questions.common.read(answers)
  const own = questions.own.read(answers)
  const proof = questions.proof.read(answers)
  const { title = '', completedOn, accredited, label, evidenceKinds = [] } = common.answers
  return {
    facts: {
      kind,
      title,
      completedOn,
      details: definedIn(own.answers),
      accredited: accredited === undefined ? undefined : accredited === 'ja',
      label,
      evidenceKinds,
      confirmation: proof.answers.confirmation,
      referee: refereeIn(proof.answers),
      selfSign: {
        reason: proof.answers.selfSignReason ?? '',
        declared: proof.answers.selfSignDeclared ?? false,
      },
    },
    errors: [common, own, proof].flatMap((read) => (read.outcome === 'wrong' ? read.errors : [])),
  }
}

// Without a kind nothing can be asked but what it is called.
function nothingOf({ title = '' }: TypedActivity): ActivityFacts {
  return {
    kind: undefined,
    title,
    completedOn: undefined,
    details: {},
    accredited: undefined,
    label: undefined,
    evidenceKinds: [],
    confirmation: undefined,
    referee: { name: '', email: '', relation: '' },
    selfSign: { reason: '', declared: false },
  }
}

function definedIn(own: OwnAnswers): Readonly<Record<string, DetailValue>> {
  return Object.fromEntries(
    Object.entries(own).flatMap(([id, value]) => (value === undefined ? [] : [[id, value]])),
  )
}

/** What was typed, for the questions to be asked with. */
export function answersIn(typed: TypedActivity): Answers {
  return new Answers(
    Object.fromEntries(
      Object.entries(typed).map(([name, typedText]) => [
        name,
        name === 'evidence-kind' ? typedText.split(',').filter(Boolean) : [typedText],
      ]),
    ),
  )
}

const commonFields = [
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

/**
 * What was typed, out of a form that was sent. Of fields that the form did not show, what was
 * typed before is kept, so that somebody can change the kind and change it back.
 */
export function typedIn(
  sent: Answers,
  regulation: Regulation,
  before: TypedActivity = {},
): TypedActivity {
  const typed: Record<string, string> = { ...before }
  for (const name of commonFields) typed[name] = oneLine(sent.value(name))
  typed['self-sign-reason'] = lines(sent.value('self-sign-reason'))
  typed['evidence-kind'] = sent.values('evidence-kind').map(oneLine).join(',')
  for (const field of kindOf(regulation, typed)?.fields ?? []) {
    const name = detailName(field.id)
    if (field.type === 'day') {
      for (const part of ['dag', 'maand', 'jaar']) {
        typed[`${name}-${part}`] = oneLine(sent.value(`${name}-${part}`))
      }
    } else {
      typed[name] = field.type === 'long-text' ? lines(sent.value(name)) : oneLine(sent.value(name))
    }
  }
  return typed
}
