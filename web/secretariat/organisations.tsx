import type { EvidenceKind } from '#domain/organisations/check/check-organisation.ts'
import {
  checkOrganisation,
  evidenceKinds,
  isOwnOrganisation,
} from '#domain/organisations/check/check-organisation.ts'
import { answerForUnmanaged, inviteManager } from '#domain/organisations/check/let-in.ts'
import type { PastCheck } from '#domain/organisations/check/queries.ts'
import { organisationWork, pastChecks } from '#domain/organisations/check/queries.ts'
import { roleNames } from '#domain/organisations/member/capabilities.ts'
import type { OrganisationMember } from '#domain/organisations/member/member.ts'
import { listMembers } from '#domain/organisations/member/queries.ts'
import type { OrganisationFile } from '#domain/organisations/organisation/files.ts'
import {
  listOrganisationFiles,
  openOrganisationFile,
} from '#domain/organisations/organisation/files.ts'
import type { Alike } from '#domain/organisations/organisation/find-alike.ts'
import { findAlike } from '#domain/organisations/organisation/find-alike.ts'
import type {
  Organisation,
  OrganisationEvent,
  OrganisationStatus,
} from '#domain/organisations/organisation/organisation.ts'
import {
  hasEnded,
  isAtOwnDomain,
  organisationLifecycle,
} from '#domain/organisations/organisation/organisation.ts'
import {
  closedOrganisations,
  findOrganisation,
} from '#domain/organisations/organisation/queries.ts'
import { may } from '#domain/platform/lifecycle/lifecycle.ts'
import { formatList } from '#language/lists.ts'
import { sentenceCase } from '#language/sentences.ts'
import type { CheckOutcome } from '#mail/organisation.ts'
import type { ReceivedFile } from '#web/forms/answers.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { checks, choice, email, emailNeeded, files, text } from '#web/forms/questions.tsx'
import { Alert, Button, Details, formatDay, SummaryList, Tag } from '#web/kit/index.ts'
import { formPage, PageForm } from '#web/layout/form-page.tsx'
import { List } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { mailedTo } from '#web/mailed.ts'
import { kindNames } from '#web/organisations/facts.form.tsx'
import { factRows, organisationTag } from '#web/organisations/home.tsx'
import { paths } from '#web/paths.ts'
import { evidenceResponse } from '#web/professional/activity-evidence.ts'
import type { Visit } from '#web/route.ts'
import { idIn, leaveFor, notFound, seeOther } from '#web/route.ts'
import { inWork } from '#web/secretariat/in-work.ts'
import { ageInWords } from '#web/secretariat/work.tsx'
import { speech } from '#web/speech.ts'

/** The organisations that wait to be looked at, then all others. */
export async function showOrganisations(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, today } = context
  const { waiting, theirs, checked, unmanaged } = await organisationWork(context)
  const hrefOf = ({ id }: Organisation) => paths.workOrganisation(register.id, id)
  const rest = [...theirs, ...checked]
  const closed = await closedOrganisations(context)
  return titledPage(
    visit,
    {
      title: `Organisaties (${waiting.length})`,
      ...inWork(register),
      lead: (
        <p>
          <a href={paths.workOrganisationDoubles(register.id)}>Dubbele organisaties</a>
        </p>
      ),
    },
    <>
      <List
        visit={visit}
        caption="Organisaties die wachten, de oudste eerst"
        rows={waiting}
        columns={({ name, text: words }) => [
          name('Naam', ({ name: called }) => called, hrefOf),
          words('Soort', ({ kinds }) => formatList(kinds.map((kind) => kindNames[kind]))),
          words('Plaats', ({ city }) => city),
          words('Wacht', ({ waitsSince }) => ageInWords(waitsSince, today), { nowrap: true }),
        ]}
        empty={{ title: 'Alles is gedaan', text: <p>Er wacht geen organisatie op controle.</p> }}
      />
      {unmanaged.length > 0 && (
        <>
          <h2>Zonder beheerder</h2>
          <p>Hier kan niemand anderen toelaten. Nodig een nieuwe beheerder uit.</p>
          <ul>
            {unmanaged.map((one) => (
              <li>
                <a href={hrefOf(one)}>{one.name}</a>, {one.city}
              </li>
            ))}
          </ul>
        </>
      )}
      {rest.length > 0 && (
        <>
          <h2>Andere organisaties</h2>
          <List
            visit={visit}
            caption="Andere organisaties, op naam"
            rows={rest}
            columns={({ name, text: words, status }) => [
              name('Naam', ({ name: called }) => called, hrefOf),
              words('Plaats', ({ city }) => city),
              status('Stand', organisationTag, { selfExplaining: true }),
            ]}
          />
        </>
      )}
      {closed.length > 0 && (
        <Details
          summary={`Gesloten: ${closed.length === 1 ? '1 organisatie' : `${closed.length} organisaties`}`}
        >
          <ul>
            {closed.map((one) => (
              <li>
                <a href={hrefOf(one)}>{one.name}</a>, {one.city}
              </li>
            ))}
          </ul>
        </Details>
      )}
    </>,
  )
}

