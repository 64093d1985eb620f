import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT } from '../lib/paths.mjs';
import { countPlaywright, countVitest } from './count-tests.mjs';

const folder = mkdtempSync(join(tmpdir(), 'burnin-counts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function reportFile(content: unknown): string {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const vitest = {
  success: true,
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [{ name: join(ROOT, 'agent/a.test.ts'), assertionResults: [{}, {}, {}] }],
};

describe('counting what Vitest did', () => {
  it('takes its numbers', () => {
    expect(countVitest(reportFile(vitest), true, ['agent'])).toEqual({ passed: 3, failed: 0, detail: '3 tests', failures: [] });
  });

  it.each([
    ['no test at all', { ...vitest, numPassedTests: 0, testResults: [] }, true, [], 'no tests'],
    ['a folder without tests', vitest, true, ['agent', 'renderer'], 'no test in renderer/'],
    ['a skipped test', { ...vitest, numPendingTests: 1 }, true, ['agent'], '1 skipped'],
    ['a file that does not load', { ...vitest, success: false }, false, ['agent'], 'the runner itself failed'],
    ['a failed test', { ...vitest, success: false, numFailedTests: 1 }, false, ['agent'], '4 tests'],
  ])('fails for %s', (_, report, ok, folders, detail) => {
    const result = countVitest(reportFile(report), ok, folders);
    expect(result.failed).toBeGreaterThan(0);
    expect(result.detail).toContain(detail);
  });

  it('names what failed, and a file that does not load', () => {
    const testResults = [
      {
        name: join(ROOT, 'agent/a.test.ts'),
        status: 'failed',
        assertionResults: [
          { status: 'passed', fullName: 'a holds' },
          { status: 'failed', fullName: ' b holds' },
        ],
      },
      { name: join(ROOT, 'main/b.test.ts'), status: 'failed', assertionResults: [] },
    ];
    const report = { ...vitest, success: false, numFailedTests: 1, testResults };
    expect(countVitest(reportFile(report), false, ['agent']).failures).toEqual([
      'agent/a.test.ts: b holds',
      'main/b.test.ts: the file itself',
    ]);
  });

  it('fails when there is no report', () => {
    expect(countVitest(join(folder, 'nothing.json'), true, []).failed).toBe(1);
  });
});

describe('counting what Playwright did', () => {
  const stats = { expected: 2, unexpected: 0, flaky: 0, skipped: 0 };

  it('takes its numbers', () => {
    expect(countPlaywright(reportFile({ stats }), true)).toEqual({ passed: 2, failed: 0, detail: '2 tests', failures: [] });
  });

  it('names what failed, with the suites around it', () => {
    const spec = { title: 'opens', ok: false };
    const inner = { title: 'the window', specs: [spec, { title: 'closes', ok: true }] };
    const report = { stats: { ...stats, unexpected: 1 }, suites: [{ title: 'window.e2e.ts', suites: [inner] }] };
    expect(countPlaywright(reportFile(report), false).failures).toEqual(['window.e2e.ts: the window: opens']);
  });

  it.each([
    ['no test at all', { ...stats, expected: 0 }],
    ['a skipped test', { ...stats, skipped: 1 }],
    ['a flaky test', { ...stats, flaky: 1 }],
    ['a failed test', { ...stats, unexpected: 1 }],
  ])('fails for %s', (_, changed) => {
    expect(countPlaywright(reportFile({ stats: changed }), true).failed).toBeGreaterThan(0);
  });
});
