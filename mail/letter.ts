import { voice } from '#language/voice.ts'
import { escaped } from '#papers/escaped.ts'
import type { Wording } from '#regulations/wording.ts'

/** What a letter needs to know of the register that sends it. */
export type MailRegister = {
  readonly name: string
  readonly shortName: string
  readonly organisation: string
  /** How the register calls who decides and what is granted. */
  readonly wording: Wording
  /** The address at which people of this register find Peil. */
  readonly signInAt: string
  readonly contact: { readonly email: string; readonly telephone?: string }
  readonly addressLines: readonly string[]
  /** `#rrggbb`, dark enough to be read on white. */
  readonly accent: string
  readonly formOfAddress: 'je' | 'u'
  readonly unit: { readonly one: string; readonly many: string }
  /** In the demo every letter says that it is an example. */
  readonly example: boolean
}

/** A finished letter. */
export type Letter = {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** The parts of a letter, in the order in which they are read. */
export type LetterParts = {
  /** What happened, in a few words. With the register's name before it this is the subject. */
  readonly fact: string
  /** Who is greeted, in full; whoever is known by an address alone is greeted without a name. */
  readonly to: string
  readonly why: string
  readonly todo?: string
  /** Things that are asked for, one a line. */
  readonly items?: readonly string[]
  /** Somebody's own words, kept apart from ours. */
  readonly quote?: string
  /** Only for links that work once: all else is found by signing in, at the register's own address. */
  readonly link?: { readonly label: string; readonly url: string }
  /** The numbers, dates and amounts, with their labels. */
  readonly facts?: readonly (readonly [label: string, value: string])[]
  readonly more?: readonly string[]
  /** Whether the letter ends by saying where to sign in. */
  readonly signIn?: boolean
}

/** Puts a letter together, as plain text and as HTML with the same words in the same order. */
export function letter(register: MailRegister, parts: LetterParts): Letter {
  const blocks = blocksOf(register, parts)
  const subject = oneLine(`${register.shortName}: ${parts.fact}`)
  const { url } = webLink({ label: '', url: register.signInAt })
  // Said once: in the sentence that asks to sign in, or else below the sender's address.
  const below = parts.signIn === true ? undefined : url
  return {
    subject,
    text: asText(register, blocks, below),
    html: asHtml(register, { subject, blocks, below }),
  }
}

type Block =
  | { readonly kind: 'paragraph' | 'quote'; readonly text: string }
  | { readonly kind: 'items'; readonly items: readonly string[] }
  | { readonly kind: 'link'; readonly label: string; readonly url: string }
  | { readonly kind: 'sign-in'; readonly url: string }
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [string, string])[] }

function blocksOf(register: MailRegister, parts: LetterParts): Block[] {
  const blocks: Block[] = [
    { kind: 'paragraph', text: greeting(parts.to) },
    { kind: 'paragraph', text: parts.why },
  ]
  if (parts.todo !== undefined) blocks.push({ kind: 'paragraph', text: parts.todo })
  if (parts.items !== undefined && parts.items.length > 0) {
    blocks.push({ kind: 'items', items: parts.items.map(oneLine) })
  }
  if (parts.quote !== undefined) blocks.push({ kind: 'quote', text: parts.quote.trim() })
  if (parts.link !== undefined) blocks.push({ kind: 'link', ...webLink(parts.link) })
  if (parts.facts !== undefined) blocks.push({ kind: 'facts', facts: parts.facts })
  for (const text of parts.more ?? []) blocks.push({ kind: 'paragraph', text })
  if (parts.signIn === true) {
    blocks.push({ kind: 'sign-in', url: webLink({ label: '', url: register.signInAt }).url })
  }
  return blocks
}

/** A link in a letter leads to a web page and to nothing else. */
function webLink(link: { readonly label: string; readonly url: string }) {
  const { protocol, href } = new URL(link.url)
  if (protocol !== 'https:' && protocol !== 'http:') {
    throw new RangeError(`A letter cannot link to ${protocol}`)
  }
  return { label: link.label, url: href }
}

const exampleNote = 'Dit is een voorbeeld uit een proefomgeving. Het bericht heeft geen gevolgen.'

function asText(
  register: MailRegister,
  blocks: readonly Block[],
  below: string | undefined,
): string {
  const body = blocks.map(textOf)
  const footer = [
    `Met vriendelijke groet,\n${register.name}`,
    ['-- ', ...senderLines(register), ...(below === undefined ? [] : [below])].join('\n'),
    ...(register.example ? [exampleNote] : []),
  ]
  return `${[...body, ...footer].join('\n\n')}\n`
}

