import type {
  AllocatedPerson,
  AllocationDraft,
  AllocationProblem,
  Standing,
} from '#domain/allocation/allocation/allocation.ts'
import { mostMonths } from '#domain/allocation/allocation/allocation.ts'
import type { Said } from '#domain/allocation/allocation/said.ts'
import { clientSign, isCitizenNumber } from '#domain/allocation/client/client-signs.ts'
import type { Norm } from '#norms/load.ts'
import type { Given } from '#web/allocation/given.ts'
import { fieldOf, fields, notKnown } from '#web/allocation/given.ts'
import { clientErrors } from '#web/allocation/screens.tsx'
import { Answers } from '#web/forms/answers.ts'
import type { FormOf, ReadForm } from '#web/forms/form.tsx'
import { errorAt, form, under } from '#web/forms/form.tsx'
import { checks, choice, day, line, select, text } from '#web/forms/questions.tsx'
import type { Content, FieldError } from '#web/kit/index.ts'
import { Checkbox, Fieldset } from '#web/kit/index.ts'

// What is written down of a decision beside the answers to the norm: the work, who does it and what they are, who
// decided, and when it is looked at again.

/** The fields of it that are of no person. */
const own = {
  work: 'werk',
  conditions: 'voorwaarden',
  decider: 'beslist-door',
  position: 'beslist-als',
  review: 'opnieuw',
  why: 'waarom-opnieuw',
  /** How many people there are who do the work. */
  people: 'mensen',
  /** Whether a text of this screen is about a client. */
  client: 'over-client-hier',
} as const

/** What is chosen as the register of somebody that the norm does not know. */
const otherRegister = 'anders'

/** How many people who do the work a form has place for. */
const mostDoing = 9

type Part = AllocatedPerson['part']

/** The fields of the person at a place: those who do the work from 1, and whoever answers for it. */
function personField(at: number | 'verantwoordelijk', name: string): string {
  return at === 'verantwoordelijk' ? `verantwoordelijk-${name}` : `persoon-${at}-${name}`
}

interface TypedPerson {
  readonly name: string
  readonly standing: 'registered' | 'growth-path' | 'elsewhere' | 'none'
  readonly register: string | undefined
  readonly number: string | undefined
  readonly seen: Temporal.PlainDate | undefined
  readonly sector: string | undefined
  readonly until: Temporal.PlainDate | undefined
  readonly otherRegister: string | undefined
  readonly otherName: string | undefined
  readonly otherNumber: string | undefined
  readonly otherSeen: Temporal.PlainDate | undefined
}

/** How many people who do the work the form shows. */
export function peopleIn(typed: Answers, more: boolean): number {
  const shown = Number(typed.value(own.people))
  const known = Number.isInteger(shown) && shown > 0 ? Math.min(shown, mostDoing) : 1
  return more ? Math.min(known + 1, mostDoing) : known
}

/** What the form asks, by what was decided. */
export interface RecordAsked {
  readonly norm: Norm
  readonly given: Given
  /** How many people who do the work. */
  readonly people: number
  /** Whether another decision is amended. */
  readonly amends: boolean
  readonly today: Temporal.PlainDate
}

/** Whether somebody answers for the work of others: asked only where that is what the norm says, and it is applied. */
function asksResponsible({ given: { decision, chosen } }: RecordAsked): boolean {
  return (
    decision.is === 'decided' &&
    decision.outcome === 'under-responsibility' &&
    chosen?.choice === 'apply'
  )
}

/** The questions about one person: how they stand on the page, and what was answered. */
interface PersonForm {
  readonly ask: (typed: Answers, errors: readonly FieldError[]) => Content
  readonly read: (sent: Answers) => ReadForm<TypedPerson>
}

