import type { FileChange, Weighty } from '#domain/platform/register/import-register.ts'
import type { ImportedFile } from '#domain/platform/register/list-files.ts'
import { listFiles } from '#domain/platform/register/list-files.ts'
import type { WaitingImport } from '#domain/platform/register/settle-import.ts'
import { settleImport, waitingImport } from '#domain/platform/register/settle-import.ts'
import type { Regulation } from '#engine'
import { formatList } from '#language/lists.ts'
import { acts } from '#regulations/acts.ts'
import { bodyOf } from '#regulations/bodies.ts'
import { compareRegulations } from '#regulations/compare.ts'
import type { Register, TariffKind } from '#regulations/register.ts'
import { yamlFile } from '#web/additions/addition.tsx'
import { FaultInFiles } from '#web/admin/register-faults.tsx'
import { Alert, Button, ButtonGroup, formatDay, formatMoney, SummaryList } from '#web/kit/index.ts'
import { PageForm } from '#web/layout/form-page.tsx'
import { List } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { leaveFor, needsRecentSignIn, notFound } from '#web/route.ts'

/** The versions of the regulation and what was added to them, their sources, and the files of which they came. */
export async function showRegulations(visit: Visit): Promise<Response> {
  const { register, today } = visit.context
  const versions = register.versions.toReversed().map(({ regulation }) => regulation)
  const inForce = versions.find(({ version }) => Temporal.PlainDate.compare(version, today) <= 0)
  const files = await listFiles(visit.context)
  const waiting = await waitingImport(visit.context)
  return titledPage(
    visit,
    { title: 'Reglement', current: paths.adminRegulation(register.id) },
    <>
      <FaultInFiles visit={visit} />
      {waiting !== undefined && (
        <>
          <WaitingFiles visit={visit} waiting={waiting} />
          <h2>Hoe het nu is</h2>
        </>
      )}
      <p class="lead">
        Het reglement wordt ingevoerd uit bestanden: één per versie. Een versie die geldt, verandert
        nooit meer. Iedereen kan het lezen op{' '}
        <a href={paths.regulation(register.id)}>de pagina Reglement</a>.
      </p>
      {!register.procedures.adopted && (
        <Alert type="warning" title="Nog vast te stellen door het bestuur">
          <p>{register.procedures.note}</p>
        </Alert>
      )}
      <List
        visit={visit}
        caption="Versies, de nieuwste eerst"
        rows={versions}
        columns={({ name, day, text }) => [
          name('Titel', whatItIs),
          day('Geldt vanaf', ({ version }) => version),
          text('Normen', (one) => one.norms.length, { align: 'end' }),
          text('Soorten activiteiten', (one) => one.kinds.length, { align: 'end' }),
          text('Nu van kracht', (one) => (one === inForce ? 'ja' : 'nee')),
        ]}
      />
      <p>
        Krijgt een soort activiteit een vaste waarde?{' '}
        <a href={paths.additions(register.id)}>Naar de toevoegingen</a>
      </p>
      {inForce !== undefined && (
        <>
          <h2>Bronnen van de versie die nu geldt</h2>
          <ul>
            {Object.values(inForce.sources).map((source) => (
              <li>
                {source.title}, vergeleken op {formatDay(source.compared.toString())}.
                {source.note && ` ${source.note}`}
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>Bestanden</h2>
      <p>
        Alles wat is ingevoerd, met waar het vandaan komt. Wie het bestand zelf heeft, ziet aan de
        SHA-256 of het hetzelfde is.
      </p>
      <List
        visit={visit}
        caption="Ingevoerde bestanden, de laatste eerst"
        rows={files}
        columns={({ name, text, moment }) => [
          name(
            'Bestand',
            ({ name }) => name,
            (one) =>
              one.text === undefined
                ? undefined
                : paths.adminRegulationFile(register.id, partOf(one), {
                    revisie: String(one.revision),
                  }),
          ),
          text('Uit', ({ source }) => source),
          moment('Ingevoerd', ({ importedAt }) => importedAt),
          text('SHA-256', ({ text, hash }) =>
            text === undefined ? 'Weggehaald' : <code class="preserve">{hash}</code>,
          ),
        ]}
      />
    </>,
  )
}

/** Confirms files that were brought in, or refuses them. */
export async function settleFiles(visit: Visit): Promise<Response> {
  const { context, form } = visit
  const does = form.value('doe')
  const page = paths.adminRegulation(context.register.id)
  if (does !== 'bevestigen' && does !== 'afwijzen') {
    return leaveFor(visit, page, 'Er is niets gekozen. Er verandert niets.', 'info')
  }
  needsRecentSignIn(visit)
  const event = does === 'bevestigen' ? 'confirm' : 'refuse'
  const { outcome } = await settleImport(context, form.value('bestanden'), event)
  switch (outcome) {
    case 'done':
      return event === 'confirm'
        ? leaveFor(visit, page, 'Bevestigd: de bestanden zijn ingevoerd.')
        : leaveFor(visit, page, 'De bestanden zijn afgewezen. Er verandert niets.')
    case 'no-longer':
      return leaveFor(
        visit,
        page,
        'Deze bestanden kunnen niet meer worden ingevoerd. Vraag om ze opnieuw aan te bieden.',
        'warning',
      )
    case 'not-found':
      return leaveFor(visit, page, 'Dit was al afgehandeld.', 'info')
  }
}

/** What waits to be confirmed, in words: "de bankrekening en de tarieven". */
export function weightyWords(weighty: readonly Weighty[]): string {
  const words = {
    bank: 'de bankrekening',
    tariffs: 'de tarieven',
    norms: 'de normen',
    bodies: 'wat elk orgaan mag',
    accreditation: 'hoe opleidingen worden geaccrediteerd',
  } as const satisfies Record<Weighty, string>
  return formatList(weighty.map((one) => words[one]))
}

// What the files would change, beside how it is, for whoever confirms them.
function WaitingFiles(props: { readonly visit: Visit; readonly waiting: WaitingImport }) {
  const { visit, waiting } = props
  const { register } = visit.context
  const { id, source, on, weighty, changes, becomes } = waiting
  const about = weighty.length === 0 ? 'het register' : weightyWords(weighty)
  const bank = ({ organisation }: Register) =>
    `${organisation.bank.iban}, op naam van ${organisation.bank.accountName}`
  return (
    <section aria-labelledby="wacht">
      <h2 id="wacht">Wacht op bevestiging: {about}</h2>
      <p>
        Wie Peil beheert op de server, bracht dit op {formatDay(on)} in, uit <code>{source}</code>.
        Er verandert pas iets als een beheerder het bevestigt. Klopt het niet? Vraag na wie dit
        wilde, en wijs het af.
      </p>
      {becomes === undefined ? (
        <Alert type="warning">
          <p>Deze bestanden kunnen niet worden gelezen. Wijs ze af.</p>
        </Alert>
      ) : (
        <SummaryList
          items={[
            weighty.includes('bank') && {
              term: 'Bankrekening',
              value: <Both now={bank(register)} next={bank(becomes)} />,
            },
            weighty.includes('tariffs') && {
              term: 'Tarieven',
              value: <Both now={tariffsIn(register)} next={tariffsIn(becomes)} />,
            },
            weighty.includes('bodies') && {
              term: 'Organen',
              value: <Both now={bodiesIn(register)} next={bodiesIn(becomes)} />,
            },
            ...changes.map((one) => ({
              term: one.name,
              value: <Changed before={register} becomes={becomes} change={one} />,
            })),
          ]}
        />
      )}
      <ButtonGroup>
        {becomes !== undefined && (
          <PageForm visit={visit} hidden={{ doe: 'bevestigen', bestanden: id }}>
            <Button>Bevestigen en invoeren</Button>
          </PageForm>
        )}
        <PageForm visit={visit} hidden={{ doe: 'afwijzen', bestanden: id }}>
          <Button variant="secondary">Afwijzen</Button>
        </PageForm>
      </ButtonGroup>
    </section>
  )
}

function Both({ now, next }: { readonly now: string; readonly next: string }) {
  return (
    <>
      <p>Wordt: {next}</p>
      <p>Nu: {now}</p>
    </>
  )
}

const chargedFor = {
  year: 'per jaar',
  application: 'per aanvraag',
  accreditation: 'per aanvraag van accreditatie',
  objection: 'per bezwaar',
} as const satisfies Record<TariffKind, string>

function tariffsIn({ tariffs }: Register): string {
  return tariffs.length === 0
    ? 'geen'
    : tariffs
        .map(
          ({ kind, category, from, amount }) =>
            `${formatMoney(amount)} ${chargedFor[kind]}${category === undefined ? '' : ` (${category})`} vanaf ${formatDay(from)}`,
        )
        .join('; ')
}

function bodiesIn(register: Register): string {
  return register.bodies
    .map(
      ({ id, may }) =>
        `${bodyOf(register, id)?.name ?? id}: ${may.map((act) => acts[act]).join(', ')}`,
    )
    .join('; ')
}

function Changed(props: {
  readonly before: Register
  readonly becomes: Register
  readonly change: FileChange
}) {
  const { before, becomes, change } = props
  const named = ({ versions }: Register) =>
    versions.find(({ regulation }) => `${regulation.version}.yaml` === change.name)
  const next = named(becomes)
  const words = {
    new: 'Nieuw',
    changed: 'Gewijzigd',
    gone: 'Vervalt',
    refused: 'Kan niet meer',
  } as const satisfies Record<FileChange['change'], string>
  const old =
    next &&
    (named(before) ??
      before.versions.findLast(
        ({ regulation }) =>
          Temporal.PlainDate.compare(regulation.version, next.regulation.version) < 0,
      ))
  const differences = next && old ? compareRegulations(old, next) : []
  return (
    <>
      <p>
        {words[change.change]}
        {next !== undefined && `, geldt vanaf ${formatDay(next.regulation.version)}`}
      </p>
      {differences.length > 0 && (
        <ul>
          {differences.map((one) => (
            <li>{one}</li>
          ))}
        </ul>
      )}
    </>
  )
}

function whatItIs({ title, version, basedOn }: Regulation): string {
  if (basedOn === undefined) return title
  const added = basedOn.additions.filter(({ from }) => from.equals(version))
  return `Toegevoegd: ${added.map(({ label }) => label).join(', ')}`
}

// Without its folder, so that it is one part of an address.
function partOf({ name }: Pick<ImportedFile, 'name'>): string {
  return name.split('/').at(-1) ?? name
}

/** A file of the register as it was imported. */
export async function downloadRegulationFile(visit: Visit): Promise<Response> {
  const asked = visit.param('file')
  const revision = visit.url.searchParams.get('revisie')
  const found = (await listFiles(visit.context))
    .filter((one) => partOf(one) === asked && one.text !== undefined)
    .toSorted((one, other) => other.revision - one.revision)
    .find((one) => revision === null || String(one.revision) === revision)
  if (found?.text === undefined) notFound()
  return yamlFile(asked, found.text)
}
