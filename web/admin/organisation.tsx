import { readPhone } from '#domain/people/person/person.ts'
import {
  changeOrganisation,
  organisationVersion,
} from '#domain/platform/register/change-organisation.ts'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { email, emailNeeded, line, text } from '#web/forms/questions.tsx'
import { formatMoment } from '#web/kit/index.ts'
import { ColleagueFirst } from '#web/layout/colleague-first.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { leaveFor } from '#web/route.ts'

/** What the register says of its organisation: on its pages, and in mails, letters and papers. */
export const organisationPage = formPage({
  load: ({ context }) => organisationVersion(context),
  form: organisationForm,
  known: ({ context: { register } }) => knownOf(register),
  page: ({ context: { register } }, { version, changedAt }) => ({
    title: 'Gegevens van de organisatie',
    current: paths.admin(register.id),
    breadcrumb: [{ label: 'Beheer', href: paths.admin(register.id) }],
    lead: (
      <>
        <p class="lead">
          Deze gegevens staan op de website en in nieuwe e-mails, brieven, facturen en andere
          documenten. Wat al gemaakt is, verandert niet.
        </p>
        <p>
          {changedAt === undefined
            ? 'Dit komt uit het bestand van het register en is hier nog niet gewijzigd.'
            : `Het laatst gewijzigd: ${formatMoment(changedAt)}.`}{' '}
          Het rekeningnummer wijzigt {voice(register.address).you} hier niet.
        </p>
      </>
    ),
    version,
    form: { guard: true },
    button: 'Bewaren',
  }),
  save: async (visit, answers) => {
    const { context } = visit
    const { address, ...facts } = answers
    const changed = await changeOrganisation(context, versionIn(visit.form), {
      ...facts,
      address: address.split('\n').map((one) => one.trim()),
    })
    switch (changed.outcome) {
      case 'changed':
        return leaveFor(
          visit,
          paths.adminOrganisation(context.register.id),
          'De gegevens zijn bewaard. Alles wat vanaf nu wordt gemaakt, heeft deze gegevens.',
        )
      case 'stale':
        return {
          stale: (
            <ColleagueFirst register={context.register}>
              <p>
                Deze gegevens zijn intussen gewijzigd. Kijk of dit nog klopt, en bewaar het dan
                opnieuw.
              </p>
            </ColleagueFirst>
          ),
        }
    }
  },
})

function organisationForm() {
  return form(
    {
      foundation: line('organisatie', 'Naam van de organisatie', {
        required: 'Vul de naam van de organisatie in.',
        most: 120,
        width: 'l',
        autocomplete: 'organization',
      }),
      kvk: line('kvk', 'KvK-nummer', {
        required: 'Vul het KvK-nummer in: acht cijfers.',
        read: (typed) => {
          const digits = typed.replace(/[\s.-]/g, '')
          return /^\d{8}$/.test(digits)
            ? { text: digits }
            : { message: 'Een KvK-nummer heeft acht cijfers, zoals 12345678.' }
        },
        width: 's',
        inputmode: 'numeric',
      }),
      address: text('adres', 'Straat en huisnummer, of postbus', {
        hint: 'Hoogstens drie regels.',
        required: 'Vul het adres in.',
        most: 200,
        rows: 2,
        counted: false,
      }),
      postalCodeAndCity: line('plaats', 'Postcode en plaats', {
        required: 'Vul de postcode en de plaats in.',
        most: 80,
        width: 'l',
      }),
      email: email('e-mail', 'E-mailadres', {
        hint: 'Hier schrijven mensen naartoe, ook als ze een e-mail van het register beantwoorden.',
        required: emailNeeded,
        autocomplete: 'off',
      }),
      telephone: line('telefoon', 'Telefoonnummer', {
        most: 40,
        type: 'tel',
        width: 'm',
        read: (typed) => {
          const phone = readPhone(typed)
          if (phone !== undefined || typed === '') return { text: phone ?? '' }
          return { message: 'Vul een telefoonnummer in, bijvoorbeeld 030 123 45 67.' }
        },
      }),
      openingHours: text('openingstijden', 'Openingstijden', {
        hint: 'Bijvoorbeeld: Op werkdagen van 9.00 tot 12.00 uur.',
        most: 300,
        rows: 3,
        counted: false,
      }),
      website: line('website', 'Website', {
        hint: 'Zoals krsd.nl, zonder https://.',
        required: 'Vul het adres van de website in.',
        most: 120,
        width: 'l',
        read: (typed) => {
          const host = typed.replace(/^https?:\/\//i, '').replace(/\/+$/, '')
          return /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+(\/[\w./-]*)?$/u.test(host)
            ? { text: host }
            : { message: 'Vul het adres van de website in, zoals krsd.nl.' }
        },
      }),
    },
    {
      check: ({ address, openingHours }) => ({
        address:
          address !== undefined && address.split('\n').length > 3
            ? 'Vul hoogstens drie regels in.'
            : undefined,
        openingHours:
          openingHours !== undefined && openingHours.split('\n').length > 7
            ? 'Vul hoogstens zeven regels in.'
            : undefined,
      }),
      groups: [
        { name: 'wie', legend: 'De organisatie', of: ['foundation', 'kvk'] },
        { name: 'post', legend: 'Het postadres', of: ['address', 'postalCodeAndCity'] },
        {
          name: 'bereikbaar',
          legend: 'Bereikbaar',
          of: ['email', 'telephone', 'openingHours', 'website'],
        },
      ],
    },
  )
}

function knownOf({ organisation }: Register) {
  const { foundation, address, postalCodeAndCity, email, website, kvk } = organisation
  return {
    foundation,
    address: address.join('\n'),
    postalCodeAndCity,
    email,
    website,
    kvk,
    telephone: organisation.telephone ?? '',
    openingHours: organisation.openingHours ?? '',
  }
}
