import {
  answerContact,
  askAgainFrom,
  askContact,
  writeToColleague,
} from '#domain/development/meeting-place/contact.ts'
import type { Contact, PlaceMessage } from '#domain/development/meeting-place/meeting-place.ts'
import { longestMessage } from '#domain/development/meeting-place/meeting-place.ts'
import {
  contactsOf,
  findProfile,
  messagesIn,
  ownProfile,
} from '#domain/development/meeting-place/queries.ts'
import { form } from '#web/forms/form.tsx'
import { text } from '#web/forms/questions.tsx'
import { Button, ButtonGroup, formatDay, SummaryList, Tag } from '#web/kit/index.ts'
import { formPage, PageForm } from '#web/layout/form-page.tsx'
import { inMeetingPlace, placeOf } from '#web/meeting-place/crumbs.ts'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound, registrationOf, seeOther } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** The question what somebody writes. */
export function writeForm(visit: Visit, label: string) {
  const { your } = speech(visit)
  return form({
    text: text('bericht', label, {
      required: 'Schrijf een bericht.',
      rows: 5,
      most: longestMessage,
      tooLong: () => `Maak ${your} bericht korter: hoogstens ${longestMessage} tekens.`,
    }),
  })
}

export const enoughToday = 'Voor vandaag is dit genoeg. Morgen gaat het weer.'

/** A colleague, to ask for contact. */
export const meetingColleaguePage = formPage({
  load: async (visit: Visit) => {
    placeOf(visit)
    const me = registrationOf(visit)
    const { register } = speech(visit)
    const mine = await ownProfile(visit.context, me)
    if (mine === undefined || mine.hidden) return notFound()
    const profile = await findProfile(visit.context, me, visit.param('id'))
    if (profile === undefined || profile.registrationId === me) return notFound()
    const contacts = await contactsOf(visit.context, me)
    const there = contacts.find(({ otherId }) => otherId === profile.registrationId)
    if (there !== undefined) return seeOther(paths.meetingContact(register.id, there.id))
    return { profile, from: await askAgainFrom(visit.context, me, profile.registrationId) }
  },
  form: (visit, { profile }) =>
    writeForm(visit, `Wat ${speech(visit).say('schrijf je', 'schrijft u')} aan ${profile.name}?`),
  page: (visit, { profile, from }) => {
    const { register, your } = speech(visit)
    return {
      title: `Contact vragen aan ${profile.name}`,
      ...inMeetingPlace(visit),
      lead:
        from === undefined ? (
          <p class="lead">
            {profile.name} krijgt {your} bericht per e-mail, met {your} naam en zonder {your} adres.
          </p>
        ) : (
          <p class="lead">{askedBefore(visit, profile.name, from)}</p>
        ),
      frame: (asked) => (from === undefined ? asked : null),
      form: { guard: true },
      button: 'Contact vragen',
      back: { label: 'Annuleren', href: paths.meetingPlace(register.id), link: true },
      after: (
        <p>
          Klopt er iets niet aan dit profiel, of {speech(visit).say('wil je', 'wilt u')} deze
          collega niet meer zien?{' '}
          <a href={paths.reportMeeting(register.id, 'profiel', profile.id)}>
            Melden of op afstand houden
          </a>
        </p>
      ),
    }
  },
  save: async (visit, answers, { profile }) => {
    const { register } = speech(visit)
    const me = registrationOf(visit)
    const done = await askContact(visit.context, me, profile.id, answers.text)
    switch (done.outcome) {
      case 'not-found':
        return notFound()
      case 'enough-today':
        return { wrong: { text: enoughToday } }
      case 'asked-before':
        return { wrong: { text: askedBefore(visit, profile.name, done.from) } }
      case 'there-already':
      case 'asked':
        return leaveFor(
          visit,
          paths.meetingContact(register.id, done.contactId),
          `${profile.name} krijgt het bericht.`,
        )
    }
  },
})

function askedBefore(visit: Visit, name: string, from: Temporal.PlainDate): string {
  const { You, say } = speech(visit)
  return `${say('Je hebt', 'U hebt')} ${name} al eens gevraagd. ${You} kunt het vanaf ${formatDay(from)} opnieuw doen. ${name} kan het eerder aan ${say('jou', 'u')} vragen.`
}

const statusWords = {
  asked: 'Gevraagd',
  accepted: 'Contact',
  declined: 'Geen contact',
  ended: 'Gestopt',
}

