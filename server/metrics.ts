import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type pg from 'pg'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Replica } from '#db/replica.ts'
import { inspectorsNow } from '#domain/dossier/evidence/inspectors.ts'
import type { Figures } from '#domain/platform/alarm/figures.ts'

/** An answer, as it is counted. */
export interface Answered {
  readonly method: string
  /** As the table of the site has it. */
  readonly page: string
  readonly status: number
  readonly seconds: number
}

/** What this process measures of itself and of what all share, in the text format of Prometheus. */
export interface Metrics {
  readonly answered: (one: Answered) => void
  readonly text: () => Promise<string>
}

/** Why the metrics cannot be served, in one line that is meant to be printed. */
export class MetricsRefused extends Error {}

/** What is measured. No label says anything of anybody. */
export function makeMetrics({
  pool,
  figures,
  replica,
}: {
  readonly pool: Pick<pg.Pool, 'totalCount' | 'idleCount' | 'waitingCount'>
  /** How it stands with what all processes share; where the database does not answer, nothing. */
  readonly figures: () => Promise<Figures>
  /** How the replica is, where one is named. */
  readonly replica?: Pick<Replica, 'look'> | undefined
}): Metrics {
  const registers = [new Registry()]
  const [register] = registers as [Registry]
  collectDefaultMetrics({ register })
  const seconds = new Histogram({
    name: 'peil_request_seconds',
    help: 'How long requests took, by page as the table of the site has it',
    labelNames: ['method', 'page', 'status'],
    buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10],
    registers,
  })
  const connections = new Gauge({
    name: 'peil_database_connections',
    help: 'Connections of this process that write: open, idle, and requests that wait for one',
    labelNames: ['state'],
    registers,
  })
  const inspectors = new Gauge({
    name: 'peil_inspectors',
    help: 'Uploads being inspected in this process, and those that wait for it',
    labelNames: ['state'],
    registers,
  })
  const shared = new Gauge({
    name: 'peil_figure',
    help: 'How it stands with what all processes share: counts, ages in seconds, megabytes',
    labelNames: ['of'],
    registers,
  })
  const jobs = new Gauge({
    name: 'peil_jobs',
    help: 'Jobs in the queue by name and state',
    labelNames: ['name', 'state'],
    registers,
  })
  const oldest = new Gauge({
    name: 'peil_jobs_oldest_seconds',
    help: 'How long the oldest job that is due has been waiting, by name',
    labelNames: ['name'],
    registers,
  })
  const unread = new Counter({
    name: 'peil_figures_failed_total',
    help: 'How often what all processes share could not be read',
    registers,
  })
  const ofReplica = replica && {
    used: new Gauge({
      name: 'peil_replica_used',
      help: 'Whether this process reads from the replica: 1, or 0 where the first server answers in its place',
      registers,
    }),
    lag: new Gauge({
      name: 'peil_replica_lag_seconds',
      help: 'How far the replica is behind, as this process measures it',
      registers,
    }),
  }
  const look = async () => {
    if (ofReplica !== undefined && replica !== undefined) {
      const { state, lagSeconds } = replica.look()
      ofReplica.used.set(state === 'in-use' ? 1 : 0)
      ofReplica.lag.reset()
      if (lagSeconds !== undefined) ofReplica.lag.set(lagSeconds)
    }
    connections.set({ state: 'open' }, pool.totalCount)
    connections.set({ state: 'idle' }, pool.idleCount)
    connections.set({ state: 'waiting' }, pool.waitingCount)
    const { atWork, waiting } = inspectorsNow()
    inspectors.set({ state: 'at-work' }, atWork)
    inspectors.set({ state: 'waiting' }, waiting)
    for (const gauge of [shared, jobs, oldest]) gauge.reset()
    try {
      const found = await figures()
      for (const [of, value] of Object.entries(found.counts)) {
        if (value !== undefined) shared.set({ of }, value)
      }
      for (const { name, state, count, oldestSeconds } of found.jobs) {
        jobs.set({ name, state }, count)
        if (oldestSeconds !== undefined) oldest.set({ name }, oldestSeconds)
      }
    } catch {
      unread.inc()
    }
  }
  return {
    answered: ({ method, page, status, seconds: took }) =>
      seconds.observe({ method, page, status: String(status) }, took),
    text: async () => {
      await look()
      return register.metrics()
    },
  }
}

/**
 * Serves the metrics on an address of their own, which `PEIL_METRICS` names as `port` (of this machine alone) or
 * `host:port`. Without it they are nowhere.
 */
export async function serveMetrics(
  metrics: Metrics,
  asked: string,
): Promise<{ readonly address: string; stop(): Promise<void> }> {
  const [, host = '127.0.0.1', port = ''] = /^(?:(.+):)?(\d{1,5})$/.exec(asked) ?? []
  if (port === '' || Number(port) > 65535) {
    throw new MetricsRefused(
      `PEIL_METRICS is ${asked}, which is no port and no host:port such as 127.0.0.1:9464.`,
    )
  }
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end()
      return
    }
    metrics.text().then(
      (text) =>
        response
          .writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' })
          .end(text),
      () => response.writeHead(503).end(),
    )
  })
  await new Promise<void>((done, fail) => {
    server.once('error', (error) =>
      fail(new MetricsRefused(`PEIL_METRICS is ${asked}: ${error.message}`)),
    )
    server.listen(Number(port), host.replace(/^\[(.*)\]$/, '$1'), done)
  })
  return {
    address: `http://${host}:${(server.address() as AddressInfo).port}/metrics`,
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
