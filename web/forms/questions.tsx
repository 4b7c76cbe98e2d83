import { readEmail } from '#domain/people/account/account.ts'
import type { Amount } from '#engine'
import { formatAmount, hundredthsOf, parseAmount, typedAmount } from '#engine'
import { readMoney } from '#language/money-typed.ts'
import type { Answers, ReceivedFile } from '#web/forms/answers.ts'
import type { Question, ReadAnswer } from '#web/forms/form.tsx'
import { errorAt, reshaped } from '#web/forms/form.tsx'
import { lines, oneLine } from '#web/forms/plain-text.ts'
import { hintWithPrinting } from '#web/forms/printing.tsx'
import type { Choice, Content, FieldError, FieldProps, Optional } from '#web/kit/index.ts'
import {
  Checkbox,
  Checkboxes,
  DateParts,
  Field,
  FileField,
  formatDay,
  formatMoney,
  formatNumber,
  leftOutField,
  Radios,
  readDate,
  Select,
  Textarea,
} from '#web/kit/index.ts'

// The kinds of questions that there are. `required` is the message when the answer is missing;
// without it the answer may stay away.

interface Shared {
  readonly hint?: Content
  /** The message when there is no answer. */
  readonly required?: string | undefined
  /** What it is called in a summary, where that is not its label. */
  readonly term?: string
}

type Answer<Options, Value> = Options extends { readonly required: string }
  ? Value
  : Value | undefined

type Look = Pick<
  FieldProps,
  | 'width'
  | 'autocomplete'
  | 'inputmode'
  | 'type'
  | 'spellcheck'
  | 'suffix'
  | 'prefix'
  | 'optional'
  | 'labelHidden'
  | 'maxlength'
>

/** A line of text. Empty when it may stay away and does. */
export interface LineOptions extends Shared, Look {
  readonly most?: number
  /** The message when there is more. */
  readonly tooLong?: string
  /** What it has to look like, and the message when it does not. */
  readonly like?: readonly [RegExp, string]
  /** Reads more closely, with the rest of the form at hand: the text as it is kept, or a message. */
  readonly read?: (text: string, sent: Answers) => { text: string } | { message: string }
}

/** Asks for a line of text. */
export function line(name: string, label: string, options: LineOptions = {}): Question<string> {
  const { most = 200, tooLong = tooLongText(most), like, read, required, term, ...look } = options
  return {
    ...field(name, label, { required, ...look }),
    term: term ?? label,
    read: (sent) => {
      const text = oneLine(sent.value(name))
      if (text.length > most) return wrong(name, tooLong)
      if (text === '' && required !== undefined) return wrong(name, required)
      if (like !== undefined && text !== '' && !like[0].test(text)) return wrong(name, like[1])
      const found = read?.(text, sent) ?? { text }
      return 'message' in found ? wrong(name, found.message) : right(found.text)
    },
    fill: (text) => ({ [name]: [text] }),
    say: (text) => text || nothing,
  }
}

/** Asks for a text of more lines. Empty when it may stay away and does. */
export function text(
  name: string,
  label: string,
  options: Shared & {
    readonly rows?: number
    readonly most: number
    readonly optional?: Optional
    readonly labelHidden?: boolean
    /** Whether to say how many characters are left. */
    readonly counted?: boolean
    readonly tooLong?: (over: number) => string
  },
): Question<string> {
  const { required, term, most, counted = true, rows, hint, labelHidden } = options
  const { optional = required === undefined } = options
  return {
    name,
    term: term ?? label,
    read: (sent) => {
      const typed = lines(sent.value(name))
      const over = typed.length - most
      if (over > 0) return wrong(name, options.tooLong?.(over) ?? tooLongText(most))
      return typed === '' && required !== undefined ? wrong(name, required) : right(typed)
    },
    ask: ({ typed, errors }) => (
      <Textarea
        {...{ name, label, rows, optional, labelHidden }}
        hint={hintWithPrinting(hint, typed.value(name))}
        most={counted ? most : undefined}
        value={typed.value(name)}
        error={errorAt(errors, name)}
      />
    ),
    fill: (value) => ({ [name]: [value] }),
    written: (sent) => sent.value(name).trim(),
    say: (value) => value || nothing,
  }
}

/** A question that is not asked here: its answer is known. */
export function unasked<Value>(value: Value): Question<Value> {
  return {
    name: '',
    term: '',
    read: () => ({ value, errors: [] }),
    fill: () => ({}),
    ask: () => null,
    say: () => '',
  }
}

