import type { Double } from '#domain/certification/merge/find-doubles.ts'
import { findDoubles, mostDoubles } from '#domain/certification/merge/find-doubles.ts'
import type { Likeness } from '#domain/certification/merge/merge.ts'
import type { KnownHere, Merge, ToldApart } from '#domain/certification/merge/queries.ts'
import { knownPeople, listMerges, listToldApart } from '#domain/certification/merge/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { searchMembers } from '#domain/people/registration/search-members.ts'
import { formatList } from '#language/lists.ts'
import { sentenceCase } from '#language/sentences.ts'
import type { Register } from '#regulations/register.ts'
import { statusWords } from '#regulations/wording.ts'
import { formatDay, SummaryList } from '#web/kit/index.ts'
import { listPage } from '#web/layout/list-page.tsx'
import { paths } from '#web/paths.ts'
import { Tied, withoutTied } from '#web/review/ties.tsx'
import type { Visit } from '#web/route.ts'
import { idIn, notFound } from '#web/route.ts'
import { inFile } from '#web/secretariat/corrections.tsx'
import { inWork } from '#web/secretariat/in-work.ts'

/** Who may well be in the register twice, what waits for a colleague, and who were told apart. */
export async function showDoubles(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const merges = await listMerges(context)
  const apart = await listToldApart(context)
  const known = await knownPeople(context, [
    ...merges.flatMap(({ staysId, goesId }) => [staysId, goesId]),
    ...apart.flatMap(({ oneId, otherId }) => [oneId, otherId]),
  ])
  const doubles = await withoutTiedPairs(visit, await findDoubles(context), ({ one, other }) => [
    one.registrationId,
    other.registrationId,
  ])
  const registrationsOf = (ids: readonly string[]) =>
    ids.flatMap((id) => known.get(id)?.registrationId ?? [])
  const waiting = await withoutTiedPairs(
    visit,
    merges.filter(({ status }) => status === 'proposed'),
    ({ staysId, goesId }) => registrationsOf([staysId, goesId]),
  )
  const done = await withoutTiedPairs(
    visit,
    merges.filter(({ status }) => status === 'done'),
    ({ staysId }) => registrationsOf([staysId]),
  )
  const told = await withoutTiedPairs(visit, apart, ({ oneId, otherId }) =>
    registrationsOf([oneId, otherId]),
  )
  return listPage(visit, {
    title: 'Dubbele dossiers',
    ...inWork(register),
    lead: (
      <p class="lead">
        Deze mensen lijken op elkaar. Bekijk ze naast elkaar: is het één persoon, voeg ze dan samen.
        Zijn het er twee, zeg dat dan; ze komen hier niet meer terug.
      </p>
    ),
    above: <Waiting {...{ register, known }} merges={waiting.free} />,
    list: {
      caption: 'Mensen die op elkaar lijken, wat het meest zegt eerst',
      rows: doubles.free,
      columns: ({ name, text }) => [
        name('Namen en nummers', pairOf, ({ one, other }) =>
          paths.workCompare(register.id, one.registrationId, other.registrationId),
        ),
        text('Waarin', ({ alike }) => alikeText(alike)),
      ],
      empty: {
        title: 'Geen dubbele dossiers gevonden',
        text: <p>Toch een gezien? Open een van de twee dossiers en kies daar ‘Voeg samen met’.</p>,
      },
    },
    after: (
      <>
        {doubles.free.length === mostDoubles && <p>Dit zijn de eerste {mostDoubles}.</p>}
        <Tied {...{ visit }} tied={doubles.tied} />
        <Done {...{ register, known }} merges={done.free} />
        <Apart {...{ register, known }} pairs={told.free} />
      </>
    ),
  })
}

// Somebody who is tied to one of the two sees neither.
async function withoutTiedPairs<Row>(
  visit: Visit,
  rows: readonly Row[],
  whose: (row: Row) => readonly string[],
) {
  const people = rows.flatMap((row) =>
    whose(row).map((registrationId) => ({ row, registrationId })),
  )
  const { free, tied } = await withoutTied(visit, ['keep-records'], people, (one) => one)
  const seen = new Set(free.map(({ registrationId }) => registrationId))
  return { free: rows.filter((row) => whose(row).every((id) => seen.has(id))), tied }
}

const likenessWords: Readonly<Record<Likeness, string>> = {
  email: 'e-mailadres op de spelling na',
  number: 'nummer in een ander register',
  phone: 'telefoonnummer',
  home: 'huisadres met achternaam',
  name: 'naam',
}

/** In what two people look alike, as a text. */
export function alikeText(alike: readonly Likeness[]): string {
  return sentenceCase(formatList(alike.map((kind) => likenessWords[kind])))
}

