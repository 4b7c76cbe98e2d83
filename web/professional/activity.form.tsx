import {
  askedAttributes,
  attributeName,
  detailName,
  mostFiles,
} from '#domain/dossier/activity/activity.ts'
import type { ActivityFacts } from '#domain/dossier/activity/check-activity.ts'
import { amountFields } from '#domain/dossier/activity/check-activity.ts'
import type { SelfTest } from '#domain/dossier/activity/self-test.ts'
import { criteriaOfKind, criterionName } from '#domain/dossier/activity/self-test.ts'
import type { TypedActivity } from '#domain/dossier/activity/typed-activity.ts'
import type { CompiledRegulation, DetailValue, Kind, Field as KindField, Regulation } from '#engine'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import type { ReceivedFile } from '#web/forms/answers.ts'
import { Answers } from '#web/forms/answers.ts'
import type { FormOf, Question } from '#web/forms/form.tsx'
import { form, under } from '#web/forms/form.tsx'
import { lines, oneLine } from '#web/forms/plain-text.ts'
import { checks, choice, day, files, line, text, yesNo } from '#web/forms/questions.tsx'
import { regulationField } from '#web/forms/regulation-field.tsx'
import type { FieldError } from '#web/kit/index.ts'
import type { ProofAnswers } from '#web/professional/proof.form.tsx'
import { proofQuestions, refereeIn } from '#web/professional/proof.form.tsx'

// What is asked of an activity: the same of all, and what its kind asks by the regulation.

/** The answers about an activity, with those to the questions of its kind by the name of their field. */
export interface ActivityAnswers extends ProofAnswers, OwnAnswers, AttributeAnswers {
  readonly title: string
  readonly completedOn: Temporal.PlainDate | undefined
  readonly accredited: 'ja' | 'nee' | undefined
  readonly label?: string | undefined
  readonly accreditationNumber?: string | undefined
  readonly accreditationProvider?: string | undefined
  readonly evidence: readonly ReceivedFile[]
  readonly evidenceKinds: readonly string[]
}

interface OwnAnswers {
  readonly [name: `detail-${string}`]: DetailValue | undefined
  /** Whether it meets a criterion of the self-test, and the explanation of that. */
  readonly [name: `criterion-${string}`]: boolean | undefined
  readonly [name: `why-${string}`]: string | undefined
}

interface AttributeAnswers {
  readonly [name: `attribute-${string}`]: string | undefined
}

/** The questions about an activity of this kind in the order of the page, in the words of the register. */
export function activityForm(
  register: Register,
  { regulation }: CompiledRegulation,
  kind: Kind,
  planned = false,
): FormOf<ActivityAnswers> {
  const { you, your } = voice(register.address)
  const { labels, accreditationText, attributes, referee } = regulation
  const best = preferredText(kind)
  const { before, numbers, after } = ownFields(kind)
  return form<ActivityAnswers>({
    title: line('title', 'Naam van de activiteit', {
      optional: false,
      tooLong: 'Maak de naam korter. Die mag hoogstens 200 tekens lang zijn.',
    }),
    ...ownQuestions(before),
    completedOn: day(
      'completed-on',
      planned ? 'Wanneer is de activiteit?' : 'Wanneer was de activiteit?',
      {
        hint: `Bijvoorbeeld 12 11 2026. ${planned ? 'Duurt' : 'Duurde'} het langer? Vul de laatste dag in.`,
        optional: false,
      },
    ),
    ...ownQuestions([...numbers, ...after]),
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
    // Where nobody's label is known, what is accredited is known by its number or by who gave it.
    ...(labels.length === 0
      ? accreditationQuestions(register, kind)
      : {
          label: under(
            'accredited',
            'ja',
            choice<string>('label', 'Door wie of waarmee?', {
              options: labels.map(({ id, label, note }) => ({ value: id, label, hint: note })),
            }),
          ),
          ...labelQuestions(register, kind),
        }),
    ...attributeQuestions(regulation),
    evidence: files('evidence', 'Bewijsstukken', {
      multiple: true,
      // Where a file is the only way to show it, it is not called something that may be left out.
      optional: referee.roles.length > 0 || referee.selfSign.allowed || kind.form !== undefined,
      accept: acceptedFiles,
      hint: `Kies een of meer bestanden: PDF, JPG, PNG of HEIC, hoogstens 20 MB per bestand en ${mostFiles} bestanden per activiteit. Een goede foto met ${your} telefoon mag ook.`,
    }),
    evidenceKinds: checks('evidence-kind', `Wat laten ${your} bestanden zien?`, {
      hint: `Dit zien we als bewijs bij deze soort.${best === '' ? '' : ` Het sterkst is: ${best}.`}`,
      optional: true,
      options: fileEvidence(kind).map(({ id, label }) => ({ value: id, label })),
    }),
    ...proofQuestions(register, regulation, {
      legend: `Wie kan bevestigen dat ${you} dit hebt gedaan?`,
      hint: `${referee.text}${kind.referee ? ' Bij deze soort is een bevestiging vaak nodig.' : ''}`,
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
            referee.roles.length === 0
              ? 'Ik onderteken zelf'
              : 'Ik heb geen referent en onderteken zelf',
        },
      ],
    }),
    ...selfTestQuestions(regulation, kind),
  })
}

