import { onTheTypesetter } from './typeset.ts'
import type { Picture } from './typesetter.ts'

/**
 * One PDF of the photos (JPEG or PNG) of the pages of a paper, in this order and the right way up, as
 * the camera noted it. The same photos give the same bytes. Throws when one of them cannot be shown.
 */
export async function joinPages(title: string, photos: readonly Uint8Array[]): Promise<Uint8Array> {
  const pictures: readonly Picture[] = photos.map((bytes, index) => ({
    path: `page-${index + 1}.${bytes[0] === 0x89 ? 'png' : 'jpg'}`,
    bytes,
  }))
  return onTheTypesetter({
    template: 'pages',
    as: 'pdf',
    facts: JSON.stringify({
      title: title.toWellFormed(),
      pages: pictures.map(({ path }) => path),
    }),
    pictures,
    creationTimestamp: 0,
  })
}
