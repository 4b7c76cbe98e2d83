import { closeOrganisation } from '#domain/organisations/closing/close-organisation.ts'
import type { OpenThing } from '#domain/organisations/closing/open-things.ts'
import { openThings } from '#domain/organisations/closing/open-things.ts'
import { listMembers } from '#domain/organisations/member/queries.ts'
import { counted } from '#language/numbers.ts'
import { retentionRule } from '#regulations/retention.ts'
import { versionIn } from '#web/forms/answers.ts'
import { Alert, formatDay } from '#web/kit/index.ts'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { inOrganisation } from '#web/organisations/in-organisation.ts'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { actingOf, leaveFor, notFound } from '#web/route.ts'
import { speech } from '#web/speech.ts'

const openWords: Readonly<Record<OpenThing, (count: number) => string>> = {
  accreditation_objection: (count) =>
    `${counted(count, 'bezwaar', 'bezwaren')} tegen een besluit over accreditatie ${count === 1 ? 'loopt' : 'lopen'} nog. Wacht op het besluit.`,
  attendance_contest: (count) =>
    `${counted(count, 'deelnemer is', 'deelnemers zijn')} het niet eens met wat over de deelname is doorgegeven. Antwoord eerst, of wacht op het besluit.`,
  attendance_delivery: (count) =>
    `${counted(count, 'lijst', 'lijsten')} met deelnemers ${count === 1 ? 'wordt' : 'worden'} nog verwerkt. Wacht tot dat klaar is.`,
  enrolment: (count) =>
    `${counted(count, 'deelnemer is', 'deelnemers zijn')} aangemeld voor een uitvoering die nog komt. Laat die eerst vervallen, of wacht tot die voorbij is.`,
  attendance_entry: (count) =>
    `${counted(count, 'deelnemer schreef zichzelf op', 'deelnemers schreven zichzelf op')}. Bevestig dat eerst, of zeg dat het niet klopt.`,
  course: (count) =>
    `${counted(count, 'opleiding wordt', 'opleidingen worden')} nog aangeboden. Trek ${count === 1 ? 'die' : 'ze'} eerst in.`,
  invoice: (count) =>
    `${counted(count, 'factuur staat', 'facturen staan')} nog open. Betaal ${count === 1 ? 'die' : 'ze'} eerst.`,
  accreditation_part: (count) =>
    `${counted(count, 'aanvraag', 'aanvragen')} om accreditatie ${count === 1 ? 'loopt' : 'lopen'} nog. Wacht op het besluit, of trek ${count === 1 ? 'die' : 'ze'} in.`,
}

const openNames: Readonly<Record<OpenThing, string>> = {
  accreditation_objection: 'bezwaren',
  attendance_contest: 'deelnemers die het niet eens zijn',
  attendance_delivery: 'lijsten',
  enrolment: 'aanmeldingen',
  attendance_entry: 'wie zichzelf opschreef',
  course: 'opleidingen',
  invoice: 'facturen',
  accreditation_part: 'aanvragen',
}

// Where what is open is looked at and settled.
function settledAt(visit: Visit, thing: OpenThing): string {
  const { register } = visit.context
  const { id } = actingOf(visit).organisation
  switch (thing) {
    case 'accreditation_objection':
    case 'accreditation_part':
      return paths.accreditationRequests(register.id, id)
    case 'invoice':
      return paths.organisationInvoices(register.id, id)
    case 'course':
    case 'enrolment':
      return paths.organisationCourses(register.id, id)
    case 'attendance_contest':
    case 'attendance_delivery':
    case 'attendance_entry':
      return paths.attendance(register.id, id)
  }
}

/** Closing an organisation: what stays and until when, and what has to be settled before. */
export async function showClose(visit: Visit): Promise<Response> {
  const { register, today } = visit.context
  const { You } = speech(visit)
  const { organisation } = actingOf(visit)
  const open = await openThings(visit.context, organisation.id)
  const facts = { title: `${organisation.name} sluiten`, ...inOrganisation(visit) }
  const here = { label: 'Niet sluiten', href: paths.organisation(register.id, organisation.id) }
  if (open.length > 0) {
    return titledPage(
      visit,
      facts,
      <>
        <Alert type="info" title="Dit kan nog niet">
          <ul>
            {open.map(({ thing, count }) => (
              <li>
                {openWords[thing](count)}{' '}
                <a href={settledAt(visit, thing)}>
                  Bekijken
                  <span class="visually-hidden">: {openNames[thing]}</span>
                </a>
              </li>
            ))}
          </ul>
        </Alert>
        <p>
          <a href={here.href}>Terug naar {organisation.name}</a>
        </p>
      </>,
    )
  }
  const others = (await listMembers(visit.context, organisation.id)).filter(
    ({ status }) => status === 'active',
  ).length
  const log = retentionRule(register, 'log')
  return confirmPage(
    visit,
    {
      ...facts,
      version: organisation.version,
      danger: true,
      button: 'Sluiten',
      back: here,
    },
    <>
      <p>
        {others === 1
          ? `${You} bent de enige die voor de organisatie werkt.`
          : `${others} mensen werken voor de organisatie, en krijgen bericht.`}{' '}
        Daarna kan niemand er nog iets voor doen of zien. Wie later terugkomt, vraagt een register
        om de organisatie weer te openen.
      </p>
      <h2>Dit gaat weg</h2>
      <ul>
        <li>Het e-mailadres en telefoonnummer van de organisatie</li>
        <li>De bestanden die lieten zien wie de organisatie is</li>
        <li>Uitnodigingen die wachten. Wie om toegang vroeg, krijgt bericht</li>
      </ul>
      <h2>Dit blijft</h2>
      <ul>
        <li>
          De naam, het adres en het KvK-nummer, zolang er iets over de organisatie is besloten of
          iemand er een opleiding van volgde
        </li>
        <li>Wat registers over de organisatie besloten</li>
        <li>
          Wat er is gewijzigd en door wie
          {log.does === 'keep'
            ? ''
            : `. De namen verdwijnen uit het logboek na ${formatDay(today.add(log.keep))}`}
        </li>
      </ul>
    </>,
  )
}

/** Closes it. */
export async function sendClose(visit: Visit): Promise<Response> {
  const { context, form } = visit
  const { register } = context
  const { organisation } = actingOf(visit)
  const done = await closeOrganisation(context, organisation.id, { version: versionIn(form) })
  switch (done.outcome) {
    case 'closed':
      return leaveFor(visit, paths.hats(register.id), `${organisation.name} is gesloten.`)
    case 'open':
    case 'stale':
      return leaveFor(
        visit,
        paths.closeOrganisation(register.id, organisation.id),
        'Er is intussen iets veranderd. De organisatie is niet gesloten.',
        'warning',
      )
    case 'not-allowed':
      return notFound()
  }
}