const evidenceNames: Readonly<Record<EvidenceKind, string>> = {
  'kvk-extract': 'Een uittreksel van de Kamer van Koophandel',
  'municipal-address': 'Een adres van de gemeente zelf',
  'own-domain-mail': 'E-mail op het eigen domein',
  'phoned-back': 'Teruggebeld op een nummer dat wij zelf opzochten',
  other: 'Iets anders',
}

const outcomeNames: Readonly<Record<CheckOutcome, string>> = {
  checked: 'Gecontroleerd',
  refused: 'Niet goedgekeurd',
  asked: 'Meer gevraagd',
  'taken-away': 'Controle ingetrokken',
}

const eventOf: Readonly<Record<CheckOutcome, OrganisationEvent>> = {
  checked: 'check',
  refused: 'refuse',
  asked: 'ask',
  'taken-away': 'take-away',
}

interface Checking {
  readonly outcome: CheckOutcome
  readonly evidence: readonly string[]
  readonly note: string
  readonly files: readonly ReceivedFile[]
}

interface Loaded {
  readonly organisation: Organisation
  readonly members: readonly OrganisationMember[]
  readonly given: readonly OrganisationFile[]
  readonly past: readonly PastCheck[]
  readonly alike: readonly Alike[]
  readonly own: boolean
}

/** One organisation, to see who it is: what it says, who acts for it, and what was found before. */
export const checkOrganisationPage = formPage<Checking, Loaded>({
  load: async (visit) => {
    const { context } = visit
    const organisation = (await findOrganisation(context, idIn(visit))) ?? notFound()
    const { id, mergedInto } = organisation
    if (mergedInto !== undefined)
      return seeOther(paths.workOrganisation(context.register.id, mergedInto))
    return {
      organisation,
      members: await listMembers(context, id),
      given: await listOrganisationFiles(context, id),
      past: await pastChecks(context, id),
      alike: (await findAlike(context, organisation)).filter((one) => one.id !== id),
      own: await isOwnOrganisation(context, id),
    }
  },
  form: (_, { organisation }) => checkForm(organisation),
  page: (visit, loaded) => {
    const { register } = visit.context
    const { organisation, own } = loaded
    return {
      title: organisation.name,
      ...inWork(register, { label: 'Organisaties', href: paths.workOrganisations(register.id) }),
      aside: <Standing organisation={organisation} />,
      lead: <About visit={visit} {...loaded} />,
      version: organisation.version,
      button: 'Vastleggen',
      frame: (asked) =>
        organisation.status === 'closed' ? (
          <Alert
            type="info"
            title={`Gesloten op ${formatDay(organisation.closedOn ?? visit.context.today)}`}
          >
            <p>
              Komt iemand terug?{' '}
              <a href={paths.workOrganisationManager(register.id, organisation.id)}>
                Nodig een beheerder uit
              </a>
              . De organisatie is daarmee weer open, en wacht daarna op controle.
            </p>
          </Alert>
        ) : own ? (
          <Alert type="info" title="Dit is een eigen organisatie">
            <p>Wie voor een organisatie werkt, kijkt niet wie die is. Een collega doet dat.</p>
          </Alert>
        ) : (
          <>
            <h2>Wie is deze organisatie?</h2>
            {asked}
          </>
        ),
    }
  },
  save: async (visit, found, { organisation: { id, name } }) => {
    const { context } = visit
    const { register } = context
    const done = await checkOrganisation(context, id, {
      ...found,
      evidence: evidenceKinds.filter((kind) => found.evidence.includes(kind)),
      version: versionIn(visit.form),
    })
    switch (done.outcome) {
      case 'done':
        return leaveFor(
          visit,
          paths.workOrganisations(register.id),
          `${name}: ${outcomeNames[found.outcome].toLowerCase()}. De beheerders krijgen bericht.`,
        )
      case 'no-evidence':
        return { wrong: { evidence: `Kies wat ${speech(visit).you} hebt gezien.` } }
      case 'no-reason':
        return { wrong: { note: 'Schrijf op waarom, of wat er is gezien.' } }
      case 'same-number':
        return {
          stale: (
            <Alert type="warning" title="Dit KvK-nummer is al gecontroleerd" focus>
              <p>
                Het hoort bij{' '}
                <a href={paths.workOrganisation(register.id, done.other.id)}>{done.other.name}</a>.
                Een van de twee klopt niet, of het is twee keer dezelfde organisatie.
              </p>
            </Alert>
          ),
        }
      case 'own':
      case 'stale':
        return {
          stale: (
            <Alert type="warning" title="Dit is niet opgeslagen" focus>
              <p>Hier is intussen iets veranderd. Kijk hoe het er nu voor staat.</p>
            </Alert>
          ),
        }
      case 'not-found':
        return notFound()
    }
  },
})

