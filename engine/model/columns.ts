/**
 * Growable columns for tables whose length is not known before the last row is read. Integers and floats
 * have a builder each: code that sees two kinds of array runs several times slower.
 */
import type { TextColumn } from './system.ts';

export interface TextColumnBuilder {
  push(text: string): void;
  /** The column of the rows for which `keep` is 1, in order; of all rows without `keep`. */
  finish(keep?: Uint8Array): TextColumn;
  readonly length: number;
  at(row: number): string;
}

/** Collects texts, each distinct one stored once; O(1) per row. */
export function textColumnBuilder(): TextColumnBuilder {
  const labels: string[] = [''];
  const codeOf = new Map<string, number>([['', 0]]);
  const codes = intColumnBuilder();
  return {
    push(text) {
      let code = codeOf.get(text);
      if (code === undefined) {
        code = labels.length;
        labels.push(text);
        codeOf.set(text, code);
      }
      codes.push(code);
    },
    finish: (keep) => ({ labels, codes: codes.finish(keep) }),
    get length() {
      return codes.length;
    },
    at: (row) => labels[codes.at(row)]!,
  };
}

export interface NumberColumnBuilder<T> {
  push(value: number): void;
  finish(keep?: Uint8Array): T;
  readonly length: number;
  at(row: number): number;
}

/** Collects 32-bit integers; doubles its buffer when full. */
export function intColumnBuilder(): NumberColumnBuilder<Int32Array> {
  let buffer = new Int32Array(64);
  let length = 0;
  return {
    push(value) {
      if (length === buffer.length) {
        const larger = new Int32Array(2 * length);
        larger.set(buffer);
        buffer = larger;
      }
      buffer[length++] = value;
    },
    finish: (keep) => kept(buffer.subarray(0, length), keep),
    get length() {
      return length;
    },
    at: (row) => buffer[row]!,
  };
}

/** Collects floating-point numbers, `NaN` for "not given"; doubles its buffer when full. */
export function floatColumnBuilder(): NumberColumnBuilder<Float64Array> {
  let buffer = new Float64Array(64);
  let length = 0;
  return {
    push(value) {
      if (length === buffer.length) {
        const larger = new Float64Array(2 * length);
        larger.set(buffer);
        buffer = larger;
      }
      buffer[length++] = value;
    },
    finish: (keep) => kept(buffer.subarray(0, length), keep),
    get length() {
      return length;
    },
    at: (row) => buffer[row]!,
  };
}

function kept<T extends Int32Array | Float64Array>(values: T, keep: Uint8Array | undefined): T {
  return (keep ? values.filter((_, row) => keep[row] === 1) : values.slice()) as T;
}
