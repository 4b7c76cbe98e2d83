import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { JWK } from 'jose'
import { importJWK, jwtVerify } from 'jose'
import { sql } from 'kysely'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import { parseJson, storable } from '#language/typed.ts'

/** What a program of an organisation may do. */
export const senderScopes = ['attendance:write', 'attendance:read'] as const

export type SenderScope = (typeof senderScopes)[number]

/** For how many days a key works at most. */
export const longestKeyDays = 365

/** For how many seconds a token works that was got with a key pair. */
export const tokenSeconds = 900

/** The algorithms that a key pair may sign with. */
const algorithms = ['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519', 'PS256', 'PS384', 'RS256']

/** A program that sends lists for an organisation, as that sees it. */
export interface Sender {
  readonly id: string
  readonly name: string
  readonly scopes: readonly SenderScope[]
  /** With a key of its own, or a key pair of which the public half is known. */
  readonly by: 'key' | 'key-pair'
  readonly hint: string
  readonly expiresOn: Temporal.PlainDate
  readonly lastUsedOn: Temporal.PlainDate | undefined
  readonly withdrawnOn: Temporal.PlainDate | undefined
}

/** What is asked for a program: how long it may, and the public half of its key pair where it has one. */
export interface NewSender {
  readonly name: string
  readonly scopes: readonly SenderScope[]
  readonly expiresOn: Temporal.PlainDate
  readonly publicKey: JWK | undefined
}

/**
 * Lets a program send lists for an organisation. A key is given once, and only its hash is kept. The transaction
 * acts for the organisation.
 */
export async function makeSender(
  context: Context,
  organisationId: string,
  { name, scopes, expiresOn, publicKey }: NewSender,
): Promise<{ readonly id: string; readonly key: string | undefined }> {
  const { db, today, actor } = context
  const secret = randomBytes(32).toString('base64url')
  const { id } = await db
    .insertInto('attendance_sender')
    .values({
      organisation_id: organisationId,
      name,
      scopes: [...scopes],
      key_hash: publicKey === undefined ? hashOf(secret) : null,
      hint: publicKey === undefined ? secret.slice(-4) : (publicKey.kid ?? publicKey.kty ?? ''),
      public_key: publicKey === undefined ? null : JSON.stringify(publicKey),
      expires_on: expiresOn.toString(),
      made_by: accountIdOf(actor) ?? null,
      made_on: today.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const facts = { organisation: organisationId, name, scopes, expiresOn: expiresOn.toString() }
  await record(context, { noun: 'attendance', id, action: 'make-sender', facts })
  return { id, key: publicKey === undefined ? `peil_${id}_${secret}` : undefined }
}

/** Lets a program send nothing any more, from now on. The transaction acts for the organisation. */
export async function withdrawSender(
  context: Context,
  organisationId: string,
  id: string,
): Promise<{ readonly outcome: 'withdrawn' | 'not-found' }> {
  if (!isUuid(id)) return { outcome: 'not-found' }
  const { db, today } = context
  const { numUpdatedRows } = await db
    .updateTable('attendance_sender')
    .set({ withdrawn_on: today.toString() })
    .where('id', '=', id)
    .where('organisation_id', '=', organisationId)
    .where('withdrawn_on', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return { outcome: 'not-found' }
  await db.deleteFrom('attendance_token').where('sender_id', '=', id).execute()
  await record(context, { noun: 'attendance', id, action: 'withdraw-sender' })
  return { outcome: 'withdrawn' }
}

/** The programs of an organisation, the newest first. */
export async function listSenders(
  { db }: Pick<Context, 'db'>,
  organisationId: string,
): Promise<readonly Sender[]> {
  const rows = await db
    .selectFrom('attendance_sender')
    .where('organisation_id', '=', organisationId)
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  const day = (text: string | null) => (text === null ? undefined : Temporal.PlainDate.from(text))
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    scopes: senderScopes.filter((scope) => row.scopes.includes(scope)),
    by: row.public_key === null ? 'key' : 'key-pair',
    hint: row.hint,
    expiresOn: Temporal.PlainDate.from(row.expires_on),
    lastUsedOn: day(row.last_used_on),
    withdrawnOn: day(row.withdrawn_on),
  }))
}

