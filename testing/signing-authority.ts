import type { KeyObject } from 'node:crypto'
import {
  constants,
  createHash,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  X509Certificate,
} from 'node:crypto'
import { PDF } from '@libpdf/core'
import type { BaseBlock } from 'asn1js'
import {
  BitString,
  Constructed,
  Boolean as DerBoolean,
  fromBER,
  GeneralizedTime,
  Integer,
  Null,
  ObjectIdentifier,
  OctetString,
  PrintableString,
  Sequence,
  Set as SetOf,
  UTCTime,
  Utf8String,
} from 'asn1js'

// An authority for tests: it makes certificates, signs PDFs in every way that is good and in those that
// are not, and stamps times. It writes its ASN.1 by itself, apart from what reads it.

type Hash = 'sha1' | 'sha256' | 'sha512'

const hashOids = {
  sha1: '1.3.14.3.2.26',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha512: '2.16.840.1.101.3.4.2.3',
} as const
const rsaOids = {
  sha1: '1.2.840.113549.1.1.5',
  sha256: '1.2.840.113549.1.1.11',
  sha512: '1.2.840.113549.1.1.13',
} as const
const ecOids = {
  sha1: '1.2.840.10045.4.1',
  sha256: '1.2.840.10045.4.3.2',
  sha512: '1.2.840.10045.4.3.4',
} as const

/** A key with its certificate, and the certificates between it and the root. */
export interface Holder {
  readonly key: KeyObject
  readonly certificate: X509Certificate
  readonly along: readonly X509Certificate[]
}

export interface CertificateWish {
  readonly organisation: string
  readonly name?: string
  readonly first?: string
  readonly last?: string
  readonly authority?: boolean
  readonly pathLength?: number
  readonly keyBits?: number
  readonly curve?: 'P-256' | 'secp192k1'
  readonly hash?: Hash
  readonly purposes?: readonly string[]
  readonly usage?: number
  /** A demand that nobody knows. */
  readonly unknownDemand?: boolean
}

/** Makes a certificate, vouched for by an issuer or by itself. */
export function certify(wish: CertificateWish, issuer?: Holder): Holder {
  const { privateKey: key } =
    wish.keyBits === undefined
      ? generateKeyPairSync('ec', { namedCurve: wish.curve ?? 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: wish.keyBits })
  const subject = distinguishedName(wish.organisation, wish.name ?? wish.organisation)
  const issuerName = issuer === undefined ? subject : subjectOf(issuer.certificate)
  const signerKey = issuer?.key ?? key
  const algorithm = signatureAlgorithm(signerKey, wish.hash ?? 'sha256')
  const body = new Sequence({
    value: [
      context(0, [new Integer({ value: 2 })]),
      new Integer({ valueHex: exact(Buffer.of(1, ...randomBytes(15))) }),
      algorithm,
      issuerName,
      new Sequence({
        value: [time(wish.first ?? '2020-01-01'), time(wish.last ?? '2039-12-31')],
      }),
      subject,
      raw(createPublicKey(key).export({ type: 'spki', format: 'der' })),
      context(3, [new Sequence({ value: extensionsFor(wish, key) })]),
    ],
  })
  const bytes = der(body)
  const certificate = new X509Certificate(
    der(
      new Sequence({
        value: [
          body,
          algorithm,
          new BitString({ valueHex: exact(sign(wish.hash ?? 'sha256', bytes, signerKey)) }),
        ],
      }),
    ),
  )
  const along = issuer === undefined ? [] : [issuer.certificate, ...issuer.along]
  return { key, certificate, along }
}

export interface SignWish {
  readonly hash?: Hash
  readonly pss?: boolean
  readonly attributes?: boolean
  /** What the signer's clock said; none by default, as PAdES asks. */
  readonly signingTime?: string
  readonly stampedBy?: Holder
  readonly stampedAt?: string
  /** What the document says. */
  readonly statedAt?: string
  readonly subFilter?: 'adbe.pkcs7.detached' | 'ETSI.CAdES.detached'
  /** The certificate that it says is the signer's, where that is not so. */
  readonly names?: X509Certificate
}