type SelfTestQuestions = Readonly<
  Record<`criterion-${string}`, Question<boolean | undefined>> &
    Record<`why-${string}`, Question<string | undefined>>
>

// Whether it meets each criterion, and why: never asked of anybody who does not want to say.
function selfTestQuestions(regulation: Regulation, kind: Kind): SelfTestQuestions {
  return Object.fromEntries(
    criteriaOfKind(regulation, kind.id).flatMap(({ id, text: asked, explanation }) => {
      const { answer, note } = criterionName(id)
      return [
        [answer, yesNo(answer, asked, { hint: explanation, optional: 'said-above' })],
        [
          note,
          text(note, `Toelichting bij ‘${asked}’`, {
            optional: true,
            rows: 2,
            most: 1000,
            labelHidden: true,
            tooLong: () => 'Maak de toelichting korter. Er passen hoogstens 1.000 tekens.',
          }),
        ],
      ]
    }),
  )
}

/** The files that can be evidence, for a field in which they are chosen. */
export const acceptedFiles = '.pdf,.jpg,.jpeg,.png,.heic,.heif'

// Who gave it is asked once: of many kinds it is asked already.
function accreditationQuestions(register: Register, { fields }: Kind) {
  const { say } = voice(register.address)
  const asksProvider = fields.some(({ id }) => id === 'provider')
  const longest = 'Maak dit korter. Het mag hoogstens 200 tekens lang zijn.'
  return {
    accreditationNumber: under(
      'accredited',
      'ja',
      line('accreditation-number', 'Nummer van de accreditatie', {
        hint: `Staat er een nummer op het bewijs of bij de opleiding, zoals OPL-000012? Vul het hier in. ${
          asksProvider
            ? `${say('Weet je', 'Weet u')} het niet, laat het dan leeg.`
            : `${say('Weet je', 'Weet u')} het niet, vul dan in wie de activiteit gaf.`
        }`,
        optional: true,
        tooLong: longest,
      }),
    ),
    ...(asksProvider
      ? {}
      : {
          accreditationProvider: under(
            'accredited',
            'ja',
            line('accreditation-provider', 'Wie gaf de activiteit?', {
              hint: 'De naam van de opleider of organisatie.',
              optional: true,
              tooLong: longest,
            }),
          ),
        }),
  }
}

