import { raw } from 'hono/html'
import {
  againPath,
  fontPath,
  iconPath,
  partsPath,
  passkeysPath,
  scriptPath,
  stylesheetPath,
} from './assets.ts'
import type { Content, Link, Props } from './content.ts'
import type { NavItem } from './nav-links.tsx'
import { NavLinks } from './nav-links.tsx'
import { unbroken } from './unbroken.tsx'

/** The register whose pages these are: its name, its short mark, its home page, its brand class. */
export type Site = Props<{
  name: string
  href: string
  /** The letters in the coloured block before the name. */
  mark: string
  /** What a telephone asks that puts these pages on its home screen. */
  homeScreen?: { readonly manifest: string; readonly icon: string }
  /** "krsd" puts the class brand-krsd on the document. */
  brand?: string
}>

export type PageProps = Props<{
  /** The title of this page, the same words as its h1. The name of the site is put behind it. */
  title: string
  site: Site
  /** The form on this page came back with errors: the browser's title then starts with "Fout:". */
  wrong?: boolean
  /** The person who is signed in, with their own page and the address that the sign-out button posts to. */
  person?: {
    readonly name: string
    readonly href: string
    readonly signOut: string
    /** For whom they are here, where that can be another, and where they change it. */
    readonly hat?: { readonly label: string; readonly change: string }
  }
  /** Links on the right of the header, such as "Inloggen". */
  headerLinks?: readonly Link[]
  /** The registers of whoever is signed in, where there are more than one; above the header. */
  registers?: readonly NavItem[]
  /** At most five. */
  nav?: readonly NavItem[]
  /** The pages above this one, the nearest last; the page itself is not in it, its h1 says where you are. */
  breadcrumb?: readonly Link[]
  /** The strip above every page of a demo. */
  demo?: Content
  footer?: readonly Link[]
  /** The stylesheet with the brands of the registers in it; without it the kit's own colours. */
  stylesheet?: string
  /**
   * Seconds after which the page asks for itself again, for pages that wait for something: by a script that shows what
   * changed, and without scripts as a whole.
   */
  refresh?: number
  /** The address of a page that does so. */
  self?: string
  /** Light or dark, whatever the reader's screen asks for. */
  colours?: 'light' | 'dark'
  /** Keeps the page out of search engines. */
  hidden?: boolean
  description?: string
  children?: Content
}>

/** A whole HTML document: head, skip link, header, navigation, the content in main, and the footer. */
export function Page(props: PageProps) {
  const { title, site, wrong, colours, nav = [], breadcrumb = [], footer = [] } = props
  const classes = [site.brand && `brand-${site.brand}`, colours && `colours-${colours}`]
  return (
    <>
      {raw('<!doctype html>')}
      <html lang="nl" class={classes.filter(Boolean).join(' ') || undefined}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{`${wrong ? 'Fout: ' : ''}${title} – ${site.name}`}</title>
          <meta name="color-scheme" content="light dark" />
          {props.description && <meta name="description" content={props.description} />}
          {props.hidden && <meta name="robots" content="noindex" />}
          {props.refresh && (
            <noscript>
              <meta http-equiv="refresh" content={String(props.refresh)} />
            </noscript>
          )}
          <link rel="stylesheet" href={props.stylesheet ?? stylesheetPath} />
          <link rel="preload" as="font" type="font/woff2" href={fontPath} crossorigin="anonymous" />
          <link rel="icon" type="image/svg+xml" href={iconPath} />
          {site.homeScreen && (
            <>
              <link rel="manifest" href={site.homeScreen.manifest} />
              <link rel="apple-touch-icon" href={site.homeScreen.icon} />
            </>
          )}
          <script src={scriptPath} data-parts={partsPath} data-passkeys={passkeysPath} defer />
          {props.refresh && <script src={againPath} defer />}
        </head>
        <body>
          <a class="skip-link" href="#inhoud">
            Naar de inhoud
          </a>
          {props.demo}
          {props.registers !== undefined && props.registers.length > 0 && (
            <NavLinks look="switch" label="Mijn registers" items={props.registers} />
          )}
          <Header {...props} />
          {props.person?.hat && (
            <nav class="hat" aria-label="Voor wie">
              <div class="container">
                Hier {props.person.hat.label} <a href={props.person.hat.change}>Wissel</a>
              </div>
            </nav>
          )}
          {nav.length > 0 && <NavLinks look="main-nav" label="Hoofdmenu" items={nav} />}
          <div class="container body">
            {breadcrumb.length > 0 && (
              <nav class="breadcrumb" aria-label="Kruimelpad">
                <ol class="breadcrumb-list">
                  {breadcrumb.map(({ label, href }) => (
                    <li class="breadcrumb-item">
                      <a class="breadcrumb-link" href={href}>
                        {unbroken(label)}
                      </a>
                    </li>
                  ))}
                </ol>
              </nav>
            )}
            {props.refresh && (
              <noscript>
                <nav class="look-again" aria-label="Deze pagina">
                  <a href={props.self}>Vernieuw deze pagina</a>
                </nav>
              </noscript>
            )}
            <main
              id="inhoud"
              tabindex={-1}
              data-again={props.refresh}
              data-done={props.refresh && 'Deze pagina is bijgewerkt.'}
            >
              {props.children}
            </main>
          </div>
          <footer class="page-footer">
            <div class="container">
              {footer.length > 0 && <NavLinks look="footer" label="Voettekst" items={footer} />}
            </div>
          </footer>
        </body>
      </html>
    </>
  )
}

// Whose register it is, and who is signed in.
function Header({ site, person, headerLinks = [] }: PageProps) {
  return (
    <header class="page-header">
      <div class="container page-header-row">
        <a class="site" href={site.href}>
          <span class="site-mark" aria-hidden="true">
            {site.mark}
          </span>
          <span class={site.name.includes(site.mark) ? 'site-name site-name-said' : 'site-name'}>
            {site.name}
          </span>
        </a>
        {(person || headerLinks.length > 0) && (
          <div class="session">
            {person && (
              <span class="session-person">
                <span class="visually-hidden">Ingelogd als </span>
                <a href={person.href}>{person.name}</a>
              </span>
            )}
            {headerLinks.map((link) => (
              <a class="session-link" href={link.href}>
                {link.label}
              </a>
            ))}
            {person && (
              <form method="post" action={person.signOut} class="session-form">
                <button type="submit" class="link-button session-link">
                  Uitloggen
                </button>
              </form>
            )}
          </div>
        )}
      </div>
    </header>
  )
}