/** Signs a PDF: appended to it, over the whole of it. */
export async function signPdf(pdf: Uint8Array, by: Holder, wish: SignWish = {}): Promise<Buffer> {
  const document = await PDF.load(pdf)
  const { bytes } = await document.sign({
    signer: {
      certificate: new Uint8Array(by.certificate.raw),
      certificateChain: [],
      keyType: by.key.asymmetricKeyType === 'rsa' ? 'RSA' : 'EC',
      signatureAlgorithm: by.key.asymmetricKeyType === 'rsa' ? 'RSASSA-PKCS1-v1_5' : 'ECDSA',
      sign: async () => randomBytes(64),
    },
    subFilter: wish.subFilter ?? 'ETSI.CAdES.detached',
    signingTime: new Date(wish.statedAt ?? '2026-03-02T10:00:00Z'),
    estimatedSize: 16_384,
  })
  return withMessage(Buffer.from(bytes), by, wish)
}

/** Puts another signature in the place of the last one of a PDF. */
function withMessage(pdf: Buffer, by: Holder, wish: SignWish = {}): Buffer {
  const range = [
    ...pdf.toString('latin1').matchAll(/\/ByteRange\s*\[\s*0\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g),
  ].at(-1)!
  const [until, resume, length] = [range[1], range[2], range[3]].map(Number) as [
    number,
    number,
    number,
  ]
  const covered = Buffer.concat([pdf.subarray(0, until), pdf.subarray(resume, resume + length)])
  const hex = message(covered, by, wish).toString('hex')
  const place = resume - until - 2
  return Buffer.concat([
    pdf.subarray(0, until),
    Buffer.from(`<${hex.padEnd(place, '0')}>`, 'latin1'),
    pdf.subarray(resume),
  ])
}

/** A signed message (CMS) without its content. */
function message(content: Buffer, by: Holder, wish: SignWish): Buffer {
  const hash = wish.hash ?? 'sha256'
  const named = wish.names ?? by.certificate
  const attributes = [
    attribute('1.2.840.113549.1.9.3', new ObjectIdentifier({ value: '1.2.840.113549.1.7.1' })),
    attribute('1.2.840.113549.1.9.4', octets(digest(hash, content))),
    attribute(
      '1.2.840.113549.1.9.16.2.47',
      new Sequence({
        value: [
          new Sequence({
            value: [new Sequence({ value: [octets(digest('sha256', named.raw))] })],
          }),
        ],
      }),
    ),
    ...(wish.signingTime === undefined
      ? []
      : [
          attribute('1.2.840.113549.1.9.5', new UTCTime({ valueDate: new Date(wish.signingTime) })),
        ]),
  ]
  return signedData({
    by,
    hash,
    pss: wish.pss ?? false,
    type: '1.2.840.113549.1.7.1',
    content,
    attributes: wish.attributes === false ? undefined : attributes,
    detached: true,
    unsigned: (signature) =>
      wish.stampedBy === undefined
        ? []
        : [
            attribute(
              '1.2.840.113549.1.9.16.2.14',
              raw(timeStamp(signature, wish.stampedBy, wish.stampedAt ?? '2026-03-02T10:00:05Z')),
            ),
          ],
  })
}

/** A time stamp (RFC 3161) over some bytes. */
export function timeStamp(of: Uint8Array, by: Holder, at: string): Buffer {
  const told = der(
    new Sequence({
      value: [
        new Integer({ value: 1 }),
        new ObjectIdentifier({ value: '1.2.3.4.1' }),
        new Sequence({ value: [hashAlgorithm('sha256'), octets(digest('sha256', of))] }),
        new Integer({ valueHex: exact(Buffer.of(1, ...randomBytes(7))) }),
        new GeneralizedTime({ valueDate: new Date(at) }),
      ],
    }),
  )
  const type = '1.2.840.113549.1.9.16.1.4'
  return signedData({
    by,
    hash: 'sha256',
    pss: false,
    type,
    content: told,
    attributes: [
      attribute('1.2.840.113549.1.9.3', new ObjectIdentifier({ value: type })),
      attribute('1.2.840.113549.1.9.4', octets(digest('sha256', told))),
      attribute(
        '1.2.840.113549.1.9.16.2.47',
        new Sequence({
          value: [
            new Sequence({
              value: [new Sequence({ value: [octets(digest('sha256', by.certificate.raw))] })],
            }),
          ],
        }),
      ),
    ],
    detached: false,
    unsigned: () => [],
  })
}

interface Signing {
  readonly by: Holder
  readonly hash: Hash
  readonly pss: boolean
  readonly type: string
  readonly content: Buffer
  readonly attributes: readonly BaseBlock[] | undefined
  readonly detached: boolean
  readonly unsigned: (signature: Buffer) => readonly BaseBlock[]
}

function signedData(signing: Signing): Buffer {
  const { by, hash, attributes, content } = signing
  const sorted = attributes?.toSorted((a, b) => Buffer.compare(der(a), der(b)))
  const toSign = sorted === undefined ? content : der(new SetOf({ value: sorted as never }))
  const padding = signing.pss ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } : {}
  const signature = sign(hash, toSign, { key: by.key, ...padding })
  const unsigned = signing.unsigned(signature)
  const info = new Sequence({
    value: [
      new Integer({ value: 1 }),
      new Sequence({ value: [issuerOf(by.certificate), serialOf(by.certificate)] }),
      hashAlgorithm(hash),
      ...(sorted === undefined ? [] : [context(0, sorted)]),
      signing.pss ? pssAlgorithm() : signatureAlgorithm(by.key, hash),
      octets(signature),
      ...(unsigned.length === 0 ? [] : [context(1, unsigned)]),
    ],
  })
  const inner = new Sequence({
    value: [
      new ObjectIdentifier({ value: signing.type }),
      ...(signing.detached ? [] : [context(0, [octets(content)])]),
    ],
  })
  return der(
    new Sequence({
      value: [
        new ObjectIdentifier({ value: '1.2.840.113549.1.7.2' }),
        context(0, [
          new Sequence({
            value: [
              new Integer({ value: signing.detached ? 1 : 3 }),
              new SetOf({ value: [hashAlgorithm(hash)] }),
              inner,
              context(
                0,
                [by.certificate, ...by.along].map((each) => raw(each.raw)),
              ),
              new SetOf({ value: [info] }),
            ],
          }),
        ]),
      ],
    }),
  )
}

