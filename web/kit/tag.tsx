import type { Content, Props, TagColour } from './content.ts'

export type TagProps = Props<{ colour: TagColour; children?: Content }>

// What is longer does not fit beside other columns, or on a telephone.
const oneLine = 28

/** A state in one or two words. The text carries the meaning, the colour only helps. */
export function Tag({ colour, children }: TagProps) {
  const isLong = typeof children === 'string' && children.length > oneLine
  return <span class={`tag tag-${colour}${isLong ? ' tag-long' : ''}`}>{children}</span>
}
