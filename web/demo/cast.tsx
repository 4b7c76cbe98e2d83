import { addActivities } from '#domain/demo/cast/add-activities.ts'
import { demoRegister, referee, stories } from '#domain/demo/cast/cast.ts'
import type { CastStanding } from '#domain/demo/cast/list-cast.ts'
import { listCast } from '#domain/demo/cast/list-cast.ts'
import { threeYearsOfWork } from '#domain/demo/cast/portfolios.ts'
import { seatCast } from '#domain/demo/cast/seat-cast.ts'
import type { LivedIn, LivingHere } from '#domain/demo/lived-in/find-people.ts'
import {
  findLivedIn,
  findLiving,
  findPeople,
  notableHere,
} from '#domain/demo/lived-in/find-people.ts'
import { startSession } from '#domain/people/account/start-session.ts'
import { seatsHeld } from '#domain/people/staff/list-staff.ts'
import { voice } from '#language/voice.ts'
import { Button, Card, Cards, formatDay, SearchBox, Tag } from '#web/kit/index.ts'
import { PageForm } from '#web/layout/form-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { accountHome } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import { currentVersion } from '#web/public/in-words.ts'
import type { Visit } from '#web/route.ts'
import { notFound, seeOther } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** The people of the demo: one click makes you any of them. */
export async function showCast(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, you, say } = speech(visit)
  const people = await listCast(context)
  const professionals = people.filter(({ member: { parts, acts } }) => parts.length === 0 && !acts)
  const acting = people.filter(({ member }) => member.acts)
  const staff = people.filter(({ member }) => member.parts.length > 0)
  const judges = judgesIn(visit, staff)
  const livedIn = await findLivedIn(context)
  const others = livedIn && (await othersHere(visit, livedIn))
  return titledPage(
    visit,
    { title: `Wie ${say('wil je', 'wilt u')} zijn?`, hidden: true },
    <>
      <p class="lead">
        Dit is een demo. Alle mensen, organisaties, documenten en bedragen zijn verzonnen. Met één
        klik {say('word je', 'wordt u')} iemand anders, zonder wachtwoord.
      </p>
      {others && <Search others={others} visit={visit} />}
      {professionals.length > 0 && (
        <>
          <h2>Professionals</h2>
          <Cards>
            {professionals.map((one) => (
              <Person one={one} visit={visit} />
            ))}
          </Cards>
        </>
      )}
      {acting.length > 0 && (
        <>
          <h2>Wie voor een opleider werkt</h2>
          <Cards>
            {acting.map((one) => (
              <Person one={one} visit={visit} />
            ))}
          </Cards>
        </>
      )}
      <h2>Wie voor het register werkt</h2>
      <Cards>
        {staff.map((one) => (
          <Person one={one} visit={visit} />
        ))}
      </Cards>
      {others && others.notable.length > 0 && (
        <>
          <h2>Wie {say('je', 'u')} hier ook tegenkomt</h2>
          <Cards>
            {others.notable.map((one) => (
              <Living one={one} visit={visit} />
            ))}
          </Cards>
        </>
      )}
      <h2>Iemand die nog niet meedoet</h2>
      <p>
        <a href={paths.signUp(register.id)}>Meld {you} aan als nieuwe professional</a>. De e-mails
        die {you} dan krijgt, {say('lees je', 'leest u')} in{' '}
        <a href={paths.demoMailbox(register.id)}>het postvak van de demo</a>.
      </p>
      {livedIn === undefined && register.id === demoRegister && (
        <Story visit={visit} judges={judges} />
      )}
      {livedIn === undefined && register.id !== demoRegister && (
        <OwnStory visit={visit} judges={judges} />
      )}
      <h2>De bouwstenen</h2>
      <p>
        Van welke onderdelen de pagina’s zijn gemaakt, {say('zie je', 'ziet u')} bij{' '}
        <a href={paths.kit(register.id)}>alle bouwstenen</a>.
      </p>
    </>,
  )
}

// In a demo with hundreds of people: those who are worth meeting, and whoever was looked for.
interface OthersHere {
  readonly typed: string
  readonly found: readonly LivingHere[]
  readonly notable: readonly LivingHere[]
}

async function othersHere({ context, url }: Visit, livedIn: LivedIn): Promise<OthersHere> {
  const typed = (url.searchParams.get('zoek') ?? '').trim().slice(0, 200)
  return {
    typed,
    found: await findPeople(context, typed),
    notable: await notableHere(context, livedIn),
  }
}

