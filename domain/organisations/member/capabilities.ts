// What a member of an organisation may do, by their roles: the one table of it. A page of an organisation says in
// web/site.ts which of these it asks; the literal matrix that it is held against is in server/roles.test.ts.

/**
 * What can be done for an organisation, in words behind whoever does it; and whether the organisation has to be
 * checked before. What is of others, or is said to others, always has.
 */
export const capabilities = {
  see: {
    words: 'ziet hoe de organisatie ervoor staat en wie er werken',
    checked: false,
  },
  'see-log': { words: 'leest het logboek van de organisatie', checked: false },
  'change-facts': {
    words: 'wijzigt de gegevens en laat zien wie de organisatie is',
    checked: false,
  },
  'manage-members': {
    words: 'nodigt mensen uit, geeft ze een rol en haalt ze weg',
    checked: false,
  },
  close: { words: 'kan de organisatie sluiten', checked: false },
  'keep-courses': { words: 'houdt het aanbod van opleidingen bij', checked: true },
  'manage-labels': { words: 'geeft keurmerken op, met het bewijs ervan', checked: false },
  'ask-accreditation': { words: 'vraagt accreditatie aan', checked: true },
  'see-invoices': { words: 'ziet de facturen aan de organisatie', checked: false },
  'see-enrolments': { words: 'ziet wie zich heeft aangemeld', checked: true },
  'enter-attendance': { words: 'voert aanwezigheid in', checked: true },
  'see-teams': {
    words: 'ziet van een eigen team wat mensen laten zien, en vraagt ze om mee te kijken',
    checked: true,
  },
  'keep-teams': {
    words: 'maakt teams, kiest wie ze coördineert, en ziet alle teams',
    checked: true,
  },
  'check-lists': {
    words: 'gaat van een lijst met nummers na wie er geregistreerd is',
    checked: true,
  },
  'allocate-work': {
    words: 'legt vast wie welk werk doet, en ziet wat is vastgelegd',
    checked: true,
  },
} as const satisfies Readonly<Record<string, { readonly words: string; readonly checked: boolean }>>

/** Something that can be done for an organisation. */
export type Capability = keyof typeof capabilities

/** What a member of an organisation is; one can be several. */
export const memberRoles = [
  ...(['manager', 'applicant', 'recorder', 'employer', 'coordinator', 'reader'] as const),
] as const

export type MemberRole = (typeof memberRoles)[number]

/** What each role may do. */
const mayOf: Readonly<Record<MemberRole, readonly Capability[]>> = {
  manager: [
    ...(['see', 'see-log', 'change-facts', 'manage-members', 'close', 'manage-labels'] as const),
    ...(['see-invoices'] as const),
    ...(['keep-courses', 'ask-accreditation', 'see-enrolments', 'enter-attendance'] as const),
    ...(['see-teams', 'keep-teams', 'check-lists', 'allocate-work'] as const),
  ],
  applicant: [
    ...(['see', 'manage-labels', 'keep-courses', 'ask-accreditation', 'see-invoices'] as const),
    'see-enrolments',
  ],
  recorder: ['see', 'see-enrolments', 'enter-attendance'],
  employer: ['see', 'see-teams', 'keep-teams', 'check-lists', 'allocate-work'],
  coordinator: ['see', 'see-teams'],
  reader: ['see'],
}

/** What somebody with these roles may do, in the order of the table. */
export function capabilitiesOf(roles: readonly MemberRole[]): readonly Capability[] {
  const may = new Set(roles.flatMap((role) => mayOf[role]))
  return (Object.keys(capabilities) as Capability[]).filter((one) => may.has(one))
}

/** Whether somebody with these roles may do this. */
export function mayFor(roles: readonly MemberRole[], capability: Capability): boolean {
  return roles.some((role) => mayOf[role].includes(capability))
}

/** What each role is called. */
export const roleNames: Readonly<Record<MemberRole, string>> = {
  manager: 'beheerder',
  applicant: 'aanvrager',
  recorder: 'invoerder',
  employer: 'werkgever',
  coordinator: 'coördinator',
  reader: 'lezer',
}

/** The roles among these texts, in the order of the table; what is none is left out. */
export function rolesIn(texts: readonly string[]): readonly MemberRole[] {
  return memberRoles.filter((role) => texts.includes(role))
}
