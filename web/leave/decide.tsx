import { decideLeave, isTooLateToGrant } from '#domain/certification/leave/decide-leave.ts'
import type { Leave } from '#domain/certification/leave/queries.ts'
import {
  benchForLeave,
  findLeave,
  isInPart,
  leaveFiles,
  listLeave,
} from '#domain/certification/leave/queries.ts'
import type { LeaveEffect } from '#domain/certification/leave/weigh-leave.ts'
import { effectOfDays } from '#domain/certification/leave/weigh-leave.ts'
import { spanInWords } from '#language/spans.ts'
import { bodyFor } from '#regulations/bodies.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form, under } from '#web/forms/form.tsx'
import { choice, day, text } from '#web/forms/questions.tsx'
import type { SummaryItem, TagColour } from '#web/kit/index.ts'
import { formatDay, SummaryList, Tag } from '#web/kit/index.ts'
import { ColleagueFirst } from '#web/layout/colleague-first.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { List, listPage } from '#web/layout/list-page.tsx'
import { LeaveEffectText } from '#web/leave/effect.tsx'
import { paths } from '#web/paths.ts'
import { documentResponse } from '#web/professional/document.ts'
import { DeclareLink, declareInterestPage } from '#web/review/declare-interest.tsx'
import { Tied, withoutTied } from '#web/review/ties.tsx'
import type { Visit } from '#web/route.ts'
import { accountOf, idIn, leaveFor, notFound } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** How leave stands, in a word and a colour. */
export function leaveTag(leave: Leave): { readonly colour: TagColour; readonly label: string } {
  switch (leave.status) {
    case 'asked':
      return { colour: 'blue', label: 'Wacht op besluit' }
    case 'granted':
      return isInPart(leave)
        ? { colour: 'green', label: 'Voor een deel toegekend' }
        : { colour: 'green', label: 'Toegekend' }
    case 'refused':
      return { colour: 'red', label: 'Niet toegekend' }
    case 'withdrawn':
      return { colour: 'grey', label: 'Ingetrokken' }
    case 'expired':
      return { colour: 'grey', label: 'Niet meer nodig' }
  }
}

/** Days as people say them. */
export function daysInWords(days: {
  readonly first: Temporal.PlainDate
  readonly last: Temporal.PlainDate
}): string {
  return `${formatDay(days.first)} tot en met ${formatDay(days.last)}`
}

/** The row with the days that were granted; none where these are the days that were asked. */
export function grantedRow(leave: Leave): readonly SummaryItem[] {
  if (leave.granted === undefined || !isInPart(leave)) return []
  return [{ term: 'Toegekend', value: daysInWords(leave.granted) }]
}

/** The row with what came along with leave; none where nothing did. */
export function proofRow(
  files: Awaited<ReturnType<typeof leaveFiles>>,
  hrefOf: (id: string) => string,
): readonly SummaryItem[] {
  if (files.length === 0) return []
  const links = files.map(({ id, name }, at) => (
    <>
      {at > 0 && <br />}
      <a href={hrefOf(id)}>{name}</a>
    </>
  ))
  return [{ term: 'Bewijs', value: <>{links}</> }]
}

