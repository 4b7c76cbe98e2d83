import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import type { FailedBy } from '#domain/platform/message/next-attempt.ts'
import { daysOfTrying } from '#domain/platform/message/next-attempt.ts'
import { sendAgain, settleMail } from '#domain/platform/message/send-again.ts'
import type { UndeliveredFor, UndeliveredMail } from '#domain/platform/message/undelivered.ts'
import {
  countUndelivered,
  listUndelivered,
  mostListed,
} from '#domain/platform/message/undelivered.ts'
import { Button, formatMoment, SummaryList } from '#web/kit/index.ts'
import { PageForm } from '#web/layout/form-page.tsx'
import { listPage } from '#web/layout/list-page.tsx'
import type { TitledFacts } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { Tied, withoutTied } from '#web/review/ties.tsx'
import type { Handlers, Visit } from '#web/route.ts'
import { leaveFor } from '#web/route.ts'
import { inWork } from '#web/secretariat/in-work.ts'

/** The mails that did not arrive, for the back office. */
export const workMails = undeliveredPage(({ context: { register } }) => inWork(register))

/** The same for whoever administers. */
export const adminUndelivered = undeliveredPage(({ context: { register } }) => ({
  current: paths.adminMails(register.id),
  breadcrumb: [{ label: 'E-mail', href: paths.adminMails(register.id) }],
}))

function undeliveredPage(
  stands: (visit: Visit) => Pick<TitledFacts, 'current' | 'breadcrumb'>,
): Handlers {
  return { get: (visit) => showUndelivered(visit, stands(visit)), post: change }
}

async function showUndelivered(
  visit: Visit,
  stands: Pick<TitledFacts, 'current' | 'breadcrumb'>,
): Promise<Response> {
  const { context } = visit
  const counts = await countUndelivered(context)
  const { free, tied } = await freeOf(visit)
  const total = counts.reduce((sum, { all }) => sum + all, 0)
  return listPage(visit, {
    title: 'E-mail die niet aankwam',
    ...stands,
    lead: (
      <p class="lead">
        Peil probeert een e-mail {daysOfTrying} dagen lang steeds opnieuw. Weigert de ontvanger, dan
        stopt Peil meteen.
      </p>
    ),
    above: counts.length > 0 && <Reasons {...{ visit, counts }} />,
    list: {
      caption: 'E-mails die niet aankwamen, de nieuwste eerst',
      rows: free,
      columns: ({ name, text, moment, button }) => [
        name(
          'Aan',
          (mail) => receiverOf(mail),
          ({ registrationId }) => fileOf(visit, registrationId),
        ),
        text('Onderwerp', ({ subject }) => subject),
        text('Waarom', (mail) => <Why mail={mail} />, { breaks: true }),
        moment('Sinds', ({ since }) => since.toString()),
        text('Hoe nu verder', (mail) => nextWords(mail)),
        button('Versturen', (mail) => (
          <PageForm visit={visit} hidden={{ doe: 'opnieuw', mail: mail.id }}>
            <Button variant="link" about={aboutMail(mail)}>
              Verstuur opnieuw
            </Button>
          </PageForm>
        )),
        button('Laten', (mail) =>
          mail.again !== undefined ? null : (
            <PageForm visit={visit} hidden={{ doe: 'laten', mail: mail.id }}>
              <Button variant="link" about={aboutMail(mail)}>
                Haal van de lijst
              </Button>
            </PageForm>
          ),
        ),
      ],
      empty: {
        title: 'Alles is aangekomen',
        text: <p>Er is geen e-mail die niet aankwam.</p>,
      },
    },
    after: (
      <>
        {total > mostListed && (
          <p>
            Dit zijn de {mostListed} nieuwste van {total}.
          </p>
        )}
        <Tied {...{ visit, tied }} />
      </>
    ),
  })
}

