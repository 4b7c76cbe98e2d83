/** The parts of a name, as somebody gave them. */
export interface PersonName {
  readonly firstName: string
  readonly initials: string
  readonly namePrefix: string
  readonly lastName: string
}

/** The name in full, as letters use it: "Farid El Amrani". */
export function fullName(person: PersonName): string {
  const given = person.firstName.trim() || person.initials.trim()
  return [given, person.namePrefix.trim(), person.lastName.trim()].filter(Boolean).join(' ')
}
