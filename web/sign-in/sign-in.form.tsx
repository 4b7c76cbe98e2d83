import type { PasswordProblem } from '#domain/people/account/account.ts'
import { passwordLength, passwordProblem, readEmail } from '#domain/people/account/account.ts'
import type { Voice } from '#language/voice.ts'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import type { Answers } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { email, emailNeeded, line, password } from '#web/forms/questions.tsx'

/** An address or number, and a password. */
export function signInForm(register: Register) {
  const { your } = voice(register.address)
  return form({
    name: line('naam', 'E-mailadres', {
      hint: `Of ${your} registratienummer.`,
      required: `Vul ${your} e-mailadres in, zoals naam@voorbeeld.nl.`,
      most: Number.POSITIVE_INFINITY,
      width: 'l',
      autocomplete: 'username',
      spellcheck: false,
    }),
    password: password('wachtwoord', 'Wachtwoord', {
      required: `Vul ${your} wachtwoord in.`,
      autocomplete: 'current-password',
    }),
  })
}

/** An e-mail address alone. */
export function addressForm(autocomplete: 'username' | 'email') {
  return form({ email: email('e-mail', 'E-mailadres', { required: emailNeeded, autocomplete }) })
}

/** The e-mail address and the password of a new account. */
export function accountForm(register: Register) {
  return form({
    email: email('e-mail', 'E-mailadres', { required: emailNeeded, autocomplete: 'username' }),
    password: newPassword(register, (sent) => readEmail(sent.value('e-mail')) ?? ''),
  })
}

/** What is asked of whoever opens a link to sign in: nothing in the browser that asked for it. */
export function linkForm(register: Register, here: boolean) {
  return form<{ readonly code?: string }>(here ? {} : { code: linkCode(register) })
}

/** A new password by a link, and the code where that was asked for in another browser. */
export function newPasswordForm(
  register: Register,
  email: string,
  here: boolean,
  /** How its holder is called, as far as that is known. */
  names: readonly string[],
) {
  return form<{ readonly code?: string; readonly password: string }>({
    ...(here ? {} : { code: linkCode(register) }),
    password: newPassword(register, () => email, names),
  })
}

function linkCode(register: Register) {
  const { you } = voice(register.address)
  const where = `op de pagina waarop ${you} de link aanvroeg`
  return line('code', 'Code uit de andere browser', {
    hint: `Zes cijfers. Ze staan ${where}.`,
    required: `Vul de zes cijfers in die staan ${where}.`,
    tooLong: wrongLinkCode,
    optional: false,
    width: 's',
    inputmode: 'numeric',
    autocomplete: 'off',
    spellcheck: false,
  })
}

/** What is said of a code that is not that of the browser in which a link was asked for. */
export const wrongLinkCode =
  'Deze code klopt niet. Kijk op de pagina waarop de link is aangevraagd. Daar staan de zes cijfers.'

/** A new password for the account with this address; none is asked for who has one. */
export function passwordForm(
  register: Register,
  address: string,
  asked = true,
  /** How its holder is called, as far as that is known. */
  names: readonly string[] = [],
) {
  return form<{ readonly password?: string }>(
    asked ? { password: newPassword(register, () => address, names) } : {},
  )
}

/** Another password in the place of the present one, which whoever has one types too. */
export function changePasswordForm(
  register: Register,
  { email, hasPassword }: { readonly email: string; readonly hasPassword: boolean },
  names: readonly string[],
) {
  const { your } = voice(register.address)
  return form<{ readonly present?: string; readonly password: string }>({
    ...(hasPassword && {
      present: password('huidig-wachtwoord', 'Huidig wachtwoord', {
        required: `Vul ${your} huidige wachtwoord in.`,
        autocomplete: 'current-password',
      }),
    }),
    password: newPassword(
      register,
      () => email,
      names,
      hasPassword ? 'Nieuw wachtwoord' : undefined,
    ),
  })
}

// Plain text can be pasted, and password managers know it.
function newPassword(
  { id, name, organisation, address: formOfAddress }: Register,
  address: (sent: Answers) => string,
  names: readonly string[] = [],
  label = 'Wachtwoord',
) {
  const ofPlace = [id, name, organisation.foundation]
  return password('wachtwoord', label, {
    hint: `Minstens ${passwordLength.least} tekens. Een paar woorden achter elkaar is sterk en makkelijk te onthouden.`,
    autocomplete: 'new-password',
    problem: (typed, sent) => {
      const problem = passwordProblem(typed, address(sent), ofPlace, names)
      return problem === undefined ? undefined : problems(voice(formOfAddress))[problem]
    },
  })
}

const problems = ({ your }: Voice): Readonly<Record<PasswordProblem, string>> => ({
  'too-short': `Kies een wachtwoord van minstens ${passwordLength.least} tekens.`,
  'too-long': `Kies een wachtwoord van hoogstens ${passwordLength.most} tekens.`,
  'too-common':
    'Dit wachtwoord is makkelijk te raden. Kies een ander, bijvoorbeeld drie woorden achter elkaar.',
  'own-words': `Gebruik in ${your} wachtwoord niet ${your} naam of ${your} e-mailadres. Kies bijvoorbeeld drie andere woorden achter elkaar.`,
})

/** The code of the second step. */
export function codeForm(register: Register, settingUp: boolean) {
  const label = `Code uit ${voice(register.address).your} app`
  const look = { optional: false, autocomplete: 'one-time-code', tooLong: wrongCode } as const
  return form({
    code: settingUp
      ? line('code', label, { ...look, hint: 'Zes cijfers.', width: 's', inputmode: 'numeric' })
      : line('code', label, {
          ...look,
          hint: 'Zes cijfers. Telefoon kwijt? Vul dan een herstelcode in.',
          width: 'm',
          spellcheck: false,
        }),
  })
}

/** What is said of a code that is not the one. */
export const wrongCode =
  'Deze code klopt niet. Wacht tot de app een nieuwe code laat zien en vul die in. Elke code werkt één keer.'

/** What is said to somebody who tries too often. */
export function tooOften(minutes: number): string {
  const when = minutes === 1 ? '1 minuut' : `${minutes} minuten`
  return `Dit is te vaak geprobeerd. Wacht ${when} en probeer het opnieuw.`
}
