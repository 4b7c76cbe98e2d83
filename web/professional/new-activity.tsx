import { randomUUID } from 'node:crypto'
import { findActivity } from '#domain/dossier/activity/queries.ts'
import type { TypedActivity } from '#domain/dossier/activity/typed-activity.ts'
import { typedOf } from '#domain/dossier/activity/typed-activity.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { CourseAsActivity } from '#domain/learning/choice/course-as-activity.ts'
import { factsOf } from '#domain/learning/choice/course-as-activity.ts'
import { findChoice, joinCourse } from '#domain/learning/choice/plan-course.ts'
import { portfolioIsOpen } from '#domain/people/registration/registration.ts'
import type { CompiledRegulation, Regulation } from '#engine'
import { asksActivities } from '#engine'
import { errorAt } from '#web/forms/form.tsx'
import { Button, ErrorSummary, Form, formatDay, PageTitle, Radios } from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import { kindOf, typedIn } from '#web/professional/activity.form.tsx'
import { kindOptions, showActivityForm, titleFor } from '#web/professional/activity-form.tsx'
import { frozenText } from '#web/professional/activity-words.tsx'
import { inPortfolio } from '#web/professional/crumbs.ts'
import { formerCategoryText, mayEnterActivities } from '#web/professional/former-category.tsx'
import { answerSave } from '#web/professional/save-answer.tsx'
import type { Visit } from '#web/route.ts'
import { leaveFor, registrationOf, seeOther } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** The form of a new activity, once its kind is known; until then, the choice of a kind. */
export async function showNewActivity(visit: Visit): Promise<Response> {
  const { register, Your, certification } = speech(visit)
  const loaded = await loadDossier(visit.context, registrationOf(visit))
  const { compiled, standing, dossier } = loaded
  if (!portfolioIsOpen(register, standing)) {
    const closed = frozenText('portfolio-closed', visit)
    return leaveFor(visit, paths.portfolio(register.id), closed, 'info')
  }
  if (!asksActivities(compiled.regulation)) return leaveWithoutActivities(visit)
  if (!mayEnterActivities(loaded)) {
    const why = formerCategoryText(visit, loaded)
    return leaveFor(visit, paths.portfolio(register.id), why, 'info')
  }
  const typed = await filledIn(visit, compiled)
  const kind = kindOf(compiled.regulation, typed)
  const { searchParams } = visit.url
  const unanswered = searchParams.has('verder') && !searchParams.has('gepland')
  if (kind === undefined || unanswered) return chooseKindPage(visit, compiled.regulation)
  return showActivityForm(visit, {
    compiled,
    kind,
    typed,
    activity: { newId: visit.kept?.value('_id') || randomUUID() },
    plan: isPlanned(visit) ? 'asked' : 'no',
    from: await chosenCourse(visit),
    lead: (
      <p>
        Vul alle velden in. Als een veld niet verplicht is, staat dat erbij.{' '}
        {dossier.period &&
          `${Your} ${certification.name} loopt tot en met ${formatDay(dossier.period.last)}.`}
      </p>
    ),
  })
}

/** Adds an activity, or goes back to the form with what is wrong. */
export async function addActivity(visit: Visit): Promise<Response> {
  const { form, context } = visit
  const nothingYet = form.value('title').trim() === '' && form.files.length === 0
  if (form.value('intent') === 'soort' && nothingYet) {
    return seeOther(paths.newActivity(context.register.id, { soort: form.value('kind') }))
  }
  const answer = await answerSave(visit, form.value('_id'), undefined)
  await joinChosen(visit)
  return answer
}

// The course of the catalogue from which the form was filled in, where the address or the form names one.
function chosenCourse({ context, url, form }: Visit): Promise<CourseAsActivity | undefined> {
  const number = form.value('_course') || (url.searchParams.get('opleiding') ?? '')
  const sequence = form.value('_edition') || (url.searchParams.get('uitvoering') ?? '')
  if (number === '') return Promise.resolve(undefined)
  return findChoice(context, {
    number,
    sequence: /^\d{1,4}$/.test(sequence) ? Number(sequence) : undefined,
  })
}

// What was saved is that course, so that whoever gives it tells of the same activity.
async function joinChosen(visit: Visit): Promise<void> {
  const { context, form } = visit
  if (!form.has('_course')) return
  const chosen = await chosenCourse(visit)
  if (chosen === undefined) return
  await joinCourse(context, registrationOf(visit), form.value('_id'), chosen)
}

