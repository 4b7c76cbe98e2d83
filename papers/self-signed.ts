import type { KeyObject } from 'node:crypto'
import { createHash, createPublicKey, randomBytes } from 'node:crypto'
import {
  BitString,
  Integer,
  OctetString,
  PrintableString,
  Sequence,
  Set as SetOf,
  Utf8String,
} from 'asn1js'
import {
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  CryptoEngine,
  Extension,
  ExtKeyUsage,
  PublicKeyInfo,
  RelativeDistinguishedNames,
  Time,
} from 'pkijs'

/**
 * Makes an X.509 certificate for a P-256 key that vouches for itself, in DER: enough to seal with
 * in a demo. It may sign documents (RFC 9336) and nothing else.
 */
export async function selfSigned(
  privateKey: KeyObject,
  organisation: string,
  firstDay: Temporal.PlainDate,
  years: number,
): Promise<Uint8Array> {
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  const publicKey = PublicKeyInfo.fromBER(spki)
  const name = nameOf([
    { type: '2.5.4.6', value: new PrintableString({ value: 'NL' }) },
    { type: '2.5.4.10', value: new Utf8String({ value: organisation }) },
    { type: '2.5.4.3', value: new Utf8String({ value: organisation }) },
  ])
  const keyId = createHash('sha1').update(publicKey.subjectPublicKey.valueBlock.valueHexView)
  const certificate = new Certificate({
    version: 2,
    serialNumber: new Integer({ valueHex: Buffer.of(1, ...randomBytes(15)) }),
    issuer: name,
    subject: name,
    notBefore: midnight(firstDay),
    notAfter: midnight(firstDay.add({ years })),
    subjectPublicKeyInfo: publicKey,
    extensions: [
      // No authority.
      extension('2.5.29.19', true, new BasicConstraints().toSchema()),
      // Digital signature and content commitment.
      extension('2.5.29.15', true, new BitString({ valueHex: Buffer.of(0xc0), unusedBits: 6 })),
      // Document signing.
      extension(
        '2.5.29.37',
        false,
        new ExtKeyUsage({ keyPurposes: ['1.3.6.1.5.5.7.3.36'] }).toSchema(),
      ),
      // Which key it is.
      extension('2.5.29.14', false, new OctetString({ valueHex: keyId.digest() })),
    ],
  })
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' })
  const key = await crypto.subtle.importKey('pkcs8', new Uint8Array(pkcs8), algorithm, false, [
    'sign',
  ])
  await certificate.sign(key, 'SHA-256', new CryptoEngine({ name: 'node', crypto }))
  return new Uint8Array(certificate.toSchema(true).toBER())
}

// Made of attributes, pkijs would put all of them in one set; read from its encoding, it keeps each
// in a set of its own, as readers of certificates expect.
function nameOf(
  attributes: readonly { readonly type: string; readonly value: PrintableString | Utf8String }[],
): RelativeDistinguishedNames {
  const sets = attributes.map((one) => {
    return new SetOf({ value: [new AttributeTypeAndValue(one).toSchema()] })
  })
  return RelativeDistinguishedNames.fromBER(new Sequence({ value: sets }).toBER())
}

interface Encoded {
  toBER(): ArrayBuffer
}

function extension(extnID: string, critical: boolean, value: Encoded): Extension {
  return new Extension({ extnID, critical, extnValue: value.toBER() })
}

/** X.509 writes years up to 2049 with two digits and later ones with four. */
function midnight(day: Temporal.PlainDate): Time {
  const value = new Date(day.toZonedDateTime('UTC').epochMilliseconds)
  return new Time({ type: day.year < 2050 ? 0 : 1, value })
}
