import { nextTurn } from '#domain/demo/cast/next-turn.ts'
import { voice } from '#language/voice.ts'
import type { Content } from '#web/kit/index.ts'
import { formatDay, idempotencyField } from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'

/** The strip above every page of a demo: that it is one, which day it is there, and who could act next. */
export async function demoBanner(visit: Visit): Promise<Content> {
  const { register, today } = visit.context
  return (
    <aside class="demo" aria-label="Demo">
      <div class="container demo-row">
        <span class="demo-mark" aria-hidden="true">
          Demo
        </span>
        <span>
          <span class="demo-more">Het is vandaag </span>
          <strong>{formatDay(today)}</strong>
          <span class="demo-more">. De mensen en gegevens zijn verzonnen.</span>
        </span>
        <a class="demo-link" href={paths.demo(register.id)}>
          Wissel van rol
        </a>
        <a class="demo-link" href={paths.demoMailbox(register.id)}>
          Postvak
        </a>
      </div>
      {await turn(visit)}
    </aside>
  )
}

// Who could act next, with one click to become them.
async function turn(visit: Visit): Promise<Content> {
  const { context, actor, url } = visit
  const { register } = context
  const self = actor.kind === 'account' ? actor.accountId : undefined
  const found = await nextTurn(context, self)
  if (found === undefined) return undefined
  const { who, why } = found
  const mine = who.is !== 'referee' && who.accountId === self
  const name = who.is === 'referee' ? who.name : who.member.firstName
  const { say } = voice(register.address)
  return (
    <div class="container demo-row demo-turn">
      <span>
        {mine ? say('Jij bent nu', 'U bent nu') : `Nu is ${name}`} aan zet.
        <span class="demo-more"> {why}</span>
      </span>
      {who.is === 'referee' && (
        <a class="demo-link" href={paths.demoMailbox(register.id)}>
          Naar het postvak
        </a>
      )}
      {/* On the page of the cast every one of them has a button already. */}
      {who.is !== 'referee' && !mine && url.pathname !== paths.demo(register.id) && (
        <form method="post" action={paths.demo(register.id)}>
          <input type="hidden" name={idempotencyField} value={visit.once()} />
          <input type="hidden" name="account" value={who.accountId} />
          <button type="submit" class="link-button demo-link">
            Word {name}
          </button>
        </form>
      )}
    </div>
  )
}
