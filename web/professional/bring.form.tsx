import { askedAttributes, attributeName, detailName } from '#domain/dossier/activity/activity.ts'
import { amountFields } from '#domain/dossier/activity/check-activity.ts'
import type { SaidElsewhere } from '#domain/dossier/activity/queries.ts'
import type { FoundElsewhere } from '#domain/dossier/bringing/found-elsewhere.ts'
import type { Brought } from '#domain/dossier/bringing/trial.ts'
import { courseHere } from '#domain/dossier/bringing/trial.ts'
import type { CompiledRegulation, DetailValue, Kind } from '#engine'
import type { FormOf } from '#web/forms/form.tsx'
import { form, under } from '#web/forms/form.tsx'
import { choice, line, select, tick } from '#web/forms/questions.tsx'
import { regulationField } from '#web/forms/regulation-field.tsx'
import { saidInWords } from '#web/said-elsewhere.tsx'

// What is asked of one thing that somebody may bring along from another register. Every field has the
// id of that thing in its name, since there are several on a page.

/** The name of a field of one of the things on the page. */
export function fieldOf({ id }: Pick<FoundElsewhere, 'id'>, field: string): string {
  return `${field}-${id}`
}

/** The answers about one thing. */
export interface BringAnswers {
  /** Empty as long as none was chosen. */
  readonly kind: string
  readonly accredited?: 'ja' | 'nee' | undefined
  readonly label?: string | undefined
  readonly accreditationNumber?: string | undefined
  readonly showDecision?: boolean | undefined
  readonly [name: `detail-${string}`]: DetailValue | undefined
  readonly [name: `attribute-${string}`]: string | undefined
}

/** What is asked with: the kind that is chosen or proposed, and what the other registers decided. */
export interface BringQuestions {
  readonly compiled: CompiledRegulation
  readonly found: FoundElsewhere
  readonly kind: Kind | undefined
  readonly said: readonly SaidElsewhere[]
}

/** The questions about one thing: its kind here, and what that asks beyond what is known. */
export function bringForm({ compiled, found, kind, said }: BringQuestions): FormOf<BringAnswers> {
  const { regulation } = compiled
  const at = (field: string) => fieldOf(found, field)
  return form<BringAnswers>({
    kind: select(at('kind'), 'Soort', {
      required: 'Kies wat voor activiteit het hier is.',
      options: [
        ...(kind === undefined ? [{ value: '', label: 'Kies een soort' }] : []),
        ...regulation.kinds.map(({ id, label }) => ({ value: id, label })),
      ],
      width: 'l',
      ...(kind === undefined ? {} : { first: kind.id }),
    }),
    ...(kind === undefined ? {} : detailQuestions(kind, found)),
    ...(kind?.accreditation === 'possible' && courseHere(found, kind)?.accredited !== true
      ? accreditationQuestions(compiled, found)
      : {}),
    ...Object.fromEntries(
      askedAttributes(regulation).map(({ id, label, hint, type, options = [] }) => [
        attributeName(id),
        choice<string>(at(attributeName(id)), label, {
          hint,
          options:
            type === 'yes-no'
              ? yesOrNo
              : options.map((one) => ({ value: one.id, label: one.label })),
        }),
      ]),
    ),
    ...(said.length === 0
      ? {}
      : {
          showDecision: tick(
            at('besluit'),
            `Laat zien wat daar is besloten. ${said.map(saidInWords).join(' ')}`,
            { optional: true },
          ),
        }),
  })
}

// What the kind needs and nobody told the other register; the hours, where there are none.
function detailQuestions(kind: Kind, found: FoundElsewhere) {
  const known = (id: string) => found.details[id] !== undefined
  const amounts = kind.fields.filter(({ id }) => amountFields.has(id))
  const knowsAmount = amounts.some(({ id }) => known(id))
  const decided = courseHere(found, kind) !== undefined
  return Object.fromEntries(
    kind.fields
      .filter(({ id, required }) => {
        if (known(id)) return false
        if (decided && amountFields.has(id)) return false
        return required || (amountFields.has(id) && !knowsAmount)
      })
      .map((field) => {
        const name = detailName(field.id)
        return [name, regulationField(field, fieldOf(found, name))]
      }),
  )
}

function accreditationQuestions({ regulation }: CompiledRegulation, found: FoundElsewhere) {
  const { labels, accreditationText, attributes } = regulation
  const at = (field: string) => fieldOf(found, field)
  return {
    accredited: choice<'ja' | 'nee'>(at('accredited'), 'Is de activiteit hier geaccrediteerd?', {
      hint: accreditationText ?? attributes.find(({ id }) => id === 'accredited')?.hint,
      options: [
        { value: 'ja', label: 'Ja' },
        { value: 'nee', label: 'Nee, of dat weet ik niet' },
      ],
    }),
    ...(labels.length === 0
      ? {
          accreditationNumber: under(
            'accredited',
            'ja',
            line(at('accreditation-number'), 'Nummer van de accreditatie', { optional: true }),
          ),
        }
      : {
          label: under(
            'accredited',
            'ja',
            choice<string>(at('label'), 'Door wie of waarmee?', {
              options: labels.map(({ id, label }) => ({ value: id, label })),
            }),
          ),
        }),
  }
}

const yesOrNo = [
  { value: 'ja', label: 'Ja' },
  { value: 'nee', label: 'Nee' },
]

/** What was answered, as it is claimed. */
export function broughtIn(
  { regulation }: CompiledRegulation,
  kind: Kind | undefined,
  answers: Partial<BringAnswers>,
): Brought {
  const details = (kind?.fields ?? []).flatMap(({ id }) => {
    const value = answers[detailName(id)]
    return value === undefined ? [] : [[id, value] as const]
  })
  const attributes = askedAttributes(regulation).flatMap(({ id, type }) => {
    const answer = answers[attributeName(id)]
    if (answer === undefined) return []
    return [[id, type === 'yes-no' ? answer === 'ja' : answer] as const]
  })
  return {
    kind,
    details: Object.fromEntries(details),
    accredited: answers.accredited === undefined ? undefined : answers.accredited === 'ja',
    label: answers.label,
    accreditation: { number: answers.accreditationNumber ?? '', provider: '' },
    attributes: Object.fromEntries(attributes),
  }
}