/** The leave that waits for a decision, and what was decided last. */
export async function showLeaves(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const { asked, decided } = await listLeave(context)
  const { free, tied } = await withoutTied(visit, ['decide-leave'], asked, (one) => one)
  const past = await withoutTied(visit, ['decide-leave'], decided, (one) => one)
  const hrefOf = ({ id }: Leave) => paths.leave(register.id, id)
  return listPage(visit, {
    title: `Verlof (${free.length})`,
    current: paths.leaves(register.id),
    list: {
      caption: 'Verlof dat op een besluit wacht, het oudste eerst',
      rows: free,
      columns: ({ name, text: words, day: on }) => [
        name('Van', ({ holder }) => holder.name, hrefOf),
        words('Dagen', daysInWords),
        on('Gevraagd op', ({ askedOn }) => askedOn),
      ],
      empty: { title: 'Alles is gedaan', text: <p>Er wacht geen verlof op een besluit.</p> },
    },
    after: (
      <>
        {past.free.length > 0 && (
          <>
            <h2>Besloten</h2>
            <List
              visit={visit}
              caption="Verlof waarover is besloten, het nieuwste eerst"
              rows={past.free}
              columns={({ name, text: words, day: on, status }) => [
                name('Van', ({ holder }) => holder.name, hrefOf),
                words('Dagen', (leave) => daysInWords(leave.granted ?? leave)),
                on('Besloten op', ({ decidedOn, askedOn }) => decidedOn ?? askedOn),
                status('Besluit', leaveTag, { selfExplaining: true }),
              ]}
            />
          </>
        )}
        <Tied {...{ visit, tied }} />
      </>
    ),
  })
}

interface Deciding {
  readonly decision: 'all' | 'part' | 'none'
  readonly first?: Temporal.PlainDate | undefined
  readonly last?: Temporal.PlainDate | undefined
  readonly reason?: string | undefined
  readonly refusal?: string | undefined
}

interface Open {
  readonly leave: Leave
  readonly files: Awaited<ReturnType<typeof leaveFiles>>
  readonly effect: LeaveEffect | undefined
}

/** One request for leave: what it changes, and deciding on it. */
export const decideLeavePage = formPage<Deciding, Open>({
  load: async (visit) => {
    const { context } = visit
    const leave = (await findLeave(context, idIn(visit))) ?? notFound()
    const files = await leaveFiles(context, leave.id)
    const open = leave.status === 'asked' && !isTooLateToGrant(leave)
    const effect = open ? await effectOfDays(context, leave, leave) : undefined
    return { leave, files, effect }
  },
  form: (visit, { leave: { sort } }) => {
    const { you } = speech(visit)
    const why = (name: string, label: string) =>
      text(name, label, {
        hint: 'Dit staat letterlijk in de e-mail.',
        required: 'Schrijf op waarom.',
        rows: 4,
        most: 2000,
      })
    return form<Deciding>({
      decision: choice('besluit', 'Wat wordt er besloten?', {
        required: `Kies wat ${you} besluit.`,
        options: [
          { value: 'all', label: 'Toekennen' },
          { value: 'part', label: 'Voor een deel toekennen' },
          { value: 'none', label: 'Niet toekennen' },
        ],
      }),
      first: under(
        'decision',
        'part',
        day('van', 'Vanaf welke dag?', { required: 'Vul de eerste dag in.' }),
      ),
      last: under(
        'decision',
        'part',
        day('tot', 'Tot en met welke dag?', {
          hint: sort.atLeast && `Korter dan ${spanInWords(sort.atLeast)} verandert niets.`,
          required: 'Vul de laatste dag in.',
        }),
      ),
      reason: under('decision', 'part', why('reden', 'Waarom niet alles?')),
      refusal: under('decision', 'none', why('weigering', 'Waarom niet?')),
    })
  },
  known: (_, { leave }) => ({ first: leave.first, last: leave.last }),
  page: (visit, { leave, files, effect }) => {
    const { register, today } = visit.context
    const list = { label: 'Verlof', href: paths.leaves(register.id) }
    const { colour, label } = leaveTag(leave)
    return {
      title: `Verlof van ${leave.holder.name}`,
      aside: <Tag colour={colour}>{label}</Tag>,
      current: list.href,
      breadcrumb: [list],
      version: leave.version,
      lead: (
        <>
          <SummaryList
            items={[
              { term: 'Soort', value: leave.sort.label },
              { term: 'Gevraagd', value: daysInWords(leave) },
              { term: 'Gevraagd op', value: formatDay(leave.askedOn) },
              ...(leave.note === ''
                ? []
                : [{ term: 'Toelichting', value: <span class="preserve">{leave.note}</span> }]),
              ...proofRow(files, (id) => paths.leaveFile(register.id, leave.id, id)),
              ...grantedRow(leave),
              ...(leave.reason === ''
                ? []
                : [{ term: 'Reden', value: <span class="preserve">{leave.reason}</span> }]),
            ]}
          />
          <p class="subtle">
            {leave.sort.text} ({leave.sort.article})
          </p>
          {effect !== undefined && (
            <>
              <h2>Wat er verandert als alles wordt toegekend</h2>
              <LeaveEffectText {...{ effect, register, today }} />
            </>
          )}
        </>
      ),
      form: { guard: true },
      button: 'Besluit vastleggen',
      frame: (asked) =>
        leave.status !== 'asked' ? null : isTooLateToGrant(leave) ? (
          <p>Hier valt niets meer te besluiten: over de periode van dit verlof is al besloten.</p>
        ) : (
          asked
        ),
      after: <DeclareLink visit={visit} href={paths.leaveInterest(register.id, leave.id)} />,
    }
  },
  save: async (visit, { decision, first, last, reason, refusal }, { leave }) => {
    const { context, form: sent } = visit
    const { register } = context
    const { accountId } = accountOf(visit)
    const seen = { id: leave.id, version: versionIn(sent) }
    const days = first === undefined || last === undefined ? undefined : { first, last }
    const why = decision === 'none' ? refusal : reason
    const done = await decideLeave(context, seen, accountId, { decision, days, reason: why ?? '' })
    const list = paths.leaves(register.id)
    switch (done.outcome) {
      case 'granted':
        return leaveFor(
          visit,
          list,
          `Het verlof van ${leave.holder.name} is ${decision === 'part' ? 'voor een deel ' : ''}toegekend.`,
        )
      case 'refused':
        return leaveFor(visit, list, `Het verlof van ${leave.holder.name} is niet toegekend.`)
      case 'wrong-days':
        return {
          wrong: {
            last: `Kies dagen die zijn gevraagd: van ${daysInWords(leave)}, de laatste niet vóór de eerste.`,
          },
        }
      case 'no-reason':
        return { wrong: { [decision === 'none' ? 'refusal' : 'reason']: 'Schrijf op waarom.' } }
      case 'ended':
      case 'stale':
        return {
          stale: (
            <ColleagueFirst register={register}>
              <p>Dit verlof is intussen veranderd. Kijk hoe het er nu voor staat.</p>
            </ColleagueFirst>
          ),
        }
      case 'conflict':
      case 'unknown':
        return notFound()
    }
  },
})

