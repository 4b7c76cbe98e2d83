import type { KeyObject } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '#db/schema.ts'
import type { Registers } from '#domain/platform/context/registers.ts'
import type { IdentityProvider } from '#domain/platform/identity/identity-provider.ts'
import type { DailyBudget } from '#domain/platform/look-up/daily-budget.ts'
import type { LookupLimit } from '#domain/platform/look-up/limit-lookups.ts'
import type { MadeUpMollie } from '#domain/platform/mollie/made-up-mollie.ts'
import type { Mollie } from '#domain/platform/mollie/mollie.ts'
import type { Secrets } from '#domain/platform/secret/secrets.ts'
import type { SecurityLog } from '#domain/platform/security-log/security-log.ts'
import type { Scanner } from '#domain/platform/storage/scanner.ts'
import type { Storage } from '#domain/platform/storage/storage.ts'
import type { Turns } from '#domain/platform/turn/turns.ts'
import type { Norms } from '#norms/load.ts'
import type { SealIdentity } from '#papers/seal.ts'
import type { TrustedSigners } from '#papers/signatures/trusted-signers.ts'

/** What goes before what: somebody sits waiting for the first, and the last come many at a time. */
export type Urgency = 'first' | 'ordinary' | 'last'

/** Work that is done after the transaction, and only if it commits. */
export type Job =
  | {
      readonly name: 'deliver-mail'
      readonly data: { readonly mailId: string }
      readonly urgency: Urgency
      /** Where its receiver has their mailbox: the part of the address behind the @. */
      readonly domain: string
      /** After how many seconds it is begun; at once without it. */
      readonly after?: number
    }
  | {
      readonly name: 'make-papers'
      readonly data: { readonly register: string; readonly papers: readonly string[] }
    }
  | {
      readonly name: 'answer-by-mail'
      readonly data: { readonly register: string; readonly asked: AskedByMail }
    }
  | { readonly name: 'move-clock'; readonly data: { readonly goOn: boolean } }
  | {
      readonly name: 'read-delivery' | 'take-over'
      readonly data: { readonly register: string; readonly takeoverId: string }
    }
  | {
      readonly name: 'make-personal-export'
      readonly data: { readonly register: string; readonly exportId: string }
    }
  | { readonly name: 'daily'; readonly data: { readonly register: string } }
  | {
      readonly name: 'attendance'
      readonly data: {
        readonly register: string
        readonly organisationId: string
        readonly deliveryId: string
      }
      /** After how many seconds it is begun; at once without it. */
      readonly after?: number
    }
  | {
      readonly name: 'course-import'
      readonly data: {
        readonly register: string
        readonly organisationId: string
        readonly importId: string
      }
    }
  | {
      readonly name: 'bank-file'
      readonly data: { readonly register: string; readonly fileId: string }
    }
  | {
      readonly name: 'online-payment'
      readonly data: { readonly register: string; readonly onlinePaymentId: string }
      /** After how many seconds it is begun; at once without it. */
      readonly after?: number
    }

/**
 * What is asked to be mailed to an address of which nobody may learn whether there is an account. Of the
 * browser that asks, and of a password, only hashes come along.
 */
export type AskedByMail =
  | {
      readonly wanted: 'sign-in' | 'reset-password'
      readonly email: string
      readonly browser: string
      readonly code: string
      /** Where to go after signing in. */
      readonly back?: string | undefined
    }
  | {
      readonly wanted: 'confirm-email'
      readonly email: string
      readonly browser: string
      readonly code: string
      readonly passwordHash: string
    }
  | { readonly wanted: 'confirm-email-again'; readonly email: string }

/** What one running Peil has: its database, registers, file store and address. */
export interface Platform {
  readonly db: Kysely<Database>
  readonly registers: Registers
  /** The norms about work that come with Peil, each with its versions. */
  readonly norms: Norms
  readonly files: Storage
  /** Scans for viruses; undefined where no scanner is set. */
  readonly scanner: Scanner | undefined
  /** The folder in which large files wait for the rest of them, and for their form. */
  readonly incoming: string
  /** The key that seals certificates. */
  readonly identity: SealIdentity
  /** The key that signs the audit record; others know it by `verifierKey`. */
  readonly auditKey: KeyObject
  /** Hides what Peil has to read again and nobody else may, such as second factors. */
  readonly secrets: Secrets
  /** By whose word the signatures in documents of others are believed. */
  readonly signers: TrustedSigners
  /** The key that signs sample documents; in the demo only. */
  readonly sampleSigner: SealIdentity | undefined
  /** Where Peil is reached, for links in mails and QR codes, without a slash at the end. */
  readonly origin: string
  /** The mail address of whoever runs this Peil, for other systems and for who found a weakness. */
  readonly contact: string
  /** How often one address may look something up in public. */
  readonly lookups: LookupLimit
  /** How much of something one person may have in hand at once, over all processes. */
  readonly turns: Turns
  /** How many people of the public register one source sees in a day. */
  readonly budget: DailyBudget
  /** How many rows of lists of one organisation may name nobody on one day. */
  readonly unknownRowsADay: number
  /** What whoever keeps watch over this Peil reads. */
  readonly securityLog: SecurityLog
  /** How many days backups are kept, as whoever runs Peil says; undefined where nobody said so. */
  readonly backupDays: number | undefined
  /** After how many days without a backup that is an alarm; 0 where somebody else looks after it. */
  readonly backupAlarmDays: number
  /** Where people of an organisation may sign in; undefined where none is named. */
  readonly identityProvider: IdentityProvider | undefined
  /** Mollie as a register has it, by the id of that; undefined where it is not paid online. */
  readonly mollie: (register: string) => Mollie | undefined
  /** The Mollie of the demo, in which no money goes round; in the demo only, where no real one is set. */
  readonly madeUpMollie: MadeUpMollie | undefined
  /** Whether addresses that people give may lead into the network in which Peil runs, as whoever runs it says. */
  readonly outgoing: 'public' | 'anywhere'
  /** Whether there is a mail server; without one somebody has to pass on what lies here. */
  readonly sendsMail: boolean
  /** Whether the demo's sign-in, mailbox and clock are on. */
  readonly demo: boolean
  /** Enqueues work in the transaction that causes it. */
  readonly enqueue: (db: Transaction<Database>, job: Job) => Promise<void>
}
