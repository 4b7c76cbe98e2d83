/** Names, in the environment of a run, that everything is tried with every value: in `npm run test:long`. */
export const thoroughVariable = 'PEIL_NO_SAMPLING'

/**
 * All of these in a thorough run, else a few of them: others for each place, so that over all places each one has its
 * turn. A run tries the same ones again each time.
 */
export function someOf<One>(all: readonly One[], place: number, few: number): readonly One[] {
  if (process.env[thoroughVariable] !== undefined || few >= all.length) return all
  return Array.from({ length: few }, (_, at) => all[(place * few + at) % all.length] as One)
}
