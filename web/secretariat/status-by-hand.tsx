import type { ByHand } from '#domain/certification/status-by-hand/queries.ts'
import { byHandOf, listByHand, standingOf } from '#domain/certification/status-by-hand/queries.ts'
import { canBe, groundsOf } from '#domain/certification/status-by-hand/status-by-hand.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { statusWords } from '#regulations/wording.ts'
import type { TagColour } from '#web/kit/index.ts'
import { Alert, formatDay, SummaryList, Tag } from '#web/kit/index.ts'
import { listPage } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { Tied, withoutTied } from '#web/review/ties.tsx'
import type { Visit } from '#web/route.ts'
import { idIn, notFound } from '#web/route.ts'
import { inFile } from '#web/secretariat/corrections.tsx'
import { byHandLabels } from '#web/secretariat/foreseen-status.tsx'
import { inWork } from '#web/secretariat/in-work.ts'

/** What waits for a second pair of eyes, and what was answered. */
export async function showStatuses(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const all = await listByHand(context)
  const { free, tied } = await withoutTied(visit, ['keep-records'], all, (one) => one)
  return listPage(visit, {
    title: 'Status met de hand',
    ...inWork(register),
    lead: (
      <p class="lead">
        De een stelt een status voor, een ander bevestigt. Voorstellen begint in een dossier, bij
        ‘Zet de status met de hand’.
      </p>
    ),
    list: {
      caption: 'Voorstellen, wat wacht eerst',
      rows: free,
      columns: ({ name, text: words, day: on, status }) => [
        name(
          'Naam',
          (one) => one.name,
          ({ id }) => paths.workStatus(register.id, id),
        ),
        words('Wat', ({ does }) => byHandLabels[does]),
        words('Grond', ({ label }) => label),
        on('Voorgesteld op', ({ proposedOn }) => proposedOn),
        status('Stand', (one) => standTag(context, one), { selfExplaining: true }),
      ],
      empty: { title: 'Geen voorstellen', text: <p>Er is niets voorgesteld.</p> },
    },
    after: <Tied {...{ visit, tied }} />,
  })
}

/** How a proposal stands, for whoever reads it. */
export function standTag(
  { actor }: Context,
  { status, proposedBy, begunOn }: ByHand,
): { readonly colour: TagColour; readonly label: string } {
  const own = proposedBy !== undefined && proposedBy === accountIdOf(actor)
  switch (status) {
    case 'proposed':
      return own
        ? { colour: 'blue', label: 'Wacht op een collega' }
        : { colour: 'yellow', label: 'Wacht op bevestiging' }
    case 'returned':
      return { colour: 'grey', label: 'Teruggestuurd' }
    case 'withdrawn':
      return { colour: 'grey', label: 'Teruggenomen' }
    case 'settled':
      return { colour: 'green', label: begunOn === undefined ? 'Bevestigd' : 'Uitgevoerd' }
    case 'over':
      return { colour: 'grey', label: begunOn === undefined ? 'Niet ingegaan' : 'Voorbij' }
  }
}

/** On which grounds the status of somebody can be set now, and what was before. */
export async function showChooseStatus(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const grounds = groundsOf(register)
  if (grounds.length === 0) return notFound()
  const member = (await findMember(context, idIn(visit))) ?? notFound()
  const id = member.registrationId
  const standing = await standingOf(context, member)
  const all = await byHandOf(context, id)
  const waiting = all.find(({ status }) => status === 'proposed')
  const now = statusWords(register, member)
  const possible = grounds.filter(({ does }) => canBe(does, standing))
  return titledPage(
    visit,
    {
      title: `Status van ${member.name} met de hand zetten`,
      aside: <Tag colour={now.tone}>{now.label}</Tag>,
      ...inFile(register, member),
      lead: (
        <p class="lead">
          Dit is voor wat niet vanzelf gaat. Een collega bevestigt het; pas dan verandert er iets.
        </p>
      ),
    },
    <>
      {waiting === undefined ? (
        <>
          <h2>Op welke grond?</h2>
          {possible.length === 0 ? (
            <p>Bij deze status kan nu niets met de hand.</p>
          ) : (
            <ul>
              {possible.map((ground) => (
                <li>
                  <a href={paths.workProposeStatus(register.id, id, ground.id)}>{ground.label}</a>:{' '}
                  {byHandLabels[ground.does].toLowerCase()}
                </li>
              ))}
            </ul>
          )}
          {possible.length < grounds.length && (
            <p class="subtle">
              Bij deze status kan nu niet:{' '}
              {grounds
                .filter((ground) => !possible.includes(ground))
                .map(({ label }) => label.toLowerCase())
                .join('; ')}
              .
            </p>
          )}
        </>
      ) : (
        <Alert type="info" title="Er ligt al een voorstel">
          <p>
            {waiting.label}, voorgesteld op {formatDay(waiting.proposedOn)}.{' '}
            <a href={paths.workStatus(register.id, waiting.id)}>Bekijk het voorstel</a>
          </p>
        </Alert>
      )}
      <SetBefore context={context} all={all.filter((one) => one !== waiting)} />
    </>,
  )
}

function SetBefore({ context, all }: { context: Context; all: readonly ByHand[] }) {
  if (all.length === 0) return null
  return (
    <SummaryList
      title="Eerder"
      items={all.map((one) => ({
        term: formatDay(one.answeredOn ?? one.proposedOn),
        value: (
          <>
            <a href={paths.workStatus(context.register.id, one.id)}>{one.label}</a>,{' '}
            {standTag(context, one).label.toLowerCase()}
          </>
        ),
      }))}
    />
  )
}
