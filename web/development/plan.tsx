import type {
  DevelopmentPlan,
  Goal,
  RemindEvery,
} from '#domain/development/development-plan/plan.ts'
import { longestGoal } from '#domain/development/development-plan/plan.ts'
import { plansOf } from '#domain/development/development-plan/queries.ts'
import {
  endPlan,
  removeGoal,
  settleGoal,
  writeGoal,
  writePlan,
} from '#domain/development/development-plan/write-plan.ts'
import { readPortfolio } from '#domain/dossier/portfolio/read-portfolio.ts'
import type { GoalCourse } from '#domain/learning/choice/goal-courses.ts'
import { coursesOfGoals } from '#domain/learning/choice/goal-courses.ts'
import { explainForecast } from '#engine'
import type { Register } from '#regulations/register.ts'
import { inDevelopment, inPlan } from '#web/development/crumbs.ts'
import { coursesOf } from '#web/development/learn.tsx'
import { versionIn } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { choice, day, line, text, unasked } from '#web/forms/questions.tsx'
import type { Content } from '#web/kit/index.ts'
import {
  Button,
  ButtonGroup,
  Details,
  EmptyState,
  formatDay,
  SummaryList,
  Tag,
} from '#web/kit/index.ts'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { formPage, PageForm } from '#web/layout/form-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { mayHaveTarget } from '#web/professional/target.tsx'
import type { Handlers, Visit } from '#web/route.ts'
import { endedRegistrationOf, leaveFor, notFound, registrationOf, seeOther } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** The development plan that runs, with its goals, and those of before. */
export async function showPlan(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, your, You, say } = speech(visit)
  const { running, earlier } = await plansOf(context, registrationOf(visit))
  const chosen = await coursesOfGoals(context, registrationOf(visit))
  const may = endedRegistrationOf(visit) === undefined
  if (running === undefined && earlier.length === 0) {
    return may
      ? seeOther(paths.editPlan(register.id))
      : titledPage(
          visit,
          { title: 'Ontwikkelplan', ...inDevelopment(visit) },
          <p>Er is geen ontwikkelplan.</p>,
        )
  }
  const target = running === undefined ? null : await targetPart(visit)
  return titledPage(
    visit,
    { title: 'Ontwikkelplan', ...inDevelopment(visit) },
    <>
      {running === undefined ? (
        <>
          <p class="lead">{You} hebt nu geen plan dat loopt.</p>
          {may && (
            <ButtonGroup>
              <Button href={paths.editPlan(register.id)}>Nieuw plan maken</Button>
            </ButtonGroup>
          )}
        </>
      ) : (
        <>
          <ButtonGroup>
            {may && (
              <Button href={paths.newGoal(register.id)} icon="plus">
                Doel toevoegen
              </Button>
            )}
            <Button href={paths.planPdf(register.id)} variant="secondary" icon="download" download>
              Samenvatting voor een gesprek (pdf)
            </Button>
          </ButtonGroup>
          <SummaryList
            title="Het plan"
            {...(may ? { changeHref: paths.editPlan(register.id) } : {})}
            items={[
              {
                term: 'Loopt',
                value: `van ${formatDay(running.first)} tot en met ${formatDay(running.last)}`,
              },
              {
                term: 'Gemaakt met',
                value: running.madeWith === '' ? 'Niet ingevuld' : running.madeWith,
              },
              { term: 'Herinnering', value: remindWords[running.remindMonths] },
              running.note !== '' && {
                term: 'Afspraken',
                value: <span class="preserve">{running.note}</span>,
              },
            ]}
          />
          {target}
          <h2>Doelen</h2>
          {running.goals.length === 0 ? (
            <EmptyState title="Er staan nog geen doelen in het plan" headingLevel={3}>
              <p>
                {say('Kies wat je wilt leren', 'Kies wat u wilt leren')}. Een ontwikkelpunt uit{' '}
                {your} scan is een goed begin.
              </p>
            </EmptyState>
          ) : (
            running.goals.map((goal) => (
              <GoalPart {...{ visit, goal, register, may }} courses={chosen.get(goal.id) ?? []} />
            ))
          )}
          {may && (
            <p>
              <a href={paths.endPlan(register.id)}>Plan afsluiten</a>. {You} kunt het daarna nog
              lezen, en een nieuw plan maken.
            </p>
          )}
        </>
      )}
      {earlier.length > 0 && (
        <>
          <h2 id="eerder">Eerdere plannen</h2>
          {earlier.map((plan) => (
            <Details summary={`${formatDay(plan.first)} tot en met ${formatDay(plan.last)}`}>
              {plan.madeWith !== '' && <p>Gemaakt met: {plan.madeWith}.</p>}
              <ul>
                {plan.goals.map((goal) => (
                  <li>
                    {goal.text} ({goalWords[goal.status].toLowerCase()})
                  </li>
                ))}
              </ul>
              {plan.goals.length === 0 && <p>Er stonden geen doelen in.</p>}
            </Details>
          ))}
        </>
      )}
      <p class="subtle">
        Niemand anders ziet dit plan. De samenvatting is om zelf aan iemand te geven; daar staan
        geen reflecties en bewijsstukken in.
      </p>
    </>,
  )
}

