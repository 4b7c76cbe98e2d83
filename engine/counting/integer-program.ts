/** At most `atMost` of the sum of coefficients times variables. */
export type Row = { readonly coefficients: readonly number[]; readonly atMost: number }

/** A best point in whole numbers, or the knowledge that there is none. */
export type Solution =
  | { readonly is: 'solved'; readonly value: bigint; readonly point: readonly number[] }
  | { readonly is: 'infeasible' }

/**
 * Finds whole numbers of nought or more that satisfy every row and make the objective as large as
 * possible. Exact: the simplex method in fraction-free arithmetic, then branch and bound. Every
 * variable must be bounded by the rows.
 */
export function maximise(objective: readonly number[], rows: readonly Row[]): Solution {
  let best: Solution = { is: 'infeasible' }
  const open: (readonly Row[])[] = [rows]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const relaxed = solveRelaxed(objective, node)
    if (relaxed === undefined) continue
    // Only a strictly better whole value is worth a branch: the bound is rounded down.
    const bound = floorDivide(relaxed.value, relaxed.denominator)
    if (best.is === 'solved' && bound <= best.value) continue
    const split = relaxed.point.findIndex((part) => part % relaxed.denominator !== 0n)
    if (split === -1) {
      const point = relaxed.point.map((part) => Number(part / relaxed.denominator))
      best = { is: 'solved', value: relaxed.value / relaxed.denominator, point }
      continue
    }
    const floor = Number((relaxed.point[split] ?? 0n) / relaxed.denominator)
    const unit = objective.map((_, at) => (at === split ? 1 : 0))
    open.push([...node, { coefficients: unit, atMost: floor }])
    open.push([...node, { coefficients: unit.map((part) => -part), atMost: -(floor + 1) }])
  }
  return best
}

type Relaxed = {
  readonly value: bigint
  readonly denominator: bigint
  readonly point: readonly bigint[]
}

/**
 * A dictionary: every basic variable as a constant minus a combination of the others. All entries
 * share one denominator (the last pivot), which keeps them whole and exact.
 */
type Dictionary = {
  entries: bigint[][]
  denominator: bigint
  basic: number[]
  free: number[]
}

function solveRelaxed(objective: readonly number[], rows: readonly Row[]): Relaxed | undefined {
  const size = objective.length
  const helper = size + rows.length
  const infeasible = rows.some((row) => row.atMost < 0)
  const free = objective.map((_, at) => at)
  if (infeasible) free.push(helper)
  const entries = rows.map((row) => {
    const entry = row.coefficients.map(BigInt)
    if (infeasible) entry.push(-1n)
    entry.push(BigInt(row.atMost))
    return entry
  })
  const dictionary: Dictionary = {
    entries,
    denominator: 1n,
    basic: rows.map((_, at) => size + at),
    free,
  }
  const width = free.length
  if (infeasible) {
    // The first phase lets a helper variable take up every shortage and then drives it to nought.
    entries.push([...free.map((each) => (each === helper ? 1n : 0n)), 0n])
    const lowest = lowestRow(dictionary, rows.length)
    pivot(dictionary, lowest, width - 1)
    climb(dictionary, rows.length)
    if (entryAt(dictionary, rows.length, width) !== 0n) return undefined
    dropHelper(dictionary, helper, rows.length)
  }
  entries[rows.length] = objectiveRow(dictionary, objective, rows.length)
  climb(dictionary, rows.length)
  const last = dictionary.free.length
  const point = objective.map(() => 0n)
  dictionary.basic.forEach((variable, row) => {
    if (variable < size) point[variable] = entryAt(dictionary, row, last)
  })
  return {
    value: entryAt(dictionary, rows.length, last),
    denominator: dictionary.denominator,
    point,
  }
}

/** Pivots until no entry of the bottom row is negative; Bland's rule, so that it always ends. */
function climb(dictionary: Dictionary, count: number): void {
  for (;;) {
    const column = enteringColumn(dictionary, count)
    if (column === undefined) return
    const row = leavingRow(dictionary, count, column)
    if (row === undefined) throw new Error('The programme has no bound')
    pivot(dictionary, row, column)
  }
}

