import { z } from 'zod'
import type { PersonFacts, WorkFacts } from '#domain/people/person/person.ts'
import { countries, countryName, dutchPostcode } from '#domain/people/person/person.ts'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { wording } from '#regulations/wording.ts'
import { errorAt, filled, line, requiredLine } from '#web/answers.ts'
import type { Answers } from '#web/forms/answers.ts'
import type { FieldError } from '#web/kit/index.ts'
import { Field, Fieldset, Select } from '#web/kit/index.ts'

/** The questions about who somebody is and where they live, as they are read. */
export function personAnswers(register: Register) {
  const { your } = voice(register.address)
  return (
    z
      .object({
        voornaam: requiredLine(`Vul ${your} voornaam in.`, 100),
        voorletters: line(40).pipe(
          z
            .string()
            .min(1, `Vul ${your} voorletters in, bijvoorbeeld F. of J.M.`)
            .regex(/\p{L}/u, `Vul ${your} voorletters in, bijvoorbeeld F. of J.M.`),
        ),
        tussenvoegsel: line(40),
        achternaam: requiredLine(`Vul ${your} achternaam in.`, 100),
        land: z.string().refine((code) => countries.includes(code), 'Kies een land.'),
        straat: requiredLine(`Vul ${your} straat in.`, 100),
        huisnummer: requiredLine(`Vul ${your} huisnummer in, bijvoorbeeld 12 of 12 A.`, 20),
        postcode: line(12),
        plaats: requiredLine(`Vul ${your} woonplaats in.`, 100),
        telefoon: line(40).pipe(
          z
            .string()
            .regex(
              /^$|^\+?[\d\s().-]{8,}$/,
              'Vul een telefoonnummer in, bijvoorbeeld 06 12345678.',
            ),
        ),
      })
      // Asked whatever else is wrong, so that all messages come at once.
      .refine(
        ({ land, postcode }) => land !== 'NL' || dutchPostcode(String(postcode)) !== undefined,
        {
          path: ['postcode'],
          message: 'Vul een postcode in zoals 1234 AB.',
          when: () => true,
        },
      )
      .refine(({ land, postcode }) => land === 'NL' || String(postcode).trim() !== '', {
        path: ['postcode'],
        message: `Vul ${your} postcode in.`,
        when: () => true,
      })
  )
}

/** The questions about where somebody works. */
export function workAnswers(register: Register) {
  const { you, your, say } = voice(register.address)
  return z.object({
    werkgever: requiredLine(
      `Vul ${your} werkgever in. ${say('Werk je', 'Werkt u')} voor ${say('jezelf', 'uzelf')}? Vul dan ${your} eigen bedrijf in.`,
    ),
    gemeente: requiredLine(`Vul de gemeente of regio in waarvoor ${you} werkt.`),
    functie: requiredLine(`Vul ${your} functie in, bijvoorbeeld leerplichtambtenaar.`),
  })
}

/** The facts of a person out of the answers. */
export function personFacts(answers: z.output<ReturnType<typeof personAnswers>>): PersonFacts {
  return {
    firstName: answers.voornaam,
    initials: answers.voorletters,
    namePrefix: answers.tussenvoegsel,
    lastName: answers.achternaam,
    phone: answers.telefoon,
    street: answers.straat,
    houseNumber: answers.huisnummer,
    postcode:
      answers.land === 'NL'
        ? (dutchPostcode(answers.postcode) ?? answers.postcode)
        : answers.postcode,
    city: answers.plaats,
    country: answers.land,
  }
}

/** Where somebody works, out of the answers. */
export function workFacts(answers: z.output<ReturnType<typeof workAnswers>>): WorkFacts {
  return {
    employer: answers.werkgever,
    municipality: answers.gemeente,
    jobTitle: answers.functie,
  }
}

/** What is known of a person, to fill the questions with. */
export function personTyped(person: PersonFacts): Answers {
  return filled({
    voornaam: person.firstName,
    voorletters: person.initials,
    tussenvoegsel: person.namePrefix,
    achternaam: person.lastName,
    land: person.country,
    straat: person.street,
    huisnummer: person.houseNumber,
    postcode: person.postcode,
    plaats: person.city,
    telefoon: person.phone,
  })
}

/** What is known of somebody's work, to fill the questions with. */
export function workTyped(work: WorkFacts): Answers {
  return filled({
    werkgever: work.employer,
    gemeente: work.municipality,
    functie: work.jobTitle,
  })
}

interface QuestionsProps {
  readonly register: Register
  readonly typed: Answers
  readonly errors: readonly FieldError[]
}

/** The questions about who somebody is and where they live. */
export function PersonQuestions({ register, typed, errors }: QuestionsProps) {
  const { you, your, Your } = voice(register.address)
  const at = (name: string) => ({
    name,
    value: typed.value(name),
    error: errorAt(errors, name),
  })
  return (
    <>
      <Fieldset
        name="naam"
        legend={`${Your} naam`}
        hint={`Zo staat ${your} naam straks op ${your} ${wording(register).certificate.name}.`}
      >
        <Field label="Voornaam" width="l" autocomplete="given-name" {...at('voornaam')} />
        <Field
          label="Voorletters"
          hint="Bijvoorbeeld F. of J.M."
          width="s"
          autocomplete="off"
          {...at('voorletters')}
        />
        <Field
          label="Tussenvoegsel"
          hint="Bijvoorbeeld van der."
          width="s"
          optional
          autocomplete="off"
          {...at('tussenvoegsel')}
        />
        <Field label="Achternaam" width="l" autocomplete="family-name" {...at('achternaam')} />
      </Fieldset>
      <Fieldset
        name="adres"
        legend={`${Your} huisadres`}
        hint={`De factuur staat op ${your} eigen naam en huisadres. ${Your} adres is niet openbaar.`}
      >
        <Select
          label="Land"
          name="land"
          width="l"
          value={typed.value('land') || 'NL'}
          error={errorAt(errors, 'land')}
          options={countries.map((code) => ({ value: code, label: countryName(code) }))}
        />
        <Field label="Straat" width="l" autocomplete="off" {...at('straat')} />
        <Field
          label="Huisnummer"
          hint="Met toevoeging, bijvoorbeeld 12 A."
          width="s"
          autocomplete="off"
          {...at('huisnummer')}
        />
        <Field label="Postcode" width="s" autocomplete="postal-code" {...at('postcode')} />
        <Field label="Woonplaats" width="l" autocomplete="address-level2" {...at('plaats')} />
      </Fieldset>
      <Field
        label="Telefoonnummer"
        hint={`Alleen voor als we ${you} per e-mail niet bereiken.`}
        type="tel"
        width="m"
        optional
        autocomplete="tel"
        {...at('telefoon')}
      />
    </>
  )
}

/** The questions about where somebody works, with why they are asked. */
export function WorkQuestions({ register, typed, errors }: QuestionsProps) {
  const { you } = voice(register.address)
  const at = (name: string) => ({
    name,
    value: typed.value(name),
    error: errorAt(errors, name),
  })
  return (
    <>
      <Field label="Werkgever" width="full" autocomplete="organization" {...at('werkgever')} />
      <Field
        label={`Gemeente of regio waarvoor ${you} werkt`}
        width="full"
        autocomplete="off"
        {...at('gemeente')}
      />
      <Field label="Functie" width="full" autocomplete="organization-title" {...at('functie')} />
    </>
  )
}