/** What is said of an e-mail address that is none. */
export const emailNeeded = 'Vul een e-mailadres in zoals naam@voorbeeld.nl.'

/** Asks for an e-mail address. */
export function email(
  name: string,
  label: string,
  options: Omit<LineOptions, 'most' | 'like' | 'read'> = {},
): Question<string> {
  return line(name, label, {
    type: 'email',
    width: 'l',
    most: Number.POSITIVE_INFINITY,
    ...options,
    read: (typed) => {
      const address = readEmail(typed)
      if (address !== undefined) return { text: address }
      return typed === '' ? { text: '' } : { message: emailNeeded }
    },
  })
}

/** Asks for a password. It never comes back, neither after an error nor in a summary. */
export function password(
  name: string,
  label: string,
  options: Shared & {
    readonly autocomplete: 'current-password' | 'new-password'
    readonly problem?: (typed: string, sent: Answers) => string | undefined
  },
): Question<string> {
  const { required, problem, hint, autocomplete } = options
  return {
    name,
    term: label,
    read: (sent) => {
      const typed = sent.value(name)
      if (typed === '' && required !== undefined) return wrong(name, required)
      const message = problem?.(typed, sent)
      return message === undefined ? right(typed) : wrong(name, message)
    },
    ask: ({ errors }) => (
      <Field
        {...{ name, label, hint, autocomplete }}
        type="password"
        width="l"
        error={errorAt(errors, name)}
      />
    ),
    fill: () => ({}),
    say: () => '',
  }
}

interface AmountOptions extends Shared, Look {
  readonly whole?: boolean
  /** In hundredths; 0 unless told otherwise. */
  readonly least?: number
  readonly most?: number
  readonly unreadable?: string
  readonly tooLarge?: string
}

/** Asks for a number of at most two decimals, in hundredths: 150 is one and a half. */
export function amount<const Options extends AmountOptions>(
  name: string,
  label: string,
  options: Options,
): Question<Answer<Options, Amount>> {
  const {
    required,
    term,
    whole = false,
    least = 0,
    most = 999_900,
    ...rest
  } = options as AmountOptions
  const {
    unreadable = `Vul bij ‘${label}’ een getal in, bijvoorbeeld ${whole ? '2' : '4 of 1,5'}.`,
    ...more
  } = rest
  const {
    tooLarge = `Vul bij ‘${label}’ hoogstens ${formatAmount(hundredthsOf(most))} in.`,
    ...look
  } = more
  return {
    ...field(name, label, { type: whole ? 'number' : 'decimal', width: 'xs', required, ...look }),
    term: term ?? label,
    read: (sent) => {
      // People write "4 uur" where the unit already stands behind the field.
      const typed = oneLine(sent.value(name))
        .replace(/\s*(uur|uren|u|punten|punt)\.?\s*$/i, '')
        // Within a number a space is no part of it: "1 30" may be meant as 1.30 or as one and a half.
        .replace(/\s*([.,])\s*/, '$1')
      if (typed === '') return missing(name, required)
      const parsed = parseAmount(typed)
      switch (parsed.is) {
        case 'amount':
          if (parsed.amount > most) return wrong(name, tooLarge)
          if (parsed.amount < least) {
            return wrong(name, `Vul bij ‘${label}’ meer dan 0 in.`)
          }
          if (whole && parsed.amount % 100 !== 0) {
            return wrong(name, `Vul bij ‘${label}’ een heel getal in, bijvoorbeeld 2.`)
          }
          return right(parsed.amount as Answer<Options, Amount>)
        case 'too-large':
          return wrong(name, tooLarge)
        case 'too-precise':
          return wrong(name, `Vul bij ‘${label}’ hoogstens twee cijfers achter de komma in.`)
        case 'unclear': {
          const [thousands, part] = bothReadings(typed)
          return wrong(
            name,
            `Is ‘${typed}’ bij ‘${label}’ ${thousands} of ${part}? Vul het in zonder punt, of met één of twee cijfers achter de komma.`,
          )
        }
        case 'not-a-number':
        case 'negative':
          return wrong(name, unreadable)
      }
    },
    // Without points between thousands, since it is read again.
    fill: (value) => ({ [name]: [value === undefined ? '' : typedAmount(value)] }),
    say: (value) => (value === undefined ? nothing : formatNumber(value)),
  }
}

