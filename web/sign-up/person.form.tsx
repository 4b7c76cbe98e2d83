import {
  countries,
  countryName,
  hasHouseNumbers,
  hasPostcodes,
} from '#domain/people/person/countries.ts'
import type { PersonFacts, WorkFacts } from '#domain/people/person/person.ts'
import {
  addresseeOf,
  dutchPostcode,
  readPhone,
  tidyInitials,
} from '#domain/people/person/person.ts'
import { tidyHouseNumber, tidyTown } from '#domain/people/person/tidy-address.ts'
import type { Background } from '#domain/people/registration/background.ts'
import type { PersonName } from '#language/names.ts'
import { fullName } from '#language/names.ts'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { otherProfession } from '#regulations/register.ts'
import { wording } from '#regulations/wording.ts'
import type { Answers } from '#web/forms/answers.ts'
import type { FormOf, Question } from '#web/forms/form.tsx'
import { form, under } from '#web/forms/form.tsx'
import { choice, line, select, text, tick } from '#web/forms/questions.tsx'
import type { Content } from '#web/kit/index.ts'

/**
 * Who somebody is and where they live. A name that is settled is shown with what is said of it, and
 * not asked.
 */
export function personForm(
  register: Register,
  settled?: { readonly name: PersonName; readonly said: Content },
): FormOf<PersonFacts> {
  const { your, Your } = voice(register.address)
  return form<PersonFacts>(
    {
      ...(settled === undefined ? nameQuestions(register) : settledName(settled.name)),
      ...addressQuestions(register),
    },
    {
      // Where the name is settled, there is nothing to put side by side.
      rows: [
        ...(settled === undefined ? ([['namePrefix', 'lastName']] as const) : []),
        ...addressRows,
      ],
      groups: [
        {
          name: 'naam',
          legend: `${Your} naam`,
          hint:
            settled?.said ??
            `Zo staat ${your} naam straks op ${your} ${wording(register).certificate.name}.`,
          of: ['firstName', 'initials', 'namePrefix', 'lastName'],
        },
        {
          name: 'adres',
          legend: `${Your} huisadres`,
          hint: `De factuur staat op ${your} eigen naam en huisadres. ${Your} adres is niet openbaar.`,
          of: ['country', 'street', 'houseNumber', 'postcode', 'city'],
        },
      ],
      summary: (person) => [
        { term: 'Naam', value: fullName(person) },
        { term: 'Voorletters', value: person.initials || 'Geen' },
        {
          term: 'Huisadres',
          value: addresseeOf(person).addressLines.map((text, index) => (
            <>
              {index > 0 && <br />}
              {text}
            </>
          )),
        },
        { term: 'Telefoonnummer', value: person.phone || 'Niet ingevuld' },
      ],
    },
  )
}

/** The name that somebody asks for, and why. */
export function nameForm(register: Register): FormOf<PersonName & { readonly reason: string }> {
  const { your } = voice(register.address)
  return form<PersonName & { readonly reason: string }>({
    ...nameQuestions(register),
    reason: text('reden', `Waarom verandert ${your} naam?`, {
      hint: 'Bijvoorbeeld een huwelijk, of een spelfout. Alleen het bureau leest dit.',
      required: `Vul in waarom ${your} naam verandert.`,
      rows: 3,
      most: 1000,
    }),
  })
}

// Of oneself, or of another by whoever sets it right.
type Whose = 'own' | 'another'

function wordsFor(register: Register, whose: Whose) {
  const { you, your } = voice(register.address)
  return whose === 'own'
    ? { a: your, the: your, whom: you, fill: (field: string) => field }
    : { a: 'een', the: 'de', whom: 'iemand', fill: () => 'off' }
}

