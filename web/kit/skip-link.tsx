import { useWords } from './words.ts'

/** The first stop of the keyboard: jumps over header and navigation to the content. */
export function SkipLink() {
  return (
    <a class="skip-link" href="#inhoud">
      {useWords().skip}
    </a>
  )
}