/** How somebody can be reminded, in words. */
export const remindWords: Readonly<Record<RemindEvery, string>> = {
  0: 'Geen herinnering',
  1: 'Elke maand een e-mail',
  3: 'Elke drie maanden een e-mail',
  6: 'Elk half jaar een e-mail',
}

export const goalWords = { open: 'Open', reached: 'Gehaald', dropped: 'Vervallen' } as const

function competenceIn(register: Register, id: string | undefined): string | undefined {
  return register.development?.competences.find((one) => one.id === id)?.label
}

// The day of a first certification, where somebody is on the way to one, and whether what they planned is enough.
async function targetPart(visit: Visit): Promise<Content> {
  const { register, your, Your, certification } = speech(visit)
  if (endedRegistrationOf(visit) !== undefined) return null
  const portfolio = await readPortfolio(visit.context, registrationOf(visit))
  if (!mayHaveTarget(portfolio)) return null
  const { target, forecast, compiled } = portfolio
  const href = paths.target(register.id)
  return (
    <>
      <h2>Streefdatum</h2>
      {target === undefined ? (
        <p>
          <a href={href}>
            Kies een streefdatum voor {your} eerste {certification.name}
          </a>
        </p>
      ) : (
        <p>
          {Your} streefdatum is {formatDay(target)}. <a href={href}>Streefdatum wijzigen</a>
        </p>
      )}
      {forecast !== undefined && <p>{explainForecast(compiled, forecast).text}</p>}
    </>
  )
}

function GoalPart({
  visit,
  goal,
  register,
  may,
  courses,
}: {
  readonly visit: Visit
  readonly goal: Goal
  readonly courses: readonly GoalCourse[]
  readonly register: Register
  readonly may: boolean
}) {
  const { id, status, byOn, learning } = goal
  const competence = competenceIn(register, goal.competence)
  const href = paths.editGoal(register.id, id)
  return (
    <section aria-label={goal.text}>
      <h3>
        {goal.text}{' '}
        <Tag colour={status === 'reached' ? 'green' : status === 'open' ? 'blue' : 'grey'}>
          {goalWords[status]}
        </Tag>
      </h3>
      <SummaryList
        items={[
          competence !== undefined && { term: 'Competentie', value: competence },
          learning !== '' && {
            term: 'Zo ga ik het leren',
            value: <span class="preserve">{learning}</span>,
          },
          byOn !== undefined && { term: 'Klaar op', value: formatDay(byOn) },
        ]}
      />
      {courses.length > 0 && (
        <ul>
          {courses.map(({ number, title }) => (
            <li>
              <a href={paths.course(register.id, number)}>{title}</a>
              {may && (
                <PageForm
                  visit={visit}
                  action={paths.chooseForGoal(register.id, number)}
                  hidden={{ intent: 'weghalen', doel: id }}
                >
                  <Button variant="link" about={title}>
                    Weghalen
                  </Button>
                </PageForm>
              )}
            </li>
          ))}
        </ul>
      )}
      {may && status === 'open' && (
        <p>
          <a href={coursesOf(register, goal.competence) ?? paths.courses(register.id)}>
            Zoek er een opleiding bij<span class="visually-hidden">: {goal.text}</span>
          </a>
        </p>
      )}
      {may && (
        <ButtonGroup>
          {status === 'open' ? (
            <PageForm visit={visit} action={href} hidden={{ intent: 'reach' }}>
              <Button variant="secondary" about={goal.text}>
                Gehaald
              </Button>
            </PageForm>
          ) : (
            <PageForm visit={visit} action={href} hidden={{ intent: 'take-up' }}>
              <Button variant="secondary" about={goal.text}>
                Weer oppakken
              </Button>
            </PageForm>
          )}
          <Button variant="link" href={href} about={goal.text}>
            Wijzigen
          </Button>
        </ButtonGroup>
      )}
    </section>
  )
}

