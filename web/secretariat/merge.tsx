import type { Choosable } from '#domain/certification/merge/merge.ts'
import { sealOf } from '#domain/certification/merge/merge.ts'
import { proposeMerge, tellApart } from '#domain/certification/merge/propose-merge.ts'
import { proposedMergeOf } from '#domain/certification/merge/queries.ts'
import type { Weighed } from '#domain/certification/merge/weigh-merge.ts'
import { weighMerge } from '#domain/certification/merge/weigh-merge.ts'
import { tiesWith } from '#domain/people/body/find-tie.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import { formatList } from '#language/lists.ts'
import type { Register } from '#regulations/register.ts'
import type { FormOf, Question } from '#web/forms/form.tsx'
import { form, under } from '#web/forms/form.tsx'
import { choice, text } from '#web/forms/questions.tsx'
import type { Content } from '#web/kit/index.ts'
import { ColleagueFirst } from '#web/layout/colleague-first.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { isAlone, NobodyElse, tiePage } from '#web/review/ties.tsx'
import { idIn, leaveFor, notFound, seeOther } from '#web/route.ts'
import { inWork } from '#web/secretariat/in-work.ts'
import { dataWords, SideBySide, said } from '#web/secretariat/side-by-side.tsx'

interface Decided {
  readonly decision: string
  /** Of which data those of the one that goes are kept. */
  readonly kept: readonly Choosable[] | undefined
  readonly reason: string | undefined
  readonly apart: string | undefined
}

/** Two people side by side: to merge them, or to say that they are two. */
export const comparePage = formPage<Decided, Weighed & { readonly alone: boolean }>({
  load: async (visit) => {
    const { context } = visit
    const other = visit.param('other')
    const pair = { stays: idIn(visit), goes: isUuid(other) ? other : notFound() }
    const weighed = (await weighMerge(context, pair)) ?? notFound()
    const { stays, goes } = weighed
    // Whoever is tied to one of the two reads nothing of the other here.
    const [tie] = (await tiesWith(context, ['keep-records'], [stays, goes])).values()
    if (tie !== undefined) return tiePage(visit, tie)
    const people = [...stays.registrations, ...goes.registrations]
    const whose = people.map((one) => ({ registrationId: one.id }))
    return { ...weighed, alone: await isAlone(visit, whose) }
  },
  // Only when it is opened: what was typed meanwhile is given back.
  open: async ({ context }, { stays, goes }) => {
    const waiting = await proposedMergeOf(context, stays.personId, goes.personId)
    return waiting && seeOther(paths.workMerge(context.register.id, waiting.id))
  },
  form: (visit, weighed) => decideForm(weighed, visit.form.value('besluit')),
  known: () => ({ kept: [] }),
  page: (visit, weighed) => {
    const { register } = visit.context
    const { stays, goes } = weighed
    return {
      title: `${stays.name} en ${goes.name}`,
      ...inWork(register, doublesOf(register)),
      lead: (
        <>
          {weighed.alone && <NobodyElse visit={visit} />}
          <SideBySide {...{ visit, weighed }} />
        </>
      ),
      form: { guard: true, hidden: { _gezien: sealOf([stays, goes]) } },
      button: 'Opslaan',
      back: { label: 'Terug', href: paths.workDoubles(register.id), link: true },
    }
  },
  save: async (visit, answers, weighed) => {
    const { context } = visit
    const { register } = context
    const pair = { stays: weighed.stays.registrationId, goes: weighed.goes.registrationId }
    if (answers.decision === 'verschillend') {
      const told = await tellApart(context, pair, answers.apart ?? '')
      if (told.outcome === 'unknown' || told.outcome === 'tied') return notFound()
      if (told.outcome === 'being-merged') {
        const { stays, goes } = weighed
        const waiting = await proposedMergeOf(context, stays.personId, goes.personId)
        return {
          stale: waiting === undefined ? changedMeanwhile(register) : asked(register, waiting.id),
        }
      }
      return leaveFor(
        visit,
        paths.workDoubles(register.id),
        'Het zijn twee mensen. Ze staan niet meer in de lijst.',
      )
    }
    const proposed = await proposeMerge(context, {
      ...pair,
      kept: answers.kept ?? [],
      reason: answers.reason ?? '',
      seen: visit.form.value('_gezien'),
    })
    switch (proposed.outcome) {
      case 'proposed':
        return leaveFor(
          visit,
          paths.workDoubles(register.id),
          'Het voorstel is vastgelegd. Een collega kijkt er nog naar; tot dan verandert er niets.',
        )
      case 'already':
        return { stale: asked(register, proposed.id) }
      case 'stopped':
      case 'stale':
        return { stale: changedMeanwhile(register) }
      case 'unknown':
        return notFound()
    }
  },
})