function Reasons(props: { readonly visit: Visit; readonly counts: readonly UndeliveredFor[] }) {
  const { visit, counts } = props
  return (
    <SummaryList
      items={counts.map(({ cause, all, givenUp }) => ({
        term: reasonWords(cause),
        value: (
          <>
            <p>
              {all === 1 ? '1 e-mail' : `${all} e-mails`}
              {givenUp > 0 && givenUp < all && `, waarvan ${givenUp} niet meer vanzelf`}
            </p>
            {all > 1 && (
              <PageForm visit={visit} hidden={{ doe: 'allemaal', reden: cause ?? 'onbekend' }}>
                <Button variant="secondary" about={reasonWords(cause)}>
                  {`Verstuur alle ${all} opnieuw`}
                </Button>
              </PageForm>
            )}
          </>
        ),
      }))}
    />
  )
}

function Why({ mail }: { readonly mail: UndeliveredMail }) {
  return (
    <>
      {reasonWords(mail.cause)}
      {mail.said !== undefined && (
        <>
          <br />
          <small lang={mail.cause === 'fault' ? undefined : 'en'}>{mail.said}</small>
        </>
      )}
    </>
  )
}

async function change(visit: Visit): Promise<Response> {
  const { context, form } = visit
  const back = visit.url.pathname
  const id = form.value('mail')
  const nothing = () => leaveFor(visit, back, 'Deze e-mail staat niet meer op de lijst.', 'info')
  if (form.value('doe') === 'allemaal') {
    const cause = causeIn(form.value('reden'))
    if (cause === undefined) return nothing()
    const sent = await sendAgain(context, cause)
    if (sent === 0) return nothing()
    return leaveFor(
      visit,
      back,
      `Peil verstuurt ${sent === 1 ? '1 e-mail' : `${sent} e-mails`} opnieuw.`,
    )
  }
  const { free } = await freeOf(visit)
  if (!isUuid(id) || !free.some((mail) => mail.id === id)) return nothing()
  if (form.value('doe') === 'laten') {
    if ((await settleMail(context, id)) === 0) return nothing()
    return leaveFor(visit, back, 'De e-mail is van de lijst gehaald.')
  }
  if ((await sendAgain(context, { id })) === 0) return nothing()
  return leaveFor(visit, back, 'Peil verstuurt de e-mail opnieuw.')
}

// Of somebody with whom one has a tie, one sees no mail.
async function freeOf(visit: Visit) {
  const all = await listUndelivered(visit.context)
  const ofMembers = all.flatMap(({ id, registrationId }) =>
    registrationId === undefined ? [] : { id, registrationId },
  )
  const { free, tied } = await withoutTied(visit, ['keep-records'], ofMembers, (one) => one)
  const seen = new Set(free.map(({ id }) => id))
  return {
    free: all.filter(({ id, registrationId }) => registrationId === undefined || seen.has(id)),
    tied,
  }
}

// Whoever only administers has no dossiers to open.
function fileOf({ context, url }: Visit, registrationId: string | undefined) {
  const { register } = context
  if (registrationId === undefined || url.pathname !== paths.workMails(register.id))
    return undefined
  return paths.workFile(register.id, registrationId)
}

function receiverOf({ toName, toAddress }: UndeliveredMail): string {
  if (toAddress === '') return 'Niet te zien'
  return toName === '' || toName === toAddress ? toAddress : `${toName} (${toAddress})`
}

function aboutMail(mail: UndeliveredMail): string {
  return `‘${mail.subject}’ aan ${receiverOf(mail)}`
}

const reasons: Readonly<Record<FailedBy, string>> = {
  unreachable: 'De mailserver was niet te bereiken.',
  unwilling: 'De mailserver neemt geen e-mail van Peil aan.',
  'put-off': 'De ontvanger neemt de e-mail nu niet aan.',
  refused: 'Het adres weigert de e-mail.',
  unsure: 'Niet zeker of de e-mail is aangekomen.',
  fault: 'Er ging iets mis in Peil.',
}

function reasonWords(cause: FailedBy | undefined): string {
  return cause === undefined ? 'De reden is niet bekend.' : reasons[cause]
}

function causeIn(value: string) {
  if (value === 'onbekend') return { cause: undefined }
  return Object.hasOwn(reasons, value) ? { cause: value as FailedBy } : undefined
}

function nextWords({ again, attempts }: UndeliveredMail): string {
  if (again !== undefined)
    return `Peil probeert het vanzelf weer op ${formatMoment(again.toString())}.`
  return `Peil probeert het niet meer, na ${attempts === 1 ? '1 keer' : `${attempts} keer`}.`
}
