import { mostFiles } from '#domain/dossier/activity/activity.ts'
import {
  aboutOf,
  askingOf,
  asksFiles,
  isShownByFiles,
  questionOf,
} from '#domain/dossier/statement/in-words.ts'
import { promiseText } from '#domain/dossier/statement/promise.ts'
import type { Stated, StatedDetails } from '#domain/dossier/statement/statement.ts'
import type { Amount, Asking, DetailValue, Fact, FactValue, Field, Regulation } from '#engine'
import { nothing } from '#engine'
import { dayIn } from '#language/days.ts'
import { formatChoice } from '#language/lists.ts'
import { sentenceCase } from '#language/sentences.ts'
import { bareWords } from '#language/typed.ts'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import type { ReceivedFile } from '#web/forms/answers.ts'
import type { FormOf, Question, Wrong } from '#web/forms/form.tsx'
import { form, under } from '#web/forms/form.tsx'
import { amount, checks, choice, day, files, tick, yesNo } from '#web/forms/questions.tsx'
import { regulationField } from '#web/forms/regulation-field.tsx'
import { acceptedFiles } from '#web/professional/activity.form.tsx'

// What is asked of something that is stated beside activities: by what it is, and by the regulation.

/** What is to be stated: what it is, and which of those that the regulation names. */
export interface Wanted {
  readonly member: Exclude<Stated['member'], 'category'>
  readonly subject: string
}

/** The answers to the questions about something that is stated; which there are depends on what it is. */
export interface ClaimAnswers {
  readonly yes?: boolean | undefined
  readonly value?: FactValue | undefined
  readonly role?: string | undefined
  readonly issuedOn?: Temporal.PlainDate | undefined
  readonly first?: Temporal.PlainDate | undefined
  readonly going?: boolean | undefined
  readonly last?: Temporal.PlainDate | undefined
  readonly measure?: 'week' | 'total' | undefined
  readonly hoursPerWeek?: Amount | undefined
  readonly hours?: Amount | undefined
  readonly declared?: boolean | undefined
  readonly amount?: Amount | undefined
  readonly proof?: readonly ReceivedFile[]
  readonly [detail: `detail-${string}`]: DetailValue | undefined
}

type Questions = { readonly [Name in keyof ClaimAnswers]?: Question<ClaimAnswers[Name]> }

/** What is known when the form is made. */
export interface Asked {
  readonly register: Register
  readonly regulation: Regulation
  readonly wanted: Wanted
  /** What the dossier needs it for asks for a file, and there is none yet. */
  readonly today: Temporal.PlainDate
  /** How many files show it already. */
  readonly kept: number
  /** What is known, by which a promise may be about less. */
  readonly facts?: Readonly<Record<string, FactValue>>
}

/** The form by which something is stated. */
export function claimForm(asked: Asked): FormOf<ClaimAnswers> {
  const asking = askingOf(asked.regulation, asked.wanted)
  return form<ClaimAnswers>(
    {
      ...questionsOf(asked),
      ...ofYes(asked, {
        ...detailQuestions(asking?.fields ?? []),
        ...proofQuestion(asked, asking),
      }),
    } as { readonly [Name in keyof ClaimAnswers]: Question<ClaimAnswers[Name]> },
    {
      check: (answers) => ({
        ...inOrder(answers),
        ...unexplained(asking?.fields ?? [], answers),
      }),
    },
  )
}

// Of a yes or no, a yes alone has a name and a proof.
function ofYes({ regulation, wanted }: Asked, beside: Questions): Questions {
  if (!isYesNo(regulation, wanted)) return beside
  return Object.fromEntries(
    Object.entries(beside).flatMap(([name, question]) =>
      question === undefined
        ? []
        : [[name, under<unknown>('yes', 'ja', question as Question<unknown>)]],
    ),
  ) as Questions
}

