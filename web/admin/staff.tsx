import { inviteStaff, roleNames } from '#domain/people/account/invite-staff.ts'
import { listStaff } from '#domain/people/staff/list-staff.ts'
import { revokeRole } from '#domain/people/staff/revoke-role.ts'
import type { Role } from '#domain/platform/actor/actor.ts'
import { sentenceCase } from '#language/sentences.ts'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import type { FieldError } from '#web/kit/index.ts'
import {
  Button,
  DataTable,
  ErrorSummary,
  Field,
  Form,
  PageTitle,
  Radios,
  Tag,
} from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { notFound, seeOther } from '#web/route.ts'

const roles: readonly Role[] = ['secretariat', 'committee', 'chair', 'administrator']

/** Who works for the register, and inviting or letting go of somebody. */
export async function showStaff(visit: Visit): Promise<Response> {
  return staffPage(visit, [])
}

/** Invites somebody to a role, or takes a role away. */
export async function changeStaff(visit: Visit): Promise<Response> {
  return visit.form.value('doe') === 'intrekken' ? revoke(visit) : invite(visit)
}

async function invite(visit: Visit): Promise<Response> {
  const { context, form } = visit
  const email = form.value('email').trim().toLowerCase()
  const role = form.value('rol')
  const errors: FieldError[] = []
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) || email.length > 254) {
    errors.push({
      field: 'email',
      message: 'Vul een e-mailadres in zoals naam@voorbeeld.nl.',
    })
  }
  if (!isRole(role)) errors.push({ field: 'rol', message: 'Kies wat diegene gaat doen.' })
  if (errors.length > 0 || !isRole(role)) return staffPage(visit, errors)
  await inviteStaff(context, { email, role })
  visit.leave(
    context.platform.sendsMail
      ? `We hebben een uitnodiging gestuurd naar ${email}.`
      : `De uitnodiging voor ${email} ligt klaar bij E-mail. Er gaat hier geen e-mail uit: geef de link zelf door.`,
  )
  return seeOther(paths.adminStaff(context.register.id))
}

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

async function staffPage(visit: Visit, errors: readonly FieldError[]): Promise<Response> {
  const { context, form } = visit
  const { register } = context
  const here = paths.adminStaff(register.id)
  const staff = await listStaff(context)
  const typed = form.value('doe') === 'intrekken' ? undefined : form
  const error = (field: string) => errors.find((one) => one.field === field)?.message
  return page(
    visit,
    {
      title: 'Gebruikers',
      current: here,
      wrong: errors.length > 0,
      status: errors.length > 0 ? 422 : 200,
    },
    <>
      <ErrorSummary errors={errors} />
      <PageTitle>Gebruikers</PageTitle>
      <p class="lead">
        Wie voor het register werkt. Iedereen met een rol logt in met een tweede stap.
      </p>
      <DataTable
        caption="Gebruikers met een rol"
        captionHidden
        rows={staff}
        columns={[
          { header: 'Wie', primary: true, cell: (one) => one.name || one.email },
          { header: 'E-mail', cell: (one) => one.email },
          { header: 'Rol', cell: (one) => roleName(register, one.role) },
          {
            header: 'Tweede stap',
            cell: (one) =>
              one.secondFactor ? (
                <Tag colour="green">Ingesteld</Tag>
              ) : (
                <Tag colour="grey">Nog niet</Tag>
              ),
          },
          {
            header: 'Intrekken',
            headerHidden: true,
            cell: (one) =>
              one.everywhere ? null : (
                <Form
                  action={here}
                  idempotency={visit.once()}
                  hidden={{ doe: 'intrekken', account: one.accountId, rol: one.role }}
                >
                  <Button
                    variant="link"
                    about={`${roleName(register, one.role)} ${one.name || one.email}`}
                  >
                    Trek in
                  </Button>
                </Form>
              ),
          },
        ]}
      />
      <h2>Iemand uitnodigen</h2>
      <Form action={here} idempotency={visit.once()} hidden={{ doe: 'uitnodigen' }}>
        <Field
          name="email"
          label="E-mailadres"
          type="email"
          autocomplete="off"
          value={typed?.value('email')}
          error={error('email')}
        />
        <Radios
          name="rol"
          legend="Wat gaat diegene doen?"
          value={typed?.value('rol')}
          error={error('rol')}
          options={roles.map((role) => ({ value: role, label: roleName(register, role) }))}
        />
        <Button>Uitnodigen</Button>
      </Form>
    </>,
  )
}

function isRole(text: string): text is Role {
  return roles.some((role) => role === text)
}

function roleName(register: Register, role: Role): string {
  return sentenceCase(roleNames(register)[role])
}