function Search({ others, visit }: { readonly others: OthersHere; readonly visit: Visit }) {
  const { typed, found } = others
  const { id } = visit.context.register
  return (
    <>
      <SearchBox
        action={paths.demo(id)}
        name="zoek"
        label="Zoek iemand van dit register"
        hint="Een deel van een naam, of een registratienummer."
        value={typed}
      />
      {typed !== '' && (
        <p role="status">
          {found.length === 0 && `Niemand gevonden voor ‘${typed}’.`}
          {found.length === 1 && `1 persoon gevonden voor ‘${typed}’.`}
          {found.length > 1 && `${found.length} mensen gevonden voor ‘${typed}’.`}
        </p>
      )}
      {found.length > 0 && (
        <Cards>
          {found.map((one) => (
            <Living one={one} visit={visit} />
          ))}
        </Cards>
      )}
    </>
  )
}

function Living({ one, visit }: { readonly one: LivingHere; readonly visit: Visit }) {
  const { tone, label } = visit.context.register.statuses[one.status]
  return (
    <Card>
      <h3>{one.name}</h3>
      <Tag colour={tone}>{label}</Tag>
      <p>{one.about ?? one.job}</p>
      <PageForm visit={visit} hidden={{ account: one.accountId }}>
        <Button variant="secondary" about={one.name}>{`Word ${one.firstName}`}</Button>
      </PageForm>
    </Card>
  )
}

// As many as the regulation asks for, one after the other: "Marieke en daarna Tom".
function judgesIn({ context }: Visit, staff: readonly CastStanding[]): string {
  const { members } = currentVersion(context).regulation.committee
  return staff
    .filter(({ member: { parts } }) => parts.includes('committee') || parts.includes('reserve'))
    .slice(0, members)
    .map(({ member }) => member.firstName)
    .join(' en daarna ')
}

// Farid's, from his first invoice to his second certificate; it takes place in one register.
function Story({ visit, judges }: { readonly visit: Visit; readonly judges: string }) {
  const { today } = visit.context
  const { register, say } = speech(visit)
  return (
    <>
      <h2>Hoe {say('loop je', 'loopt u')} het hele verhaal door?</h2>
      <ol>
        <li>Word Farid en kijk wat hij nog moet doen. Zijn eerste factuur staat nog open.</li>
        <li>Word Sanne van {register.organisation.backOffice.short} en verwerk de betaling.</li>
        <li>
          Word weer Farid: maak zijn portfolio af. Vraagt hij een referent? Neem {referee.name} (
          {referee.email}); zij heeft geen account, haar verzoek ligt in het{' '}
          <a href={paths.demoMailbox(register.id)}>postvak</a>. Vraag daarna certificering aan.
        </li>
        <li>Word Sanne, controleer de aanvraag en geef hem door aan de commissie.</li>
        <li>
          Word {judges}: beoordeel de aanvraag. Zijn ze het eens, dan is dat hun advies aan de
          vergadering.
        </li>
        <li>
          Word Bo, de beheerder, en zet de tijd vooruit tot de volgende vergadering. Word daarna
          Sanne en sluit de vergadering af. Daar valt het besluit.
        </li>
        <li>Word Farid: zijn certificaat, brief en keurmerk staan klaar.</li>
        <li>
          Word Bo en zet de tijd verder vooruit. Het is nu {formatDay(today)}. Drie jaar later is
          het tijd om opnieuw te certificeren.
        </li>
      </ol>
    </>
  )
}

