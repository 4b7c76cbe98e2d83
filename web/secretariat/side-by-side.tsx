import type {
  Choosable,
  Counts,
  MergedRegistration,
  Side,
} from '#domain/certification/merge/merge.ts'
import { choosable } from '#domain/certification/merge/merge.ts'
import type { Notice, Running, Stop, Weighed } from '#domain/certification/merge/weigh-merge.ts'
import { addresseeOf } from '#domain/people/person/person.ts'
import { formatList } from '#language/lists.ts'
import type { Register } from '#regulations/register.ts'
import { statusWords, wording } from '#regulations/wording.ts'
import type { Content } from '#web/kit/index.ts'
import { Alert, DataTable, formatDay } from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'

interface Shown {
  readonly visit: Visit
  readonly weighed: Weighed
  readonly kept?: readonly Choosable[]
}

/** Two people in a table, then what merging them does, what stops it and what is worth knowing. */
export function SideBySide({ visit, weighed, kept }: Shown) {
  const { register } = visit.context
  const { stays, goes, stops, notices } = weighed
  const rows = [
    ...choosable.map((what) => ({
      term: dataWords[what],
      of: (side: Side): Content => said(side, what) || 'Niets',
    })),
    {
      term: 'Registraties',
      of: ({ registrations }: Side): Content => (
        <ul class="plain">
          {registrations.map((one) => (
            <li>{registrationText(register, one)}</li>
          ))}
        </ul>
      ),
    },
    { term: 'In het dossier', of: ({ counts }: Side): Content => countsText(register, counts) },
  ]
  const column = (side: Side, header: string) => ({
    header,
    cell: ({ of }: (typeof rows)[number]) => of(side),
  })
  return (
    <>
      <DataTable
        caption="De twee naast elkaar"
        captionHidden
        rows={rows}
        columns={[
          { header: 'Wat', cell: ({ term }) => term, primary: true },
          column(stays, 'Blijft'),
          column(goes, 'Gaat erin op'),
        ]}
      />
      <p>
        <a href={paths.workFile(register.id, stays.registrationId)}>
          Dossier van {stays.name}
          {stays.name === goes.name && ' (blijft)'}
        </a>{' '}
        ·{' '}
        <a href={paths.workFile(register.id, goes.registrationId)}>
          Dossier van {goes.name}
          {stays.name === goes.name && ' (gaat erin op)'}
        </a>
      </p>
      {kept === undefined && (
        <p>
          <a href={paths.workCompare(register.id, goes.registrationId, stays.registrationId)}>
            Wissel om: laat het andere dossier blijven
          </a>
        </p>
      )}
      {notices.length > 0 && (
        <Alert type="info" title="Let op">
          <ul>
            {notices.map((notice) => (
              <li>{noticeText(notice)}</li>
            ))}
          </ul>
        </Alert>
      )}
      {stops.length > 0 ? (
        <Alert type="warning" title="Samenvoegen kan nog niet">
          <ul>
            {stops.map((stop) => (
              <li>{stopText(stop, weighed)}</li>
            ))}
          </ul>
        </Alert>
      ) : (
        <WhatHappens {...{ visit, weighed }} />
      )}
    </>
  )
}

function registrationText(register: Register, one: MergedRegistration): string {
  const { label } = statusWords(register, { status: one.status, temporary: false })
  return [
    one.number ?? 'Nog geen nummer',
    one.merged ? 'eerder samengevoegd' : label.toLowerCase(),
    one.validLast === undefined
      ? `aangemeld op ${formatDay(one.signedUpOn)}`
      : `tot en met ${formatDay(one.validLast)}`,
  ].join(', ')
}

function countsText(register: Register, counts: Counts): string {
  const { certificate } = wording(register)
  const of = (count: number, one: string, many: string) =>
    count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]
  const all = [
    ...of(counts.activities, 'activiteit', 'activiteiten'),
    ...of(counts.files, 'bestand', 'bestanden'),
    ...of(counts.statements, 'opgave', 'opgaven'),
    ...of(counts.applications, 'aanvraag', 'aanvragen'),
    ...of(counts.certificates, certificate.name, certificate.many),
    ...of(counts.invoices, 'factuur', 'facturen'),
  ]
  const open = counts.openInvoices === 0 ? '' : ` (${counts.openInvoices} nog open)`
  return all.length === 0 ? 'Nog niets' : `${formatList(all)}${open}`
}

