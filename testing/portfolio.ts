import assert from 'node:assert/strict'
import type { TestPlatform } from '#testing/platform.ts'

// Walking through the pages of a portfolio in tests: the forms as people send them.

/** A form of an activity in short: `on` is a day as people type it, "19 mei 2022". */
export type Filled = Readonly<Record<string, string | readonly string[] | File>>

/** A small PDF; each text makes another file. */
export function pdf(name: string, text: string = name): File {
  const body = `%PDF-1.4
1 0 obj
<< /Type /Catalog /Pages 2 0 R >>
endobj
2 0 obj
<< /Type /Pages /Kids [3 0 R] /Count 1 >>
endobj
3 0 obj
<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>
endobj
% ${text}
`
  const at = body.length
  const offsets = [1, 2, 3].map((number) => body.indexOf(`${number} 0 obj`))
  const xref = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const end = `xref\n0 4\n0000000000 65535 f \n${xref}trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`
  return new File([body + end], name, { type: 'application/pdf' })
}

/** The words of a page, without its tags. */
export async function textOf(response: Response): Promise<string> {
  return wordsOf(await response.text())
}

/** The words of a piece of HTML. */
export function wordsOf(html: string): string {
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html
  return main
    .replace(/<(style|script|svg)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<span class="nowrap">([^<]*)<\/span>/g, '$1')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim()
}

/** The hidden fields of the form on a page whose action ends like this. */
export function hiddenIn(html: string, action: string): Record<string, string> {
  const forms = [...html.matchAll(/<form[^>]*action="([^"]*)"[\s\S]*?<\/form>/g)]
  const form = forms.find(([, to]) => to?.endsWith(action))?.[0] ?? ''
  const inputs = form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)
  return Object.fromEntries([...inputs].map(([, name = '', value = '']) => [name, value]))
}

/** The portfolio of whoever holds this cookie, through its pages. */
export function portfolioOf(peil: TestPlatform, cookie: string) {
  const home = '/krsd/mijn'
  const activities = `${home}/activiteiten`

  async function send(kind: string, filled: Filled, intent: string): Promise<Response> {
    const form = await peil.get(`${activities}?soort=${kind}`, cookie)
    assert.equal(form.status, 200)
    const hidden = hiddenIn(await form.text(), activities)
    return peil.post(activities, { ...hidden, kind, ...spread(filled), intent }, cookie)
  }

  async function sent(kind: string, filled: Filled, intent: string): Promise<void> {
    const answer = await send(kind, filled, intent)
    if (answer.status !== 303) assert.fail(`not saved: ${await textOf(answer)}`)
  }

  return {
    send,
    /** Hands in an activity with a file as its proof, and expects that to go well. */
    handIn: (kind: string, filled: Filled) =>
      sent(
        kind,
        { evidence: pdf('bewijs.pdf', `${kind} ${JSON.stringify(filled)}`), ...filled },
        'insturen',
      ),
    plan: (kind: string, filled: Filled) => sent(kind, filled, 'plannen'),
    text: async () => {
      const answer = await peil.get(home, cookie)
      assert.equal(answer.status, 200)
      return textOf(answer)
    },
    /** The id of the activity with this name. */
    idOf: async (title: string) => {
      const html = await (await peil.get(home, cookie)).text()
      const links = [...html.matchAll(/href="\/krsd\/mijn\/activiteiten\/([^"#?/]*)">([^<]*)</g)]
      const id = links.find(([, , text]) => text === title)?.[1]
      if (id === undefined) throw new Error(`There is no activity ${title} in the portfolio`)
      return id
    },
    /** Sends the form of an activity that exists, as it is filled in, with some answers changed. */
    edit: async (id: string, changes: Filled, intent = 'insturen') => {
      const path = `${activities}/${id}/wijzigen`
      const html = await (await peil.get(path, cookie)).text()
      return peil.post(path, { ...fieldsIn(html, path), ...spread(changes), intent }, cookie)
    },
  }
}

/** Every field of a form as a browser would send it. */
export function fieldsIn(html: string, action: string): Record<string, string> {
  const forms = [...html.matchAll(/<form[^>]*action="([^"]*)"[\s\S]*?<\/form>/g)]
  const form = forms.find(([, to]) => to?.endsWith(action))?.[0] ?? ''
  const fields: Record<string, string> = hiddenIn(html, action)
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const name = attribute(tag, 'name')
    const type = attribute(tag, 'type')
    const choice = type === 'radio' || type === 'checkbox'
    if (name === '' || type === 'file' || type === 'hidden') continue
    if (choice && !/\schecked(?:=|\s|>)/.test(tag)) continue
    fields[name] = attribute(tag, 'value')
  }
  for (const [, name = '', text = ''] of form.matchAll(
    /<textarea[^>]*\sname="([^"]*)"[^>]*>([^<]*)<\/textarea>/g,
  )) {
    fields[name] = unescaped(text)
  }
  return fields
}

function attribute(tag: string, name: string): string {
  return unescaped(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '')
}

function unescaped(text: string): string {
  return text
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

function spread({ on, ...rest }: Filled): Filled {
  if (typeof on !== 'string') return rest
  const [day = '', month = '', year = ''] = on.split(' ')
  return {
    ...rest,
    'completed-on-dag': day,
    'completed-on-maand': month,
    'completed-on-jaar': year,
  }
}
