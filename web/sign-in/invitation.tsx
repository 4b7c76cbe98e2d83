import { readEmail } from '#domain/people/account/account.ts'
import { roleNames } from '#domain/people/account/invite-staff.ts'
import { acceptInvitation, becomeFirstAdministrator } from '#domain/people/account/join-staff.ts'
import { findAccountByEmail } from '#domain/people/account/queries.ts'
import { findLink } from '#domain/people/account/use-link.ts'
import { voice } from '#language/voice.ts'
import { wording } from '#regulations/wording.ts'
import { errorAt, formTokens } from '#web/answers.ts'
import type { FieldError } from '#web/kit/index.ts'
import { Button, ErrorSummary, Field, Form, PageTitle } from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { seeOther } from '#web/route.ts'
import { userAgent } from '#web/session-cookie.ts'
import { NewPasswordField, passwordErrors } from '#web/sign-in/choose-password.tsx'
import { deadLinkPage } from '#web/sign-in/link.tsx'

/** The page of an invitation to work for the register. */
export function showInvitation(visit: Visit): Promise<Response> {
  return invitationPage(visit, [])
}

/** Takes the invitation; the second step is set up next. */
export async function takeInvitation(visit: Visit): Promise<Response> {
  const { context, form } = visit
  const token = visit.param('token')
  const found = await findLink(context, 'invite-staff', token)
  let password: string | undefined
  if (found.outcome === 'usable' && !(await hasPassword(visit, found.email))) {
    password = form.value('wachtwoord')
    const errors = passwordErrors(password, found.email)
    if (errors.length > 0) return invitationPage(visit, errors)
  }
  const joined = await acceptInvitation(context, token, { password, userAgent: userAgent(visit) })
  if (joined.outcome !== 'joined') {
    return deadLinkPage(visit, joined, paths.contact(context.register.id))
  }
  visit.setSession(joined.token)
  return seeOther(paths.secondFactor(context.register.id))
}

/** The page of the link that was printed at the first start. */
export function showFirstAdministrator(visit: Visit): Promise<Response> {
  return firstAdministratorPage(visit, [])
}

/** Makes the account of the first administrator; the second step is set up next. */
export async function makeFirstAdministrator(visit: Visit): Promise<Response> {
  const { context, form } = visit
  const email = readEmail(form.value('e-mail'))
  const password = form.value('wachtwoord')
  const errors: FieldError[] = []
  if (email === undefined) {
    errors.push({ field: 'e-mail', message: 'Vul een e-mailadres in zoals naam@voorbeeld.nl.' })
  }
  errors.push(...passwordErrors(password, email ?? ''))
  if (errors.length > 0 || email === undefined) return firstAdministratorPage(visit, errors)
  const joined = await becomeFirstAdministrator(context, visit.param('token'), {
    email,
    password,
    userAgent: userAgent(visit),
  })
  switch (joined.outcome) {
    case 'joined':
      visit.setSession(joined.token)
      return seeOther(paths.secondFactor(context.register.id))
    case 'address-taken':
      return firstAdministratorPage(visit, [
        { field: 'e-mail', message: 'Er is al een account met dit adres. Kies een ander adres.' },
      ])
    case 'used':
    case 'expired':
    case 'unknown':
      return deadLinkPage(visit, joined, paths.contact(context.register.id))
  }
}

async function hasPassword(visit: Visit, email: string): Promise<boolean> {
  const account = await findAccountByEmail(visit.context.db, email)
  return account?.passwordHash !== undefined
}

async function invitationPage(visit: Visit, errors: readonly FieldError[]): Promise<Response> {
  const { register } = visit.context
  const { You, your, say } = voice(register.address)
  const token = visit.param('token')
  const found = await findLink(visit.context, 'invite-staff', token)
  if (found.outcome !== 'usable') return deadLinkPage(visit, found, paths.contact(register.id))
  const known = await hasPassword(visit, found.email)
  const role =
    Object.entries(roleNames(register)).find(([id]) => id === found.details.role)?.[1] ?? ''
  const wrong = errors.length > 0
  return page(
    visit,
    { title: 'Uitnodiging', wrong, status: wrong ? 422 : 200, hidden: true },
    <>
      <ErrorSummary errors={errors} />
      <PageTitle>Uitnodiging van {wording(register).register.the}</PageTitle>
      <p>
        {You} bent uitgenodigd als <strong>{role}</strong>, met het adres{' '}
        <strong>{found.email}</strong>.
      </p>
      <p>
        Hierna {say('stel je', 'stelt u')} een tweede stap in voor het inloggen. Houd {your}{' '}
        telefoon bij de hand.
      </p>
      <Form action={paths.staffInvitation(register.id, token)} {...formTokens(visit)}>
        {!known && <NewPasswordField errors={errors} />}
        <Button>Uitnodiging aannemen</Button>
      </Form>
    </>,
  )
}

async function firstAdministratorPage(
  visit: Visit,
  errors: readonly FieldError[],
): Promise<Response> {
  const { register } = visit.context
  const { your, say } = voice(register.address)
  const token = visit.param('token')
  const found = await findLink(visit.context, 'first-administrator', token)
  if (found.outcome !== 'usable') return deadLinkPage(visit, found, paths.contact(register.id))
  const wrong = errors.length > 0
  return page(
    visit,
    { title: 'Eerste beheerder', wrong, status: wrong ? 422 : 200, hidden: true },
    <>
      <ErrorSummary errors={errors} />
      <PageTitle>Maak het account van de eerste beheerder</PageTitle>
      <p>
        Met dit account {say('nodig je', 'nodigt u')} de anderen uit. Hierna{' '}
        {say('stel je', 'stelt u')} een tweede stap in voor het inloggen. Houd {your} telefoon bij
        de hand.
      </p>
      <Form action={paths.firstAdministrator(register.id, token)} {...formTokens(visit)}>
        <Field
          name="e-mail"
          label="E-mailadres"
          type="email"
          width="l"
          autocomplete="username"
          value={visit.form.value('e-mail')}
          error={errorAt(errors, 'e-mail')}
        />
        <NewPasswordField errors={errors} />
        <Button>Account maken</Button>
      </Form>
    </>,
  )
}
