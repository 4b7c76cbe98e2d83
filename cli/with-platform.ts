import { connect } from '#db/connection.ts'
import { dataDirectory } from '#db/embedded.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import type { Register } from '#regulations/register.ts'
import { makePlatform } from '#server/platform.ts'
import { WrongInput } from './command.ts'

/**
 * Works in one register of an installation, by the domain's own use cases. Mail that is written lies in the
 * database, and goes out by the Peil that runs within minutes. Throws WrongInput for a register that is not
 * there.
 */
export async function withPlatform<Result>(
  env: Readonly<Record<string, string | undefined>>,
  of: { readonly command: string; readonly register: string },
  work: (platform: Platform, register: Register) => Promise<Result>,
): Promise<Result> {
  const connection = await connect(env, of.command)
  try {
    const platform = await makePlatform(env, {
      db: connection.db,
      dataDirectory: dataDirectory(env),
      origin: env.PEIL_ORIGIN ?? 'http://localhost:3000',
      demo: false,
      enqueue: async () => undefined,
    })
    const register = platform.registers.get(of.register)
    if (register === undefined) {
      const known = [...platform.registers.keys()].join(', ')
      throw new WrongInput(`onbekend register ${of.register}; bekend: ${known} (unknown register)`)
    }
    return await work(platform, register)
  } finally {
    await connection.stop()
  }
}