function enteringColumn(dictionary: Dictionary, count: number): number | undefined {
  let chosen: number | undefined
  let name = Number.POSITIVE_INFINITY
  dictionary.free.forEach((variable, column) => {
    if (entryAt(dictionary, count, column) < 0n && variable < name) {
      chosen = column
      name = variable
    }
  })
  return chosen
}

function leavingRow(dictionary: Dictionary, count: number, column: number): number | undefined {
  const last = dictionary.free.length
  let chosen: number | undefined
  for (let row = 0; row < count; row++) {
    const slope = entryAt(dictionary, row, column)
    if (slope <= 0n) continue
    if (chosen === undefined) {
      chosen = row
      continue
    }
    const here = entryAt(dictionary, row, last) * entryAt(dictionary, chosen, column)
    const there = entryAt(dictionary, chosen, last) * slope
    if (here < there || (here === there && nameOf(dictionary, row) < nameOf(dictionary, chosen))) {
      chosen = row
    }
  }
  return chosen
}

function lowestRow(dictionary: Dictionary, count: number): number {
  const last = dictionary.free.length
  let chosen = 0
  for (let row = 1; row < count; row++) {
    if (entryAt(dictionary, row, last) < entryAt(dictionary, chosen, last)) chosen = row
  }
  return chosen
}

/** Exchanges a basic and a free variable; every division is exact. */
function pivot(dictionary: Dictionary, row: number, column: number): void {
  const { entries } = dictionary
  const pivotRow = entries[row] ?? []
  const element = pivotRow[column] ?? 0n
  const before = dictionary.denominator
  entries.forEach((entry, at) => {
    if (at === row) return
    const factor = entry[column] ?? 0n
    for (let place = 0; place < entry.length; place++) {
      if (place === column) continue
      entry[place] = ((entry[place] ?? 0n) * element - factor * (pivotRow[place] ?? 0n)) / before
    }
    entry[column] = -factor
  })
  pivotRow[column] = before
  dictionary.denominator = element
  const leaving = dictionary.basic[row] ?? -1
  dictionary.basic[row] = dictionary.free[column] ?? -1
  dictionary.free[column] = leaving
  // A negative denominator would turn every comparison round.
  if (element < 0n) {
    dictionary.denominator = -element
    for (const entry of entries) {
      for (let place = 0; place < entry.length; place++) entry[place] = -(entry[place] ?? 0n)
    }
  }
}

/** Takes the helper of the first phase out again, wherever it ended. */
function dropHelper(dictionary: Dictionary, helper: number, count: number): void {
  const row = dictionary.basic.indexOf(helper)
  if (row !== -1) {
    const column = dictionary.free.findIndex((_, at) => entryAt(dictionary, row, at) !== 0n)
    if (column === -1) throw new Error('The helper variable cannot leave the basis')
    pivot(dictionary, row, column)
  }
  const column = dictionary.free.indexOf(helper)
  dictionary.free.splice(column, 1)
  for (const entry of dictionary.entries) entry.splice(column, 1)
  dictionary.entries.length = count
}

/** The objective in terms of the variables that are free now. */
function objectiveRow(
  dictionary: Dictionary,
  objective: readonly number[],
  count: number,
): bigint[] {
  const row = dictionary.free.map(
    (variable) => -BigInt(objective[variable] ?? 0) * dictionary.denominator,
  )
  row.push(0n)
  for (let at = 0; at < count; at++) {
    const weight = BigInt(objective[nameOf(dictionary, at)] ?? 0)
    if (weight === 0n) continue
    const entry = dictionary.entries[at] ?? []
    for (let place = 0; place < row.length; place++) {
      row[place] = (row[place] ?? 0n) + weight * (entry[place] ?? 0n)
    }
  }
  return row
}

function entryAt(dictionary: Dictionary, row: number, column: number): bigint {
  return dictionary.entries[row]?.[column] ?? 0n
}

function nameOf(dictionary: Dictionary, row: number): number {
  return dictionary.basic[row] ?? -1
}

function floorDivide(value: bigint, by: bigint): bigint {
  const quotient = value / by
  return value % by !== 0n && value < 0n !== by < 0n ? quotient - 1n : quotient
}
