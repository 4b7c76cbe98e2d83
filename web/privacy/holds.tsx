import type { Hold } from '#domain/people/hold/hold.ts'
import { holdGrounds, holdsOn } from '#domain/people/hold/hold.ts'
import { changeHold } from '#domain/people/hold/place-hold.ts'
import { findHold, listHolds } from '#domain/people/hold/queries.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form, under } from '#web/forms/form.tsx'
import { choice, day, text } from '#web/forms/questions.tsx'
import { formatDay, SummaryList } from '#web/kit/index.ts'
import { ColleagueFirst } from '#web/layout/colleague-first.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { listPage } from '#web/layout/list-page.tsx'
import { paths } from '#web/paths.ts'
import { inPrivacy } from '#web/privacy/in-privacy.ts'
import type { Visit } from '#web/route.ts'
import { idIn, leaveFor, notFound } from '#web/route.ts'

/** Of whom nothing is erased, whatever its term: why, by whom and until when. */
export async function showHolds(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, today } = context
  return listPage<Hold>(visit, {
    title: 'Vastgehouden gegevens',
    ...inPrivacy(register),
    lead: (
      <p class="lead">
        Loopt er een bezwaar, een klacht of een rechtszaak? Dan wordt van diegene niets gewist, in
        geen enkel register hier. <a href={paths.privacySearch(register.id)}>Zoek iemand op</a> om
        gegevens vast te houden.
      </p>
    ),
    list: {
      caption: 'Wat wordt vastgehouden, wat het eerst ophoudt eerst',
      rows: await listHolds(context),
      columns: ({ name, text: words, day: on }) => [
        name(
          'Van wie',
          (hold) => hold.name,
          ({ id }) => paths.privacyHold(register.id, id),
        ),
        words('Waarom', ({ ground }) => holdGrounds[ground]),
        words('Door', ({ placedBy }) => placedBy ?? 'Een vroegere medewerker'),
        on('Tot en met', ({ lastDay }) => lastDay),
        words('Stand', (hold) =>
          holdsOn(hold, today)
            ? 'Wordt vastgehouden'
            : hold.liftedOn === undefined
              ? 'Voorbij'
              : `Losgelaten op ${formatDay(hold.liftedOn)}`,
        ),
      ],
      empty: { title: 'Er wordt van niemand iets vastgehouden' },
    },
  })
}

interface Change {
  readonly what: 'verlengen' | 'loslaten'
  readonly lastDay: Temporal.PlainDate | undefined
  readonly because: string | undefined
}

/** One hold, where it is let go or made to last. */
export const holdPage = formPage<Change, Hold>({
  load: async (visit) => (await findHold(visit.context, idIn(visit))) ?? notFound(),
  form: () =>
    form<Change>({
      what: choice('doe', 'Wat moet er gebeuren?', {
        required: 'Kies wat er moet gebeuren.',
        options: [
          { value: 'verlengen', label: 'Langer vasthouden' },
          { value: 'loslaten', label: 'Loslaten' },
        ],
      }),
      lastDay: under(
        'what',
        'verlengen',
        day('tot-en-met', 'Tot en met welke dag?', { required: 'Vul de nieuwe laatste dag in.' }),
      ),
      because: under(
        'what',
        'loslaten',
        text('waarom', 'Waarom is het niet meer nodig?', {
          required: 'Schrijf op waarom het niet meer nodig is.',
          most: 2000,
          rows: 3,
        }),
      ),
    }),
  page: (visit, hold) => {
    const { register, today } = visit.context
    return {
      title: `Vastgehouden: ${hold.name}`,
      ...inPrivacy(register, {
        label: 'Vastgehouden gegevens',
        href: paths.privacyHolds(register.id),
      }),
      lead: (
        <SummaryList
          items={[
            { term: 'Waarom', value: holdGrounds[hold.ground] },
            { term: 'Toelichting', value: <span class="preserve">{hold.reason}</span> },
            {
              term: 'Sinds',
              value: `${formatDay(hold.placedOn)}, door ${hold.placedBy ?? 'een vroegere medewerker'}`,
            },
            { term: 'Tot en met', value: formatDay(hold.lastDay) },
            hold.liftedOn !== undefined && {
              term: 'Losgelaten op',
              value: formatDay(hold.liftedOn),
            },
            hold.liftedBecause !== '' && {
              term: 'Waarom losgelaten',
              value: <span class="preserve">{hold.liftedBecause}</span>,
            },
          ]}
        />
      ),
      version: hold.version,
      button: 'Opslaan',
      frame: (asked) => (holdsOn(hold, today) ? asked : null),
    }
  },
  save: async (visit, { what, lastDay, because }, hold) => {
    const { context } = visit
    const change = what === 'verlengen' && lastDay ? { lastDay } : { because: because ?? '' }
    const done = await changeHold(context, { id: hold.id, version: versionIn(visit.form) }, change)
    const page = paths.privacyHold(context.register.id, hold.id)
    switch (done.outcome) {
      case 'changed':
        return leaveFor(
          visit,
          page,
          what === 'loslaten' ? 'De gegevens zijn losgelaten.' : 'De nieuwe dag is opgeslagen.',
        )
      case 'not-a-last-day':
        return { wrong: { lastDay: 'Kies een dag vanaf vandaag, hoogstens vijf jaar vooruit.' } }
      case 'stale':
        return {
          stale: (
            <ColleagueFirst register={context.register}>
              <p>Hier is intussen iets veranderd. Kijk hoe het er nu voor staat.</p>
            </ColleagueFirst>
          ),
        }
      case 'unknown':
        return notFound()
    }
  },
})