/** Says from a request for leave that there is a tie with whoever asked it. */
export const leaveInterest = declareInterestPage(async (visit) => {
  const { context } = visit
  const leave = await findLeave(context, visit.param('id'))
  if (leave === undefined) return undefined
  const { id } = context.register
  return {
    registrationId: leave.registrationId,
    from: { label: `Verlof van ${leave.holder.name}`, href: paths.leave(id, leave.id) },
    list: { label: 'Verlof', href: paths.leaves(id) },
  }
})

/** A file that came along with leave, for whoever decides on it. */
export async function showLeaveFile(visit: Visit): Promise<Response> {
  const { context } = visit
  const leave = (await findLeave(context, idIn(visit))) ?? notFound()
  const { members, kept } = await benchForLeave(context, leave)
  const { accountId } = accountOf(visit)
  if (!members.some(({ id }) => id === accountId) || kept.has(accountId)) return notFound()
  const wanted = visit.param('document')
  const files = await leaveFiles(context, leave.id)
  return files.some(({ id }) => id === wanted) ? documentResponse(visit, wanted) : notFound()
}

/** Who decides on leave, in a sentence; a register with sorts that are decided on has somebody. */
export function deciderOfLeave({ context: { register } }: Visit): string {
  return bodyFor(register, 'decide-leave')?.the ?? register.organisation.backOffice.short
}
