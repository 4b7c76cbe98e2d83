import type pg from 'pg'

/** Takes back what a transaction did so far. A line that broke has none any more; what broke it stays what is told. */
export async function rollBack(client: pg.PoolClient): Promise<void> {
  await client.query('rollback').catch(() => undefined)
}
