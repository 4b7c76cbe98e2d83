import type { Answers } from '#web/forms/answers.ts'
import { typedFields } from '#web/forms/answers.ts'
import type { Content } from '#web/kit/index.ts'
import { Details } from '#web/kit/index.ts'
import type { Visit } from '#web/route.ts'
import { speech } from '#web/speech.ts'

// What somebody wrote for a thing that went on without it: they get it back, whatever the answer is.

/** What somebody wrote in a form in words of their own: every text of more than one word, never a password. */
export function writtenIn(form: Answers): readonly string[] {
  const texts = Object.entries(typedFields(form)).flatMap(([name, values]) =>
    name.includes('wachtwoord') ? [] : values,
  )
  return [...new Set(texts.map((text) => text.trim()).filter((text) => /\s/.test(text)))]
}

/** What was written and stands nowhere in this, to be given back. */
export async function notShownIn(
  content: Content,
  written: readonly string[],
): Promise<readonly string[]> {
  if (written.length === 0) return []
  const shown = oneSpaced(await htmlOf(content))
  const texts: string[] = []
  for (const text of new Set(written)) {
    if (!shown.includes(oneSpaced(await htmlOf(text)))) texts.push(text)
  }
  return texts
}

/** Content as it is sent. */
export async function htmlOf(content: Content): Promise<string> {
  // With something beside it, text is escaped as it is in a page.
  const inPage = (
    <>
      {content}
      {null}
    </>
  )
  return String(await inPage)
}

function oneSpaced(html: string): string {
  return html.replaceAll(/\s+/g, ' ')
}

/** What somebody wrote about something that went on without it, so that they can take it along. */
export function Unsaved(props: { readonly visit: Visit; readonly texts: readonly string[] }) {
  const { say } = speech(props.visit)
  return (
    <UnsavedText title={say('Wat je had geschreven', 'Wat u had geschreven')} texts={props.texts} />
  )
}

/** The same, where there is no visit to tell how somebody is addressed. */
export function UnsavedText(props: { readonly title: string; readonly texts: readonly string[] }) {
  const { title, texts } = props
  if (texts.length === 0) return null
  return (
    <Details summary={title} open>
      {texts.map((text) => (
        <p class="preserve">{text}</p>
      ))}
    </Details>
  )
}
