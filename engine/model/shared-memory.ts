/** Data that several threads read without a copy for each. */

/**
 * The same plain data with every typed array in memory that threads can share; everything else stays as it is.
 * O(size); the arrays given are not changed. Only where `SharedArrayBuffer` is allowed.
 */
export function inSharedMemory<T>(data: T): T {
  return share(data, new Map()) as T;
}

/** `done` keeps what occurs twice one and the same. */
function share(value: unknown, done: Map<object, unknown>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const before = done.get(value);
  if (before !== undefined) return before;
  const shared = shareObject(value, done);
  done.set(value, shared);
  return shared;
}

function shareObject(value: object, done: Map<object, unknown>): unknown {
  if (ArrayBuffer.isView(value)) return sharedArray(value as Uint8Array);
  // long lists of texts have no arrays in them
  if (Array.isArray(value))
    return typeof value[0] === 'object' ? value.map((item) => share(item, done)) : value;
  if (value instanceof Map) return new Map(Array.from(value, ([key, item]) => [key, share(item, done)]));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, share(item, done)]));
}

/** Written for one kind of typed array, and right for all. */
function sharedArray(array: Uint8Array): Uint8Array {
  if (array.buffer instanceof SharedArrayBuffer) return array;
  const Kind = array.constructor as new (buffer: SharedArrayBuffer) => Uint8Array;
  const shared = new Kind(new SharedArrayBuffer(array.byteLength));
  shared.set(array);
  return shared;
}
