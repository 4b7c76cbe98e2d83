import { registrationNumber } from '#domain/people/registration/registration.ts'
import type { PublicEntry } from '#domain/public-register/entry/public-register.ts'
import type { Register } from '#regulations/register.ts'
import { publicStatusWords } from '#regulations/wording.ts'
import { formatDay, Tag } from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'

/** One person in a list of the public register: name, status and what else the regulation makes public. */
export function PersonRow(props: { readonly register: Register; readonly entry: PublicEntry }) {
  const { register, entry } = props
  const status = publicStatusWords(register, entry)
  return (
    <li class="person">
      <a class="person-name" href={paths.publicRegistration(register.id, entry.id)}>
        {entry.name}
      </a>
      <Tag colour={status.tone}>{status.label}</Tag>
      {entry.category !== undefined && <p class="person-fact">{entry.category}</p>}
      {entry.validUntil && <p class="person-fact">{validityInWords(entry)}</p>}
      {entry.number !== undefined && (
        <p class="person-fact">{registrationNumber(register, entry.number)}</p>
      )}
    </li>
  )
}

/** Until when a registration holds; while a renewal is being judged it holds until the decision. */
export function validityInWords({ status, temporary, validUntil }: PublicEntry): string {
  if (validUntil === undefined) return ''
  return status === 'renewal-pending'
    ? `Geldig tot het besluit over de ${temporary ? 'nieuwe aanvraag' : 'verlenging'}`
    : `Geldig tot en met ${formatDay(validUntil)}`
}
