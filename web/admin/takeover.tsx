import type { Actor } from '#domain/platform/actor/actor.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import { csvLine } from '#domain/platform/table/csv.ts'
import type { RowKind } from '#domain/takeover/delivery/columns.ts'
import { columnsOf, fileNames, rowKinds } from '#domain/takeover/delivery/columns.ts'
import { problemInWords } from '#domain/takeover/delivery/read-delivery.ts'
import {
  beginTakeover,
  discardDelivery,
  openDelivery,
  sendFiles,
} from '#domain/takeover/taking/deliver.ts'
import { endDelivery } from '#domain/takeover/taking/end-delivery.ts'
import { heldDeliveries } from '#domain/takeover/taking/hold-delivery.ts'
import { invitedTogether, invitePeople } from '#domain/takeover/taking/invite-people.ts'
import { mistakesOf, whatIsWrong } from '#domain/takeover/taking/mistakes-csv.ts'
import type { Delivery, LeftRow, RowCounts, RowState } from '#domain/takeover/taking/queries.ts'
import {
  countApplicationsElsewhere,
  countPeople,
  countRows,
  elsewhereInWords,
  findDelivery,
  lacksFiles,
  leftRows,
  listDeliveries,
  standInWords,
} from '#domain/takeover/taking/queries.ts'
import { csvFile } from '#web/csv-file.ts'
import { Answers } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { files, line } from '#web/forms/questions.tsx'
import type { FieldError } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  DataTable,
  Details,
  formatCount,
  formatDay,
  JobProgress,
} from '#web/kit/index.ts'
import { columnsOf as tableColumns } from '#web/layout/columns.tsx'
import { PageForm, showForm } from '#web/layout/form-page.tsx'
import { List } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound, seeOther } from '#web/route.ts'

const filesField = 'levering'

const newDelivery = form({
  source: line('bron', 'Waar komt het vandaan?', {
    required: 'Vul in hoe de administratie heet waar het uit komt.',
    most: 200,
    hint: 'Dit staat bij alles wat wordt overgenomen: ‘Overgenomen uit …’.',
  }),
  files: files(filesField, 'Lijsten en bewijsstukken', {
    multiple: true,
    camera: false,
    required: 'Kies de lijsten die over moeten.',
    hint: 'Hoogstens 10 bestanden van 20 MB tegelijk; meer kan daarna. Is een lijst groter, gebruik dan peil import.',
  }),
})

const moreFiles = form({
  files: files(filesField, 'Andere bestanden', {
    multiple: true,
    camera: false,
    required: 'Kies een bestand.',
    hint: 'Een bestand met dezelfde naam komt in de plaats van het vorige.',
  }),
})

/** What was delivered before, where a delivery begins, and inviting whoever was taken over. */
export function showTakeovers(visit: Visit): Promise<Response> {
  return takeoversPage(visit, visit.kept ?? new Answers({}), [])
}

/** Opens a delivery of what was sent, or invites the next people. */
export async function sendTakeovers(visit: Visit): Promise<Response> {
  const { context, form: sent } = visit
  const { id } = context.register
  if (sent.value('doe') === 'uitnodigen') {
    const { invited } = await invitePeople(context)
    const said = invited === 0 ? 'Er is niemand om uit te nodigen.' : `${invited} uitgenodigd.`
    return leaveFor(visit, paths.adminTakeovers(id), said)
  }
  const read = newDelivery.read(sent)
  if (read.outcome === 'wrong') return takeoversPage(visit, sent, read.errors)
  const takeoverId = await openDelivery(context, read.answers.source)
  await sendFiles(context, takeoverId, read.answers.files)
  return seeOther(paths.adminTakeover(id, takeoverId))
}

