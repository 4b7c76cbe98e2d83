import type { SignUpSection } from '#domain/certification/sign-up/save-sign-up-draft.ts'
import { saveSignUpDraft } from '#domain/certification/sign-up/save-sign-up-draft.ts'
import { voice } from '#regulations/voice.ts'
import { errorAt, formTokens, readAnswers } from '#web/answers.ts'
import type { Answers } from '#web/forms/answers.ts'
import type { Content, FieldError } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  Checkbox,
  ErrorSummary,
  Form,
  PageTitle,
} from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { accountOf, seeOther } from '#web/route.ts'
import {
  PersonQuestions,
  personAnswers,
  WorkQuestions,
  workAnswers,
} from '#web/sign-up/person-form.tsx'
import { findProgress } from '#web/sign-up/progress.ts'

// The three parts of a sign-up. What is typed is kept at every press of a button, also when
// something is wrong with it yet.

interface PartPage {
  readonly section: SignUpSection
  readonly title: string
  readonly action: string
  readonly intro: Content
  readonly saved: string
  readonly questions: (typed: Answers, errors: readonly FieldError[]) => Content
  readonly check: (typed: Answers) => readonly FieldError[]
}

/** Je gegevens: name and home address. */
export const personPart = handlers(({ context: { register } }) => ({
  section: 'person',
  title: `${voice(register.address).Your} gegevens`,
  action: paths.signUpPerson(register.id),
  intro: <p>Vul alle velden in, behalve waar ‘niet verplicht’ bij staat.</p>,
  saved: `${voice(register.address).Your} gegevens zijn bewaard.`,
  questions: (typed, errors) => (
    <PersonQuestions register={register} typed={typed} errors={errors} />
  ),
  check: (typed) => errorsOf(readAnswers(personAnswers(register), typed)),
}))

/** Je werk: employer, municipality and job. */
export const workPart = handlers(({ context: { register } }) => ({
  section: 'work',
  title: `${voice(register.address).Your} werk`,
  action: paths.signUpWork(register.id),
  intro: (
    <p>
      Dit is niet openbaar. We vragen het omdat niemand een portfolio mag beoordelen van iemand met
      dezelfde werkgever.
    </p>
  ),
  saved: `${voice(register.address).Your} werk is bewaard.`,
  questions: (typed, errors) => <WorkQuestions register={register} typed={typed} errors={errors} />,
  check: (typed) => errorsOf(readAnswers(workAnswers(register), typed)),
}))

/** Verklaringen: what the register asks somebody to declare. */
export const declarationsPart = handlers((visit) => {
  const { register } = visit.context
  const { Your } = voice(register.address)
  return {
    section: 'declarations',
    title: 'Verklaringen',
    action: paths.signUpDeclarations(register.id),
    intro: <p>Lees elke verklaring en zet er een vinkje bij.</p>,
    saved: `${Your} verklaringen zijn bewaard.`,
    questions: (typed, errors) => (
      <>
        {register.declarations.map(({ id, text, links, required }) => (
          <Checkbox
            id={`verklaring-${id}`}
            name="verklaring"
            value={id}
            label={text}
            optional={!required}
            checked={typed.values('verklaring').includes(id)}
            error={errorAt(errors, `verklaring-${id}`)}
            hint={
              links.length > 0 && (
                <>
                  Lees:{' '}
                  {links.map((link, index) => (
                    <>
                      {index > 0 && ' en '}
                      <a href={link.href}>{link.label}</a>
                    </>
                  ))}
                </>
              )
            }
          />
        ))}
        {register.signUp.notices.map((notice) => (
          <Alert type="info">
            <p>{notice.text}</p>
          </Alert>
        ))}
      </>
    ),
    check: (typed) =>
      register.declarations
        .filter(({ id, required }) => required && !typed.values('verklaring').includes(id))
        .map(({ id, text }) => ({
          field: `verklaring-${id}`,
          message: `Zet een vinkje bij: ‘${text.replace(/\.$/, '')}’.`,
        })),
  }
})

function errorsOf(
  read: { readonly outcome: 'read' } | { readonly outcome: 'wrong'; errors: readonly FieldError[] },
): readonly FieldError[] {
  return read.outcome === 'wrong' ? read.errors : []
}

function handlers(describe: (visit: Visit) => PartPage) {
  return {
    show: async (visit: Visit): Promise<Response> => {
      const progress = await findProgress(visit)
      if (progress.member !== undefined) {
        return seeOther(paths.signUpTasks(visit.context.register.id))
      }
      const about = describe(visit)
      return partPage(visit, about, visit.kept ?? progress[about.section].typed, [])
    },
    save: async (visit: Visit): Promise<Response> => {
      const { context, form } = visit
      const { register } = context
      const about = describe(visit)
      const progress = await findProgress(visit)
      if (progress.member !== undefined) return seeOther(paths.signUpTasks(register.id))
      const fields = Object.entries(form.fields).filter(([name]) => !name.startsWith('_'))
      const { accountId } = accountOf(visit)
      await saveSignUpDraft(context, accountId, about.section, Object.fromEntries(fields))
      if (form.value('knop') === 'later') {
        const { You } = voice(register.address)
        visit.leave(`${about.saved} ${You} kunt later verdergaan.`)
        return seeOther(paths.signUpTasks(register.id))
      }
      const errors = about.check(form)
      if (errors.length > 0) return partPage(visit, about, form, errors)
      visit.leave(about.saved)
      const back = form.value('naar') === 'controleren'
      return seeOther(back ? paths.signUpCheck(register.id) : paths.signUpTasks(register.id))
    },
  }
}

function partPage(
  visit: Visit,
  about: PartPage,
  typed: Answers,
  errors: readonly FieldError[],
): Promise<Response> {
  const { register } = visit.context
  const { you } = voice(register.address)
  const wrong = errors.length > 0
  const toCheck =
    visit.url.searchParams.get('naar') === 'controleren' ||
    visit.form.value('naar') === 'controleren'
  return page(
    visit,
    {
      title: about.title,
      wrong,
      status: wrong ? 422 : 200,
      breadcrumb: [
        toCheck
          ? { label: 'Controleren en insturen', href: paths.signUpCheck(register.id) }
          : { label: 'Aanmelden', href: paths.signUpTasks(register.id) },
      ],
    },
    <>
      <ErrorSummary errors={errors} />
      <PageTitle>{about.title}</PageTitle>
      {wrong && <p>Wat {you} hebt ingevuld is bewaard.</p>}
      {about.intro}
      <Form
        action={about.action}
        guard
        {...formTokens(visit, toCheck ? { naar: 'controleren' } : {})}
      >
        {about.questions(typed, errors)}
        <ButtonGroup>
          <Button>Bewaren en verder</Button>
          <Button variant="secondary" name="knop" value="later">
            Later verdergaan
          </Button>
        </ButtonGroup>
      </Form>
    </>,
  )
}