function personForm({ norm, today }: RecordAsked, at: number | 'verantwoordelijk'): PersonForm {
  const name = (field: string) => personField(at, field)
  const who = at === 'verantwoordelijk' ? 'de verantwoordelijke' : 'deze persoon'
  const notLater = (seen: Temporal.PlainDate) =>
    Temporal.PlainDate.compare(seen, today) > 0
      ? 'Deze dag is nog niet geweest. Vul in op welke dag er in het register is gekeken.'
      : undefined
  const seenHint = 'De dag waarop iemand in het register keek en de registratie zag.'
  const sectors = norm.growthPath?.sectors ?? []
  const registered = {
    register: select(name('register'), 'Register', {
      required: `Kies het register van ${who}.`,
      width: 'l',
      options: [{ value: '', label: 'Kies' }, ...qualifyingOptions(norm)],
    }),
    number: line(name('nummer'), 'Registratienummer', {
      width: 'm',
      most: 30,
      required: `Vul het registratienummer van ${who} in.`,
    }),
    seen: day(name('gezien'), 'Gezien op', {
      hint: seenHint,
      required: 'Vul in op welke dag er in het register is gekeken.',
      problem: notLater,
    }),
  }
  const nameQuestion = line(name('naam'), 'Naam', {
    width: 'l',
    most: 200,
    required: `Vul de naam van ${who} in.`,
    autocomplete: 'off',
  })
  const unasked = {
    sector: undefined,
    until: undefined,
    otherRegister: undefined,
    otherName: undefined,
    otherNumber: undefined,
    otherSeen: undefined,
  }
  if (at === 'verantwoordelijk') {
    const asked = form<Pick<TypedPerson, 'name' | 'register' | 'number' | 'seen'>>({
      name: nameQuestion,
      ...registered,
    })
    return {
      ask: (typed, errors) => asked.ask(typed, errors).all,
      read: (sent) => {
        const read = asked.read(sent)
        return read.outcome === 'wrong'
          ? { ...read, answers: {} }
          : { outcome: 'read', answers: { ...unasked, standing: 'registered', ...read.answers } }
      },
    }
  }
  const whole = form<TypedPerson>({
    name: nameQuestion,
    standing: choice(name('registratie'), 'Is deze persoon geregistreerd?', {
      required: 'Kies of deze persoon geregistreerd is.',
      options: [
        {
          value: 'registered',
          label: 'Ja',
          hint: `In ${norm.registers.map(({ label }) => label).join(' of ')}.`,
        },
        ...(sectors.length === 0
          ? []
          : [
              {
                value: 'growth-path' as const,
                label: 'Op weg ernaartoe',
                hint: 'In het ingroeitraject, met een plan en een einddatum.',
              },
            ]),
        {
          value: 'elsewhere',
          label: 'In een ander register',
          hint: 'Dat kan een uitleg ondersteunen.',
        },
        { value: 'none', label: 'Nee' },
      ],
    }),
    register: under('standing', 'registered', registered.register),
    number: under('standing', 'registered', registered.number),
    seen: under('standing', 'registered', registered.seen),
    sector: under(
      'standing',
      'growth-path',
      select(name('sector'), 'Sector', {
        required: 'Kies de sector.',
        width: 'l',
        options: [
          { value: '', label: 'Kies' },
          ...sectors.map(({ id, label }) => ({ value: id, label })),
        ],
      }),
    ),
    until: under(
      'standing',
      'growth-path',
      day(name('tot'), 'Einddatum van het plan', { required: 'Vul de einddatum van het plan in.' }),
    ),
    otherRegister: under(
      'standing',
      'elsewhere',
      select(name('ander-register'), 'Welk register', {
        required: 'Kies het andere register.',
        width: 'l',
        options: [
          { value: '', label: 'Kies' },
          ...norm.supports.map(({ register, label }) => ({ value: register, label })),
          { value: otherRegister, label: 'Een ander register' },
        ],
      }),
    ),
    otherName: under(
      'standing',
      'elsewhere',
      line(name('ander-naam'), 'Naam van het register', {
        width: 'l',
        most: 200,
        hint: 'Alleen bij een ander register.',
        optional: true,
      }),
    ),
    otherNumber: under(
      'standing',
      'elsewhere',
      line(name('ander-nummer'), 'Nummer in dat register', {
        width: 'm',
        most: 30,
        required: 'Vul het nummer in dat register in.',
      }),
    ),
    otherSeen: under(
      'standing',
      'elsewhere',
      day(name('ander-gezien'), 'Gezien op', {
        hint: seenHint,
        required: 'Vul in op welke dag er in het register is gekeken.',
        problem: notLater,
      }),
    ),
  })
  return { ask: (typed, errors) => whole.ask(typed, errors).all, read: whole.read }
}

