import type {
  OrganisationFacts,
  OrganisationKind,
} from '#domain/organisations/organisation/organisation.ts'
import {
  organisationKinds,
  readKvk,
  readMailDomain,
  readWebsite,
} from '#domain/organisations/organisation/organisation.ts'
import { dutchPostcode, readPhone } from '#domain/people/person/person.ts'
import { tidyHouseNumber, tidyTown } from '#domain/people/person/tidy-address.ts'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import type { Answers, ReceivedFile } from '#web/forms/answers.ts'
import type { FormOf, Question } from '#web/forms/form.tsx'
import { form } from '#web/forms/form.tsx'
import { checks, email, emailNeeded, files, line, text } from '#web/forms/questions.tsx'

/** What each kind of organisation does, in words. */
export const kindNames: Readonly<Record<OrganisationKind, string>> = {
  provider: 'Opleider',
  employer: 'Werkgever',
  association: 'Beroepsvereniging',
  municipality: 'Gemeente',
}

const kindHints: Readonly<Record<OrganisationKind, string>> = {
  provider: 'Geeft scholing, trainingen of intervisie.',
  employer: 'Heeft professionals in dienst.',
  association: 'Vertegenwoordigt professionals.',
  municipality: 'Is een gemeente of werkt voor gemeenten samen.',
}

interface Typed {
  readonly name: string
  readonly tradeNames: string
  readonly kinds: readonly string[]
  readonly kvk: string
  readonly street: string
  readonly houseNumber: string
  readonly postcode: string
  readonly city: string
  readonly website: string
  readonly mailDomain: string
  readonly contactEmail: string
  readonly contactPhone: string
}

/** A KvK number, which may stay away. */
export function kvkQuestion(): Question<string> {
  return line('kvk', 'KvK-nummer', {
    hint: 'Acht cijfers. Geen KvK-nummer? Laat dit dan leeg.',
    most: 40,
    width: 's',
    inputmode: 'numeric',
    autocomplete: 'off',
    read: (typed) => {
      const kvk = readKvk(typed)
      if (typed === '' || kvk !== undefined) return { text: kvk ?? '' }
      return { message: 'Een KvK-nummer heeft acht cijfers, bijvoorbeeld 12345678.' }
    },
  })
}

/** A postcode, with the message when it is none. */
export function postcodeQuestion(required: string | undefined): Question<string> {
  return line('postcode', 'Postcode', {
    required,
    most: 12,
    width: 's',
    autocomplete: 'off',
    read: (typed) => {
      const postcode = dutchPostcode(typed)
      if (typed === '' || postcode !== undefined) return { text: postcode ?? '' }
      return { message: 'Vul een postcode in zoals 1234 AB.' }
    },
  })
}

function questions(register: Register): { readonly [Name in keyof Typed]: Question<Typed[Name]> } {
  const { say } = voice(register.address)
  return {
    name: line('naam', 'Naam van de organisatie', {
      hint: 'Zoals die in het handelsregister staat.',
      required: 'Vul de naam van de organisatie in.',
      width: 'full',
      autocomplete: 'off',
    }),
    kinds: checks('soort', 'Wat is de organisatie?', {
      hint: say('Kies alles wat past.', 'Kiest u alles wat past.'),
      required: 'Kies wat de organisatie is.',
      options: organisationKinds.map((kind) => ({
        value: kind,
        label: kindNames[kind],
        hint: kindHints[kind],
      })),
    }),
    kvk: kvkQuestion(),
    tradeNames: line('handelsnamen', 'Andere namen', {
      hint: 'Namen waaronder mensen de organisatie ook kennen, met een puntkomma ertussen.',
      most: 600,
      width: 'full',
      autocomplete: 'off',
    }),
    street: line('straat', 'Straat', {
      required: 'Vul de straat in.',
      most: 100,
      width: 'l',
      autocomplete: 'off',
    }),
    houseNumber: line('huisnummer', 'Huisnummer', {
      required: 'Vul het huisnummer in, bijvoorbeeld 12 of 12 A.',
      most: 20,
      width: 's',
      autocomplete: 'off',
      read: (typed) => ({ text: tidyHouseNumber(typed) }),
    }),
    postcode: postcodeQuestion('Vul de postcode in, bijvoorbeeld 1234 AB.'),
    city: line('plaats', 'Plaats', {
      required: 'Vul de plaats in.',
      most: 100,
      width: 'l',
      autocomplete: 'off',
      read: (typed) => ({ text: tidyTown(typed) }),
    }),
    website: line('website', 'Website', {
      most: 200,
      width: 'l',
      spellcheck: false,
      autocomplete: 'off',
      read: (typed) => {
        const website = readWebsite(typed)
        if (typed === '' || website !== undefined) return { text: website ?? '' }
        return { message: 'Vul een website in zoals www.voorbeeld.nl.' }
      },
    }),
    mailDomain: line('domein', 'Eigen e-maildomein', {
      hint: 'Wat achter de @ staat bij iedereen van de organisatie, bijvoorbeeld voorbeeld.nl.',
      most: 254,
      width: 'l',
      spellcheck: false,
      autocomplete: 'off',
      read: (typed) => {
        const domain = readMailDomain(typed)
        if (typed === '' || domain !== undefined) return { text: domain ?? '' }
        return { message: 'Vul in wat achter de @ staat, bijvoorbeeld voorbeeld.nl.' }
      },
    }),
    contactEmail: email('e-mailadres', 'Algemeen e-mailadres', {
      hint: 'Van de organisatie zelf, zoals info@voorbeeld.nl.',
      required: emailNeeded,
      autocomplete: 'off',
    }),
    contactPhone: line('telefoon', 'Telefoonnummer', {
      most: 40,
      type: 'tel',
      width: 'm',
      autocomplete: 'off',
      read: (typed) => {
        const phone = readPhone(typed)
        if (typed === '' || phone !== undefined) return { text: phone ?? '' }
        return { message: 'Vul een telefoonnummer in, bijvoorbeeld 030 1234567.' }
      },
    }),
  }
}

