import { clientSign } from '#domain/allocation/client/client-signs.ts'
import type { Norm } from '#norms/load.ts'
import type { NormIndicator } from '#norms/norm.ts'
import type { Chosen, Given } from '#web/allocation/given.ts'
import { answersIn, fieldOf, fields, givenIn, notKnown } from '#web/allocation/given.ts'
import { Answers } from '#web/forms/answers.ts'
import type { FormOf } from '#web/forms/form.tsx'
import { form, under } from '#web/forms/form.tsx'
import { checks, choice, text } from '#web/forms/questions.tsx'
import type { Content, FieldError } from '#web/kit/index.ts'

// The screens of a norm: one for each dimension, and one on which somebody applies the norm or explains. Which one is
// shown next follows from what was sent alone.

/** One screen, with what stands in it. */
export type Screen =
  | {
      readonly is: 'dimension'
      readonly at: number
      readonly typed: Answers
      readonly errors: readonly FieldError[]
      /** The contradictions that are asked about, by their number in the norm. */
      readonly doubts: readonly number[]
      /** Another version of the norm holds now than when it was begun. */
      readonly changed: boolean
    }
  | {
      readonly is: 'choice'
      readonly given: Given
      readonly typed: Answers
      readonly errors: readonly FieldError[]
      /** Whether it is asked if what was written is about a client. */
      readonly asksClient: boolean
    }
  | { readonly is: 'outcome'; readonly given: Given; readonly typed: Answers }

/** How many screens there are. */
export function screensOf({ dimensions }: Norm): number {
  return dimensions.length + 1
}

/** The first screen, with nothing answered or with what was before. */
export function firstScreen(typed = new Answers({})): Extract<Screen, { is: 'dimension' }> {
  return dimension(0, typed)
}

/** The screen that follows on what was sent. */
export function nextScreen(norm: Norm, sent: Answers): Screen {
  const last = norm.dimensions.length
  const to = sent.value(fields.to)
  const at = numberIn(sent.value(fields.screen), last)
  if (sent.value(fields.norm) !== norm.version.toString()) {
    return { ...dimension(0, sent), changed: true }
  }
  // Going back asks nothing of what stands on the screen that is left.
  if (to === 'terug') return dimension(Math.max(0, at - 1), sent)
  if (/^\d+$/.test(to))
    return to === String(last) ? choiceOr(norm, sent) : dimension(numberIn(to, last), sent)
  for (let place = 0; place <= Math.min(at, last - 1); place++) {
    const wrong = wrongAt(norm, place, sent)
    if (wrong.errors.length > 0) return { ...dimension(place, sent), ...wrong }
  }
  if (at < last - 1) return dimension(at + 1, sent)
  if (at === last - 1) return choiceOr(norm, sent)
  return chosenOr(norm, sent)
}

function dimension(at: number, typed: Answers): Extract<Screen, { is: 'dimension' }> {
  return { is: 'dimension', at, typed, errors: [], doubts: [], changed: false }
}

// Where it is still open, or nothing has to be explained, the outcome follows at once.
function choiceOr(norm: Norm, sent: Answers): Screen {
  const given = givenIn(norm, sent, undefined)
  return asksChoice(given)
    ? { is: 'choice', given, typed: sent, errors: [], asksClient: sent.has(fields.client) }
    : { is: 'outcome', given, typed: sent }
}

/** Whether somebody has something to choose: whoever is registered may do any work. */
export function asksChoice({ decision }: Given): boolean {
  return decision.is === 'decided' && decision.outcome !== 'not-registered'
}

function chosenOr(norm: Norm, sent: Answers): Screen {
  const given = givenIn(norm, sent, undefined)
  if (!asksChoice(given)) return { is: 'outcome', given, typed: sent }
  const read = choiceForm(norm, given).read(sent)
  const explains = sent.value(fields.choice) === 'uitleggen'
  const sign = explains ? clientSign(sent.value(fields.explanation)) : undefined
  const asksClient = sign === 'name-with-date'
  const errors = read.outcome === 'wrong' ? read.errors : []
  const about = clientErrors(sign, sent)
  if (read.outcome === 'wrong' || about.length > 0) {
    return { is: 'choice', given, typed: sent, errors: [...errors, ...about], asksClient }
  }
  const { choice: does, grounds = [], explanation = '' } = read.answers
  const chosen: Chosen = explains
    ? { choice: 'explain', grounds, explanation }
    : { choice: 'apply', grounds: [], explanation: '' }
  return does === undefined
    ? { is: 'choice', given, typed: sent, errors: [], asksClient }
    : { is: 'outcome', given: { ...given, chosen }, typed: sent }
}

/** What is wrong with a text that may be about a client, as long as nobody said that it is not. */
export function clientErrors(
  sign: ReturnType<typeof clientSign>,
  sent: Answers,
  { field, asked }: { readonly field: string; readonly asked: string } = {
    field: fields.explanation,
    asked: fields.client,
  },
): readonly FieldError[] {
  switch (sign) {
    case undefined:
      return []
    case 'citizen-number':
      return [
        {
          field,
          message:
            'Hier staat een getal dat een burgerservicenummer kan zijn. Haal dat weg: over een cliënt wordt hier niets bewaard.',
        },
      ]
    case 'name-with-date':
      switch (sent.value(asked)) {
        case 'nee':
          return []
        case 'ja':
          return [
            {
              field,
              message: 'Haal weg waaraan de cliënt te herkennen is, zoals de naam en de datum.',
            },
          ]
        default:
          return [
            {
              field: asked,
              message: 'Er staan een naam en een datum in de tekst. Gaat dit over een cliënt?',
            },
          ]
      }
  }
}

