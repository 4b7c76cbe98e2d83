import type { Content, Props, TagColour } from './content.ts'

export type TagProps = Props<{ colour: TagColour; children?: Content }>

/** A state in one or two words. The text carries the meaning, the colour only helps. */
export function Tag({ colour, children }: TagProps) {
  return <span class={`tag tag-${colour}`}>{children}</span>
}
