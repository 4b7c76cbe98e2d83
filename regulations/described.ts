import { z } from 'zod'

type Words = Readonly<Record<string, string>>

/** What has exactly the keys of the words. */
type Worded<Said extends Words, Shape> = Shape & {
  readonly [Key in Exclude<keyof Shape, keyof Said>]: never
}

/**
 * An object that has these keys and no others, each with what an editor shows of it to whoever writes a
 * file. The words stand apart, in `descriptions/`, so that the shape can be read at a glance. The
 * compiler names a key without words, and words without a key.
 */
export function described<
  Said extends Words,
  Shape extends { readonly [Key in keyof Said]: z.ZodType },
>(words: Said, shape: Worded<Said, Shape>): z.ZodObject<Shape, z.core.$strict> {
  return z.strictObject(describedKeys(words, shape))
}

/** The keys alone, to add to another object or for one that may have others. */
export function describedKeys<
  Said extends Words,
  Shape extends { readonly [Key in keyof Said]: z.ZodType },
>(words: Said, shape: Worded<Said, Shape>): Shape {
  const keys = Object.entries<z.ZodType>(shape)
  // The same keys, and the same schemas but for their description.
  return Object.fromEntries(
    keys.map(([key, schema]) => [key, schema.meta({ description: words[key] ?? '' })]),
  ) as Shape
}
