import type { Content, Link, Props } from './content.ts'
import { useWords } from './words.ts'

/** The register whose pages these are: its name, its short mark or its logo, its home page, its brand class. */
export type Site = Props<{
  name: string
  href: string
  /** The letters in the coloured block before the name, for a register without a logo. */
  mark: string
  /** An inline SVG that takes `currentColor`; stands in the place of the mark. */
  logo?: Content
  /** "krsd" puts the class brand-krsd on the document. */
  brand?: string
}>

export type PageHeaderProps = Props<{
  site: Site
  person?: { readonly name: string; readonly href?: string | undefined }
  signOut?: { readonly action: string }
  links?: readonly Link[]
}>

/** The top of every page: whose register it is, and who is signed in. */
export function PageHeader({ site, person, signOut, links = [] }: PageHeaderProps) {
  const words = useWords()
  return (
    <header class="page-header">
      <div class="container page-header-row">
        <a class="site" href={site.href}>
          <span class={site.logo ? 'site-logo' : 'site-mark'} aria-hidden="true">
            {site.logo ?? site.mark}
          </span>
          <span class="site-name">{site.name}</span>
        </a>
        {(person || signOut || links.length > 0) && (
          <div class="session">
            {person && (
              <span class="session-person">
                <span class="visually-hidden">{words.signedInAs} </span>
                {person.href ? <a href={person.href}>{person.name}</a> : person.name}
              </span>
            )}
            {links.map((link) => (
              <a class="session-link" href={link.href}>
                {link.label}
              </a>
            ))}
            {signOut && (
              <form method="post" action={signOut.action} class="session-form">
                <button type="submit" class="link-button session-link">
                  {words.signOut}
                </button>
              </form>
            )}
          </div>
        )}
      </div>
    </header>
  )
}
