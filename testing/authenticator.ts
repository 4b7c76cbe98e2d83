import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

// An authenticator for passkeys, in software: what a telephone or a security key does, and whatever an
// attacker would like one to do.

/** What the device answers otherwise than it should. */
export interface Odd {
  readonly origin?: string
  /** For which address it says it is. */
  readonly rpId?: string
  readonly userVerified?: boolean
  readonly userPresent?: boolean
  readonly counter?: number
  readonly type?: string
  readonly userHandle?: string | undefined
  readonly signWith?: Authenticator
}

interface Asked {
  readonly challenge: string
  readonly rpId?: string | undefined
}

/** One passkey on a device. */
export class Authenticator {
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  readonly #origin: string
  readonly id = randomBytes(32).toString('base64url')
  #counter = 0
  #userHandle = ''

  constructor(origin: string) {
    this.#origin = origin
  }

  /** The answer to being asked to make a passkey, as the form brings it. */
  make(
    asked: { readonly challenge: string; readonly user: { readonly id: string } },
    odd: Odd = {},
  ): string {
    this.#userHandle = asked.user.id
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' })
    const id = Buffer.from(this.id, 'base64url')
    const length = Buffer.alloc(2)
    length.writeUInt16BE(id.length)
    const key = cbor(
      new Map<number, unknown>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x, 'base64url')],
        [-3, Buffer.from(y, 'base64url')],
      ]),
    )
    const authData = Buffer.concat([this.#head(0x40, odd), Buffer.alloc(16), length, id, key])
    const attestation = cbor(
      new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authData],
      ]),
    )
    return JSON.stringify({
      ...this.#named(),
      response: {
        clientDataJSON: this.#said('webauthn.create', asked, odd).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
        transports: ['internal'],
      },
    })
  }

  /** The answer to being asked to show it. */
  show(asked: Asked, odd: Odd = {}): string {
    this.#counter += 1
    const said = this.#said('webauthn.get', asked, odd)
    const authData = this.#head(0, { counter: this.#counter, ...odd })
    const hash = createHash('sha256').update(said).digest()
    const { privateKey } = (odd.signWith ?? this).#keys
    return JSON.stringify({
      ...this.#named(),
      response: {
        clientDataJSON: said.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: sign('sha256', Buffer.concat([authData, hash]), privateKey).toString(
          'base64url',
        ),
        userHandle: 'userHandle' in odd ? odd.userHandle : this.#userHandle,
      },
    })
  }

  #named() {
    return { id: this.id, rawId: this.id, type: 'public-key', clientExtensionResults: {} }
  }

  #said(type: string, { challenge }: Asked, odd: Odd): Buffer {
    const origin = odd.origin ?? this.#origin
    return Buffer.from(JSON.stringify({ type: odd.type ?? type, challenge, origin }))
  }

  #head(more: number, odd: Odd): Buffer {
    const { userPresent = true, userVerified = true, counter = this.#counter } = odd
    const rpId = odd.rpId ?? new URL(this.#origin).hostname
    const rest = Buffer.alloc(5)
    rest.writeUInt8((userPresent ? 1 : 0) | (userVerified ? 4 : 0) | more)
    rest.writeUInt32BE(counter, 1)
    return Buffer.concat([createHash('sha256').update(rpId).digest(), rest])
  }
}

// As much of CBOR (RFC 8949) as a passkey needs: whole numbers, bytes, text and maps.
function cbor(value: unknown): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') {
    const text = Buffer.from(value)
    return Buffer.concat([head(3, text.length), text])
  }
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  const entries = [...(value as Map<unknown, unknown>)]
  return Buffer.concat([
    head(5, entries.length),
    ...entries.flatMap(([key, one]) => [cbor(key), cbor(one)]),
  ])
}

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length])
  if (length < 256) return Buffer.from([(major << 5) | 24, length])
  return Buffer.from([(major << 5) | 25, length >> 8, length & 255])
}
