import {
  acceptProposal,
  declineProposal,
  standsAs,
} from '#domain/employers/proposal/answer-proposal.ts'
import type { OwnProposal } from '#domain/employers/proposal/queries.ts'
import { findOwnProposal, ownProposals } from '#domain/employers/proposal/queries.ts'
import { findChoice } from '#domain/learning/choice/plan-course.ts'
import { readGap } from '#domain/learning/gap/read-gap.ts'
import { formatSpan } from '#language/days.ts'
import { fillsInWords } from '#web/courses/course-words.ts'
import { versionIn } from '#web/forms/answers.ts'
import { Alert, Button, ButtonGroup, SummaryList } from '#web/kit/index.ts'
import { PageForm } from '#web/layout/form-page.tsx'
import type { Task } from '#web/layout/tasks.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { inPortfolio } from '#web/professional/crumbs.ts'
import type { Handlers, Visit } from '#web/route.ts'
import { leaveFor, notFound, registrationOf, seeOther } from '#web/route.ts'
import { speech } from '#web/speech.ts'

// A course that an employer proposes to somebody: what it does for them, and whether they follow it.

/** What employers propose to somebody and waits for an answer; answering is not needed. */
export async function proposalTasks(visit: Visit): Promise<readonly Task[]> {
  const { register } = visit.context
  const all = await ownProposals(visit.context, registrationOf(visit))
  return all.map((one) => ({
    label: `${one.organisation.name} stelt een opleiding voor: ${one.course.title}`,
    href: paths.proposal(register.id, one.id),
    text: `${whenOf(one)}. Meedoen hoeft niet.`,
    button: 'Bekijken',
  }))
}

function whenOf({ first, last, place }: OwnProposal): string {
  return place === ''
    ? `${formatSpan(first, last)}, online`
    : `${formatSpan(first, last)} in ${place}`
}

async function fillsOf(visit: Visit, { course, edition, first }: OwnProposal) {
  const { context } = visit
  const { your } = speech(visit)
  const gap = await readGap(context, registrationOf(visit))
  const chosen = { number: course.number, sequence: edition.sequence }
  const counts = (await findChoice(context, chosen))?.counts
  if (gap === undefined || counts === undefined) return []
  return fillsInWords(
    context.register,
    gap.loaded.compiled.regulation,
    gap.fills(counts, {
      ...{ course: course.id, alike: JSON.stringify(counts), day: first.toString(), exactly: true },
    }),
    your,
  )
}

/** One proposal: following the course, or not. */
export const proposalPage: Handlers = {
  get: async (visit) => {
    const { context } = visit
    const { register, you, your, Your, say } = speech(visit)
    const mine = registrationOf(visit)
    const found = (await findOwnProposal(context, mine, visit.param('id'))) ?? notFound()
    const stands = await standsAs(context, mine, found.course.id)
    const fills = stands === undefined ? await fillsOf(visit, found) : []
    return titledPage(
      visit,
      {
        title: found.course.title,
        ...inPortfolio(visit),
        hidden: true,
        caption: `Voorstel van ${found.organisation.name}, team ${found.team.name}`,
        lead: found.word !== '' && <p class="lead preserve">{found.word}</p>,
      },
      <>
        {stands !== undefined && (
          <Alert type="info">
            <p>
              {stands === 'planned'
                ? `Deze opleiding staat al gepland in ${your} portfolio.`
                : `Deze opleiding staat al in ${your} portfolio.`}{' '}
              {say('Doe je', 'Doet u')} mee, dan komt er niets dubbel bij.
            </p>
          </Alert>
        )}
        <SummaryList
          items={[
            { term: 'Wanneer', value: whenOf(found) },
            stands === undefined && {
              term: `Voor ${your} registratie`,
              value:
                fills.length === 0
                  ? `Vult niets wat ${you} nog mist`
                  : fills.map((one) => <p class="course-fills">{one}</p>),
            },
            {
              term: 'De opleiding',
              value: <a href={paths.course(register.id, found.course.number)}>Meer lezen</a>,
            },
          ]}
        />
        <p>
          {say('Doe je', 'Doet u')} mee, dan staat de opleiding gepland in {your} portfolio. {Your}{' '}
          werkgever ziet hoeveel mensen meedoen
          {found.seesWho
            ? `, en ook dat ${you} het bent: ${you} laat scholing zien.`
            : '. In een klein team is dan te raden wie.'}{' '}
          {say('Doe je', 'Doet u')} niet mee, dan vraagt niemand waarom.
        </p>
        <PageForm visit={visit} hidden={{ _version: String(found.version) }}>
          <ButtonGroup>
            <Button name="antwoord" value="ja">
              Ik doe mee
            </Button>
            <Button variant="secondary" name="antwoord" value="nee">
              Ik doe niet mee
            </Button>
          </ButtonGroup>
        </PageForm>
      </>,
    )
  },
  post: async (visit) => {
    const { context, form: sent } = visit
    const { register } = context
    const mine = registrationOf(visit)
    const id = visit.param('id')
    const found = (await findOwnProposal(context, mine, id)) ?? notFound()
    const here = paths.proposal(register.id, id)
    const there = paths.portfolio(register.id)
    const answer = sent.value('antwoord')
    if (answer !== 'ja' && answer !== 'nee') {
      return leaveFor(visit, here, 'Er is niets gekozen.', 'info')
    }
    const which = { id, version: versionIn(sent) }
    const { outcome } = await (answer === 'ja' ? acceptProposal : declineProposal)(
      context,
      mine,
      which,
    )
    switch (outcome) {
      case 'planned':
        return leaveFor(visit, there, `‘${found.course.title}’ is gepland.`)
      case 'already':
        return leaveFor(visit, there, 'Genoteerd. De opleiding stond al in het portfolio.')
      case 'declined':
        return leaveFor(visit, there, `${found.organisation.name} hoort geen reden.`)
      case 'to-fill-in':
        return seeOther(
          paths.newActivity(register.id, {
            ...{ gepland: 'ja', opleiding: found.course.number },
            uitvoering: String(found.edition.sequence),
          }),
        )
      case 'closed':
        return leaveFor(
          visit,
          here,
          'Er kan nu niets worden toegevoegd aan het portfolio. Kijk in het portfolio waarom.',
          'warning',
        )
      case 'stale':
      case 'too-late':
        return leaveFor(visit, there, 'Dit voorstel is intussen veranderd of voorbij.', 'warning')
      case 'not-found':
        return notFound()
    }
  },
}
