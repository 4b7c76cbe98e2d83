export type SentBody =
  | { readonly is: 'read'; readonly text: string }
  /** It is no text in UTF-8, or did not come in whole. */
  | { readonly is: 'too-large' | 'unreadable' }

/** Reads what was sent as text: nothing beyond the limit, whatever the sender says of the length. */
export async function readSentBody({ body }: Request, mostBytes: number): Promise<SentBody> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let bytes = 0
  let text = ''
  try {
    for await (const chunk of body ?? []) {
      bytes += chunk.length
      if (bytes > mostBytes) return { is: 'too-large' }
      text += decoder.decode(chunk, { stream: true })
    }
    return { is: 'read', text: text + decoder.decode() }
  } catch {
    return { is: 'unreadable' }
  }
}
