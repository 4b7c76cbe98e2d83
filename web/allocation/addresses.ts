// Where the guide to a norm stands: outside every register, since a norm has none. No page of it asks anything in its
// address: what somebody answers goes along in the form.

/** All norms that there are a guide for. */
export const guidesPath = '/werktoedeling'

/** Where anybody checks the file of a decision that they were given. */
export const checkPath = `${guidesPath}/controleren`

/** The pages of the guide to one norm. */
export const guidePaths = {
  home: (norm: string) => `${guidesPath}/${norm}`,
  questions: (norm: string) => `${guidesPath}/${norm}/vragen`,
  norm: (norm: string, version: string) => `${guidesPath}/${norm}/norm/${version}`,
  table: (norm: string, version: string) => `${guidesPath}/${norm}/norm/${version}/tabel.dmn`,
} as const
