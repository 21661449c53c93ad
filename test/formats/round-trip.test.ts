import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeDataset } from '../../engine/formats/write-dataset.ts';
import { dependencyRows, entityRows, plans, systemOf } from '../properties/systems.ts';
import { contentOf, hostileTables } from './hostile-tables.ts';
import { drain, PLAIN_ABOUT, readParts, systemFrom, writeAndRead } from './reading.ts';

describe('writing a dataset and reading it again', () => {
  test('gives an equal system without a new problem, whatever was in the tables', () => {
    fc.assert(
      fc.property(hostileTables, (parts) => {
        const system = systemFrom(parts);
        const again = writeAndRead(system);
        expect(contentOf(again.system!)).toEqual(contentOf(system));
        const errors = again.problems.filter((problem) => problem.severity === 'error');
        expect(errors).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test('gives the same text the second time', () => {
    fc.assert(
      fc.property(hostileTables, (parts) => {
        const first = drain(writeDataset(systemFrom(parts))).result;
        const [entities, dependencies, about] = first.map((file) => file.text);
        const second = drain(
          writeDataset(systemFrom({ entities: entities!, dependencies: dependencies!, about: about! })),
        ).result;
        expect(second).toEqual(first);
      }),
      { numRuns: 100 },
    );
  });

  test('keeps groups, losses and phases of generated systems', () => {
    fc.assert(
      fc.property(plans({ maxEntities: 12 }), (plan) => {
        const system = systemOf(plan);
        expect(contentOf(writeAndRead(system).system!)).toEqual(contentOf(system));
      }),
      { numRuns: 100 },
    );
  });

  test('leaves no cell at whose start a spreadsheet would run it', () => {
    fc.assert(
      fc.property(hostileTables, (parts) => {
        const written = drain(writeDataset(systemFrom(parts))).result.slice(0, 2);
        for (const { text } of written) {
          // our own reading of the text: quotes toggle, separators outside quotes begin a cell
          let isQuoted = false;
          let isStart = true;
          for (const character of text) {
            if (isStart && !isQuoted && '=+@'.includes(character)) throw new Error(`A formula in ${text}`);
            if (character === '"') isQuoted = !isQuoted;
            else isStart = !isQuoted && (character === ',' || character === '\n');
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  test('keeps a weight whose column the model also reads', () => {
    const system = systemFrom({
      entities: 'id,kind,capacity\na,cdn,5\n',
      dependencies: 'dependent,supplier\n',
      about: '{"schemaVersion":1,"weights":[{"column":"capacity"}]}',
    });
    const again = writeAndRead(system);
    expect(again.problems).toEqual([]);
    expect(contentOf(again.system!)).toEqual(contentOf(system));
  });

  test('writes dataset.json as it was read, unknown keys included', () => {
    const about = '{ "schemaVersion": 1,\n "more": {"a": [1, 2]} }\n';
    const files = drain(writeDataset(systemFrom({ about }))).result;
    expect(files.map((file) => file.name)).toEqual(['entities.csv', 'dependencies.csv', 'dataset.json']);
    expect(files[2]!.text).toBe(about);
  });

  test('of thousands of rows goes in slices', () => {
    const rows = Array.from({ length: 9_000 }, (_, i) => `e${i},cdn,1\n`).join('');
    const system = systemFrom({ entities: `id,kind,weight\n${rows}`, dependencies: 'dependent,supplier\n' });
    const { steps } = drain(writeDataset(system));
    expect(steps.length).toBeGreaterThan(3);
    expect([...steps].sort((a, b) => a - b)).toEqual(steps);
    expect(Math.max(...steps)).toBeLessThanOrEqual(1);
  });
});

describe('no row is lost in silence', () => {
  test('every row of both tables is in the system or in the list of problems', () => {
    fc.assert(
      fc.property(
        plans({ maxEntities: 8 }),
        fc.array(
          fc.constantFrom(
            'e0,nobody,,1,1,run',
            'x,e0,,,,',
            'e0,e0,g,1,1,run',
            'e0,e0,,1,1,failover',
            'a,b,c,d,e,f,g',
          ),
        ),
        fc.array(fc.constantFrom('e0,cdn,1', ',cdn,1', 'n,cdn,1', 'm,cdn,1,2')),
        (plan, badLinks, badEntities) => {
          const entityLines = [...entityRows(plan), ...badEntities];
          const linkLines = [...dependencyRows(plan), ...badLinks];
          const { system, problems } = readParts({
            entities: `id,kind,weight\n${entityLines.map((line) => `${line}\n`).join('')}`,
            dependencies: `dependent,supplier,group,need,loss,phase\n${linkLines.map((line) => `${line}\n`).join('')}`,
            about: PLAIN_ABOUT,
          });
          const dropped = (file: string): number =>
            new Set(
              problems
                .filter((problem) => problem.file === file && /left out|merged into/.test(problem.message))
                .map((problem) => problem.row),
            ).size;
          expect(system!.entities.count + dropped('entities.csv')).toBe(entityLines.length);
          expect(system!.dependencies.count + dropped('dependencies.csv')).toBe(linkLines.length);
        },
      ),
      { numRuns: 300 },
    );
  });
});
