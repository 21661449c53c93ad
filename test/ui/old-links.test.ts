/** Links that earlier versions have handed out: each still opens on what it said, with nothing left out. */
import { expect, test } from 'vitest';
import { decodeLink, encodeLink } from '../../ui/store/link.ts';

test.each<readonly [string, string, object]>([
  [
    'the map, with what fails and who is looked at',
    '#/map?v=1&d=digital-economy&fail=aws%2Fus-east-1%2Fdynamodb&at=signal&view=tower',
    {
      page: 'map',
      dataset: 'digital-economy',
      failed: ['aws/us-east-1/dynamodb'],
      selected: 'signal',
      layout: 'tower',
    },
  ],
  ['a link by hand', '#/map?fail=signal', { page: 'map', dataset: 'digital-economy', failed: ['signal'] }],
  ['the table', '#/map?v=1&view=table', { page: 'map', layout: 'table' }],
  [
    'concentration of a role',
    '#/concentration?v=1&d=digital-economy&of=dns&count=use&suppliers=by-operator&sector=Finance&country=US',
    {
      page: 'concentration',
      concentration: {
        role: 'dns',
        count: 'use',
        suppliers: 'by-operator',
        scale: '',
        sectors: ['Finance'],
        countries: ['US'],
      },
    },
  ],
  [
    'a real outage as a film',
    '#/stress?v=1&d=digital-economy&outage=aws-use1-2025-10-20&t=5.5',
    { page: 'stress', stress: expect.objectContaining({ incident: 'aws-use1-2025-10-20' }), hour: 5.5 },
  ],
  [
    'an outage of one’s own',
    '#/stress?v=1&d=digital-economy&down=0,2.87,0,aws/us-east-1/dynamodb',
    {
      page: 'stress',
      stress: expect.objectContaining({
        failures: [{ start: 0, duration: 2.87, level: 0, id: 'aws/us-east-1/dynamodb' }],
      }),
    },
  ],
  [
    'simulated years',
    '#/risk?v=1&d=digital-economy&risk-years=3200&risk-seed=7',
    { page: 'risk', risk: expect.objectContaining({ years: 3200, seed: 7 }) },
  ],
  [
    'scenarios side by side',
    '#/policy?v=1&d=digital-economy&policy-years=640&sc=break-up*parts*4**second-dns***My+title',
    {
      page: 'policy',
      policy: expect.objectContaining({
        years: 640,
        scenarios: [
          {
            title: 'My title',
            measures: [
              { id: 'break-up', values: { parts: 4 }, file: '' },
              { id: 'second-dns', values: {}, file: '' },
            ],
          },
        ],
      }),
    },
  ],
  ['the report', '#/report?v=1&d=digital-economy&of=dns&risk-years=1000', { page: 'report' }],
])('%s', (_, link, said) => {
  const { session, problems } = decodeLink(link);
  expect(problems).toEqual([]);
  expect(session).toMatchObject(said);
  expect(decodeLink(encodeLink(session!)).session).toEqual(session);
});