/** The question whether what was written is about a client. */
export const clientQuestion = choice(fields.client, 'Gaat dit over een cliënt?', {
  hint: 'De naam van een collega mag er staan. Over een cliënt wordt hier niets bewaard.',
  inline: true,
  options: [
    { value: 'ja', label: 'Ja' },
    { value: 'nee', label: 'Nee' },
  ],
})

// What is not answered, and what contradicts itself with what was answered up to here.
function wrongAt(
  norm: Norm,
  at: number,
  sent: Answers,
): { readonly errors: readonly FieldError[]; readonly doubts: readonly number[] } {
  const read = dimensionForm(norm, at).read(sent)
  if (read.outcome === 'wrong') return { errors: read.errors, doubts: [] }
  const own = indicatorsAt(norm, at)
  const answers = answersIn(norm, sent)
  const confirmed = new Set(sent.values(fields.confirmed))
  const doubts = norm.notTogether.flatMap(({ answers: both }, place) => {
    const asked = Object.keys(both)
    const here = own.some(({ id }) => asked.includes(id))
    // It is asked on the screen on which the last of them stands.
    const later = norm.dimensions
      .slice(at + 1)
      .some(({ id }) =>
        norm.indicators.some((one) => one.dimension === id && asked.includes(one.id)),
      )
    const so = asked.every((id) => answers[id] === both[id])
    return so && here && !later && !confirmed.has(String(place)) ? [place] : []
  })
  return {
    doubts,
    errors: doubts.map((place) => ({
      field: doubtField(place),
      message: norm.notTogether[place]?.text ?? '',
    })),
  }
}

/** The id of the tick by which somebody says that a contradiction is so. */
export function doubtField(place: number): string {
  return `${fields.confirmed}-${place}`
}

/** The indicators of a screen. */
export function indicatorsAt(
  { dimensions, indicators }: Norm,
  at: number,
): readonly NormIndicator[] {
  return indicators.filter(({ dimension: one }) => one === dimensions[at]?.id)
}

/** The questions of one dimension. */
export function dimensionForm(norm: Norm, at: number): FormOf<Record<string, string>> {
  return form(
    Object.fromEntries(
      indicatorsAt(norm, at).map((indicator) => {
        const { question, text, examples, options } = indicator
        return [
          indicator.id,
          choice(fieldOf(indicator), question, {
            hint: hintOf(text, examples),
            inline: options === undefined,
            required: `Kies een antwoord bij ‘${question}’ Niet bekend? Kies dan ‘Weet ik niet’.`,
            options: [
              ...(
                options ?? [
                  { id: 'ja', label: 'Ja' },
                  { id: 'nee', label: 'Nee' },
                ]
              ).map(({ id, label }) => ({ value: id, label })),
              { value: notKnown, label: 'Weet ik niet' },
            ],
          }),
        ]
      }),
    ),
  )
}

function hintOf(text: string, { yes, no }: NormIndicator['examples']): Content {
  const example = (word: string, [first]: readonly string[]) =>
    first === undefined ? null : (
      <>
        <br />
        <strong>{word}</strong> is bijvoorbeeld: {first}.
      </>
    )
  return (
    <>
      {text}
      {example('Ja', yes)}
      {example('Nee', no)}
    </>
  )
}

/** Applying the norm, or explaining why it is done otherwise. */
export function choiceForm(norm: Norm, { decision }: Given) {
  const outcome = norm.outcomes.find(
    ({ id }) => decision.is === 'decided' && id === decision.outcome,
  )
  const grounds = norm.unless.heads.flatMap((head) =>
    head.grounds.map(({ id, label, text }) => ({ value: id, label, hint: text })),
  )
  return form({
    choice: choice(fields.choice, 'Toepassen of uitleggen?', {
      required: 'Kies toepassen of uitleggen.',
      options: [
        {
          value: 'toepassen',
          label: 'Toepassen',
          hint: `${outcome?.label ?? ''} doet dit werk.`,
        },
        { value: 'uitleggen', label: 'Uitleggen', hint: norm.unless.text },
      ],
    }),
    grounds: under(
      'choice',
      'uitleggen',
      checks(fields.grounds, 'Waarom kan het anders?', {
        hint: 'Kies alles wat klopt.',
        required: 'Kies minstens één reden waarom het anders kan.',
        options: grounds,
      }),
    ),
    explanation: under(
      'choice',
      'uitleggen',
      text(fields.explanation, norm.unless.written.label, {
        hint: norm.unless.written.hint,
        required: 'Leg in eigen woorden uit waarom het anders kan.',
        most: 2000,
      }),
    ),
  })
}

/** All that was answered on other screens, to go along as it is: each field with its texts. */
export function carried(
  norm: Norm,
  typed: Answers,
  shown: readonly string[],
): readonly (readonly [name: string, value: string])[] {
  const names = [
    ...norm.indicators.map(fieldOf),
    fields.confirmed,
    fields.choice,
    fields.grounds,
    fields.explanation,
    fields.client,
  ]
  return names
    .filter((name) => !shown.includes(name))
    .flatMap((name) => typed.values(name).map((value) => [name, value] as const))
}

function numberIn(text: string, most: number): number {
  return /^\d{1,3}$/.test(text) ? Math.min(Number(text), most) : 0
}
