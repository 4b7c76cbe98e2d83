import { isEmployer } from '#domain/employers/sight/give-sight.ts'
import { listInvoicesOfOrganisation } from '#domain/money/invoice/queries.ts'
import type { PastCheck } from '#domain/organisations/check/queries.ts'
import { pastChecks } from '#domain/organisations/check/queries.ts'
import { holdsOn } from '#domain/organisations/label/label.ts'
import { labelsOf } from '#domain/organisations/label/queries.ts'
import type { Capability } from '#domain/organisations/member/capabilities.ts'
import { capabilities, mayFor, roleNames } from '#domain/organisations/member/capabilities.ts'
import type { OrganisationMember } from '#domain/organisations/member/member.ts'
import { listMembers } from '#domain/organisations/member/queries.ts'
import type { Organisation } from '#domain/organisations/organisation/organisation.ts'
import { formatList } from '#language/lists.ts'
import type { SummaryItem, Work } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  formatDay,
  formatMoney,
  NextStep,
  SummaryList,
  Tag,
  WorkCards,
} from '#web/kit/index.ts'
import type { Task } from '#web/layout/tasks.tsx'
import { Tasks } from '#web/layout/tasks.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { kindNames } from '#web/organisations/facts.form.tsx'
import { gives } from '#web/organisations/gives.ts'
import { organisationTasks } from '#web/organisations/organisation-tasks.ts'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { actingOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** How an organisation stands, in a word and a colour. */
export function organisationTag({ status }: Pick<Organisation, 'status'>) {
  switch (status) {
    case 'checked':
      return { colour: 'green', label: 'Gecontroleerd' } as const
    case 'waiting':
      return { colour: 'grey', label: 'Niet gecontroleerd' } as const
    case 'asked':
      return { colour: 'yellow', label: 'Aanvullen' } as const
    case 'refused':
      return { colour: 'red', label: 'Niet goedgekeurd' } as const
    case 'merged':
      return { colour: 'grey', label: 'Samengevoegd' } as const
    case 'closed':
      return { colour: 'grey', label: 'Gesloten' } as const
  }
}

/** What an organisation says of itself, in rows. */
export function factRows(organisation: Organisation): readonly (SummaryItem | false)[] {
  const { website, mailDomain, contactPhone, tradeNames } = organisation
  return [
    { term: 'Soort', value: formatList(organisation.kinds.map((kind) => kindNames[kind])) },
    { term: 'KvK-nummer', value: organisation.kvk ?? 'Geen' },
    tradeNames.length > 0 && { term: 'Andere namen', value: formatList(tradeNames) },
    {
      term: 'Adres',
      value: `${organisation.street} ${organisation.houseNumber}, ${organisation.postcode} ${organisation.city}`,
    },
    website !== '' && {
      term: 'Website',
      value: (
        <a href={website} rel="noreferrer nofollow">
          {website.replace(/^https?:\/\//, '')}
        </a>
      ),
    },
    mailDomain !== '' && { term: 'E-maildomein', value: mailDomain },
    organisation.contactEmail !== '' && { term: 'E-mailadres', value: organisation.contactEmail },
    contactPhone !== '' && { term: 'Telefoonnummer', value: contactPhone },
  ]
}

/** An organisation as whoever acts for it finds it: what waits, what is done most, and all the rest of it. */
export async function showOrganisation(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const { organisation, member } = actingOf(visit)
  const { id } = organisation
  const [last] = await pastChecks(context, id)
  const members = await listMembers(context, id)
  const manages = mayFor(member.roles, 'manage-members')
  const tag = organisationTag(organisation)
  const shows = manages && (organisation.status === 'asked' || organisation.status === 'refused')
  const tasks = shows ? [] : await organisationTasks(visit, members)
  return titledPage(
    visit,
    {
      title: organisation.name,
      current: paths.organisation(register.id, id),
      aside: <Tag colour={tag.colour}>{tag.label}</Tag>,
      lead: (
        <>
          <Standing visit={visit} last={last} />
          <Acts
            visit={visit}
            waits={tasks.length > 0 || shows}
            waiting={tasks}
            gives={await gives(context, organisation)}
          />
          <Tasks tasks={tasks} also="Dit wacht ook" />
        </>
      ),
    },
    <>
      <WorkCards cards={await roomsOf(visit, members)} />
      <SummaryList
        title="Gegevens"
        items={factRows(organisation)}
        {...(manages ? { changeHref: paths.organisationFacts(register.id, id) } : {})}
      />
      <p>
        Rol hier: {formatList(member.roles.map((role) => roleNames[role]))}.{' '}
        <a href={paths.leaveOrganisation(register.id, id)}>Stoppen bij deze organisatie</a>
      </p>
      {mayFor(member.roles, 'close') && (
        <p>
          <a href={paths.closeOrganisation(register.id, id)}>De organisatie sluiten</a>
        </p>
      )}
    </>,
  )
}

interface ActsProps {
  readonly visit: Visit
  readonly waits: boolean
  readonly waiting: readonly Task[]
  readonly gives: boolean
}

// What is done most, by what who acts may do: the first of them is the one filled button where nothing waits.
function Acts({ visit, waits, waiting, gives: isProvider }: ActsProps) {
  const { register } = visit.context
  const { organisation, member } = actingOf(visit)
  const { id } = organisation
  const may = (capability: Capability) =>
    mayFor(member.roles, capability) &&
    (organisation.status === 'checked' || !capabilities[capability].checked)
  const acts = [
    ...(isProvider && may('enter-attendance')
      ? [{ label: 'Deelname doorgeven', href: paths.attendance(register.id, id) }]
      : []),
    ...(isProvider && may('keep-courses')
      ? [{ label: 'Opleiding toevoegen', href: paths.newCourse(register.id, id) }]
      : []),
    ...(may('manage-members')
      ? [{ label: 'Iemand uitnodigen', href: paths.inviteToOrganisation(register.id, id) }]
      : []),
  ]
  // What waits has its own button for it.
  const free = acts.filter(({ label }) => waiting[0]?.button !== label)
  if (free.length === 0) return null
  return (
    <ButtonGroup>
      {free.map(({ label, href }, at) => (
        <Button href={href} variant={at === 0 && !waits ? 'primary' : 'secondary'}>
          {label}
        </Button>
      ))}
    </ButtonGroup>
  )
}

// The rooms of an organisation that its menu has no place for, each with how it stands.
async function roomsOf(
  visit: Visit,
  members: readonly OrganisationMember[],
): Promise<readonly Work[]> {
  const { context } = visit
  const { register } = context
  const { organisation, member } = actingOf(visit)
  const { id } = organisation
  const may = (capability: Capability) => mayFor(member.roles, capability)
  const checked = organisation.status === 'checked'
  const acting = members.filter(({ status }) => status === 'active').length
  const labels = await labelsOf(context, id)
  const seen = labels.filter((one) => holdsOn(one, context.today)).length
  const isProvider = await gives(context, organisation)
  const invoices = await listInvoicesOfOrganisation(context, id)
  const open = invoices.reduce((cents, one) => cents + one.openCents, 0)
  return [
    ...(isProvider
      ? []
      : [
          {
            title: 'Opleidingen',
            href: paths.organisationCourses(register.id, id),
            text: 'Geeft de organisatie ook zelf scholing? Dan komt die hier te staan.',
          },
        ]),
    ...(may('ask-accreditation') && checked && isProvider
      ? [
          {
            title: 'Accreditatie',
            href: paths.accreditationRequests(register.id, id),
            text: 'Wat bij registers is aangevraagd, en hoe het ervoor staat.',
          },
        ]
      : []),
    ...(may('see-teams') && checked
      ? [
          {
            title: 'Teams',
            href: paths.teams(register.id, id),
            text: 'Wie is waar geregistreerd, en tot wanneer, van wie dat laat zien.',
          },
        ]
      : []),
    ...(may('check-lists') && isEmployer(organisation)
      ? [
          {
            title: 'Lijst nakijken',
            href: paths.checkList(register.id, id),
            text: 'Wie van een lijst is geregistreerd, nu en op een latere dag.',
          },
        ]
      : []),
    ...(may('allocate-work') && checked
      ? [
          {
            title: 'Werktoedeling',
            href: paths.allocations(register.id, id),
            text: 'Wie welk werk doet in de jeugdhulp, en waarom.',
          },
        ]
      : []),
    ...(may('see-invoices') && invoices.length > 0
      ? [
          {
            title: 'Facturen',
            href: paths.organisationInvoices(register.id, id),
            text: open === 0 ? 'Er staat niets open.' : `Er staat ${formatMoney(open)} open.`,
          },
        ]
      : []),
    {
      title: 'Keurmerken',
      href: paths.organisationLabels(register.id, id),
      text:
        seen === 0
          ? 'Er is nog geen keurmerk gezien dat nu geldt.'
          : seen === 1
            ? 'Er geldt nu 1 keurmerk.'
            : `Er gelden nu ${seen} keurmerken.`,
    },
    {
      title: 'Mensen',
      href: paths.organisationPeople(register.id, id),
      text:
        acting === 1
          ? '1 persoon werkt voor deze organisatie.'
          : `${acting} mensen werken voor deze organisatie.`,
    },
    ...(may('manage-members') && isProvider
      ? [
          {
            title: 'Programma’s',
            href: paths.organisationSenders(register.id, id),
            text: 'Sleutels voor programma’s die deelname sturen.',
          },
        ]
      : []),
    ...(may('see-log')
      ? [
          {
            title: 'Logboek',
            href: paths.organisationLog(register.id, id),
            text: 'Wat er is gedaan, door wie en wanneer.',
          },
        ]
      : []),
  ]
}

interface StandingProps {
  readonly visit: Visit
  readonly last: PastCheck | undefined
}

// What comes next for the organisation; for whoever may do nothing about it, how it stands.
function Standing({ visit, last }: StandingProps) {
  const { register, your } = speech(visit)
  const { organisation, member } = actingOf(visit)
  const { id, status } = organisation
  const manages = mayFor(member.roles, 'manage-members')
  const note = last?.note.trim() ?? ''
  if (manages && (status === 'asked' || status === 'refused')) {
    return (
      <NextStep
        title={status === 'asked' ? 'Laat zien wie de organisatie is' : 'Niet goedgekeurd'}
        icon="id-card"
      >
        <p>
          {status === 'asked'
            ? 'Het register wil nog iets weten. Zo lang is de organisatie niet gecontroleerd.'
            : 'Het register kon niet vaststellen wie de organisatie is.'}
        </p>
        {note !== '' && <blockquote class="preserve">{note}</blockquote>}
        <Button href={paths.organisationProof(register.id, id)}>Aanvullen</Button>
      </NextStep>
    )
  }
  if (status === 'checked') return null
  return (
    <Alert type="info" title="Nog niet gecontroleerd">
      <p>
        {register.shortName} kijkt wie de organisatie is, sinds {formatDay(organisation.waitsSince)}
        . Tot dan ziet de organisatie niets van anderen. Bij wat de organisatie zegt staat ‘niet
        gecontroleerd’.
      </p>
      {manages && (
        <p>
          <a href={paths.organisationProof(register.id, id)}>
            Voeg een bewijs toe van wie {your} organisatie is
          </a>
        </p>
      )}
    </Alert>
  )
}
