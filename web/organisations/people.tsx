import type { AnsweredAccess } from '#domain/organisations/member/answer-access.ts'
import { answerAccess } from '#domain/organisations/member/answer-access.ts'
import type { MemberRole } from '#domain/organisations/member/capabilities.ts'
import {
  capabilities,
  capabilitiesOf,
  mayFor,
  memberRoles,
  roleNames,
  rolesIn,
} from '#domain/organisations/member/capabilities.ts'
import type { ChangedMember } from '#domain/organisations/member/change-member.ts'
import {
  changeRoles,
  leaveOrganisation,
  removeMember,
} from '#domain/organisations/member/change-member.ts'
import type { OrganisationInvitation } from '#domain/organisations/member/invitations.ts'
import {
  invitationDays,
  inviteMember,
  inviteMemberAgain,
  listMemberInvitations,
  withdrawInvitation,
} from '#domain/organisations/member/invitations.ts'
import type { OrganisationMember } from '#domain/organisations/member/member.ts'
import { findOrganisationMember, listMembers } from '#domain/organisations/member/queries.ts'
import { formatList } from '#language/lists.ts'
import { sentenceCase } from '#language/sentences.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { checks, email, emailNeeded } from '#web/forms/questions.tsx'
import { Button, formatDay, formatMoment, SummaryList } from '#web/kit/index.ts'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { formPage, PageForm } from '#web/layout/form-page.tsx'
import { List } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { mailedTo } from '#web/mailed.ts'
import { inOrganisation } from '#web/organisations/in-organisation.ts'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { actingOf, leaveFor, notFound } from '#web/route.ts'
import { speech } from '#web/speech.ts'

function rolesQuestion(label: string) {
  return checks('rol', label, {
    required: 'Kies minstens één rol.',
    options: memberRoles.map((role) => ({
      value: role,
      label: sentenceCase(roleNames[role]),
      hint: mayText(role),
    })),
  })
}

// "Vraagt accreditatie aan en ziet wie zich heeft aangemeld." What everybody may is said where it is all, and of who may
// everything what nobody else may.
function mayText(role: MemberRole): string {
  const may = capabilitiesOf([role])
  const others = capabilitiesOf(memberRoles.filter((one) => one !== role))
  const all = may.length > others.length && others.every((one) => may.includes(one))
  const besides = all ? others : capabilitiesOf(['reader'])
  const own = may.filter((one) => !besides.includes(one))
  const words = (own.length === 0 ? may : own).map((one) => capabilities[one].words)
  return `${sentenceCase(formatList([...(all ? ['mag alles wat de anderen mogen'] : []), ...words]))}.`
}

function rolesText(roles: readonly MemberRole[]): string {
  return sentenceCase(formatList(roles.map((role) => roleNames[role])))
}

/** Who acts for an organisation, who asked to and who is invited. */
export async function showPeople(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const { organisation, member: own } = actingOf(visit)
  const manages = mayFor(own.roles, 'manage-members')
  const all = await listMembers(context, organisation.id)
  const asking = all.filter(({ status }) => status === 'asked')
  const acting = all.filter(({ status }) => status === 'active')
  const invitations = manages ? await listMemberInvitations(context, organisation.id) : []
  const hrefOf = (one: OrganisationMember) =>
    paths.organisationMember(register.id, organisation.id, one.id)
  return titledPage(
    visit,
    {
      title: 'Mensen',
      ...inOrganisation(visit, paths.organisationPeople(register.id, organisation.id)),
      lead: manages && (
        <p>
          <Button href={paths.inviteToOrganisation(register.id, organisation.id)}>
            Iemand uitnodigen
          </Button>
        </p>
      ),
    },
    <>
      {manages && asking.length > 0 && (
        <>
          <h2>Vraagt om toegang</h2>
          <List
            visit={visit}
            caption="Wie om toegang vraagt, de oudste eerst"
            rows={asking}
            columns={({ name, text, day }) => [
              name('Wie', ({ name: called }) => called, hrefOf),
              text('E-mail', ({ email: address }) => address),
              day('Gevraagd op', ({ askedOn }) => askedOn ?? context.today),
            ]}
          />
          <h2>Werkt voor de organisatie</h2>
        </>
      )}
      <List
        visit={visit}
        caption="Wie voor de organisatie werken, de beheerders eerst"
        rows={acting}
        columns={({ name, text, day, status, button }) => [
          name('Wie', ({ name: called }) => called),
          text('Rol', ({ roles }) => rolesText(roles)),
          ...(manages
            ? [
                text('E-mail', ({ email: address }) => address),
                day('Sinds', ({ since }) => since ?? context.today),
                status('Tweede stap', ({ secondFactor }) =>
                  secondFactor
                    ? { colour: 'green', label: 'Ingesteld' }
                    : { colour: 'grey', label: 'Nog niet' },
                ),
                button('Wijzigen', (one) => (
                  <Button variant="link" href={hrefOf(one)} about={one.name}>
                    Wijzig
                  </Button>
                )),
              ]
            : []),
        ]}
      />
      {invitations.length > 0 && <Invitations visit={visit} invitations={invitations} />}
      <SummaryList
        title="Wat elke rol mag"
        items={memberRoles.map((role) => ({
          term: sentenceCase(roleNames[role]),
          value: mayText(role),
        }))}
      />
    </>,
  )
}

