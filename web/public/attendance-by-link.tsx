import { mostSignedAtOnce } from '#domain/learning/attendance-list/attendance-list.ts'
import type { AttendanceEntry } from '#domain/learning/attendance-list/entries.ts'
import {
  countEntries,
  enterAttendance,
  listEntries,
  removeEntries,
  signForGroup,
} from '#domain/learning/attendance-list/entries.ts'
import type { AttendanceLink, LinkKind } from '#domain/learning/attendance-list/links.ts'
import { openLink } from '#domain/learning/attendance-list/links.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import { readName } from '#domain/platform/look-up/read-name.ts'
import type { Amount } from '#engine'
import { formatAmount, parseAmount } from '#engine'
import type { Question } from '#web/forms/form.tsx'
import { form, under } from '#web/forms/form.tsx'
import { checks, line } from '#web/forms/questions.tsx'
import {
  Alert,
  Button,
  ButtonGroup,
  ConfirmationPanel,
  Details,
  formatCount,
  formatDay,
} from '#web/kit/index.ts'
import { formPage, PageForm } from '#web/layout/form-page.tsx'
import { page } from '#web/page.tsx'
import { plainPage, unknownLink } from '#web/referee/plain-page.tsx'
import type { Visit } from '#web/route.ts'
import { leaveFor } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** Saying by the code on a slide that one was there; nothing of the register is told. */
export const enterAttendancePage = formPage({
  load: async (visit) => {
    const found = await find(visit, 'participants')
    return found?.link ?? unknownLink(visit, 'je deelname')
  },
  form: (visit) => {
    const { your } = speech(visit)
    return form({
      number: line('nummer', `${your === 'je' ? 'Je' : 'Uw'} registratienummer`, {
        required: `Vul ${your} registratienummer in.`,
        hint: 'Met of zonder voorvoegsel, spaties en punten.',
        width: 'm',
      }),
      surname: line('achternaam', `${your === 'je' ? 'Je' : 'Uw'} achternaam`, {
        required: `Vul ${your} achternaam in.`,
        autocomplete: 'family-name',
        read: (text) =>
          readName(text).length === 0 ? { message: `Vul ${your} achternaam in.` } : { text },
      }),
    })
  },
  page: (visit, { edition, organisation }) => {
    const { say } = speech(visit)
    return {
      title: `${say('Was je', 'Was u')} bij ${edition.title}?`,
      hidden: true,
      lead: (
        <p class="lead">
          {organisation}, {formatDay(edition.lastDay)}. {say('Schrijf je', 'Schrijf u')} hier op. De
          trainer bevestigt het daarna.
        </p>
      ),
      button: 'Ik was erbij',
    }
  },
  save: async (visit, person, { organisationId, edition }) => {
    const { say } = speech(visit)
    if (!visit.context.platform.lookups.take('slide', visit.clientAddress)) {
      return {
        stale: (
          <Alert type="warning" title="Er schrijven zich hier nu veel mensen op" focus>
            <p>Wacht een minuut, en verstuur het dan nog een keer.</p>
          </Alert>
        ),
      }
    }
    const of = { organisationId, editionId: edition.id }
    await openLink(visit.context, 'participants', visit.param('token'))
    const done = await enterAttendance(visit.context, of, [person], true)
    if (done.outcome === 'full') {
      return plainPage(visit, { title: 'De lijst is vol' }, 'Vraag de trainer om hulp.')
    }
    return page(
      visit,
      { title: 'Opgeschreven', hidden: true },
      <ConfirmationPanel title="Opgeschreven">
        <p>
          {say('Je staat', 'U staat')} op de lijst. Heeft de trainer het bevestigd, dan{' '}
          {say('krijg je', 'krijgt u')} een e-mail.
        </p>
      </ConfirmationPanel>,
    )
  },
})

