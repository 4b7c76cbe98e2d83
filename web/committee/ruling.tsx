import { adviseRuling, toBoardWhenAdvised } from '#domain/certification/ruling/advise-ruling.ts'
import type { Ruling } from '#domain/certification/ruling/queries.ts'
import { adviceOn, decisionsOn, filesOf, findRuling } from '#domain/certification/ruling/queries.ts'
import type { RulingPart } from '#domain/certification/ruling/seat-ruling.ts'
import { seatForRuling, stepOutOfRuling } from '#domain/certification/ruling/seat-ruling.ts'
import type { Conflict } from '#domain/people/body/conflict.ts'
import { conflictText, toJudge } from '#web/committee/to-judge.tsx'
import type { FormOf } from '#web/forms/form.tsx'
import { form } from '#web/forms/form.tsx'
import { choice, text } from '#web/forms/questions.tsx'
import { Button, Details, Tag, Textarea } from '#web/kit/index.ts'
import { ColleagueFirst } from '#web/layout/colleague-first.tsx'
import { formPage, PageForm } from '#web/layout/form-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { documentResponse } from '#web/professional/document.ts'
import {
  AdviceText,
  Decisions,
  Precedents,
  precedentsFor,
  RulingFacts,
  rulingTag,
  Unused,
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
    if (seated.outcome === 'not-seated') return notFound()
    if (seated.outcome === 'conflict') return barredPage(visit, ruling, seated.conflict)
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
      after: open && <StepOut visit={visit} />,
    }
  },
  sent: (visit, { ruling }) =>
    visit.form.value('doe') === 'belang'
      ? stepOut(visit, ruling, paths.committee(visit.context.register.id))
      : undefined,
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
              <Unused visit={visit} texts={[reason]} />
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

/** Steps out of a question because of an interest, from a page about it. */
export function StepOut({ visit }: { readonly visit: Visit }) {
  const { say, you } = speech(visit)
  return (
    <Details
      summary={say('Ken je deze persoon? Meld een belang', 'Kent u deze persoon? Meld een belang')}
    >
      <PageForm visit={visit} hidden={{ doe: 'belang' }}>
        <Textarea
          name="belang"
          label={`Welk belang ${say('heb je', 'hebt u')}?`}
          hint={`Bijvoorbeeld: wij zijn familie. Daarna doet ${you} niet meer mee.`}
          rows={3}
        />
        <Button variant="secondary">Belang vastleggen</Button>
      </PageForm>
    </Details>
  )
}

/** Keeps an interest that was told, and leads back to the list. */
export async function stepOut(visit: Visit, ruling: Ruling, list: string): Promise<Response> {
  const { context, form: sent } = visit
  const { Your } = speech(visit)
  const { accountId } = accountOf(visit)
  const done = await stepOutOfRuling(context, ruling, accountId, sent.value('belang'))
  if (done.outcome === 'no-reason') {
    return leaveFor(visit, visit.url.pathname, 'Vul in welk belang het is.', 'warning')
  }
  // Whoever was waited for may have been the last.
  await toBoardWhenAdvised(context, ruling.id)
  return leaveFor(visit, list, `${Your} belang is vastgelegd.`)
}

/** What somebody sees of a question in which they take no part. */
export function barredPage(
  visit: Visit,
  { number }: Ruling,
  conflict: Conflict,
): Promise<Response> {
  const { register, You, say } = speech(visit)
  return titledPage(
    visit,
    { title: `Aan verzoek ${number} ${say('doe je', 'doet u')} niet mee` },
    <p class="lead">
      {You} kunt dit verzoek niet openen: {conflictText(conflict, register)} Anderen nemen het
      besluit.
    </p>,
  )
}

/** A file of a question to the board, for whoever advises. */
export function showAdvisedFile(visit: Visit): Promise<Response> {
  return rulingFile(visit, 'advises')
}

/** A file of a question to the board, for whoever takes part in it. */
export async function rulingFile(visit: Visit, part: RulingPart): Promise<Response> {
  const { context } = visit
  const ruling = (await findRuling(context, visit.param('id'))) ?? notFound()
  const seated = await seatForRuling(context, ruling, accountOf(visit).accountId, part)
  const wanted = visit.param('document')
  const files = (await filesOf(context, ruling.id)).map(({ id }) => id)
  // Whoever decides reads the letters with it.
  const letters = part === 'decides' ? await decisionsOn(context, ruling.id) : []
  const known = [...files, ...letters.map(({ documentId }) => documentId)].includes(wanted)
  return seated.outcome === 'free' && ruling.status !== 'asked' && known
    ? documentResponse(visit, wanted)
    : notFound()
}
