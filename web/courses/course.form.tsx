import type {
  CourseFacts,
  CourseForm,
  CourseLanguage,
  EditionFacts,
} from '#domain/courses/course/course.ts'
import { courseForms, courseLanguages, mostDays } from '#domain/courses/course/course.ts'
import type { Offer } from '#domain/courses/course/offer.ts'
import { readWebsite } from '#domain/organisations/organisation/organisation.ts'
import { tidyTown } from '#domain/people/person/tidy-address.ts'
import type { Amount } from '#engine'
import { centsOf } from '#engine'
import { formatDay } from '#language/days.ts'
import type { FormOf } from '#web/forms/form.tsx'
import { form, under } from '#web/forms/form.tsx'
import { oneLine } from '#web/forms/plain-text.ts'
import { amount, checks, choice, day, line, select, text } from '#web/forms/questions.tsx'
import { readDate } from '#web/kit/read.ts'

interface TypedCourse {
  readonly title: string
  readonly summary: string
  readonly form: string
  readonly language: string
  readonly studyLoad: Amount | undefined
  readonly audiences: readonly string[]
  readonly professions: readonly string[]
  readonly themes: readonly string[]
  readonly pays: 'free' | 'price' | 'ask'
  readonly price: Amount | undefined
  readonly link: string
  readonly reviewOn: Temporal.PlainDate
  readonly keptBy: string
}

const chosen = (named: Offer['themes']) => named.map(({ id, label }) => ({ value: id, label }))

/** What is said of a course; `people` are those of whom one can keep it, none where that is oneself. */
export function courseForm(
  offer: Offer,
  people: readonly { readonly value: string; readonly label: string }[],
  today: Temporal.PlainDate,
): FormOf<TypedCourse> {
  return form<TypedCourse>(
    {
      title: line('naam', 'Naam', {
        required: 'Vul een naam in.',
        width: 'full',
        autocomplete: 'off',
      }),
      summary: text('samenvatting', 'Samenvatting', {
        hint: 'Wat leert iemand, en hoe? In een paar zinnen.',
        required: 'Schrijf in een paar zinnen wat iemand leert.',
        most: 2000,
        rows: 5,
      }),
      form: select('vorm', 'Vorm', {
        required: 'Kies een vorm.',
        options: Object.entries(courseForms).map(([value, label]) => ({ value, label })),
        width: 'm',
        first: 'course',
      }),
      language: select('taal', 'Taal', {
        required: 'Kies een taal.',
        options: Object.entries(courseLanguages).map(([value, label]) => ({ value, label })),
        width: 'm',
        first: 'nl',
      }),
      studyLoad: amount('studiebelasting', 'Studiebelasting', {
        hint: 'In uren, met zelfstudie en een eventuele toets erbij.',
        suffix: 'uur',
        least: 1,
      }),
      audiences: checks('voor', 'Voor wie?', {
        required: 'Kies voor wie het is.',
        options: chosen(offer.audiences),
      }),
      professions: checks('beroepen', 'Voor welke beroepen?', {
        hint: 'Niets gekozen: voor alle beroepen.',
        options: chosen(offer.professions),
      }),
      themes: checks('onderwerpen', 'Onderwerpen', {
        options: chosen(offer.themes).toSorted((one, other) =>
          one.label.localeCompare(other.label, 'nl'),
        ),
      }),
      pays: choice('prijs', 'Wat kost het?', {
        required: 'Kies wat het kost.',
        options: [
          { value: 'free', label: 'Gratis' },
          { value: 'price', label: 'Een vast bedrag' },
          { value: 'ask', label: 'Op aanvraag' },
        ],
      }),
      price: under('pays', 'price', euros('bedrag', 'Bedrag', 'Vul een bedrag in.')),
      link: website('link', 'Meer lezen of inschrijven'),
      keptBy: select('beheerder', 'Wie houdt dit bij?', {
        required: 'Kies wie dit bijhoudt.',
        options: people,
        width: 'l',
        ...(people[0] === undefined ? {} : { first: people[0].value }),
      }),
      reviewOn: day('bekijken', 'Wanneer moet het opnieuw worden bekeken?', {
        hint: 'Na deze dag staat het niet meer in het aanbod, tot iemand ernaar keek.',
        required: 'Vul een datum in.',
        problem: (found) => {
          if (Temporal.PlainDate.compare(found, today) < 0) return 'Kies een dag die nog komt.'
          return Temporal.PlainDate.compare(found, today.add({ years: 2 })) > 0
            ? `Kies een dag binnen twee jaar, uiterlijk ${formatDay(today.add({ years: 2 }))}.`
            : undefined
        },
      }),
    },
    {
      groups: [
        {
          name: 'wat',
          legend: 'Wat het is',
          of: ['title', 'summary', 'form', 'language', 'studyLoad'],
        },
        { name: 'wie', legend: 'Voor wie en waarover', of: ['audiences', 'professions', 'themes'] },
        {
          name: 'hoe',
          legend: 'Prijs en bijhouden',
          of: ['pays', 'link', 'keptBy', 'reviewOn'],
        },
      ],
    },
  )
}