function questionsOf(asked: Asked): Questions {
  const { register, regulation, wanted, today, facts = {} } = asked
  const { you, your, say } = voice(register.address)
  const legend =
    wanted.member === 'declaration'
      ? promiseText(regulation, wanted.subject, facts)
      : questionOf(regulation, wanted)
  const hint = askingOf(regulation, wanted)?.hint
  const past = (what: string) => (given: Temporal.PlainDate) =>
    Temporal.PlainDate.compare(given, today) > 0 ? `${what} kan niet na vandaag liggen.` : undefined
  switch (wanted.member) {
    case 'fact':
      return factQuestion(
        regulation.facts.find(({ id }) => id === wanted.subject),
        { legend, hint, past },
      )
    case 'surplus': {
      const { carryOver } = regulation
      return {
        amount: amount(
          'amount',
          sentenceCase(`${register.unit.many} die ${say('je', 'u')} toen over had`),
          {
            hint: carryOver.text,
            unit: register.unit.many,
            least: 1,
            required: `Vul in hoeveel ${register.unit.many} ${say('je', 'u')} over had.`,
          },
        ),
      }
    }
    case 'document':
      return {
        issuedOn: day('issued-on', 'Op welke dag is dit stuk afgegeven of getekend?', {
          hint: hint ?? 'De datum die erop staat. Bijvoorbeeld 12 11 2026.',
          required: 'Vul de datum in die erop staat.',
          problem: past('De datum op het stuk'),
        }),
      }
    case 'work':
      return {
        ...(regulation.workRoles.length === 0
          ? {}
          : {
              role: choice<string>('role', 'In welke rol?', {
                required: 'Kies in welke rol.',
                options: regulation.workRoles.map(({ id, label }) => ({ value: id, label })),
              }),
            }),
        first: day('first', `Sinds wanneer ${say('doe je', 'doet u')} dit werk?`, {
          hint: hint ?? 'De eerste dag. Bijvoorbeeld 1 9 2022.',
          required: 'Vul de eerste dag in.',
          problem: past('De eerste dag'),
        }),
        going: yesNo('going', `${say('Werk je', 'Werkt u')} daar nog?`, {
          required: `Kies of ${you} daar nog werkt.`,
        }),
        last: under(
          'going',
          'nee',
          day('last', `Wat was ${your} laatste werkdag?`, {
            required: 'Vul de laatste dag in.',
            problem: past('De laatste dag'),
          }),
        ),
        measure: choice<'week' | 'total'>(
          'measure',
          `Hoe ${say('wil je', 'wilt u')} de uren opgeven?`,
          {
            required: 'Kies uren per week of het totaal.',
            options: [
              {
                value: 'week',
                label: 'Uren per week',
                hint: 'Volgens het contract, zonder overwerk.',
              },
              {
                value: 'total',
                label: 'Alle uren bij elkaar',
                hint: 'Als de uren per week te veel verschilden.',
              },
            ],
          },
        ),
        hoursPerWeek: under(
          'measure',
          'week',
          amount('hours-per-week', 'Hoeveel uur per week?', {
            required: 'Vul het aantal uren per week in.',
            suffix: 'uur',
            least: 1,
            most: 16_800,
            tooLarge: 'Een week heeft 168 uur. Vul minder in.',
          }),
        ),
        hours: under(
          'measure',
          'total',
          amount('hours', 'Hoeveel uur in het geheel?', {
            required: 'Vul het aantal uren in.',
            suffix: 'uur',
            least: 1,
            most: 9_999_900,
          }),
        ),
      } as Questions
    case 'holding':
      return {
        first: day('first', `Vanaf welke dag ${say('ben je', 'bent u')} daar ingeschreven?`, {
          hint,
          required: 'Vul de eerste dag in.',
          problem: past('De eerste dag'),
        }),
        last: day('last', 'Tot en met welke dag geldt dat?', {
          hint: 'Laat leeg als er geen einddatum is.',
          optional: true,
        }),
      }
    case 'leave':
      return {
        first: day('first', 'Eerste dag', { hint, required: 'Vul de eerste dag in.' }),
        last: day('last', 'Laatste dag', { required: 'Vul de laatste dag in.' }),
      }
    case 'declaration':
      return {
        declared: tick('declared', legend, {
          hint,
          required: 'Zet een vinkje om te verklaren dat dit zo is.',
        }),
      }
  }
}

