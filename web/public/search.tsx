import { publicFields } from '#domain/public-register/entry/queries.ts'
import type { FoundEntry, FoundPeople } from '#domain/public-register/entry/search-register.ts'
import { pageSize, searchRegister } from '#domain/public-register/entry/search-register.ts'
import type { PublicField } from '#engine'
import { formatChoice } from '#language/lists.ts'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { wording } from '#regulations/wording.ts'
import type { Content } from '#web/kit/index.ts'
import {
  Details,
  EmptyState,
  formatCount,
  formatList,
  Pagination,
  SearchBox,
} from '#web/kit/index.ts'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { seenEnoughPage, spendOn, waitsToSee } from '#web/public/seen-enough.tsx'
import type { Visit } from '#web/route.ts'
import { consultedAt } from './in-words.ts'
import { PersonRow } from './person-row.tsx'

const messages = {
  'too-short': 'Vul minstens 2 letters of cijfers in, bijvoorbeeld de achternaam.',
  'too-long': 'Dit is te lang om op te zoeken. Vul alleen de naam of het registratienummer in.',
} as const

/** Finds people in the public register by name or number. Without a question it only explains. */
export async function showSearch(visit: Visit): Promise<Response> {
  const { context, url } = visit
  const { register } = context
  const typed = url.searchParams.get('naam')
  const explained = <HowToSearch register={register} shown={publicFields(context)} />
  if (typed === null) return searchPage(visit, '', explained)
  if (!context.platform.lookups.take('search', visit.clientAddress)) {
    const { You } = voice(register.address)
    return searchPage(visit, typed, '', {
      message: `${You} zoekt heel vaak achter elkaar. Wacht 1 minuut.`,
      status: 429,
    })
  }
  const wait = waitsToSee(visit)
  if (wait > 0) return seenEnoughPage(visit, wait)
  const found = await searchRegister(context, typed, Number(url.searchParams.get('pagina') ?? 1))
  if (found.outcome !== 'found') {
    return searchPage(visit, typed, explained, { message: messages[found.outcome], status: 422 })
  }
  spendOn(visit, found.entries.length)
  const Found = found.total === 0 ? NobodyFound : People
  return searchPage(
    visit,
    typed,
    <Found
      register={register}
      found={found}
      typed={typed.trim()}
      consulted={consultedAt(context)}
    />,
  )
}

function searchPage(
  visit: Visit,
  typed: string,
  children: Content,
  wrong?: { readonly message: string; readonly status: number },
): Promise<Response> {
  const { register } = visit.context
  const { prefix, width } = register.number
  return titledPage(
    visit,
    {
      title: `Zoek een ${register.professional.one}`,
      current: paths.search(register.id),
      ...(wrong && { errors: [{ field: 'naam', message: wrong.message }], status: wrong.status }),
      // Names of people stay out of search engines; the page with the question may be found.
      hidden: typed !== '',
      description: `Zoek in het openbare register van ${wording(register).register.the}.`,
    },
    <>
      <SearchBox
        action={paths.search(register.id)}
        name="naam"
        label="Naam of registratienummer"
        hint={`Bijvoorbeeld ‘de Vries’, ‘J. de Vries’ of ‘${prefix}${'1'.padStart(width, '0')}’.`}
        value={typed.slice(0, 200)}
        error={wrong?.message}
      />
      {children}
    </>,
  )
}

interface Searched {
  readonly register: Register
  readonly found: FoundPeople
  readonly typed: string
  readonly consulted: string
}