function Invitations(props: {
  readonly visit: Visit
  readonly invitations: readonly OrganisationInvitation[]
}) {
  const { visit, invitations } = props
  const { register } = visit.context
  const { organisation } = actingOf(visit)
  const to = (id: string) => paths.organisationInvitation(register.id, organisation.id, id)
  return (
    <>
      <h2>Uitgenodigd</h2>
      <List
        visit={visit}
        caption="Uitnodigingen die wachten, de nieuwste eerst"
        rows={invitations}
        columns={({ name, text, status, button }) => [
          name('Aan wie', ({ email: address }) => address),
          text('Rol', ({ roles }) => rolesText(roles)),
          status(
            'Stand',
            ({ expired, expiresAt }) =>
              expired
                ? { colour: 'red', label: 'Verlopen' }
                : { colour: 'blue', label: `Geldig tot ${formatMoment(expiresAt)}` },
            { selfExplaining: true },
          ),
          button('Opnieuw', ({ id, email: address }) => (
            <PageForm visit={visit} action={to(id)} hidden={{ doe: 'opnieuw' }}>
              <Button variant="link" about={address}>
                Stuur opnieuw
              </Button>
            </PageForm>
          )),
          button('Intrekken', ({ id, email: address }) => (
            <PageForm visit={visit} action={to(id)} hidden={{ doe: 'intrekken' }}>
              <Button variant="link" about={address}>
                Trek in
              </Button>
            </PageForm>
          )),
        ]}
      />
    </>
  )
}

/** Inviting somebody to act for an organisation. */
export const invitePersonPage = formPage({
  load: actingOf,
  form: () =>
    form({
      email: email('email', 'E-mailadres', { required: emailNeeded, autocomplete: 'off' }),
      roles: rolesQuestion('Wat gaat diegene doen?'),
    }),
  page: (visit, { organisation }) => {
    const { register, say } = speech(visit)
    return {
      title: 'Iemand uitnodigen',
      ...inOrganisation(visit, paths.organisationPeople(register.id, organisation.id)),
      lead: (
        <p class="lead">
          {say('Je collega', 'Uw collega')} krijgt een link die één keer werkt en {invitationDays}{' '}
          dagen geldig is.
        </p>
      ),
      button: 'Uitnodigen',
      back: {
        label: 'Terug',
        href: paths.organisationPeople(register.id, organisation.id),
        link: true,
      },
    }
  },
  save: async (visit, { email: address, roles }, { organisation }) => {
    const { context } = visit
    const invited = await inviteMember(context, organisation.id, {
      email: address,
      roles: rolesIn(roles),
    })
    switch (invited.outcome) {
      case 'invited':
        return leaveFor(
          visit,
          paths.organisationPeople(context.register.id, organisation.id),
          mailedTo(context.platform, 'een uitnodiging', address),
        )
      case 'member':
        return { wrong: { email: 'Iemand met dit adres werkt al voor de organisatie.' } }
      case 'too-many':
        return { wrong: { email: 'Er wachten al vijftig uitnodigingen. Trek er eerst een in.' } }
      case 'too-often':
        return {
          wrong: { email: 'Er gingen vandaag al veel uitnodigingen uit. Probeer het morgen.' },
        }
      case 'no-roles':
        return { wrong: { roles: 'Kies minstens één rol.' } }
      case 'not-allowed':
        return notFound()
    }
  },
})

