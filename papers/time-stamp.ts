import { HttpTimestampAuthority, PDF } from '@libpdf/core'

/** A service that says, with its own signature, that something was there at a moment (RFC 3161). */
export interface TimeStamps {
  /**
   * Gives the stamp (DER) on a hash. Throws TimeStampsAway where the service cannot be reached, refuses, or
   * stamps something else.
   */
  readonly timestamp: (
    hash: Uint8Array,
    algorithm: 'SHA-256' | 'SHA-384' | 'SHA-512',
  ) => Promise<Uint8Array>
}

/** The service that stamps times gave none. */
export class TimeStampsAway extends Error {}

/** How long it may take to answer, in milliseconds. */
const patience = 10_000

/** How long nobody waits for it again after it was away, in milliseconds: a meeting makes hundreds of papers. */
const pause = 60_000

/** The service at an address; throws for an address that is none. */
export function timeStamps(address: string): TimeStamps {
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
    throw new Error(`PEIL_TIMESTAMP_URL is the address of a service, https://…, not '${address}'`)
  }
  const service = new HttpTimestampAuthority(address, {
    timeout: patience,
    // It is asked where it was set, and nowhere else.
    fetch: (where, options) => fetch(where, { ...options, redirect: 'error' }),
  })
  let awayUntil = 0
  return {
    timestamp: async (hash, algorithm) => {
      if (performance.now() < awayUntil) throw new TimeStampsAway('the service was away just now')
      try {
        const stamp = await service.timestamp(hash, algorithm)
        if (!Buffer.from(stamp).includes(hash)) throw new Error('it stamped something else')
        return stamp
      } catch (cause) {
        awayUntil = performance.now() + pause
        const why = cause instanceof Error ? cause.message : String(cause)
        throw new TimeStampsAway(`De dienst voor tijdstempels gaf geen stempel: ${why}`, { cause })
      }
    },
  }
}

/** Stamps a sealed PDF with the time, behind what is there: the seal stays as it was. */
export async function stampLater(pdf: Uint8Array, stamps: TimeStamps): Promise<Uint8Array> {
  const document = await PDF.load(pdf)
  const { bytes } = await document.addTimestamp({ timestampAuthority: stamps })
  return bytes
}