/** Contact with a colleague: what was written, and what comes next. */
export const meetingContactPage = formPage({
  load: async (visit: Visit) => {
    placeOf(visit)
    const me = registrationOf(visit)
    const [contact] = await contactsOf(visit.context, me, visit.param('id'))
    if (contact === undefined) return notFound()
    const written = await messagesIn(visit.context, me, { contactId: contact.id }, pageOf(visit))
    return { contact, written }
  },
  form: (visit, { contact }) => writeForm(visit, `Bericht aan ${contact.otherName}`),
  page: (visit, { contact, written }) => ({
    title: contact.otherName,
    ...inMeetingPlace(visit),
    aside: (
      <Tag
        colour={
          contact.status === 'accepted' ? 'green' : contact.status === 'asked' ? 'blue' : 'grey'
        }
      >
        {statusWords[contact.status]}
      </Tag>
    ),
    lead: <Messages {...{ visit, written }} />,
    button: 'Versturen',
    frame: (write) => (
      <>
        {contact.status === 'accepted' && write}
        <Answer {...{ visit, contact }} />
      </>
    ),
  }),
  sent: async (visit, { contact }) => {
    const { register } = speech(visit)
    const answer = visit.form.value('antwoord')
    if (answer !== 'accept' && answer !== 'decline' && answer !== 'end') return undefined
    await answerContact(visit.context, registrationOf(visit), contact.id, answer)
    const back =
      answer === 'accept'
        ? paths.meetingContact(register.id, contact.id)
        : paths.meetingPlace(register.id)
    return leaveFor(visit, back, said[answer])
  },
  save: async (visit, answers, { contact }) => {
    const { register } = speech(visit)
    const done = await writeToColleague(
      visit.context,
      registrationOf(visit),
      contact.id,
      answers.text,
    )
    if (done === 'enough-today') return { wrong: { text: enoughToday } }
    if (done === 'not-found') return { stale: 'Er is geen contact meer.' }
    return leaveFor(
      visit,
      paths.meetingContact(register.id, contact.id),
      `${contact.otherName} krijgt het bericht.`,
    )
  },
})

const said = {
  accept: 'Er is nu contact.',
  decline: 'Er komt geen contact.',
  end: 'Het contact is gestopt.',
} as const

function Answer({ visit, contact }: { readonly visit: Visit; readonly contact: Contact }) {
  const press = (answer: keyof typeof said, label: string, variant: 'primary' | 'secondary') => (
    <PageForm visit={visit} hidden={{ antwoord: answer }}>
      <Button variant={variant}>{label}</Button>
    </PageForm>
  )
  if (contact.status === 'asked' && contact.asksMe) {
    return (
      <ButtonGroup>
        {press('accept', 'Ja, contact', 'primary')}
        {press('decline', 'Nee, geen contact', 'secondary')}
      </ButtonGroup>
    )
  }
  if (contact.status === 'asked') {
    return <ButtonGroup>{press('end', 'Vraag intrekken', 'secondary')}</ButtonGroup>
  }
  if (contact.status !== 'accepted') return null
  const { say } = speech(visit)
  return (
    <>
      <h2>Geen contact meer?</h2>
      <p>
        {say('Jullie kunnen elkaar dan', 'U kunt elkaar dan')} hier niet meer schrijven.{' '}
        {contact.otherName} krijgt daar geen bericht van.
      </p>
      <ButtonGroup>{press('end', 'Contact stoppen', 'secondary')}</ButtonGroup>
    </>
  )
}

/** Which part of what was written a page shows, by its address. */
export function pageOf({ url }: Visit): { readonly before?: string } {
  const before = url.searchParams.get('voor')
  return before === null ? {} : { before }
}

/** What was written, each with who wrote it and when, and where it can be reported. */
export function Messages({
  visit,
  written: { messages, more },
}: {
  readonly visit: Visit
  readonly written: { readonly messages: readonly PlaceMessage[]; readonly more: boolean }
}) {
  const { register, say } = speech(visit)
  const me = registrationOf(visit)
  const [first] = messages
  const later = visit.url.searchParams.has('voor')
  return (
    <>
      {more && first !== undefined && (
        <p>
          <a href={`${visit.url.pathname}?voor=${first.id}`}>Eerdere berichten</a>
        </p>
      )}
      <SummaryList
        items={messages.map(({ id, authorId, authorName, text: written, writtenOn, hidden }) => ({
          term: authorId === me ? say('Jij', 'U') : authorName,
          value: (
            <>
              {hidden ? (
                <p class="flush subtle">Dit bericht is na een melding weggehaald.</p>
              ) : (
                <p class="flush preserve">{written}</p>
              )}
              <p class="flush subtle">
                {formatDay(writtenOn)}
                {!hidden && authorId !== me && (
                  <>
                    {'. '}
                    <a href={paths.reportMeeting(register.id, 'bericht', id)}>
                      Melden of op afstand houden
                      <span class="visually-hidden">: bericht van {authorName}</span>
                    </a>
                  </>
                )}
              </p>
            </>
          ),
        }))}
      />
      {later && (
        <p>
          <a href={visit.url.pathname}>Laatste berichten</a>
        </p>
      )}
    </>
  )
}