function euros(name: string, label: string, required?: string) {
  return amount(name, label, {
    hint: 'Per deelnemer, in euro’s. Bijvoorbeeld 325 of 12,50.',
    most: 9_999_900,
    ...(required === undefined ? {} : { required }),
  })
}

function website(name: string, label: string) {
  return line(name, label, {
    hint: 'Een webadres, zoals www.voorbeeld.nl/training.',
    most: 400,
    width: 'l',
    spellcheck: false,
    autocomplete: 'off',
    read: (typed) => {
      const found = readWebsite(typed)
      if (typed === '' || found !== undefined) return { text: found ?? '' }
      return { message: 'Vul een webadres in zoals www.voorbeeld.nl/training.' }
    },
  })
}

/** What was typed of a course as what is kept. */
export function courseFactsOf(typed: TypedCourse): CourseFacts {
  const { pays, price, form: shape, language, keptBy, ...rest } = typed
  return {
    ...rest,
    form: shape as CourseForm,
    language: language as CourseLanguage,
    price:
      pays === 'free'
        ? centsOf(0)
        : pays === 'ask' || price === undefined
          ? undefined
          : centsOf(price),
    keptBy,
  }
}

/** What is kept of a course as it stands in the form. */
export function typedCourse(facts: CourseFacts): Partial<TypedCourse> {
  const { price, keptBy, ...rest } = facts
  return {
    ...rest,
    pays: price === undefined ? 'ask' : price === 0 ? 'free' : 'price',
    ...(price === undefined || price === 0 ? {} : { price: price as unknown as Amount }),
    ...(keptBy === undefined ? {} : { keptBy }),
  }
}

interface TypedEdition {
  readonly days: string
  readonly begins: string
  readonly ends: string
  readonly where: 'place' | 'online' | 'both'
  readonly place: string
  readonly venue: string
  readonly price: Amount | undefined
  readonly link: string
  readonly enrols: 'here' | 'elsewhere'
  readonly places: string | undefined
}

