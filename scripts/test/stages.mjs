/** What `npm test` consists of, in order. Each stage counts what it really did, so that one that did nothing is seen. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { getRabbitMq4, whyNoRabbitMq4 } from '../broker/rabbitmq-4.mjs';
import { ROOT } from '../lib/paths.mjs';
import { NOT_TRIED } from '../install-check/not-tried.mjs';
import { runVisibly } from '../lib/run-visibly.mjs';
import { countDisk, countFaults, countOrders, countPlaywright, countVitest } from './count-tests.mjs';

/**
 * `notRun`: why this machine cannot run the stage; then nothing passed and nothing failed. `failures`: what failed, as far as it has names.
 *
 * @typedef {{ readonly passed: number, readonly failed: number, readonly detail: string, readonly notRun?: string, readonly failures?: readonly string[] }} StageResult
 *
 * @typedef {object} Stage
 * @property {string} name what `--only` calls it
 * @property {import('../setup/system-packages.mjs').SystemNeeds} needs
 * @property {string} [beside] it leaves a core free most of the time: it runs beside the stage of this name, or beside `all` from the beginning
 * @property {(printed: import('./held-output.mjs').HeldOutput) => Promise<StageResult>} run what its tools print goes to `printed`
 */

const REPORTS = join(ROOT, 'test-results');
const broker = process.env.BURNIN_AMQP_URL === undefined;

const BROKER_FOLDERS = ['main', 'agent', 'simulator', 'e2e', 'scripts'];
const BROKER_FAULTS = ['broker', 'memory-alarm', 'disk-alarm', 'network', 'truncated-frames', 'repeated', 'two-consoles'];

/** @type {readonly Stage[]} */
export const STAGES = [
  {
    name: 'types',
    needs: {},
    run: async (printed) => {
      const { ok } = await runVisibly('tsc', ['-b', '--stopBuildOnErrors'], {}, printed);
      const { references } = /** @type {{ references: readonly unknown[] }} */ (
        JSON.parse(readFileSync(join(ROOT, 'tsconfig.json'), 'utf8'))
      );
      return check(ok, references.length, 'projects');
    },
  },
  {
    name: 'lint',
    needs: {},
    beside: 'all',
    run: async (printed) => {
      const { ok, output } = await runVisibly('oxlint', [], {}, printed);
      const { ok: allIsUsed } = await runVisibly('knip', ['--config', 'scripts/lint/knip.config.mjs'], {}, printed);
      return check(ok && allIsUsed, countIn(output, /on (\d+) files/), 'files');
    },
  },
  {
    name: 'format',
    needs: {},
    beside: 'all',
    run: async (printed) => {
      const { ok, output } = await runVisibly('biome', ['format', '.'], {}, printed);
      return check(ok, countIn(output, /Checked (\d+) files/), 'files');
    },
  },
  {
    name: 'unit',
    needs: {},
    run: (printed) =>
      runVitest(['unit', 'unit-window'], printed, [
        'protocol',
        'main',
        'agent',
        'simulator',
        'renderer',
        'scripts',
        'simulation',
      ]),
  },
  {
    name: 'unit-long',
    needs: {},
    run: (printed) => runVitest(['unit-long'], printed, ['main', 'agent', 'simulator', 'fuzz', 'bench']),
  },
  {
    name: 'orders',
    needs: {},
    run: async (printed) => {
      const report = freshReport('orders');
      const words = ['scripts/simulate-orders.mjs', '--every-order', '--seconds', '240', '--json', report];
      const { ok } = await runVisibly('node', words, {}, printed);
      return countOrders(report, ok);
    },
  },
  {
    name: 'disk',
    needs: { tracing: true },
    run: async (printed) => {
      const report = freshReport('disk');
      const { ok, code } = await runVisibly('node', ['scripts/simulate-disk.mjs', '--json', report], {}, printed);
      if (code === NOT_TRIED) return { passed: 0, failed: 0, detail: '', notRun: 'nobody can watch what the store writes' };
      return countDisk(report, ok);
    },
  },
  {
    name: 'broker',
    needs: { broker, legacyClient: true },
    run: (printed) => runVitest(['broker'], printed, BROKER_FOLDERS),
  },
  {
    name: 'broker-4',
    beside: 'broker',
    needs: { electron: true, display: true, clockJumps: true, legacyClient: true, bareSystem: true },
    run: runOnRabbitMq4,
  },
  {
    name: 'build',
    needs: {},
    run: async (printed) => {
      const { ok, output } = await runVisibly('node', ['scripts/build.mjs'], {}, printed);
      return check(ok, countIn(output, /Built (.+) in/)?.split(',').length, 'bundles');
    },
  },
  {
    name: 'package',
    needs: { electron: true, display: true },
    run: async (printed) => {
      const commands = [
        ['scripts/package.mjs', '--only', 'dir'],
        ['scripts/check-fuses.mjs'],
        ['scripts/package.mjs', '--e2e'],
        ['scripts/licences.mjs'],
        ['scripts/sbom.mjs'],
        ['scripts/check-security.mjs'],
      ];
      let passed = 0;
      for (const command of commands) if ((await runVisibly('node', command, {}, printed)).ok) passed += 1;
      return { passed, failed: commands.length - passed, detail: 'packed, security checklist' };
    },
  },
  {
    name: 'install',
    needs: { electron: true, display: true, bareSystem: true },
    run: async (printed) => {
      if (!(await runVisibly('node', ['scripts/package.mjs', '--only', 'tar.gz,deb'], {}, printed)).ok)
        return { passed: 0, failed: 1, detail: 'not packed' };
      const { code, output } = await runVisibly('node', ['scripts/check-install.mjs'], {}, printed);
      const passed = countAll(output, /^holds {2}/gm);
      if (code === NOT_TRIED) return { passed: 0, failed: 0, detail: '', notRun: 'nobody knows whether the packages start' };
      const failed = countAll(output, /^FAILS {2}/gm);
      return { passed, failed: code === 0 && passed > 0 ? failed : Math.max(1, failed), detail: 'started in a bare system' };
    },
  },
  {
    name: 'e2e',
    needs: { electron: true, display: true, broker, pdfTools: true, legacyClient: true },
    run: async (printed) => {
      const report = freshReport('e2e');
      const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: report };
      const { ok } = await runVisibly('playwright', ['test', '--reporter=list,json'], env, printed);
      return countPlaywright(report, ok);
    },
  },
  {
    name: 'faults',
    // It kills and starves its broker, so that must be one of its own.
    needs: { electron: true, display: true, broker: true, clockJumps: true },
    run: async (printed) => {
      const report = freshReport('faults');
      const { ok } = await runVisibly('node', ['scripts/faults.mjs', '--json', report], {}, printed);
      return countFaults(report, ok);
    },
  },
];

