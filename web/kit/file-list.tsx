import { formatSize } from '#language/numbers.ts'
import type { Content, Props } from './content.ts'

export type ListedFile = Props<{
  /** What the remove button sends. */
  id: string
  name: string
  /** In bytes; undefined while it is still being made. */
  size: number | undefined
  href?: string
  /** A line below the name, such as "Wordt gecontroleerd" or the day it was added. */
  note?: Content
  /** It cannot be removed. */
  fixed?: boolean
}>

export type FileListProps = Props<{
  files: readonly ListedFile[]
  label: string
  /** Inside a form: the name under which the remove buttons send the file's id. Without it there are none. */
  removeName?: string
}>

/** The files that have arrived, large and below their field, each with its size. */
export function FileList({ files, label, removeName }: FileListProps) {
  if (files.length === 0) return null
  return (
    <ul class="file-list" aria-label={label}>
      {files.map((file) => (
        <li class="file">
          <div class="file-text">
            {file.href ? (
              <a class="file-name" href={file.href}>
                {file.name}
              </a>
            ) : (
              <span class="file-name">{file.name}</span>
            )}{' '}
            <span class="file-size">
              {file.size === undefined ? 'wordt gemaakt' : formatSize(file.size)}
            </span>
            {file.note && <div class="file-note">{file.note}</div>}
          </div>
          {removeName && !file.fixed && (
            <button type="submit" class="link-button" name={removeName} value={file.id}>
              Verwijder
              <span class="visually-hidden"> {file.name}</span>
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}
