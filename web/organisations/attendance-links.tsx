import { raw } from 'hono/html'
import { mayTell } from '#domain/learning/attendance-list/attendance-list.ts'
import {
  countEntries,
  enterAttendance,
  listEntries,
  removeEntries,
} from '#domain/learning/attendance-list/entries.ts'
import {
  askTrainer,
  endLink,
  listLinks,
  makeSlideLink,
} from '#domain/learning/attendance-list/links.ts'
import type { ToldEdition } from '#domain/learning/attendance-list/told-edition.ts'
import { findToldEdition } from '#domain/learning/attendance-list/told-edition.ts'
import { qrSvg } from '#papers/qr.ts'
import type { Answers } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { email, emailNeeded, line, text } from '#web/forms/questions.tsx'
import type { FieldError } from '#web/kit/index.ts'
import { Alert, Button, ButtonGroup, Details, formatCount, formatDay, Tag } from '#web/kit/index.ts'
import { PageForm } from '#web/layout/form-page.tsx'
import { List, pageAsked, pagesOf } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { mailedTo } from '#web/mailed.ts'
import { inAttendance, pastedRows } from '#web/organisations/attendance.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { actingOf, leaveFor, notFound } from '#web/route.ts'

const trainerForm = form({
  name: line('naam', 'Naam van de trainer', { required: 'Vul de naam van de trainer in.' }),
  email: email('email', 'E-mailadres van de trainer', { required: emailNeeded }),
})

const groupForm = form({
  list: text('groep', 'Registratienummers en achternamen', {
    required: 'Vul minstens één deelnemer in.',
    hint: 'Eén deelnemer per regel: het nummer en dan de achternaam.',
    most: 50_000,
    rows: 6,
    counted: false,
  }),
})

const enoughMail = {
  'enough-sent': 'Er gingen vandaag al vijftig vragen uit. Morgen kan het weer.',
  'enough-received': 'Dit adres kreeg vandaag al tien vragen. Morgen kan het weer.',
} as const

/** Having a trainer sign for the group of an edition, and letting those who are there say so by a slide. */
export function showAttendanceTrainer(visit: Visit): Promise<Response> {
  return trainerPage(visit, visit.kept ?? visit.form, [])
}

/** Puts people before the trainer, asks the trainer, makes a slide, or ends a link. */
export async function sendAttendanceTrainer(visit: Visit): Promise<Response> {
  const { context, form: sent } = visit
  const { register, today } = context
  const { organisation } = actingOf(visit)
  const edition =
    (await findToldEdition(context, organisation.id, visit.param('edition'))) ?? notFound()
  // Of what each takes when it suits them nobody signs for a group.
  if (edition.anyTime) return notFound()
  const of = { organisationId: organisation.id, editionId: edition.id }
  const here = paths.attendanceTrainer(register.id, organisation.id, edition.id)
  if (mayTell(edition, today) === 'too-late')
    return leaveFor(visit, here, 'De termijn is voorbij.', 'info')
  switch (sent.value('doe')) {
    case 'trainer': {
      const read = trainerForm.read(sent)
      if (read.outcome === 'wrong') return trainerPage(visit, sent, read.errors)
      const { outcome } = await askTrainer(context, of, read.answers)
      if (outcome === 'enough-sent' || outcome === 'enough-received') {
        return trainerPage(visit, sent, [{ field: 'email', message: enoughMail[outcome] }])
      }
      return leaveFor(visit, here, mailedTo(context.platform, 'de link', read.answers.email))
    }
    case 'groep': {
      const read = groupForm.read(sent)
      if (read.outcome === 'wrong') return trainerPage(visit, sent, read.errors)
      const people = pastedRows(read.answers.list).map(([number = '', surname = '']) => ({
        number,
        surname,
      }))
      const nameless = people.find(({ surname }) => surname === '')
      if (nameless !== undefined) {
        const message = `Zet bij ‘${nameless.number}’ de achternaam erachter.`
        return trainerPage(visit, sent, [{ field: 'groep', message }])
      }
      const { entered, outcome } = await enterAttendance(context, of, people, false)
      return leaveFor(
        visit,
        here,
        outcome === 'full'
          ? 'Er staan er genoeg. Laat eerst de trainer tekenen.'
          : `${entered} toegevoegd.`,
      )
    }
    case 'dia': {
      const made = await makeSlideLink(context, of)
      return made === undefined ? notFound() : slidePage(visit, made, edition)
    }
    case 'weg':
    case 'deelnemers-weg': {
      const which = sent.value('doe') === 'weg' ? [sent.value('deelnemer')] : 'by-participant'
      const { removed } = await removeEntries(context, edition.id, which)
      const said = removed === 1 ? '1 deelnemer' : `${formatCount(removed)} deelnemers`
      return removed === 0
        ? leaveFor(visit, here, 'Die stond al niet meer op de lijst.', 'info')
        : leaveFor(visit, here, `${said} van de lijst gehaald.`)
    }
    default: {
      const links = await listLinks(context, edition.id)
      const link = links.find(({ id }) => id === sent.value('link'))
      if (link === undefined) return leaveFor(visit, here, 'Die link werkte al niet meer.', 'info')
      await endLink(context, link.id)
      return leaveFor(visit, here, 'De link werkt niet meer.')
    }
  }
}

