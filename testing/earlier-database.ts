import { sql } from 'kysely'
import type { Connection } from '#db/connection.ts'
import { open } from '#db/connection.ts'
import { migrate, readMigrations } from '#db/migrate.ts'
import { freshDatabase } from './database.ts'

/** A database as it was before a migration, on a server that others manage. */
export interface EarlierDatabase {
  /** Of whoever sees everything: for what is made and looked at by hand. */
  readonly db: Connection['db']
  /** Does the migrations that were left out, as its owner; gives their names. */
  readonly migrate: () => Promise<readonly string[]>
  /** The names of those, in their order. */
  readonly left: readonly string[]
  readonly drop: () => Promise<void>
}

/**
 * Makes a database as it was before this migration, of an owner for whom row-level security holds. Call
 * it at the top of a test file, and drop it when the test is over.
 */
export async function databaseBefore(migration: string): Promise<EarlierDatabase> {
  const server = await freshDatabase()
  const owner = `before_${migration.replace(/\D.*/, '')}_${process.pid}`
  await sql`create role ${sql.id(owner)} login createrole`.execute(server.db)
  await sql`grant peil_app to ${sql.id(owner)}`.execute(server.db)
  await sql`create database ${sql.id(owner)} owner ${sql.id(owner)}`.execute(server.db)
  const owned = open('server', owner, { ...server.options, user: owner, database: owner })
  const seen = open('server', owner, { ...server.options, database: owner })
  const all = readMigrations()
  const place = all.findIndex(({ name }) => name === migration)
  if (place < 0) throw new Error(`There is no migration ${migration}`)
  await migrate(owned.pool, all.slice(0, place))
  return {
    db: seen.db,
    migrate: () => migrate(owned.pool),
    left: all.slice(place).map(({ name }) => name),
    drop: async () => {
      await owned.stop()
      await seen.stop()
      await sql`drop database ${sql.id(owner)}`.execute(server.db)
      await sql`drop role ${sql.id(owner)}`.execute(server.db)
    },
  }
}