// What "1.600" may be: 1600, or 1,6.
function bothReadings(typed: string): readonly [string, string] {
  const [whole = '', rest = ''] = typed.split(/[.,]/)
  const decimals = rest.replace(/0+$/, '')
  return [`${whole}${rest}`, decimals === '' ? whole : `${whole},${decimals}`]
}

interface MoneyOptions extends Shared, Look {
  /** In cents; one, unless told otherwise. */
  readonly least?: number
  readonly most?: number
}

/** Asks for an amount of money, in whole cents: 9500 is € 95. */
export function money<const Options extends MoneyOptions>(
  name: string,
  label: string,
  options: Options,
): Question<Answer<Options, number>> {
  const { required, term, least = 1, most = 100_000_000, ...look } = options as MoneyOptions
  const unreadable = `Vul bij ‘${label}’ een bedrag in, bijvoorbeeld 95 of 47,50.`
  return {
    ...field(name, label, { type: 'decimal', width: 's', prefix: '€', required, ...look }),
    term: term ?? label,
    read: (sent) => {
      const typed = oneLine(sent.value(name))
      if (typed === '') return missing(name, required)
      const found = readMoney(typed)
      switch (found.is) {
        case 'cents':
          if (found.cents > most) return wrong(name, tooMuch(label, most))
          if (found.cents < least) {
            return wrong(name, `Vul bij ‘${label}’ ${formatMoney(least)} of meer in.`)
          }
          return right(found.cents as Answer<Options, number>)
        case 'unclear':
          return wrong(
            name,
            `Zijn de drie cijfers achteraan in ‘${typed}’ duizendtallen of centen? Vul het bedrag in zonder punt, met hoogstens twee cijfers achter de komma.`,
          )
        case 'too-precise':
          return wrong(name, `Vul bij ‘${label}’ hoogstens twee cijfers achter de komma in.`)
        case 'too-large':
          return wrong(name, tooMuch(label, most))
        case 'negative':
        case 'not-money':
          return wrong(name, unreadable)
      }
    },
    fill: (value) => ({ [name]: [value === undefined ? '' : typedMoney(value)] }),
    say: (value) => (value === undefined ? nothing : formatMoney(value)),
  }
}

function tooMuch(label: string, most: number): string {
  return `Vul bij ‘${label}’ hoogstens ${formatMoney(most)} in.`
}

// As somebody types it, without points between thousands, since it is read again.
function typedMoney(cents: number): string {
  const rest = cents % 100
  return rest === 0
    ? String(cents / 100)
    : `${(cents - rest) / 100},${String(rest).padStart(2, '0')}`
}

interface DayOptions extends Shared {
  readonly optional?: Optional
  readonly unreadable?: string
  /** What is wrong with a day that can be read. */
  readonly problem?: (day: Temporal.PlainDate) => string | undefined
}

/** Asks for a day in three fields: day, month and year. */
export function day<const Options extends DayOptions>(
  name: string,
  label: string,
  options: Options,
): Question<Answer<Options, Temporal.PlainDate>> {
  const { required, term, hint, problem } = options as DayOptions
  const { optional = required === undefined, unreadable = noSuchDay } = options as DayOptions
  return {
    name,
    term: term ?? label,
    read: (sent) => {
      const found = readDate(dayTyped(sent, name))
      if (found.outcome === 'empty') return missing(name, required)
      if (found.outcome === 'unclear') return wrong(name, unreadable)
      const message = problem?.(found.date)
      return message === undefined
        ? right(found.date as Answer<Options, Temporal.PlainDate>)
        : wrong(name, message)
    },
    ask: ({ typed, errors }) => (
      <DateParts
        {...{ name, hint, optional }}
        legend={label}
        value={dayTyped(typed, name)}
        error={errorAt(errors, name)}
      />
    ),
    fill: (value) =>
      value === undefined
        ? {}
        : {
            [`${name}-dag`]: [String(value.day)],
            [`${name}-maand`]: [String(value.month)],
            [`${name}-jaar`]: [String(value.year)],
          },
    say: (value) => (value === undefined ? nothing : formatDay(value)),
  }
}

/** What is said of a day that does not exist. */
export const noSuchDay = 'Vul een datum in die bestaat, bijvoorbeeld 12 11 2026.'