/** Sends an invitation again, or takes it back. */
export async function sendOrganisationInvitation(visit: Visit): Promise<Response> {
  const { context, form: sent } = visit
  const { organisation } = actingOf(visit)
  const people = paths.organisationPeople(context.register.id, organisation.id)
  const again = sent.value('doe') === 'opnieuw'
  const change = again ? inviteMemberAgain : withdrawInvitation
  const done = await change(context, organisation.id, visit.param('invitation'))
  switch (done.outcome) {
    case 'sent-again':
      return leaveFor(
        visit,
        people,
        mailedTo(context.platform, 'een nieuwe uitnodiging', done.email),
      )
    case 'too-often':
      return leaveFor(
        visit,
        people,
        'Er gingen vandaag al veel uitnodigingen uit. Probeer het morgen.',
        'warning',
      )
    case 'withdrawn':
      return leaveFor(visit, people, `De uitnodiging aan ${done.email} is ingetrokken.`)
    case 'not-found':
      return leaveFor(visit, people, 'Deze uitnodiging is er niet meer.', 'info')
    case 'not-allowed':
      return notFound()
  }
}

/** One member: their roles, letting them go, or answering that they asked to act for the organisation. */
export const memberPage = formPage({
  load: async (visit) => {
    const { organisation, member: own } = actingOf(visit)
    const id = visit.param('member')
    const member = await findOrganisationMember(visit.context, organisation.id, id)
    if (member === undefined || !['asked', 'active'].includes(member.status)) return notFound()
    return { organisation, member, isSelf: member.id === own.id }
  },
  form: (_, { member }) =>
    form({
      roles: rolesQuestion(
        member.status === 'asked' ? `Wat gaat ${member.name} doen?` : `Wat doet ${member.name}?`,
      ),
    }),
  known: (_, { member }) => ({ roles: member.roles }),
  page: (visit, { organisation, member, isSelf }) => {
    const { register } = visit.context
    const asked = member.status === 'asked'
    const people = paths.organisationPeople(register.id, organisation.id)
    return {
      title: member.name,
      ...inOrganisation(visit, people),
      lead: (
        <>
          <p>
            {member.email}.{' '}
            {asked
              ? `Vroeg op ${formatDay(member.askedOn ?? visit.context.today)} om voor de organisatie te werken.`
              : `Werkt voor de organisatie sinds ${formatDay(member.since ?? visit.context.today)}.`}
          </p>
          {member.note !== '' && <blockquote class="preserve">{member.note}</blockquote>}
          {asked && <p>Kent niemand deze persoon? Wijs het dan af.</p>}
        </>
      ),
      version: member.version,
      form: { hidden: { doe: asked ? 'toelaten' : 'rol' } },
      button: asked ? 'Toegang geven' : 'Rol bewaren',
      back: { label: 'Terug', href: people, link: true },
      after: isSelf ? (
        <p>
          <a href={paths.leaveOrganisation(register.id, organisation.id)}>
            Stoppen bij deze organisatie
          </a>
        </p>
      ) : (
        <p>
          <a href={paths.removeMember(register.id, organisation.id, member.id)}>
            {asked ? 'Geen toegang geven' : `${member.name} weghalen`}
          </a>
        </p>
      ),
    }
  },
  save: async (visit, { roles: typed }, { organisation, member }) => {
    const { context, form: sent } = visit
    const roles = rolesIn(typed)
    const memberId = member.id
    if (sent.value('doe') === 'toelaten') {
      const done = await answerAccess(context, organisation.id, { memberId, roles })
      return answered(visit, member, done)
    }
    const change = { memberId, roles, version: versionIn(sent) }
    const done = await changeRoles(context, organisation.id, change)
    if (done.outcome === 'last-manager') {
      return {
        wrong: { roles: 'Dit is de laatste beheerder. Maak eerst iemand anders beheerder.' },
      }
    }
    return saidOf(visit, member, done)
  },
})

/** A last question before somebody is removed, or is told that they may not act for the organisation. */
export async function showRemoveMember(visit: Visit): Promise<Response> {
  const { organisation, member, asked } = await toRemove(visit)
  const { register } = visit.context
  const { name } = member
  const people = paths.organisationPeople(register.id, organisation.id)
  return confirmPage(visit, {
    title: asked ? `${name} geen toegang geven?` : `${name} weghalen?`,
    ...inOrganisation(visit, people),
    lead: (
      <p>
        {asked
          ? `${name} krijgt bericht dat het niet is toegestaan, en kan het later opnieuw vragen.`
          : `${name} kan meteen niets meer voor ${organisation.name} doen of zien, en krijgt bericht. Terugkomen kan met een nieuwe uitnodiging.`}
      </p>
    ),
    version: member.version,
    danger: true,
    button: asked ? 'Geen toegang geven' : 'Weghalen',
    back: {
      label: 'Toch niet',
      href: paths.organisationMember(register.id, organisation.id, member.id),
    },
  })
}

