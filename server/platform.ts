import path from 'node:path'
import type { Kysely } from 'kysely'
import type { Database } from '#db/schema.ts'
import { unknownRowsADay } from '#domain/learning/attendance-list/judge-within-budget.ts'
import { secretsInUse } from '#domain/people/account/hide-factors.ts'
import { usualBackupAlarmDays } from '#domain/platform/alarm/find-troubles.ts'
import { keyInUse } from '#domain/platform/audit/audit-key.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { Registers } from '#domain/platform/context/registers.ts'
import { identityProviderOf } from '#domain/platform/identity/identity-provider.ts'
import { DailyBudget } from '#domain/platform/look-up/daily-budget.ts'
import type { LookupsPerMinute } from '#domain/platform/look-up/limit-lookups.ts'
import { LookupLimit } from '#domain/platform/look-up/limit-lookups.ts'
import { MadeUpMollie } from '#domain/platform/mollie/made-up-mollie.ts'
import type { Mollie } from '#domain/platform/mollie/mollie.ts'
import { mollieBy } from '#domain/platform/mollie/mollie.ts'
import { molliesOf } from '#domain/platform/mollie/mollie-of.ts'
import type { SecurityLog } from '#domain/platform/security-log/security-log.ts'
import { clamav } from '#domain/platform/storage/scanner.ts'
import { storage } from '#domain/platform/storage/storage.ts'
import { Turns } from '#domain/platform/turn/turns.ts'
import { loadNorms } from '#norms/load.ts'
import type { SealIdentity } from '#papers/seal.ts'
import { sealIdentity } from '#papers/seal.ts'
import type { TrustedSigners } from '#papers/signatures/trusted-signers.ts'
import { trustedSigners } from '#papers/signatures/trusted-signers.ts'
import { timeStamps } from '#papers/time-stamp.ts'
import type { Register } from '#regulations/register.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Puts one running Peil together: the registers that were imported, file store, sealing key, and where it is reached. */
export async function makePlatform(
  env: Environment,
  parts: {
    readonly db: Kysely<Database>
    /** The folder for keys, and for files when no S3 bucket is named. */
    readonly dataDirectory: string
    readonly origin: string
    readonly demo: boolean
    readonly enqueue: Platform['enqueue']
    /** Where the security log goes; nowhere, for what lets nobody in. */
    readonly securityLog?: SecurityLog
    /** Other limits for public look-ups than the usual ones. */
    readonly lookupsPerMinute?: LookupsPerMinute
    /** Another number of people a day that one source sees of the public register. */
    readonly peopleADay?: number
    /** Another number of rows a day with which an organisation may name nobody. */
    readonly unknownRowsADay?: number | undefined
  },
): Promise<Platform> {
  const registers = await Registers.open(parts.db)
  const sampleSigner = parts.demo
    ? await sealIdentity(
        path.join(parts.dataDirectory, 'keys', 'sample-signer.pem'),
        'Voorbeeld, geen echte handtekening',
        // Also what the people of the demo stated years ago was signed then.
        20,
      )
    : undefined
  const signers = await trustedSigners(
    env.PEIL_SIGNERS ?? path.join(parts.dataDirectory, 'signers'),
  )
  const mollies = molliesOf(env)
  const madeUpMollie = parts.demo ? new MadeUpMollie(parts.origin) : undefined
  const madeUp = madeUpMollie && madeUpMollieOf(madeUpMollie, parts.origin)
  const securityLog = parts.securityLog ?? (() => undefined)
  return {
    db: parts.db,
    registers,
    norms: await loadNorms(),
    files: storage({ ...env, PEIL_DATA: parts.dataDirectory }),
    scanner: env.PEIL_CLAMAV ? clamav(env.PEIL_CLAMAV) : undefined,
    incoming: path.join(parts.dataDirectory, 'incoming'),
    identity: {
      ...(await sealIdentity(
        path.join(parts.dataDirectory, 'keys', 'seal.pem'),
        parts.demo ? 'Peil (voorbeeld)' : 'Peil',
      )),
      timeStamps: env.PEIL_TIMESTAMP_URL ? timeStamps(env.PEIL_TIMESTAMP_URL) : undefined,
    },
    auditKey: await keyInUse(env, parts.dataDirectory, parts.db),
    secrets: await secretsInUse(env, parts.dataDirectory, parts.db),
    get signers() {
      return sampleSigner === undefined ? signers : withSample(signers, registers, sampleSigner)
    },
    sampleSigner,
    origin: parts.origin,
    get contact() {
      // The back office of the first register knows who runs it.
      return env.PEIL_CONTACT || ([...registers.values()][0]?.organisation.email ?? '')
    },
    lookups: new LookupLimit(parts.db, {
      ...(parts.lookupsPerMinute && { perMinute: parts.lookupsPerMinute }),
      refused: () => securityLog({ event: 'look-up-limited' }),
    }),
    identityProvider: identityProviderOf(env),
    mollie: (register) => mollies(register) ?? madeUp,
    madeUpMollie,
    budget: new DailyBudget(parts.db, {
      ...(parts.peopleADay && { most: parts.peopleADay }),
      spent: () => securityLog({ event: 'budget-spent' }),
    }),
    unknownRowsADay: parts.unknownRowsADay ?? unknownRowsADay,
    turns: new Turns(parts.db),
    securityLog,
    backupDays: daysOf(env.PEIL_BACKUP_DAYS),
    backupAlarmDays:
      daysOf(env.PEIL_BACKUP_ALARM_DAYS, 'PEIL_BACKUP_ALARM_DAYS') ?? usualBackupAlarmDays,
    outgoing: outgoingOf(env.PEIL_OUTGOING),
    sendsMail: Boolean(env.SMTP_URL),
    demo: parts.demo,
    enqueue: parts.enqueue,
  }
}

/** Asks the Mollie of the demo what the real one would be asked. */
function madeUpMollieOf(madeUp: MadeUpMollie, origin: string): Mollie {
  return mollieBy('test_thereIsNoMoneyInThisOne', {
    send: (request) => madeUp.answer(request),
    pages: new URL(origin).origin,
  })
}

/** Where addresses may lead that people give, as `PEIL_OUTGOING` says; what it does not know is a mistake. */
function outgoingOf(text = ''): Platform['outgoing'] {
  if (text === '' || text === 'public') return 'public'
  if (text === 'anywhere') return 'anywhere'
  throw new Error(`PEIL_OUTGOING is public or anywhere, not '${text}'`)
}

/**
 * A number of days as a setting says it, such as how long backups are kept. What is no number of days is a mistake of
 * whoever set it, which is not left for people to read: it is thrown.
 */
export function daysOf(text: string | undefined, name = 'PEIL_BACKUP_DAYS'): number | undefined {
  if (text === undefined || text === '') return undefined
  if (/^\d{1,4}$/.test(text)) return Number(text)
  throw new Error(`${name} is a number of days, not '${text}'`)
}

/** In the demo what is signed as a sample passes for every signer, beside whoever is trusted. */
function withSample(
  { signers, stamps }: TrustedSigners,
  registers: ReadonlyMap<string, Register>,
  { certificate }: SealIdentity,
): TrustedSigners {
  const named = [...registers.values()].flatMap((register) => register.signers)
  const each = named.map(({ id }) => [id, [...(signers.get(id) ?? []), certificate]] as const)
  return { signers: new Map([...signers, ...each]), stamps }
}