function addressQuestions(register: Register, whose: Whose = 'own'): AddressQuestions {
  const { a, whom, fill } = wordsFor(register, whose)
  return {
    country: select('land', 'Land', {
      required: 'Kies een land.',
      options: countries.map((code) => ({ value: code, label: countryName(code) })),
      first: 'NL',
      width: 'l',
    }),
    street: line('straat', 'Straat', {
      required: `Vul ${a} straat in.`,
      most: 100,
      width: 'l',
      autocomplete: 'off',
    }),
    houseNumber: line('huisnummer', 'Huisnummer', {
      hint: 'Met toevoeging, bijvoorbeeld 12 A. Buiten Nederland mag dit leeg blijven.',
      optional: false,
      most: 20,
      width: 's',
      autocomplete: 'off',
      read: (typed, sent) => {
        const text = somethingIn(typed)
        if (!hasHouseNumbers(sent.value('land'))) return { text }
        return text === ''
          ? { message: `Vul ${a} huisnummer in, bijvoorbeeld 12 of 12 A.` }
          : { text: tidyHouseNumber(text) }
      },
    }),
    postcode: line('postcode', 'Postcode', {
      hint: 'Leeg in landen die geen postcodes hebben.',
      optional: false,
      most: 12,
      width: 's',
      autocomplete: fill('postal-code'),
      read: (typed, sent) => {
        const text = somethingIn(typed)
        const country = sent.value('land')
        if (country !== 'NL') {
          return text === '' && hasPostcodes(country)
            ? { message: `Vul ${a} postcode in.` }
            : { text }
        }
        const dutch = dutchPostcode(text)
        return dutch === undefined
          ? { message: 'Vul een postcode in zoals 1234 AB.' }
          : { text: dutch }
      },
    }),
    city: line('plaats', 'Woonplaats', {
      required: `Vul ${a} woonplaats in.`,
      most: 100,
      width: 'l',
      autocomplete: fill('address-level2'),
      read: (text, sent) => ({ text: sent.value('land') === 'NL' ? tidyTown(text) : text }),
    }),
    phone: line('telefoon', 'Telefoonnummer', {
      hint: `Alleen voor als we ${whom} per e-mail niet bereiken.`,
      most: 40,
      type: 'tel',
      width: 'm',
      autocomplete: fill('tel'),
      read: (typed) => {
        const phone = readPhone(typed)
        if (phone !== undefined || typed === '') return { text: phone ?? '' }
        return { message: 'Vul een telefoonnummer in, bijvoorbeeld 06 12345678.' }
      },
    }),
  }
}

type Address = Omit<PersonFacts, keyof PersonName>

type AddressQuestions = { readonly [Part in keyof Address]: Question<Address[Part]> }

const addressRows = [
  ['street', 'houseNumber'],
  ['postcode', 'city'],
] as const

/** The address of another, as it should have been. */
export function addressForm(register: Register): FormOf<Address> {
  return form<Address>(addressQuestions(register, 'another'), { rows: addressRows })
}

/** The name of another, as it should have been. */
export function nameOfForm(register: Register): FormOf<PersonName> {
  return form<PersonName>(nameQuestions(register, 'another'), {
    rows: [['namePrefix', 'lastName']],
  })
}

/** Where another works, as it should have been. */
export function workplaceForm(): FormOf<WorkFacts> {
  return form<WorkFacts>({
    employer: line('werkgever', 'Werkgever', {
      required: 'Vul een werkgever in, of het eigen bedrijf.',
      autocomplete: 'off',
    }),
    municipality: line('gemeente', 'Gemeente of regio', {
      required: 'Vul een gemeente of regio in.',
      autocomplete: 'off',
    }),
    jobTitle: line('functie', 'Functie', {
      required: 'Vul een functie in.',
      autocomplete: 'off',
    }),
  })
}

