/** A heading as it stands within a sentence: "Uren begeleiding" is "uren begeleiding", but "BIG". */
export function withinSentence(heading: string): string {
  return heading.replace(/^\p{Lu}(?=\p{Ll}| )/u, (letter) => letter.toLowerCase())
}

/** The first letter in capitals. */
export function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