/** The list that these pages lead back to. */
export function doublesOf(register: Register) {
  return { label: 'Dubbele dossiers', href: paths.workDoubles(register.id) }
}

/** Says that one of two people changed meanwhile. */
export function changedMeanwhile(register: Register): Content {
  return (
    <ColleagueFirst register={register}>
      <p>Aan een van de twee dossiers is intussen iets veranderd. Kijk hoe het er nu voor staat.</p>
    </ColleagueFirst>
  )
}

function asked(register: Register, id: string): Content {
  return (
    <ColleagueFirst register={register}>
      <p>
        Er ligt al een voorstel om deze dossiers samen te voegen.{' '}
        <a href={paths.workMerge(register.id, id)}>Bekijk dat voorstel</a>. Wat hieronder is
        ingevuld, is niet opgeslagen.
      </p>
    </ColleagueFirst>
  )
}

// Whoever was merging when something came in the way, finds what they typed.
function decideForm(weighed: Weighed, chosen: string): FormOf<Decided> {
  const { stops } = weighed
  return form<Decided>({
    decision: choice<string>('besluit', 'Is dit één persoon?', {
      required: 'Kies of dit één persoon is.',
      options: [
        ...(stops.length > 0 && chosen !== 'samenvoegen'
          ? []
          : [{ value: 'samenvoegen', label: 'Ja, voeg de dossiers samen' }]),
        { value: 'verschillend', label: 'Nee, dit zijn twee verschillende mensen' },
      ],
    }),
    kept: under('decision', 'samenvoegen', keptQuestion(weighed)),
    reason: under(
      'decision',
      'samenvoegen',
      text('reden', 'Waaruit blijkt dat het één persoon is?', {
        hint: 'Dit staat letterlijk in de e-mail aan het adres dat blijft, en in het dossier. Noem niets wat de een niet van de ander mag weten, voor het geval het toch twee mensen zijn.',
        required: 'Schrijf op waaruit blijkt dat het één persoon is.',
        rows: 3,
        most: 1000,
      }),
    ),
    apart: under(
      'decision',
      'verschillend',
      text('verschil', 'Waaruit blijkt dat het twee mensen zijn?', {
        required: 'Schrijf op waaruit blijkt dat het twee mensen zijn.',
        rows: 3,
        most: 1000,
      }),
    ),
  })
}

// Of whom each of the data stays that differ; one question a row, and together one answer.
function keptQuestion({ stays, goes, differing }: Weighed): Question<readonly Choosable[]> {
  const questions = differing.map((what) => ({
    what,
    asked: choice<'stays' | 'goes'>(`blijft-${what}`, `${dataWords[what]}: wat blijft?`, {
      required: 'Kies wat blijft.',
      options: [
        { value: 'stays', label: said(stays, what) },
        { value: 'goes', label: said(goes, what) },
      ],
    }),
  }))
  return {
    name: `blijft-${differing[0] ?? ''}`,
    term: 'Wat blijft',
    read: (sent) => {
      const read = questions.map(({ what, asked }) => ({ what, ...asked.read(sent) }))
      return {
        value: read.flatMap(({ what, value }) => (value === 'goes' ? [what] : [])),
        errors: read.flatMap(({ errors }) => errors),
      }
    },
    fill: (kept) =>
      Object.assign(
        {},
        ...questions.map(({ what, asked }) => asked.fill(kept.includes(what) ? 'goes' : 'stays')),
      ),
    ask: (asking) => questions.map(({ asked }) => asked.ask(asking)),
    say: (kept) => formatList(kept.map((what) => dataWords[what])),
  }
}