/** Begins a plan, or changes what holds for it as a whole. */
export const editPlanPage = formPage({
  load: async (visit: Visit) => plansOf(visit.context, registrationOf(visit)),
  form: (visit) => {
    const { your, say } = speech(visit)
    return form({
      madeWith: line('madeWith', `Met wie ${say('maak je', 'maakt u')} dit plan?`, {
        hint: 'Bijvoorbeeld: mijn leidinggevende. Een naam hoeft niet.',
        width: 'l',
        optional: true,
      }),
      first: day('begin', 'Wanneer begint het plan?', { required: 'Vul in wanneer het begint.' }),
      last: day('eind', 'Tot en met wanneer loopt het plan?', {
        required: 'Vul in tot en met wanneer het loopt.',
        hint: 'Bijvoorbeeld over twee jaar.',
      }),
      note: text('note', 'Afspraken', {
        hint: 'Bijvoorbeeld over tijd en geld. Dit staat ook in de samenvatting voor een gesprek.',
        rows: 4,
        most: 2000,
        tooLong: () => `Maak ${your} tekst korter: hoogstens 2000 tekens.`,
      }),
      remind: choice('herinnering', `${say('Wil je', 'Wilt u')} een herinnering?`, {
        hint: 'Alleen zolang er een doel openstaat.',
        required: 'Kies of er een herinnering komt.',
        options: [
          { value: '0', label: 'Nee' },
          { value: '1', label: 'Elke maand' },
          { value: '3', label: 'Elke drie maanden' },
          { value: '6', label: 'Elk half jaar' },
        ],
      }),
    })
  },
  known: (visit, { running }) =>
    running === undefined
      ? { first: visit.context.today, last: visit.context.today.add({ years: 2 }) }
      : {
          madeWith: running.madeWith,
          first: running.first,
          last: running.last,
          note: running.note,
          remind: String(running.remindMonths) as '0' | '1' | '3' | '6',
        },
  page: (visit, { running }) => {
    const { register } = speech(visit)
    const back =
      running === undefined ? paths.development(register.id) : paths.developmentPlan(register.id)
    return {
      title: running === undefined ? 'Ontwikkelplan maken' : 'Ontwikkelplan wijzigen',
      ...(running === undefined ? inDevelopment(visit) : inPlan(visit)),
      version: running?.version ?? 0,
      form: { guard: true },
      button: 'Bewaren',
      back: { label: 'Annuleren', href: back, link: true },
    }
  },
  save: async (visit, { madeWith, first, last, note, remind }) => {
    const { register } = speech(visit)
    const done = await writePlan(
      visit.context,
      registrationOf(visit),
      { madeWith, first, last, note, remindMonths: Number(remind) as RemindEvery },
      versionIn(visit.form),
    )
    switch (done) {
      case 'last-too-early':
        return { wrong: { last: 'Kies een einddatum die na de begindatum ligt.' } }
      case 'stale':
        return { stale: 'Het plan is intussen in een ander venster gewijzigd.' }
      case 'written':
        return leaveFor(visit, paths.developmentPlan(register.id), 'Het plan is bewaard.')
    }
  },
})

function goalForm(visit: Visit) {
  const { register, say, your } = speech(visit)
  const competences = register.development?.competences ?? []
  return form({
    text: line('text', `Wat ${say('wil je', 'wilt u')} leren of kunnen?`, {
      hint: 'In één zin, zo dat later te zien is of het is gelukt.',
      required: 'Vul in wat het doel is.',
      most: longestGoal,
      width: 'full',
    }),
    // A register without competences has none to choose from.
    competence:
      competences.length === 0
        ? unasked<string | undefined>(undefined)
        : choice<string>('competentie', 'Bij welke competentie hoort dat?', {
            optional: true,
            options: competences.map(({ id, label }) => ({ value: id, label })),
          }),
    learning: text('learning', `Wat ${say('ga je', 'gaat u')} daarvoor doen?`, {
      hint: 'Bijvoorbeeld een training, intervisie, of meelopen met een collega.',
      rows: 4,
      most: 2000,
      tooLong: () => `Maak ${your} tekst korter: hoogstens 2000 tekens.`,
    }),
    byOn: day('klaar', 'Wanneer moet het klaar zijn?', { hint: 'Dit mag leeg blijven.' }),
  })
}

interface LoadedGoal {
  readonly plan: DevelopmentPlan
  readonly goal: Goal | undefined
}

/** Adds a goal to the plan; where there is none yet, that comes first. */
export const newGoalPage = formPage({
  load: async (visit: Visit): Promise<LoadedGoal | Response> => {
    const { register, say } = speech(visit)
    const { running } = await plansOf(visit.context, registrationOf(visit))
    if (running === undefined) {
      const said = `Maak eerst het plan zelf. Daarna ${say('voeg je', 'voegt u')} er doelen aan toe.`
      return leaveFor(visit, paths.editPlan(register.id), said, 'info')
    }
    return { plan: running, goal: undefined }
  },
  form: goalForm,
  known: (visit) => {
    const wanted = visit.url.searchParams.get('competentie') ?? undefined
    const competence = competenceIn(visit.context.register, wanted)
    return competence === undefined ? {} : { competence: wanted }
  },
  page: (visit) => ({
    title: 'Doel toevoegen',
    ...inPlan(visit),
    form: { guard: true },
    button: 'Doel bewaren',
    back: {
      label: 'Annuleren',
      href: paths.developmentPlan(visit.context.register.id),
      link: true,
    },
  }),
  save: async (visit, answers) => {
    const { register } = speech(visit)
    const done = await writeGoal(visit.context, registrationOf(visit), answers, undefined)
    if (done === 'too-many') {
      return { wrong: { text: 'Er kunnen niet meer doelen bij. Sluit er eerst een paar af.' } }
    }
    if (done === 'not-found') notFound()
    return leaveFor(visit, paths.developmentPlan(register.id), 'Het doel staat in het plan.')
  },
})

