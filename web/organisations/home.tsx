import type { PastCheck } from '#domain/organisations/check/queries.ts'
import { pastChecks } from '#domain/organisations/check/queries.ts'
import { holdsOn } from '#domain/organisations/label/label.ts'
import { labelsOf } from '#domain/organisations/label/queries.ts'
import { mayFor, roleNames } from '#domain/organisations/member/capabilities.ts'
import { listMembers } from '#domain/organisations/member/queries.ts'
import type { Organisation } from '#domain/organisations/organisation/organisation.ts'
import { formatList } from '#language/lists.ts'
import type { SummaryItem } from '#web/kit/index.ts'
import { Alert, Button, formatDay, NextStep, SummaryList, Tag } from '#web/kit/index.ts'
import { titledPage } from '#web/layout/titled-page.tsx'
import { kindNames } from '#web/organisations/facts.form.tsx'
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

/** An organisation as whoever acts for it finds it: what comes next, and how it stands. */
export async function showOrganisation(visit: Visit): Promise<Response> {
  const { register } = speech(visit)
  const { organisation, member } = actingOf(visit)
  const { id } = organisation
  const [last] = await pastChecks(visit.context, id)
  const members = await listMembers(visit.context, id)
  const manages = mayFor(member.roles, 'manage-members')
  const labels = await labelsOf(visit.context, id)
  const seen = labels.filter((one) => holdsOn(one, visit.context.today)).length
  const tag = organisationTag(organisation)
  const asking = members.filter(({ status }) => status === 'asked')
  const acting = members.filter(({ status }) => status === 'active')
  return titledPage(
    visit,
    {
      title: organisation.name,
      current: paths.organisation(register.id, id),
      aside: <Tag colour={tag.colour}>{tag.label}</Tag>,
      lead: <Standing visit={visit} last={last} asking={asking.length} />,
    },
    <>
      <SummaryList
        title="Gegevens"
        items={factRows(organisation)}
        {...(manages ? { changeHref: paths.organisationFacts(register.id, id) } : {})}
      />
      <h2>Opleidingen</h2>
      <p>
        <a href={paths.organisationCourses(register.id, id)}>Wat de organisatie geeft</a>
        {mayFor(member.roles, 'ask-accreditation') && organisation.status === 'checked' && (
          <>
            {' '}
            en <a href={paths.accreditationRequests(register.id, id)}>accreditatie aanvragen</a>
          </>
        )}
      </p>
      <h2>Mensen</h2>
      <p>
        {acting.length === 1
          ? '1 persoon werkt voor deze organisatie.'
          : `${acting.length} mensen werken voor deze organisatie.`}{' '}
        <a href={paths.organisationPeople(register.id, id)}>Bekijk wie</a>
      </p>
      <h2>Keurmerken</h2>
      <p>
        {seen === 0
          ? 'Er is nog geen keurmerk gezien dat nu geldt.'
          : seen === 1
            ? 'Er geldt nu 1 keurmerk.'
            : `Er gelden nu ${seen} keurmerken.`}{' '}
        <a href={paths.organisationLabels(register.id, id)}>Bekijk de keurmerken</a>
      </p>
      {mayFor(member.roles, 'enter-attendance') && organisation.status === 'checked' && (
        <p>
          <a href={paths.attendance(register.id, id)}>Deelname doorgeven: wie er was</a>
        </p>
      )}
      {manages && (
        <p>
          <a href={paths.organisationSenders(register.id, id)}>Programma’s die deelname sturen</a>
        </p>
      )}
      {mayFor(member.roles, 'see-log') && (
        <p>
          <a href={paths.organisationLog(register.id, id)}>Logboek: wat er is gebeurd</a>
        </p>
      )}
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

interface StandingProps {
  readonly visit: Visit
  readonly last: PastCheck | undefined
  readonly asking: number
}

// What comes next for the organisation; for whoever may do nothing about it, how it stands.
function Standing({ visit, last, asking }: StandingProps) {
  const { register, say, your } = speech(visit)
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
  if (manages && asking > 0) {
    return (
      <NextStep title="Er vraagt iemand om toegang" icon="eye">
        <p>
          {asking === 1 ? 'Iemand wil' : `${asking} mensen willen`} voor {say('je', 'uw')}{' '}
          organisatie werken.
        </p>
        <Button href={paths.organisationPeople(register.id, id)}>Bekijken</Button>
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
