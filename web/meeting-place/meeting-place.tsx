import { unblock } from '#domain/development/meeting-place/keep-away.ts'
import type { Contact, Profile } from '#domain/development/meeting-place/meeting-place.ts'
import { shownAtOnce } from '#domain/development/meeting-place/meeting-place.ts'
import type { PlaceReport } from '#domain/development/meeting-place/queries.ts'
import {
  blockedBy,
  contactsOf,
  endedContactsOf,
  findColleagues,
  groupsIn,
  ownProfile,
  takenFrom,
} from '#domain/development/meeting-place/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { sourceOf } from '#domain/platform/look-up/daily-budget.ts'
import { Answers } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { line, select } from '#web/forms/questions.tsx'
import {
  Alert,
  Button,
  ButtonGroup,
  Details,
  EmptyState,
  Form,
  formatDay,
  SummaryList,
} from '#web/kit/index.ts'
import { PageForm } from '#web/layout/form-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { labelIn, placeOf } from '#web/meeting-place/crumbs.ts'
import { paths } from '#web/paths.ts'
import { inPortfolio } from '#web/professional/crumbs.ts'
import type { Handlers, Visit } from '#web/route.ts'
import { leaveFor, registrationOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** The meeting place: contacts that wait, colleagues to find, groups. Who is not in it reads what it is. */
export const meetingPlacePage: Handlers = {
  get: showMeetingPlace,
  post: async (visit) => {
    const { register } = speech(visit)
    placeOf(visit)
    await unblock(visit.context, registrationOf(visit), visit.form.value('weer-zien'))
    return leaveFor(visit, paths.meetingPlace(register.id), 'Deze collega kan er weer bij.')
  },
}

async function showMeetingPlace(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, you, your, You, say } = speech(visit)
  const place = placeOf(visit)
  const me = registrationOf(visit)
  const mine = await ownProfile(context, me)
  const taken = await takenLately(context, me)
  if (mine === undefined || mine.hidden) {
    return titledPage(
      visit,
      { title: 'Ontmoeten', ...inPortfolio(visit) },
      <>
        <p class="lead">{place.text}</p>
        {mine?.hidden === true ? (
          <Taken {...{ visit, taken }} />
        ) : (
          <>
            <ul>
              <li>
                {You} doet alleen mee als {you} dat zelf kiest, en kunt altijd stoppen.
              </li>
              <li>
                Wie meedoet, ziet van anderen de naam en wat die over zichzelf schrijven. Niemand
                ziet een adres of telefoonnummer.
              </li>
              <li>Wie niet in het register staat of niet meedoet, ziet niets.</li>
            </ul>
            <ButtonGroup>
              <Button href={paths.meetingProfile(register.id)}>Meedoen</Button>
            </ButtonGroup>
          </>
        )}
      </>,
    )
  }
  const asked = visit.url.searchParams
  const wanted = {
    region: asked.get('gebied') ?? '',
    theme: asked.get('onderwerp') ?? '',
    words: (asked.get('woorden') ?? '').slice(0, 100),
  }
  // Whoever looks at very many people in a day waits for the next, here as in the public register.
  const source = sourceOf(visit.actor, visit.clientAddress)
  const enough = context.platform.budget.waits(source) > 0
  const found = enough ? [] : await findColleagues(context, me, wanted)
  context.platform.budget.spend(source, found.length)
  const contacts = await contactsOf(context, me)
  const ended = await endedContactsOf(context, me)
  const groups = await groupsIn(context, me)
  const away = await blockedBy(context, me)
  const filter = filterForm(visit)
  const typed = new Answers({
    gebied: [wanted.region],
    onderwerp: [wanted.theme],
    woorden: [wanted.words],
  })
  return titledPage(
    visit,
    { title: 'Ontmoeten', ...inPortfolio(visit) },
    <>
      <p class="lead">{place.text}</p>
      <Taken {...{ visit, taken }} />
      <ButtonGroup>
        <Button href={paths.meetingProfile(register.id)} variant="secondary">
          Mijn profiel
        </Button>
        <Button href={paths.newMeetingGroup(register.id)} variant="secondary">
          Groep beginnen
        </Button>
      </ButtonGroup>
      {contacts.length > 0 && (
        <>
          <h2>{say('Jouw', 'Uw')} contacten</h2>
          <ul>
            {contacts.map(({ id, otherName, status, asksMe, statusOn }) => (
              <li>
                <a href={paths.meetingContact(register.id, id)}>{otherName}</a>
                {status === 'asked' &&
                  (asksMe
                    ? `: wacht sinds ${formatDay(statusOn)} op ${your} antwoord`
                    : `: gevraagd op ${formatDay(statusOn)}`)}
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>Collega’s vinden</h2>
      <Form
        method="get"
        action={paths.meetingPlace(register.id)}
        label="Zoek collega’s in de ontmoetingsplek"
      >
        {filter.ask(typed).all}
        <Button>Zoeken</Button>
      </Form>
      {enough ? (
        <p>{You} hebt vandaag genoeg mensen bekeken. Morgen gaat het weer.</p>
      ) : found.length === 0 ? (
        <EmptyState title="Niemand gevonden" headingLevel={3}>
          <p>Kies een ander gebied of onderwerp, of laat een keuze leeg.</p>
        </EmptyState>
      ) : (
        <>
          <SummaryList
            items={found.map((profile) => ({
              term: profile.name,
              value: (
                <Told
                  {...{ visit, profile }}
                  contact={contacts.find(({ otherId }) => otherId === profile.registrationId)}
                />
              ),
            }))}
          />
          {found.length === shownAtOnce && (
            <p class="subtle">
              Dit zijn er {shownAtOnce}. Morgen staan er anderen. Kies iets om gerichter te zoeken.
            </p>
          )}
        </>
      )}
      <h2>Groepen</h2>
      {groups.length === 0 ? (
        <p>Er zijn nog geen groepen.</p>
      ) : (
        <ul>
          {groups.map(({ id, name, theme, members }) => (
            <li>
              <a href={paths.meetingGroup(register.id, id)}>{name}</a>
              {theme !== '' && ` (${labelIn(place.themes, theme)})`}
              {members.some(({ registrationId }) => registrationId === me) &&
                `: ${say('je doet mee', 'u doet mee')}`}
            </li>
          ))}
        </ul>
      )}
      {ended.length > 0 && (
        <Details summary={`Eerdere contacten (${ended.length})`}>
          <p>
            Wat toen is geschreven, {say('vind je', 'vindt u')} hier terug. Melden kan ook nu nog.
          </p>
          <ul>
            {ended.map(({ id, otherName, statusOn }) => (
              <li>
                <a href={paths.meetingContact(register.id, id)}>{otherName}</a>, tot{' '}
                {formatDay(statusOn)}
              </li>
            ))}
          </ul>
        </Details>
      )}
      {away.length > 0 && (
        <Details summary={`Collega’s op afstand (${away.length})`}>
          <ul>
            {away.map(({ registrationId, name }) => (
              <li>
                {name}
                <PageForm visit={visit} hidden={{ 'weer-zien': registrationId }}>
                  <Button variant="link" about={name}>
                    Niet meer op afstand houden
                  </Button>
                </PageForm>
              </li>
            ))}
          </ul>
        </Details>
      )}
      <p>
        <a href={paths.leaveMeetingPlace(register.id)}>Stoppen met de ontmoetingsplek</a>
      </p>
    </>,
  )
}

// Who is out of sight sees it for as long as it is so; of one message it is news for a while.
async function takenLately(context: Context, me: string): Promise<readonly PlaceReport[]> {
  const from = context.today.subtract({ months: 3 })
  return (await takenFrom(context, me)).filter(
    ({ outcome, settledOn, objection }) =>
      objection?.outcome !== 'restored' &&
      // What was written about a course is told there.
      outcome !== 'rating-hidden' &&
      (outcome === 'profile-hidden' ||
        (settledOn !== undefined && Temporal.PlainDate.compare(settledOn, from) >= 0)),
  )
}

function Taken({
  visit,
  taken,
}: {
  readonly visit: Visit
  readonly taken: readonly PlaceReport[]
}) {
  const { register, You } = speech(visit)
  return (
    <>
      {taken.map((one) => (
        <Alert
          type={one.objection?.outcome === 'stays' ? 'info' : 'warning'}
          title={takenTitle(visit, one)}
        >
          <p>
            Dat deed {register.organisation.backOffice.short} na een melding. De reden: {one.note}
          </p>
          <p>
            <a href={paths.objectToMeetingReport(register.id, one.id)}>
              {one.objection === undefined
                ? `${You} kunt bezwaar maken`
                : one.objection.settledOn === undefined
                  ? 'Bezwaar gemaakt: er komt nog antwoord'
                  : 'Het antwoord op het bezwaar'}
            </a>
          </p>
        </Alert>
      ))}
    </>
  )
}

/** What was taken away, in a few words to whom it was. */
export function takenTitle(visit: Visit, { outcome, seen }: PlaceReport): string {
  const { You, say } = speech(visit)
  if (outcome === 'profile-hidden') return `${You} bent uit de ontmoetingsplek gehaald`
  if (outcome === 'rating-hidden')
    return `De tekst bij ${speech(visit).your} beoordeling is weggehaald`
  return outcome === 'group-ended'
    ? `De groep ‘${seen.split('\n')[0]}’ is weggehaald`
    : `Een bericht van ${say('je', 'u')} is weggehaald`
}

function filterForm(visit: Visit) {
  const { regions, themes } = placeOf(visit)
  const any = { value: '', label: 'Alle' }
  const options = (all: readonly { readonly id: string; readonly label: string }[]) => [
    any,
    ...all.map(({ id, label }) => ({ value: id, label })),
  ]
  return form({
    ...(regions.length === 0
      ? {}
      : { region: select('gebied', 'Gebied', { required: '', options: options(regions) }) }),
    ...(themes.length === 0
      ? {}
      : { theme: select('onderwerp', 'Onderwerp', { required: '', options: options(themes) }) }),
    words: line('woorden', 'Woorden', {
      hint: 'Uit wat iemand aanbiedt of zoekt.',
      width: 'l',
      optional: true,
    }),
  })
}

function Told(props: {
  readonly visit: Visit
  readonly profile: Profile
  readonly contact: Contact | undefined
}) {
  const { visit, profile, contact } = props
  const { register } = speech(visit)
  const place = placeOf(visit)
  const { id, name, region, themes, offers, seeks } = profile
  const where = [
    ...(region === '' ? [] : [labelIn(place.regions, region)]),
    ...themes.map((one) => labelIn(place.themes, one)),
  ]
  return (
    <>
      {where.length > 0 && <p class="flush subtle">{where.join(' · ')}</p>}
      {offers !== '' && <p class="flush">Biedt: {offers}</p>}
      {seeks !== '' && <p class="flush">Zoekt: {seeks}</p>}
      <p class="flush">
        {contact === undefined ? (
          <a href={paths.meetingColleague(register.id, id)}>
            Contact vragen<span class="visually-hidden">: {name}</span>
          </a>
        ) : (
          <a href={paths.meetingContact(register.id, contact.id)}>
            {contact.status === 'accepted' ? 'Bericht schrijven' : 'Contact bekijken'}
            <span class="visually-hidden">: {name}</span>
          </a>
        )}
      </p>
    </>
  )
}
