import { SaxesParser } from 'saxes'

// Where the parts of a decision table stand in its file: what reads DMN does not say so.

/** A place in a file, from 1. */
export interface PlaceInFile {
  readonly line: number
  readonly column: number
}

/** Where the parts of the first decision table stand. */
export interface Places {
  readonly decisions: readonly PlaceInFile[]
  readonly tables: readonly PlaceInFile[]
  readonly inputs: readonly PlaceInFile[]
  readonly outputs: readonly PlaceInFile[]
  readonly rules: readonly {
    readonly at: PlaceInFile
    readonly inputs: readonly PlaceInFile[]
    readonly outputs: readonly PlaceInFile[]
  }[]
}

/** Why a text is no XML that is read, and where. */
export interface Unreadable extends PlaceInFile {
  readonly message: string
}

/** Finds the places; what is no XML, or defines names of its own, is not read. */
export function findPlaces(xml: string): Places | Unreadable {
  const parser = new SaxesParser()
  const found = {
    decisions: [] as PlaceInFile[],
    tables: [] as PlaceInFile[],
    inputs: [] as PlaceInFile[],
    outputs: [] as PlaceInFile[],
    rules: [] as { at: PlaceInFile; inputs: PlaceInFile[]; outputs: PlaceInFile[] }[],
  }
  let wrong: Unreadable | undefined
  let begun: PlaceInFile = { line: 1, column: 1 }
  const here = (): PlaceInFile => ({ line: parser.line, column: parser.column + 1 })
  parser.on('opentagstart', ({ name }) => {
    // The parser stands behind the name by then, on the same line.
    begun = { line: parser.line, column: Math.max(1, parser.column - name.length - 1) }
  })
  parser.on('opentag', ({ name }) => {
    const rule = found.rules.at(-1)
    switch (name.replace(/^.*:/, '')) {
      case 'decision':
        found.decisions.push(begun)
        break
      case 'decisionTable':
        found.tables.push(begun)
        break
      case 'input':
        found.inputs.push(begun)
        break
      case 'output':
        found.outputs.push(begun)
        break
      case 'rule':
        found.rules.push({ at: begun, inputs: [], outputs: [] })
        break
      case 'inputEntry':
        rule?.inputs.push(begun)
        break
      case 'outputEntry':
        rule?.outputs.push(begun)
        break
    }
  })
  parser.on('doctype', () => {
    wrong ??= { ...here(), message: 'een DOCTYPE hoort hier niet (no document type)' }
  })
  parser.on('error', () => {
    wrong ??= {
      ...here(),
      message: 'dit is geen XML die te lezen is (this is not well-formed XML)',
    }
  })
  parser.write(xml).close()
  return wrong ?? found
}
