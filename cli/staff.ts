import { listStaff } from '#domain/people/staff/list-staff.ts'
import { settleStaffChange } from '#domain/people/staff/settle-change.ts'
import { waitingChanges } from '#domain/people/staff/waiting-changes.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import { waitingImport } from '#domain/platform/register/settle-import.ts'
import { formatChoice } from '#language/lists.ts'
import { changeWords } from '#web/admin/staff.tsx'
import type { Terminal } from './command.ts'
import { answer, WrongInput } from './command.ts'
import { readOptions } from './options.ts'
import { withPlatform } from './with-platform.ts'

const actor = { kind: 'system', task: 'command-line' } as const
const events = { confirm: 'confirm', refuse: 'refuse' } as const

/**
 * Runs `peil staff …`: what waits for a second administrator, and the second pair of eyes of whoever runs Peil
 * where a register has only one. Throws WrongInput for what cannot be settled this way.
 */
export async function runStaff(
  args: readonly string[],
  terminal: Terminal,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<number> {
  const [command = '', id = '', change = '', ...others] = readOptions(args, {}).positionals
  const event = command === 'confirm' || command === 'refuse' ? events[command] : undefined
  const isList = command === 'list' && change === ''
  if (id === '' || others.length > 0 || (!isList && (event === undefined || change === ''))) {
    throw new WrongInput(
      'schrijf: peil staff list <register>, of peil staff confirm|refuse <register> <voorstel> (see peil staff --help)',
    )
  }
  return withPlatform(env, { command: 'peil staff', register: id }, async (platform, register) => {
    const within = <Result>(work: (context: Context) => Promise<Result>) =>
      inRegister(platform, { register }, actor, work)
    if (event === undefined) {
      const lines = (await within(waitingChanges)).map((one) => {
        const by = one.proposer === '' ? '' : `, voorgesteld door ${one.proposer}`
        return `${one.id}  ${changeWords(register, one)}${by} op ${one.proposedOn}`
      })
      if (lines.length === 0) lines.push('Er wacht niets op een tweede beheerder.')
      return answer(terminal, [...lines, ...(await within(filesThatWait))].join('\n'))
    }
    const settled = await within((context) => settleStaffChange(context, change, event))
    switch (settled.outcome) {
      case 'done': {
        const done = event === 'confirm' ? 'Bevestigd' : 'Afgewezen'
        return answer(terminal, `${done}: ${changeWords(register, settled.change)}.`)
      }
      case 'others-can':
        throw new WrongInput(
          `er is een andere beheerder die dit kan: ${settled.others.join(', ')} (another administrator can do this)`,
        )
      case 'no-longer':
        throw new WrongInput(
          'dit kan niet meer: er is intussen iets veranderd (something changed meanwhile)',
        )
      case 'not-yours':
      case 'not-found':
        throw new WrongInput(`er wacht geen voorstel ${change} (no such proposal)`)
    }
  })
}

// Whoever runs Peil brought them in, so that an administrator is the second pair of eyes, also the only one.
async function filesThatWait(context: Context): Promise<readonly string[]> {
  const waiting = await waitingImport(context)
  if (waiting === undefined) return []
  const staff = (await listStaff(context)).filter(({ role }) => role === 'administrator')
  const by = formatChoice(
    staff.map(({ name, email }) => (name === '' ? email : `${name} (${email})`)),
  )
  return [
    `De bestanden van het register wachten sinds ${waiting.on} op een beheerder: ${by} bevestigt ze op de pagina Reglement (files wait for an administrator).`,
  ]
}
