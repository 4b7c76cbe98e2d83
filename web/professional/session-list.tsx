import { deviceOf } from '#domain/people/account/account.ts'
import type { ListedSession } from '#domain/people/account/queries.ts'
import type { Content } from '#web/kit/index.ts'
import { Tag } from '#web/kit/index.ts'
import { List } from '#web/layout/list-page.tsx'
import type { Visit } from '#web/route.ts'

const methods = {
  password: 'Met wachtwoord',
  link: 'Met een link per e-mail',
  passkey: 'Met een toegangssleutel',
  organisation: 'Via een organisatie',
  demo: 'In de demo',
} as const

/** Where somebody is signed in: on what, how, since when, and when it was last used. */
export function SessionList(props: {
  readonly visit: Visit
  readonly caption: string
  readonly sessions: readonly ListedSession[]
  /** What can be done with one of them. */
  readonly ending?: (session: ListedSession) => Content
}) {
  const { ending } = props
  return (
    <List
      visit={props.visit}
      caption={props.caption}
      rows={props.sessions}
      columns={({ name, moment, button, text }) => [
        name('Apparaat', ({ userAgent, current }) => (
          <>
            {deviceOf(userAgent)} {current && <Tag colour="blue">Dit apparaat</Tag>}
          </>
        )),
        text('Hoe', ({ method }) => methods[method]),
        moment('Ingelogd', ({ startedAt }) => startedAt),
        moment('Laatst gebruikt', ({ lastSeenAt }) => lastSeenAt),
        ...(ending === undefined ? [] : [button('Uitloggen', ending)]),
      ]}
    />
  )
}
