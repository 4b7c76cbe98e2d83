import type { Original } from '#domain/dossier/original/original.ts'
import {
  documentsWithOriginal,
  isUnderWay,
  readOriginalNumber,
} from '#domain/dossier/original/original.ts'
import type { OriginalOfSomebody } from '#domain/dossier/original/queries.ts'
import {
  mostOriginals,
  originalNumbered,
  originalsUnderWay,
  waitingOriginals,
} from '#domain/dossier/original/queries.ts'
import { documentLabel } from '#domain/dossier/original/write-about-original.ts'
import type { FoundMember } from '#domain/people/registration/search-members.ts'
import { searchMembers } from '#domain/people/registration/search-members.ts'
import { sentenceCase } from '#language/sentences.ts'
import type { Register } from '#regulations/register.ts'
import type { TagColour } from '#web/kit/index.ts'
import { listPage } from '#web/layout/list-page.tsx'
import { paths } from '#web/paths.ts'
import { Tied, withoutTied } from '#web/review/ties.tsx'
import type { Visit } from '#web/route.ts'
import { notFound, seeOther } from '#web/route.ts'
import { inWork } from '#web/secretariat/in-work.ts'
import { ageInWords } from '#web/secretariat/work.tsx'

/** Whether a register sees originals of documents, in any of its versions. */
export function seesOriginals({ versions }: Pick<Register, 'versions'>): boolean {
  return versions.some(({ regulation }) => documentsWithOriginal(regulation).length > 0)
}

/** The post: what waits to be looked at or to go, and by a number or a name what comes in. */
export async function showPost(visit: Visit): Promise<Response> {
  const { context, url } = visit
  const { register } = context
  if (!seesOriginals(register)) notFound()
  const typed = (url.searchParams.get('zoek') ?? '').trim().slice(0, 400)
  const number = readOriginalNumber(typed, register.id)
  const numbered = number === undefined ? undefined : await originalNumbered(context, number)
  if (numbered !== undefined) return seeOther(paths.workOriginal(register.id, numbered.id))
  const facts = {
    title: 'Post',
    ...inWork(register),
    search: {
      name: 'zoek',
      label: 'Nummer van het voorblad, of naam',
      hint: 'Scan de QR-code of typ het nummer. Zit er geen voorblad bij? Zoek dan op naam.',
      value: typed,
    },
  }
  if (typed === '') return waitingPage(visit, facts)
  const { free: people, tied } = await withoutTied(
    visit,
    ['receive-post'],
    await searchMembers(context, typed),
    (one) => one,
  )
  const underWay = await originalsUnderWay(
    context,
    people.map(({ registrationId }) => registrationId),
  )
  return foundPage(
    visit,
    { ...facts, after: <Tied {...{ visit, tied }} /> },
    arrivalsOf(people, underWay),
  )
}

async function waitingPage(
  visit: Visit,
  facts: Parameters<typeof listPage<OriginalOfSomebody>>[1],
): Promise<Response> {
  const { context } = visit
  const { register, today } = context
  const all = await waitingOriginals(context)
  const { free: originals, tied } = await withoutTied(visit, ['receive-post'], all, (one) => one)
  return listPage(visit, {
    ...facts,
    above: all.length === mostOriginals && (
      <p role="status">De eerste {mostOriginals} originelen die wachten.</p>
    ),
    list: {
      caption: 'Originelen die wachten, het oudste eerst',
      rows: originals,
      columns: ({ name, text, day, status }) => [
        name(
          'Naam',
          (one) => one.name,
          ({ id }) => paths.workOriginal(register.id, id),
        ),
        text('Stuk', ({ document }) => sentenceCase(documentLabel(context, document))),
        text('Nummer', (one) => one.number, { nowrap: true }),
        day('Binnen op', ({ receivedOn }) => receivedOn),
        text(
          'Wacht',
          ({ receivedOn }) => (receivedOn === undefined ? '' : ageInWords(receivedOn, today)),
          { nowrap: true },
        ),
        status('Te doen', toDo),
      ],
      empty: {
        title: 'Alles is gedaan',
        text: (
          <p>Er ligt geen origineel dat nog bekeken, vernietigd of teruggestuurd moet worden.</p>
        ),
      },
    },
    after: <Tied {...{ visit, tied }} />,
  })
}

/** Somebody who was found, with what of theirs is on its way or here. */
interface Arrival {
  readonly member: FoundMember
  readonly original: Original | undefined
  /** Something of theirs is on its way or here already. */
  readonly others: boolean
}

function arrivalsOf(
  people: readonly FoundMember[],
  originals: readonly OriginalOfSomebody[],
): readonly Arrival[] {
  return people.flatMap((member): Arrival[] => {
    const theirs = originals.filter(
      (one) => one.registrationId === member.registrationId && isUnderWay(one),
    )
    const others = theirs.length > 0
    return [
      ...theirs.map((original) => ({ member, original, others })),
      { member, original: undefined, others },
    ]
  })
}

function foundPage(
  visit: Visit,
  facts: Parameters<typeof listPage<Arrival>>[1],
  rows: readonly Arrival[],
): Promise<Response> {
  const { context } = visit
  const { register } = context
  return listPage(visit, {
    ...facts,
    list: {
      caption: 'Gevonden mensen, met wat van hen onderweg of binnen is',
      rows,
      columns: ({ name, text, status }) => [
        name('Naam', ({ member }) => member.name),
        text('Nummer', ({ member }) => member.number ?? 'Nog geen', { nowrap: true }),
        text('E-mailadres', ({ member }) => member.email),
        text('Post', ({ member, original, others }) =>
          original === undefined ? (
            <a href={paths.workArrival(register.id, member.registrationId)}>
              {others ? 'Iets anders is binnen' : 'Er is iets binnen'}
              <span class="visually-hidden"> van {member.name}</span>
            </a>
          ) : (
            <a href={paths.workOriginal(register.id, original.id)}>
              {sentenceCase(documentLabel(context, original.document))}, {original.number}
            </a>
          ),
        ),
        status('Te doen', ({ original }) => (original === undefined ? undefined : toDo(original))),
      ],
      empty: {
        title: 'Niets gevonden',
        text: <p>Kijk of het nummer goed is overgenomen, of zoek op een deel van de achternaam.</p>,
      },
    },
  })
}

/** What has to be done with an original, in one or two words. */
export function toDo({ status }: Pick<Original, 'status'>): {
  readonly label: string
  readonly colour: TagColour
} {
  switch (status) {
    case 'announced':
      return { label: 'Nog niet binnen', colour: 'blue' }
    case 'received':
      return { label: 'Bekijken', colour: 'yellow' }
    case 'checked':
      return { label: 'Vernietigen of terugsturen', colour: 'yellow' }
    case 'destroyed':
      return { label: 'Vernietigd', colour: 'grey' }
    case 'returned':
      return { label: 'Teruggestuurd', colour: 'grey' }
    case 'withdrawn':
      return { label: 'Afgemeld', colour: 'grey' }
  }
}