/** Signing as a trainer for who was there, some at a time; opening the link changes nothing. */
export const signAttendancePage = formPage({
  load: async (visit) => {
    const found = await find(visit, 'trainer')
    if (found === undefined) return unknownLink(visit, 'een handtekening')
    if (found.entries.length === 0) {
      return plainPage(
        visit,
        { title: 'Er is niemand om voor te tekenen', status: 200 },
        'Zodra er iemand op de lijst staat, kan dat met dezelfde link.',
      )
    }
    return found
  },
  form: (visit, { link, entries }) =>
    form<SignedAnswers>({
      present: checks('aanwezig', 'Wie was erbij?', {
        ...(isForAll(visit) ? {} : { required: 'Kies wie erbij was.' }),
        options: entries.map(({ id, number, surname, byParticipant }) => ({
          value: id,
          label: `${surname} (${number})`,
          ...(byParticipant ? { hint: 'Schreef zichzelf op.' } : {}),
        })),
      }),
      ...ownHours(link, entries),
      hours: line('uren', 'Uren voor wie hierboven geen eigen uren heeft', {
        hint: 'Leeg: alle uren van de opleiding.',
        width: 'xs',
        read: (text) => readHours(text, link),
      }),
      name: line('naam', 'Naam van wie tekent', {
        required: 'Vul de naam in van wie tekent.',
        autocomplete: 'name',
      }),
    }),
  // Nobody finds it ready that somebody was there.
  known: (_, { link }) => ({ present: [], hours: '', name: link.name }),
  page: (visit, { link: { edition, organisation, expiresOn }, entries, waiting }) => {
    const getoond = entries.map(({ id }) => id).join(' ')
    return {
      title: `Wie was er bij ${edition.title}?`,
      hidden: true,
      lead: (
        <>
          <p class="lead">
            {organisation} vraagt om te tekenen voor wie erbij was op {formatDay(edition.lastDay)}
            {edition.hours !== undefined && `, ${formatAmount(edition.hours)} uur`}. De link werkt
            tot en met {formatDay(expiresOn)}. Wie hier niet is aangekruist, wordt niet doorgegeven.
          </p>
          {waiting.all > entries.length && (
            <p>
              Dit zijn er {entries.length} van de {formatCount(waiting.all)}, op achternaam. Na het
              tekenen komen de volgende.
            </p>
          )}
        </>
      ),
      button: (
        <ButtonGroup>
          <Button>Tekenen</Button>
          {entries.length > 1 && (
            <Button variant="secondary" name="iedereen" value="ja">
              {`Tekenen voor alle ${entries.length}`}
            </Button>
          )}
        </ButtonGroup>
      ),
      form: { hidden: { getoond } },
      after: (
        <Details summary="Wie er niet bij hoort, weghalen">
          <PageForm visit={visit} hidden={{ doe: 'weg', getoond }}>
            <Button variant="danger">
              {entries.length === 1
                ? 'Deze deelnemer van de lijst halen'
                : `Deze ${entries.length} van de lijst halen`}
            </Button>
          </PageForm>
          {waiting.byThemselves > 0 && (
            <PageForm visit={visit} hidden={{ doe: 'deelnemers-weg' }}>
              <p>
                {waiting.byThemselves === 1
                  ? '1 deelnemer schreef zichzelf op.'
                  : `${formatCount(waiting.byThemselves)} deelnemers schreven zichzelf op.`}{' '}
                Dat kan opnieuw zolang de QR-code werkt.
              </p>
              <Button variant="danger">Iedereen weghalen die zichzelf opschreef</Button>
            </PageForm>
          )}
        </Details>
      ),
    }
  },
  sent: async (visit, { link }) => {
    const done = visit.form.value('doe')
    if (done !== 'weg' && done !== 'deelnemers-weg') return undefined
    await openLink(visit.context, 'trainer', visit.param('token'))
    const which = done === 'weg' ? shownIn(visit) : 'by-participant'
    const { removed } = await removeEntries(visit.context, link.edition.id, which)
    const said = removed === 1 ? '1 deelnemer' : `${formatCount(removed)} deelnemers`
    return leaveFor(visit, visit.url.pathname, `${said} van de lijst gehaald.`)
  },
  save: async (visit, answers, { link, entries }) => {
    const { hours, name } = answers
    const present = isForAll(visit) ? entries.map(({ id }) => id) : answers.present
    await openLink(visit.context, 'trainer', visit.param('token'))
    const done = await signForGroup(visit.context, link, {
      name,
      present: new Map(present.map((id) => [id, amountIn(answers[ownOf(id)] || hours)] as const)),
      shown: new Set(shownIn(visit)),
    })
    if (done.outcome !== 'signed') {
      const title =
        done.outcome === 'nobody'
          ? 'Er is niemand om voor te tekenen'
          : done.outcome === 'not-yet'
            ? 'Het is nog niet zover'
            : 'De termijn is voorbij'
      return plainPage(visit, { title }, 'Er is niets doorgegeven.')
    }
    return page(
      visit,
      { title: 'Getekend', hidden: true },
      <>
        <ConfirmationPanel title="Getekend">
          <p>
            {done.people === 1 ? '1 deelnemer is' : `${done.people} deelnemers zijn`} doorgegeven
            aan {link.organisation}.
          </p>
          {done.waiting === 0 && <p>Deze pagina mag dicht.</p>}
        </ConfirmationPanel>
        {done.waiting > 0 && (
          <>
            <p>
              Er {done.waiting === 1 ? 'staat' : 'staan'} nog{' '}
              {done.waiting === 1 ? '1 deelnemer' : `${formatCount(done.waiting)} deelnemers`} op de
              lijst.
            </p>
            <Button href={visit.url.pathname}>Verder tekenen</Button>
          </>
        )}
      </>,
    )
  },
})