function qualifyingOptions({ registers }: Norm) {
  return registers.flatMap(({ id, label, professions }) =>
    professions === undefined
      ? [{ value: id, label }]
      : professions.map((one) => ({
          value: `${id}:${one.id}`,
          label: `${label}, als ${one.label}`,
        })),
  )
}

interface TypedWork {
  readonly work: string
  readonly why: string | undefined
}

function workForm({ amends }: RecordAsked): FormOf<TypedWork> {
  return form<TypedWork>({
    work: line(own.work, 'Over welk werk gaat het?', {
      width: 'full',
      most: 200,
      hint: 'Bijvoorbeeld: weerbaarheidstraining op school. Niets over een cliënt.',
      required: 'Vul in over welk werk het gaat.',
    }),
    why: text(own.why, 'Waarom is er een nieuwe beslissing?', {
      most: 1000,
      rows: 3,
      required: amends ? 'Vul in waarom er een nieuwe beslissing is.' : undefined,
    }),
  })
}

interface TypedEnd {
  readonly conditions: readonly string[]
  readonly decider: string
  readonly position: string
  readonly review: Temporal.PlainDate
}

function endForm({ norm, given, today }: RecordAsked): FormOf<TypedEnd> {
  const { decision } = given
  const conditions =
    norm.outcomes.find(({ id }) => decision.is === 'decided' && id === decision.outcome)
      ?.conditions ?? []
  return form<TypedEnd>({
    conditions: checks(own.conditions, 'Wat er dan moet kloppen', {
      hint: 'Vink aan wat is afgesproken.',
      optional: 'said-above',
      options: conditions.map(({ id, label, text: words }) => ({ value: id, label, hint: words })),
    }),
    decider: line(own.decider, 'Wie besliste dit?', {
      width: 'l',
      most: 200,
      required: 'Vul in wie dit besliste.',
    }),
    position: line(own.position, 'In welke functie?', {
      width: 'l',
      most: 200,
      required: 'Vul in in welke functie.',
    }),
    review: day(own.review, 'Wanneer wordt er opnieuw gekeken?', {
      hint: 'Eerder als er iets verandert.',
      required: 'Vul in wanneer er opnieuw wordt gekeken.',
      problem: (review) => {
        const last = today.add({ months: mostMonths })
        if (Temporal.PlainDate.compare(review, today) <= 0) {
          return 'Vul een dag in die nog komt.'
        }
        return Temporal.PlainDate.compare(review, last) > 0
          ? 'Kijk binnen twee jaar opnieuw: vul een eerdere dag in.'
          : undefined
      },
    }),
  })
}

