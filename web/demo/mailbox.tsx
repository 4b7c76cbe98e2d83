import { mailPage, oneMailPage } from '#web/admin/mail.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'

/** The mailbox of the demo: every mail to anybody, so that its links can be followed. */
export async function showMailbox(visit: Visit): Promise<Response> {
  const { id } = visit.context.register
  return mailPage(visit, {
    title: 'Postvak van de demo',
    intro:
      'Alle e-mails die in deze demo zijn geschreven, aan wie dan ook. Er wordt niets verstuurd.',
    list: paths.demoMailbox(id),
    detail: (mail) => paths.demoMail(id, mail),
  })
}

/** One mail of the demo's mailbox, with the links in it. */
export async function showMailboxMail(visit: Visit): Promise<Response> {
  return oneMailPage(visit, 'Postvak van de demo', paths.demoMailbox(visit.context.register.id))
}
