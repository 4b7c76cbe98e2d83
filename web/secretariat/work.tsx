import { complaintsThisYear } from '#domain/certification/complaint/forward-complaint.ts'
import { groundsOf } from '#domain/certification/status-by-hand/status-by-hand.ts'
import { listWork } from '#domain/certification/work-queue/list-work.ts'
import { contestsWaiting } from '#domain/learning/attendance/queries.ts'
import { accreditationsToCheck } from '#domain/learning/judging/queries.ts'
import { organisationsWaiting } from '#domain/organisations/check/queries.ts'
import { labelsWaiting } from '#domain/organisations/label/queries.ts'
import { mayDo } from '#domain/people/body/seat.ts'
import type { Act } from '#regulations/acts.ts'
import { boardOf, bodyFor } from '#regulations/bodies.ts'
import { Card, Cards, EmptyState, formatDay } from '#web/kit/index.ts'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { currentVersion } from '#web/public/in-words.ts'
import type { Visit } from '#web/route.ts'
import { accountOf } from '#web/route.ts'
import { linesToSee } from '#web/secretariat/bank-statements.tsx'
import { asksFollowUps } from '#web/secretariat/follow-ups.tsx'
import { seesOriginals } from '#web/secretariat/post.tsx'
import { mayWait } from '#web/secretariat/waits.tsx'
import { speech } from '#web/speech.ts'

interface Waiting {
  readonly act: Act
  readonly title: string
  readonly href: string
  readonly count: number
  readonly oldest: Temporal.PlainDate | undefined
  readonly one: string
  readonly many: string
  readonly more: readonly string[]
  /** What else is on that list where nothing waits: only opening it tells whether there is any. */
  readonly besides?: string
}

