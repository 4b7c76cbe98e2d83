import type { Mistake } from '../mistakes.ts'
import type { Register } from '../register.ts'

/**
 * What is wrong with the competences of a register: a name twice, a scale without a way up, or a theme or
 * kind that is not there.
 */
export function checkDevelopment({
  development,
  versions,
  courses,
}: Pick<Register, 'development' | 'versions' | 'courses'>): Mistake[] {
  if (development === undefined) return []
  const { competences, scale, feedback } = development
  const mistakes: Mistake[] = []
  const say = (path: Mistake['path'], message: string) =>
    mistakes.push({ path: ['development', ...path], message })
  const twice = (ids: readonly { readonly id: string }[], path: Mistake['path']) => {
    for (const [at, { id }] of ids.entries()) {
      if (ids.findIndex((one) => one.id === id) === at) continue
      say([...path, at, 'id'], `de naam ${id} staat er twee keer (used twice)`)
    }
  }
  twice(competences, ['competences'])
  twice(feedback?.questions ?? [], ['feedback', 'questions'])
  const good = scale.findIndex(({ point }) => !point)
  const late = scale.findLastIndex(({ point }) => point)
  if (good === -1 || late > good) {
    say(
      ['scale'],
      'point: true hoort bij de laagste antwoorden, en niet bij alle (only the lowest answers are something to work on)',
    )
  }
  for (const [at, { themes }] of competences.entries()) {
    for (const [place, theme] of themes.entries()) {
      if (courses.themes.some(({ id }) => id === theme)) continue
      say(
        ['competences', at, 'themes', place],
        `onbekend thema ${theme}: zet het bij courses.themes (no such theme)`,
      )
    }
  }
  const kind = feedback?.activity?.kind
  const kinds = versions.flatMap(({ regulation }) => regulation.kinds.map(({ id }) => id))
  // Without a version there is nothing to know yet.
  if (kind !== undefined && versions.length > 0 && !kinds.includes(kind)) {
    say(
      ['feedback', 'activity', 'kind'],
      `geen versie heeft de soort ${kind} (no version has this kind)`,
    )
  }
  return mistakes
}

/** What is wrong with where people of a register meet: a name twice. */
export function checkMeetingPlace({ meetingPlace }: Pick<Register, 'meetingPlace'>): Mistake[] {
  return (['regions', 'themes'] as const).flatMap((list) => {
    const all = meetingPlace?.[list] ?? []
    return all.flatMap(({ id }, at): Mistake[] =>
      all.findIndex((one) => one.id === id) === at
        ? []
        : [
            {
              path: ['meetingPlace', list, at, 'id'],
              message: `de naam ${id} staat er twee keer (used twice)`,
            },
          ],
    )
  })
}
