import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { cancelMeeting, changeMeeting } from '#domain/dossier/series/change-meetings.ts'
import { addMembers, changeMember } from '#domain/dossier/series/change-members.ts'
import { hoursIn } from '#domain/dossier/series/read-lines.ts'
import { calledIn, hoursFieldOf, isConfirmed } from '#domain/dossier/series/series.ts'
import { setUpSeries } from '#domain/dossier/series/set-up-series.ts'
import { portfolioIsOpen } from '#domain/people/registration/registration.ts'
import { kindOn, typedAmount } from '#engine'
import { formatList } from '#language/lists.ts'
import { counted } from '#language/numbers.ts'
import { form } from '#web/forms/form.tsx'
import { choice, day, line, text } from '#web/forms/questions.tsx'
import { Alert, Button, ButtonGroup, formatDay, Tag } from '#web/kit/index.ts'
import { formPage, PageForm } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { frozenText } from '#web/professional/activity-words.tsx'
import { inPortfolio } from '#web/professional/crumbs.ts'
import { formerCategoryText, mayEnterActivities } from '#web/professional/former-category.tsx'
import { lineErrors, lineProblemText } from '#web/professional/series.form.tsx'
import {
  changedMeanwhile,
  inAllSeries,
  kindsOfSeries,
  loadMine,
  memberWords,
  ownOf,
} from '#web/professional/series.tsx'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound, registrationOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** Sets up a series: what it is about, its meetings and its members. */
export const newSeriesPage = formPage({
  load: async (visit: Visit) => {
    const { register } = visit.context
    const { compiled, standing } = await loadDossier(visit.context, registrationOf(visit))
    if (!portfolioIsOpen(register, standing)) {
      const closed = frozenText('portfolio-closed', visit)
      return leaveFor(visit, paths.portfolio(register.id), closed, 'info')
    }
    if (!mayEnterActivities({ compiled, standing })) {
      const why = formerCategoryText(visit, { compiled, standing })
      return leaveFor(visit, paths.portfolio(register.id), why, 'info')
    }
    const kinds = kindsOfSeries(compiled.regulation).map((kind) =>
      kindOn(kind, visit.context.today),
    )
    return kinds.length === 0 ? notFound() : { kinds }
  },
  form: (visit, { kinds }) => {
    const { say, you } = speech(visit)
    const asksHours = kinds.some((kind) => hoursFieldOf(kind) !== undefined)
    return form({
      kind: choice<string>('kind', 'Wat voor bijeenkomsten zijn het?', {
        required: 'Kies wat voor bijeenkomsten het zijn.',
        options: kinds.map(({ id, label, hint }) => ({ value: id, label, hint })),
      }),
      title: line('title', 'Hoe heet de reeks, of waar gaat die over?', {
        hint: 'Bijvoorbeeld: Intervisie wijkteam Noord. Noem geen namen van cliënten.',
        required: 'Vul in hoe de reeks heet.',
        optional: false,
      }),
      meetings: text(
        'meetings',
        `Wanneer ${say('kwam je', 'kwam u')} bij elkaar, of ${say('kom je', 'komt u')} nog bij elkaar?`,
        {
          hint: asksHours
            ? 'Elke bijeenkomst op een eigen regel: de datum, en daarachter de uren. Bijvoorbeeld: 14-1-2026, 2,5 uur'
            : 'Elke bijeenkomst op een eigen regel. Bijvoorbeeld: 14-1-2026',
          required: 'Vul minstens één bijeenkomst in.',
          rows: 8,
          most: 8000,
          counted: false,
        },
      ),
      members: text('members', 'Wie doen er nog meer mee?', {
        hint: `Elke deelnemer op een eigen regel: de naam, en daarachter het e-mailadres. Staat iemand in dit register? Dan is het registratienummer genoeg. ${say('Jezelf noem je', 'Uzelf noemt u')} niet: ${you} doet vanzelf mee.`,
        required: 'Vul minstens één deelnemer in.',
        rows: 8,
        most: 12_000,
        counted: false,
      }),
    })
  },
  known: (visit, { kinds }) => {
    const wanted = visit.url.searchParams.get('soort')
    const [only] = kinds
    const kind = kinds.find(({ id }) => id === wanted) ?? (kinds.length === 1 ? only : undefined)
    return kind === undefined ? {} : { kind: kind.id }
  },
  page: (visit, { kinds }) => {
    const { register } = speech(visit)
    return {
      title: 'Reeks bijeenkomsten klaarzetten',
      ...inPortfolio(visit, inAllSeries(visit)),
      lead: (
        <>
          {[...Map.groupBy(kinds, ({ series }) => series?.text)].map(([said, alike]) => (
            <p>
              {alike.length < kinds.length && `${formatList(alike.map(({ label }) => label))}: `}
              {said}
            </p>
          ))}
          <p>
            Ieder krijgt een e-mail. De anderen zien de naam van de groep, de bijeenkomsten en
            elkaars naam. Wat iemand over zichzelf opschrijft, ziet de groep niet.
          </p>
        </>
      ),
      form: { guard: true },
      button: 'Klaarzetten en de anderen vragen',
      back: { label: 'Annuleren', href: paths.allSeries(register.id), link: true },
      beside: null,
      end: <p class="subtle">Is een bijeenkomst nog niet geweest? Bevestig die dan daarna.</p>,
    }
  },
  save: async (visit, answers) => {
    const { register, say } = speech(visit)
    const done = await setUpSeries(visit.context, registrationOf(visit), answers)
    switch (done.outcome) {
      case 'closed':
        return leaveFor(
          visit,
          paths.portfolio(register.id),
          frozenText('portfolio-closed', visit),
          'info',
        )
      case 'enough-today':
        return { wrong: { members: enoughToday } }
      case 'wrong':
        return { errors: lineErrors(visit, done.problems) }
      case 'set-up':
        return leaveFor(
          visit,
          paths.series(register.id, done.id),
          `De reeks staat klaar. ${say('We vragen', 'Wij vragen')} ${counted(done.asked, 'deelnemer', 'deelnemers')} om te bevestigen.`,
        )
    }
  },
})