const settles = {
  reach: 'Het doel is gehaald.',
  drop: 'Het doel is vervallen.',
  'take-up': 'Het doel staat weer open.',
}

/** Changes a goal, or says what became of it. */
export const editGoalPage = formPage({
  load: async (visit: Visit): Promise<LoadedGoal> => {
    const { running } = await plansOf(visit.context, registrationOf(visit))
    const goal = running?.goals.find(({ id }) => id === visit.param('id'))
    if (running === undefined || goal === undefined) return notFound()
    return { plan: running, goal }
  },
  form: goalForm,
  known: (_, { goal }) => ({
    text: goal?.text ?? '',
    competence: goal?.competence,
    learning: goal?.learning ?? '',
    byOn: goal?.byOn,
  }),
  page: (visit, { goal }) => {
    const { register } = speech(visit)
    return {
      title: 'Doel wijzigen',
      ...inPlan(visit),
      version: goal?.version ?? 0,
      form: { guard: true },
      button: 'Doel bewaren',
      back: { label: 'Annuleren', href: paths.developmentPlan(register.id), link: true },
      after: goal && (
        <>
          <h2>Gaat dit doel niet door?</h2>
          <ButtonGroup>
            {goal.status === 'open' && (
              <PageForm visit={visit} hidden={{ intent: 'drop' }}>
                <Button variant="secondary">Doel laten vervallen</Button>
              </PageForm>
            )}
            <PageForm visit={visit} hidden={{ intent: 'remove' }}>
              <Button variant="danger">Doel uit het plan halen</Button>
            </PageForm>
          </ButtonGroup>
        </>
      ),
    }
  },
  sent: async (visit, { goal }) => {
    const { register } = speech(visit)
    const intent = visit.form.value('intent')
    const back = paths.developmentPlan(register.id)
    if (goal === undefined || intent === '') return undefined
    if (intent === 'remove') {
      await removeGoal(visit.context, registrationOf(visit), goal.id)
      return leaveFor(visit, back, 'Het doel is uit het plan.')
    }
    if (!(intent in settles)) return undefined
    const event = intent as keyof typeof settles
    await settleGoal(visit.context, registrationOf(visit), goal.id, event)
    return leaveFor(visit, back, settles[event])
  },
  save: async (visit, answers, { goal }) => {
    const { register } = speech(visit)
    const which = { id: goal?.id ?? '', version: versionIn(visit.form) }
    const done = await writeGoal(visit.context, registrationOf(visit), answers, which)
    if (done === 'stale') return { stale: 'Het doel is intussen in een ander venster gewijzigd.' }
    if (done === 'not-found') notFound()
    return leaveFor(visit, paths.developmentPlan(register.id), 'Het doel is bewaard.')
  },
})

/** Ends the plan. */
export const endPlanPage: Handlers = {
  get: async (visit) => {
    const { register, say, You } = speech(visit)
    const { running } = await plansOf(visit.context, registrationOf(visit))
    if (running === undefined) return seeOther(paths.developmentPlan(register.id))
    const { version } = running
    return confirmPage(
      visit,
      {
        title: 'Ontwikkelplan afsluiten',
        heading: `${say('Wil je', 'Wilt u')} dit ontwikkelplan afsluiten?`,
        ...inPlan(visit),
        version,
        button: 'Plan afsluiten',
        back: { label: 'Niet afsluiten', href: paths.developmentPlan(register.id) },
      },
      <p class="lead">
        {You} kunt het daarna niet meer wijzigen. Het blijft te lezen, en er kan een nieuw plan
        komen.
      </p>,
    )
  },
  post: async (visit) => {
    const { register } = speech(visit)
    const done = await endPlan(visit.context, registrationOf(visit), versionIn(visit.form))
    return leaveFor(
      visit,
      paths.developmentPlan(register.id),
      done === 'ended'
        ? 'Het plan is afgesloten.'
        : 'Het plan is intussen gewijzigd. Kijk of het nog af moet.',
      done === 'ended' ? 'success' : 'info',
    )
  },
}
