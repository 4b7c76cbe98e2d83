import { writeInGroup } from '#domain/development/meeting-place/contact.ts'
import { beginGroup, chooseMails, joinOrLeave } from '#domain/development/meeting-place/groups.ts'
import { findReportable } from '#domain/development/meeting-place/keep-away.ts'
import type { Group } from '#domain/development/meeting-place/meeting-place.ts'
import { mostGroups } from '#domain/development/meeting-place/meeting-place.ts'
import { groupsIn, messagesIn, ownProfile } from '#domain/development/meeting-place/queries.ts'
import { form } from '#web/forms/form.tsx'
import { choice, line, text, unasked } from '#web/forms/questions.tsx'
import { Button, ButtonGroup, formatList } from '#web/kit/index.ts'
import { formPage, PageForm } from '#web/layout/form-page.tsx'
import { enoughToday, Messages, pageOf, writeForm } from '#web/meeting-place/contact.tsx'
import { inMeetingPlace, labelIn, placeOf } from '#web/meeting-place/crumbs.ts'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound, registrationOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** Begins a group. */
export const newMeetingGroupPage = formPage({
  load: async (visit: Visit) => {
    const place = placeOf(visit)
    const mine = await ownProfile(visit.context, registrationOf(visit))
    return mine === undefined || mine.hidden ? notFound() : { place }
  },
  form: (_, { place }) =>
    form({
      name: line('naam', 'Hoe heet de groep?', {
        required: 'Vul in hoe de groep heet.',
        most: 80,
        width: 'l',
      }),
      theme:
        place.themes.length === 0
          ? unasked<string | undefined>(undefined)
          : choice<string>('onderwerp', 'Over welk onderwerp?', {
              optional: true,
              options: place.themes.map(({ id, label }) => ({ value: id, label })),
            }),
      about: text('over', 'Waar is de groep voor?', { rows: 4, most: 600 }),
    }),
  page: (visit) => {
    const { register } = speech(visit)
    return {
      title: 'Groep beginnen',
      ...inMeetingPlace(visit),
      lead: <p class="lead">Iedereen die meedoet met de ontmoetingsplek, kan erbij komen.</p>,
      button: 'Groep beginnen',
      back: { label: 'Annuleren', href: paths.meetingPlace(register.id), link: true },
    }
  },
  save: async (visit, { name, theme = '', about }) => {
    const { register } = speech(visit)
    const done = await beginGroup(visit.context, registrationOf(visit), { name, theme, about })
    if (done.outcome === 'enough-today') return { wrong: { name: enoughToday } }
    if (done.outcome !== 'begun') return notFound()
    return leaveFor(visit, paths.meetingGroup(register.id, done.id), 'De groep is er.')
  },
})

/** A group: who is in it and what was written, for its members; what it is for, for whoever could join. */
export const meetingGroupPage = formPage({
  load: async (visit: Visit) => {
    const place = placeOf(visit)
    const me = registrationOf(visit)
    const mine = await ownProfile(visit.context, me)
    const [group] = await groupsIn(visit.context, me, visit.param('id'))
    if (mine === undefined || mine.hidden || group === undefined) return notFound()
    const isIn = group.members.some(({ registrationId }) => registrationId === me)
    const reportable = (await findReportable(visit.context, me, 'groep', group.id)) !== undefined
    const where = { groupId: group.id }
    const written = isIn
      ? await messagesIn(visit.context, me, where, pageOf(visit))
      : { messages: [], more: false }
    return { place, group, isIn, reportable, written }
  },
  form: (visit) => writeForm(visit, 'Schrijf aan de groep'),
  page: (visit, { place, group, isIn, reportable, written }) => ({
    title: group.name,
    ...inMeetingPlace(visit),
    caption: group.theme === '' ? undefined : labelIn(place.themes, group.theme),
    lead: (
      <>
        {group.about !== '' && <p class="lead preserve">{group.about}</p>}
        {isIn ? (
          <>
            <p>In deze groep: {formatList(group.members.map(({ name }) => name))}.</p>
            <Messages {...{ visit, written }} />
          </>
        ) : (
          <p>Wie in de groep zit en wat er is geschreven, is te zien na meedoen.</p>
        )}
      </>
    ),
    button: 'Versturen',
    frame: (write) => (
      <>
        {isIn ? (
          write
        ) : (
          <PageForm visit={visit} hidden={{ doet: 'join' }}>
            <Button>Meedoen met deze groep</Button>
          </PageForm>
        )}
        {isIn && <About {...{ visit, group }} />}
        {/* Nobody reports a group for which they answer themselves. */}
        {reportable && (
          <p>
            <a href={paths.reportMeeting(visit.context.register.id, 'groep', group.id)}>
              Deze groep melden
            </a>
          </p>
        )}
      </>
    ),
  }),
  sent: async (visit, { group }) => {
    const { register } = speech(visit)
    const me = registrationOf(visit)
    const does = visit.form.value('doet')
    const here = paths.meetingGroup(register.id, group.id)
    if (does === 'mail' || does === 'no-mail') {
      await chooseMails(visit.context, me, group.id, does === 'mail')
      return leaveFor(
        visit,
        here,
        does === 'mail'
          ? 'Er komt weer een e-mail als er iets nieuws staat.'
          : 'Er komt geen e-mail meer over deze groep.',
      )
    }
    if (does !== 'join' && does !== 'leave') return undefined
    const done = await joinOrLeave(visit.context, me, group.id, does)
    if (done === 'enough') {
      const said = `${speech(visit).You} zit al in ${mostGroups} groepen. Ga eerst uit een andere.`
      return leaveFor(visit, here, said, 'info')
    }
    return does === 'join'
      ? leaveFor(visit, here, `${speech(visit).You} doet nu mee met deze groep.`)
      : leaveFor(visit, paths.meetingPlace(register.id), 'De groep is verlaten.')
  },
  save: async (visit, answers, { group }) => {
    const { register } = speech(visit)
    const done = await writeInGroup(visit.context, registrationOf(visit), group.id, answers.text)
    if (done === 'enough-today') return { wrong: { text: enoughToday } }
    if (done === 'not-found') return notFound()
    return leaveFor(visit, paths.meetingGroup(register.id, group.id), 'Het bericht staat erbij.')
  },
})

// Whether a mail comes, and the way out.
function About({ visit, group }: { readonly visit: Visit; readonly group: Group }) {
  const { say } = speech(visit)
  const mailed = 'van de e-mail over deze groep'
  const press = (does: string, label: string, about?: string) => (
    <PageForm visit={visit} hidden={{ doet: does }}>
      <Button variant="secondary" about={about}>
        {label}
      </Button>
    </PageForm>
  )
  return (
    <>
      <h2>{say('Jouw', 'Uw')} plaats in deze groep</h2>
      <p>
        {group.mails === true
          ? 'Staat er iets nieuws, dan komt er de volgende ochtend een e-mail.'
          : 'Er komt geen e-mail over deze groep.'}
      </p>
      <ButtonGroup>
        {group.mails === true
          ? press('no-mail', 'Uitzetten', mailed)
          : press('mail', 'Aanzetten', mailed)}
        {press('leave', 'Uit de groep gaan')}
      </ButtonGroup>
    </>
  )
}