/** The home of the back office: what waits, and since when; then where nothing does. */
export async function showWork(visit: Visit): Promise<Response> {
  const { register, you } = speech(visit)
  const { today } = visit.context
  const work = await listWork(visit.context)
  const {
    agreements,
    byPost,
    applications,
    supplemented,
    elsewhere,
    nameChanges,
    shieldings,
    deaths,
    meetingReports,
    merges,
    byHand,
    rulings,
    objections,
    invoices,
    overdue,
    ofWhoLeft,
    meetings,
    originals,
    followUps,
    waits,
    verdicts,
    leaves,
    mails,
    factorResets,
  } = work
  const board = boardOf(register)
  const may = (act: Act) => mayDo(register, accountOf(visit), act)
  const bankLines = may('collect-payments') ? await linesToSee(visit) : 0
  const all: readonly Waiting[] = [
    {
      ...agreements,
      act: 'keep-records',
      title: 'Overeenkomsten',
      href: paths.workAgreements(register.id),
      one: 'overeenkomst wacht op controle',
      many: 'overeenkomsten wachten op controle',
      more:
        byPost === 0 ? [] : [`${byPost === 1 ? '1 wordt' : `${byPost} worden`} per post verwacht.`],
    },
    {
      ...applications,
      act: 'check-applications',
      title: 'Aanvragen',
      href: paths.workApplications(register.id),
      one: 'aanvraag wacht op controle',
      many: 'aanvragen wachten op controle',
      more: [
        ...(supplemented === 0
          ? []
          : [
              `${supplemented === 1 ? 'Aan 1 daarvan is' : `Aan ${supplemented} daarvan is`} iets toegevoegd sinds de laatste controle.`,
            ]),
        ...(elsewhere === 0
          ? []
          : [
              `Van ${elsewhere} die ${elsewhere === 1 ? 'werd' : 'werden'} overgenomen, liep elders een aanvraag.`,
            ]),
      ],
    },
    {
      ...nameChanges,
      act: 'keep-records',
      title: 'Andere namen',
      href: paths.workNames(register.id),
      one: 'aanvraag voor een andere naam',
      many: 'aanvragen voor een andere naam',
      more: [],
    },
    {
      ...deaths,
      act: 'keep-records',
      title: 'Overlijden',
      href: paths.workDeaths(register.id),
      one: 'melding wacht op een tweede blik',
      many: 'meldingen wachten op een tweede blik',
      more: [],
    },
    {
      ...meetingReports,
      act: 'keep-records',
      title: 'Meldingen',
      href: paths.workMeetingPlace(register.id),
      one: 'melding over wat iemand schreef',
      many: 'meldingen over wat iemand schreef',
      more: [],
    },
    ...(groundsOf(register).length === 0 && byHand.count === 0
      ? []
      : [
          {
            ...byHand,
            act: 'keep-records' as const,
            title: 'Status met de hand',
            href: paths.workStatuses(register.id),
            one: 'voorstel wacht op bevestiging',
            many: 'voorstellen wachten op bevestiging',
            more: [],
          },
        ]),
    {
      ...merges,
      act: 'keep-records',
      title: 'Dubbele dossiers',
      href: paths.workDoubles(register.id),
      one: 'voorstel om samen te voegen wacht op een tweede blik',
      many: 'voorstellen om samen te voegen wachten op een tweede blik',
      more: [],
      besides: 'mensen die op elkaar lijken',
    },
    {
      ...shieldings,
      act: 'keep-records',
      title: 'Afscherming',
      href: paths.workShieldings(register.id),
      one: 'afscherming om naar te kijken',
      many: 'afschermingen om naar te kijken',
      more: [],
    },
    ...(board === undefined
      ? []
      : [
          {
            ...rulings,
            act: 'check-requests' as const,
            title: 'Niet in het reglement',
            href: paths.workRulings(register.id),
            one: `verzoek aan ${board.the} wacht op controle`,
            many: `verzoeken aan ${board.the} wachten op controle`,
            more: [],
          },
        ]),
    ...(bodyFor(register, 'decide-objections') === undefined
      ? []
      : [
          {
            ...objections,
            act: 'check-objections' as const,
            title: 'Bezwaren',
            href: paths.workObjections(register.id),
            one: 'bezwaar wacht op controle',
            many: 'bezwaren wachten op controle',
            more: [],
          },
        ]),
    ...(register.accreditation === undefined
      ? []
      : [
          {
            ...(await accreditationsToCheck(visit.context)),
            act: 'check-accreditation' as const,
            title: 'Accreditatie',
            href: paths.workAccreditations(register.id),
            one: 'aanvraag om accreditatie wacht op controle',
            many: 'aanvragen om accreditatie wachten op controle',
            more: [],
            besides: 'wat op een besluit of de aanvrager wacht',
          },
        ]),
    {
      ...invoices,
      act: 'collect-payments',
      title: 'Betalingen',
      href: paths.workInvoices(register.id),
      one: 'factuur is nog niet betaald',
      many: 'facturen zijn nog niet betaald',
      more: [
        ...(overdue > 0
          ? [`${overdue === 1 ? '1 daarvan is' : `${overdue} daarvan zijn`} over de betaaldatum.`]
          : []),
        ...(ofWhoLeft > 0
          ? [
              `${ofWhoLeft === 1 ? '1 daarvan is' : `${ofWhoLeft} daarvan zijn`} van iemand die niet meer meedoet: laat betalen of boek af.`,
            ]
          : []),
        ...(bankLines > 0
          ? [
              `${bankLines === 1 ? '1 regel' : `${bankLines} regels`} van de bank ${bankLines === 1 ? 'wacht' : 'wachten'}.`,
            ]
          : []),
      ],
    },
    {
      ...meetings,
      act: 'hold-meetings',
      title: 'Vergaderingen',
      href: paths.workMeetings(register.id),
      one: 'vergadering is nog niet afgesloten',
      many: 'vergaderingen zijn nog niet afgesloten',
      more: [],
    },
    ...(seesOriginals(register)
      ? [
          {
            ...originals,
            act: 'receive-post' as const,
            title: 'Post',
            href: paths.workPost(register.id),
            one: 'origineel moet nog worden bekeken, vernietigd of teruggestuurd',
            many: 'originelen moeten nog worden bekeken, vernietigd of teruggestuurd',
            more: [],
          },
        ]
      : []),
    ...(asksFollowUps(register)
      ? [
          {
            ...followUps,
            act: 'keep-records' as const,
            title: 'Vervolg',
            href: paths.workFollowUps(register.id),
            one: 'persoon staat al een tijd in een categorie die verder moet',
            many: 'mensen staan al een tijd in een categorie die verder moet',
            more: [],
          },
        ]
      : []),
    ...(register.measures !== undefined
      ? [
          {
            ...verdicts,
            act: 'record-verdicts' as const,
            title: 'Uitspraken van buiten',
            href: paths.workVerdicts(register.id),
            one: 'uitspraak is nog niet definitief',
            many: 'uitspraken zijn nog niet definitief',
            more: [],
          },
        ]
      : []),
    ...(mayWait(register)
      ? [
          {
            ...waits,
            act: 'check-applications' as const,
            title: 'Wachten op een stuk',
            href: paths.workWaits(register.id),
            one: 'persoon is opnieuw gevraagd naar een stuk',
            many: 'mensen zijn opnieuw gevraagd naar een stuk',
            more: [],
            besides: 'wie daar nog tijd voor heeft',
          },
        ]
      : []),
    {
      ...mails,
      act: 'keep-records',
      title: 'E-mail',
      href: paths.workMails(register.id),
      one: 'e-mail kwam niet aan',
      many: 'e-mails kwamen niet aan',
      more: [],
    },
    {
      ...(await organisationsWaiting(visit.context)),
      act: 'keep-records',
      title: 'Organisaties',
      href: paths.workOrganisations(register.id),
      one: 'organisatie wacht op controle',
      many: 'organisaties wachten op controle',
      more: [],
      besides: 'de organisaties die al zijn bekeken',
    },
    {
      ...(await labelsWaiting(visit.context)),
      act: 'keep-records',
      title: 'Keurmerken',
      href: paths.labels(register.id),
      one: 'keurmerk wacht tot iemand kijkt',
      many: 'keurmerken wachten tot iemand kijkt',
      more: [],
      besides: 'de keurmerken die al zijn gezien',
    },
    {
      ...(await contestsWaiting(visit.context)),
      act: 'keep-records',
      title: 'Oneens over deelname',
      href: paths.workContests(register.id),
      one: 'deelnemer is het oneens met een aanbieder',
      many: 'deelnemers zijn het oneens met een aanbieder',
      more: [],
    },
    {
      ...factorResets,
      act: 'keep-records',
      title: 'Tweede stap kwijt',
      href: paths.workFactorResets(register.id),
      one: 'herstel wacht op een tweede collega',
      many: 'keer herstel wacht op een tweede collega',
      more: [],
      besides: 'voor wie niet meer kan inloggen',
    },
    {
      ...leaves,
      act: 'decide-leave',
      title: 'Verlof',
      href: paths.leaves(register.id),
      one: 'verlof wacht op een besluit',
      many: 'keer verlof wacht op een besluit',
      more: [],
    },
  ]
  const queues = all.filter(({ act }) => may(act))
  const waiting = queues.filter(({ count }) => count > 0)
  const still = queues.filter(({ count }) => count === 0)
  const quiet = still.filter(({ besides, more }) => besides === undefined && more.length === 0)
  const others: readonly Beside[] = [
    ...still.filter((queue) => !quiet.includes(queue)),
    ...listsBeside(visit).filter(({ act }) => may(act)),
  ]
  return titledPage(
    visit,
    { title: 'Werkvoorraad', current: paths.work(register.id) },
    <>
      {waiting.length === 0 && (
        <EmptyState title="Alles is gedaan">
          <p>Er wacht nu niets op {you}.</p>
        </EmptyState>
      )}
      <Cards>
        {waiting.map(({ title, href, count, oldest, one, many, more }) => (
          <Card>
            <h2>
              <a href={href}>{title}</a>
            </h2>
            <p>
              <strong>{count}</strong> {count === 1 ? one : many}
            </p>
            {oldest !== undefined && (
              <p>
                Oudste: {ageInWords(oldest, today)} ({formatDay(oldest)})
              </p>
            )}
            {more.map((sentence) => (
              <p>{sentence}</p>
            ))}
          </Card>
        ))}
      </Cards>
      {quiet.length > 0 && (
        <>
          <h2>Hier wacht niets</h2>
          <ul>
            {quiet.map(({ title, href }) => (
              <li>
                <a href={href}>{title}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      {others.length > 0 && (
        <>
          <h2>Andere lijsten</h2>
          <ul>
            {others.map(({ title, href, besides, more = [] }) => (
              <li>
                <a href={href}>{title}</a>
                {besides && `: ${besides}`}
                {more.length > 0 && `. ${more.join(' ')}`}
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a href={paths.workSearch(register.id)}>Zoek een persoon of dossier</a>
      </p>
      {may('keep-records') && register.complaints.by !== undefined && (
        <p>
          Klachten over een {register.professional.one} die dit jaar zijn doorgestuurd naar{' '}
          {register.complaints.by.short}: {await complaintsThisYear(visit.context)}
        </p>
      )}
    </>,
  )
}

type Beside = Pick<Waiting, 'act' | 'title' | 'href'> & Partial<Pick<Waiting, 'besides' | 'more'>>

// What one goes to without anything that waits there.
function listsBeside(visit: Visit): readonly Beside[] {
  const { register } = visit.context
  const { lists } = currentVersion(visit.context).regulation
  return [
    {
      act: 'keep-records',
      title: 'Gemelde banden met mensen in het register',
      href: paths.workInterests(register.id),
    },
    ...(lists.length === 0
      ? []
      : [
          {
            act: 'keep-lists' as const,
            title: 'Lijsten die activiteiten bevestigen',
            href: paths.workLists(register.id),
          },
        ]),
  ]
}

/** How many days ago, in words: "vandaag", "1 dag", "12 dagen". */
export function ageInWords(since: Temporal.PlainDate, today: Temporal.PlainDate): string {
  const { days } = since.until(today, { largestUnit: 'days' })
  if (days <= 0) return 'vandaag'
  return days === 1 ? '1 dag' : `${days} dagen`
}
