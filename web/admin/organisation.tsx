import { readPhone } from '#domain/people/person/person.ts'
import type {
  OrganisationFacts,
  OrganisationVersion,
} from '#domain/platform/register/change-organisation.ts'
import {
  changeOrganisation,
  organisationFacts,
  organisationOfFile,
  organisationVersions,
  restoreOrganisation,
} from '#domain/platform/register/change-organisation.ts'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { email, emailNeeded, line, text } from '#web/forms/questions.tsx'
import { Button, ButtonGroup, formatMoment, SummaryList } from '#web/kit/index.ts'
import { ColleagueFirst } from '#web/layout/colleague-first.tsx'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { List } from '#web/layout/list-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { leaveFor } from '#web/route.ts'

/** What the register says of its organisation: on its pages, and in mails, letters and papers. */
export const organisationPage = formPage({
  load: async ({ context }) => ({ versions: await organisationVersions(context) }),
  form: organisationForm,
  known: ({ context: { register } }) => knownOf(register),
  page: (visit, { versions }) => {
    const { context } = visit
    const { register } = context
    const [last] = versions
    return {
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
            {last === undefined
              ? 'Dit komt uit het bestand van het register en is hier nog niet gewijzigd.'
              : last.fromFile
                ? `Dit komt weer uit het bestand van het register, sinds ${formatMoment(last.changedAt)}.`
                : `Het laatst gewijzigd: ${formatMoment(last.changedAt)}.`}{' '}
            Het rekeningnummer {voice(register.address).say('wijzig je', 'wijzigt u')} hier niet.
          </p>
        </>
      ),
      version: last?.version ?? 0,
      form: { guard: true },
      button: (
        <ButtonGroup>
          <Button>Bewaren</Button>
          {last !== undefined && !last.fromFile && (
            <Button variant="link" href={paths.adminOrganisationOriginal(register.id)}>
              Zet de gegevens uit het bestand terug
            </Button>
          )}
        </ButtonGroup>
      ),
      after: <History visit={visit} versions={versions} file={organisationOfFile(context)} />,
    }
  },
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

// What each of the facts is called where its change is told.
const labels: Readonly<Record<keyof OrganisationFacts, string>> = {
  foundation: 'Naam',
  kvk: 'KvK-nummer',
  address: 'Adres',
  postalCodeAndCity: 'Postcode en plaats',
  email: 'E-mailadres',
  telephone: 'Telefoonnummer',
  openingHours: 'Openingstijden',
  website: 'Website',
}

// Each change with what stood there before it, the newest first.
function History(props: {
  readonly visit: Visit
  readonly versions: readonly OrganisationVersion[]
  readonly file: OrganisationFacts
}) {
  const { visit, versions, file } = props
  if (versions.length === 0) return null
  return (
    <>
      <h2>Eerdere wijzigingen</h2>
      <List
        visit={visit}
        caption="Eerdere wijzigingen, de nieuwste eerst"
        rows={versions.map((one, index) => ({
          ...one,
          before: versions[index + 1]?.facts ?? file,
        }))}
        columns={({ moment, text }) => [
          moment('Wanneer', ({ changedAt }) => changedAt),
          text('Wie', ({ changedBy }) => changedBy || 'Niet meer bekend'),
          text('Wat er eerst stond', ({ facts, before, fromFile }) => (
            <>
              {fromFile && <p>De gegevens uit het bestand zijn teruggezet.</p>}
              {changesOf(before, facts).map(({ label, was }) => (
                <p>
                  {label}: {was || 'niets'}
                </p>
              ))}
            </>
          )),
        ]}
      />
    </>
  )
}

function changesOf(before: OrganisationFacts, after: OrganisationFacts) {
  const names = Object.keys(labels) as (keyof OrganisationFacts)[]
  return names.flatMap((name) => {
    const was = lineOf(before[name])
    const is = lineOf(after[name])
    return was === is ? [] : [{ label: labels[name], was }]
  })
}

function lineOf(fact: string | readonly string[]): string {
  return typeof fact === 'string' ? fact.replaceAll('\n', ', ') : fact.join(', ')
}

/** Asks whether the file of the register says again what its organisation is. */
export async function askOrganisationOriginal(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const back = paths.adminOrganisation(register.id)
  const [last] = await organisationVersions(context)
  if (last === undefined || last.fromFile) {
    return leaveFor(visit, back, 'Dit zijn al de gegevens uit het bestand.', 'info')
  }
  const changes = changesOf(organisationOfFile(context), last.facts)
  return confirmPage(
    visit,
    {
      title: 'Gegevens uit het bestand terugzetten',
      current: paths.admin(register.id),
      breadcrumb: [
        { label: 'Beheer', href: paths.admin(register.id) },
        { label: 'Gegevens van de organisatie', href: back },
      ],
      lead: (
        <p>
          Vanaf dan geldt weer wat in het bestand van het register staat. In het logboek en bij de
          eerdere wijzigingen blijft staan wat er nu staat.
        </p>
      ),
      version: last.version,
      button: 'Terugzetten',
      danger: true,
      back: { label: 'Niet terugzetten', href: back, link: true },
    },
    <SummaryList
      items={changes.map(({ label, was }) => ({ term: label, value: was || 'niets' }))}
    />,
  )
}

/** Lets the file of the register say again what its organisation is. */
export async function restoreOrganisationPage(visit: Visit): Promise<Response> {
  const { context } = visit
  const back = paths.adminOrganisation(context.register.id)
  const restored = await restoreOrganisation(context, versionIn(visit.form))
  switch (restored.outcome) {
    case 'changed':
      return leaveFor(visit, back, 'De gegevens uit het bestand van het register gelden weer.')
    case 'stale':
      return leaveFor(
        visit,
        back,
        'Een collega wijzigde deze gegevens intussen. Kijk wat er nu staat.',
        'warning',
      )
  }
}

function knownOf(register: Register) {
  const { address, ...facts } = organisationFacts(register)
  return { ...facts, address: address.join('\n') }
}
