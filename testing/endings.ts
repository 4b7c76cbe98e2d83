/** What is done after the tests of each file, put here by what is loaded once for all files of a process. */
export const endings: (() => Promise<void>)[] = []
