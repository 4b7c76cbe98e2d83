import type { KeyObject } from 'node:crypto'
import { createHash, createPublicKey, randomBytes, sign } from 'node:crypto'

/**
 * Makes an X.509 certificate for a P-256 key that vouches for itself, in DER: enough to seal with
 * in a demo. It may sign documents (RFC 9336) and nothing else.
 */
export function selfSigned(
  privateKey: KeyObject,
  organisation: string,
  firstDay: Temporal.PlainDate,
  years: number,
): Uint8Array {
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  const ecdsaWithSha256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02))
  const name = sequence(
    nameAttribute(0x06, tlv(0x13, Buffer.from('NL'))),
    nameAttribute(0x0a, utf8(organisation)),
    nameAttribute(0x03, utf8(organisation)),
  )
  const certified = sequence(
    tlv(0xa0, integer(Buffer.of(2))),
    integer(Buffer.concat([Buffer.of(1), randomBytes(15)])),
    ecdsaWithSha256,
    name,
    sequence(midnight(firstDay), midnight(firstDay.add({ years }))),
    name,
    publicKey,
    tlv(
      0xa3,
      sequence(
        // Basic constraints, critical: no authority.
        extension(0x13, true, sequence()),
        // Key usage, critical: digital signature and content commitment.
        extension(0x0f, true, tlv(0x03, Buffer.of(6, 0xc0))),
        // Extended key usage: document signing, 1.3.6.1.5.5.7.3.36.
        extension(0x25, false, sequence(oid(0x2b, 6, 1, 5, 5, 7, 3, 36))),
        extension(0x0e, false, tlv(0x04, createHash('sha1').update(publicKey).digest())),
      ),
    ),
  )
  return sequence(certified, ecdsaWithSha256, bits(sign('sha256', certified, privateKey)))
}

function tlv(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(contents)
  const length =
    body.length < 128
      ? Buffer.of(body.length)
      : body.length < 256
        ? Buffer.of(0x81, body.length)
        : Buffer.of(0x82, body.length >> 8, body.length & 0xff)
  return Buffer.concat([Buffer.of(tag), length, body])
}

function sequence(...contents: readonly Uint8Array[]): Buffer {
  return tlv(0x30, ...contents)
}

function integer(bigEndian: Buffer): Buffer {
  return tlv(0x02, bigEndian)
}

function oid(...encoded: readonly number[]): Buffer {
  return tlv(0x06, Buffer.from(encoded))
}

function utf8(text: string): Buffer {
  return tlv(0x0c, Buffer.from(text, 'utf8'))
}

function bits(contents: Buffer): Buffer {
  return tlv(0x03, Buffer.of(0), contents)
}

/** One attribute of a name; the kinds all stand below 2.5.4. */
function nameAttribute(kind: number, value: Buffer): Buffer {
  return tlv(0x31, sequence(oid(0x55, 0x04, kind), value))
}

/** One extension; those used here all stand below 2.5.29. */
function extension(kind: number, critical: boolean, value: Buffer): Buffer {
  const flag = critical ? [tlv(0x01, Buffer.of(0xff))] : []
  return sequence(oid(0x55, 0x1d, kind), ...flag, tlv(0x04, value))
}

/** X.509 writes years up to 2049 with two digits and later ones with four. */
function midnight(day: Temporal.PlainDate): Buffer {
  const digits = day.toString().replaceAll('-', '')
  return day.year < 2050
    ? tlv(0x17, Buffer.from(`${digits.slice(2)}000000Z`))
    : tlv(0x18, Buffer.from(`${digits}000000Z`))
}
