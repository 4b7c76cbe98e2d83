import type { Content } from './content.ts'

// Capitals and figures with hyphens between: "KRSD-A-2026-0005", "7K3F-9M2P", "16-01-2027".
const spelled = /(?<![\p{L}\d-])[A-Z\d]+(?:-[A-Z\d]+)+(?![\p{L}\d-])/u

/** Text in which a number or code that people copy letter by letter stays on one line. */
export function unbroken(content: Content): Content {
  if (typeof content !== 'string') return content
  const found = spelled.exec(content)
  if (found === null) return content
  const [code] = found
  const after = content.slice(found.index + code.length)
  return (
    <>
      {content.slice(0, found.index)}
      <span class="nowrap">{code}</span>
      {unbroken(after)}
    </>
  )
}
