/** Who reads each place of a program, for kernels that go from what is down to what it may take down. */
import { compress } from '../model/network.ts';
import type { LanePlan } from './lane-plan.ts';
import { eachSupplier } from './lane-program.ts';

export interface LaneUses {
  readonly componentOf: Int32Array;
  /**
   * Components to look at when place v is down, but its own: `use[useStart[v]] ..`, some repeated. Who is
   * down with v and is needed by none is left out: that its parent is down says all.
   */
  readonly useStart: Int32Array;
  readonly use: Int32Array;
}

/** Turns the records round; O(dependencies); 4 bytes each and 8 per place are kept. */
export function laneUses({ program, parent }: Pick<LanePlan, 'program' | 'parent'>): LaneUses {
  const { count, readCount, code, component } = program;
  const componentOf = new Int32Array(count);
  for (let c = 0; c + 1 < component.length; c++) componentOf.fill(c, component[c]!, component[c + 1]!);
  const read = new Int32Array(code.length);
  const reader = new Int32Array(code.length);
  let readings = 0;
  for (let v = 0; v < count; v++) {
    const c = componentOf[v]!;
    eachSupplier(program, v, (w) => {
      if (componentOf[w] === c || (v >= readCount && w === parent[v])) return;
      read[readings] = w;
      reader[readings++] = c;
    });
  }
  const { start: useStart, value } = compress(
    count,
    read.subarray(0, readings),
    reader.subarray(0, readings),
  );
  return { componentOf, useStart, use: value };
}