function checkForm({ status }: Organisation) {
  const possible = (Object.keys(eventOf) as CheckOutcome[]).filter((outcome) =>
    may<OrganisationStatus, OrganisationEvent>(organisationLifecycle, status, eventOf[outcome]),
  )
  const labels: Readonly<Record<CheckOutcome, string>> = {
    checked: 'Dit is de organisatie zoals opgegeven',
    asked: 'Er is meer nodig',
    refused: 'Dit is niet vast te stellen',
    'taken-away': 'De controle klopt niet meer',
  }
  return form<Checking>({
    outcome: choice('uitkomst', 'Wat is de uitkomst?', {
      required: 'Kies de uitkomst.',
      options: possible.map((value) => ({ value, label: labels[value] })),
    }),
    evidence: checks('gezien', 'Wat is gezien?', {
      optional: true,
      options: evidenceKinds.map((value) => ({ value, label: evidenceNames[value] })),
    }),
    note: text('toelichting', 'Toelichting', {
      hint: 'De organisatie leest dit. Nodig bij iets anders dan goedkeuren.',
      most: 2000,
      rows: 4,
    }),
    files: files('bestand', 'Wat is gezien, als bestand', { multiple: true }),
  })
}

function Standing({ organisation }: Pick<Loaded, 'organisation'>) {
  const { colour, label } = organisationTag(organisation)
  return <Tag colour={colour}>{label}</Tag>
}

