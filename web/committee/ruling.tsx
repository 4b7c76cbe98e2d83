import { adviseRuling } from '#domain/certification/ruling/advise-ruling.ts'
import type { Ruling } from '#domain/certification/ruling/queries.ts'
import { adviceOn, decisionsOn, filesOf, findRuling } from '#domain/certification/ruling/queries.ts'
import type { RulingPart } from '#domain/certification/ruling/seat-ruling.ts'
import { seatForRuling } from '#domain/certification/ruling/seat-ruling.ts'
import { lastOpened } from '#domain/people/body/inspections.ts'
import { adviserOf, boardOf } from '#regulations/bodies.ts'
import { toJudge } from '#web/committee/to-judge.tsx'
import type { FormOf } from '#web/forms/form.tsx'
import { form } from '#web/forms/form.tsx'
import { choice, text } from '#web/forms/questions.tsx'
import type { Link } from '#web/kit/index.ts'
import { Tag } from '#web/kit/index.ts'
import { ColleagueFirst } from '#web/layout/colleague-first.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import type { TitledFacts } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { documentResponse } from '#web/professional/document.ts'
import type { DeclaringFrom } from '#web/review/declare-interest.tsx'
import { DeclareLink, declareInterestPage } from '#web/review/declare-interest.tsx'
import { closed } from '#web/review/opening.tsx'
import {
  AdviceText,
  Decisions,
  Precedents,
  precedentsFor,
  RulingDates,
  RulingFacts,
  rulingTag,
} from '#web/review/ruling.tsx'
import type { Visit } from '#web/route.ts'
import { accountOf, leaveFor, notFound } from '#web/route.ts'
import { speech } from '#web/speech.ts'

interface Advising {
  readonly favours: 'ja' | 'nee'
  readonly reason: string
}

/** A question to the board on which the committee advises: the question, what was decided before, the advice. */
export const rulingAdvice = formPage({
  load: async (visit: Visit) => {
    const { context } = visit
    const { accountId } = accountOf(visit)
    const ruling = (await findRuling(context, visit.param('id'))) ?? notFound()
    if (ruling.status === 'asked' || ruling.status === 'answered') return notFound()
    const seated = await seatForRuling(context, ruling, accountId, 'advises')
    if (seated.outcome !== 'free') return notFound()
    const shut = await closedRuling(visit, ruling, 'advises', toJudge(context.register))
    if (shut !== undefined) return shut
    const advice = await adviceOn(context, ruling.id)
    const own = advice.find(({ memberId }) => memberId === accountId)
    return {
      ruling,
      advice,
      own,
      members: seated.members,
      files: await filesOf(context, ruling.id),
      decisions: await decisionsOn(context, ruling.id),
      precedents: await precedentsFor(context, `${ruling.question} ${ruling.wish}`, ruling.id),
    }
  },
  form: (visit) => adviceForm(visit),
  known: (_, { own }): Partial<Advising> =>
    own === undefined ? {} : { favours: own.favours ? 'ja' : 'nee', reason: own.reason },
  page: (visit, { ruling, advice, own, members, files, precedents, decisions }) => {
    const { register, you, You } = speech(visit)
    const open = ruling.status === 'for-advice'
    const { colour, label } = rulingTag(ruling, register)
    return {
      title: `Verzoek van ${ruling.asker.name}`,
      caption: ruling.number,
      aside: <Tag colour={colour}>{label}</Tag>,
      ...toJudge(register),
      lead: (
        <>
          <RulingDates context={visit.context} ruling={ruling} />
          <RulingFacts
            {...{ register, ruling, files }}
            hrefOf={(id) => paths.committeeRulingFile(register.id, ruling.id, id)}
          />
          <Precedents register={register} found={precedents} />
          {own === undefined && open ? (
            advice.length > 0 && (
              <p>
                Er is al een advies gegeven. {You} ziet het zodra {you} zelf hebt geadviseerd.
              </p>
            )
          ) : (
            <AdviceText {...{ advice, members }} />
          )}
          <Decisions {...{ decisions }} title="Het besluit" />
        </>
      ),
      button: own === undefined ? 'Advies geven' : 'Advies wijzigen',
      frame: (asked) => open && asked,
      after: open && (
        <DeclareLink visit={visit} href={paths.committeeRulingInterest(register.id, ruling.id)} />
      ),
    }
  },
  save: async (visit, { favours, reason }, { ruling }) => {
    const { context } = visit
    const { register } = context
    const { accountId: memberId } = accountOf(visit)
    const page = paths.committeeRuling(register.id, ruling.id)
    const given = { memberId, favours: favours === 'ja', reason }
    const done = await adviseRuling(context, ruling.id, given)
    switch (done.outcome) {
      case 'advised':
        return leaveFor(
          visit,
          page,
          done.toBoard
            ? 'Het advies is gegeven. Het verzoek ligt nu bij wie beslist.'
            : 'Het advies is gegeven.',
        )
      case 'not-for-advice':
        return {
          stale: (
            <ColleagueFirst register={register}>
              <p>Er wordt niet meer om advies gevraagd.</p>
            </ColleagueFirst>
          ),
        }
      case 'no-reason':
        return { wrong: { reason: 'Vul in waarom.' } }
      case 'conflict':
      case 'unknown':
        return notFound()
    }
  },
})