/** The three answers of a day as they were typed. */
export function dayTyped(typed: Answers, name: string) {
  return {
    day: oneLine(typed.value(`${name}-dag`)),
    month: oneLine(typed.value(`${name}-maand`)),
    year: oneLine(typed.value(`${name}-jaar`)),
  }
}

type Option<Value extends string> = Omit<Choice, 'value' | 'reveal'> & { readonly value: Value }

interface ChoiceOptions<Value extends string> extends Shared {
  readonly options: readonly Option<Value>[]
  /** Says that the answer may stay away. */
  readonly optional?: Optional
  readonly inline?: boolean
  readonly heading?: boolean
}

/** Asks for one answer out of a few. */
export function choice<const Value extends string>(
  name: string,
  label: string,
  options: ChoiceOptions<Value> & { readonly required: string },
): Question<Value>
export function choice<const Value extends string>(
  name: string,
  label: string,
  options: ChoiceOptions<Value>,
): Question<Value | undefined>
export function choice<Value extends string>(
  name: string,
  label: string,
  { options, required, term, ...look }: ChoiceOptions<Value>,
): Question<Value | undefined> {
  return {
    name,
    term: term ?? label,
    read: (sent) => {
      const chosen = options.find(({ value }) => value === sent.value(name))
      return chosen === undefined ? missing(name, required) : right(chosen.value)
    },
    ask: ({ typed, errors, reveals }) => (
      <Radios
        {...{ name, ...look }}
        legend={label}
        value={typed.value(name) || undefined}
        error={errorAt(errors, name)}
        options={options.map((one) => ({ ...one, reveal: reveals[one.value] }))}
      />
    ),
    fill: (value) => ({ [name]: value === undefined ? [] : [value] }),
    say: (value) => options.find((one) => one.value === value)?.label ?? nothing,
  }
}

/** Asks for one answer out of many. */
export function select(
  name: string,
  label: string,
  options: Shared & {
    readonly required: string
    readonly options: readonly { readonly value: string; readonly label: string }[]
    readonly width?: 's' | 'm' | 'l' | 'full'
    /** What is chosen as long as nothing else was. */
    readonly first?: string
  },
): Question<string> {
  const { required, term, hint, width, first } = options
  return {
    name,
    term: term ?? label,
    read: (sent) => {
      const chosen = options.options.find(({ value }) => value === sent.value(name))
      return chosen === undefined ? wrong(name, required) : right(chosen.value)
    },
    ask: ({ typed, errors }) => (
      <Select
        {...{ name, label, hint, width, options: options.options }}
        value={typed.value(name) || first}
        error={errorAt(errors, name)}
      />
    ),
    fill: (value) => ({ [name]: [value] }),
    say: (value) => options.options.find((one) => one.value === value)?.label ?? nothing,
  }
}

/** Asks for yes or no. */
export function yesNo<const Options extends Omit<ChoiceOptions<'ja' | 'nee'>, 'options'>>(
  name: string,
  label: string,
  options: Options,
): Question<Answer<Options, boolean>> {
  const asked = choice<'ja' | 'nee'>(name, label, { inline: true, ...options, options: yesAndNo })
  return reshaped<'ja' | 'nee' | undefined, Answer<Options, boolean>>(
    asked,
    (answer) => (answer === 'ja') as Answer<Options, boolean>,
    (value) => (value === undefined ? undefined : value ? 'ja' : 'nee'),
  ) as Question<Answer<Options, boolean>>
}

const yesAndNo = [
  { value: 'ja', label: 'Ja' },
  { value: 'nee', label: 'Nee' },
] as const

/** Asks for a tick at one statement. Several may share a name, each with a value and an id. */
export function tick(
  name: string,
  label: Content,
  options: Shared & {
    readonly id?: string
    readonly value?: string
    readonly optional?: Optional
  } = {},
): Question<boolean> {
  const { required, term, hint, id = name, value = 'ja' } = options
  const { optional = required === undefined } = options
  return {
    name: id,
    term: term ?? String(label),
    read: (sent) => {
      const ticked = sent.values(name).includes(value)
      return !ticked && required !== undefined ? wrong(id, required) : right(ticked)
    },
    ask: ({ typed, errors }) => (
      <Checkbox
        {...{ name, id, label, value, hint, optional }}
        checked={typed.values(name).includes(value)}
        error={errorAt(errors, id)}
      />
    ),
    fill: (ticked) => ({ [name]: ticked ? [value] : [] }),
    say: (ticked) => (ticked ? 'Ja' : 'Nee'),
  }
}