// It is shown once: only its hash is kept.
function slidePage(
  visit: Visit,
  { url, expiresOn }: { readonly url: string; readonly expiresOn: Temporal.PlainDate },
  { title, number }: Pick<ToldEdition, 'title' | 'number'>,
) {
  const { register } = visit.context
  const { organisation } = actingOf(visit)
  const drawing = qrSvg(url, `QR-code: ik was bij ${title}`)
  return titledPage(
    visit,
    { title: 'QR-code voor de laatste dia', ...inAttendance(visit) },
    <>
      <p class="lead">
        Zet deze code op de laatste dia. Wie erbij is, schrijft er zichzelf mee op. De trainer
        bevestigt dat daarna. De code werkt tot en met {formatDay(expiresOn)}.
      </p>
      <div class="qr">{raw(drawing)}</div>
      <p>
        Of als adres: <span class="break-anywhere">{url}</span>
      </p>
      <p>Bewaar de code nu: die staat hier één keer. Een nieuwe code vervangt deze.</p>
      <ButtonGroup>
        <Button
          download={`qr-code-${number}.svg`}
          href={`data:image/svg+xml;base64,${Buffer.from(drawing).toString('base64')}`}
        >
          Download als plaatje (SVG)
        </Button>
        <Button
          variant="link"
          href={paths.attendanceTrainer(register.id, organisation.id, visit.param('edition'))}
        >
          Terug
        </Button>
      </ButtonGroup>
    </>,
  )
}

const entriesOnAPage = 50

async function trainerPage(
  visit: Visit,
  typed: Answers,
  errors: readonly FieldError[],
): Promise<Response> {
  const { context } = visit
  const { organisation } = actingOf(visit)
  const edition =
    (await findToldEdition(context, organisation.id, visit.param('edition'))) ?? notFound()
  // Of what each takes when it suits them nobody signs for a group.
  if (edition.anyTime) return notFound()
  const { all, byThemselves } = await countEntries(context, edition.id)
  const pages = pagesOf(all, entriesOnAPage)
  const page = Math.min(pages, pageAsked(visit))
  const skip = (page - 1) * entriesOnAPage
  const entries = await listEntries(context, edition.id, { most: entriesOnAPage, skip })
  const links = await listLinks(context, edition.id)
  const at = (names: readonly string[]) => errors.filter(({ field }) => names.includes(field))
  const group = at(['groep'])
  return titledPage(
    visit,
    {
      title: 'De trainer laten tekenen',
      caption: `${edition.title} (${edition.number})`,
      ...inAttendance(visit),
      errors,
      lead: (
        <p class="lead">
          De trainer krijgt een link en tekent in één keer voor de hele groep, zonder account. Wat
          goed is, wordt daarna meteen doorgegeven.
        </p>
      ),
    },
    <>
      <h2>Wie er wacht op de trainer</h2>
      <List
        visit={visit}
        caption="Deelnemers, op achternaam"
        rows={entries}
        pages={{ page, of: pages }}
        empty={{
          title: 'Nog niemand',
          text: <p>Voeg hieronder deelnemers toe, of laat hen dat zelf doen met een QR-code.</p>,
        }}
        columns={({ name, text: said, button }) => [
          name('Achternaam', ({ surname }) => surname),
          said('Nummer', ({ number }) => number),
          said('Opgeschreven door', ({ byParticipant }) =>
            byParticipant ? 'De deelnemer' : 'De organisatie',
          ),
          button('Weghalen', ({ id, surname, number }) => (
            <PageForm visit={visit} hidden={{ doe: 'weg', deelnemer: id }}>
              <Button variant="link" about={`${surname} (${number})`}>
                Haal weg
              </Button>
            </PageForm>
          )),
        ]}
      />
      {byThemselves > 1 && (
        <Details summary="Iedereen weghalen die zichzelf opschreef">
          <PageForm visit={visit} hidden={{ doe: 'deelnemers-weg' }}>
            <p>
              {formatCount(byThemselves)} deelnemers schreven zichzelf op. Dat kan opnieuw zolang de
              QR-code werkt.
            </p>
            <Button variant="danger">Van de lijst halen</Button>
          </PageForm>
        </Details>
      )}
      <Details summary="Deelnemers toevoegen" open={group.length > 0}>
        <PageForm visit={visit} hidden={{ doe: 'groep' }} label="Deelnemers toevoegen">
          {groupForm.ask(typed, group).all}
          <Button variant="secondary">Toevoegen</Button>
        </PageForm>
      </Details>
      <Details summary="QR-code voor de laatste dia">
        <PageForm visit={visit} hidden={{ doe: 'dia' }}>
          <p>
            Wie erbij is, schrijft zichzelf op met een telefoon. De trainer bevestigt het daarna.
          </p>
          <Button variant="secondary">QR-code maken</Button>
        </PageForm>
      </Details>
      <h2>De trainer vragen</h2>
      <PageForm visit={visit} hidden={{ doe: 'trainer' }} label="De trainer vragen">
        {trainerForm.ask(typed, at(['naam', 'email'])).all}
        <Button>Link sturen</Button>
      </PageForm>
      {links.length > 0 && (
        <>
          <h2>Links die werken</h2>
          <ul>
            {links.map(({ id, kind, name, expiresOn, refusesMail }) => (
              <li>
                {kind === 'trainer' ? `Voor ${name}` : 'Op een dia'}, tot en met{' '}
                {formatDay(expiresOn)}
                {refusesMail && (
                  <>
                    {' '}
                    <Tag colour="yellow">Het adres weigert onze e-mail</Tag>
                  </>
                )}
                <PageForm visit={visit} hidden={{ doe: 'link', link: id }}>
                  <Button variant="link">
                    {kind === 'trainer' ? `De link van ${name} stoppen` : 'De QR-code stoppen'}
                  </Button>
                </PageForm>
              </li>
            ))}
          </ul>
        </>
      )}
      {mayTell(edition, context.today) === 'not-yet' && (
        <Alert type="info">
          <p>Tekenen kan vanaf {formatDay(edition.firstDay)}.</p>
        </Alert>
      )}
    </>,
  )
}