function nameQuestions(register: Register, whose: Whose = 'own'): NameQuestions {
  const { a, the, fill } = wordsFor(register, whose)
  const surname = `Vul ${a} achternaam in.`
  return {
    firstName: line('voornaam', 'Voornaam', {
      optional: false,
      most: 100,
      width: 'l',
      autocomplete: fill('given-name'),
      read: (text, sent) => unlessOneName(text, sent, `Vul ${a} voornaam in.`),
    }),
    initials: withOneName(
      line('voorletters', 'Voorletters', {
        hint: 'Bijvoorbeeld F. of J.M.',
        optional: false,
        most: 40,
        width: 's',
        autocomplete: 'off',
        read: (text, sent) =>
          unlessOneName(
            tidyInitials(text),
            sent,
            `Vul ${the} voorletters in, bijvoorbeeld F. of J.M.`,
          ),
      }),
      tick('een-naam', whose === 'own' ? 'Ik heb maar één naam' : 'Er is maar één naam', {
        hint: 'Vul die in bij ‘Achternaam’. Voornaam en voorletters blijven dan leeg.',
      }),
    ),
    namePrefix: line('tussenvoegsel', 'Tussenvoegsel', {
      hint: 'Bijvoorbeeld van der.',
      most: 40,
      width: 's',
      autocomplete: 'off',
    }),
    lastName: line('achternaam', 'Achternaam', {
      required: surname,
      like: [/\p{L}/u, surname],
      most: 100,
      width: 'l',
      autocomplete: fill('family-name'),
    }),
  }
}

type NameQuestions = { readonly [Part in keyof PersonName]: Question<string> }

function settledName(name: PersonName): NameQuestions {
  const settled = (field: string, value: string): Question<string> => ({
    name: field,
    term: '',
    read: () => ({ value, errors: [] }),
    fill: () => ({}),
    ask: () => null,
    say: () => value,
  })
  return {
    firstName: settled('voornaam', name.firstName),
    initials: settled('voorletters', name.initials),
    namePrefix: settled('tussenvoegsel', name.namePrefix),
    lastName: settled('achternaam', name.lastName),
  }
}

// Whoever has one name only says so; what is neither a letter nor a digit is no answer.
function unlessOneName(text: string, sent: Answers, message: string) {
  const given = somethingIn(text)
  return given === '' && sent.value('een-naam') !== 'ja' ? { message } : { text: given }
}

function somethingIn(text: string): string {
  return /[\p{L}\p{N}]/u.test(text) ? text : ''
}

// The tick stands below the question, and is known by an answer that is empty.
function withOneName(asked: Question<string>, oneName: Question<boolean>): Question<string> {
  return {
    ...asked,
    ask: (asking) => (
      <>
        {asked.ask(asking)}
        {oneName.ask(asking)}
      </>
    ),
    fill: (text) => ({ ...asked.fill(text), ...oneName.fill(text === '') }),
  }
}

/** The rows about a person with their e-mail address. */
export function personItems(register: Register, person: PersonFacts, email: string) {
  return [...personForm(register).summary(person), { term: 'E-mailadres', value: email }]
}

/** Where somebody works, and what they say of themselves with it. */
export type WorkAnswers = WorkFacts & { readonly [Part in keyof Background]?: Background[Part] }

/** Where somebody works, what their profession is, and in which other registers they stand. */
export function workForm(register: Register): FormOf<WorkAnswers> {
  const { you, your, say } = voice(register.address)
  const questions = {
    ...professionQuestions(register),
    employer: line('werkgever', 'Werkgever', {
      required: `Vul ${your} werkgever in. ${say('Werk je', 'Werkt u')} voor ${say('jezelf', 'uzelf')}? Vul dan ${your} eigen bedrijf in.`,
      autocomplete: 'organization',
    }),
    municipality: line('gemeente', `Gemeente of regio waarvoor ${you} werkt`, {
      required: `Vul de gemeente of regio in waarvoor ${you} werkt.`,
      term: 'Gemeente of regio',
      autocomplete: 'off',
    }),
    jobTitle: line('functie', 'Functie', {
      required: `Vul ${your} functie in, bijvoorbeeld leerplichtambtenaar.`,
      autocomplete: 'organization-title',
    }),
    ...elsewhereQuestion(register),
  }
  return form<WorkAnswers>(questions, {
    summary: ({ profession, professionOther, elsewhere, ...work }) => [
      ...(questions.profession === undefined
        ? []
        : [
            {
              term: questions.profession.term,
              value: professionOther ?? questions.profession.say(profession ?? ''),
            },
          ]),
      { term: 'Werkgever', value: questions.employer.say(work.employer) },
      { term: 'Gemeente of regio', value: questions.municipality.say(work.municipality) },
      { term: 'Functie', value: questions.jobTitle.say(work.jobTitle) },
      ...(questions.elsewhere === undefined
        ? []
        : [{ term: questions.elsewhere.term, value: questions.elsewhere.say(elsewhere ?? {}) }]),
    ],
  })
}