// Whether everybody in sight was there, which is one act.
function isForAll(visit: Visit): boolean {
  return visit.form.value('iedereen') === 'ja'
}

function shownIn(visit: Visit): readonly string[] {
  return visit.form.value('getoond').split(' ').slice(0, mostSignedAtOnce)
}

type OwnHours = `own-${string}`

type SignedAnswers = {
  readonly present: readonly string[]
  readonly hours: string
  readonly name: string
} & { readonly [own: OwnHours]: string | undefined }

function ownOf(id: string): OwnHours {
  return `own-${id}`
}

// Asked of whoever was ticked: somebody who left earlier has other hours than the rest.
function ownHours(
  link: AttendanceLink,
  entries: readonly AttendanceEntry[],
): { readonly [own: OwnHours]: Question<string | undefined> } {
  return Object.fromEntries(
    entries.map(({ id, surname }) => [
      ownOf(id),
      under(
        'present',
        id,
        line(`uren-${id}`, `Uren van ${surname}`, {
          hint: 'Alleen als die anders zijn.',
          width: 'xs',
          read: (text) => readHours(text, link),
        }),
      ),
    ]),
  )
}

function readHours(
  text: string,
  { edition }: AttendanceLink,
): { readonly text: string } | { readonly message: string } {
  const hours = amountIn(text)
  if (text !== '' && hours === undefined) {
    return { message: 'Vul de uren in als getal, bijvoorbeeld 4 of 7,5.' }
  }
  return hours !== undefined && edition.hours !== undefined && hours > edition.hours
    ? { message: `Dit is meer dan de ${formatAmount(edition.hours)} uur van deze opleiding.` }
    : { text }
}

// A visit that only reads cannot say by what a link is known: that is asked beside it. What was sent is about who was
// shown, whoever came before them in the list meanwhile.
function find(visit: Visit, kind: LinkKind) {
  const { platform, register, actor } = visit.context
  return inRegister(platform, { register }, actor, async (own) => {
    const link = await openLink(own, kind, visit.param('token'))
    if (link === undefined || kind === 'participants') {
      return link && { link, entries: [], waiting: { all: 0, byThemselves: 0 } }
    }
    const shown = shownIn(visit).filter((id) => id !== '')
    const of = shown.length === 0 ? {} : { of: shown }
    return {
      link,
      entries: await listEntries(own, link.edition.id, { most: mostSignedAtOnce, ...of }),
      waiting: await countEntries(own, link.edition.id),
    }
  })
}

function amountIn(text: string): Amount | undefined {
  const read = parseAmount(text.replace(/\s*(uur|uren|u)\.?$/i, '').trim())
  return read.is === 'amount' && read.amount > 0 ? read.amount : undefined
}