const enoughToday =
  'Er zijn vandaag al veel mensen gevraagd. Probeer het morgen weer, zodat niemand te veel e-mail krijgt.'

/** Adds a meeting, or changes one or takes it out. */
export const seriesMeetingPage = formPage({
  load: async (visit: Visit) => {
    const own = await loadMine(visit)
    const wanted = visit.param('meeting')
    const meeting = own.series.meetings.find(
      ({ id, cancelledOn }) => id === wanted && cancelledOn === undefined,
    )
    if (meeting === undefined && wanted !== 'nieuw') return notFound()
    const { compiled } = await loadDossier(visit.context, registrationOf(visit))
    const kind = compiled.regulation.kinds.find(({ id }) => id === own.series.kind)
    return { ...own, meeting, asksHours: kind !== undefined && hoursFieldOf(kind) !== undefined }
  },
  form: (_, { asksHours }) =>
    form({
      heldOn: day('dag', 'Op welke dag?', {
        hint: 'Bijvoorbeeld 14 1 2026.',
        required: 'Vul de dag van de bijeenkomst in.',
      }),
      ...(asksHours
        ? {
            hours: line('uren', 'Hoeveel uur duurde of duurt de bijeenkomst?', {
              hint: 'Bijvoorbeeld 2 of 2,5.',
              required: 'Vul in hoeveel uur het was, bijvoorbeeld 2 of 2,5.',
              width: 's',
              optional: false,
            }),
          }
        : {}),
    }) as ReturnType<typeof form<{ heldOn: Temporal.PlainDate; hours?: string }>>,
  known: (_, { meeting }) =>
    meeting === undefined
      ? {}
      : {
          heldOn: meeting.heldOn,
          ...(meeting.hours === undefined ? {} : { hours: typedAmount(meeting.hours) }),
        },
  page: (visit, { series, meeting }) => {
    const { register } = speech(visit)
    const confirmed = meeting !== undefined && isConfirmed(series, meeting)
    return {
      title: meeting === undefined ? 'Bijeenkomst toevoegen' : 'Bijeenkomst wijzigen',
      ...inPortfolio(visit, inAllSeries(visit), {
        label: series.title,
        href: paths.series(register.id, series.id),
      }),
      version: series.version,
      lead: confirmed && (
        <Alert type="warning" title="Over deze bijeenkomst is al geantwoord">
          <p>Na een wijziging vragen we iedereen opnieuw. Tot dan gelden die antwoorden niet.</p>
        </Alert>
      ),
      button: 'Opslaan',
      back: { label: 'Annuleren', href: paths.series(register.id, series.id), link: true },
      after: meeting !== undefined && !confirmed && (
        <PageForm
          visit={visit}
          label="Laten vervallen"
          hidden={{ intent: 'vervallen', _version: String(series.version) }}
        >
          <Button variant="secondary">Bijeenkomst laten vervallen</Button>
        </PageForm>
      ),
    }
  },
  sent: async (visit, { series, meeting }) => {
    if (visit.form.value('intent') !== 'vervallen' || meeting === undefined) return undefined
    const { register } = visit.context
    const there = paths.series(register.id, series.id)
    const { outcome } = await cancelMeeting(visit.context, ownOf(visit, series), meeting.id)
    switch (outcome) {
      case 'cancelled':
        return leaveFor(
          visit,
          there,
          `De bijeenkomst van ${formatDay(meeting.heldOn)} is vervallen.`,
        )
      case 'confirmed':
        return leaveFor(
          visit,
          there,
          'Iemand antwoordde al er te zijn geweest. De bijeenkomst blijft.',
          'info',
        )
      case 'stale':
        return leaveFor(
          visit,
          there,
          'De reeks is intussen veranderd. Probeer het opnieuw.',
          'info',
        )
      case 'not-found':
        return notFound()
    }
  },
  save: async (visit, { heldOn, hours: typed }, { series, meeting }) => {
    const { register } = speech(visit)
    const there = paths.series(register.id, series.id)
    const hours = typed === undefined ? undefined : hoursIn(typed)
    if (typeof hours === 'string') {
      return { wrong: { hours: lineProblemText(visit, { field: 'meetings', is: hours }) } }
    }
    const done = await changeMeeting(visit.context, ownOf(visit, series), meeting?.id, {
      heldOn,
      hours,
    })
    switch (done.outcome) {
      case 'not-found':
        return notFound()
      case 'stale':
        return { stale: changedMeanwhile }
      case 'in-use':
        return leaveFor(
          visit,
          there,
          'Deze bijeenkomst is onderdeel van een aanvraag of al beoordeeld, en blijft zoals die is.',
          'info',
        )
      case 'wrong':
        return { wrong: { heldOn: lineProblemText(visit, { field: 'meetings', is: done.is }) } }
      case 'changed':
        return leaveFor(
          visit,
          there,
          done.askedAnew
            ? 'De bijeenkomst is gewijzigd. We vragen iedereen opnieuw om te bevestigen.'
            : 'De bijeenkomst is opgeslagen.',
        )
    }
  },
})

