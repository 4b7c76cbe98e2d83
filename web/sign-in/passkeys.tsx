import { addPasskey, removePasskey } from '#domain/people/account/add-passkey.ts'
import {
  askForPasskey,
  askToAdd,
  listPasskeys,
  mostPasskeys,
} from '#domain/people/account/passkey.ts'
import {
  passSecondFactorByPasskey,
  signInAgainByPasskey,
  signInByPasskey,
} from '#domain/people/account/sign-in-by-passkey.ts'
import { stepsOf } from '#domain/people/account/steps.ts'
import { voice } from '#language/voice.ts'
import { form } from '#web/forms/form.tsx'
import { line } from '#web/forms/questions.tsx'
import type { Content, FieldError } from '#web/kit/index.ts'
import { Alert } from '#web/kit/index.ts'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { inSecurity } from '#web/professional/crumbs.ts'
import type { Visit } from '#web/route.ts'
import { accountOf, leaveFor, notFound, seeOther } from '#web/route.ts'
import { fromOf, sessionToken, userAgent } from '#web/session-cookie.ts'
import { answerField, PasskeyButton, WithPasskey } from '#web/sign-in/passkey-form.tsx'
import { backOf, hiddenBack, homeOf } from '#web/sign-in/return-path.ts'
import { tooOften } from '#web/sign-in/sign-in.form.tsx'
import { speech } from '#web/speech.ts'

// A passkey goes beside every other way in, never in its place: without JavaScript none of this shows.

/** Signing in with a passkey, on the page of signing in. */
export async function signInPasskeyButton(
  visit: Visit,
  back: string | undefined,
): Promise<Content> {
  const { context } = visit
  return (
    <PasskeyButton
      visit={visit}
      asked={await askForPasskey(context, 'sign-in')}
      action={paths.signInByPasskey(context.register.id)}
      hidden={hiddenBack(back)}
    >
      Inloggen met een toegangssleutel
    </PasskeyButton>
  )
}

/** Signs in with the passkey that the browser showed. */
export async function signInWithPasskey(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const back = backOf(visit)
  const answer = visit.form.value(answerField)
  const own = { ...fromOf(visit), answer, userAgent: userAgent(visit) }
  const entered = await signInByPasskey(context, own)
  if (entered.outcome !== 'signed-in') {
    return leaveFor(visit, paths.signIn(register.id, { terug: back }), said(entered), 'warning')
  }
  visit.setSession(entered.token)
  return seeOther(back ?? (await homeOf(visit, entered.accountId)))
}

/**
 * Taking the second step, or showing that it is still they, with a passkey of one's own. Where it is the only
 * way on, it is said where it cannot be used.
 */
export async function ownPasskeyButton(
  visit: Visit,
  purpose: 'second-factor' | 'sign-in-again',
  { back, only = false }: { readonly back: string | undefined; readonly only?: boolean },
): Promise<Content> {
  const { context } = visit
  const { id } = context.register
  const asked = await askForPasskey(context, purpose, accountOf(visit).accountId)
  const button = (
    <PasskeyButton
      visit={visit}
      only={only}
      asked={asked}
      action={
        purpose === 'second-factor'
          ? paths.secondFactorByPasskey(id)
          : paths.signInAgainByPasskey(id)
      }
      hidden={hiddenBack(back)}
    >
      Gebruik een toegangssleutel
    </PasskeyButton>
  )
  if (!only) return button
  return (
    <>
      {button}
      <div data-without-passkey={asked === undefined ? undefined : true}>
        <Alert type="info" title="Hier kan dat niet">
          <p>
            {asked === undefined
              ? 'Toegangssleutels werken niet op het adres waarop deze site nu staat.'
              : 'Een toegangssleutel gebruiken kan alleen met JavaScript, in een browser die toegangssleutels kent.'}
          </p>
        </Alert>
      </div>
    </>
  )
}

/** Takes the second step with the passkey that the browser showed. */
export async function secondFactorWithPasskey(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const back = backOf(visit)
  const { accountId, secondFactor } = accountOf(visit)
  if (!secondFactor) {
    const passed = await passSecondFactorByPasskey(context, ownOf(visit))
    if (passed.outcome !== 'signed-in') {
      const again = paths.secondFactor(register.id, { terug: back })
      return leaveFor(visit, again, said(passed), 'warning')
    }
    visit.setSession(passed.token)
  }
  return seeOther(back ?? (await homeOf(visit, accountId)))
}

/** Shows that it is still they with the passkey that the browser showed; where to go on is led by `goOn`. */
export async function signInAgainWithPasskey(
  visit: Visit,
  goOn: (token: string, back: string) => Response,
): Promise<Response> {
  const { context } = visit
  const { register } = context
  const back = backOf(visit) ?? paths.security(register.id)
  const again = await signInAgainByPasskey(context, ownOf(visit))
  return again.outcome === 'signed-in'
    ? goOn(again.token, back)
    : leaveFor(visit, paths.signInAgain(register.id, { terug: back }), said(again), 'warning')
}

function ownOf(visit: Visit) {
  return {
    ...fromOf(visit),
    accountId: accountOf(visit).accountId,
    sessionToken: sessionToken(visit) ?? notFound(),
    userAgent: userAgent(visit),
    answer: visit.form.value(answerField),
  }
}

