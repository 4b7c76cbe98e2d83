import type { ByHand } from '#domain/certification/status-by-hand/queries.ts'
import { settledOf } from '#domain/certification/status-by-hand/queries.ts'
import { canObject, setByHandOf } from '#domain/certification/status-by-hand/tell-by-hand.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { setByHandWords } from '#mail/status-set.ts'
import { bodyOf } from '#regulations/bodies.ts'
import { statusWords, wording } from '#regulations/wording.ts'
import { Alert, EmptyState, formatDay, SummaryList, Tag } from '#web/kit/index.ts'
import { titledPage } from '#web/layout/titled-page.tsx'
import { papersComing, WhenThere } from '#web/papers.tsx'
import { paths } from '#web/paths.ts'
import { inMyData } from '#web/professional/crumbs.ts'
import type { ObjectionTo } from '#web/professional/objections.tsx'
import { ObjectionLink, objectionTo, takesObjections } from '#web/professional/objections.tsx'
import type { Visit } from '#web/route.ts'
import { lastRegistrationOf, notFound } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** What the register set of somebody's status by hand: what it is, why, and how to object. */
export async function showMyStatus(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, your, You } = speech(visit)
  const registrationId = lastRegistrationOf(visit)
  const member = (await findMember(context, registrationId)) ?? notFound()
  const all = await settledOf(context, registrationId)
  const objections = new Map<string, ObjectionTo>()
  for (const { id } of all) {
    const to = await objectionTo(visit, (one) => one.about === 'status-by-hand' && one.id === id)
    objections.set(id, to)
  }
  const coming = await papersComing(
    visit,
    all.flatMap(({ documentId }) => documentId ?? []),
  )
  const status = statusWords(register, member)
  return titledPage(
    visit,
    {
      title: 'Mijn status',
      aside: <Tag colour={status.tone}>{status.label}</Tag>,
      ...inMyData(visit),
      refresh: coming.refresh,
    },
    all.length === 0 ? (
      <EmptyState title="Niets met de hand gezet">
        <p>
          {You} leest hier wat er aan {your} status met de hand is gezet, en waarom.
        </p>
      </EmptyState>
    ) : (
      all.map((one) => (
        <>
          <h2>
            {one.label}, {formatDay(one.answeredOn ?? one.proposedOn)}
          </h2>
          <OneStatus {...{ visit, one, coming }} to={objections.get(one.id)} />
        </>
      ))
    ),
  )
}

function OneStatus(props: {
  readonly visit: Visit
  readonly one: ByHand
  readonly coming: Awaited<ReturnType<typeof papersComing>>
  readonly to: ObjectionTo
}) {
  const { visit, one, coming, to } = props
  const { context } = visit
  const { register, say } = speech(visit)
  const { what, means } = setByHandWords(
    { formOfAddress: register.address, wording: wording(register) },
    setByHandOf(context, one),
  )
  const body = one.decidedBy === undefined ? undefined : bodyOf(register, one.decidedBy)
  const runs = one.status === 'settled'
  const email = register.organisation.email
  return (
    <>
      {runs ? (
        <p>
          <strong>{what}</strong>
        </p>
      ) : (
        over(one)
      )}
      {runs && means.length > 0 && (
        <ul>
          {means.map((text) => (
            <li>{text}</li>
          ))}
        </ul>
      )}
      <SummaryList
        items={[
          { term: 'Reden', value: <span class="preserve">{one.letterReason}</span> },
          { term: 'Waarop dit rust', value: one.rests },
          body !== undefined && { term: 'Besloten door', value: body.the },
          one.documentId !== undefined && {
            term: 'Brief',
            value: (
              <WhenThere coming={coming} id={one.documentId} name="Brief">
                <a href={paths.myDocument(register.id, one.documentId)}>
                  Brief<span class="visually-hidden"> over {one.label}</span> (pdf)
                </a>
              </WhenThere>
            ),
          },
        ]}
      />
      {to !== undefined ? (
        <ObjectionLink to={to} />
      ) : !canObject(one) || !takesObjections(visit) ? (
        <p>
          {say('Ben je', 'Bent u')} het er niet mee eens, of klopt het niet?{' '}
          {body === undefined ? (
            <>
              Mail naar <a href={`mailto:${email}`}>{email}</a>.
            </>
          ) : (
            <a href={paths.complaint(register.id)}>Zo {say('maak je', 'maakt u')} bezwaar</a>
          )}
        </p>
      ) : null}
    </>
  )
}

function over({ status, begunOn, endedOn }: ByHand) {
  if (status !== 'over' || endedOn === undefined) return null
  return begunOn === undefined ? (
    <p>Dit is niet ingegaan.</p>
  ) : (
    <p>
      Dit gold vanaf {formatDay(begunOn)}, en is voorbij sinds {formatDay(endedOn)}.
    </p>
  )
}

/** What of somebody's status was set by hand and runs, for the first page of their portfolio. */
export async function statusNews(
  visit: Visit,
  registrationId: string,
): Promise<ByHand | undefined> {
  const all = await settledOf(visit.context, registrationId)
  return all.find(
    ({ status, does }) => status === 'settled' && (does === 'hold' || does === 'suspend'),
  )
}

/** Says that a status was set by hand, what it is and where it says why. */
export function SetByHandNotice({ visit, byHand }: { visit: Visit; byHand: ByHand }) {
  const { register, say } = speech(visit)
  const { what } = setByHandWords(
    { formOfAddress: register.address, wording: wording(register) },
    setByHandOf(visit.context, byHand),
  )
  return (
    <Alert type="warning" title={byHand.label}>
      <p>
        {what}{' '}
        <a href={paths.myStatus(register.id)}>Lees waarom, en wat {say('je', 'u')} kunt doen</a>
      </p>
    </Alert>
  )
}