/** The questions, with what was typed and what is wrong. */
export function RecordQuestions({
  asked,
  typed,
  errors,
}: {
  readonly asked: RecordAsked
  readonly typed: Answers
  readonly errors: readonly FieldError[]
}) {
  const work = workForm(asked).ask(typed, errors)
  const end = endForm(asked).ask(typed, errors)
  const applied = asked.given.chosen?.choice !== 'explain'
  const conditions = asksResponsible(asked)
  return (
    <>
      {work.one('work')}
      {asked.amends && work.one('why')}
      {Array.from({ length: asked.people }, (_, at) => (
        <Person
          asked={asked}
          at={at + 1}
          legend={at === 0 ? 'Wie doet het werk?' : `Wie doet het werk? Persoon ${at + 1}`}
          typed={typed}
          errors={errors}
        />
      ))}
      {asksResponsible(asked) && (
        <Person
          asked={asked}
          at="verantwoordelijk"
          legend="Wie draagt de verantwoordelijkheid?"
          hint="Niet nodig als wie het werk doet zelf geregistreerd is."
          typed={typed}
          errors={errors}
        />
      )}
      {applied && conditions && end.one('conditions')}
      {end.one('decider')}
      {end.one('position')}
      {end.one('review')}
      {asksClient(typed) &&
        choice(own.client, 'Gaat dit over een cliënt?', {
          hint: 'De naam van een collega mag er staan. Over een cliënt wordt hier niets bewaard.',
          inline: true,
          options: [
            { value: 'ja', label: 'Ja' },
            { value: 'nee', label: 'Nee' },
          ],
        }).ask({ typed, errors, reveals: {} })}
    </>
  )
}

function Person({
  asked,
  at,
  legend,
  hint,
  typed,
  errors,
}: {
  readonly asked: RecordAsked
  readonly at: number | 'verantwoordelijk'
  readonly legend: string
  readonly hint?: string
  readonly typed: Answers
  readonly errors: readonly FieldError[]
}): Content {
  const confirm = personField(at, 'nummer-klopt')
  return (
    <Fieldset name={personField(at, 'naam')} legend={legend} hint={hint}>
      {personForm(asked, at).ask(typed, errors)}
      {isDoubtful(typed.value(personField(at, 'nummer'))) && (
        <Checkbox
          name={confirm}
          label="Dit is het registratienummer, geen burgerservicenummer"
          checked={typed.value(confirm) === 'ja'}
          error={errorAt(errors, confirm)}
        />
      )}
    </Fieldset>
  )
}

// A number of nine digits in a register can add up as that of a citizen does.
function isDoubtful(typed: string): boolean {
  return isCitizenNumber(typed.replaceAll(/\D/g, ''))
}

function asksClient(typed: Answers): boolean {
  return textsIn(typed).some((one) => clientSign(one.text) === 'name-with-date')
}

function textsIn(typed: Answers): readonly { readonly field: string; readonly text: string }[] {
  return [own.work, own.why].map((field) => ({ field, text: typed.value(field) }))
}

/** A decision as it was typed, or what is wrong with it. */
export type ReadRecord =
  | { readonly outcome: 'read'; readonly draft: AllocationDraft }
  | { readonly outcome: 'wrong'; readonly errors: readonly FieldError[] }

/** Reads the decision, with what was answered to the norm. */
export function readRecord(
  asked: RecordAsked,
  typed: Answers,
  amends: string | undefined,
): ReadRecord {
  const { norm, given } = asked
  const work = workForm(asked).read(typed)
  const end = endForm(asked).read(typed)
  const places = placesIn(asked, typed)
  const people = places.map((at) => ({ at, read: personForm(asked, at).read(typed) }))
  const errors = [
    ...(work.outcome === 'wrong' ? work.errors : []),
    ...people.flatMap(({ read }) => (read.outcome === 'wrong' ? read.errors : [])),
    ...places.flatMap((at) => numberErrors(typed, at)),
    ...(end.outcome === 'wrong' ? end.errors : []),
    ...textsIn(typed).flatMap(({ field, text: words }) =>
      clientErrors(clientSign(words), typed, { field, asked: own.client }),
    ),
  ]
  if (errors.length > 0 || work.outcome === 'wrong' || end.outcome === 'wrong') {
    return { outcome: 'wrong', errors }
  }
  const { chosen } = given
  return {
    outcome: 'read',
    draft: {
      version: norm.version.toString(),
      work: work.answers.work,
      answers: given.answers,
      choice: chosen?.choice ?? 'apply',
      grounds: chosen?.grounds ?? [],
      explanation: chosen?.explanation ?? '',
      conditions: end.answers.conditions,
      people: people.flatMap(({ at, read }) =>
        read.outcome === 'read' ? [personOf(at, read.answers)] : [],
      ),
      decidedBy: { name: end.answers.decider, position: end.answers.position },
      reviewOn: end.answers.review,
      amends: amends === undefined ? undefined : { id: amends, why: work.answers.why ?? '' },
    },
  }
}