type Called = { readonly name: string; readonly number: string | undefined } | undefined

// People here often have the same name, which by itself would not say to whom a link leads.
function calledApart(one: Called): string {
  return `${one?.name ?? ''} (${one?.number ?? 'nog zonder nummer'})`
}

function pairOf({ one, other }: { readonly one: Called; readonly other: Called }): string {
  return `${calledApart(one)} en ${calledApart(other)}`
}

interface Known {
  readonly register: Register
  readonly known: ReadonlyMap<string, KnownHere>
}

function Waiting({ register, known, merges }: Known & { readonly merges: readonly Merge[] }) {
  if (merges.length === 0) return null
  return (
    <>
      <h2>Wacht op een collega</h2>
      <ul>
        {merges.map(({ id, staysId, goesId, proposedOn }) => (
          <li>
            <a href={paths.workMerge(register.id, id)}>
              {pairOf({ one: known.get(staysId), other: known.get(goesId) })}
            </a>
            , gevraagd op {formatDay(proposedOn)}
          </li>
        ))}
      </ul>
      <h2>Lijken op elkaar</h2>
    </>
  )
}

function Done({ register, known, merges }: Known & { readonly merges: readonly Merge[] }) {
  if (merges.length === 0) return null
  return (
    <SummaryList
      title="Laatst samengevoegd"
      items={merges.slice(0, 20).map(({ staysId, settledOn, reason }) => ({
        term: settledOn === undefined ? '' : formatDay(settledOn),
        value: (
          <>
            <a href={paths.workFile(register.id, known.get(staysId)?.registrationId ?? '')}>
              {calledApart(known.get(staysId))}
            </a>
            <p class="preserve">{reason}</p>
          </>
        ),
      }))}
    />
  )
}

function Apart({ register, known, pairs }: Known & { readonly pairs: readonly ToldApart[] }) {
  const both = pairs.flatMap(({ oneId, otherId, reason, on }) => {
    const [one, other] = [known.get(oneId), known.get(otherId)]
    return one === undefined || other === undefined ? [] : [{ one, other, reason, on }]
  })
  if (both.length === 0) return null
  return (
    <SummaryList
      title="Twee verschillende mensen"
      items={both.map(({ one, other, reason, on }) => ({
        term: formatDay(on),
        value: (
          <>
            <a href={paths.workCompare(register.id, one.registrationId, other.registrationId)}>
              {pairOf({ one, other })}
            </a>
            <p class="preserve">{reason}</p>
          </>
        ),
      }))}
    />
  )
}

/** With whom somebody may be merged: who look like them, and whoever is searched for. */
export async function showMergeWith(visit: Visit): Promise<Response> {
  const { context, url } = visit
  const { register } = context
  const member = (await findMember(context, idIn(visit))) ?? notFound()
  const typed = (url.searchParams.get('zoek') ?? '').trim().slice(0, 200)
  const rows =
    typed === ''
      ? (await findDoubles(context, { of: member.personId })).map((double) =>
          otherOf(double, member),
        )
      : (await searchMembers(context, typed)).map((one) => ({ ...one, why: '' }))
  const { free, tied } = await withoutTied(
    visit,
    ['keep-records'],
    rows.filter(({ registrationId }) => registrationId !== member.registrationId),
    (one) => one,
  )
  return listPage(visit, {
    title: `Met wie is ${member.name} dezelfde?`,
    ...inFile(register, member),
    search: { name: 'zoek', label: 'Naam, registratienummer of e-mailadres', value: typed },
    list: {
      caption: typed === '' ? 'Wie hierop lijken' : 'Gevonden mensen',
      rows: free,
      columns: ({ name, text, status }) => [
        name('Naam en nummer', calledApart, ({ registrationId }) =>
          paths.workCompare(register.id, member.registrationId, registrationId),
        ),
        ...(typed === '' ? [text('Lijkt in', ({ why }) => why)] : []),
        status('Status', (one) => {
          const { tone, label } = statusWords(register, one)
          return { colour: tone, label }
        }),
      ],
      empty: {
        title: typed === '' ? 'Niemand lijkt hierop' : `Niemand gevonden voor ‘${typed}’`,
        text: <p>Zoek op een deel van de naam, of op het registratienummer.</p>,
      },
    },
    after: <Tied {...{ visit, tied }} />,
  })
}

function otherOf({ one, other, alike }: Double, { personId }: { readonly personId: string }) {
  const theirs = one.personId === personId ? other : one
  return { ...theirs, temporary: false, why: alikeText(alike) }
}
