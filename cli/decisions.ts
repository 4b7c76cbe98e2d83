import { connect } from '#db/connection.ts'
import { replayDecisions } from '#domain/certification/committee/replay-decisions.ts'
import { Registers } from '#domain/platform/context/registers.ts'
import type { Terminal } from './command.ts'
import { answer, answerJson, printable, WrongInput } from './command.ts'
import { readOptions } from './options.ts'

/** Runs `peil decisions …`; returns 0, or 1 when a decision comes out otherwise. */
export async function runDecisions(
  args: readonly string[],
  terminal: Terminal,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<number> {
  const { values, positionals } = readOptions(args, { json: { type: 'boolean' } })
  const [command, name, ...others] = positionals
  if (command !== 'replay' || others.length > 0) {
    throw new WrongInput('schrijf: peil decisions replay [register] (see peil decisions --help)')
  }
  const connection = await connect(env, 'peil decisions')
  try {
    const registers = await Registers.open(connection.db)
    const asked = [...registers.values()].filter(({ id }) => name === undefined || id === name)
    if (name !== undefined && asked.length === 0) {
      const known = [...registers.keys()].join(', ')
      throw new WrongInput(`onbekend register ${name}; bekend: ${known} (unknown register)`)
    }
    const faulty = [...registers.faults.values()].filter(
      ({ register }) => name === undefined || register === name,
    )
    for (const { register, reasons } of faulty) {
      terminal.error.write(
        printable(
          `${register}: wat het laatst is ingevoerd, kan niet worden gelezen; gerekend is met wat daarvóór was ingevoerd (files with mistakes)\n${reasons.join('\n')}\n`,
        ),
      )
    }
    const found: Record<string, Awaited<ReturnType<typeof replayDecisions>>> = {}
    for (const register of asked) {
      found[register.id] = await replayDecisions(connection.db, register)
    }
    if (values.json === true) answerJson(terminal, found)
    else answer(terminal, Object.entries(found).flatMap(linesOf).join('\n'))
    if (faulty.length > 0) return 1
    return Object.values(found).every(({ differing }) => differing.length === 0) ? 0 : 1
  } finally {
    await connection.stop()
  }
}

function linesOf([id, { decisions, erased, differing }]: [
  string,
  Awaited<ReturnType<typeof replayDecisions>>,
]): readonly string[] {
  const count = decisions === 1 ? '1 besluit' : `${decisions} besluiten`
  // Of what is not kept any more nothing can be reckoned.
  const gone = erased === 0 ? [] : [`${id}: ${erased} gewist, zoals in het logboek staat.`]
  if (differing.length === 0)
    return [`${id}: ${count} opnieuw gerekend, elk met dezelfde uitkomst.`, ...gone]
  return [
    `${id}: ${count} opnieuw gerekend, ${differing.length} met een andere uitkomst:`,
    ...differing.flatMap(({ number, decidedOn, differences }) => [
      `- ${number}, besluit van ${decidedOn}`,
      ...differences.map((difference) => `    ${difference}`),
    ]),
    ...gone,
  ]
}