// Whoever answers for the work may stay away where those who do it are registered: then their fields are empty.
function placesIn(asked: RecordAsked, typed: Answers): readonly (number | 'verantwoordelijk')[] {
  const doing = Array.from({ length: asked.people }, (_, at) => at + 1).filter(
    (at) => at === 1 || typed.value(personField(at, 'naam')).trim() !== '' || isChosen(typed, at),
  )
  if (!asksResponsible(asked)) return doing
  const all = doing.every((at) => typed.value(personField(at, 'registratie')) === 'registered')
  const empty = ['naam', 'register', 'nummer'].every(
    (name) => typed.value(personField('verantwoordelijk', name)).trim() === '',
  )
  return all && empty ? doing : [...doing, 'verantwoordelijk']
}

function isChosen(typed: Answers, at: number): boolean {
  return typed.value(personField(at, 'registratie')) !== ''
}

function numberErrors(typed: Answers, at: number | 'verantwoordelijk'): readonly FieldError[] {
  const confirm = personField(at, 'nummer-klopt')
  if (!isDoubtful(typed.value(personField(at, 'nummer'))) || typed.value(confirm) === 'ja') {
    return []
  }
  return [
    {
      field: confirm,
      message:
        'Dit nummer kan ook een burgerservicenummer zijn. Zeg dat het het registratienummer is, of vul een ander nummer in.',
    },
  ]
}

function personOf(at: number | 'verantwoordelijk', typed: TypedPerson): AllocatedPerson {
  const part: Part = at === 'verantwoordelijk' ? 'responsible' : 'does'
  return { part, name: typed.name, standing: standingOf(typed) }
}

function standingOf(typed: TypedPerson): Standing {
  const { standing, register = '', number = '', seen, sector = '', until } = typed
  if (standing === 'registered' && seen !== undefined) {
    const [id = '', profession] = register.split(':')
    return { is: 'registered', register: id, profession, number, checkedOn: seen }
  }
  if (standing === 'growth-path' && until !== undefined) return { is: 'growth-path', sector, until }
  if (standing === 'elsewhere' && typed.otherSeen !== undefined) {
    const other = typed.otherRegister === otherRegister ? undefined : typed.otherRegister
    return {
      is: 'elsewhere',
      register: other,
      called: typed.otherName || 'een ander register',
      number: typed.otherNumber ?? '',
      checkedOn: typed.otherSeen,
    }
  }
  return { is: 'none' }
}

/** What the domain found wrong, at the fields that it is about. */
export function problemErrors(
  asked: RecordAsked,
  typed: Answers,
  problems: readonly AllocationProblem[],
): readonly FieldError[] {
  const places = placesIn(asked, typed)
  const seen = new Set<string>()
  return problems.flatMap((problem) => {
    const error = problemError(
      problem,
      problem.person === undefined ? undefined : places[problem.person],
    )
    if (seen.has(`${error.field} ${error.message}`)) return []
    seen.add(`${error.field} ${error.message}`)
    return [error]
  })
}