const layout = {
  groups: [
    { name: 'wie', legend: 'De organisatie', of: ['name', 'kinds', 'kvk', 'tradeNames'] },
    { name: 'adres', legend: 'Adres', of: ['street', 'houseNumber', 'postcode', 'city'] },
    {
      name: 'contact',
      legend: 'Bereiken',
      of: ['website', 'mailDomain', 'contactEmail', 'contactPhone'],
    },
  ],
  rows: [
    ['street', 'houseNumber'],
    ['postcode', 'city'],
  ],
} as const

/** What an organisation says of itself, to change it. */
export function factsForm(register: Register): FormOf<Typed> {
  return form<Typed>(questions(register), layout)
}

/** The same with files that show who it is, to sign it up. */
export function signUpForm(
  register: Register,
): FormOf<Typed & { readonly files: readonly ReceivedFile[] }> {
  return form<Typed & { readonly files: readonly ReceivedFile[] }>(
    {
      ...questions(register),
      files: files('bewijs', 'Uittreksel van de Kamer van Koophandel', {
        hint: 'Hoogstens een jaar oud. Dit kan ook later. Een gemeente heeft het niet nodig.',
        multiple: true,
      }),
    },
    layout,
  )
}

/** What a back office asked, answered with files or in words. */
export function proofForm(): FormOf<{
  readonly files: readonly ReceivedFile[]
  readonly note: string
}> {
  return form(
    {
      files: files('bewijs', 'Bewijs van wie de organisatie is', {
        hint: 'Bijvoorbeeld een uittreksel van de Kamer van Koophandel van hoogstens een jaar oud.',
        multiple: true,
      }),
      note: text('toelichting', 'Toelichting', { most: 1000, rows: 4 }),
    },
    {
      check: ({ files: given, note }) =>
        given !== undefined && given.length === 0 && note === ''
          ? { note: 'Voeg een bestand toe, of schrijf een toelichting.' }
          : {},
    },
  )
}

/** What was typed as what is kept. */
export function factsOf(typed: Typed): OrganisationFacts {
  const { tradeNames, kinds, kvk, ...rest } = typed
  return {
    ...rest,
    tradeNames: [
      ...new Set(
        tradeNames
          .split(';')
          .map((name) => name.trim())
          .filter(Boolean),
      ),
    ].slice(0, 10),
    kinds: organisationKinds.filter((kind) => kinds.includes(kind)),
    kvk: kvk === '' ? undefined : kvk,
  }
}

/** What is kept as it stands in the form. */
export function typedOf(facts: OrganisationFacts): Typed {
  return {
    ...{ name: facts.name, kinds: facts.kinds, kvk: facts.kvk ?? '' },
    tradeNames: facts.tradeNames.join('; '),
    ...{ street: facts.street, houseNumber: facts.houseNumber, postcode: facts.postcode },
    ...{ city: facts.city, website: facts.website, mailDomain: facts.mailDomain },
    ...{ contactEmail: facts.contactEmail, contactPhone: facts.contactPhone },
  }
}

/** What was sent of an organisation so far that is looked for: what cannot be read is left out. */
export function soughtIn(sent: Pick<Answers, 'value'>) {
  return {
    name: sent.value('naam').trim().slice(0, 200),
    kvk: readKvk(sent.value('kvk')),
    postcode: dutchPostcode(sent.value('postcode')),
  }
}