function extensionsFor(wish: CertificateWish, key: KeyObject): BaseBlock[] {
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' })
  const length = wish.pathLength === undefined ? [] : [new Integer({ value: wish.pathLength })]
  const constraints = wish.authority ? [new DerBoolean({ value: true }), ...length] : []
  const usage = wish.usage ?? (wish.authority ? 0x06 : 0xc0)
  return [
    extension('2.5.29.19', true, new Sequence({ value: constraints })),
    extension(
      '2.5.29.15',
      true,
      new BitString({
        valueHex: exact(Buffer.of(usage)),
        unusedBits: 31 - Math.clz32(usage & -usage),
      }),
    ),
    extension('2.5.29.14', false, octets(createHash('sha1').update(spki).digest())),
    ...(wish.purposes === undefined
      ? []
      : [
          extension(
            '2.5.29.37',
            true,
            new Sequence({
              value: wish.purposes.map((value) => new ObjectIdentifier({ value })),
            }),
          ),
        ]),
    ...(wish.unknownDemand ? [extension('1.2.3.4.5', true, new Null())] : []),
  ]
}

function extension(oid: string, critical: boolean, value: BaseBlock): BaseBlock {
  return new Sequence({
    value: [
      new ObjectIdentifier({ value: oid }),
      ...(critical ? [new DerBoolean({ value: true })] : []),
      octets(der(value)),
    ],
  })
}