// A label is known by whoever gave it, and by its number in the list of those who give it.
function labelQuestions(register: Register, { fields }: Kind) {
  const { say } = voice(register.address)
  const longest = 'Maak dit korter. Het mag hoogstens 200 tekens lang zijn.'
  return {
    accreditationNumber: under(
      'accredited',
      'ja',
      line('accreditation-number', 'Nummer van het keurmerk of van de opleiding', {
        hint: `Staat er een nummer op het bewijs of op de website van de opleider, zoals OPL-000012? Vul het hier in. ${say('Weet je', 'Weet u')} het niet, laat het dan leeg.`,
        optional: true,
        tooLong: longest,
      }),
    ),
    ...(fields.some(({ id }) => id === 'provider')
      ? {}
      : {
          accreditationProvider: under(
            'accredited',
            'ja',
            line('accreditation-provider', 'Wie gaf de activiteit?', {
              hint: 'De naam van de opleider. Zo kunnen we zien of het keurmerk bekend is.',
              optional: true,
              tooLong: longest,
            }),
          ),
        }),
  }
}

function attributeQuestions(
  regulation: Regulation,
): Readonly<Record<`attribute-${string}`, Question<string | undefined>>> {
  return Object.fromEntries(
    askedAttributes(regulation).map(({ id, label, hint, type, options = [] }) => {
      const answers = options.map((one) => ({ value: one.id, label: one.label }))
      return [
        attributeName(id),
        choice<string>(attributeName(id), label, {
          hint,
          options: type === 'yes-no' ? yesOrNo : answers,
        }),
      ]
    }),
  )
}

const yesOrNo = [
  { value: 'ja', label: 'Ja' },
  { value: 'nee', label: 'Nee' },
]

type OwnQuestions = Readonly<Record<`detail-${string}`, Question<DetailValue | undefined>>>

function ownQuestions(fields: readonly KindField[]): OwnQuestions {
  return Object.fromEntries(
    fields.map((field) => {
      const required = field.required || amountFields.has(field.id)
      const name = detailName(field.id)
      return [name, regulationField({ ...field, required }, name)]
    }),
  )
}