function said(
  entered: { readonly outcome: 'refused' } | { readonly outcome: 'too-often'; minutes: number },
): string {
  return entered.outcome === 'too-often'
    ? tooOften(entered.minutes)
    : 'Het inloggen met deze toegangssleutel is niet gelukt. Probeer het opnieuw, of log anders in.'
}

/** Adding a passkey: its name, and then what the browser asks. */
export const addPasskeyPage = formPage({
  load: (visit) => {
    const { accountId, email } = accountOf(visit)
    return { accountId, email }
  },
  form: ({ context: { register } }) =>
    form({
      name: line(
        'naam',
        voice(register.address).say(
          'Hoe noem je deze toegangssleutel?',
          'Hoe noemt u deze toegangssleutel?',
        ),
        {
          hint: 'Bijvoorbeeld: mijn telefoon, of laptop van het werk.',
          required: 'Geef de toegangssleutel een naam.',
          most: 60,
          width: 'l',
          autocomplete: 'off',
        },
      ),
    }),
  page: async (visit, { accountId, email }) => {
    const { context } = visit
    const { register, you, You, your, say } = speech(visit)
    const asked = await askToAdd(context, { id: accountId, email })
    const here = paths.security(register.id)
    return {
      title: 'Toegangssleutel toevoegen',
      ...inSecurity(visit),
      lead: (
        <>
          <p>
            Met een toegangssleutel {say('log je', 'logt u')} in zonder wachtwoord en zonder code:
            met {your} vinger, gezicht of pincode op {your} eigen apparaat, of met een
            beveiligingssleutel. {You} kunt daarnaast gewoon blijven inloggen zoals {you} dat nu
            doet.
          </p>
          <div data-without-passkey>
            <Alert type="info" title="In deze browser kan dat niet">
              <p>
                Een toegangssleutel toevoegen kan alleen met JavaScript, in een browser die
                toegangssleutels kent.
              </p>
            </Alert>
          </div>
        </>
      ),
      form: { mayRepeat: true, hidden: { [answerField]: '' } },
      button: 'Toevoegen',
      back: { label: 'Niet toevoegen', href: here, link: true },
      frame: (content) =>
        asked === undefined ? null : (
          <WithPasskey visit={visit} asked={asked}>
            {content}
          </WithPasskey>
        ),
    }
  },
  save: async (visit, { name }, { accountId }) => {
    const { context } = visit
    const here = paths.security(context.register.id)
    const answer = visit.form.value(answerField)
    const { outcome } = await addPasskey(context, { accountId, name, answer })
    switch (outcome) {
      case 'added':
        return leaveFor(visit, here, `De toegangssleutel ‘${name}’ is toegevoegd.`)
      case 'known':
        return leaveFor(visit, here, 'Deze toegangssleutel was er al.', 'info')
      case 'too-many':
        return {
          errors: wrong(
            `Meer dan ${mostPasskeys} toegangssleutels kan niet. Verwijder er eerst een.`,
          ),
        }
      case 'refused':
        return { errors: wrong('Het toevoegen is niet gelukt. Probeer het opnieuw.') }
    }
  },
})

function wrong(message: string): readonly FieldError[] {
  return [{ field: 'naam', message }]
}

/** Asks whether a passkey has to go. */
export async function askRemovePasskey(visit: Visit): Promise<Response> {
  const { db, register } = visit.context
  const id = visit.url.searchParams.get('sleutel') ?? ''
  const keys = await listPasskeys(db, accountOf(visit).accountId)
  const key = keys.find((one) => one.id === id) ?? notFound()
  const here = paths.security(register.id)
  const { hasApp, works } = await stepsOf(db, accountOf(visit).accountId)
  if (works && !hasApp && keys.length === 1) return keepsOne(visit)
  return confirmPage(visit, {
    title: `Toegangssleutel ‘${key.name}’ verwijderen`,
    ...inSecurity(visit),
    lead: (
      <p>
        Inloggen met deze toegangssleutel kan dan niet meer. Verwijder die ook op het apparaat zelf.
      </p>
    ),
    form: { hidden: { sleutel: key.id } },
    button: 'Verwijderen',
    danger: true,
    back: { label: 'Houden', href: here, link: true },
  })
}

/** Removes a passkey of whoever acts. */
export async function removePasskeyPage(visit: Visit): Promise<Response> {
  const { context, form: sent } = visit
  const { accountId } = accountOf(visit)
  const here = paths.security(context.register.id)
  const removed = await removePasskey(context, { accountId, id: sent.value('sleutel') })
  switch (removed.outcome) {
    case 'removed':
      return leaveFor(visit, here, `De toegangssleutel ‘${removed.name}’ is verwijderd.`)
    case 'not-found':
      return leaveFor(visit, here, 'Deze toegangssleutel was al verwijderd.', 'info')
    case 'last-step':
      return keepsOne(visit)
  }
}

// Whoever works for a register is asked for a second step, and this is the only one.
function keepsOne(visit: Visit): Response {
  const { register, You, your, say } = speech(visit)
  return leaveFor(
    visit,
    paths.security(register.id),
    `${You} werkt met gegevens van anderen. Daarom ${say('houd je', 'houdt u')} een tweede stap. Stel eerst een app in of voeg een andere toegangssleutel toe. Daarna ${say('kun je', 'kunt u')} ${your} toegangssleutel verwijderen.`,
    'warning',
  )
}