// Elsewhere everybody has a story of their own, and whoever looks around can sign up somebody new.
function OwnStory({ visit, judges }: { readonly visit: Visit; readonly judges: string }) {
  const { platform } = visit.context
  const { register, you, You, your, say } = speech(visit)
  const told = platform.registers.get(demoRegister)
  const mine = stories[register.id] ?? []
  return (
    <>
      <h2>Hoe {say('loop je', 'loopt u')} hier rond?</h2>
      {mine.length > 0 && (
        <ul>
          {mine.map((story) => (
            <li>{story}</li>
          ))}
        </ul>
      )}
      {told && (
        <p>
          Het verhaal van aanmelden tot verlengen speelt in een ander register:{' '}
          <a href={paths.demo(told.id)}>naar de demo van {told.called}</a>. Zelf van voren af aan
          beginnen kan hier ook:
        </p>
      )}
      <ol>
        <li>
          Meld iemand aan, en onderteken de overeenkomst. De e-mail om te bevestigen ligt in het{' '}
          <a href={paths.demoMailbox(register.id)}>postvak</a>.
        </li>
        <li>
          Word Sanne van {register.organisation.backOffice.short}: keur de overeenkomst goed en
          verwerk de betaling.
        </li>
        <li>
          Log weer in als wie {you} aanmeldde, en doe steeds wat als volgende stap bovenaan staat,
          tot de aanvraag is ingestuurd. {You} ziet bij elke activiteit hoeveel die telt, en wat{' '}
          {your} register nog meer vraagt.
        </li>
        <li>
          Word Sanne: controleer de aanvraag en stuur die door. Word {judges}, en geef een oordeel.
        </li>
        <li>Word Bo, de beheerder, en zet de tijd vooruit.</li>
      </ol>
    </>
  )
}

function Person(props: { readonly one: CastStanding; readonly visit: Visit }) {
  const { one, visit } = props
  const { member } = one
  const status = one.status && visit.context.register.statuses[one.status]
  const name = [member.firstName, member.namePrefix, member.lastName].filter(Boolean).join(' ')
  return (
    <Card>
      <h3>{name}</h3>
      {status && <Tag colour={status.tone}>{status.label}</Tag>}
      <p>
        {member.parts.length > 0 || member.acts || one.status !== undefined
          ? member.about
          : `${member.job}. Doet in dit register nog niet mee.`}
      </p>
      <PageForm visit={visit} hidden={{ account: one.accountId }}>
        <Button variant="secondary">{`Word ${member.firstName}`}</Button>
      </PageForm>
      {one.portfolioOpen && visit.context.register.id === demoRegister && (
        <PageForm
          visit={visit}
          action={paths.demoPortfolio(visit.context.register.id)}
          hidden={{ account: one.accountId }}
        >
          <Button variant="link" about={member.firstName}>
            Vul het portfolio met 100 uur voorbeelden
          </Button>
        </PageForm>
      )}
    </Card>
  )
}

/** Signs in as one of the cast; only in the demo, where nobody has a password. */
export async function becomeCast(visit: Visit): Promise<Response> {
  const { You } = voice(visit.context.register.address)
  const { context, form } = visit
  const chosen = await chosenIn(visit, form.value('account'))
  if (chosen === undefined) notFound()
  // A register may have come into Peil since the demo was filled.
  await seatCast(context)
  const { accountId, email, firstName } = chosen
  const token = await startSession(context, {
    accountId,
    method: 'demo',
    secondFactor: true,
    userAgent: visit.request.headers.get('user-agent') ?? '',
  })
  visit.setSession(token)
  visit.leave(`${You} bent nu ${firstName}.`)
  if (chosen.organisationId !== undefined)
    return seeOther(paths.organisation(context.register.id, chosen.organisationId))
  return seeOther(
    accountHome(context.register, {
      kind: 'account',
      accountId,
      email,
      seats: await seatsHeld(context, accountId),
      personId: undefined,
      registrationId: chosen.status === undefined ? undefined : accountId,
      authenticatedBy: 'demo',
      secondFactor: true,
    }),
  )
}

// One of the cast, or of the hundreds of the lived-in demo.
async function chosenIn({ context }: Visit, accountId: string) {
  const cast = (await listCast(context)).find((one) => one.accountId === accountId)
  if (cast === undefined) {
    const living = await findLiving(context, accountId)
    return living && { ...living, organisationId: undefined }
  }
  const { email, firstName, acts } = cast.member
  // Whoever does nothing here but for an organisation begins on the page of that.
  const organisationId = acts ? cast.organisationId : undefined
  return { accountId, status: cast.status, email, firstName, organisationId }
}

/** Puts enough made-up activities into somebody's portfolio to be certified again. */
export async function fillPortfolio(visit: Visit): Promise<Response> {
  const { context, form } = visit
  const people = await listCast(context)
  const chosen = people.find((one) => one.accountId === form.value('account'))
  if (chosen?.registrationId === undefined || !chosen.portfolioOpen) notFound()
  if (context.register.id !== demoRegister) notFound()
  await addActivities(context, chosen.registrationId, chosen.member, threeYearsOfWork)
  visit.leave(`Het portfolio van ${chosen.member.firstName} is aangevuld met voorbeelden.`)
  return seeOther(paths.demo(context.register.id))
}