async function takeoversPage(
  visit: Visit,
  typed: Answers,
  errors: readonly FieldError[],
): Promise<Response> {
  const { context } = visit
  const { register } = context
  const deliveries = await listDeliveries(context)
  const held = await heldDeliveries(
    context,
    deliveries.map(({ id }) => id),
  )
  return showForm(
    visit,
    newDelivery,
    {
      title: 'Overnemen',
      current: paths.admin(register.id),
      breadcrumb: [{ label: 'Beheer', href: paths.admin(register.id) }],
      lead: (
        <>
          <p class="lead">
            Breng een bestaand register hierheen met CSV-lijsten. Eerst staat hier wat erin klopt en
            wat niet. Er gaat niets naar binnen zonder akkoord, en niemand krijgt een e-mail.
          </p>
          <Details summary="Lege lijsten om in te vullen">
            <ul>
              {rowKinds.map((kind) => (
                <li>
                  <a href={paths.adminTakeoverList(register.id, kind)}>{fileNames[kind]}.csv</a>
                </li>
              ))}
            </ul>
            <p>
              De naam van een lijst begint met een van deze woorden. Bewijsstukken (PDF, JPG, PNG)
              gaan mee; de lijst bewijs zegt bij welke activiteit ze horen.
            </p>
          </Details>
        </>
      ),
      form: { files: true, guard: true },
      button: 'Lijsten nakijken',
      after: (
        <>
          {deliveries.length > 0 && (
            <>
              <h2>Eerder geleverd</h2>
              <List
                visit={visit}
                caption="Leveringen, de nieuwste eerst"
                rows={deliveries}
                columns={({ name, day, text }) => [
                  name(
                    'Uit',
                    ({ source }) => source,
                    ({ id }) => paths.adminTakeover(register.id, id),
                  ),
                  day('Geleverd', ({ deliveredOn }) => deliveredOn),
                  text('Stand', (one) => standInWords(one, held.has(one.id))),
                ]}
              />
            </>
          )}
          <Invite visit={visit} people={await countPeople(context)} />
        </>
      ),
    },
    { typed, errors },
  )
}

function Invite(props: {
  readonly visit: Visit
  readonly people: { readonly taken: number; readonly toInvite: number }
}) {
  const { visit, people } = props
  if (people.taken === 0) return null
  const next = Math.min(people.toInvite, invitedTogether)
  return (
    <>
      <h2>Uitnodigen</h2>
      <p>
        {people.toInvite === 0
          ? 'Iedereen die is overgenomen, is uitgenodigd of heeft zelf ingelogd.'
          : `${formatCount(people.toInvite)} van de ${formatCount(people.taken)} mensen ${people.toInvite === 1 ? 'is' : 'zijn'} nog niet uitgenodigd. Tot dan gaat er geen e-mail naar hen, ook geen herinnering. Inloggen met een link kan al wel.`}
      </p>
      {next > 0 && (
        <PageForm visit={visit} hidden={{ doe: 'uitnodigen' }}>
          <Button variant="secondary">{`Nodig ${next === 1 ? '1 persoon' : `de volgende ${next} mensen`} uit`}</Button>
        </PageForm>
      )}
    </>
  )
}

/** An empty list, with its columns and what stands in each. */
export function downloadList(visit: Visit): Response {
  const { register } = visit.context
  const kind = rowKinds.find((one) => one === visit.param('kind')) ?? notFound()
  const names = columnsOf(register, kind).map(({ name }) => name)
  return csvFile(`${fileNames[kind]}.csv`, [`\uFEFF${csvLine(names)}`])
}

/** The rows of a list that do not go in, as they were typed and with what is wrong behind them. */
export async function downloadMistakes(visit: Visit): Promise<Response> {
  const { context } = visit
  const delivery = (await findDelivery(context, visit.param('id'))) ?? notFound()
  const list = delivery.lists.find(({ name }) => name === visit.param('list')) ?? notFound()
  const { platform, register } = context
  const actor: Actor = { kind: 'system', task: 'take-over' }
  const within = <Result,>(work: Parameters<typeof inRegister<Result>>[3]) =>
    inRegister(platform, { register, readOnly: true }, actor, work)
  return csvFile(list.name, mistakesOf(within, delivery.id, list))
}

