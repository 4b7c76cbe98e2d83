import { inspectSignatures } from '#domain/dossier/evidence/inspect.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { readKept } from '#domain/platform/file/held-back-file.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import type { CompiledRegulation } from '#engine'
import type { SignedReading } from '#papers/signatures/read-signatures.ts'
import type { TrustedSigners } from '#papers/signatures/trusted-signers.ts'
import type { Register, Signer } from '#regulations/register.ts'

/** Whose signature the original of a kind of document carries; undefined where none is asked. */
export function signerFor(
  { signers }: Pick<Register, 'signers'>,
  { regulation }: CompiledRegulation,
  kind: string,
): Signer | undefined {
  const signedBy = regulation.documents.find(({ id }) => id === kind)?.signedBy
  return signers.find(({ id }) => id === signedBy)
}

/**
 * Reads the signature in a file that shows a claim, against those who are trusted today. Whoever calls
 * has checked that the visitor may see the file. Undefined when the file was destroyed;
 * throws HeldBackFile where it is not what was kept.
 */
export async function readSigned(
  context: Context,
  proofId: string,
  signer: Signer,
): Promise<SignedReading | undefined> {
  if (!isUuid(proofId)) return undefined
  const { db, platform, today } = context
  const file = await db
    .selectFrom('proof')
    .innerJoin('document', 'document.id', 'proof.document_id')
    .where('proof.id', '=', proofId)
    .select(['document.id', 'document.file_key', 'document.sha256'])
    .executeTakeFirst()
  if (!file?.file_key || file.sha256 === null) return undefined
  const readings = readingsOf(platform.signers)
  const key = `${file.sha256} ${signer.id} ${today}`
  const read = readings.get(key)
  if (read !== undefined) return read
  const kept = { documentId: file.id, fileKey: file.file_key, sha256: file.sha256 }
  const contents = await readKept(context, kept)
  const sender = { whose: accountIdOf(context.actor) ?? proofId, turns: platform.turns }
  const expected = {
    trusted: platform.signers.signers.get(signer.id) ?? [],
    stamps: platform.signers.stamps,
    organisations: signer.organisations,
  }
  const reading =
    (await inspectSignatures(contents, { expected, on: today, ...sender })) ?? beyondMeasure
  const [oldest] = readings.size < mostReadings ? [] : readings.keys()
  if (oldest !== undefined) readings.delete(oldest)
  readings.set(key, reading)
  return reading
}

const beyondMeasure: SignedReading = {
  verdict: 'unreadable',
  signature: undefined,
  others: 0,
  madeWith: { by: 'unknown' },
  lines: [],
}

// The same bytes say the same all day to who trusts the same: what was read last is kept, so that a page
// that shows it again does not read it again.
const kept = new WeakMap<TrustedSigners, Map<string, SignedReading>>()
const mostReadings = 50

function readingsOf(signers: TrustedSigners): Map<string, SignedReading> {
  const readings = kept.get(signers) ?? new Map<string, SignedReading>()
  kept.set(signers, readings)
  return readings
}
