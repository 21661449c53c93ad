/**
 * A network of Boolean requirements as one flat program for 512 worlds at a time: the records of all rows in
 * an order to run through: suppliers before dependents, the members of a cycle side by side, and those that
 * nobody needs last, for nobody reads whether they are down. Where that leaves a choice, records of one shape
 * stand together, so that loops over them end when the processor expects it.
 */
import { compress } from '../model/network.ts';
import { buildLaneRecords, type LaneRecordsInput } from './lane-records.ts';

/** Rows are known by their place; columns have one value per place. */
export interface LaneProgram {
  readonly count: number;
  /** Places from here on are needed by none; none of them is in a cycle. */
  readonly readCount: number;
  /** Place of each entity, the same for those that are always down together; -1 for one that is never down. */
  readonly placeOf: Int32Array;
  /** The records of `LaneRecords`, by places. */
  readonly start: Int32Array;
  readonly code: Int32Array;
  /** Component c is the places `component[c] .. component[c + 1] - 1`: a cycle, or one place. */
  readonly component: Int32Array;
  /** How much the place counts in a loss, a whole number whose sums are exact. */
  readonly weight: Float64Array;
}

export interface LaneProgramInput extends LaneRecordsInput {
  /** Whole numbers, one per entity. */
  readonly weight: Float64Array;
}

/** Writes the program; yields 0; O(entities + dependencies); 8 bytes each and 50 more per entity, a third of it kept. */
export function* buildLaneProgram(input: LaneProgramInput): Generator<number, LaneProgram> {
  const records = yield* buildLaneRecords(input);
  const { row, count, start, code, component } = records;
  const isRead = new Uint8Array(count);
  for (let i = 0; i < count; i++) eachSupplier(records, i, (w) => (isRead[w] = 1));
  const order = componentOrder(records, isRead);

  yield 0;
  const placeOfRow = new Int32Array(count);
  const newComponent = new Int32Array(component.length);
  let readCount = 0;
  let place = 0;
  order.forEach((c, at) => {
    for (let i = component[c]!; i < component[c + 1]!; i++) placeOfRow[i] = place++;
    newComponent[at + 1] = place;
    if (component[c + 1]! > component[c]! + 1 || isRead[component[c]!] === 1) readCount = place;
  });
  const rowAt = new Int32Array(count);
  for (let i = 0; i < count; i++) rowAt[placeOfRow[i]!] = i;

  const newStart = new Int32Array(count + 1);
  const newCode = new Int32Array(code.length);
  let end = 0;
  rowAt.forEach((i, at) => {
    const shift = end - start[i]!;
    for (let from = start[i]!; from < start[i + 1]!; from++) newCode[end++] = code[from]!;
    eachSupplier(records, i, (w, from) => (newCode[from + shift] = placeOfRow[w]!));
    newStart[at + 1] = end;
  });

  yield 0;
  const weight = new Float64Array(count);
  const placeOf = row.map((i, v) => {
    if (i < 0) return -1;
    weight[placeOfRow[i]!]! += input.weight[v]!;
    return placeOfRow[i]!;
  });
  return { count, readCount, placeOf, start: newStart, code: newCode, component: newComponent, weight };
}

/** Calls `visit` with each supplier that record `i` names, and where it stands in the code. */
export function eachSupplier(
  { start, code }: Pick<LaneProgram, 'start' | 'code'>,
  i: number,
  visit: (supplier: number, at: number) => void,
): void {
  let here = start[i]!;
  for (let left = code[here++]!; left > 0; left--, here++) visit(code[here]!, here);
  for (let group = code[here++]!; group > 0; group--) {
    here += 2;
    for (let left = code[here - 1]!; left > 0; left--, here++) visit(code[here]!, here);
  }
}

/** Components by how many lie below them, read ones first, and by shape. */
function componentOrder(
  records: { readonly start: Int32Array; readonly code: Int32Array; readonly component: Int32Array },
  isRead: Uint8Array,
): Int32Array {
  const { component, start, code } = records;
  const componentCount = component.length - 1;
  const shape = new Int32Array(componentCount);
  const height = new Int32Array(componentCount);
  const heightOfRow = new Int32Array(isRead.length);
  let highest = 0;
  for (let c = 0; c < componentCount; c++) {
    let above = 0;
    for (let i = component[c]!; i < component[c + 1]!; i++)
      eachSupplier(records, i, (w) => {
        if (w < component[c]!) above = Math.max(above, heightOfRow[w]! + 1);
      });
    heightOfRow.fill(above, component[c]!, component[c + 1]!);
    height[c] = above;
    highest = Math.max(highest, above);
    shape[c] = shapeOf(code, start[component[c]!]!);
  }
  for (let c = 0; c < componentCount; c++)
    if (isRead[component[c]!] === 0 && component[c + 1] === component[c]! + 1) height[c] = highest + 1;
  const byShape = compress(SHAPES, shape, Int32Array.from(shape.keys())).value;
  return compress(
    highest + 2,
    byShape.map((c) => height[c]!),
    byShape,
  ).value;
}

const SHAPES = 4096;

/** A number for how many suppliers and groups a record has, and their sizes. */
function shapeOf(code: Int32Array, start: number): number {
  const hardEnd = start + 1 + code[start]!;
  let hash = 16 * Math.min(code[start]!, 15) + Math.min(code[hardEnd]!, 15);
  let here = hardEnd + 1;
  for (let group = code[hardEnd]!; group > 0; group--) {
    hash = Math.imul(hash, 31) + 5 * code[here]! + code[here + 1]!;
    here += 2 + code[here + 1]!;
  }
  return (hash >>> 0) % SHAPES;
}