function factQuestion(
  fact: Fact | undefined,
  look: {
    readonly legend: string
    readonly hint: string | undefined
    /** What is said of a day that is still to come. */
    readonly past: (what: string) => (given: Temporal.PlainDate) => string | undefined
  },
): Questions {
  const { legend, hint, past } = look
  const required = 'Geef een antwoord op deze vraag.'
  switch (fact?.type) {
    case 'yes-no':
      return { yes: yesNo('value', legend, { hint, required }) }
    case 'day':
      return {
        value: day('value', legend, {
          hint: hint ?? 'Bijvoorbeeld 12 11 2006.',
          required: 'Vul een datum in.',
          ...(fact.asked?.ahead === true ? {} : { problem: past('Deze datum') }),
        }),
      } as Questions
    case 'number':
      return {
        value: amount('value', legend, { hint, required: 'Vul een getal in.' }),
      } as Questions
    case 'choice':
      return {
        value: choice<string>('value', legend, {
          hint,
          required: 'Kies een antwoord.',
          options: (fact.options ?? []).map(({ id, label }) => ({ value: id, label })),
        }),
      } as Questions
    case 'several':
      return {
        value: checks('value', legend, {
          hint: hint ?? 'Kies alles wat past.',
          required: 'Kies er ten minste een.',
          options: (fact.options ?? []).map(({ id, label }) => ({ value: id, label })),
        }),
      } as Questions
    case undefined:
      return {}
  }
}

/** The questions that a regulation asks beside something that is stated. */
export function detailQuestions(fields: readonly Field[]): Questions {
  return Object.fromEntries(
    fields.map((field) => {
      const question = regulationField(field, `detail-${field.id}`)
      return [`detail-${field.id}`, field.required ? needed(field, question) : question]
    }),
  )
}

// A draft of an activity may lack an answer; what is stated is whole.
function needed(
  { label, type }: Field,
  question: Question<DetailValue | undefined>,
): Question<DetailValue | undefined> {
  const chosen = type === 'yes-no' || type === 'choice'
  const message = chosen ? `Kies een antwoord bij ‘${label}’.` : `Vul ‘${label}’ in.`
  return {
    ...question,
    read: (sent) => {
      const read = question.read(sent)
      if (read.value !== undefined || read.errors.length > 0) return read
      return { value: undefined, errors: [{ field: question.name, message }] }
    },
  }
}

/** What is wrong where an answer asks for another: a title of its own wants to be explained. */
export function unexplained(
  fields: readonly Field[],
  answers: { readonly [detail: `detail-${string}`]: DetailValue | undefined },
): Wrong<ClaimAnswers> {
  return Object.fromEntries(
    fields.flatMap(({ id, label, neededUnless }) => {
      if (neededUnless === undefined || answers[`detail-${id}`] !== undefined) return []
      const { field, is } = neededUnless
      const said = answers[`detail-${field}`]
      if (typeof said !== 'string' || is.some((each) => bareWords(each) === bareWords(said))) {
        return []
      }
      const other = fields.find((each) => each.id === field)?.label ?? field
      const message = `Vul ‘${label}’ in. Dat is nodig omdat bij ‘${other}’ niet ‘${formatChoice(is)}’ staat.`
      return [[`detail-${id}`, message]]
    }),
  )
}

function proofQuestion(asked: Asked, asking: Asking | undefined): Questions {
  const { register, regulation, wanted, kept } = asked
  if (!asksFiles(regulation, wanted)) return {}
  const { your, say } = voice(register.address)
  const isSigned = regulation.documents.some(
    ({ id, signedBy }) =>
      wanted.member === 'document' && id === wanted.subject && signedBy !== undefined,
  )
  const needed = asking?.proof?.required ?? isShownByFiles(wanted)
  const choose = isYesNo(regulation, wanted)
    ? 'Voeg een bestand toe dat dit laat zien: PDF, JPG, PNG of HEIC.'
    : 'Kies een bestand: PDF, JPG, PNG of HEIC.'
  const required = needed && kept === 0 ? { required: choose } : {}
  return {
    proof: files('proof', asking?.proof?.label ?? proofLabel(wanted), {
      multiple: true,
      accept: acceptedFiles,
      hint: isSigned
        ? `Het bestand zoals ${say('je', 'u')} het kreeg: een PDF van hoogstens 20 MB. In een foto, een scan of een bestand dat opnieuw is opgeslagen, is de digitale handtekening niet te lezen.`
        : `Een of meer bestanden: PDF, JPG, PNG of HEIC, hoogstens 20 MB per bestand en ${mostFiles} bestanden. Een goede foto met ${your} telefoon mag ook.`,
      ...required,
    }),
  }
}

