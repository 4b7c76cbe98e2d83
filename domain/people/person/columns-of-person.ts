/** What of a person is read with something that is decided about them: who they are, where, and for whom they work. */
export const columnsOfPerson = [
  'person.id as person_id',
  ...(['person.account_id', 'person.first_name', 'person.initials', 'person.name_prefix'] as const),
  ...(['person.last_name', 'person.phone', 'person.street', 'person.house_number'] as const),
  ...(['person.postcode', 'person.city', 'person.country', 'person.employer'] as const),
  'person.municipality',
] as const