/** A program that showed who it is; from then on the transaction acts for its organisation. */
export interface ActingSender {
  readonly id: string
  readonly organisationId: string
  readonly scopes: readonly string[]
}

/** Reads the public half of a key pair; undefined for what is none, or one that signs in a way that is not taken. */
export async function readPublicKey(typed: string): Promise<JWK | undefined> {
  try {
    const given = parseJson(typed)
    if (typeof given !== 'object' || given === null) return undefined
    const jwk = given as JWK
    // Whoever pastes the private half shows it to everybody: it is not kept.
    if (jwk.d !== undefined || jwk.k !== undefined || jwk.kty === 'oct') return undefined
    const key = await importJWK(jwk, algorithmOf(jwk))
    if (key instanceof Uint8Array) return undefined
    const { kty, crv, x, y, n, e, kid, alg } = jwk
    return JSON.parse(JSON.stringify({ kty, crv, x, y, n, e, kid, alg })) as JWK
  } catch {
    return undefined
  }
}

// A key that does not say how it signs, signs in the one way for its kind.
function algorithmOf({ alg, kty, crv }: JWK): string {
  if (alg !== undefined) return alg
  if (kty === 'RSA') return 'PS256'
  return { 'P-256': 'ES256', 'P-384': 'ES384', 'P-521': 'ES512' }[crv ?? ''] ?? 'EdDSA'
}

/** The program to which a key or a token leads; undefined where it leads to none that may still send. */
export async function senderOf(
  context: Context,
  bearer: string,
): Promise<ActingSender | undefined> {
  const [, id, secret] = /^peil_([0-9a-f-]{36})_([\w-]{43})$/.exec(bearer) ?? []
  return id === undefined || secret === undefined
    ? byToken(context, bearer)
    : byKey(context, id, secret)
}

async function byKey(
  context: Context,
  id: string,
  secret: string,
): Promise<ActingSender | undefined> {
  const found = await knownSender(context, id)
  if (found?.key_hash == null || !timingSafeEqual(found.key_hash, hashOf(secret))) return undefined
  return act(context, { id, organisationId: found.organisation_id, scopes: found.scopes })
}

async function byToken(context: Context, token: string): Promise<ActingSender | undefined> {
  const { db } = context
  const hash = hashOf(token)
  await say(context, hash.toString('hex'))
  const row = await db
    .selectFrom('attendance_token')
    .where('token_hash', '=', hash)
    .where('expires_at', '>', Temporal.Now.instant().toString())
    .select(['sender_id', 'organisation_id', 'scopes'])
    .executeTakeFirst()
  if (row === undefined) return undefined
  if ((await knownSender(context, row.sender_id)) === undefined) return undefined
  return act(context, {
    id: row.sender_id,
    organisationId: row.organisation_id,
    scopes: row.scopes,
  })
}

async function act(context: Context, sender: ActingSender): Promise<ActingSender | undefined> {
  const { db, today } = context
  await actForOrganisation(context, sender.organisationId)
  const organisation = await db
    .selectFrom('organisation')
    .where('id', '=', sender.organisationId)
    .select('status')
    .executeTakeFirst()
  if (organisation?.status !== 'checked') return undefined
  const { numUpdatedRows } = await db
    .updateTable('attendance_sender')
    .set({ last_used_on: today.toString() })
    .where('id', '=', sender.id)
    .where((query) =>
      query.or([query('last_used_on', 'is', null), query('last_used_on', '<', today.toString())]),
    )
    .executeTakeFirst()
  if (numUpdatedRows > 0n) {
    await record(context, { noun: 'attendance', id: sender.id, action: 'use-sender' })
  }
  return sender
}

