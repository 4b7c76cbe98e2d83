import { Answers } from '#web/forms/answers.ts'
import type { Content, FieldError, SummaryItem } from '#web/kit/index.ts'
import { Fieldset, QuestionRow } from '#web/kit/index.ts'

// A form is written down once: its questions in their order, by the names that the code gives to
// their answers. Reading, asking, filling in and summing up all follow from that.

/** A question out of what was sent: its answer, and what is wrong with it. */
export interface ReadAnswer<Value> {
  /** Undefined when it cannot be read. */
  readonly value: Value | undefined
  readonly errors: readonly FieldError[]
}

/** What a question is asked with. */
export interface Asking {
  /** What stands in the fields: what was typed, or what is known. */
  readonly typed: Answers
  readonly errors: readonly FieldError[]
  /** The questions that show with one of the answers, by that answer. */
  readonly reveals: Readonly<Record<string, Content>>
}

/** One question of a form. */
export interface Question<Value> {
  /** The name of its field, and so the id of its first control. */
  readonly name: string
  /** What it is called in a summary. */
  readonly term: string
  readonly read: (sent: Answers) => ReadAnswer<Value>
  /** The texts that stand in its fields when this is the answer. */
  fill(value: Value): Readonly<Record<string, readonly string[]>>
  readonly ask: (asking: Asking) => Content
  /** The answer in a summary. */
  say(value: Value): Content
  /** Its answer is files, which a form brings in parts. */
  readonly brings?: 'files'
  /** What somebody wrote in its field in words of their own. */
  readonly written?: (sent: Answers) => string
  /** It is asked only with this answer to the other question. */
  readonly under?: { readonly question: string; readonly answer: string }
}

/** Questions under one legend. */
export interface Group<Values> {
  readonly name: string
  readonly legend: string
  readonly hint?: Content
  readonly of: readonly (keyof Values & string)[]
}

/** What is wrong with answers, by their names. */
export type Wrong<Values> = { readonly [Name in keyof Values]?: string | undefined }

/** What a form has beside its questions. */
export interface FormOptions<Values> {
  readonly groups?: readonly Group<Values>[]
  /** Short questions that stand beside each other where there is room: postcode and town. */
  readonly rows?: readonly (readonly (keyof Values & string)[])[]
  /** What is wrong between answers; those that could not be read are not there. */
  readonly check?: (answers: Partial<Values>) => Wrong<Values>
  /** The rows of its summary, where that is not a row for each question. */
  readonly summary?: (answers: Values) => readonly SummaryItem[]
}

/** A form that was sent, read: the answers, or what is wrong and the answers that are right. */
export type ReadForm<Values> =
  | { readonly outcome: 'read'; readonly answers: Values }
  | {
      readonly outcome: 'wrong'
      readonly errors: readonly FieldError[]
      readonly answers: Partial<Values>
    }

/** The questions of a form as they stand on a page. */
export interface Asked<Values> {
  /** All of them, in their order and groups. */
  readonly all: Content
  /** One of them, for a page that puts something between. */
  readonly one: (name: keyof Values & string) => Content
  /** What there is to fill in: the questions, and groups by their legend, by the id of their first field. */
  readonly list: readonly { readonly id: string; readonly label: string }[]
  /** Whether there are files among the answers. */
  readonly brings: boolean
  /** How many questions there are. */
  readonly length: number
}

/** A form, by the names and kinds of its answers. */
export interface FormOf<Values> {
  readonly questions: { readonly [Name in keyof Values]: Question<Values[Name]> }
  readonly read: (sent: Answers) => ReadForm<Values>
  /** The form with these answers filled in. */
  readonly fill: (answers: Partial<Values>) => Answers
  readonly ask: (typed: Answers, errors?: readonly FieldError[]) => Asked<Values>
  /** Messages at the fields of the answers that they are about. */
  readonly errors: (wrong: Wrong<Values>) => readonly FieldError[]
  /** What was sent that somebody wrote in words of their own. */
  readonly written: (sent: Answers) => readonly string[]
  /** The rows to check answers by. */
  readonly summary: (answers: Values) => readonly SummaryItem[]
}

/** Makes a form out of its questions. */
export function form<Values extends object>(
  questions: { readonly [Name in keyof Values]: Question<Values[Name]> },
  options: FormOptions<Values> = {},
): FormOf<Values> {
  const list = Object.entries(questions) as [keyof Values & string, Question<unknown>][]
  return {
    questions,
    read: (sent) => read(list, options, sent),
    fill: (answers) => {
      const fields: Record<string, readonly string[]> = {}
      for (const [key, { fill }] of list) {
        if (answers[key] === undefined) continue
        // Ticks of one name stand in one field.
        for (const [name, texts] of Object.entries(fill(answers[key]))) {
          fields[name] = [...(fields[name] ?? []), ...texts]
        }
      }
      return new Answers(fields)
    },
    ask: (typed, errors = []) => ask(list, options, { typed, errors, reveals: {} }),
    errors: (wrong) =>
      list.flatMap(([key, { name }]) => {
        const message = wrong[key]
        return message === undefined ? [] : [{ field: name, message }]
      }),
    written: (sent) => list.flatMap(([, { written }]) => written?.(sent) || []),
    summary:
      options.summary ??
      ((answers) => list.map(([key, { term, say }]) => ({ term, value: say(answers[key]) }))),
  }
}