/** What somebody says of themselves, out of the answers that came with their work. */
export function backgroundIn(answers: WorkAnswers): Background {
  const { profession, professionOther, elsewhere = {} } = answers
  return { profession, professionOther, elsewhere }
}

function professionQuestions(register: Register) {
  const { professions } = register.signUp
  const { your, say } = voice(register.address)
  if (professions.length === 0) return {}
  return {
    profession: choice('beroep', `Wat is ${your} beroep?`, {
      term: 'Beroep',
      required: `Kies ${your} beroep, of ‘Iets anders’.`,
      options: [
        ...professions.map(({ id, label }) => ({ value: id, label })),
        { value: otherProfession, label: 'Iets anders' },
      ],
    }),
    professionOther: under(
      'profession',
      otherProfession,
      line('ander-beroep', `Welk beroep ${say('heb je', 'hebt u')}?`, {
        required: `Vul ${your} beroep in.`,
        most: 100,
        width: 'l',
        autocomplete: 'off',
      }),
    ),
  }
}

// One line for each other register of which the number is asked; all of them may stay empty.
function elsewhereQuestion(register: Register) {
  const asked = register.signUp.notices.flatMap(({ register: id, number, text: said }) =>
    number === undefined
      ? []
      : [
          {
            id,
            label: number.label,
            question: line(`nummer-${id}`, number.label, {
              hint: [number.hint, said].filter((one) => one !== undefined).join(' '),
              most: 40,
              width: 'm',
              autocomplete: 'off',
            }),
          },
        ],
  )
  const [first] = asked
  if (first === undefined) return {}
  const question: Question<Readonly<Record<string, string>>> = {
    name: first.question.name,
    term: asked.length === 1 ? first.label : 'Andere registers',
    read: (sent) => {
      const read = asked.map(({ id, question: one }) => ({ id, ...one.read(sent) }))
      const given = read.filter(({ value }) => value !== undefined && value !== '')
      return {
        value: Object.fromEntries(given.map(({ id, value }) => [id, value ?? ''])),
        errors: read.flatMap(({ errors }) => errors),
      }
    },
    fill: (value) =>
      Object.assign({}, ...asked.map(({ id, question: one }) => one.fill(value[id] ?? ''))),
    ask: (asking) => asked.map(({ question: one }) => one.ask(asking)),
    say: (value) =>
      asked.length === 1
        ? value[first.id] || 'Niet ingevuld'
        : asked.map(({ id, label }) => `${label}: ${value[id] || 'niet ingevuld'}`).join('; '),
  }
  return { elsewhere: question }
}

/** What there is to read before a declaration is made. */
export function readLinks({ links }: Pick<Register['declarations'][number], 'links'>) {
  return (
    <>
      Lees:{' '}
      {links.map((link, index) => (
        <>
          {index > 0 && ' en '}
          <a href={link.href}>{link.label}</a>
        </>
      ))}
    </>
  )
}

/** What the register asks somebody to declare: for each of its declarations whether it was ticked. */
export function declarationsForm(register: Register): FormOf<Readonly<Record<string, boolean>>> {
  return form<Readonly<Record<string, boolean>>>(
    Object.fromEntries(
      register.declarations.map(({ id, text, links, required }) => [
        id,
        tick('verklaring', text, {
          id: `verklaring-${id}`,
          value: id,
          ...(required && { required: `Zet een vinkje bij: ‘${text.replace(/\.$/, '')}’.` }),
          hint: links.length > 0 && readLinks({ links }),
        }),
      ]),
    ),
    {
      summary: (made) =>
        register.declarations
          .filter(({ id }) => made[id])
          .map(({ text }, index) => ({ term: `Verklaring ${index + 1}`, value: text })),
    },
  )
}
