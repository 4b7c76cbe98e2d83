import { spawn } from 'node:child_process'
import { cp, mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './imports.ts'

// A copy of the project in which mistakes are planted, to see whether the tests see them.

export interface Copy {
  readonly folder: string
  /** Whether all these tests pass; with names, those of these names. What never ends does not pass. */
  passes(files: readonly string[], names?: readonly string[]): Promise<boolean>
  /**
   * The file of the first test that fails, where these run in one process; undefined where all pass.
   * What has not ended after so many milliseconds fails too.
   */
  firstFailure(files: readonly string[], longest?: number): Promise<string | undefined>
  remove(): Promise<void>
}

/** Copies the project to a folder of its own, with the packages of this one. */
export async function copyProject(env: NodeJS.ProcessEnv = process.env): Promise<Copy> {
  const folder = await mkdtemp(join(tmpdir(), 'peil-mistakes-'))
  for (const name of await readdir(root)) {
    if (apart.has(name)) continue
    await cp(join(root, name), join(folder, name), { recursive: true })
  }
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  return {
    folder,
    passes: async (files, names = []) => {
      const only = names.map((name) => `--test-name-pattern=/^${RegExp.escape(name)}$/`)
      const { code } = await runNode(folder, env, ['--test', ...only, ...files], tooLong)
      return code === 0
    },
    firstFailure: async (files, longest = tooLong) => {
      const args = ['testing/first-failure.ts', ...files]
      const { code, said } = await runNode(folder, env, args, longest)
      return code === 0 ? undefined : (said.trim().split('\n').at(-1) ?? '')
    },
    remove: () => rm(folder, { recursive: true }),
  }
}

const apart = new Set(['node_modules', '.git', '.data', '.cache', 'screenshots'])
const tooLong = 300_000

function runNode(
  folder: string,
  env: NodeJS.ProcessEnv,
  args: readonly string[],
  longest: number,
): Promise<{ readonly code: number | null; readonly said: string }> {
  const running = spawn(process.execPath, ['--import', 'tsx', ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'ignore'],
    // A test that is run by a test would report to the one that runs it.
    env: { ...env, NODE_TEST_CONTEXT: undefined },
    detached: true,
  })
  let said = ''
  running.stdout.setEncoding('utf8').on('data', (text) => {
    said += text
  })
  return new Promise((resolve, reject) => {
    // What is in an endless loop hears no polite request.
    const end = setTimeout(() => {
      if (running.pid !== undefined) process.kill(-running.pid, 'SIGKILL')
    }, longest)
    running.on('error', reject)
    running.on('close', (code) => {
      clearTimeout(end)
      resolve({ code, said })
    })
  })
}
