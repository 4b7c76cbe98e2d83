import * as fs from 'node:fs'
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { isAlive } from '#db/embedded.ts'
import { keyInFile } from '#domain/platform/audit/checkpoint.ts'
import { witnessVerifier } from '#domain/platform/audit/cosignature.ts'
import { logsIn, Witness } from '#domain/platform/audit/witness.ts'
import type { Command } from './command.ts'
import { answer, WrongInput } from './command.ts'
import { readOptions } from './options.ts'

const most = 64 * 1024

/** `peil witness`: countersigns the logs of others, until it is stopped. */
export const witnessCommand: Command = {
  name: 'witness',
  summary: 'countersign the records of others',
  help: `peil witness <folder> --name name [--host host] [--port port]

Serves a witness of transparency logs (C2SP tlog-witness) on a port, until it is stopped: it countersigns a
checkpoint only when that goes on from the last one that it saw of that log. Its key and what it saw lie in
the folder, in which one witness runs at a time; the key is made the first time. It prints its published key
and where it listens.

--name is how the witness is known, such as witness.example.nl; it belongs to the key and stays. The file
logs in the folder has the published key of one log on each line (peil audit key prints it), and behind it
those that replaced it. It is read anew for each request.

--host is localhost and --port 8081 unless they say otherwise. Exit status 2 when something is refused.`,
  run: async (args, terminal) => {
    const { values, positionals } = readOptions(args, {
      name: { type: 'string' },
      host: { type: 'string' },
      port: { type: 'string' },
    })
    const [folder, ...others] = positionals
    const { name, host = 'localhost', port = '8081' } = values
    if (folder === undefined || others.length > 0 || name === undefined) {
      throw new WrongInput('schrijf: peil witness <map> --name <naam> (see peil witness --help)')
    }
    if (!/^[^\s+]+$/.test(name) || !/^\d{1,5}$/.test(port)) {
      throw new WrongInput(
        'een naam heeft geen spatie of plus, en een poort is een getal (wrong name or port)',
      )
    }
    const { server, verifier, address } = await startWitness(folder, {
      name,
      host,
      port: Number(port),
    })
    answer(terminal, `${verifier}\n${address}`)
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
    })
    await new Promise((resolve) => server.close(resolve))
    fs.rmSync(path.join(folder, 'running'), { force: true })
    return 0
  },
}

/** Starts a witness in a folder, and gives its published key and its address. Throws WrongInput. */
export async function startWitness(
  folder: string,
  { name, host, port }: { readonly name: string; readonly host: string; readonly port: number },
): Promise<{ readonly server: Server; readonly verifier: string; readonly address: string }> {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  takeFolder(folder)
  const key = keyInFile(path.join(folder, 'witness.pem'))
  const witness = new Witness(folder, { name, key }, logsIn(folder))
  const server = createServer(async (request, response) => {
    const say = (status: number, body: string, contentType = 'text/plain; charset=utf-8') =>
      response.writeHead(status, { 'content-type': contentType }).end(body)
    if (request.url !== '/add-checkpoint')
      return say(404, 'there is add-checkpoint here and nothing else\n')
    if (request.method !== 'POST') return say(405, 'it is to be posted\n')
    try {
      const parts: Buffer[] = []
      let length = 0
      for await (const part of request) {
        length += part.length
        if (length > most) return say(413, 'it is too long\n')
        parts.push(part)
      }
      const { status, body, contentType } = await witness.addCheckpoint(
        Buffer.concat(parts).toString('utf8'),
      )
      return say(status, body, contentType)
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
      return say(500, 'it cannot be done just now\n')
    }
  })
  server.requestTimeout = 20_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(
        new WrongInput(
          `op ${host}:${port} kan niet worden geluisterd: ${error.message} (cannot listen)`,
        ),
      ),
    )
    server.listen(port, host, resolve)
  })
  const at = server.address() as AddressInfo
  return {
    server,
    verifier: witnessVerifier(name, key),
    address: `http://${at.family === 'IPv6' ? `[${at.address}]` : at.address}:${at.port}`,
  }
}

// Two that keep what they saw apart would sign for two histories.
function takeFolder(folder: string): void {
  const file = path.join(folder, 'running')
  const pid = fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) : 0
  if (pid > 0 && pid !== process.pid && isAlive(pid)) {
    throw new WrongInput(`in ${folder} draait al een getuige, proces ${pid} (a witness is running)`)
  }
  fs.rmSync(file, { force: true })
  fs.writeFileSync(file, String(process.pid), { flag: 'wx' })
}
