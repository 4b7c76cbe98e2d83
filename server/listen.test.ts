import assert from 'node:assert/strict'
import type { IncomingMessage } from 'node:http'
import { Agent, get } from 'node:http'
import { test } from 'node:test'
import { Hono } from 'hono'
import { listen } from '#server/listen.ts'

test('tells who is waiting for an answer while Peil stops to come back over another connection', async (t) => {
  const listener = await listen({ PORT: '0' })
  const arrived = Promise.withResolvers<void>()
  const answer = Promise.withResolvers<void>()
  const app = new Hono()
  app.get('/quick', (context) => context.text('quick'))
  app.get('/slow', async (context) => {
    arrived.resolve()
    await answer.promise
    return context.text('slow')
  })
  listener.answerWith(app)
  const agent = new Agent({ keepAlive: true })
  t.after(() => agent.destroy())

  const quick = await ask(`${listener.address}/quick`, agent)
  assert.equal(quick.headers.connection, 'keep-alive', 'otherwise connections are kept')
  const slow = ask(`${listener.address}/slow`, agent)
  await arrived.promise
  const stopped = listener.stop()
  answer.resolve()
  assert.equal((await slow).headers.connection, 'close')
  await stopped
  await assert.rejects(ask(`${listener.address}/quick`, agent), { code: 'ECONNREFUSED' })
})

async function ask(address: string, agent: Agent): Promise<IncomingMessage> {
  const answer = await new Promise<IncomingMessage>((done, fail) => {
    get(address, { agent }, done).on('error', fail)
  })
  for await (const _ of answer);
  return answer
}