/** A question that is asked only with one of the answers to another, below that answer. */
export function under<Value>(
  question: string,
  answer: string,
  asked: Question<Value>,
): Question<Value | undefined> {
  return {
    ...asked,
    under: { question, answer },
    fill: (value) => (value === undefined ? {} : asked.fill(value)),
    say: (value) => (value === undefined ? '' : asked.say(value)),
  }
}

/** The same question with an answer of another shape: how it is made, and how it is undone. */
export function reshaped<Asked, Value>(
  asked: Question<Asked>,
  make: (answer: Asked) => Value | undefined,
  undo: (value: Value | undefined) => Asked,
): Question<Value | undefined> {
  return {
    ...asked,
    read: (sent) => {
      const { value, errors } = asked.read(sent)
      return { value: value === undefined ? undefined : make(value), errors }
    },
    fill: (value) => asked.fill(undo(value)),
    say: (value) => asked.say(undo(value)),
  }
}

/** The same form for each of many things, as one question: its answer is the answers by id. */
export function each<Values>(
  forms: ReadonlyMap<string, FormOf<Values>>,
): Question<ReadonlyMap<string, Values>> {
  return {
    name: '',
    term: '',
    read: (sent) => {
      const answers = new Map<string, Values>()
      const errors: FieldError[] = []
      for (const [id, one] of forms) {
        const found = one.read(sent)
        if (found.outcome === 'read') answers.set(id, found.answers)
        else errors.push(...found.errors)
      }
      return { value: answers, errors }
    },
    fill: (answers) =>
      Object.assign({}, ...[...answers].map(([id, one]) => forms.get(id)?.fill(one).fields)),
    ask: ({ typed, errors }) => [...forms.values()].map((one) => one.ask(typed, errors).all),
    say: () => '',
  }
}

/** The message at a field, if there is one. */
export function errorAt(errors: readonly FieldError[], field: string): string | undefined {
  return errors.find((error) => error.field === field)?.message
}

type List<Values> = readonly [keyof Values & string, Question<unknown>][]

function read<Values>(
  list: List<Values>,
  { check }: FormOptions<Values>,
  sent: Answers,
): ReadForm<Values> {
  const answers: Partial<Record<keyof Values, unknown>> = {}
  const found = new Map<keyof Values, readonly FieldError[]>()
  for (const [key, question] of list) {
    if (!isAsked(list, question, sent)) continue
    const { value, errors } = question.read(sent)
    if (value !== undefined) answers[key] = value
    if (errors.length > 0) found.set(key, errors)
  }
  const between: Wrong<Values> = check?.(answers as Partial<Values>) ?? {}
  // In the order of the form, so that the summary reads as the page does.
  const errors = list.flatMap(([key, { name }]) => {
    const message = between[key]
    return found.get(key) ?? (message === undefined ? [] : [{ field: name, message }])
  })
  return errors.length === 0
    ? { outcome: 'read', answers: answers as Values }
    : { outcome: 'wrong', errors, answers: answers as Partial<Values> }
}

// Whether the answer below which it stands was chosen, and that question was asked itself.
function isAsked<Values>(list: List<Values>, { under }: Question<unknown>, sent: Answers): boolean {
  if (under === undefined) return true
  const above = list.find(([key]) => key === under.question)?.[1]
  if (above === undefined || !sent.values(above.name).includes(under.answer)) return false
  return isAsked(list, above, sent)
}

function ask<Values>(
  list: List<Values>,
  { groups = [], rows = [] }: FormOptions<Values>,
  asking: Asking,
): Asked<Values> {
  const one = (wanted: string): Content => {
    const below = list.filter(([, { under }]) => under?.question === wanted)
    const reveals: Record<string, Content[]> = {}
    for (const [key, { under }] of below) {
      const answer = under?.answer ?? ''
      reveals[answer] = [...(reveals[answer] ?? []), one(key)]
    }
    return list.find(([key]) => key === wanted)?.[1].ask({ ...asking, reveals })
  }
  // A row is asked where its first question stands.
  const inRow = (key: keyof Values & string): Content => {
    const row = rows.find((of) => of.includes(key))
    if (row === undefined) return one(key)
    return row[0] === key ? <QuestionRow>{row.map(one)}</QuestionRow> : null
  }
  const groupOf = (key: keyof Values & string) => groups.find(({ of }) => of.includes(key))
  const top = list.filter(
    ([key, { under }]) => under === undefined && [undefined, key].includes(groupOf(key)?.of[0]),
  )
  return {
    one,
    brings: list.some(([, { brings }]) => brings !== undefined),
    length: list.filter(([, { name }]) => name !== '').length,
    // What is not asked has no place on the page.
    list: top
      .filter(([, { name }]) => name !== '')
      .map(([key, { name, term }]) => ({ id: name, label: groupOf(key)?.legend ?? term })),
    get all() {
      return top.map(([key]) => {
        const group = groupOf(key)
        if (group === undefined) return inRow(key)
        return (
          <Fieldset name={group.name} legend={group.legend} hint={group.hint}>
            {group.of.map(inRow)}
          </Fieldset>
        )
      })
    },
  }
}