/** How a delivery stands: being read, what is right and wrong in it, how far it is, what came of it. */
export async function showTakeover(visit: Visit): Promise<Response> {
  const delivery = (await findDelivery(visit.context, visit.param('id'))) ?? notFound()
  return takeoverPage(visit, delivery, [])
}

/** Takes over what is right, goes on with it, lays it aside, or adds files. */
export async function sendTakeover(visit: Visit): Promise<Response> {
  const { context, form: sent } = visit
  const { id: register } = context.register
  const delivery = (await findDelivery(context, visit.param('id'))) ?? notFound()
  const here = paths.adminTakeover(register, delivery.id)
  const late = () => leaveFor(visit, here, 'Dat kan niet meer: de levering is al verder.', 'info')
  switch (sent.value('doe')) {
    case 'overnemen': {
      const { outcome } = await beginTakeover(context, delivery.id)
      if (outcome === 'begun') return seeOther(here)
      return outcome === 'needs-files' ? leaveFor(visit, here, filesElsewhere, 'info') : late()
    }
    case 'einde': {
      const { outcome } = await endDelivery(context, delivery.id)
      if (outcome !== 'ended' && outcome !== 'discarded') return late()
      return leaveFor(visit, here, 'De levering is beëindigd. Wat is overgenomen, blijft.')
    }
    case 'weg': {
      const { outcome } = await discardDelivery(context, delivery.id)
      if (outcome !== 'discarded') return late()
      return leaveFor(visit, paths.adminTakeovers(register), 'De levering is weggelegd.')
    }
    default: {
      const read = moreFiles.read(sent)
      if (read.outcome === 'wrong') return takeoverPage(visit, delivery, read.errors)
      const { outcome } = await sendFiles(context, delivery.id, read.answers.files)
      return outcome === 'reading' ? seeOther(here) : late()
    }
  }
}

const mostShown = 50

async function takeoverPage(
  visit: Visit,
  delivery: Delivery,
  errors: readonly FieldError[],
): Promise<Response> {
  const { context } = visit
  const { register } = context
  const counts = await countRows(context, delivery.id)
  const elsewhere = await countApplicationsElsewhere(context, delivery.id)
  const left = await leftRows(context, delivery.id, {
    most: mostShown,
    state: ['wrong', 'changed'],
  })
  const { status } = delivery
  const inHand = (await heldDeliveries(context, [delivery.id])).has(delivery.id)
  const isOn = status === 'reading' || status === 'running'
  const works = isOn && (delivery.sentHere || inHand)
  const needsFiles = await lacksFiles(context, delivery.id)
  const facts = {
    title: `Overnemen uit ${delivery.source}`,
    current: paths.admin(register.id),
    breadcrumb: [
      { label: 'Beheer', href: paths.admin(register.id) },
      { label: 'Overnemen', href: paths.adminTakeovers(register.id) },
    ],
    refresh: works && errors.length === 0 ? 2 : undefined,
  }
  const told = (
    <>
      <Stand {...{ visit, delivery, counts, elsewhere, inHand, needsFiles }} />
      {delivery.lists.length > 0 && <Counts counts={counts} />}
      <Mistakes {...{ visit, delivery, counts, left }} />
    </>
  )
  const open = status === 'checked' || status === 'unreadable'
  if (!open) return titledPage(visit, facts, told)
  return showForm(
    visit,
    moreFiles,
    {
      ...facts,
      lead: told,
      form: { files: true },
      button: (
        <ButtonGroup>
          <Button variant="secondary">Bestanden toevoegen en opnieuw nakijken</Button>
        </ButtonGroup>
      ),
      frame: (asked) => (
        <Details summary="Verbeterde lijsten of andere bestanden sturen" open={errors.length > 0}>
          {asked}
        </Details>
      ),
      after: (
        <PageForm visit={visit} hidden={{ doe: 'weg' }}>
          <Button variant="link">Levering wegleggen</Button>
        </PageForm>
      ),
    },
    { typed: visit.form, errors },
  )
}

