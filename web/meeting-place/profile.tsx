import { keepProfile, leavePlace } from '#domain/development/meeting-place/keep-profile.ts'
import { longestOfProfile } from '#domain/development/meeting-place/meeting-place.ts'
import { ownProfile } from '#domain/development/meeting-place/queries.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { checks, choice, text, tick, unasked } from '#web/forms/questions.tsx'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { inMeetingPlace, placeOf } from '#web/meeting-place/crumbs.ts'
import { paths } from '#web/paths.ts'
import type { Handlers, Visit } from '#web/route.ts'
import { leaveFor, registrationOf, seeOther } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** What somebody shows of themselves, and that they want to. */
export const meetingProfilePage = formPage({
  load: async (visit: Visit) => {
    const place = placeOf(visit)
    const { register } = speech(visit)
    const mine = await ownProfile(visit.context, registrationOf(visit))
    if (mine?.hidden === true) return seeOther(paths.meetingPlace(register.id))
    return { place, mine }
  },
  form: (visit, { place, mine }) => {
    const { say, your } = speech(visit)
    const tooLong = () => `Maak ${your} tekst korter: hoogstens ${longestOfProfile} tekens.`
    return form({
      region:
        place.regions.length === 0
          ? unasked<string | undefined>(undefined)
          : choice<string>('gebied', `In welk gebied ${say('werk je', 'werkt u')}?`, {
              optional: true,
              options: place.regions.map(({ id, label }) => ({ value: id, label })),
            }),
      themes:
        place.themes.length === 0
          ? unasked<readonly string[]>([])
          : checks('onderwerpen', 'Over welke onderwerpen?', {
              optional: true,
              options: place.themes.map(({ id, label }) => ({ value: id, label })),
            }),
      offers: text('biedt', `Waarvoor kunnen collega’s bij ${say('jou', 'u')} terecht?`, {
        rows: 4,
        most: longestOfProfile,
        tooLong,
      }),
      seeks: text('zoekt', `Wat ${say('zoek je', 'zoekt u')}?`, {
        hint: 'Bijvoorbeeld een intervisiegroep, of iemand met ervaring.',
        rows: 4,
        most: longestOfProfile,
        tooLong,
      }),
      consent:
        mine === undefined
          ? tick('akkoord', 'Laat mijn naam en dit profiel zien aan collega’s die ook meedoen.', {
              required: `Zonder dit ${say('kun je', 'kunt u')} niet meedoen.`,
            })
          : unasked(true),
    })
  },
  known: (_, { mine }) =>
    mine === undefined
      ? {}
      : {
          region: mine.region === '' ? undefined : mine.region,
          themes: mine.themes,
          offers: mine.offers,
          seeks: mine.seeks,
        },
  page: (visit, { mine }) => {
    const { register } = speech(visit)
    return {
      title: mine === undefined ? 'Meedoen met de ontmoetingsplek' : 'Mijn profiel',
      ...inMeetingPlace(visit),
      lead: (
        <p class="lead">
          Collega’s die ook meedoen, zien dit met {speech(visit).your} naam. Schrijf niets over
          cliënten, en geen adres of telefoonnummer.
        </p>
      ),
      version: mine?.version ?? 0,
      form: { guard: true },
      button: mine === undefined ? 'Meedoen' : 'Bewaren',
      back: { label: 'Annuleren', href: paths.meetingPlace(register.id), link: true },
    }
  },
  save: async (visit, { region = '', themes, offers, seeks }) => {
    const { register } = speech(visit)
    const facts = { region, themes, offers, seeks }
    const done = await keepProfile(
      visit.context,
      registrationOf(visit),
      facts,
      versionIn(visit.form),
    )
    if (done === 'stale')
      return { stale: 'Het profiel is intussen in een ander venster gewijzigd.' }
    return leaveFor(visit, paths.meetingPlace(register.id), 'Het profiel is bewaard.')
  },
})

/** Leaves the meeting place. */
export const leaveMeetingPlacePage: Handlers = {
  get: (visit) => {
    const { register, say, You, your } = speech(visit)
    placeOf(visit)
    return confirmPage(
      visit,
      {
        title: 'Stoppen met de ontmoetingsplek',
        heading: `${say('Wil je', 'Wilt u')} stoppen met de ontmoetingsplek?`,
        ...inMeetingPlace(visit),
        button: 'Stoppen',
        danger: true,
        back: { label: 'Niet stoppen', href: paths.meetingPlace(register.id) },
      },
      <p class="lead">
        {You === 'Je' ? 'Je' : 'Uw'} profiel gaat weg, {your} contacten stoppen, en {your} plaats in
        groepen ook. Wat al is geschreven, blijft bij wie het kreeg.
      </p>,
    )
  },
  post: async (visit) => {
    const { register, You } = speech(visit)
    placeOf(visit)
    await leavePlace(visit.context, registrationOf(visit))
    return leaveFor(visit, paths.meetingPlace(register.id), `${You} doet niet meer mee.`)
  },
}
