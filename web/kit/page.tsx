import { raw } from 'hono/html'
import type { Language } from '#language/locale.ts'
import { fontPath, iconPath, scriptPath, stylesheetPath } from './assets.ts'
import { Breadcrumb } from './breadcrumb.tsx'
import type { Content, Link, Props } from './content.ts'
import type { DemoBannerProps } from './demo-banner.tsx'
import { DemoBanner } from './demo-banner.tsx'
import { Footer } from './footer.tsx'
import type { NavItem } from './main-nav.tsx'
import { MainNav } from './main-nav.tsx'
import type { Site } from './page-header.tsx'
import { PageHeader } from './page-header.tsx'
import { SkipLink } from './skip-link.tsx'
import { LanguageContext } from './words.ts'

export type PageProps = Props<{
  /** The title of this page, the same words as its h1. The name of the site is put behind it. */
  title: string
  site: Site
  language?: Language
  /** The form on this page came back with errors: the browser's title then starts with "Fout:". */
  wrong?: boolean
  /** The person who is signed in; `signOut` is the address the sign-out button posts to. */
  person?: { readonly name: string; readonly href?: string | undefined }
  signOut?: { readonly action: string }
  /** Links on the right of the header, such as "Inloggen", or another role of the same person. */
  headerLinks?: readonly Link[]
  nav?: readonly NavItem[]
  /** The pages above this one, the nearest last. */
  breadcrumb?: readonly Link[]
  demo?: DemoBannerProps
  footer?: readonly Link[]
  footerNote?: Content
  /** The stylesheet with the brands of the registers in it; without it the kit's own colours. */
  stylesheet?: string
  /** Seconds after which the page asks for itself again, for pages that wait for something. */
  refresh?: number
  /** Light or dark, whatever the reader's screen asks for. */
  colours?: 'light' | 'dark'
  /** Keeps the page out of search engines. */
  hidden?: boolean
  description?: string
  /** For work with two columns: uses more of a large screen. */
  wide?: boolean
  children?: Content
}>

/** A whole HTML document: head, skip link, header, navigation, the content in main, and the footer. */
export function Page(props: PageProps) {
  const language = props.language ?? 'nl'
  const prefix = props.wrong ? (language === 'nl' ? 'Fout: ' : 'Error: ') : ''
  return (
    <LanguageContext.Provider value={language}>
      {raw('<!doctype html>')}
      <html lang={language} class={classesOf(props)}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{`${prefix}${props.title} – ${props.site.name}`}</title>
          <meta name="color-scheme" content="light dark" />
          {props.description && <meta name="description" content={props.description} />}
          {props.hidden && <meta name="robots" content="noindex" />}
          {props.refresh && <meta http-equiv="refresh" content={String(props.refresh)} />}
          <link rel="stylesheet" href={props.stylesheet ?? stylesheetPath} />
          <link rel="preload" as="font" type="font/woff2" href={fontPath} crossorigin="anonymous" />
          <link rel="icon" type="image/svg+xml" href={iconPath} />
          <script src={scriptPath} defer />
        </head>
        <body class={props.wide ? 'page-wide' : undefined}>
          <SkipLink />
          {props.demo && <DemoBanner {...props.demo} />}
          <PageHeader
            site={props.site}
            person={props.person}
            signOut={props.signOut}
            links={props.headerLinks}
          />
          {props.nav && props.nav.length > 0 && <MainNav items={props.nav} />}
          <div class="container body">
            {props.breadcrumb && props.breadcrumb.length > 0 && (
              <Breadcrumb links={props.breadcrumb} />
            )}
            <main id="inhoud" tabindex={-1}>
              {props.children}
            </main>
          </div>
          <Footer links={props.footer ?? []} note={props.footerNote} />
        </body>
      </html>
    </LanguageContext.Provider>
  )
}

function classesOf({ site, colours }: PageProps): string | undefined {
  const classes = [site.brand && `brand-${site.brand}`, colours && `colours-${colours}`]
  return classes.filter(Boolean).join(' ') || undefined
}