interface Told {
  readonly visit: Visit
  readonly delivery: Delivery
  readonly counts: RowCounts
}

interface Standing extends Told {
  readonly elsewhere: number
  /** A command works at it. */
  readonly inHand: boolean
  /** Its evidence lies where a command ran. */
  readonly needsFiles: boolean
}

function Stand({ visit, delivery, counts, elsewhere, inHand, needsFiles }: Standing) {
  const { status, problems } = delivery
  const ready = sumOf(counts, 'ready')
  const done = sumOf(counts, 'done')
  const goOn = (label: string, variant: 'primary' | 'secondary') => (
    <PageForm visit={visit} hidden={{ doe: 'overnemen' }}>
      <Button variant={variant}>{label}</Button>
    </PageForm>
  )
  const end = (
    <PageForm visit={visit} hidden={{ doe: 'einde' }}>
      <Button variant="link">Levering beëindigen</Button>
    </PageForm>
  )
  switch (status) {
    case 'reading':
      if (!delivery.sentHere && !inHand) {
        return (
          <>
            <Alert type="warning" title={standInWords(delivery, inHand)}>
              <p>
                Er is niets van overgenomen. Laat <code>peil import</code> nog eens lopen met
                dezelfde lijsten.
              </p>
            </Alert>
            {end}
          </>
        )
      }
      return (
        <>
          <Alert type="info" title="De lijsten worden nagekeken">
            <p>
              {formatCount(totalOf(counts))} rijen gelezen. Deze pagina ververst vanzelf en mag ook
              dicht.
            </p>
          </Alert>
          {delivery.sentHere && end}
        </>
      )
    case 'unreadable':
      return (
        <Alert type="error" title="Deze levering kan niet worden gelezen">
          <ul>
            {problems.map((problem) => (
              <li>{problemInWords(problem)}</li>
            ))}
          </ul>
        </Alert>
      )
    case 'checked':
      return (
        <Alert type="info" title="Er is nog niets overgenomen">
          <p>
            {ready === 0
              ? nothingReady(counts)
              : `${rowsWords(ready)} ${ready === 1 ? 'kan' : 'kunnen'} worden overgenomen. Terugdraaien kan daarna niet.`}
          </p>
          {elsewhere > 0 && <p>{elsewhereInWords(elsewhere)}</p>}
          {needsFiles && <p>{filesElsewhere}</p>}
          {ready > 0 && !needsFiles && goOn('Neem over wat klopt', 'primary')}
        </Alert>
      )
    case 'running':
      if (!delivery.sentHere && !inHand) {
        return (
          <>
            <Alert type="warning" title={standInWords(delivery, inHand)}>
              <p>
                {rowsWords(done)} overgenomen, {formatCount(ready)} nog niet.{' '}
                {needsFiles
                  ? filesElsewhere
                  : 'Ga hier verder, of laat peil import nog eens lopen met dezelfde lijsten.'}{' '}
                Beëindigen kan ook: wat is overgenomen, blijft dan, en de rest kan in een nieuwe
                levering.
              </p>
              {!needsFiles && goOn('Ga verder', 'primary')}
            </Alert>
            {end}
          </>
        )
      }
      return (
        <>
          <JobProgress label="Wordt overgenomen" done={done} total={done + ready}>
            <p>Deze pagina ververst vanzelf en mag ook dicht.</p>
          </JobProgress>
          {delivery.sentHere && goOn('Staat het stil? Ga verder', 'secondary')}
          {delivery.sentHere && end}
        </>
      )
    case 'done':
    case 'discarded':
      return (
        <Alert
          type={delivery.brokenOff ? 'info' : 'success'}
          title={standInWords(delivery, inHand)}
        >
          <p>
            {rowsWords(done)} overgenomen
            {delivery.endedOn === undefined ? '' : ` op ${formatDay(delivery.endedOn)}`}. Wat werd
            geleverd, wordt na een maand vergeten.
          </p>
        </Alert>
      )
  }
}