function People({ register, found, typed, consulted }: Searched) {
  const first = (found.page - 1) * pageSize + 1
  const last = first + found.entries.length - 1
  const href = (wanted: number) => `${paths.search(register.id, { naam: typed })}&pagina=${wanted}`
  const exact = found.entries.filter(({ alike }) => !alike)
  const alike = found.entries.filter((entry) => entry.alike)
  return (
    <>
      <h2>
        {found.tooMany ? 'Meer dan 100 mensen gevonden' : countInWords(register, found, typed)}
      </h2>
      {found.tooMany && (
        <p>
          Zoek preciezer: vul ook de voornaam, een voorletter of het hele registratienummer in. Hier
          staan de eerste {pageSize}.
        </p>
      )}
      {found.pages > 1 && (
        <p class="subtle">
          {formatCount(first)} tot en met {formatCount(last)} van {formatCount(found.total)}
        </p>
      )}
      {exact.length > 0 && <PersonList register={register} entries={exact} />}
      {alike.length > 0 && (
        <>
          <h3 class="people-heading">
            {exact.length > 0
              ? 'Namen die erop lijken'
              : `Niemand met precies deze naam; deze namen lijken erop`}
          </h3>
          <PersonList register={register} entries={alike} />
        </>
      )}
      <Pagination page={found.page} pages={found.pages} href={href} />
      <p class="source">Geraadpleegd op {consulted}.</p>
      <NotFoundHelp register={register} />
    </>
  )
}

function PersonList(props: {
  readonly register: Register
  readonly entries: readonly FoundEntry[]
}) {
  return (
    <ul class="people">
      {props.entries.map((entry) => (
        <PersonRow register={props.register} entry={entry} />
      ))}
    </ul>
  )
}

function countInWords(register: Register, { total }: FoundPeople, typed: string): string {
  const { one, many } = register.professional
  return `${total} ${total === 1 ? one : many} gevonden voor ‘${typed}’`
}

function HowToSearch(props: {
  readonly register: Register
  readonly shown: readonly PublicField[]
}) {
  const { register, shown } = props
  const { You, say } = voice(register.address)
  const { certificate } = wording(register)
  return (
    <>
      <p>
        In het register staan mensen met de status {statusList(register)}. {You} ziet{' '}
        {seenInWords(shown)}.
      </p>
      <p>
        {say('Heb je', 'Hebt u')} een {certificate.name} in handen?{' '}
        <a href={paths.askCertificate(register.id)}>Controleer de code die erop staat</a>
      </p>
    </>
  )
}

function NobodyFound({ register, found, typed, consulted }: Searched) {
  if (found.gone) {
    return (
      <>
        <EmptyState title={`Nummer ‘${typed}’ is niet meer in gebruik`}>
          <p>Dit nummer was van iemand die niet meer in het register staat.</p>
          <Doubt register={register} />
        </EmptyState>
        <p class="source">Geraadpleegd op {consulted}.</p>
      </>
    )
  }
  return (
    <>
      <EmptyState title={`Niemand gevonden voor ‘${typed}’`}>
        <p>Dat kan hieraan liggen:</p>
        <ul>
          <li>De naam is anders gespeld. Probeer alleen de achternaam, of een deel ervan.</li>
          <li>Iemand gebruikt een andere achternaam, zoals die van een partner.</li>
          <li>Iemand staat niet, of niet meer, in dit register.</li>
          <li>Iemand wordt op eigen verzoek niet getoond, omdat dat gevaarlijk kan zijn.</li>
        </ul>
        <Doubt register={register} />
      </EmptyState>
      <p class="source">Geraadpleegd op {consulted}.</p>
    </>
  )
}

function NotFoundHelp({ register }: { readonly register: Register }) {
  const { you } = voice(register.address)
  return (
    <Details summary={`Niet gevonden wie ${you} zoekt?`}>
      <p>
        Probeer alleen de achternaam, of een deel ervan. Iemand kan een andere achternaam gebruiken,
        zoals die van een partner. Wie niet in het register staat, wordt niet gevonden.
      </p>
      <Doubt register={register} />
    </Details>
  )
}

function Doubt({ register }: { readonly register: Register }) {
  const { say } = voice(register.address)
  return (
    <p>
      {say('Twijfel je', 'Twijfelt u')}?{' '}
      <a href={paths.contact(register.id)}>Neem contact met ons op</a>.
    </p>
  )
}

const seen: Readonly<Record<PublicField, string>> = {
  name: 'de naam',
  status: 'de status',
  category: 'de categorie',
  'valid-until': 'tot wanneer die geldt',
  number: 'het registratienummer',
}

function seenInWords(shown: readonly PublicField[]): string {
  return formatList(shown.map((field) => seen[field]))
}

function statusList(register: Register): string {
  const labels = Object.values(register.statuses)
    .filter((status) => status.public)
    .map(({ label }) => label)
  return formatChoice(labels)
}