function proofLabel({ member }: Wanted): string {
  return member === 'surplus' ? 'Het besluit of de brief waarin dat staat' : 'Bestanden'
}

function isYesNo(regulation: Regulation, { member, subject }: Wanted): boolean {
  return member === 'fact' && regulation.facts.find(({ id }) => id === subject)?.type === 'yes-no'
}

function inOrder({ first, last }: Partial<ClaimAnswers>) {
  const wrong = first !== undefined && last !== undefined && isBefore(last, first)
  return wrong ? { last: 'De laatste dag ligt vóór de eerste.' } : {}
}

const isBefore = (a: Temporal.PlainDate, b: Temporal.PlainDate) =>
  Temporal.PlainDate.compare(a, b) < 0

/** What was stated with these answers. */
export function statedIn(
  { member, subject }: Wanted,
  answers: ClaimAnswers,
  today: Temporal.PlainDate,
): Stated {
  const { first = today, last, issuedOn = today, hoursPerWeek, hours, role } = answers
  const details = detailsIn(answers)
  switch (member) {
    case 'fact':
      return {
        member,
        fact: subject,
        value: answers.yes ?? answers.value ?? '',
        ...(Object.keys(details).length === 0 ? {} : { details }),
      }
    case 'document':
      return { member, kind: subject, issuedOn, details }
    case 'work':
      return {
        member,
        first,
        ...(last === undefined ? {} : { last }),
        ...(hoursPerWeek === undefined ? {} : { hoursPerWeek }),
        ...(hours === undefined ? {} : { hours }),
        ...(role === undefined ? {} : { role }),
        details,
      }
    case 'holding':
      return {
        member,
        register: subject,
        first,
        ...(last === undefined ? {} : { last }),
        details,
      }
    case 'leave':
      return { member, first, last: last ?? first, details }
    case 'declaration':
      return { member, declaration: subject, on: today }
    case 'surplus':
      return { member, of: subject, amount: answers.amount ?? nothing }
  }
}

/** The answers to those questions. */
export function detailsIn(answers: object): StatedDetails {
  return Object.fromEntries(
    Object.entries(answers).flatMap(([name, value]) =>
      name.startsWith('detail-') && value !== undefined ? [[name.slice(7), value]] : [],
    ),
  )
}

/**
 * The answers with which the form of something that was stated opens. An answer of another kind than the
 * regulation asks now, as a former version may have asked it, is asked again.
 */
export function answersOf(regulation: Regulation, stated: Stated): ClaimAnswers {
  const fields = askingOf(regulation, aboutOf(stated))?.fields ?? []
  const detailAnswers = (details: StatedDetails): ClaimAnswers =>
    Object.fromEntries(
      fields.flatMap(({ id, type }) => {
        const value = details[id]
        return value !== undefined && fits(type, value) ? [[`detail-${id}`, value]] : []
      }),
    )
  switch (stated.member) {
    case 'fact':
      if (!fits(regulation.facts.find(({ id }) => id === stated.fact)?.type, stated.value))
        return {}
      return {
        ...(typeof stated.value === 'boolean' ? { yes: stated.value } : { value: stated.value }),
        ...detailAnswers(stated.details ?? {}),
      }
    case 'document':
      return { issuedOn: stated.issuedOn, ...detailAnswers(stated.details) }
    case 'work': {
      const { first, last, hours, hoursPerWeek, role, details } = stated
      return {
        first,
        going: last === undefined,
        last,
        measure: hours === undefined ? 'week' : 'total',
        hoursPerWeek,
        hours,
        role,
        ...detailAnswers(details),
      }
    }
    case 'holding':
    case 'leave':
      return { first: stated.first, last: stated.last, ...detailAnswers(stated.details) }
    case 'declaration':
      return { declared: true }
    case 'surplus':
      return { amount: stated.amount }
    case 'category':
      return {}
  }
}

function fits(type: Fact['type'] | Field['type'] | undefined, value: FactValue | DetailValue) {
  switch (type) {
    case 'yes-no':
      return typeof value === 'boolean'
    case 'day':
      return value instanceof Temporal.PlainDate || dayIn(value) !== undefined
    case 'number':
    case 'hours':
    case 'whole-number':
      return typeof value === 'number'
    case 'several':
      return Array.isArray(value)
    default:
      return typeof value === 'string'
  }
}