async function knownSender(context: Context, id: string) {
  if (!isUuid(id)) return undefined
  const { db, today } = context
  await say(context, id)
  return db
    .selectFrom('attendance_sender')
    .where('id', '=', id)
    .where('withdrawn_on', 'is', null)
    .where('expires_on', '>=', today.toString())
    .select(['id', 'organisation_id', 'scopes', 'key_hash', 'public_key'])
    .executeTakeFirst()
}

// The database shows whoever says by what it is known just that.
async function say({ db }: Context, known: string): Promise<void> {
  await sql`select set_config('peil.sender', ${known}, true)`.execute(db)
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

export type GivenToken =
  | { readonly outcome: 'given'; readonly token: string; readonly scopes: readonly string[] }
  | { readonly outcome: 'invalid-client' | 'invalid-scope' }

/**
 * Gives a program a token for a quarter of an hour that shows with its key pair who it is (RFC 7523). What it
 * shows is meant for this address, short-lived, and taken once.
 */
export async function giveToken(
  context: Context,
  {
    clientId,
    assertion,
    audience,
    scope,
  }: {
    readonly clientId: string
    readonly assertion: string
    readonly audience: readonly string[]
    readonly scope: string | undefined
  },
): Promise<GivenToken> {
  const { db } = context
  const found = await knownSender(context, clientId)
  if (found?.public_key == null) return { outcome: 'invalid-client' }
  const claims = await verified(found.public_key as JWK, assertion, clientId, audience)
  if (claims === undefined) return { outcome: 'invalid-client' }
  const organisationId = found.organisation_id
  await actForOrganisation(context, organisationId)
  const now = Temporal.Now.instant()
  await db.deleteFrom('attendance_assertion').where('expires_at', '<', now.toString()).execute()
  const first = await db
    .insertInto('attendance_assertion')
    .values({
      sender_id: clientId,
      organisation_id: organisationId,
      jti: claims.jti,
      expires_at: Temporal.Instant.fromEpochMilliseconds(claims.exp * 1000).toString(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('jti')
    .executeTakeFirst()
  if (first === undefined) return { outcome: 'invalid-client' }
  const asked = scope?.split(' ').filter((one) => one !== '') ?? found.scopes
  if (asked.length === 0 || !asked.every((one) => found.scopes.includes(one))) {
    return { outcome: 'invalid-scope' }
  }
  const token = randomBytes(32).toString('base64url')
  await db.deleteFrom('attendance_token').where('expires_at', '<', now.toString()).execute()
  await db
    .insertInto('attendance_token')
    .values({
      token_hash: hashOf(token),
      sender_id: clientId,
      organisation_id: organisationId,
      scopes: asked,
      expires_at: now.add({ seconds: tokenSeconds }).toString(),
    })
    .execute()
  return { outcome: 'given', token, scopes: asked }
}

/** For how many seconds what a program shows may be valid. */
const longestAssertion = 300

async function verified(
  publicKey: JWK,
  assertion: string,
  clientId: string,
  audience: readonly string[],
): Promise<{ readonly jti: string; readonly exp: number } | undefined> {
  try {
    const key = await importJWK(publicKey, algorithmOf(publicKey))
    const { payload } = await jwtVerify(assertion, key, {
      ...{ issuer: clientId, subject: clientId, audience: [...audience], algorithms },
      ...{ clockTolerance: 30, requiredClaims: ['exp', 'jti'] },
    })
    const { jti, exp } = payload
    const soon = Math.floor(Temporal.Now.instant().epochMilliseconds / 1000) + longestAssertion + 30
    // What no database keeps is no mark of its own.
    if (
      jti === undefined ||
      jti !== storable(jti) ||
      jti.length > 200 ||
      exp === undefined ||
      exp > soon
    )
      return undefined
    return { jti, exp }
  } catch {
    return undefined
  }
}
