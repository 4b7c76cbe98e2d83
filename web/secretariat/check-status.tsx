import { withdrawProposal } from '#domain/certification/status-by-hand/propose-status.ts'
import type { ByHand } from '#domain/certification/status-by-hand/queries.ts'
import { findByHand } from '#domain/certification/status-by-hand/queries.ts'
import type { Changed } from '#domain/certification/status-by-hand/settle-status.ts'
import {
  changedSince,
  confirmStatus,
  returnProposal,
} from '#domain/certification/status-by-hand/settle-status.ts'
import type { Standing } from '#domain/certification/status-by-hand/status-by-hand.ts'
import { firstDay } from '#domain/certification/status-by-hand/status-by-hand.ts'
import type { Seated } from '#domain/people/body/members.ts'
import { everySeated } from '#domain/people/body/members.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { bodyOf } from '#regulations/bodies.ts'
import { versionIn } from '#web/forms/answers.ts'
import type { FormOf } from '#web/forms/form.tsx'
import { form, under } from '#web/forms/form.tsx'
import { choice, text, unasked } from '#web/forms/questions.tsx'
import { Alert, formatDay, SummaryList, Tag } from '#web/kit/index.ts'
import { ColleagueFirst } from '#web/layout/colleague-first.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { papersComing, WhenThere } from '#web/papers.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { idIn, leaveFor, notFound } from '#web/route.ts'
import { colleagueNamed } from '#web/secretariat/colleague-named.ts'
import type { Foreseen } from '#web/secretariat/foreseen-status.tsx'
import {
  byHandLabels,
  ForeseenChanges,
  foreseenOf,
  WhatFollows,
} from '#web/secretariat/foreseen-status.tsx'
import { inWork } from '#web/secretariat/in-work.ts'
import { standTag } from '#web/secretariat/status-by-hand.tsx'

interface Answering {
  readonly decision: 'bevestigen' | 'terugsturen' | 'terugnemen'
  readonly answer: string | undefined
}

interface Loaded {
  readonly byHand: ByHand
  readonly member: Member
  /** Of what waits: what changed since, and what would follow. */
  readonly changed: Changed | undefined
  readonly foreseen: Foreseen
  readonly people: readonly Seated[]
  readonly coming: Awaited<ReturnType<typeof papersComing>>
}

/** One proposal: for a second pair of eyes, for whoever made it to take back, and to read afterwards. */
export const statusCheck = formPage<Answering, Loaded>({
  load: async (visit) => {
    const { context } = visit
    const byHand = (await findByHand(context, idIn(visit))) ?? notFound()
    const member = (await findMember(context, byHand.registrationId)) ?? notFound()
    const waits = byHand.status === 'proposed'
    const first = waits ? firstDay(byHand, context.today) : byHand.first
    return {
      byHand,
      member,
      changed: waits ? await changedSince(context, byHand, member) : undefined,
      foreseen: {
        ...(await foreseenOf(context, member, byHand.before, byHand)),
        first,
        last: byHand.last,
      },
      people: await everySeated(context),
      coming: await papersComing(visit, byHand.documentId === undefined ? [] : [byHand.documentId]),
    }
  },
  form: (visit, { byHand, changed }) => answerForm(isOwn(visit, byHand), changed !== undefined),
  page: (visit, loaded) => {
    const { context } = visit
    const { register } = context
    const { byHand, member, changed, foreseen, coming } = loaded
    const { colour, label } = standTag(context, byHand)
    const waits = byHand.status === 'proposed'
    const own = isOwn(visit, byHand)
    return {
      title: `${byHandLabels[byHand.does]}: ${member.name}`,
      caption: byHand.label,
      aside: <Tag colour={colour}>{label}</Tag>,
      ...inWork(register, {
        label: 'Status met de hand',
        href: paths.workStatuses(register.id),
      }),
      version: byHand.version,
      refresh: coming.refresh,
      button: own ? 'Terugnemen' : 'Opslaan',
      lead: (
        <>
          {changed !== undefined && <ChangedSince {...{ visit, changed, byHand }} />}
          <TheProposal {...{ visit, loaded }} />
          {changed === undefined && (
            <>
              <h2>{waits ? 'Dit verandert er als het wordt bevestigd' : 'Wat het veranderde'}</h2>
              <ForeseenChanges register={register} of={foreseen} />
              <WhatFollows of={foreseen} />
            </>
          )}
          {own && <p>Een collega bevestigt dit of stuurt het terug.</p>}
        </>
      ),
      frame: (asked) => waits && asked,
    }
  },
  save: async (visit, { decision, answer = '' }, { byHand }) => {
    const { context } = visit
    const { register } = context
    const seen = { id: byHand.id, version: versionIn(visit.form) }
    const list = paths.workStatuses(register.id)
    const done =
      decision === 'bevestigen'
        ? await confirmStatus(context, seen)
        : decision === 'terugsturen'
          ? await returnProposal(context, seen, answer)
          : await withdrawProposal(context, seen)
    switch (done.outcome) {
      case 'confirmed':
        return leaveFor(visit, list, 'Het is bevestigd en uitgevoerd. Er gaat bericht uit.')
      case 'returned':
        return leaveFor(visit, list, 'Het voorstel is teruggestuurd. Er is niets veranderd.')
      case 'withdrawn':
        return leaveFor(visit, list, 'Het voorstel is teruggenomen. Er is niets veranderd.')
      case 'no-reason':
        return { wrong: { answer: 'Schrijf op waarom.' } }
      case 'own-proposal':
      case 'not-own':
      case 'tied':
        return { wrong: { decision: 'Dit moet een collega doen.' } }
      case 'proposer-tied':
        return {
          wrong: {
            decision:
              'Wie dit voorstelde, heeft een band met deze persoon. Stuur het terug: een ander kan het opnieuw voorstellen.',
          },
        }
      case 'changed':
        return {
          wrong: {
            decision:
              'De registratie staat nu anders dan bij het voorstel. Er is niets uitgevoerd: stuur het terug.',
          },
        }
      case 'stale':
        return {
          stale: (
            <ColleagueFirst register={register}>
              <p>Hier is intussen iets mee gedaan. Kijk hoe het er nu voor staat.</p>
            </ColleagueFirst>
          ),
        }
      case 'unknown':
        return notFound()
    }
  },
})