function distinguishedName(organisation: string, name: string): BaseBlock {
  const part = (oid: string, value: BaseBlock) =>
    new SetOf({
      value: [new Sequence({ value: [new ObjectIdentifier({ value: oid }), value] })],
    })
  return new Sequence({
    value: [
      part('2.5.4.6', new PrintableString({ value: 'NL' })),
      part('2.5.4.10', new Utf8String({ value: organisation })),
      part('2.5.4.3', new Utf8String({ value: name })),
    ],
  })
}

function hashAlgorithm(hash: Hash): BaseBlock {
  return new Sequence({
    value: [new ObjectIdentifier({ value: hashOids[hash] }), new Null()],
  })
}

function signatureAlgorithm(key: KeyObject, hash: Hash): BaseBlock {
  return key.asymmetricKeyType === 'rsa'
    ? new Sequence({ value: [new ObjectIdentifier({ value: rsaOids[hash] }), new Null()] })
    : new Sequence({ value: [new ObjectIdentifier({ value: ecOids[hash] })] })
}

function pssAlgorithm(): BaseBlock {
  return new Sequence({
    value: [
      new ObjectIdentifier({ value: '1.2.840.113549.1.1.10' }),
      new Sequence({
        value: [
          context(0, [hashAlgorithm('sha256')]),
          context(1, [
            new Sequence({
              value: [
                new ObjectIdentifier({ value: '1.2.840.113549.1.1.8' }),
                hashAlgorithm('sha256'),
              ],
            }),
          ]),
          context(2, [new Integer({ value: 32 })]),
        ],
      }),
    ],
  })
}

function attribute(oid: string, value: BaseBlock): BaseBlock {
  return new Sequence({
    value: [new ObjectIdentifier({ value: oid }), new SetOf({ value: [value] })],
  })
}

function context(tagNumber: number, value: readonly BaseBlock[]): BaseBlock {
  return new Constructed({ idBlock: { tagClass: 3, tagNumber }, value: [...value] as never })
}

function octets(bytes: Uint8Array): BaseBlock {
  return new OctetString({ valueHex: exact(bytes) })
}

function time(day: string): BaseBlock {
  return new UTCTime({ valueDate: new Date(`${day}T00:00:00Z`) })
}

/** What is encoded already. */
function raw(bytes: Uint8Array): BaseBlock {
  return fromBER(exact(bytes)).result
}

// The parts of a certificate, by their place in what was signed.
function partsOf(certificate: X509Certificate): readonly Buffer[] {
  const whole = childrenOf(certificate.raw)
  return childrenOf(whole[0]!)
}

function serialOf(certificate: X509Certificate): BaseBlock {
  return raw(partsOf(certificate)[1]!)
}

function issuerOf(certificate: X509Certificate): BaseBlock {
  return raw(partsOf(certificate)[3]!)
}

function subjectOf(certificate: X509Certificate): BaseBlock {
  return raw(partsOf(certificate)[5]!)
}

function childrenOf(bytes: Buffer): readonly Buffer[] {
  const { start, end } = measured(bytes, 0)
  const children: Buffer[] = []
  for (let at = start; at < end; ) {
    const child = measured(bytes, at)
    children.push(bytes.subarray(at, child.end))
    at = child.end
  }
  return children
}

function measured(bytes: Buffer, at: number): { readonly start: number; readonly end: number } {
  const first = bytes.readUInt8(at + 1)
  if (first < 0x80) return { start: at + 2, end: at + 2 + first }
  const size = first & 0x7f
  const start = at + 2 + size
  return { start, end: start + bytes.readUIntBE(at + 2, size) }
}

function der(block: BaseBlock): Buffer {
  return Buffer.from(block.toBER(false))
}

function digest(hash: Hash, bytes: Uint8Array): Buffer {
  return createHash(hash).update(bytes).digest()
}

function exact(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}
