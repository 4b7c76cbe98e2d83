import type { Platform } from '#domain/platform/context/platform.ts'
import type { MailRegister } from '#mail/letter.ts'
import type { DocumentRegister } from '#papers/register.ts'
import type { Register } from '#regulations/register.ts'
import { wording } from '#regulations/wording.ts'

/** What documents need to know of the register that sends them, from the register's own data. */
export function documentRegister(platform: Platform, register: Register): DocumentRegister {
  const { organisation } = register
  return {
    brand: register.brand.tokenClass.replace(/^brand-/, ''),
    name: register.name,
    shortName: register.shortName,
    organisation: organisation.foundation,
    wording: wording(register),
    website: organisation.website,
    signInAt: addressOf(platform, register),
    contact: contactOf(register),
    addressLines: [...organisation.address, organisation.postalCodeAndCity],
    accent: register.brand.light.accent,
    formOfAddress: register.address,
    iban: organisation.bank.iban,
    accountName: organisation.bank.accountName,
    kvk: organisation.kvk,
    ...(organisation.vatNumber === undefined ? {} : { vatNumber: organisation.vatNumber }),
    unit: { one: register.unit.one, many: register.unit.counted },
    signatory: register.certificate.signedBy,
    example: platform.demo,
  }
}

/** What letters need to know of the register that sends them. */
export function mailRegister(platform: Platform, register: Register): MailRegister {
  const { organisation } = register
  return {
    name: register.name,
    shortName: register.shortName,
    organisation: organisation.foundation,
    wording: wording(register),
    signInAt: `${platform.origin}/${register.id}`,
    contact: contactOf(register),
    addressLines: [...organisation.address, organisation.postalCodeAndCity],
    accent: register.brand.light.accent,
    formOfAddress: register.address,
    unit: { one: register.unit.one, many: register.unit.counted },
    example: platform.demo,
  }
}

function contactOf({ organisation: { email, telephone } }: Register) {
  return telephone === undefined ? { email } : { email, telephone }
}

// Where Peil itself is, as people type it: "peil.example/krsd".
function addressOf({ origin }: Platform, { id }: Register): string {
  return `${new URL(origin).host}/${id}`
}
