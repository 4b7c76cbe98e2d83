import { findStanding } from '#domain/dossier/dossier/queries.ts'
import type { EarlierCheck } from '#domain/dossier/earlier-check/queries.ts'
import type { FromOutside } from '#domain/dossier/earlier-check/record-earlier-check.ts'
import {
  fromOutside,
  recordEarlierCheck,
  soughtAtStart,
} from '#domain/dossier/earlier-check/record-earlier-check.ts'
import { withdrawEarlierCheck } from '#domain/dossier/earlier-check/withdraw-earlier-check.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { earlierCheckWords, elsewhereLabel } from '#web/elsewhere-words.ts'
import { form } from '#web/forms/form.tsx'
import { choice, day, line, text } from '#web/forms/questions.tsx'
import { Button, formatDay, SummaryList } from '#web/kit/index.ts'
import { formPage, PageForm } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { idIn, leaveFor, notFound } from '#web/route.ts'

interface Recording {
  readonly member: Member
  readonly first: Temporal.PlainDate
  /** What was recorded before. */
  readonly checks: readonly EarlierCheck[]
  /** The registers elsewhere of which nothing was recorded. */
  readonly open: readonly string[]
}

const withdrawing = 'intrekken'

/**
 * Records of somebody whose period came from outside that a registration elsewhere was shown at its
 * start, or withdraws what was recorded by mistake.
 */
export const earlierCheckPage = formPage({
  load: async (visit: Visit): Promise<Recording> => {
    const { context } = visit
    const member = (await findMember(context, idIn(visit))) ?? notFound()
    const period = await fromOutside(context, member.registrationId)
    if (!mayHaveEarlierCheck(context, period)) notFound()
    const checks = (await findStanding(context, member.registrationId))?.earlierChecks ?? []
    const known = new Set(checks.map(({ elsewhere }) => elsewhere))
    const open = soughtAtStart(context.register).filter((id) => !known.has(id))
    return { member, first: period.first, checks, open }
  },
  form: ({ context }, { open, first }) =>
    form({
      elsewhere: choice('register', 'Welk register?', {
        options: open.map((id) => ({ value: id, label: elsewhereLabel(context, id) })),
        required: 'Kies welk register het is.',
      }),
      number: line('nummer', 'Registratienummer', {
        required: 'Vul het registratienummer in.',
        most: 40,
      }),
      checkedOn: day('gecontroleerd', 'Op welke dag is dit gecontroleerd?', {
        hint: `Bij het begin van de periode, uiterlijk op ${formatDay(first)}.`,
        required: 'Vul in op welke dag dit is gecontroleerd.',
        problem: (on) => (isAfter(on, first) ? tooLate(first) : undefined),
      }),
      checkedBy: line('wie', 'Wie controleerde het?', {
        required: 'Vul in wie het controleerde.',
      }),
      shownBy: text('waaruit', 'Waaruit blijkt dat?', {
        hint: 'Bijvoorbeeld een brief of een aantekening in het oude dossier, met de datum.',
        required: 'Schrijf op waaruit dat blijkt.',
        rows: 3,
        most: 1000,
      }),
    }),
  known: (_, { open }) => {
    const [only, ...more] = open
    return only !== undefined && more.length === 0 ? { elsewhere: only } : {}
  },
  page: (visit, { member, first, checks, open }) => {
    const { register } = visit.context
    return {
      title: 'Registratie elders bij het begin',
      breadcrumb: [
        { label: 'Zoeken', href: paths.workSearch(register.id) },
        {
          label: `Dossier van ${member.name}`,
          href: paths.workFile(register.id, member.registrationId),
        },
      ],
      lead: (
        <>
          <p class="lead">
            De periode van {member.name} begon op {formatDay(first)}, en niet met een aanvraag hier.
            Wat toen is gezien, telt bij de verlenging alleen als het hier staat.
          </p>
          {checks.length > 0 && (
            <SummaryList
              title="Vastgelegd"
              items={checks.map((check) => ({
                term: elsewhereLabel(visit.context, check.elsewhere),
                value: (
                  <>
                    <p>{earlierCheckWords(check)}</p>
                    <p class="preserve">{check.shownBy}</p>
                    <PageForm visit={visit}>
                      <Button variant="secondary" name={withdrawing} value={check.id}>
                        Intrekken
                        <span class="visually-hidden">
                          {' '}
                          van {elsewhereLabel(visit.context, check.elsewhere)}
                        </span>
                      </Button>
                    </PageForm>
                  </>
                ),
              }))}
            />
          )}
        </>
      ),
      button: 'Vastleggen',
      frame: (asked) => (open.length === 0 ? null : asked),
    }
  },
  sent: async (visit, { member }) => {
    const id = visit.form.value(withdrawing)
    if (id === '') return undefined
    const { registrationId } = member
    const { outcome } = await withdrawEarlierCheck(visit.context, { id, registrationId })
    const here = paths.workEarlierCheck(visit.context.register.id, registrationId)
    return outcome === 'withdrawn'
      ? leaveFor(visit, here, 'Het is ingetrokken.')
      : leaveFor(visit, here, 'Dit was al ingetrokken.', 'info')
  },
  save: async (visit, answers, { member }) => {
    const { registrationId } = member
    const there = paths.workFile(visit.context.register.id, registrationId)
    const done = await recordEarlierCheck(visit.context, { registrationId, ...answers })
    switch (done.outcome) {
      case 'recorded':
        return leaveFor(visit, there, 'Het is vastgelegd, en telt bij de verlenging.')
      case 'too-late':
        return { wrong: { checkedOn: tooLate(done.first) } }
      case 'known':
        return leaveFor(visit, there, 'Dit was al vastgelegd.', 'info')
      case 'not-asked':
        return leaveFor(visit, there, 'Dit hoeft niet te worden vastgelegd.', 'info')
    }
  },
})

/** Whether of somebody an earlier check may be recorded: their period came from outside, and something looks for one. */
export function mayHaveEarlierCheck(
  { register }: Context,
  period: FromOutside,
): period is Extract<FromOutside, { is: 'from-outside' }> {
  return period.is === 'from-outside' && soughtAtStart(register).length > 0
}

const isAfter = (on: Temporal.PlainDate, first: Temporal.PlainDate) =>
  Temporal.PlainDate.compare(on, first) > 0

const tooLate = (first: Temporal.PlainDate) =>
  `De periode begon op ${formatDay(first)}. Wat daarna is gezien, is niet bij het begin aangetoond.`
