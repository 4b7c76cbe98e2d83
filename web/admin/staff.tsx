import { inviteStaff, roleNames } from '#domain/people/account/invite-staff.ts'
import type { ChangedInvitation } from '#domain/people/staff/invitations.ts'
import { inviteAgain, listInvitations, revokeInvitation } from '#domain/people/staff/invitations.ts'
import { listStaff } from '#domain/people/staff/list-staff.ts'
import { revokeRole } from '#domain/people/staff/revoke-role.ts'
import type { Role } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { sentenceCase } from '#language/sentences.ts'
import type { Register } from '#regulations/register.ts'
import { form } from '#web/forms/form.tsx'
import { choice, emailNeeded, line } from '#web/forms/questions.tsx'
import { Button, formatMoment } from '#web/kit/index.ts'
import { formPage, PageForm } from '#web/layout/form-page.tsx'
import { List } from '#web/layout/list-page.tsx'
import { mailedTo } from '#web/mailed.ts'
import type { NoticeTone } from '#web/notice.ts'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound } from '#web/route.ts'
import { speech } from '#web/speech.ts'

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
  load: async ({ context }) => ({
    staff: await listStaff(context),
    invitations: await listInvitations(context),
    register: context.register,
  }),
  form: ({ context }) => invitationForm(context.register),
  page: (visit, { staff, invitations, register }) => ({
    title: 'Gebruikers',
    current: paths.adminStaff(register.id),
    lead: (
      <>
        <p class="lead">
          Wie voor het register werkt. Iedereen met een rol logt in met een tweede stap.
        </p>
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
                <PageForm
                  visit={visit}
                  hidden={{ doe: 'intrekken', account: accountId, rol: role }}
                >
                  <Button variant="link" about={`${roleName(register, role)} ${name || email}`}>
                    Trek in
                  </Button>
                </PageForm>
              ),
            ),
          ]}
        />
        {invitations.length > 0 && (
          <>
            <h2>Uitnodigingen die wachten</h2>
            <List
              visit={visit}
              caption="Uitnodigingen die wachten"
              rows={invitations}
              columns={({ name, text, moment, status, button }) => [
                name('Aan wie', ({ email }) => email),
                text('Rol', ({ role }) => roleName(register, role)),
                moment('Verstuurd', ({ sentAt }) => sentAt),
                status(
                  'Stand',
                  ({ expired, expiresAt }) =>
                    expired
                      ? { colour: 'red', label: 'Verlopen' }
                      : { colour: 'blue', label: `Geldig tot ${formatMoment(expiresAt)}` },
                  { selfExplaining: true },
                ),
                button('Opnieuw', ({ id, email }) => (
                  <PageForm visit={visit} hidden={{ doe: 'opnieuw', uitnodiging: id }}>
                    <Button variant="link" about={email}>
                      Stuur opnieuw
                    </Button>
                  </PageForm>
                )),
                button('Intrekken', ({ id, email }) => (
                  <PageForm visit={visit} hidden={{ doe: 'terugnemen', uitnodiging: id }}>
                    <Button variant="link" about={email}>
                      Trek in
                    </Button>
                  </PageForm>
                )),
              ]}
            />
          </>
        )}
        <h2>Iemand uitnodigen</h2>
      </>
    ),
    form: { hidden: { doe: 'uitnodigen' } },
    button: 'Uitnodigen',
  }),
  sent: (visit) => {
    switch (visit.form.value('doe')) {
      case 'intrekken':
        return revoke(visit)
      case 'opnieuw':
        return changeInvitation(visit, inviteAgain)
      case 'terugnemen':
        return changeInvitation(visit, revokeInvitation)
    }
  },
  save: async (visit, { email, role }) => {
    const { context } = visit
    await inviteStaff(context, { email: email.toLowerCase(), role })
    return leaveFor(
      visit,
      paths.adminStaff(context.register.id),
      mailedTo(context.platform, 'een uitnodiging', email),
    )
  },
})

async function revoke(visit: Visit): Promise<Response> {
  const { register, You, your } = speech(visit)
  const { context, form } = visit
  const role = form.value('rol')
  if (!isRole(role)) notFound()
  const revoked = await revokeRole(context, form.value('account'), role)
  const said: Readonly<Record<typeof revoked.outcome, readonly [string, NoticeTone]>> = {
    revoked: ['De rol is ingetrokken.', 'success'],
    'own-role': [
      `${You} kunt ${your} eigen rol van beheerder niet intrekken. Vraag een collega.`,
      'warning',
    ],
    'last-administrator': ['Dit is de laatste beheerder. Nodig eerst een andere uit.', 'warning'],
    'not-found': ['Deze rol was al ingetrokken.', 'info'],
  }
  return leaveFor(visit, paths.adminStaff(register.id), ...said[revoked.outcome])
}

async function changeInvitation(
  visit: Visit,
  change: (context: Context, id: string) => Promise<ChangedInvitation>,
): Promise<Response> {
  const { context, form } = visit
  const changed = await change(context, form.value('uitnodiging'))
  const page = paths.adminStaff(context.register.id)
  switch (changed.outcome) {
    case 'revoked':
      return leaveFor(visit, page, `De uitnodiging van ${changed.email} is ingetrokken.`)
    case 'sent-again':
      return leaveFor(
        visit,
        page,
        mailedTo(context.platform, 'een nieuwe uitnodiging', changed.email),
      )
    case 'not-found':
      return leaveFor(visit, page, 'Deze uitnodiging was al aangenomen of ingetrokken.', 'info')
  }
}

function isRole(text: string): text is Role {
  return roles.some((role) => role === text)
}

function roleName(register: Register, role: Role): string {
  return sentenceCase(roleNames(register)[role])
}
