import type { Props } from './content.ts'

export type PaginationProps = Props<{
  page: number
  pages: number
  href: (page: number) => string
  label?: string
}>

/** Links to the other pages of a list. Nothing when there is only one. */
export function Pagination({ page, pages, href, label }: PaginationProps) {
  if (pages < 2) return null
  return (
    <nav class="pagination" aria-label={label ?? 'Pagina’s'}>
      <ul class="pagination-list">
        {page > 1 && (
          <li>
            <a class="pagination-link" href={href(page - 1)} rel="prev">
              Vorige
            </a>
          </li>
        )}
        {shownPages(page, pages).map((shown) =>
          shown === 'gap' ? (
            <li class="pagination-gap">…</li>
          ) : (
            <li>
              <a
                class="pagination-link pagination-number"
                href={href(shown)}
                aria-current={shown === page ? 'page' : undefined}
                aria-label={`Pagina ${shown}`}
              >
                {shown}
              </a>
            </li>
          ),
        )}
        {page < pages && (
          <li>
            <a class="pagination-link" href={href(page + 1)} rel="next">
              Volgende
            </a>
          </li>
        )}
      </ul>
    </nav>
  )
}

/** The first, the last, and those around the current; gaps between. */
function shownPages(page: number, pages: number): (number | 'gap')[] {
  const shown: (number | 'gap')[] = []
  for (let number = 1; number <= pages; number += 1) {
    const near = Math.abs(number - page) <= 1 || number === 1 || number === pages
    // A gap that hides a single page takes as much room as that page.
    const single = (number === 2 && page <= 4) || (number === pages - 1 && page >= pages - 3)
    if (near || single) shown.push(number)
    else if (shown.at(-1) !== 'gap') shown.push('gap')
  }
  return shown
}
