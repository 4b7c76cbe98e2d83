// What each key of an addition to a version says to whoever writes one.

export const addition = {
  register: 'The id of the register; also the name of its folder.',
  version: 'The first day of the version to which it adds.',
  from: 'The first day on which it holds; not before the day on which it was decided.',
  kind: 'The kind that gets a fixed value: one of the version, or a new one.',
  each: 'What one is worth, in hours or points; or each of the number filled in at count.',
  decided: 'Who decided it, when, and where that stands; it becomes the source of the value.',
}

export const kind = {
  id: 'The id of a kind of the version, or the name of a new one, e.g. regional-day.',
  label: 'Of a new kind: what it is called.',
  hint: 'Of a new kind: what it takes in and what not.',
  like: 'Of a new kind: the kind of the version whose groups, evidence and questions it has.',
}

export const decided = {
  by: 'Who decided: De commissie.',
  on: 'The day of the decision; not after from.',
  in: 'The document or the minutes in which it stands, with the place in it.',
}
