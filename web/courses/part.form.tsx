import type { Counts } from '#domain/courses/accreditation/accreditation.ts'
import type { CountOption, RequestPart } from '#domain/learning/request/request.ts'
import { countOptions } from '#domain/learning/request/request.ts'
import type { Amount } from '#engine'
import { formatList } from '#language/lists.ts'
import { withinSentence } from '#language/sentences.ts'
import type { Register } from '#regulations/register.ts'
import type { FormOf, Question } from '#web/forms/form.tsx'
import { form } from '#web/forms/form.tsx'
import { amount, text } from '#web/forms/questions.tsx'

/** What is said to one register: how much as which kind, and an answer to each of its criteria. */
export type TypedPart = Readonly<Record<`counts-${string}`, Amount | undefined>> &
  Readonly<Record<`criterion-${string}`, string>>

/** What a register asks of a course. */
export function partForm(
  register: Register,
  part: Pick<RequestPart, 'training'>,
  today: Temporal.PlainDate,
): FormOf<TypedPart> {
  const criteria = register.accreditation?.criteria ?? []
  const options = part.training === undefined ? countOptions(register, today) : []
  const questions = Object.fromEntries([
    ...options.map((option) => [countsName(option), countsQuestion(register, option)]),
    ...criteria.map(({ id, label, hint }) => [
      `criterion-${id}`,
      text(`criterium-${id}`, label, {
        ...(hint === undefined ? {} : { hint }),
        most: 4000,
        rows: 5,
        optional: false,
      }),
    ]),
  ]) as { readonly [Name in keyof TypedPart]: Question<TypedPart[Name]> }
  return form<TypedPart>(questions, {
    groups: [
      ...(options.length === 0
        ? []
        : [
            {
              name: 'telt',
              legend: 'Waarvoor moet het tellen?',
              hint: 'Vul in wat past. De rest mag leeg blijven. Meer dan één deel telt bij elkaar op.',
              of: options.map(countsName),
            },
          ]),
      {
        name: 'criteria',
        legend: 'Wat het register wil weten',
        of: criteria.map(({ id }) => `criterion-${id}` as const),
      },
    ],
  })
}

/** How much of a kind, as it is asked of who asks and of who decides. */
export function countsQuestion(register: Register, option: CountOption) {
  const with_ =
    option.attributeLabels.length === 0
      ? ''
      : ` (${formatList(option.attributeLabels.map(withinSentence))})`
  return amount(`telt-${option.kind}`, `${option.label}${with_}`, {
    suffix: register.unit.counted,
    most: 100_000,
  })
}

export function countsName({ kind }: Pick<CountOption, 'kind'>): `counts-${string}` {
  return `counts-${kind}`
}

/** What was typed as what it would count for. */
export function countsOf(
  options: readonly CountOption[],
  typed: Readonly<Record<string, unknown>>,
): readonly Counts[] {
  return options.flatMap((option) => {
    const many = typed[countsName(option)]
    if (typeof many !== 'number' || many === 0) return []
    return [{ kind: option.kind, amount: many as Amount, attributes: option.attributes }]
  })
}

/** What is kept as it stands in the form. */
export function typedCounts(counts: readonly Counts[]): Record<`counts-${string}`, Amount> {
  return Object.fromEntries(counts.map((one) => [countsName(one), one.amount]))
}

/** What was typed as an answer to each criterion. */
export function answersOf(typed: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(typed).flatMap(([name, said]) =>
      name.startsWith('criterion-') && typeof said === 'string'
        ? [[name.slice('criterion-'.length), said]]
        : [],
    ),
  )
}