function textOf(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return block.text
    case 'quote':
      return block.text
        .split(/\r\n|\r|\n/)
        .map((line) => `> ${line}`.trimEnd())
        .join('\n')
    case 'items':
      return block.items.map((item) => `- ${item}`).join('\n')
    case 'link':
      return `${block.label}:\n${block.url}`
    case 'sign-in':
      return `Ga naar ${block.url} en log in.`
    case 'facts':
      return block.facts.map(([label, value]) => `${label}: ${value}`).join('\n')
  }
}

function senderLines(register: MailRegister): string[] {
  return [
    register.organisation,
    ...register.addressLines,
    [register.contact.email, register.contact.telephone].filter((part) => part).join(' · '),
  ]
}

const font = "font-family:'Source Sans 3','Segoe UI',Arial,sans-serif"
const paragraph = 'margin:0 0 16px;line-height:1.5'

// Mail programs that know light and dark take these colours; others show the light ones, or make their own.
const inTheDark =
  ':root{color-scheme:light dark}@media (prefers-color-scheme:dark){.page{background:#111827!important;color:#f3f4f6!important}.sheet{background:#1f2937!important}.quiet{color:#d1d5db!important}.own{color:#93c5fd!important}}'

function asHtml(
  register: MailRegister,
  {
    subject,
    blocks,
    below,
  }: {
    readonly subject: string
    readonly blocks: readonly Block[]
    readonly below: string | undefined
  },
): string {
  const accent = /^#[0-9a-f]{6}$/i.test(register.accent) ? register.accent : '#1f2937'
  const body = blocks.map((block) => htmlOf(block, accent, voice(register.formOfAddress).your))
  return `<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(subject)}</title>
<style>${inTheDark}</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f3f4f6;color:#111827;${font};font-size:16px">
<div style="max-width:600px;margin:0 auto;padding:24px 16px">
<div style="padding:16px 24px;background:${accent};color:#ffffff;border-radius:6px 6px 0 0"><strong style="font-size:20px">${escaped(register.shortName)}</strong><br><span style="font-size:14px">${escaped(register.name)}</span></div>
<div class="sheet" style="padding:24px;background:#ffffff;border-radius:0 0 6px 6px">
${body.join('\n')}
<p style="margin:24px 0 0;line-height:1.5">Met vriendelijke groet,<br>${escaped(register.name)}</p>
</div>
<p class="quiet" style="margin:16px 24px;font-size:14px;line-height:1.5;color:#4b5563">${senderLines(register).map(escaped).join('<br>')}${below === undefined ? '' : `<br>${linked(below, accent)}`}</p>${
    register.example
      ? `\n<p class="quiet" style="margin:16px 24px;font-size:14px;line-height:1.5;color:#4b5563"><strong>Voorbeeld.</strong> ${escaped(exampleNote)}</p>`
      : ''
  }
</div>
</body>
</html>
`
}

function linked(url: string, accent: string): string {
  return `<a href="${escaped(url)}" class="own" style="color:${accent};overflow-wrap:anywhere">${escaped(url)}</a>`
}

function htmlOf(block: Block, accent: string, your: string): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p style="${paragraph}">${escaped(block.text)}</p>`
    case 'quote':
      return `<blockquote style="margin:0 0 16px;padding:4px 0 4px 16px;border-left:4px solid ${accent};line-height:1.5">${escaped(block.text).replace(/\r\n|\r|\n/g, '<br>')}</blockquote>`
    case 'items':
      return `<ul style="margin:0 0 16px;padding:0 0 0 24px;line-height:1.5">${block.items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`
    case 'link':
      return `<p style="margin:24px 0 8px"><a href="${escaped(block.url)}" style="display:inline-block;padding:12px 20px;border-radius:4px;background:${accent};color:#ffffff;font-weight:600;text-decoration:none">${escaped(block.label)}</a></p>
<p style="margin:0 0 24px;font-size:14px;line-height:1.5;color:#4b5563" class="quiet">Werkt de knop niet? Kopieer dan dit adres naar ${your} browser:<br><span style="word-break:break-all">${escaped(block.url)}</span></p>`
    case 'sign-in':
      return `<p style="${paragraph}">Ga naar ${linked(block.url, accent)} en log in.</p>`
    case 'facts': {
      const rows = block.facts.map(
        ([label, value]) =>
          `<tr><th scope="row" class="quiet" style="padding:2px 16px 2px 0;text-align:left;vertical-align:top;font-weight:400;color:#4b5563">${escaped(label)}</th><td style="padding:2px 0;vertical-align:top;font-weight:600;overflow-wrap:anywhere">${escaped(value)}</td></tr>`,
      )
      return `<table style="margin:0 0 16px;border-collapse:collapse;line-height:1.5">${rows.join('')}</table>`
    }
  }
}

/** Takes line breaks and other control characters out, so that nobody writes their own headers. */
// An e-mail address is nobody's name.
function greeting(to: string): string {
  return to.includes('@') ? 'Goedendag,' : `Beste ${oneLine(to)},`
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
}