function adviceForm(visit: Visit): FormOf<Advising> {
  const { Your } = speech(visit)
  return form<Advising>({
    favours: choice('advies', `${Your} advies`, {
      required: 'Kies een advies.',
      options: [
        { value: 'ja', label: 'Toewijzen' },
        { value: 'nee', label: 'Afwijzen' },
      ],
    }),
    reason: text('reden', 'Waarom?', {
      hint: 'Wie beslist, leest dit.',
      required: 'Vul in waarom.',
      rows: 5,
      most: 2000,
      tooLong: (over) => `${Your} reden is ${over} tekens te lang.`,
    }),
  })
}

/** What comes before a question that a member has yet to open. */
export async function closedRuling(
  visit: Visit,
  { id, number, asker }: Ruling,
  part: RulingPart,
  place: Pick<TitledFacts, 'current' | 'breadcrumb'>,
): Promise<Response | undefined> {
  const { register } = visit.context
  const decides = part === 'decides'
  const body = decides ? boardOf(register) : adviserOf(register)
  return closed(visit, {
    title: `Verzoek ${number} openen`,
    ...place,
    opened: { noun: 'ruling', id },
    body: body?.id ?? '',
    about: asker,
    what: 'Verzoek',
    interest: (decides ? paths.boardRulingInterest : paths.committeeRulingInterest)(
      register.id,
      id,
    ),
  })
}

/** Where a member says that they have a tie with who asked the board. */
export const adviserInterest = declareInterestPage((visit) => {
  const { register } = visit.context
  const list = { label: 'Te beoordelen', href: paths.committee(register.id) }
  return rulingInterest(visit, 'advises', { list, page: paths.committeeRuling })
})

/** Where somebody is who says that they have a tie with who asked, and where they go then. */
export async function rulingInterest(
  visit: Visit,
  part: RulingPart,
  { list, page }: { readonly list: Link; readonly page: (register: string, id: string) => string },
): Promise<DeclaringFrom | undefined> {
  const { context } = visit
  const ruling = await findRuling(context, visit.param('id'))
  if (ruling === undefined || ruling.status === 'asked') return undefined
  const seated = await seatForRuling(context, ruling, accountOf(visit).accountId, part)
  if (seated.outcome !== 'free') return undefined
  const from = { label: `Verzoek ${ruling.number}`, href: page(context.register.id, ruling.id) }
  return { registrationId: ruling.registrationId, from, list }
}

/** A file of a question to the board, for whoever advises. */
export function showAdvisedFile(visit: Visit): Promise<Response> {
  return rulingFile(visit, 'advises')
}

/** A file of a question to the board, for whoever takes part in it. */
export async function rulingFile(visit: Visit, part: RulingPart): Promise<Response> {
  const { context } = visit
  const ruling = (await findRuling(context, visit.param('id'))) ?? notFound()
  const { accountId } = accountOf(visit)
  const seated = await seatForRuling(context, ruling, accountId, part)
  const wanted = visit.param('document')
  const files = (await filesOf(context, ruling.id)).map(({ id }) => id)
  // Whoever decides reads the letters with it.
  const letters = part === 'decides' ? await decisionsOn(context, ruling.id) : []
  const known = [...files, ...letters.map(({ documentId }) => documentId)].includes(wanted)
  const last = await lastOpened(context, { noun: 'ruling', id: ruling.id }, accountId)
  const free = seated.outcome === 'free' && last !== undefined
  return free && ruling.status !== 'asked' && known ? documentResponse(visit, wanted) : notFound()
}
