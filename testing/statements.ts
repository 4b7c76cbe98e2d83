import pg from 'pg'

/**
 * What is said to the database, begin and commit too, by anything in this process but the queue of
 * jobs, which looks by itself every so often whether there is work.
 */
export async function statementsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  const said: string[] = []
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [first] = args
    const { application_name } = Reflect.get(this, 'connectionParameters')
    if (application_name !== 'peil-jobs') {
      said.push(typeof first === 'string' ? first : String((first as { text?: string }).text))
    }
    return Reflect.apply(query, this, args)
  } as typeof query
  try {
    await work()
  } finally {
    pg.Client.prototype.query = query
  }
  return said
}
