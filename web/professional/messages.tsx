import { listOwnMessages, readOwnMessage } from '#domain/platform/message/own-messages.ts'
import { formatDay } from '#web/kit/index.ts'
import { listPage, pageAsked, pagesOf } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { accountOf, notFound } from '#web/route.ts'
import { speech } from '#web/speech.ts'

const pageSize = 25

/** Every mail that this register sent to whoever asks. */
export async function showMessages(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, you, You, Your, say } = speech(visit)
  const at = Math.min(pageAsked(visit), 1000)
  const { messages, total } = await listOwnMessages(context, accountOf(visit).accountId, {
    limit: pageSize,
    offset: (at - 1) * pageSize,
  })
  return listPage(visit, {
    title: 'Berichten',
    current: paths.messages(register.id),
    above: total > 0 && <p>Dit zijn de e-mails die we {you} hebben geschreven.</p>,
    list: {
      caption: `${Your} berichten, het nieuwste eerst`,
      rows: messages,
      columns: ({ name, day }) => [
        name(
          'Onderwerp',
          ({ subject }) => subject,
          ({ id }) => paths.message(register.id, id),
        ),
        day('Datum', ({ writtenOn }) => writtenOn),
      ],
      empty: {
        title: `${You} hebt nog geen berichten`,
        text: (
          <p>
            Alles wat we {you} mailen, {say('vind je', 'vindt u')} ook hier terug.
          </p>
        ),
      },
      pages: { page: at, of: pagesOf(total, pageSize) },
    },
  })
}

/** One mail, with what came with it. */
export async function showMessage(visit: Visit): Promise<Response> {
  const { register } = visit.context
  const message = await readOwnMessage(visit.context, accountOf(visit).accountId, visit.param('id'))
  if (message === undefined) notFound()
  return titledPage(
    visit,
    {
      title: message.subject,
      caption: formatDay(message.writtenOn),
      current: paths.messages(register.id),
      breadcrumb: [{ label: 'Berichten', href: paths.messages(register.id) }],
    },
    <>
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
