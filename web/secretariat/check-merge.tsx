import type { Choosable } from '#domain/certification/merge/merge.ts'
import { sealOf } from '#domain/certification/merge/merge.ts'
import { mergePeople, weighProposed } from '#domain/certification/merge/merge-people.ts'
import { settleMerge } from '#domain/certification/merge/propose-merge.ts'
import type { Merge } from '#domain/certification/merge/queries.ts'
import { findMerge, knownPeople } from '#domain/certification/merge/queries.ts'
import type { Weighed } from '#domain/certification/merge/weigh-merge.ts'
import type { Seated } from '#domain/people/body/members.ts'
import { everySeated } from '#domain/people/body/members.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { formatList } from '#language/lists.ts'
import { versionIn } from '#web/forms/answers.ts'
import type { FormOf } from '#web/forms/form.tsx'
import { form, under } from '#web/forms/form.tsx'
import { choice, text } from '#web/forms/questions.tsx'
import { formatDay, SummaryList } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { idIn, leaveFor, notFound } from '#web/route.ts'
import { colleagueNamed } from '#web/secretariat/colleague-named.ts'
import { inWork } from '#web/secretariat/in-work.ts'
import { changedMeanwhile, doublesOf } from '#web/secretariat/merge.tsx'
import { SideBySide } from '#web/secretariat/side-by-side.tsx'

interface Settled {
  readonly decision: string
  readonly why: string | undefined
}

interface Loaded {
  readonly merge: Merge
  readonly name: string
  readonly registrationId: string | undefined
  /** Undefined where nothing is left to decide. */
  readonly weighed: Weighed | undefined
  readonly people: readonly Seated[]
}

/** A merge that was asked, to do as the second, to refuse, or to take back by whoever asked. */
export const mergeCheck = formPage<Settled, Loaded>({
  load: async (visit) => {
    const { context } = visit
    const merge = (await findMerge(context, idIn(visit))) ?? notFound()
    const known = (await knownPeople(context, [merge.staysId])).get(merge.staysId)
    return {
      merge,
      name: known?.name ?? '',
      registrationId: known?.registrationId,
      weighed: merge.status === 'proposed' ? await weighProposed(context, merge) : undefined,
      people: await everySeated(context),
    }
  },
  form: (visit, loaded) => settleForm(visit.context, loaded),
  page: (visit, { merge, name, registrationId, weighed, people }) => {
    const { register } = visit.context
    return {
      title:
        weighed === undefined
          ? `${standWords[merge.status]}: ${name}`
          : `${weighed.stays.name} en ${weighed.goes.name}`,
      ...inWork(register, doublesOf(register)),
      version: merge.version,
      button: 'Opslaan',
      form: {
        guard: true,
        hidden: weighed === undefined ? {} : { _gezien: sealOf([weighed.stays, weighed.goes]) },
      },
      lead: (
        <>
          <SummaryList
            items={[
              { term: 'Stand', value: standWords[merge.status] },
              {
                term: 'Gevraagd',
                value: `${colleagueNamed(visit, people, merge.proposedBy)}, op ${formatDay(merge.proposedOn)}`,
              },
              { term: 'Reden', value: <span class="preserve">{merge.reason}</span> },
              merge.kept.length > 0 && {
                term: 'Van wie erin opgaat, blijft',
                value: formatList(merge.kept.map((what) => keptWords[what])),
              },
              merge.settledOn !== undefined && {
                term: 'Afgerond op',
                value: formatDay(merge.settledOn),
              },
              merge.answer !== '' && {
                term: 'Toelichting',
                value: <span class="preserve">{merge.answer}</span>,
              },
              weighed === undefined &&
                registrationId !== undefined && {
                  term: 'Dossier',
                  value: <a href={paths.workFile(register.id, registrationId)}>{name}</a>,
                },
            ]}
          />
          {weighed !== undefined && <SideBySide {...{ visit, weighed }} kept={merge.kept} />}
        </>
      ),
      frame: (asked) => (merge.status !== 'proposed' ? <p>Hier valt niets te doen.</p> : asked),
    }
  },
  save: async (visit, { decision, why = '' }, { merge }) => {
    const { context } = visit
    const { register } = context
    const list = paths.workDoubles(register.id)
    const seen = { id: merge.id, version: versionIn(visit.form) }
    if (decision !== 'samenvoegen') {
      const event = decision === 'intrekken' ? 'withdraw' : 'refuse'
      const settled = await settleMerge(context, seen, { event, answer: why })
      if (settled.outcome === 'unknown') return notFound()
      return settled.outcome === 'stale'
        ? { stale: changedMeanwhile(register) }
        : leaveFor(visit, list, 'Er wordt niet samengevoegd. Er is niets veranderd.')
    }
    const done = await mergePeople(context, { ...seen, seal: visit.form.value('_gezien') })
    switch (done.outcome) {
      case 'merged':
        return leaveFor(
          visit,
          paths.workFile(register.id, done.registrationId),
          'De dossiers zijn samengevoegd. Beide adressen krijgen een e-mail.',
        )
      case 'own-proposal':
        return { wrong: { decision: 'Dit moet een collega doen.' } }
      case 'proposer-tied':
        return {
          wrong: {
            decision:
              'Wie dit voorstelde, heeft een band met een van de twee. Wijs het af: een ander kan het opnieuw voorstellen.',
          },
        }
      case 'stopped':
      case 'stale':
        return { stale: changedMeanwhile(register) }
      case 'unknown':
        return notFound()
    }
  },
})

const standWords: Readonly<Record<Merge['status'], string>> = {
  proposed: 'Wacht op een collega',
  done: 'Samengevoegd',
  refused: 'Niet samengevoegd',
  withdrawn: 'Ingetrokken',
}

const keptWords: Readonly<Record<Choosable, string>> = {
  account: 'het e-mailadres om mee in te loggen',
  name: 'de naam',
  address: 'het huisadres',
  phone: 'het telefoonnummer',
  work: 'het werk',
}

function settleForm(context: Context, { merge, weighed }: Loaded): FormOf<Settled> {
  const own = merge.proposedBy !== undefined && merge.proposedBy === accountIdOf(context.actor)
  const stopped = weighed === undefined || weighed.stops.length > 0
  return form<Settled>({
    decision: choice<string>('besluit', 'Besluit', {
      required: 'Kies een besluit.',
      hint: own ? 'Samenvoegen doet een collega.' : undefined,
      options: own
        ? [{ value: 'intrekken', label: 'Trek het voorstel in' }]
        : [
            ...(stopped ? [] : [{ value: 'samenvoegen', label: 'Voeg samen, voorgoed' }]),
            { value: 'afwijzen', label: 'Wijs af: niet samenvoegen' },
          ],
    }),
    why: under(
      'decision',
      own ? 'intrekken' : 'afwijzen',
      text('waarom', 'Waarom niet?', { required: 'Schrijf op waarom niet.', rows: 3, most: 1000 }),
    ),
  })
}
