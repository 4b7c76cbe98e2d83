import { plansOf } from '#domain/development/development-plan/queries.ts'
import {
  chooseForGoal,
  coursesOfGoals,
  dropFromGoal,
} from '#domain/learning/choice/goal-courses.ts'
import type { OpenCourse } from '#web/courses/course.tsx'
import type { Content } from '#web/kit/index.ts'
import { Button, Form, formatList, Select } from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound, registrationOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** Choosing a course for a goal of the development plan, for whoever has one that is open. */
export async function goalPart(
  visit: Visit,
  { course }: OpenCourse,
  registrationId: string,
): Promise<Content> {
  const { register } = visit.context
  const { your } = speech(visit)
  const { running } = await plansOf(visit.context, registrationId)
  const chosen = await coursesOfGoals(visit.context, registrationId)
  const goals = running?.goals.filter(({ status }) => status === 'open') ?? []
  const has = (goal: string) =>
    (chosen.get(goal) ?? []).some(({ number }) => number === course.number)
  const open = goals.filter(({ id }) => !has(id))
  const there = goals.filter(({ id }) => has(id)).map(({ text }) => `‘${text}’`)
  const standsAt = there.length > 0 && (
    <p>
      Staat in <a href={paths.developmentPlan(register.id)}>{your} ontwikkelplan</a> bij{' '}
      {formatList(there)}.
    </p>
  )
  if (open.length === 0) return standsAt || null
  const choose = (
    <Form
      action={paths.chooseForGoal(register.id, course.number)}
      idempotency={visit.once()}
      label={`Een doel uit ${your} ontwikkelplan`}
    >
      <Select
        name="doel"
        label={`Past dit bij een doel uit ${your} ontwikkelplan?`}
        options={open.map(({ id, text }) => ({ value: id, label: text }))}
        width="l"
      />
      <Button variant="secondary" name="intent" value="kiezen">
        Kies voor dit doel
      </Button>
    </Form>
  )
  return (
    <>
      {standsAt}
      {choose}
    </>
  )
}

/** Chooses a course for a goal, or no longer. */
export async function chooseCourseForGoal(visit: Visit): Promise<Response> {
  const { context, form } = visit
  const { register } = context
  const registrationId = registrationOf(visit)
  const number = visit.param('number')
  const plan = paths.developmentPlan(register.id)
  const drops = form.value('intent') === 'weghalen'
  const change = drops ? dropFromGoal : chooseForGoal
  const done = await change(context, registrationId, form.value('doel'), number)
  switch (done) {
    case 'chosen':
      return leaveFor(visit, plan, 'De opleiding staat bij het doel.')
    case 'dropped':
      return leaveFor(visit, plan, 'De opleiding staat niet meer bij het doel.')
    case 'unchanged':
      return leaveFor(visit, plan, 'Er is niets veranderd.', 'info')
    case 'too-many':
      return leaveFor(
        visit,
        plan,
        'Er staan al twintig opleidingen bij dit doel. Haal er eerst een weg.',
        'warning',
      )
    case 'not-found':
      return notFound()
  }
}