function isOwn({ context }: Visit, { status, proposedBy }: ByHand): boolean {
  return (
    status === 'proposed' && proposedBy !== undefined && proposedBy === accountIdOf(context.actor)
  )
}

function answerForm(own: boolean, changed: boolean): FormOf<Answering> {
  const back = { value: 'terugsturen' as const, label: 'Terugsturen: zo kan het niet' }
  const answer = text('waarom', 'Waarom niet?', {
    hint: 'De collega leest dit bij een nieuw voorstel.',
    required: 'Schrijf op waarom.',
    rows: 3,
    most: 1000,
  })
  return form<Answering>({
    decision: own
      ? unasked('terugnemen' as const)
      : choice<Answering['decision']>('besluit', 'Klopt dit voorstel?', {
          required: 'Kies wat er met het voorstel gebeurt.',
          options: changed
            ? [back]
            : [{ value: 'bevestigen' as const, label: 'Ja, bevestigen en uitvoeren' }, back],
        }),
    answer: own ? unasked(undefined) : under('decision', 'terugsturen', answer),
  })
}

function ChangedSince(props: {
  readonly visit: Visit
  readonly changed: Changed
  readonly byHand: ByHand
}) {
  const { visit, changed, byHand } = props
  const { register } = visit.context
  const label = (status: Standing['status']) => register.statuses[status].label
  const [was, now] = [label(byHand.before.status), label(changed.now.status)]
  return (
    <Alert type="warning" title="Dit kan niet meer zo">
      <p>
        {was === now
          ? `De registratie staat nu anders dan bij het voorstel${changed.why === 'past' || changed.why === 'too-long' ? ': de dagen kloppen niet meer' : ''}.`
          : `Bij het voorstel was de status ‘${was}’. Nu is die ‘${now}’.`}{' '}
        Er wordt niets uitgevoerd. Stuur het voorstel terug, of neem het terug; daarna kan er een
        nieuw komen.
      </p>
    </Alert>
  )
}

function TheProposal({ visit, loaded }: { readonly visit: Visit; readonly loaded: Loaded }) {
  const { context } = visit
  const { register } = context
  const { byHand, member, people, coming } = loaded
  const named = (id: string | undefined) => colleagueNamed(visit, people, id)
  const body = byHand.decidedBy === undefined ? undefined : bodyOf(register, byHand.decidedBy)
  return (
    <SummaryList
      items={[
        {
          term: 'Dossier',
          value: (
            <a href={paths.workFile(register.id, byHand.registrationId)}>
              Dossier van {member.name}
            </a>
          ),
        },
        { term: 'Waarop dit rust', value: byHand.rests },
        body !== undefined && { term: 'Besluit van', value: `${body.the}, ${byHand.source}` },
        byHand.first !== undefined && { term: 'Vanaf', value: formatDay(byHand.first) },
        byHand.last !== undefined && { term: 'Tot en met', value: formatDay(byHand.last) },
        {
          term: 'Wat de persoon leest',
          value: <span class="preserve">{byHand.letterReason}</span>,
        },
        { term: 'In het dossier', value: <span class="preserve">{byHand.fileReason}</span> },
        {
          term: 'Voorgesteld',
          value: `${named(byHand.proposedBy)}, op ${formatDay(byHand.proposedOn)}`,
        },
        byHand.answeredOn !== undefined &&
          byHand.status !== 'withdrawn' && {
            term: byHand.status === 'returned' ? 'Teruggestuurd' : 'Bevestigd',
            value: `${named(byHand.answeredBy)}, op ${formatDay(byHand.answeredOn)}`,
          },
        byHand.answer !== '' && {
          term: 'Waarom niet',
          value: <span class="preserve">{byHand.answer}</span>,
        },
        byHand.endedOn !== undefined && { term: 'Beëindigd op', value: formatDay(byHand.endedOn) },
        byHand.documentId !== undefined && {
          term: 'Brief',
          value: (
            <WhenThere coming={coming} id={byHand.documentId} name="Brief">
              <a href={paths.workDocument(register.id, byHand.documentId)}>Brief (pdf)</a>
            </WhenThere>
          ),
        },
      ]}
    />
  )
}