/** Does so. */
export async function sendRemoveMember(visit: Visit): Promise<Response> {
  const { organisation, member, asked } = await toRemove(visit)
  const { context, form: sent } = visit
  const memberId = member.id
  return asked
    ? answered(visit, member, await answerAccess(context, organisation.id, { memberId, roles: [] }))
    : saidOf(
        visit,
        member,
        await removeMember(context, organisation.id, { memberId, version: versionIn(sent) }),
      )
}

// Nobody removes themselves: they stop, on a page of their own.
async function toRemove(visit: Visit) {
  const { organisation, member: own } = actingOf(visit)
  const { context } = visit
  const member = await findOrganisationMember(context, organisation.id, visit.param('member'))
  if (member === undefined || member.id === own.id) return notFound()
  if (!['asked', 'active'].includes(member.status)) return notFound()
  return { organisation, member, asked: member.status === 'asked' }
}

function answered(visit: Visit, { name }: OrganisationMember, done: AnsweredAccess): Response {
  const { organisation } = actingOf(visit)
  const people = paths.organisationPeople(visit.context.register.id, organisation.id)
  switch (done.outcome) {
    case 'granted':
      return leaveFor(visit, people, `${name} werkt nu voor de organisatie en krijgt bericht.`)
    case 'refused':
      return leaveFor(visit, people, `${name} krijgt geen toegang, en bericht daarvan.`)
    case 'not-found':
      return leaveFor(visit, people, 'Dit was al beantwoord of ingetrokken.', 'info')
    case 'not-allowed':
      return notFound()
  }
}

function saidOf(visit: Visit, { name }: OrganisationMember, done: ChangedMember): Response {
  const { organisation } = actingOf(visit)
  const people = paths.organisationPeople(visit.context.register.id, organisation.id)
  switch (done.outcome) {
    case 'changed':
      return leaveFor(visit, people, `De rol van ${name} is gewijzigd.`)
    case 'ended':
      return leaveFor(visit, people, `${name} werkt niet meer voor de organisatie.`)
    case 'unchanged':
      return leaveFor(visit, people, 'Er is niets veranderd.', 'info')
    case 'last-manager':
      return leaveFor(
        visit,
        people,
        `${name} is de laatste beheerder. Maak eerst iemand anders beheerder.`,
        'warning',
      )
    case 'no-roles':
    case 'not-found':
    case 'stale':
      return leaveFor(visit, people, 'Dit was intussen al gewijzigd. Kijk hoe het nu is.', 'info')
    case 'not-allowed':
      return notFound()
  }
}

/** Ceasing to act for an organisation oneself. */
export async function showLeave(visit: Visit): Promise<Response> {
  const { register, You, you } = speech(visit)
  const { organisation } = actingOf(visit)
  return confirmPage(visit, {
    title: `Stoppen bij ${organisation.name}`,
    ...inOrganisation(visit),
    lead: (
      <p>
        {You} kunt hierna niets meer doen of zien voor {organisation.name}.{' '}
        {you === 'je' ? 'Wil je' : 'Wilt u'} later terug? Vraag een beheerder dan om een nieuwe
        uitnodiging.
      </p>
    ),
    danger: true,
    button: 'Stoppen',
    back: { label: 'Toch niet', href: paths.organisation(register.id, organisation.id) },
  })
}

/** Does so. */
export async function sendLeave(visit: Visit): Promise<Response> {
  const { register, You, say } = speech(visit)
  const { organisation } = actingOf(visit)
  const done = await leaveOrganisation(visit.context, organisation.id)
  if (done.outcome === 'last-manager') {
    return leaveFor(
      visit,
      paths.organisationPeople(register.id, organisation.id),
      `${say('Je bent', 'U bent')} de laatste beheerder. Maak eerst iemand anders beheerder.`,
      'warning',
    )
  }
  if (done.outcome !== 'ended') return notFound()
  return leaveFor(
    visit,
    paths.hats(register.id),
    `${You} werkt niet meer voor ${organisation.name}.`,
  )
}