const filesElsewhere =
  'De bewijsstukken liggen waar peil import liep. Laat dat daar nog eens lopen met dezelfde lijsten: het gaat verder waar het was.'

const kindWords = {
  person: 'Personen',
  registration: 'Registraties',
  certificate: 'Papieren',
  statement: 'Opgaven',
  activity: 'Activiteiten',
  evidence: 'Bewijsstukken',
} as const satisfies Record<RowKind, string>

function Counts({ counts }: Pick<Told, 'counts'>) {
  const rows = rowKinds.map((kind) => ({ kind, ...counts[kind] }))
  return (
    <DataTable
      caption="Wat er in de lijsten staat"
      rows={rows}
      columns={tableColumns<(typeof rows)[number]>(({ name, text }) => [
        name('Lijst', ({ kind }) => kindWords[kind]),
        text('Klopt', ({ ready }) => formatCount(ready), { align: 'end' }),
        text('Overgenomen', ({ done, known }) => formatCount(done + known), { align: 'end' }),
        text('Met een fout', ({ wrong, changed }) => formatCount(wrong + changed), {
          align: 'end',
        }),
        text('Wacht op een andere rij', (one) => formatCount(one['left-out']), { align: 'end' }),
      ])}
    />
  )
}

function Mistakes(props: Told & { readonly left: readonly LeftRow[] }) {
  const { visit, delivery, counts, left } = props
  const { register } = visit.context
  const ignored = delivery.lists.filter((list) => list.ignored.length > 0)
  const wrong = sumOf(counts, 'wrong') + sumOf(counts, 'changed')
  const kinds = delivery.lists.filter(({ kind }) => {
    const { wrong: bad, changed, 'left-out': waits } = counts[kind]
    return bad + changed + waits > 0
  })
  return (
    <>
      {ignored.map(({ name, ignored: names }) => (
        <p>
          In {name} zijn deze kolommen overgeslagen: {names.join(', ')}.
        </p>
      ))}
      {wrong > 0 && (
        <>
          <h2>Wat niet meegaat</h2>
          <p>
            {rowsWords(wrong)} met een fout. Verbeter ze in de eigen lijst of hierin, en stuur die
            opnieuw: wat al is overgenomen, wordt niet nog eens overgenomen.
          </p>
          <ul>
            {kinds.map(({ name }) => (
              <li>
                <a href={paths.adminTakeoverMistakes(register.id, delivery.id, name)}>
                  {name} met wat er mis is
                </a>
              </li>
            ))}
          </ul>
          <DataTable
            caption={
              wrong > left.length
                ? `De eerste ${left.length} rijen met een fout`
                : 'Rijen met een fout'
            }
            rows={left}
            columns={tableColumns<LeftRow>(({ name, text }) => [
              name('Rij', ({ file, row }) => `${file}, rij\u00a0${row}`),
              text('Wat er mis is', whatIsWrong),
            ])}
          />
        </>
      )}
    </>
  )
}

function sumOf(counts: RowCounts, state: RowState): number {
  return Object.values(counts).reduce((sum, each) => sum + each[state], 0)
}

function totalOf(counts: RowCounts): number {
  return Object.values(counts)
    .flatMap((each) => Object.values(each))
    .reduce((sum, count) => sum + count, 0)
}

function nothingReady(counts: RowCounts): string {
  return sumOf(counts, 'wrong') + sumOf(counts, 'changed') > 0
    ? 'Geen enkele rij kan worden overgenomen. Hieronder staat wat er mis is.'
    : 'In deze levering is niets om over te nemen.'
}

function rowsWords(count: number): string {
  return count === 1 ? '1 rij' : `${formatCount(count)} rijen`
}
