import { describe, expect, test } from 'vitest';
import { isAnswerWanted, REPORT_PARTS, toggledPart } from '../../ui/store/report-choice.ts';
import { citationText, soFarText } from '../../ui/store/report-words.ts';

describe('the words of a report', () => {
  test('say how far the years are, and nothing once there are all', () => {
    expect(soFarText({ done: 12_300, target: 100_000 })).toBe('12,300 of 100,000\u00a0years so far');
    expect(soFarText({ done: 100_000, target: 100_000 })).toBe('');
    expect(soFarText({ done: 0, target: 0 })).toBe('');
  });

  test('cite title, data, hash, engine, seeds and link, each sentence ended once', () => {
    const cited = {
      title: 'Who depends?',
      dataset: 'Markets',
      asOf: '2025',
      hash: 'ab12',
      link: 'https://x/#/report',
    };
    expect(citationText({ ...cited, engine: '1.2.0', seeds: [{ of: 'the simulated years', seed: 7 }] })).toBe(
      'Who depends. Linchpin, engine 1.2.0. Data: Markets, 2025, hash ab12. Seed of the simulated years: 7. https://x/#/report',
    );
    expect(citationText({ ...cited, asOf: '', engine: '', seeds: [] })).toBe(
      'Who depends. Linchpin. Data: Markets, hash ab12. https://x/#/report',
    );
  });
});

describe('the parts of a report', () => {
  test('keep their order whichever is put in last, and putting in twice takes out', () => {
    for (const part of REPORT_PARTS) {
      const without = REPORT_PARTS.filter((each) => each !== part);
      expect(toggledPart(without, part)).toEqual(REPORT_PARTS);
      expect(toggledPart(REPORT_PARTS, part)).toEqual(without);
    }
  });

  test('are asked for on their own page and in a report that has them, and nowhere else', () => {
    const report = { parts: ['risk'], title: '', introduction: '', conclusion: '' } as const;
    expect(isAnswerWanted({ page: 'risk', report: { ...report, parts: [] } }, 'risk')).toBe(true);
    expect(isAnswerWanted({ page: 'report', report }, 'risk')).toBe(true);
    expect(isAnswerWanted({ page: 'report', report }, 'policy')).toBe(false);
    expect(isAnswerWanted({ page: 'map', report }, 'risk')).toBe(false);
  });
});