function problemError(
  { what }: AllocationProblem,
  at: number | 'verantwoordelijk' = 1,
): FieldError {
  const number =
    what === 'not-in-register' ? personField(at, 'ander-nummer') : personField(at, 'nummer')
  switch (what) {
    case 'nobody-does-it':
      return { field: personField(1, 'naam'), message: 'Vul in wie het werk doet.' }
    case 'too-many':
      return { field: personField(1, 'naam'), message: 'Dit zijn te veel mensen: hoogstens 10.' }
    case 'not-registered':
      return {
        field: personField(at, 'registratie'),
        message:
          'De norm vraagt hier om iemand die geregistreerd is. Kies iemand die dat is, of ga terug en leg uit waarom het anders kan.',
      }
    case 'nobody-responsible':
      return {
        field: personField('verantwoordelijk', 'naam'),
        message: 'Vul in welke geregistreerde professional de verantwoordelijkheid draagt.',
      }
    case 'conditions':
      return {
        field: own.conditions,
        message: 'Spreek af wat er moet kloppen, en vink het aan. Anders past deze uitkomst niet.',
      }
    case 'growth-path':
      return {
        field: personField(at, 'registratie'),
        message: 'Het ingroeitraject past niet bij deze uitkomst.',
      }
    case 'growth-path-days':
      return {
        field: personField(at, 'tot'),
        message: 'Het ingroeitraject loopt in deze sector niet zo lang, of deze dag is al geweest.',
      }
    case 'checked-later':
      return {
        field: personField(at, 'gezien'),
        message: 'Deze dag is nog niet geweest. Vul in op welke dag er in het register is gekeken.',
      }
    case 'digits':
      return {
        field: number,
        message: 'Dit nummer heeft te weinig of te veel cijfers voor dit register.',
      }
    case 'not-in-register':
      return {
        field: number,
        message:
          'In dat register staat vandaag niemand met dit nummer en deze achternaam. Kijk het nummer en de naam na.',
      }
    case 'review-day':
      return { field: own.review, message: 'Vul een dag in binnen twee jaar, die nog komt.' }
    case 'explanation':
      return {
        field: own.work,
        message: 'De uitleg is niet volledig. Ga terug en vul de uitleg aan.',
      }
    case 'citizen-number':
      return {
        field: own.work,
        message:
          'Hier staat een getal dat een burgerservicenummer kan zijn. Haal dat weg: over een cliënt wordt hier niets bewaard.',
      }
  }
}

/** All fields that are of this screen alone, so that they go along when somebody goes back. */
export function recordFields(typed: Answers): readonly (readonly [name: string, value: string])[] {
  const ofRecord = new Set<string>(Object.values(own))
  return Object.entries(typed.fields).flatMap(([name, values]) =>
    ofRecord.has(name) || /^(?:persoon-\d+|verantwoordelijk)-/.test(name)
      ? values.map((value) => [name, value] as const)
      : [],
  )
}

/** How many people the form shows, as it goes along. */
export function peopleField(people: number): readonly [name: string, value: string] {
  return [own.people, String(people)]
}

/** A decision that was recorded, as it is typed once more to go in its place. */
export function typedRecord(norm: Norm, says: Said): Answers {
  const filled: Record<string, readonly string[]> = {}
  for (const indicator of norm.indicators) {
    const answer = says.answers[indicator.id]
    filled[fieldOf(indicator)] = [
      answer === undefined ? notKnown : answer === true ? 'ja' : answer === false ? 'nee' : answer,
    ]
  }
  const { choice: made, people, decidedBy } = says
  filled[fields.choice] = [made.is === 'apply' ? 'toepassen' : 'uitleggen']
  filled[fields.grounds] = made.grounds.map(({ id }) => id)
  filled[fields.explanation] = [made.explanation]
  filled[own.work] = [says.work]
  filled[own.decider] = [decidedBy.name]
  filled[own.position] = [decidedBy.position]
  const doing = people.filter(({ part }) => part === 'does')
  filled[own.people] = [String(Math.max(1, doing.length))]
  // What somebody is, is looked up anew: only who they are goes along.
  doing.forEach(({ name }, at) => {
    filled[personField(at + 1, 'naam')] = [name]
  })
  const responsible = people.find(({ part }) => part === 'responsible')
  if (responsible !== undefined) {
    filled[personField('verantwoordelijk', 'naam')] = [responsible.name]
  }
  return new Answers(filled)
}
