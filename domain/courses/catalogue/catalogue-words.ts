// What people type against what providers wrote: without accents and case, whole words, beginnings and parts of words,
// and where there is nothing of those, words that were mistyped.

/** The words of a text, without accents and case, each once. */
export function wordsIn(text: string): readonly string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return [...new Set(plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 1))]
}

/** The words that somebody looks for; what is in nearly every title is left out where there is something else. */
export function wordsSought(text: string): readonly string[] {
  const words = wordsIn(text)
    .slice(0, mostWords)
    .map((word) => word.slice(0, longestWord))
  const telling = words.filter((word) => !untelling.has(word))
  return telling.length === 0 ? words : telling
}

const mostWords = 8
const longestWord = 50
const untelling = new Set(
  'de het een en of van voor in op met te aan bij om over naar uit door cursus training'.split(' '),
)

/** How well a word is found in another: 4 the same, 3 its beginning, 2 a part of it; 0 not at all. */
export function likeness(sought: string, word: string): number {
  if (word === sought) return 4
  if (word.startsWith(sought)) return 3
  return sought.length >= 4 && word.includes(sought) ? 2 : 0
}

/** How many letters may be wrong in a word. */
export function mistakesIn(word: string): number {
  if (word.length < 4) return 0
  return word.length < 8 ? 1 : 2
}

/** Which letters are in a word, as bits: words with too many other letters cannot be alike. */
export function lettersOf(word: string): number {
  let letters = 0
  for (let at = 0; at < word.length; at += 1) letters |= 1 << (word.charCodeAt(at) % 32)
  return letters
}

/** How many bits differ that are in the one and not in the other. */
export function bitsIn(value: number): number {
  let [count, left] = [0, value]
  while (left !== 0) {
    left &= left - 1
    count += 1
  }
  return count
}

/**
 * How many letters have to be put right to find what was typed at the beginning of a word: left out, put in, changed,
 * or two that changed places. More than `most` is told as one more.
 */
export function mistakesBetween(typed: string, word: string, most: number): number {
  const wide = Math.min(word.length, typed.length + most)
  if (typed.length - word.length > most) return most + 1
  let before: number[] = []
  let last = Array.from({ length: wide + 1 }, (_, at) => at)
  for (let row = 1; row <= typed.length; row += 1) {
    const now = [row]
    let least = row
    for (let column = 1; column <= wide; column += 1) {
      const same = typed[row - 1] === word[column - 1]
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (now[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      )
      const swapped =
        row > 1 &&
        column > 1 &&
        typed[row - 1] === word[column - 2] &&
        typed[row - 2] === word[column - 1]
      if (swapped) cost = Math.min(cost, (before[column - 2] ?? 0) + 1)
      now.push(cost)
      least = Math.min(least, cost)
    }
    if (least > most) return most + 1
    before = last
    last = now
  }
  // What was typed can be the beginning of a longer word.
  const ends = last.slice(Math.max(0, typed.length - most))
  return Math.min(most + 1, ...ends)
}