/**
 * @param {readonly [string, ...string[]]} projects
 * @param {import('./held-output.mjs').HeldOutput} printed
 * @param {readonly string[]} folders
 * @param {{ readonly run?: string, readonly env?: NodeJS.ProcessEnv }} [options] `run`: its name among runs at the same time
 */
async function runVitest(projects, printed, folders, { run = projects[0], env = {} } = {}) {
  const report = freshReport(run);
  const words = projects.flatMap((project) => ['--project', project]);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { ok } = await runVisibly('vitest', ['run', ...words, ...reporters], { ...env, BURNIN_TEST_RUN: run }, printed);
  return countVitest(report, ok, folders);
}

/**
 * What depends on the broker, once more on the next generation of RabbitMQ: its tests, and the faults that strike it or its lines.
 *
 * @param {import('./held-output.mjs').HeldOutput} printed
 */
async function runOnRabbitMq4(printed) {
  const why = whyNoRabbitMq4();
  if (why !== undefined) return { passed: 0, failed: 0, detail: '', notRun: why };
  let rabbit;
  try {
    rabbit = await getRabbitMq4(printed.stdout);
  } catch (error) {
    return { passed: 0, failed: 0, detail: '', notRun: error instanceof Error ? error.message : String(error) };
  }
  const env = { BURNIN_RABBITMQ_BIN: rabbit.bin };
  const tests = await runVitest(['broker'], printed, BROKER_FOLDERS, { run: 'broker-4', env });
  const report = freshReport('broker-4-faults');
  const words = ['scripts/faults.mjs', '--only', BROKER_FAULTS.join(','), '--json', report];
  const { ok } = await runVisibly('node', words, env, printed);
  const faults = countFaults(report, ok);
  return {
    passed: tests.passed + faults.passed,
    failed: tests.failed + faults.failed,
    detail: `RabbitMQ ${rabbit.version}: ${tests.detail}, ${faults.detail}`,
    failures: [...(tests.failures ?? []), ...(faults.failures ?? [])],
  };
}

/** @param {string} name */
function freshReport(name) {
  mkdirSync(REPORTS, { recursive: true });
  const file = join(REPORTS, `${name}.json`);
  rmSync(file, { force: true });
  return file;
}

/**
 * @param {string} output
 * @param {RegExp} pattern global
 */
function countAll(output, pattern) {
  return output.match(pattern)?.length ?? 0;
}

/**
 * @param {string} output
 * @param {RegExp} pattern with one group
 */
function countIn(output, pattern) {
  return pattern.exec(output)?.[1];
}

/**
 * A stage that is one check over many things.
 *
 * @param {boolean} ok
 * @param {string | number | undefined} count of what was looked at
 * @param {string} things
 * @returns {StageResult}
 */
function check(ok, count, things) {
  const looked = Number(count ?? 0);
  const passed = ok && looked > 0;
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, detail: `${looked} ${things}` };
}
