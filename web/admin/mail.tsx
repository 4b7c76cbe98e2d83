import type { MailLine } from '#domain/platform/message/queries.ts'
import { listMail, readMail } from '#domain/platform/message/queries.ts'
import { withoutSecrets } from '#domain/platform/message/without-secrets.ts'
import { Alert, formatDayShort, formatMoment, MetaList } from '#web/kit/index.ts'
import { listPage, pageAsked, pagesOf } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { notFound } from '#web/route.ts'

const perPage = 25
const hidden = 'Niet te zien'

/** Every mail of the register, newest first, and whether it was delivered. */
export async function showMail(visit: Visit): Promise<Response> {
  const { register } = visit.context
  return mailPage(visit, {
    title: 'E-mail',
    intro:
      'Alle e-mails die het register heeft geschreven. Zonder mailserver blijven ze hier liggen.',
    list: paths.adminMails(register.id),
    detail: (id) => paths.adminMail(register.id, id),
    undelivered: paths.adminUndelivered(register.id),
  })
}

/** One mail, as text. */
export async function showOneMail(visit: Visit): Promise<Response> {
  const { register } = visit.context
  return oneMailPage(visit, 'E-mail', paths.adminMails(register.id))
}

/** The list of mails, for the administrator and for the demo's mailbox. */
export async function mailPage(
  visit: Visit,
  facts: {
    title: string
    intro: string
    list: string
    detail: (id: string) => string
    undelivered?: string
  },
): Promise<Response> {
  const { platform } = visit.context
  const number = pageAsked(visit)
  const { mails, total } = await listMail(visit.context, number, perPage)
  return listPage(visit, {
    title: facts.title,
    current: facts.list,
    lead: <p class="lead">{facts.intro}</p>,
    above: (
      <>
        {facts.undelivered !== undefined && (
          <p>
            <a href={facts.undelivered}>E-mail die niet aankwam</a>
          </p>
        )}
        {!platform.demo && !platform.sendsMail && (
          <Alert type="warning" title="Er gaat nog geen e-mail uit">
            <p>
              Er is nog geen mailserver ingesteld. Wie Peil beheert op de server, zet het adres
              daarvan in <code>SMTP_URL</code> en start Peil opnieuw. De e-mails die hier liggen,
              gaan daarna uit.
            </p>
          </Alert>
        )}
      </>
    ),
    list: {
      caption: 'E-mails, de nieuwste eerst',
      rows: mails,
      columns: ({ name, day, status, text }) => [
        name(
          'Onderwerp',
          ({ subject }) => subject,
          ({ id }) => facts.detail(id),
        ),
        text('Aan', ({ passing, toName, toAddress }) => (passing ? hidden : toName || toAddress)),
        day('Datum', ({ writtenOn }) => writtenOn),
        status('Verzonden', sentWords, { selfExplaining: true }),
      ],
      empty: {
        title: 'Er zijn nog geen e-mails',
        text: <p>Zodra er iets gebeurt waar iemand bericht van krijgt, staat het hier.</p>,
      },
      pages: { page: number, of: pagesOf(total, perPage) },
    },
  })
}

/** One mail, as text; with its links in the demo only. */
export async function oneMailPage(visit: Visit, title: string, list: string): Promise<Response> {
  const mail = await readMail(visit.context, visit.param('id'))
  if (mail === undefined) notFound()
  const { platform } = visit.context
  // A link signs somebody in: an administrator who reads along must not be able to use it, also
  // where there is no mail server to bring it to its receiver.
  const text = platform.demo ? mail.text : withoutSecrets(mail.text)
  return titledPage(
    visit,
    { title: mail.subject, current: list, breadcrumb: [{ label: title, href: list }] },
    <>
      <MetaList
        items={[
          {
            term: 'Aan',
            value: mail.passing
              ? hidden
              : mail.toName === '' || mail.toName === mail.toAddress
                ? mail.toAddress
                : `${mail.toName} (${mail.toAddress})`,
          },
          { term: 'Geschreven op', value: formatDayShort(mail.writtenOn) },
          {
            term: 'Verzonden',
            value: mail.sentAt === undefined ? 'niet verzonden' : formatMoment(mail.sentAt),
          },
        ]}
      />
      {mail.error !== undefined && mail.sentAt === undefined && (
        <Alert
          type="error"
          title={mail.givenUp ? 'Deze e-mail kwam niet aan' : 'Deze e-mail kwam nog niet aan'}
        >
          <p lang="en">{mail.error}</p>
        </Alert>
      )}
      {mail.attachments.length > 0 && (
        <p>Bijlagen: {mail.attachments.map((attachment) => attachment.name).join(', ')}</p>
      )}
      {mail.passing && (
        <p>
          Dit bericht gaat alleen door. Wat erin staat, leest hier niemand, en is weg zodra het is
          verzonden.
        </p>
      )}
      {text !== mail.text && <p>De link die één keer werkt, ziet alleen wie de e-mail krijgt.</p>}
      <div class="letter">
        <LinkedText text={text} origin={platform.origin} />
      </div>
    </>,
  )
}

function sentWords(mail: MailLine) {
  if (mail.stopped) return { colour: 'grey', label: 'Tegengehouden' } as const
  if (mail.waits) return { colour: 'blue', label: 'Wacht op een bijlage' } as const
  if (mail.sentAt !== undefined) return { colour: 'green', label: 'Verzonden' } as const
  if (mail.over) return { colour: 'grey', label: 'Niet meer nodig' } as const
  if (mail.givenUp) return { colour: 'red', label: 'Niet aangekomen' } as const
  if (mail.error !== undefined)
    return { colour: 'yellow', label: 'Wordt opnieuw geprobeerd' } as const
  return mail.goes
    ? ({ colour: 'blue', label: 'Gaat uit' } as const)
    : ({ colour: 'grey', label: 'Ligt hier' } as const)
}

/** Plain text in paragraphs, in which addresses of this Peil can be followed. */
export function LinkedText({ text, origin }: { readonly text: string; readonly origin: string }) {
  return (
    <>
      {text.split(/\n{2,}/).map((paragraph) => (
        <p>
          {paragraph.split('\n').map((line, index) => (
            <>
              {index > 0 && <br />}
              {line
                .split(/(https?:\/\/[^\s<>"]+)/)
                .map((part) =>
                  part.startsWith(`${origin}/`) ? (
                    <a href={part.slice(origin.length)}>{part}</a>
                  ) : (
                    part
                  ),
                )}
            </>
          ))}
        </p>
      ))}
    </>
  )
}
