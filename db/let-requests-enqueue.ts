import type pg from 'pg'
import { lockNumbers } from './lock-numbers.ts'

/**
 * Lets a request add jobs to the queue's own tables. It reads none, of its own register or another,
 * and changes none. Of two processes that start at once, one waits for the other.
 */
export async function letRequestsEnqueue(pool: pg.Pool): Promise<void> {
  await pool.query(`
  select pg_advisory_xact_lock(${lockNumbers.letEnqueue});
  revoke all on all tables in schema pgboss from peil_app;
  grant usage on schema pgboss to peil_app;
  grant select on pgboss.queue to peil_app;
  do $$
  declare t regclass;
  begin
    for t in
      select attrelid from pg_attribute
      join pg_class on pg_class.oid = attrelid and relkind in ('r', 'p')
        and relnamespace = 'pgboss'::regnamespace
      where attname = 'singleton_key' and relname like 'job%'
    loop
      execute format('grant insert, select (id, start_after) on %s to peil_app', t);
    end loop;
  end
  $$;`)
}