/** Asks for any number of answers. */
export function checks(
  name: string,
  label: string,
  options: Shared & {
    readonly options: readonly Choice[]
    readonly optional?: Optional
    readonly inline?: boolean
  },
): Question<readonly string[]> {
  const { required, term, hint, optional, inline } = options
  return {
    name,
    term: term ?? label,
    read: (sent) => {
      const chosen = options.options.map(({ value }) => value)
      const ticked = chosen.filter((value) => sent.values(name).includes(value))
      return ticked.length === 0 && required !== undefined ? wrong(name, required) : right(ticked)
    },
    ask: ({ typed, errors, reveals }) => (
      <Checkboxes
        {...{ name, hint, optional, inline }}
        legend={label}
        values={typed.values(name)}
        error={errorAt(errors, name)}
        options={options.options.map((one) => ({
          ...one,
          reveal: reveals[one.value] ?? one.reveal,
        }))}
      />
    ),
    fill: (ticked) => ({ [name]: ticked }),
    say: (ticked) =>
      options.options
        .filter(({ value }) => ticked.includes(value))
        .map(({ label: said }) => (
          <>
            {said}
            <br />
          </>
        )),
  }
}

/** Asks for files; what was refused is said at the field. */
export function files(
  name: string,
  label: string,
  options: Shared & {
    readonly accept?: string
    readonly multiple?: boolean
    readonly camera?: boolean
    readonly optional?: Optional
  } = {},
): Question<readonly ReceivedFile[]> {
  const { required, term, hint, accept, multiple, camera } = options
  const { optional = required === undefined } = options
  return {
    name,
    brings: 'files',
    term: term ?? label,
    read: (sent) => {
      const given = receivedIn(sent, name).filter(({ sha256 }) => !isLeftOut(sent, sha256))
      // Of what takes one file, the one that was chosen last.
      const value = multiple ? given : given.slice(-1)
      const refused = sent.refused.filter(({ field: at }) => at === name)
      const none = required !== undefined && value.length === 0 && refused.length === 0
      const messages = none ? [required] : refused.map(({ message }) => message)
      return { value, errors: messages.map((message) => ({ field: name, message })) }
    },
    ask: ({ typed, errors }) => (
      <FileField
        {...{ name, label, hint, accept, multiple, camera, optional }}
        error={allAt(errors, name)}
        received={receivedIn(typed, name).map(({ name: called, sha256 }) => ({
          id: sha256,
          name: called,
          isLeftOut: isLeftOut(typed, sha256),
        }))}
      />
    ),
    fill: () => ({}),
    say: (found) => found.map(({ name: called }) => called).join(', ') || nothing,
  }
}

// The files that are there already, now that the form is shown or sent again.
const receivedIn = (form: Answers, name: string) =>
  form.files.filter(({ field: at }) => at === name)

const isLeftOut = (form: Answers, sha256: string) => form.values(leftOutField).includes(sha256)

// Each file that was refused has its own message.
function allAt(errors: readonly FieldError[], name: string): string | undefined {
  const messages = errors.filter(({ field: at }) => at === name).map(({ message }) => message)
  return messages.length === 0 ? undefined : messages.join('\n')
}

const nothing = 'Niet ingevuld'

function tooLongText(most: number): string {
  return `Dit is te lang. Gebruik hoogstens ${most} tekens.`
}

function right<Value>(value: Value): ReadAnswer<Value> {
  return { value, errors: [] }
}

function wrong(field: string, message: string): ReadAnswer<never> {
  return { value: undefined, errors: [{ field, message }] }
}

function missing(field: string, required: string | undefined): ReadAnswer<never> {
  return required === undefined ? { value: undefined, errors: [] } : wrong(field, required)
}

// What every question with one line as its answer shares.
function field(name: string, label: string, look: Look & Pick<Shared, 'hint' | 'required'>) {
  const { required, optional = required === undefined, ...rest } = look
  return {
    name,
    ask: ({ typed, errors }: Parameters<Question<string>['ask']>[0]) => (
      <Field
        {...{ name, label, optional, ...rest }}
        hint={hintWithPrinting(rest.hint, typed.value(name))}
        value={typed.value(name)}
        error={errorAt(errors, name)}
      />
    ),
  }
}
