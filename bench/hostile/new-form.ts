import { hiddenIn } from '#testing/portfolio.ts'

export const activities = '/krsd/mijn/activiteiten'

/** What the form of a new activity sends along unseen. */
export async function newForm(
  port: number,
  cookie: string,
  from = '10.9.0.1',
): Promise<Readonly<Record<string, string>>> {
  const page = await fetch(`http://127.0.0.1:${port}${activities}?soort=training`, {
    headers: { cookie, 'x-forwarded-for': from },
  })
  const hidden = hiddenIn(await page.text(), activities)
  return { ...hidden, kind: 'training', intent: 'concept' }
}
