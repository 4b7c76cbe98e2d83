import type {
  Choosable,
  Counts,
  MergedRegistration,
  Side,
} from '#domain/certification/merge/merge.ts'
import { choosable, sealOf } from '#domain/certification/merge/merge.ts'
import { mergePeople, weighProposed } from '#domain/certification/merge/merge-people.ts'
import { proposeMerge, settleMerge, tellApart } from '#domain/certification/merge/propose-merge.ts'
import type { Merge } from '#domain/certification/merge/queries.ts'
import { findMerge, knownPeople, proposedMergeOf } from '#domain/certification/merge/queries.ts'
import type { Notice, Running, Stop, Weighed } from '#domain/certification/merge/weigh-merge.ts'
import { weighMerge } from '#domain/certification/merge/weigh-merge.ts'
import { tiesWith } from '#domain/people/body/find-tie.ts'
import { addresseeOf } from '#domain/people/person/person.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import { formatList } from '#language/lists.ts'
import type { Register } from '#regulations/register.ts'
import { statusWords, wording } from '#regulations/wording.ts'
import { versionIn } from '#web/forms/answers.ts'
import type { FormOf, Question } from '#web/forms/form.tsx'
import { form, under } from '#web/forms/form.tsx'
import { choice, text } from '#web/forms/questions.tsx'
import type { Content } from '#web/kit/index.ts'
import { Alert, DataTable, formatDay, SummaryList } from '#web/kit/index.ts'
import { ColleagueFirst } from '#web/layout/colleague-first.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { isAlone, NobodyElse, tiePage } from '#web/review/ties.tsx'
import type { Visit } from '#web/route.ts'
import { idIn, leaveFor, notFound, seeOther } from '#web/route.ts'
import { inWork } from '#web/secretariat/in-work.ts'

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
        return { stale: waiting === undefined ? first(register) : asked(register, waiting.id) }
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
        return { stale: first(register) }
      case 'unknown':
        return notFound()
    }
  },
})

function doublesOf(register: Register) {
  return { label: 'Dubbele dossiers', href: paths.workDoubles(register.id) }
}

