import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { parse, stringify } from 'yaml'
import type { Regulation } from '#engine'
import { compileRegulation } from '#engine'
import { compileSource } from '#regulations/load.ts'
import { sourceOf } from '#regulations/mistakes.ts'
import type { Register, RegisterFile } from '#regulations/register.ts'
import type { TestPlatform } from '#testing/platform.ts'

/** Gives the KRSD of a test a regulation that nobody has: its own, with other keys in place. */
export async function withMadeUpVersion(
  peil: TestPlatform,
  changes: Readonly<Record<string, unknown>>,
  more: Partial<RegisterFile> = {},
): Promise<void> {
  const { registers } = peil.platform
  const krsd = registers.get('krsd')
  assert.ok(krsd !== undefined && registers instanceof Map)
  const file = new URL('../regulations/krsd/2021-01-01.yaml', import.meta.url)
  const own = parse(await readFile(file, 'utf8'))
  // Decided with the last vote: how a meeting decides is tried by itself.
  const committee = { ...own.committee, decides: 'when-enough-votes' }
  const content = { ...own, committee, ...changes }
  const text = stringify(content, { aliasDuplicateObjects: false })
  const register = { ...krsd, ...more }
  const version = compileSource(sourceOf(text, 'made-up.yaml'), register)
  registers.set('krsd', { ...register, versions: [version] })
}

/** Gives a register a later version: its last one before that day, with what a change makes otherwise. */
export function withLaterVersion<Of extends Register>(
  register: Of,
  from: string,
  change: (regulation: Regulation) => Partial<Regulation>,
): Of {
  const version = Temporal.PlainDate.from(from)
  const earlier = register.versions.filter(
    ({ regulation }) => Temporal.PlainDate.compare(regulation.version, version) < 0,
  )
  const last = earlier.at(-1)
  assert.ok(last !== undefined)
  const regulation = {
    ...last.regulation,
    version,
    ...change(last.regulation),
  }
  return {
    ...register,
    versions: [...earlier, compileRegulation(regulation, last.words)],
  }
}
