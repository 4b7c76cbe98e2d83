import { listAdditions } from '#domain/certification/addition/queries.ts'
import { organisationsWaiting } from '#domain/organisations/check/queries.ts'
import { listFactorResets } from '#domain/people/account/running-resets.ts'
import { listStaff } from '#domain/people/staff/list-staff.ts'
import { waitingChanges } from '#domain/people/staff/waiting-changes.ts'
import { readAlarms } from '#domain/platform/alarm/queries.ts'
import { lastCheckpoint } from '#domain/platform/audit/last-checkpoint.ts'
import { countUndone } from '#domain/platform/left-undone/queries.ts'
import { listMail } from '#domain/platform/message/queries.ts'
import { countUndelivered } from '#domain/platform/message/undelivered.ts'
import { failedPapers } from '#domain/platform/paper/queries.ts'
import { waitingImport } from '#domain/platform/register/settle-import.ts'
import { bodyFor } from '#regulations/bodies.ts'
import { alarmsInWords } from '#web/admin/alarms.tsx'
import { FirstSteps, firstSteps } from '#web/admin/first-steps.tsx'
import { FaultyRegisters } from '#web/admin/register-faults.tsx'
import { Alert, formatCount, formatDay, WorkCards } from '#web/kit/index.ts'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'

/** Where the administrator begins: what there is to look after. */
export async function showAdmin(visit: Visit): Promise<Response> {
  const { context } = visit
  const { id } = context.register
  const { total } = await listMail(context, 1, 1)
  const staff = await listStaff(context)
  const sealed = await lastCheckpoint(context)
  const failed = (await failedPapers(context)).length + (await countUndone(context))
  const undelivered = await countUndelivered(context)
  const givenUp = undelivered.reduce((sum, reason) => sum + reason.givenUp, 0)
  const { running } = await listFactorResets(context)
  const toConfirm = running.filter(({ status }) => status === 'asked').length
  const steps = await firstSteps(visit)
  const alarms = await readAlarms(context)
  const { count: unchecked } = await organisationsWaiting(context)
  const waitingFiles = await waitingImport(context)
  const changes = await waitingChanges(context)
  const version = context.register.versions.at(-1)
  const proposed = (await listAdditions(context)).filter(({ status }) => status === 'proposed')
  const cards = [
    context.platform.demo && {
      title: 'Tijd vooruitzetten',
      href: paths.adminClock(id),
      text: `Het is ${formatDay(context.today)}. Loop een maand, een kwartaal of een hele periode door in een paar minuten.`,
    },
    {
      title: 'Reglement',
      href: paths.adminRegulation(id),
      text:
        version === undefined
          ? 'Er is nog geen versie.'
          : `De nieuwste versie geldt vanaf ${formatDay(version.regulation.version)}.${waiting(proposed.length)}`,
    },
    {
      title: 'Organisatie',
      href: paths.adminOrganisation(id),
      text: 'Naam, adres, telefoon en openingstijden.',
    },
    {
      title: 'Teksten',
      href: paths.adminTexts(id),
      text: 'Wat er op de pagina’s van de website staat.',
    },
    {
      title: 'E-mail',
      href: paths.adminMails(id),
      text: total === 1 ? '1 e-mail geschreven.' : `${formatCount(total)} e-mails geschreven.`,
    },
    {
      title: 'Gebruikers',
      href: paths.adminStaff(id),
      text: `${staff.length === 1 ? '1 rol' : `${staff.length} rollen`} in dit register.${waiting(changes.length)}`,
    },
    {
      title: 'Tweede stap kwijt',
      href: paths.adminFactorResets(id),
      text:
        toConfirm === 0
          ? 'Help wie geen telefoon en geen herstelcode meer heeft.'
          : `${toConfirm === 1 ? '1 herstel wacht' : `${toConfirm} keer herstel wacht`} op een tweede collega.`,
    },
    bodyFor(context.register, 'decide-objections') !== undefined && {
      title: 'Wie beslist over bezwaren',
      href: paths.adminObjections(id),
      text: 'Wijs iemand aan als er te weinig mensen over zijn die mogen beslissen.',
    },
    {
      title: 'Organisaties',
      href: paths.workOrganisations(id),
      text:
        unchecked === 0
          ? 'Opleiders, werkgevers en anderen, en wie voor hen werken.'
          : `${unchecked === 1 ? '1 organisatie wacht' : `${unchecked} organisaties wachten`} op controle.`,
    },
    {
      title: 'Gegevensbescherming',
      href: paths.privacyWork(id),
      text: 'Verzoeken om te wissen, bewaartermijnen en datalekken.',
    },
    {
      title: 'Overnemen',
      href: paths.adminTakeovers(id),
      text: 'Breng een bestaand register hierheen, met nummers, periodes en besluiten.',
    },
    {
      title: 'Alarm',
      href: paths.adminAlarms(id),
      text: alarmsInWords(alarms),
    },
    {
      title: 'Logboek',
      href: paths.adminLog(id),
      text: `${formatCount(sealed.size)} wijzigingen verzegeld.`,
    },
  ].filter((card) => card !== false)
  return titledPage(
    visit,
    { title: 'Beheer', current: paths.admin(id) },
    <>
      <FaultyRegisters visit={visit} />
      {waitingFiles !== undefined && (
        <Alert type="warning" title="Bestanden van het register wachten op bevestiging">
          <p>
            <a href={paths.adminRegulation(id)}>Bekijk wat er zou veranderen</a>
          </p>
        </Alert>
      )}
      {alarms.standing.length > 0 && (
        <Alert type="error" title="Er is iets mis met Peil">
          <p>
            <a href={paths.adminAlarms(id)}>Bekijk wat er mis is, en wat er te doen is</a>
          </p>
        </Alert>
      )}
      {failed > 0 && <LeftUndone count={failed} href={paths.adminLeftUndone(id)} />}
      {givenUp > 0 && (
        <Alert
          type="error"
          title={givenUp === 1 ? '1 e-mail kwam niet aan' : `${givenUp} e-mails kwamen niet aan`}
        >
          <p>
            <a href={paths.adminUndelivered(id)}>Bekijk waarom, en verstuur opnieuw</a>
          </p>
        </Alert>
      )}
      <FirstSteps visit={visit} steps={steps} />
      <WorkCards cards={cards} />
    </>,
  )
}

function waiting(proposals: number): string {
  if (proposals === 0) return ''
  return proposals === 1 ? ' 1 voorstel wacht.' : ` ${proposals} voorstellen wachten.`
}

// What somebody is owed, and mails with it, waits until this is mended.
function LeftUndone({ count, href }: { readonly count: number; readonly href: string }) {
  return (
    <Alert
      type="error"
      title={
        count === 1
          ? 'Er is 1 ding niet gelukt'
          : `Er zijn ${formatCount(count)} dingen niet gelukt`
      }
    >
      <p>
        Peil probeert het elke ochtend opnieuw. <a href={href}>Bekijk wat niet lukte, en waarom</a>
      </p>
    </Alert>
  )
}
