import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import net from 'node:net'
import { test } from 'node:test'
import { openPool, takeConnection } from './waiting-pool.ts'

// What a server says, as the frontend/backend protocol of PostgreSQL has it: a letter, how long it is, and the rest.
function message(letter: string, rest: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeInt32BE(rest.length + 4)
  return Buffer.concat([Buffer.from(letter), length, rest])
}
const isOpen = Buffer.concat([message('R', Buffer.alloc(4)), message('Z', Buffer.from('I'))])
const isGone = message(
  'E',
  Buffer.from(
    'SFATAL\0VFATAL\0C57P01\0Mterminating connection due to unexpected postmaster exit\0\0',
  ),
)

test('a server that ends a line in the same breath in which it opened it ends no process', async () => {
  const server = net.createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => socket.write(Buffer.concat([isOpen, isGone])))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const pool = openPool(
    { host: '127.0.0.1', port, user: 'peil', database: 'peil' },
    { most: 2, waitSeconds: 5 },
  )
  for (let nth = 0; nth < 3; nth += 1) {
    await assert.rejects(takeConnection(pool), /unexpected postmaster exit/)
  }
  assert.equal(pool.totalCount, 0)
  await pool.end()
  server.close()
})
