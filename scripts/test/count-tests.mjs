/** Reads what the test runners report about themselves. A stage in which a test was skipped, or none was found, has failed. */
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { ROOT } from '../lib/paths.mjs';

/** @typedef {import('./stages.mjs').StageResult} StageResult */

/**
 * @typedef {object} VitestReport
 * @property {boolean} success
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {ReadonlyArray<{ readonly name: string, readonly status?: string, readonly assertionResults: ReadonlyArray<{ readonly status?: string, readonly fullName?: string }> }>} testResults
 *
 * @typedef {{ readonly title: string, readonly file?: string, readonly specs?: ReadonlyArray<{ readonly title: string, readonly ok: boolean }>, readonly suites?: readonly PlaywrightSuite[] }} PlaywrightSuite
 *
 * @typedef {object} PlaywrightReport
 * @property {{ readonly expected: number, readonly unexpected: number, readonly flaky: number, readonly skipped: number }} stats
 * @property {readonly PlaywrightSuite[]} [suites]
 *
 * @typedef {{ readonly worlds: number, readonly scans: number, readonly crashes: number }} OrdersReport
 *
 * @typedef {{ readonly images: number, readonly wrong: readonly string[], readonly runs: number }} DiskRow
 *
 * @typedef {{ readonly images: readonly DiskRow[], readonly failing: readonly DiskRow[] }} DiskReport
 *
 * @typedef {{ readonly rows: ReadonlyArray<{ readonly fault?: string, readonly times: number, readonly problems: readonly string[] }> }} FaultReport
 */

/**
 * @param {string} reportFile written by Vitest's JSON reporter
 * @param {boolean} ok whether Vitest ended well
 * @param {readonly string[]} folders top-level folders that must each bring at least one test
 * @returns {StageResult}
 */
export function countVitest(reportFile, ok, folders) {
  if (!existsSync(reportFile)) return { passed: 0, failed: 1, detail: 'Vitest wrote no report' };
  const report = /** @type {VitestReport} */ (JSON.parse(readFileSync(reportFile, 'utf8')));
  const tested = new Set(
    report.testResults.filter((file) => file.assertionResults.length > 0).map((file) => relative(ROOT, file.name).split('/')[0]),
  );
  const problems = folders.filter((folder) => !tested.has(folder)).map((folder) => `no test in ${folder}/`);
  const skipped = report.numPendingTests + report.numTodoTests;
  if (skipped > 0) problems.push(`${skipped} skipped`);
  const result = verdict({ passed: report.numPassedTests, failed: report.numFailedTests, ok: ok && report.success, problems });
  return { ...result, failures: report.testResults.flatMap(failuresOfFile) };
}

/**
 * @param {string} reportFile written by Playwright's JSON reporter
 * @param {boolean} ok whether Playwright ended well
 * @returns {StageResult}
 */
export function countPlaywright(reportFile, ok) {
  if (!existsSync(reportFile)) return { passed: 0, failed: 1, detail: 'Playwright wrote no report' };
  const { stats, suites = [] } = /** @type {PlaywrightReport} */ (JSON.parse(readFileSync(reportFile, 'utf8')));
  const problems = [];
  if (stats.skipped > 0) problems.push(`${stats.skipped} skipped`);
  const result = verdict({ passed: stats.expected, failed: stats.unexpected + stats.flaky, ok, problems });
  return { ...result, failures: suites.flatMap((suite) => failuresOfSuite(suite, '')) };
}

/**
 * @param {string} reportFile written by the fault suite
 * @param {boolean} ok whether it ended well
 * @returns {StageResult}
 */
export function countFaults(reportFile, ok) {
  if (!existsSync(reportFile)) return { passed: 0, failed: 1, detail: 'the fault suite wrote no report' };
  const { rows } = /** @type {FaultReport} */ (JSON.parse(readFileSync(reportFile, 'utf8')));
  const failed = rows.filter(({ problems }) => problems.length > 0).length;
  const injected = rows.reduce((sum, { times }) => sum + times, 0);
  const result = verdict({ passed: rows.length - failed, failed, ok, problems: [] });
  const failures = rows.flatMap(({ fault = '', problems }) => problems.map((problem) => `${fault}: ${problem}`));
  return { ...result, detail: result.failed === failed ? `${injected} faults injected` : result.detail, failures };
}

/**
 * @param {string} reportFile written by the simulation
 * @param {boolean} ok whether it ended well
 * @returns {StageResult}
 */
export function countOrders(reportFile, ok) {
  if (!existsSync(reportFile)) return { passed: 0, failed: 1, detail: 'the simulation wrote no report' };
  const { worlds, scans, crashes } = /** @type {OrdersReport} */ (JSON.parse(readFileSync(reportFile, 'utf8')));
  const result = verdict({ passed: ok ? worlds : Math.max(0, worlds - 1), failed: ok ? 0 : 1, ok, problems: [] });
  return { ...result, detail: `${scans} scans, ${crashes} crashes` };
}

/** @param {VitestReport['testResults'][number]} file */
function failuresOfFile({ name, status, assertionResults }) {
  const failed = assertionResults.filter((test) => test.status === 'failed').map(({ fullName = '' }) => fullName.trim());
  const broken = status === 'failed' && failed.length === 0 ? ['the file itself'] : failed;
  return broken.map((test) => `${relative(ROOT, name)}: ${test}`);
}

/**
 * @param {PlaywrightSuite} suite
 * @param {string} path titles of the suites around it
 * @returns {string[]}
 */
function failuresOfSuite({ title, specs = [], suites = [] }, path) {
  const here = path === '' ? title : `${path}: ${title}`;
  return [
    ...specs.filter(({ ok }) => !ok).map((spec) => `${here}: ${spec.title}`),
    ...suites.flatMap((suite) => failuresOfSuite(suite, here)),
  ];
}

/**
 * @param {string} reportFile written by the disk simulation
 * @param {boolean} ok whether it ended well
 * @returns {StageResult}
 */
export function countDisk(reportFile, ok) {
  if (!existsSync(reportFile)) return { passed: 0, failed: 1, detail: 'the disk simulation wrote no report' };
  const { images, failing } = /** @type {DiskReport} */ (JSON.parse(readFileSync(reportFile, 'utf8')));
  const failures = [...images, ...failing].flatMap(({ wrong }) => wrong);
  const opened = [...images, ...failing].reduce((sum, row) => sum + row.images, 0);
  const runs = failing.reduce((sum, row) => sum + row.runs, 0);
  const result = verdict({ passed: opened + runs - failures.length, failed: failures.length, ok, problems: [] });
  return { ...result, detail: `${opened} crash images, ${runs} runs with EIO`, failures };
}

/**
 * @param {{ passed: number, failed: number, ok: boolean, problems: readonly string[] }} counted
 * @returns {StageResult}
 */
function verdict({ passed, failed, ok, problems }) {
  const detail = [`${passed + failed} tests`, ...problems];
  if (passed + failed === 0) return { passed, failed: 1, detail: ['no tests', ...problems].join(', ') };
  // Something outside a test went wrong, such as a file that does not load.
  if (!ok && failed === 0) return { passed, failed: 1, detail: [...detail, 'the runner itself failed'].join(', ') };
  return { passed, failed: failed + problems.length, detail: detail.join(', ') };
}
