import http from 'node:http'
import pg from 'pg'
import { embeddedOptions } from '#db/connection.ts'

// What somebody would write by hand: node:http, the same queries as prepared statements, and pages
// made by joining strings. No sessions, roles, transactions or checks. Started by bench/pages.ts.

/** One address: the queries that Peil makes for it, and its page, cut at the rows. */
export interface BarePage {
  readonly path: string
  readonly queries: readonly { readonly sql: string; readonly parameters: readonly unknown[] }[]
  /** The page up to the rows and after them; without them the first row is given as JSON. */
  readonly head: string
  readonly tail: string
  /** Which query gives the rows. */
  readonly rowsOf: number
  readonly kind: 'people' | 'activities' | 'json'
}

type Row = Readonly<Record<string, unknown>>

const [host = '', database = ''] = process.argv.slice(2)
if (process.send !== undefined) start()

function start(): void {
  const pool = new pg.Pool({ ...embeddedOptions(host, database, 'bare'), max: 10 })
  const pages = new Map<string, BarePage>()
  const names = new Map<string, string>()
  const nameOf = (sql: string) => {
    const known = names.get(sql)
    if (known !== undefined) return known
    const name = `q${names.size}`
    names.set(sql, name)
    return name
  }
  const server = http.createServer((request, response) => {
    const page = pages.get(request.url ?? '')
    if (page === undefined) {
      response.writeHead(404).end()
      return
    }
    answer(pool, page, nameOf).then(
      (body) => {
        const type = page.kind === 'json' ? 'application/json' : 'text/html; charset=utf-8'
        response.writeHead(200, {
          'content-type': type,
          'content-length': Buffer.byteLength(body),
        })
        response.end(body)
      },
      (error) => response.writeHead(500).end(String(error)),
    )
  })
  process.on('message', (page: BarePage) => {
    pages.set(page.path, page)
    process.send?.({ known: pages.size })
  })
  process.once('disconnect', () => process.exit(0))
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    if (address !== null && typeof address === 'object') process.send?.({ port: address.port })
  })
}

async function answer(
  pool: pg.Pool,
  page: BarePage,
  nameOf: (sql: string) => string,
): Promise<string> {
  const client = await pool.connect()
  try {
    let rows: readonly Row[] = []
    for (const [index, { sql, parameters }] of page.queries.entries()) {
      const result = await client.query<Row>({
        name: nameOf(sql),
        text: sql,
        values: [...parameters],
      })
      if (index === page.rowsOf) rows = result.rows
    }
    if (page.kind === 'json') return JSON.stringify(rows[0])
    const cells = page.kind === 'people' ? person : activity
    return page.head + rows.map(cells).join('') + page.tail
  } finally {
    client.release()
  }
}

function person(row: Row): string {
  return `<li class="person"><a class="person-name" href="/krsd/register/${text(row.id)}">${text(row.name)}</a><span class="tag tag-green">${text(row.status)}</span><p class="person-fact">Geldig tot en met ${text(row.valid_until)}</p></li>`
}

function activity(row: Row): string {
  const cells = Object.values(row).map((value) => `<td role="cell">${text(value)}</td>`)
  return `<tr role="row">${cells.join('')}</tr>`
}

const marks: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

function text(value: unknown): string {
  return String(value ?? '').replaceAll(/[&<>"]/g, (mark) => marks[mark] ?? mark)
}