function About({ visit, ...loaded }: Loaded & { readonly visit: Visit }) {
  const { organisation, members, given, past, alike } = loaded
  const { register, platform } = visit.context
  const { id } = organisation
  const active = members.filter(({ status }) => status === 'active')
  const asking = members.filter(({ status }) => status === 'asked')
  const managed = active.some(({ roles }) => roles.includes('manager'))
  const nameOf = (of: string) => platform.registers.get(of)?.shortName ?? of
  return (
    <>
      <SummaryList
        title="Wat is opgegeven"
        items={[
          ...factRows(organisation),
          {
            term: 'Aangemeld',
            value: `${formatDay(organisation.signedUpOn)}, bij ${nameOf(organisation.signedUpIn)}`,
          },
        ]}
      />
      <SummaryList
        title="Wie voor de organisatie werken"
        items={active.map(({ name, email: address, roles }) => ({
          term: name,
          value: (
            <>
              {sentenceCase(formatList(roles.map((role) => roleNames[role])))}, {address}
              {isAtOwnDomain(address, organisation.mailDomain) && (
                <>
                  {' '}
                  <Tag colour="green">Adres op het eigen domein</Tag>
                </>
              )}
            </>
          ),
        }))}
      />
      {!managed && !hasEnded(organisation) && <Unmanaged visit={visit} id={id} asking={asking} />}
      {given.length > 0 && (
        <>
          <h2>Bestanden</h2>
          <ul>
            {given.map((file) => (
              <li>
                <a href={paths.workOrganisationFile(register.id, id, file.id)}>{file.name}</a>, van{' '}
                {formatDay(file.addedOn)}
                {file.byOffice && ', door het register toegevoegd'}
              </li>
            ))}
          </ul>
        </>
      )}
      {alike.length > 0 && (
        <Alert type="warning" title="Lijkt op een andere organisatie">
          <ul>
            {alike.map((one) => (
              <li>
                <a href={paths.workMergeOrganisations(register.id, id, one.id)}>{one.name}</a>,{' '}
                {one.city}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {past.length > 0 && (
        <SummaryList
          title="Eerder gezien"
          items={past.map((check) => ({
            term: formatDay(check.decidedOn),
            value: (
              <>
                {outcomeNames[check.outcome]} door{' '}
                {check.decidedBy ?? 'iemand die hier niet meer werkt'} ({nameOf(check.decidedIn)})
                {check.evidence.length > 0 &&
                  `: ${formatList(check.evidence.map((kind) => evidenceNames[kind].toLowerCase()))}`}
                . Toen: {check.seen.name}, KvK {check.seen.kvk ?? 'geen'}.
                {check.note !== '' && <p class="preserve">{check.note}</p>}
              </>
            ),
          }))}
        />
      )}
    </>
  )
}

function Unmanaged(props: {
  readonly visit: Visit
  readonly id: string
  readonly asking: readonly OrganisationMember[]
}) {
  const { visit, id, asking } = props
  const { register } = visit.context
  const action = paths.workOrganisationManager(register.id, id)
  return (
    <Alert type="warning" title="Niemand beheert deze organisatie">
      <p>
        <a href={action}>Nodig een beheerder uit</a>
        {asking.length > 0 && ', of laat iemand toe die erom vroeg:'}
      </p>
      {asking.length > 0 && (
        <ul>
          {asking.map(({ name, email: address, note }) => (
            <li>
              {name}, {address}
              {note !== '' && `: ${note}`}
            </li>
          ))}
        </ul>
      )}
    </Alert>
  )
}

/** Letting in who manages an organisation that nobody manages: by an invitation, or because they asked. */
export const organisationManagerPage = formPage({
  load: async (visit) => {
    const { context } = visit
    const organisation = (await findOrganisation(context, idIn(visit))) ?? notFound()
    const members = await listMembers(context, organisation.id)
    const managed = members.some(
      ({ status, roles }) => status === 'active' && roles.includes('manager'),
    )
    if (managed) return seeOther(paths.workOrganisation(context.register.id, organisation.id))
    return { organisation, asking: members.filter(({ status }) => status === 'asked') }
  },
  form: () => form({ email: email('email', 'E-mailadres', { required: emailNeeded }) }),
  page: (visit, { organisation, asking }) => {
    const { register } = visit.context
    const back = {
      label: organisation.name,
      href: paths.workOrganisation(register.id, organisation.id),
    }
    return {
      title: `Beheerder van ${organisation.name}`,
      ...inWork(register, back),
      lead:
        asking.length > 0 ? (
          <>
            <h2>Vraagt om toegang</h2>
            <List
              visit={visit}
              caption="Wie om toegang vraagt"
              rows={asking}
              columns={({ name, text: words, button }) => [
                name('Wie', ({ name: called }) => called),
                words('E-mail', ({ email: address }) => address),
                button('Toelaten', ({ id, name: called }) => (
                  <PageForm visit={visit} hidden={{ doe: 'toelaten', wie: id }}>
                    <Button variant="secondary" about={called}>
                      Maak beheerder
                    </Button>
                  </PageForm>
                )),
                button('Afwijzen', ({ id, name: called }) => (
                  <PageForm visit={visit} hidden={{ doe: 'afwijzen', wie: id }}>
                    <Button variant="link" about={called}>
                      Wijs af
                    </Button>
                  </PageForm>
                )),
              ]}
            />
            <h2>Iemand uitnodigen</h2>
          </>
        ) : undefined,
      button: 'Uitnodigen als beheerder',
      back: { ...back, label: 'Terug', link: true },
    }
  },
  sent: async (visit, { organisation }) => {
    const { context, form: sent } = visit
    const does = sent.value('doe')
    if (does !== 'toelaten' && does !== 'afwijzen') return undefined
    const done = await answerForUnmanaged(context, organisation.id, {
      memberId: sent.value('wie'),
      granted: does === 'toelaten',
    })
    const page = paths.workOrganisation(context.register.id, organisation.id)
    switch (done.outcome) {
      case 'granted':
        return leaveFor(visit, page, 'Deze organisatie heeft weer een beheerder.')
      case 'refused':
        return leaveFor(visit, page, 'De vraag is afgewezen. Er is een bericht verstuurd.')
      case 'managed':
      case 'not-found':
        return leaveFor(visit, page, 'Dit kan niet meer: er is intussen iets veranderd.', 'info')
      case 'own':
      case 'not-allowed':
        return leaveFor(visit, page, 'Een collega moet dit doen.', 'warning')
    }
  },
  save: async (visit, { email: address }, { organisation }) => {
    const { context } = visit
    const page = paths.workOrganisation(context.register.id, organisation.id)
    const done = await inviteManager(context, organisation.id, address)
    if (done.outcome === 'invited') {
      return leaveFor(visit, page, mailedTo(context.platform, 'een uitnodiging', address))
    }
    if (done.outcome === 'too-many') {
      return { wrong: { email: 'Er wachten al vijftig uitnodigingen.' } }
    }
    if (done.outcome === 'too-often') {
      return {
        wrong: { email: 'Er gingen vandaag al veel uitnodigingen uit. Probeer het morgen.' },
      }
    }
    const text =
      done.outcome === 'own'
        ? 'Een collega moet dit doen.'
        : 'Dit kan niet meer: er is intussen iets veranderd.'
    return leaveFor(visit, page, text, 'warning')
  },
})

/** A file that shows who an organisation is, for a back office. */
export async function showCheckedFile(visit: Visit): Promise<Response> {
  const opened = await openOrganisationFile(visit.context, idIn(visit), visit.param('file'))
  return opened.outcome === 'opened' ? evidenceResponse(opened) : notFound()
}
