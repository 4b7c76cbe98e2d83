import type { SignUpSection } from '#domain/certification/sign-up/save-sign-up-draft.ts'
import { saveSignUpDraft } from '#domain/certification/sign-up/save-sign-up-draft.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { typedFields } from '#web/forms/answers.ts'
import type { FormOf } from '#web/forms/form.tsx'
import type { Content } from '#web/kit/index.ts'
import { Alert, Button, ButtonGroup } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { whyWorkIsAsked } from '#web/public/in-words.ts'
import type { Visit } from '#web/route.ts'
import { accountOf, seeOther } from '#web/route.ts'
import { declarationsForm, personForm, workForm } from '#web/sign-up/person.form.tsx'
import { findProgress } from '#web/sign-up/progress.ts'
import { stepsOf, stepText } from '#web/sign-up/steps.ts'

// The three parts of a sign-up. What is typed is kept at every press of a button, also when
// something is wrong with it yet.

interface Part {
  readonly title: string
  readonly intro: Content
  readonly saved: string
  /** Below the questions. */
  readonly end?: Content
}

/** Je gegevens: name and home address. */
export const personPart = part('person', personForm, ({ register: { address } }) => ({
  title: `${voice(address).Your} gegevens`,
  intro: <p>Vul alle velden in, behalve waar ‘niet verplicht’ bij staat.</p>,
  saved: `${voice(address).Your} gegevens zijn bewaard.`,
}))

/** Je werk: employer, municipality and job. */
export const workPart = part('work', workForm, (context) => ({
  title: `${voice(context.register.address).Your} werk`,
  intro: <p>{whyWorkIsAsked(context)}</p>,
  saved: `${voice(context.register.address).Your} werk is bewaard.`,
}))

/** Verklaringen: what the register asks somebody to declare. */
export const declarationsPart = part(
  'declarations',
  declarationsForm,
  ({ register: { address, signUp } }) => ({
    title: 'Verklaringen',
    intro: <p>Lees elke verklaring en zet er een vinkje bij.</p>,
    saved: `${voice(address).Your} verklaringen zijn bewaard.`,
    end: signUp.notices.map((notice) => (
      <Alert type="info">
        <p>{notice.text}</p>
      </Alert>
    )),
  }),
)

function part<Values extends object>(
  section: SignUpSection,
  form: (register: Register) => FormOf<Values>,
  describe: (context: Context) => Part,
) {
  return formPage<Values, Awaited<ReturnType<typeof findProgress>>>({
    load: async (visit) => {
      const progress = await findProgress(visit)
      return progress.member === undefined
        ? progress
        : seeOther(paths.signUpTasks(visit.context.register.id))
    },
    form: ({ context }) => form(context.register),
    known: (_, progress) => progress[section].typed,
    page: (visit, _, { errors = [] }) => {
      const { register } = visit.context
      const { title, intro, end } = describe(visit.context)
      const checks = comesFromCheck(visit)
      return {
        title,
        caption: stepText(visit.context, section),
        breadcrumb: [
          checks
            ? { label: 'Controleren en insturen', href: paths.signUpCheck(register.id) }
            : { label: 'Aanmelden', href: paths.signUpTasks(register.id) },
        ],
        lead: (
          <>
            {errors.length > 0 && (
              <p>Wat {voice(register.address).you} hebt ingevuld is bewaard.</p>
            )}
            {intro}
          </>
        ),
        end,
        beside: <Steps context={visit.context} at={section} />,
        form: { guard: true, hidden: checks ? { naar: 'controleren' } : {} },
        button: (
          <ButtonGroup>
            <Button>Bewaren en verder</Button>
            <Button variant="secondary" name="knop" value="later">
              Later verdergaan
            </Button>
          </ButtonGroup>
        ),
      }
    },
    sent: async (visit) => {
      const { register } = visit.context
      const { accountId } = accountOf(visit)
      await saveSignUpDraft(visit.context, accountId, section, typedFields(visit.form))
      if (visit.form.value('knop') !== 'later') return undefined
      const { You } = voice(register.address)
      visit.leave(`${describe(visit.context).saved} ${You} kunt later verdergaan.`)
      return seeOther(paths.signUpTasks(register.id))
    },
    save: (visit) => {
      const { register } = visit.context
      visit.leave(describe(visit.context).saved)
      return seeOther(
        comesFromCheck(visit) ? paths.signUpCheck(register.id) : paths.signUpTasks(register.id),
      )
    },
  })
}

// Where this part stands among the steps of signing up.
function Steps(props: { readonly context: Context; readonly at: SignUpSection }) {
  return (
    <>
      <h2 class="label">Stappen</h2>
      <ol>
        {stepsOf(props.context).map(({ is, title }) => (
          <li aria-current={is === props.at ? 'step' : undefined}>{title}</li>
        ))}
      </ol>
    </>
  )
}

// Whoever came from the last check goes back there.
function comesFromCheck({ url, form }: Visit): boolean {
  return url.searchParams.get('naar') === 'controleren' || form.value('naar') === 'controleren'
}