function WhatHappens({ visit, weighed: { plan, stays, goes } }: Omit<Shown, 'kept'>) {
  const { register } = visit.context
  const { ends } = plan
  return (
    <>
      <h2>Dit gebeurt er</h2>
      <ul>
        <li>
          Alles van beiden is daarna van één persoon. Activiteiten, bestanden en opgaven staan bij
          elkaar, en dezelfde activiteit telt één keer. Wat al is besloten, ondertekend of betaald,
          blijft te lezen bij de registratie waar het bij hoort.
        </li>
        {ends !== undefined && (
          <li>
            {plan.stays?.number ?? 'De registratie die het verst is'} blijft.{' '}
            {ends.number === undefined
              ? 'De andere registratie eindigt.'
              : `${ends.number} eindigt; wie dat nummer zoekt, komt bij het andere uit.`}{' '}
            Wat daarvoor nog open staat aan facturen, vervalt.
          </li>
        )}
        {stays.accountId !== undefined && goes.accountId !== undefined && (
          <li>
            Inloggen kan daarna met één e-mailadres. Wie het andere gebruikt, leest waar het wel
            kan. Wie is ingelogd met het andere, wordt uitgelogd.
          </li>
        )}
        <li>
          Beide adressen krijgen een e-mail. In het openbare register van {register.called} en bij
          de controle van papieren is het meteen te zien.
        </li>
        <li>
          <strong>Het kan niet ongedaan worden gemaakt.</strong> Daarom kijkt er een collega mee.
        </li>
      </ul>
    </>
  )
}

const runningWords: Readonly<Record<Running, string>> = {
  application: 'aanvraag',
  objection: 'bezwaar',
  verdict: 'uitspraak van buiten',
  measure: 'maatregel na uitspraak',
  ruling: 'verzoek',
  leave: 'aanvraag voor verlof',
  'name-change': 'aanvraag voor een andere naam',
  'status-by-hand': 'status die met de hand is gezet',
}

function stopText(stop: Stop, { plan }: Weighed): string {
  switch (stop.is) {
    case 'own':
      return 'Een van de twee is van degene die dit nu bekijkt. Een collega moet dit doen.'
    case 'tied':
      return 'Met een van de twee bestaat een band. Een collega moet dit doen.'
    case 'works-here':
      return `${stop.name} werkt voor een register, of deed dat. Zulke mensen worden niet samengevoegd.`
    case 'died':
      return `Bij ${stop.name} is een overlijden gemeld of verwerkt.`
    case 'asked-erasure':
      return `${stop.name} heeft gevraagd om gegevens te wissen. Rond dat eerst af.`
    case 'both-certified':
      return 'Beide registraties gelden nu, of staan stil. Beëindig er eerst een.'
    case 'running': {
      const number = stop.number === '' ? '' : ` ${stop.number}`
      const of = plan.ends?.number ?? 'de registratie die eindigt'
      return `Bij ${of} loopt nog een ${runningWords[stop.what]}${number}. Rond die eerst af.`
    }
    case 'supervises':
      return 'De een begeleidt de ander. Dat kan niet bij één persoon: zoek dit eerst uit.'
    case 'elsewhere':
      return 'In een ander register moet eerst iets worden afgerond.'
  }
}

function noticeText(notice: Notice): string {
  switch (notice.is) {
    case 'shielded':
      return 'Een van de twee is afgeschermd. Dat blijft zo, voor alles wat wordt samengevoegd.'
    case 'paid':
      return `Factuur ${notice.number} van de registratie die eindigt, is betaald voor een periode die nog loopt. Boek zo nodig een factuur van de andere af.`
    case 'removed':
      return `${notice.name} is eerder doorgehaald.`
    case 'vouched':
      return 'De een bevestigde een activiteit van de ander. Kijk of dat bewijs nog volstaat.'
    case 'told-apart':
      return `Op ${formatDay(notice.on)} is vastgesteld dat dit twee mensen zijn: ${notice.reason}`
  }
}

/** What each of the data is called. */
export const dataWords: Readonly<Record<Choosable, string>> = {
  account: 'Inloggen met',
  name: 'Naam',
  address: 'Huisadres',
  phone: 'Telefoonnummer',
  work: 'Werk',
}

/** What somebody has of it. */
export function said({ name, email, person, work }: Side, what: Choosable): string {
  switch (what) {
    case 'account':
      return email
    case 'name':
      return [name, person.firstName === '' ? '' : person.initials].filter(Boolean).join(', ')
    case 'address':
      return addresseeOf(person)
        .addressLines.map((line) => line.trim())
        .filter(Boolean)
        .join(', ')
    case 'phone':
      return person.phone
    case 'work':
      return [work.jobTitle, work.employer, work.municipality].filter(Boolean).join(', ')
  }
}
