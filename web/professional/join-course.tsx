import { countsInWords } from '#domain/courses/accreditation/in-words.ts'
import { findActivity } from '#domain/dossier/activity/queries.ts'
import type { AccreditedLike } from '#domain/learning/choice/join-typed.ts'
import { accreditedLike, joinTyped, refuseTyped } from '#domain/learning/choice/join-typed.ts'
import { lookAsOwner } from '#domain/platform/context/own-registers.ts'
import { editionInWords } from '#web/courses/course-words.ts'
import { Alert, Button, ButtonGroup, formatDay, SummaryList } from '#web/kit/index.ts'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { paths } from '#web/paths.ts'
import { frozenText } from '#web/professional/activity-words.tsx'
import { inPortfolio } from '#web/professional/crumbs.ts'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound, registrationOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** The course that an activity of who acts looks like; undefined where it looks like none. */
export function likeFor(visit: Visit, activityId: string): Promise<AccreditedLike | undefined> {
  return lookAsOwner(visit.context, (own) => accreditedLike(own, activityId))
}

/** On the page of an activity that was typed: that it looks like something accredited, and where to say so. */
export function LooksLike({
  visit,
  activityId,
  like,
}: {
  readonly visit: Visit
  readonly activityId: string
  readonly like: AccreditedLike
}) {
  const { register, you, say } = speech(visit)
  return (
    <Alert type="info" title={`Is dit ‘${like.course.title}’?`}>
      <p>
        {like.provider === '' ? 'Iemand' : like.provider} geeft dit met accreditatie van{' '}
        {register.called}. Is het dezelfde, dan {say('hoef je', 'hoeft u')} die niet meer aan te
        tonen, en {say('voer je', 'voert u')} niets opnieuw in.
      </p>
      <p>
        <a href={paths.joinCourse(register.id, activityId)}>Bekijk of {you} deze deed</a>
      </p>
    </Alert>
  )
}

/** What was typed beside the course that it looks like, before somebody says that it is the same. */
export async function showJoinCourse(visit: Visit): Promise<Response> {
  const { register, your, You } = speech(visit)
  const both = await bothOf(visit)
  if (both instanceof Response) return both
  const { activity, like } = both
  const { course, provider, edition, held, counts } = like
  const here = paths.activity(register.id, activity.id)
  const asWhat = counts ?? held.counts[0]
  return confirmPage(
    visit,
    {
      title: 'Is dit dezelfde opleiding?',
      ...inPortfolio(visit),
      lead: (
        <p>
          {You} voert niets opnieuw in: {your} activiteit en het bewijs blijven staan, en tellen mee
          met de accreditatie.
        </p>
      ),
      form: { hidden: { opleiding: course.id } },
      button: (
        <ButtonGroup>
          <Button>Ja, dit is dezelfde</Button>
          <Button variant="secondary" name="doe" value="nee">
            Nee, dit is iets anders
          </Button>
          <Button variant="link" href={here}>
            Terug
          </Button>
        </ButtonGroup>
      ),
    },
    <>
      <SummaryList
        title="Dit staat in het portfolio"
        items={[
          { term: 'Naam', value: activity.title },
          activity.organiser !== '' && { term: 'Bij', value: activity.organiser },
          activity.completedOn !== undefined && {
            term: 'Datum',
            value: formatDay(activity.completedOn),
          },
          activity.accreditationNumber !== '' && {
            term: 'Nummer',
            value: activity.accreditationNumber,
          },
        ]}
      />
      <SummaryList
        title="Dit is geaccrediteerd"
        items={[
          { term: 'Naam', value: course.title },
          provider !== '' && { term: 'Bij', value: provider },
          edition !== undefined && { term: 'Wanneer', value: editionInWords(edition) },
          { term: 'Nummer', value: course.number },
          asWhat !== undefined && {
            term: 'Telt voor',
            value: countsInWords(visit.context.register, asWhat, held.first),
          },
          counts === undefined && {
            term: 'Let op',
            value:
              'Dit is geaccrediteerd als een andere soort activiteit. Wijzig eerst de soort, dan telt de accreditatie.',
          },
        ]}
      />
    </>,
  )
}

/** Joins the two, or keeps that they are not the same. */
export async function sendJoinCourse(visit: Visit): Promise<Response> {
  const { context, form } = visit
  const id = visit.param('id')
  const here = paths.activity(context.register.id, id)
  if ((await findActivity(context, registrationOf(visit), id)) === undefined) return notFound()
  if (form.value('doe') === 'nee') {
    const said = await refuseTyped(context, registrationOf(visit), id, form.value('opleiding'))
    return said === 'not-found'
      ? notFound()
      : leaveFor(visit, here, 'Goed, dit is iets anders. We vragen het niet opnieuw.')
  }
  const done = await joinTyped(context, registrationOf(visit), id, form.value('opleiding'))
  switch (done.outcome) {
    case 'joined':
      return leaveFor(visit, here, `Dit is nu ‘${done.title}’, nummer ${done.number}.`)
    case 'frozen':
      return leaveFor(visit, here, frozenText(done.why, visit), 'info')
    case 'not-found':
      return leaveFor(visit, here, 'Dit was al gedaan, of lijkt er niet meer op.', 'info')
  }
}

async function bothOf(visit: Visit) {
  const { context } = visit
  const id = visit.param('id')
  const activity = await findActivity(context, registrationOf(visit), id)
  if (activity === undefined) return notFound()
  const like = await likeFor(visit, id)
  const here = paths.activity(context.register.id, id)
  return like === undefined
    ? leaveFor(visit, here, 'Dit was al gedaan, of lijkt er niet meer op.', 'info')
    : { activity, like }
}
