import { inviteStaff, roleNames } from '#domain/people/account/invite-staff.ts'
import type { StaffMember } from '#domain/people/staff/list-staff.ts'
import { listStaff } from '#domain/people/staff/list-staff.ts'
import { revokeRole } from '#domain/people/staff/revoke-role.ts'
import type { Role } from '#domain/platform/actor/actor.ts'
import { sentenceCase } from '#language/sentences.ts'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { form } from '#web/forms/form.tsx'
import { choice, emailNeeded, line } from '#web/forms/questions.tsx'
import { Button } from '#web/kit/index.ts'
import { formPage, PageForm } from '#web/layout/form-page.tsx'
import { List } from '#web/layout/list-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { notFound, seeOther } from '#web/route.ts'

const roles: readonly Role[] = ['secretariat', 'committee', 'chair', 'administrator']

/** Whom to invite, and to what. */
function invitationForm(register: Register) {
  return form({
    email: line('email', 'E-mailadres', {
      required: emailNeeded,
      like: [/^[^\s@]+@[^\s@]+\.[^\s@]+$/, emailNeeded],
      most: 254,
      tooLong: emailNeeded,
      type: 'email',
      autocomplete: 'off',
    }),
    role: choice('rol', 'Wat gaat diegene doen?', {
      required: 'Kies wat diegene gaat doen.',
      options: roles.map((role) => ({ value: role, label: roleName(register, role) })),
    }),
  })
}

/** Who works for the register: inviting somebody to a role, and taking a role away. */
export const staffPage = formPage({
  load: async ({ context }) => ({ staff: await listStaff(context) }),
  form: ({ context }) => invitationForm(context.register),
  page: (visit, { staff }) => ({
    title: 'Gebruikers',
    current: paths.adminStaff(visit.context.register.id),
    lead: (
      <>
        <p class="lead">
          Wie voor het register werkt. Iedereen met een rol logt in met een tweede stap.
        </p>
        <Staff visit={visit} staff={staff} />
        <h2>Iemand uitnodigen</h2>
      </>
    ),
    form: { hidden: { doe: 'uitnodigen' } },
    button: 'Uitnodigen',
  }),
  sent: (visit) => (visit.form.value('doe') === 'intrekken' ? revoke(visit) : undefined),
  save: async (visit, { email, role }) => {
    const { context } = visit
    await inviteStaff(context, { email: email.toLowerCase(), role })
    visit.leave(
      context.platform.sendsMail
        ? `We hebben een uitnodiging gestuurd naar ${email}.`
        : `De uitnodiging voor ${email} ligt klaar bij E-mail. Er gaat hier geen e-mail uit: geef de link zelf door.`,
    )
    return seeOther(paths.adminStaff(context.register.id))
  },
})

async function revoke(visit: Visit): Promise<Response> {
  const { You, your } = voice(visit.context.register.address)
  const { context, form } = visit
  const role = form.value('rol')
  if (!isRole(role)) notFound()
  const revoked = await revokeRole(context, form.value('account'), role)
  switch (revoked.outcome) {
    case 'revoked':
      visit.leave('De rol is ingetrokken.')
      break
    case 'own-role':
      visit.leave(
        `${You} kunt ${your} eigen rol van beheerder niet intrekken. Vraag een collega.`,
        'warning',
      )
      break
    case 'last-administrator':
      visit.leave('Dit is de laatste beheerder. Nodig eerst een andere uit.', 'warning')
      break
    case 'not-found':
      visit.leave('Deze rol was al ingetrokken.', 'info')
      break
  }
  return seeOther(paths.adminStaff(context.register.id))
}

function Staff({
  visit,
  staff,
}: {
  readonly visit: Visit
  readonly staff: readonly StaffMember[]
}) {
  const { register } = visit.context
  return (
    <List
      visit={visit}
      caption="Gebruikers met een rol"
      rows={staff}
      columns={({ name, status, button, text }) => [
        name('Wie', ({ name, email }) => name || email),
        text('E-mail', ({ email }) => email),
        text('Rol', ({ role }) => roleName(register, role)),
        status('Tweede stap', ({ secondFactor }) =>
          secondFactor
            ? { colour: 'green', label: 'Ingesteld' }
            : { colour: 'grey', label: 'Nog niet' },
        ),
        button('Intrekken', ({ accountId, role, name, email, everywhere }) =>
          everywhere ? null : (
            <PageForm visit={visit} hidden={{ doe: 'intrekken', account: accountId, rol: role }}>
              <Button variant="link" about={`${roleName(register, role)} ${name || email}`}>
                Trek in
              </Button>
            </PageForm>
          ),
        ),
      ]}
    />
  )
}

function isRole(text: string): text is Role {
  return roles.some((role) => role === text)
}

function roleName(register: Register, role: Role): string {
  return sentenceCase(roleNames(register)[role])
}