/** When and where a course is given, and whether who wants to come says so here. */
export function editionForm(): FormOf<TypedEdition> {
  return form<TypedEdition>(
    {
      days: {
        ...text('dagen', 'Op welke dagen?', {
          hint: 'Elke dag op een eigen regel, zoals 12 11 2026 of 12 november 2026.',
          required: 'Vul minstens één dag in.',
          most: 2000,
          rows: 3,
          counted: false,
        }),
        read: (sent) => {
          const typed = sent.value('dagen')
          const { wrong, days } = daysIn(typed)
          const message =
            wrong !== undefined
              ? `‘${wrong}’ is geen dag. Schrijf het zo: 12 11 2026.`
              : days.length === 0
                ? 'Vul minstens één dag in.'
                : days.length > mostDays
                  ? `Een uitvoering heeft hoogstens ${mostDays} dagen.`
                  : undefined
          return message === undefined
            ? { value: typed, errors: [] }
            : { value: undefined, errors: [{ field: 'dagen', message }] }
        },
      },
      begins: time('van', 'Begint om'),
      ends: time('tot', 'Eindigt om'),
      where: choice('waar', 'Waar is het?', {
        required: 'Kies waar het is.',
        options: [
          { value: 'place', label: 'Op een plek' },
          { value: 'online', label: 'Online' },
          { value: 'both', label: 'Op een plek, en ook online te volgen' },
        ],
      }),
      place: line('plaats', 'Plaats', {
        hint: 'Alleen nodig als er een plek is. Bij online mag dit leeg blijven.',
        // Asked of whoever chose a place: it is not said to be left out at will.
        optional: 'said-above',
        most: 100,
        width: 'm',
        read: (typed) => ({ text: tidyTown(typed) }),
      }),
      venue: line('locatie', 'Gebouw en adres', { most: 200, width: 'l', autocomplete: 'off' }),
      price: euros('bedrag', 'Eigen prijs'),
      link: website('link', 'Eigen link om in te schrijven'),
      enrols: choice('aanmelden', 'Hoe melden deelnemers zich aan?', {
        required: 'Kies hoe deelnemers zich aanmelden.',
        options: [
          {
            value: 'here',
            label: 'Hier',
            hint: 'De naam en het registratienummer van wie zich aanmeldt, staan dan in een lijst.',
          },
          { value: 'elsewhere', label: 'Op een andere manier, zoals via de eigen site' },
        ],
      }),
      places: under(
        'enrols',
        'here',
        line('plekken', 'Aantal plekken', {
          hint: 'Leeg: er is geen grens. Is het vol, dan is er een wachtlijst.',
          width: 's',
          most: 6,
          autocomplete: 'off',
          inputmode: 'numeric',
          like: [/^[1-9]\d{0,5}$/, 'Vul het aantal plekken in als getal, bijvoorbeeld 20.'],
        }),
      ),
    },
    {
      rows: [['begins', 'ends']],
      check: ({ where, place, begins = '', ends = '' }) => ({
        ...(where !== undefined && where !== 'online' && place === ''
          ? { place: 'Vul de plaats in.' }
          : {}),
        ...(begins !== '' && ends !== '' && ends <= begins
          ? { ends: 'De eindtijd ligt niet na de begintijd.' }
          : {}),
      }),
    },
  )
}

function time(name: string, label: string) {
  return line(name, label, {
    most: 10,
    width: 's',
    autocomplete: 'off',
    read: (typed) => {
      if (typed === '') return { text: '' }
      const parts = /^(\d{1,2})(?:\s*[.:u]\s*(\d{2}))?(?:\s*uur)?$/i.exec(typed)
      const [hour, minute] = [Number(parts?.[1]), Number(parts?.[2] ?? 0)]
      if (parts === null || hour > 23 || minute > 59) {
        return { message: `Vul bij ‘${label}’ een tijd in, zoals 9.30.` }
      }
      return { text: `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` }
    },
  })
}

function daysIn(typed: string): {
  readonly days: readonly Temporal.PlainDate[]
  readonly wrong: string | undefined
} {
  const found = new Map<string, Temporal.PlainDate>()
  for (const row of typed.split(/[\n;,]/).map(oneLine)) {
    if (row === '') continue
    const [first = '', month = '', year = ''] = row.split(/[\s./-]+/)
    const read = readDate({ day: first, month, year })
    if (read.outcome !== 'read') return { days: [], wrong: row }
    found.set(read.date.toString(), read.date)
  }
  return { days: [...found.values()].toSorted(Temporal.PlainDate.compare), wrong: undefined }
}

/** What was typed of an edition as what is kept. */
export function editionFactsOf(typed: TypedEdition): EditionFacts {
  const { days, where, price, place, enrols, places = '', ...rest } = typed
  return {
    ...rest,
    enrols: enrols === 'here',
    places: enrols === 'here' && places !== '' ? Number(places) : undefined,
    days: daysIn(days).days,
    online: where !== 'place',
    place: where === 'online' ? '' : place,
    price: price === undefined ? undefined : centsOf(price),
  }
}

/** What is kept of an edition as it stands in the form. */
export function typedEdition(facts: EditionFacts): Partial<TypedEdition> {
  const { days, online, place, price, begins, ends, venue, link, enrols, places } = facts
  return {
    enrols: enrols === false ? 'elsewhere' : 'here',
    ...(places === undefined ? {} : { places: String(places) }),
    days: days.map((one) => `${one.day} ${one.month} ${one.year}`).join('\n'),
    where: online ? (place === '' ? 'online' : 'both') : 'place',
    ...{ place, begins, ends, venue, link },
    ...(price === undefined ? {} : { price: price as unknown as Amount }),
  }
}