/** What a kind asks before the day, its numbers, which stand together under its rule, and the rest. */
export function ownFields({ fields }: Kind) {
  const isNumber = ({ type }: KindField) => type === 'hours' || type === 'whole-number'
  const first = fields.findIndex(isNumber)
  const cut = first === -1 ? fields.length : first
  return {
    before: fields.slice(0, cut),
    numbers: fields.filter(isNumber),
    after: fields.slice(cut).filter((field) => !isNumber(field)),
  }
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

/**
 * Reads what was typed as far as that can be done. What cannot be read is said, field by field, in
 * the order of the form; without a kind nothing can be asked but what it is called.
 */
export function readActivity(
  register: Register,
  compiled: CompiledRegulation,
  typed: TypedActivity,
): { readonly facts: ActivityFacts; readonly errors: readonly FieldError[] } {
  const kind = kindOf(compiled.regulation, typed)
  const read = kind && activityForm(register, compiled, kind).read(answersIn(typed))
  const answers: Partial<ActivityAnswers> = read?.answers ?? { title: typed.title ?? '' }
  const details = (kind?.fields ?? []).flatMap(({ id }) => {
    const value = answers[detailName(id)]
    return value === undefined ? [] : [[id, value] as const]
  })
  return {
    facts: {
      kind,
      title: answers.title ?? '',
      completedOn: answers.completedOn,
      details: Object.fromEntries(details),
      accredited: answers.accredited === undefined ? undefined : answers.accredited === 'ja',
      label: answers.label,
      accreditation: {
        number: answers.accreditationNumber ?? '',
        provider: answers.accreditationProvider ?? '',
      },
      ...(typed['provider-id'] ? { providerId: typed['provider-id'] } : {}),
      attributes: attributesIn(compiled.regulation, answers),
      evidenceKinds: answers.evidenceKinds ?? [],
      confirmation: answers.confirmation,
      referee: refereeIn(answers),
      selfSign: {
        reason: answers.selfSignReason ?? '',
        declared: answers.selfSignDeclared ?? false,
      },
      selfTest: kind === undefined ? {} : selfTestIn(compiled.regulation, kind, answers),
    },
    errors: read?.outcome === 'wrong' ? read.errors : [],
  }
}

function selfTestIn(
  regulation: Regulation,
  kind: Kind,
  answers: Partial<ActivityAnswers>,
): SelfTest {
  return Object.fromEntries(
    criteriaOfKind(regulation, kind.id).flatMap(({ id }) => {
      const names = criterionName(id)
      const [meets, note = ''] = [answers[names.answer], answers[names.note]]
      return meets === undefined && note === '' ? [] : [[id, { meets, note }] as const]
    }),
  )
}

function attributesIn(
  regulation: Regulation,
  answers: Partial<ActivityAnswers>,
): ActivityFacts['attributes'] {
  return Object.fromEntries(
    askedAttributes(regulation).flatMap(({ id, type }) => {
      const answer = answers[attributeName(id)]
      if (answer === undefined) return []
      return [[id, type === 'yes-no' ? answer === 'ja' : answer]]
    }),
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

const dayParts = (name: string) => [`${name}-dag`, `${name}-maand`, `${name}-jaar`]

const planFields = [
  'kind',
  'title',
  ...dayParts('completed-on'),
  ...['accredited', 'label', 'accreditation-number', 'accreditation-provider'],
]

const commonFields = [
  ...planFields,
  'confirmation',
  ...['referee-name', 'referee-email', 'referee-relation', 'self-sign-declared'],
]

function namesOf({ id, type }: KindField): readonly string[] {
  return type === 'day' ? dayParts(detailName(id)) : [detailName(id)]
}

function cleanFor({ type }: KindField): (text: string) => string {
  return type === 'long-text' ? lines : oneLine
}

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
  // The form of a plan shows nothing of proof, and nothing that is told of what was done.
  const planned = sent.has('_planned')
  const attributes = askedAttributes(regulation).map(({ id }) => attributeName(id))
  const asked = [...(planned ? planFields : commonFields), ...attributes]
  for (const name of asked) typed[name] = oneLine(sent.value(name))
  if (!planned) {
    typed['self-sign-reason'] = lines(sent.value('self-sign-reason'))
    typed['evidence-kind'] = sent.values('evidence-kind').map(oneLine).join(',')
  }
  const kind = kindOf(regulation, typed)
  if (!planned && kind !== undefined) {
    for (const { id } of criteriaOfKind(regulation, kind.id)) {
      const { answer, note } = criterionName(id)
      typed[answer] = oneLine(sent.value(answer))
      typed[note] = lines(sent.value(note))
    }
  }
  // What the form asked is of the kind that it was of, and that may have been changed in it.
  const others = regulation.kinds.filter((one) => one !== kind)
  for (const field of others.flatMap(({ fields }) => fields)) {
    for (const name of namesOf(field)) {
      if (sent.has(name)) typed[name] = cleanFor(field)(sent.value(name))
    }
  }
  for (const field of kind?.fields ?? []) {
    if (planned && field.type === 'long-text') continue
    // A choice that was not made is not sent, and neither is what the form of another kind did not ask.
    const isChosen = field.type === 'yes-no' || field.type === 'choice'
    for (const name of namesOf(field)) {
      if (isChosen || sent.has(name)) typed[name] = cleanFor(field)(sent.value(name))
    }
  }
  const chosen = chosenProvider(sent)
  if (chosen !== undefined) {
    const asksProvider = kind?.fields.some(({ id }) => id === 'provider') ?? false
    typed[asksProvider ? detailName('provider') : 'accreditation-provider'] = chosen.name
    typed['provider-id'] = chosen.id
  }
  return typed
}

/** Who was chosen of those who are called as was typed, by the value of their button; undefined where nobody was. */
export function chosenProvider(
  sent: Answers,
): { readonly id: string; readonly name: string } | undefined {
  const [id = '', ...name] = oneLine(sent.value(providerChoice)).split('|')
  return name.length === 0 ? undefined : { id, name: name.join('|') }
}

/** The name of the field in which one of the providers who are known is chosen. */
export const providerChoice = 'provider-choice'
