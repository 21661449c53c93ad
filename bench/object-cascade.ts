/**
 * The cascade as one would write it first: objects, maps and loops, the equation of the model applied
 * again to every dependent of what changed, until nothing changes. The yardstick of the kernels.
 */
import { FAILOVER, RUN, type System } from '../engine/model/system.ts';

interface ObjectRequirement {
  readonly dependent: ObjectEntity;
  readonly need: number;
  readonly loss: number;
  readonly members: ObjectEntity[];
}

interface ObjectEntity {
  readonly index: number;
  readonly requirements: ObjectRequirement[];
  readonly usedBy: ObjectRequirement[];
}

/** The system as objects that point at each other. */
export function objectEntities(system: System): readonly ObjectEntity[] {
  const { entities, dependencies, requirements } = system;
  const objects: ObjectEntity[] = Array.from({ length: entities.count }, (_, index) => ({
    index,
    requirements: [],
    usedBy: [],
  }));
  const formed = new Map<number, ObjectRequirement>();
  for (let e = 0; e < dependencies.count; e++) {
    const r = dependencies.requirement[e]!;
    if (dependencies.phase[e] === FAILOVER || requirements.phase[r] !== RUN) continue;
    const dependent = objects[dependencies.dependent[e]!]!;
    const supplier = objects[dependencies.supplier[e]!]!;
    let requirement = formed.get(r);
    if (requirement === undefined) {
      requirement = { dependent, need: requirements.need[r]!, loss: requirements.loss[r]!, members: [] };
      formed.set(r, requirement);
      dependent.requirements.push(requirement);
    }
    requirement.members.push(supplier);
    supplier.usedBy.push(requirement);
  }
  return objects;
}

/** Levels below 1 after some entities fail. */
export function objectCascade(
  entities: readonly ObjectEntity[],
  fail: readonly number[],
): ReadonlyMap<ObjectEntity, number> {
  const levels = new Map<ObjectEntity, number>(fail.map((v) => [entities[v]!, 0]));
  const levelOf = (entity: ObjectEntity): number => levels.get(entity) ?? 1;
  const queue = fail.map((v) => entities[v]!);
  for (const entity of queue)
    for (const { dependent } of entity.usedBy) {
      let level = levelOf(dependent);
      for (const { need, loss, members } of dependent.requirements) {
        const delivered = members.map(levelOf).sort((a, b) => b - a)[need - 1]!;
        level = Math.min(level, 1 - loss * (1 - delivered));
      }
      if (level < levelOf(dependent)) {
        levels.set(dependent, level);
        queue.push(dependent);
      }
    }
  return levels;
}