// Whoever comes here where no activities are asked is led back, and hears why.
function leaveWithoutActivities(visit: Visit): Response {
  const { register } = visit.context
  const why = 'Dit register vraagt geen activiteiten. Er is niets toe te voegen.'
  return leaveFor(visit, paths.portfolio(register.id), why, 'info')
}

// The course that was chosen stays so while its kind is.
function courseIn(params: URLSearchParams): Readonly<Record<string, string>> {
  return Object.fromEntries(
    ['opleiding', 'uitvoering'].flatMap((name) => {
      const value = params.get(name)
      return value === null ? [] : [[name, value]]
    }),
  )
}

// What was chosen at the start, or what the form that was kept was about.
function isPlanned({ kept, url }: Visit): boolean {
  return kept === undefined ? url.searchParams.get('gepland') === 'ja' : kept.has('_planned')
}

function chooseKindPage(visit: Visit, regulation: Regulation): Promise<Response> {
  const { searchParams } = visit.url
  const { You, say } = speech(visit)
  const wrong = searchParams.has('verder')
  const [when, kind] = [searchParams.get('gepland'), searchParams.get('soort')]
  const missing = [
    when === null && { field: 'gepland', message: 'Kies of de activiteit is gedaan of gepland.' },
    kind === null && { field: 'soort', message: 'Kies wat voor activiteit het is.' },
  ]
  const errors = wrong ? missing.filter((one) => one !== false) : []
  return page(
    visit,
    { title: titleFor(undefined), ...inPortfolio(visit), wrong: errors.length > 0 },
    <>
      <ErrorSummary errors={errors} />
      <PageTitle>{titleFor(undefined)}</PageTitle>
      <Form
        action={visit.url.pathname}
        method="get"
        hidden={{ verder: 'ja', ...courseIn(searchParams) }}
      >
        <Radios
          name="gepland"
          legend="Is het al gedaan, of gepland?"
          error={errorAt(errors, 'gepland')}
          value={when ?? undefined}
          options={[
            {
              value: 'nee',
              label: 'Gedaan',
              hint: `De activiteit is geweest. ${You} stuurt die met bewijs in.`,
            },
            {
              value: 'ja',
              label: 'Gepland',
              hint: `De activiteit komt nog. Bewijs ${say('voeg je', 'voegt u')} na afloop toe; dan telt die mee.`,
            },
          ]}
        />
        <Radios
          name="soort"
          legend="Wat voor activiteit is het?"
          hint="De soort bepaalt wat we vragen en hoe we die tellen."
          error={errorAt(errors, 'soort')}
          value={kind ?? undefined}
          options={kindOptions(regulation)}
        />
        <Button>Verder</Button>
      </Form>
    </>,
  )
}

// What is in the form when it opens: what was typed before the session ended, a copy, or the kind.
async function filledIn(visit: Visit, compiled: CompiledRegulation): Promise<TypedActivity> {
  const { regulation } = compiled
  const { searchParams } = visit.url
  if (visit.kept !== undefined) return typedIn(visit.kept, regulation)
  const chosen = await chosenCourse(visit)
  if (chosen !== undefined) {
    // Which proof there is and who can confirm it, is theirs to say.
    const { 'evidence-kind': _, confirmation: __, ...known } = typedOf(factsOf(compiled, chosen))
    return { ...known, kind: searchParams.get('soort') ?? known.kind ?? '' }
  }
  const copied = searchParams.get('kopie') ?? ''
  const original = await findActivity(visit.context, registrationOf(visit), copied)
  if (original === undefined) {
    const kind = searchParams.get('soort') ?? ''
    const provider = (searchParams.get('opleider') ?? '').slice(0, 500)
    const typed = { kind }
    const asks = kindOf(regulation, typed)?.fields.some(({ id }) => id === 'provider')
    const field = asks === true ? 'detail-provider' : 'accreditation-provider'
    return provider === '' ? typed : { ...typed, [field]: provider }
  }
  // The day and the proof belong to the original alone.
  const { 'self-sign-declared': _, 'evidence-kind': __, ...rest } = original.form.typed
  return {
    ...rest,
    kind: original.kind ?? '',
    'completed-on-dag': '',
    'completed-on-maand': '',
    'completed-on-jaar': '',
  }
}
