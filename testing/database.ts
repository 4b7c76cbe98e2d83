import { after } from 'node:test'
import type { Connection } from '#db/connection.ts'
import { embeddedOptions, open } from '#db/connection.ts'
import { endings } from './endings.ts'
import type { TestServer } from './server.ts'
import {
  asOwner,
  hostVariable,
  keepRecordsLeft,
  startTestServer,
  templateDatabase,
  testLogins,
} from './server.ts'

// A database for each test file. `npm test` starts one PostgreSQL for the whole run; a test file
// that is run on its own starts its own, which ends with it.

/**
 * Makes a database for this test file: empty and migrated, or a copy of another template. Call it at
 * the top of the file: `const { db } = await freshDatabase()`. It is dropped when the file's tests are over.
 */
export async function freshDatabase(templateOn = templateDatabase): Promise<Connection> {
  opened ??= openServer()
  const { host } = await opened
  const template = await templateOn(host)
  count += 1
  const name = `test_${process.pid}_${count}`
  await asOwner(host, async (client) => {
    await client.query(`drop database if exists ${name} with (force)`)
    await client.query(`create database ${name} template ${template} strategy file_copy`)
  })
  let stopped: Promise<void> | undefined
  const options = { ...embeddedOptions(host, name, 'test'), options: plannedOnce }
  // What a test arranges and looks at by hand is done by the owner.
  const logins = { web: { ...testLogins(host, name).web, options: plannedOnce }, work: options }
  const connection = open('embedded', `test database ${name}`, options, { logins })
  const stop = () => (stopped ??= connection.stop())
  databases.push({ name, stop })
  return { ...connection, stop }
}

// Here and not in the function, where it would belong to the test that calls it. Of the files that
// share a process only the first comes by here, so who runs them closes the databases of the others.
after(closeDatabases)
endings.push(closeDatabases)

// In tables of a few rows any plan is as good. To make five for each question before one is kept cost more than answering.
const plannedOnce = '-c plan_cache_mode=force_generic_plan'

let opened: Promise<Pick<TestServer, 'host' | 'stop'>> | undefined
let count = 0
const databases: { name: string; stop(): Promise<void> }[] = []

async function openServer(): Promise<Pick<TestServer, 'host' | 'stop'>> {
  const host = process.env[hostVariable]
  return host ? { host, stop: async () => undefined } : startTestServer()
}

async function closeDatabases(): Promise<void> {
  if (!opened) return
  const server = await opened
  const made = databases.splice(0)
  for (const { name, stop } of made) {
    await stop()
    await keepRecordsLeft(server.host, name)
  }
  await asOwner(server.host, async (client) => {
    for (const { name } of made) await client.query(`drop database ${name} with (force)`)
  })
  await server.stop()
  opened = undefined
}
