import { listMail, readMail } from '#domain/platform/message/queries.ts'
import { withoutSecrets } from '#domain/platform/message/without-secrets.ts'
import {
  Alert,
  DataTable,
  EmptyState,
  formatDayShort,
  formatMoment,
  MetaList,
  PageTitle,
  Pagination,
  Tag,
} from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { notFound } from '#web/route.ts'

const perPage = 25

/** Every mail of the register, newest first, and whether it was delivered. */
export async function showMail(visit: Visit): Promise<Response> {
  const { register } = visit.context
  return mailPage(visit, {
    title: 'E-mail',
    intro:
      'Alle e-mails die het register heeft geschreven. Zonder mailserver blijven ze hier liggen.',
    list: paths.adminMails(register.id),
    detail: (id) => paths.adminMail(register.id, id),
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
  facts: { title: string; intro: string; list: string; detail: (id: string) => string },
): Promise<Response> {
  const asked = Number.parseInt(visit.url.searchParams.get('pagina') ?? '1', 10)
  const number = Number.isSafeInteger(asked) && asked > 0 ? asked : 1
  const { mails, total } = await listMail(visit.context, number, perPage)
  return page(
    visit,
    { title: facts.title, current: facts.list },
    <>
      <PageTitle>{facts.title}</PageTitle>
      <p class="lead">{facts.intro}</p>
      {mails.length === 0 ? (
        <EmptyState title="Er zijn nog geen e-mails">
          <p>Zodra er iets gebeurt waar iemand bericht van krijgt, staat het hier.</p>
        </EmptyState>
      ) : (
        <DataTable
          caption="E-mails, de nieuwste eerst"
          captionHidden
          rows={mails}
          columns={[
            {
              header: 'Onderwerp',
              primary: true,
              cell: (mail) => <a href={facts.detail(mail.id)}>{mail.subject}</a>,
            },
            { header: 'Aan', cell: (mail) => mail.toName || mail.toAddress },
            { header: 'Datum', nowrap: true, cell: (mail) => formatDayShort(mail.writtenOn) },
            {
              header: 'Verzonden',
              selfExplaining: true,
              cell: (mail) => (
                <SentTag sent={mail.sentAt !== undefined} error={mail.error} waits={mail.waits} />
              ),
            },
          ]}
        />
      )}
      <Pagination
        page={number}
        pages={Math.max(1, Math.ceil(total / perPage))}
        href={(n) => `${facts.list}?pagina=${n}`}
      />
    </>,
  )
}

/** One mail, as text; with its links where that is the only way to them. */
export async function oneMailPage(visit: Visit, title: string, list: string): Promise<Response> {
  const mail = await readMail(visit.context, visit.param('id'))
  if (mail === undefined) notFound()
  const { platform } = visit.context
  // A link signs somebody in: an administrator who reads along must not be able to use it.
  const text = platform.demo || !platform.sendsMail ? mail.text : withoutSecrets(mail.text)
  return page(
    visit,
    { title: mail.subject, current: list, breadcrumb: [{ label: title, href: list }] },
    <>
      <PageTitle>{mail.subject}</PageTitle>
      <MetaList
        items={[
          {
            term: 'Aan',
            value: mail.toName ? `${mail.toName} (${mail.toAddress})` : mail.toAddress,
          },
          { term: 'Geschreven op', value: formatDayShort(mail.writtenOn) },
          {
            term: 'Verzonden',
            value: mail.sentAt === undefined ? 'niet verzonden' : formatMoment(mail.sentAt),
          },
        ]}
      />
      {mail.error !== undefined && (
        <Alert type="error" title="Deze e-mail kwam niet aan">
          <p>{mail.error}</p>
        </Alert>
      )}
      {mail.attachments.length > 0 && (
        <p>Bijlagen: {mail.attachments.map((attachment) => attachment.name).join(', ')}</p>
      )}
      <div class="letter">
        <LinkedText text={text} origin={platform.origin} />
      </div>
    </>,
  )
}

function SentTag(props: {
  readonly sent: boolean
  readonly error: string | undefined
  readonly waits: boolean
}) {
  const { sent, error, waits } = props
  if (waits) return <Tag colour="blue">Wacht op een bijlage</Tag>
  if (sent) return <Tag colour="green">Verzonden</Tag>
  return error === undefined ? <Tag colour="grey">Ligt hier</Tag> : <Tag colour="red">Mislukt</Tag>
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