/** Adds people to a group, asks one again, or takes out one who has not answered. */
export const seriesMembersPage = formPage({
  load: loadMine,
  form: (visit) => {
    const { say } = speech(visit)
    return form({
      members: text('members', `Wie ${say('wil je', 'wilt u')} toevoegen?`, {
        hint: 'Elke deelnemer op een eigen regel: de naam, en daarachter het e-mailadres of het registratienummer.',
        required: 'Vul minstens één deelnemer in.',
        rows: 4,
        most: 12_000,
        counted: false,
      }),
    })
  },
  page: (visit, { series, me }) => {
    const { register } = speech(visit)
    const others = series.members.filter(({ id, status }) => id !== me.id && status !== 'removed')
    return {
      title: 'Deelnemers wijzigen',
      ...inPortfolio(visit, inAllSeries(visit), {
        label: series.title,
        href: paths.series(register.id, series.id),
      }),
      version: series.version,
      button: 'Toevoegen en vragen',
      back: { label: 'Terug', href: paths.series(register.id, series.id), link: true },
      after: (
        <>
          <h2>Wie er zijn gevraagd</h2>
          {others.map((member) => (
            <PageForm
              visit={visit}
              label={calledIn(series, member)}
              hidden={{ deelnemer: member.id, _version: String(series.version) }}
            >
              <p>
                {calledIn(series, member)}{' '}
                <Tag colour={memberWords(visit, member).colour}>
                  {memberWords(visit, member).label}
                </Tag>
              </p>
              <ButtonGroup>
                {!member.askedOn.equals(visit.context.today) && (
                  <Button variant="secondary" name="intent" value="ask">
                    Opnieuw vragen
                    <span class="visually-hidden">: {calledIn(series, member)}</span>
                  </Button>
                )}
                {member.status === 'asked' && (
                  <Button variant="link" name="intent" value="remove">
                    Uit de groep halen
                    <span class="visually-hidden">: {calledIn(series, member)}</span>
                  </Button>
                )}
              </ButtonGroup>
            </PageForm>
          ))}
        </>
      ),
    }
  },
  sent: async (visit, { series }) => {
    const intent = visit.form.value('intent')
    if (intent !== 'ask' && intent !== 'remove') return undefined
    const here = visit.url.pathname
    const own = ownOf(visit, series)
    const done = await changeMember(visit.context, own, visit.form.value('deelnemer'), intent)
    switch (done.outcome) {
      case 'asked':
        return leaveFor(visit, here, `${done.member.name} krijgt opnieuw een e-mail.`)
      case 'removed':
        return leaveFor(visit, here, `${done.member.name} is uit de groep gehaald.`)
      case 'already-today':
        return leaveFor(visit, here, 'Deze deelnemer is vandaag al gevraagd.', 'info')
      case 'enough-today':
        return leaveFor(visit, here, enoughToday, 'info')
      case 'stale':
        return leaveFor(visit, here, 'De reeks is intussen veranderd. Probeer het opnieuw.', 'info')
      case 'not-found':
        return notFound()
    }
  },
  save: async (visit, { members }, { series }) => {
    const { register } = visit.context
    const done = await addMembers(visit.context, ownOf(visit, series), members)
    switch (done.outcome) {
      case 'not-found':
        return notFound()
      case 'stale':
        return { stale: changedMeanwhile }
      case 'enough-today':
        return { wrong: { members: enoughToday } }
      case 'wrong':
        return { errors: lineErrors(visit, done.problems) }
      case 'added':
        return leaveFor(
          visit,
          paths.series(register.id, series.id),
          `${counted(done.asked, 'deelnemer krijgt', 'deelnemers krijgen')} een e-mail.`,
        )
    }
  },
})
