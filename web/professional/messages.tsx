import { listOwnMessages, readOwnMessage } from '#domain/platform/message/own-messages.ts'
import { voice } from '#language/voice.ts'
import {
  DataTable,
  EmptyState,
  formatDay,
  formatDayShort,
  PageTitle,
  Pagination,
} from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { accountOf, notFound } from '#web/route.ts'

const pageSize = 25

/** Every mail that this register sent to whoever asks. */
export async function showMessages(visit: Visit): Promise<Response> {
  const { context, url } = visit
  const { register } = context
  const { you, You, Your, say } = voice(register.address)
  const wanted = Number(url.searchParams.get('pagina') ?? '1')
  const at = Number.isSafeInteger(wanted) && wanted > 0 ? Math.min(wanted, 1000) : 1
  const { messages, total } = await listOwnMessages(context, accountOf(visit).accountId, {
    limit: pageSize,
    offset: (at - 1) * pageSize,
  })
  return page(
    visit,
    { title: 'Berichten', current: paths.messages(register.id) },
    <>
      <PageTitle>Berichten</PageTitle>
      {total === 0 ? (
        <EmptyState title={`${You} hebt nog geen berichten`}>
          <p>
            Alles wat we {you} mailen, {say('vind je', 'vindt u')} ook hier terug.
          </p>
        </EmptyState>
      ) : (
        <>
          <p>Dit zijn de e-mails die we {you} hebben gestuurd.</p>
          <DataTable
            caption={`${Your} berichten, het nieuwste eerst`}
            captionHidden
            rows={messages}
            columns={[
              {
                header: 'Onderwerp',
                primary: true,
                cell: (message) => (
                  <a href={paths.message(register.id, message.id)}>{message.subject}</a>
                ),
              },
              {
                header: 'Datum',
                nowrap: true,
                cell: (message) => formatDayShort(message.writtenOn),
              },
            ]}
          />
          <Pagination
            page={at}
            pages={Math.ceil(total / pageSize)}
            href={(number) => `${paths.messages(register.id)}?pagina=${number}`}
          />
        </>
      )}
    </>,
  )
}

/** One mail, with what came with it. */
export async function showMessage(visit: Visit): Promise<Response> {
  const { register } = visit.context
  const message = await readOwnMessage(visit.context, accountOf(visit).accountId, visit.param('id'))
  if (message === undefined) notFound()
  return page(
    visit,
    {
      title: message.subject,
      current: paths.messages(register.id),
      breadcrumb: [{ label: 'Berichten', href: paths.messages(register.id) }],
    },
    <>
      <PageTitle caption={formatDay(message.writtenOn)}>{message.subject}</PageTitle>
      <div class="preserve">{message.text}</div>
      {message.attachments.length > 0 && (
        <>
          <h2>Bijlagen</h2>
          <ul>
            {message.attachments.map(({ id, name }) => (
              <li>
                <a href={paths.myDocument(register.id, id)}>{name}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </>,
  )
}