function first(register: Register): Content {
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

const dataWords: Readonly<Record<Choosable, string>> = {
  account: 'Inloggen met',
  name: 'Naam',
  address: 'Huisadres',
  phone: 'Telefoonnummer',
  work: 'Werk',
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

function said({ name, email, person, work }: Side, what: Choosable): string {
  switch (what) {
    case 'account':
      return email
    case 'name':
      return [name, person.firstName === '' ? '' : person.initials].filter(Boolean).join(', ')
    case 'address':
      return addresseeOf(person)
        .addressLines.map((line) => line.trim())
        .filter(Boolean)
        .join(', ')
    case 'phone':
      return person.phone
    case 'work':
      return [work.jobTitle, work.employer, work.municipality].filter(Boolean).join(', ')
  }
}

interface Shown {
  readonly visit: Visit
  readonly weighed: Weighed
  readonly kept?: readonly Choosable[]
}

// Both in a table, then what happens, what stops it and what is worth knowing.
function SideBySide({ visit, weighed, kept }: Shown) {
  const { register } = visit.context
  const { stays, goes, stops, notices } = weighed
  const rows = [
    ...choosable.map((what) => ({
      term: dataWords[what],
      of: (side: Side): Content => said(side, what) || 'Niets',
    })),
    {
      term: 'Registraties',
      of: ({ registrations }: Side): Content => (
        <ul class="plain">
          {registrations.map((one) => (
            <li>{registrationText(register, one)}</li>
          ))}
        </ul>
      ),
    },
    { term: 'In het dossier', of: ({ counts }: Side): Content => countsText(register, counts) },
  ]
  const column = (side: Side, header: string) => ({
    header,
    cell: ({ of }: (typeof rows)[number]) => of(side),
  })
  return (
    <>
      <DataTable
        caption="De twee naast elkaar"
        captionHidden
        rows={rows}
        columns={[
          { header: 'Wat', cell: ({ term }) => term, primary: true },
          column(stays, 'Blijft'),
          column(goes, 'Gaat erin op'),
        ]}
      />
      <p>
        <a href={paths.workFile(register.id, stays.registrationId)}>Dossier van {stays.name}</a>
        {stays.name === goes.name && ' (blijft)'} ·{' '}
        <a href={paths.workFile(register.id, goes.registrationId)}>Dossier van {goes.name}</a>
        {stays.name === goes.name && ' (gaat erin op)'}
      </p>
      {kept === undefined && (
        <p>
          <a href={paths.workCompare(register.id, goes.registrationId, stays.registrationId)}>
            Wissel om: laat het andere dossier blijven
          </a>
        </p>
      )}
      {notices.length > 0 && (
        <Alert type="info" title="Let op">
          <ul>
            {notices.map((notice) => (
              <li>{noticeText(notice)}</li>
            ))}
          </ul>
        </Alert>
      )}
      {stops.length > 0 ? (
        <Alert type="warning" title="Samenvoegen kan nog niet">
          <ul>
            {stops.map((stop) => (
              <li>{stopText(stop, weighed)}</li>
            ))}
          </ul>
        </Alert>
      ) : (
        <WhatHappens {...{ visit, weighed }} />
      )}
    </>
  )
}

function registrationText(register: Register, one: MergedRegistration): string {
  const { label } = statusWords(register, { status: one.status, temporary: false })
  return [
    one.number ?? 'Nog geen nummer',
    one.merged ? 'eerder samengevoegd' : label.toLowerCase(),
    one.validLast === undefined
      ? `aangemeld op ${formatDay(one.signedUpOn)}`
      : `tot en met ${formatDay(one.validLast)}`,
  ].join(', ')
}

function countsText(register: Register, counts: Counts): string {
  const { certificate } = wording(register)
  const of = (count: number, one: string, many: string) =>
    count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]
  const all = [
    ...of(counts.activities, 'activiteit', 'activiteiten'),
    ...of(counts.files, 'bestand', 'bestanden'),
    ...of(counts.statements, 'opgave', 'opgaven'),
    ...of(counts.applications, 'aanvraag', 'aanvragen'),
    ...of(counts.certificates, certificate.name, certificate.many),
    ...of(counts.invoices, 'factuur', 'facturen'),
  ]
  const open = counts.openInvoices === 0 ? '' : ` (${counts.openInvoices} nog open)`
  return all.length === 0 ? 'Nog niets' : `${formatList(all)}${open}`
}

function WhatHappens({ visit, weighed: { plan, stays, goes } }: Omit<Shown, 'kept'>) {
  const { register } = visit.context
  const { ends } = plan
  return (
    <>
      <h2>Dit gebeurt er</h2>
      <ul>
        <li>
          Alles van beiden is daarna van één persoon. Activiteiten, bestanden en opgaven staan bij
          elkaar, en dezelfde activiteit telt één keer. Wat al is besloten, ondertekend of betaald,
          blijft te lezen bij de registratie waar het bij hoort.
        </li>
        {ends !== undefined && (
          <li>
            {plan.stays?.number ?? 'De registratie die het verst is'} blijft.{' '}
            {ends.number === undefined
              ? 'De andere registratie eindigt.'
              : `${ends.number} eindigt; wie dat nummer zoekt, komt bij het andere uit.`}{' '}
            Wat daarvoor nog open staat aan facturen, vervalt.
          </li>
        )}
        {stays.accountId !== undefined && goes.accountId !== undefined && (
          <li>
            Inloggen kan daarna met één e-mailadres. Wie het andere gebruikt, leest waar het wel
            kan. Wie is ingelogd met het andere, wordt uitgelogd.
          </li>
        )}
        <li>
          Beide adressen krijgen een e-mail. In het openbare register van {register.called} en bij
          de controle van papieren is het meteen te zien.
        </li>
        <li>
          <strong>Het kan niet ongedaan worden gemaakt.</strong> Daarom kijkt er een collega mee.
        </li>
      </ul>
    </>
  )
}

const runningWords: Readonly<Record<Running, string>> = {
  application: 'aanvraag',
  objection: 'bezwaar',
  verdict: 'uitspraak van buiten',
  measure: 'maatregel na uitspraak',
  ruling: 'verzoek',
  leave: 'aanvraag voor verlof',
  'name-change': 'aanvraag voor een andere naam',
  'status-by-hand': 'status die met de hand is gezet',
}

function stopText(stop: Stop, { plan }: Weighed): string {
  switch (stop.is) {
    case 'own':
      return 'Een van de twee is van degene die dit nu bekijkt. Een collega moet dit doen.'
    case 'tied':
      return 'Met een van de twee bestaat een band. Een collega moet dit doen.'
    case 'works-here':
      return `${stop.name} werkt voor een register, of deed dat. Zulke mensen worden niet samengevoegd.`
    case 'died':
      return `Bij ${stop.name} is een overlijden gemeld of verwerkt.`
    case 'both-certified':
      return 'Beide registraties gelden nu, of staan stil. Beëindig er eerst een.'
    case 'running': {
      const number = stop.number === '' ? '' : ` ${stop.number}`
      const of = plan.ends?.number ?? 'de registratie die eindigt'
      return `Bij ${of} loopt nog een ${runningWords[stop.what]}${number}. Rond die eerst af.`
    }
    case 'supervises':
      return 'De een begeleidt de ander. Dat kan niet bij één persoon: zoek dit eerst uit.'
    case 'elsewhere':
      return 'In een ander register moet eerst iets worden afgerond.'
  }
}

function noticeText(notice: Notice): string {
  switch (notice.is) {
    case 'shielded':
      return 'Een van de twee is afgeschermd. Dat blijft zo, voor alles wat wordt samengevoegd.'
    case 'paid':
      return `Factuur ${notice.number} van de registratie die eindigt, is betaald voor een periode die nog loopt. Boek zo nodig een factuur van de andere af.`
    case 'removed':
      return `${notice.name} is eerder doorgehaald.`
    case 'vouched':
      return 'De een bevestigde een activiteit van de ander. Kijk of dat bewijs nog volstaat.'
    case 'told-apart':
      return `Op ${formatDay(notice.on)} is vastgesteld dat dit twee mensen zijn: ${notice.reason}`
  }
}

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
    }
  },
  form: (visit, loaded) => settleForm(visit.context, loaded),
  page: (visit, { merge, name, registrationId, weighed }) => {
    const { register } = visit.context
    return {
      title:
        weighed === undefined
          ? `Samengevoegd: ${name}`
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
              { term: 'Gevraagd op', value: formatDay(merge.proposedOn) },
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
        ? { stale: first(register) }
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
        return { stale: first(register) }
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
