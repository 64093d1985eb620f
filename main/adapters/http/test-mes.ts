import { text, type Texts } from '../../../protocol/texts/text';
import { createDeviceInfoApi, type DeviceInfoOptions } from './device-info-api';

const MADE_UP_SERIAL = 'BURNIN-CONNECTION-TEST';
const MADE_UP_PATH = '/burnin-console-no-such-path';

type TestOptions = Omit<DeviceInfoOptions, 'concurrency' | 'tries' | 'onState'>;

/**
 * Asks MES for a serial number that nobody has: any answer that can be read shows that the address is right. A 404 may mean that
 * MES does not know the number, or that nothing is at this path: it counts when a path that surely is none is answered otherwise.
 */
export async function testMes(options: TestOptions): Promise<{ readonly ok: boolean; readonly reason: Texts }> {
  const asked = await ask(options);
  if (asked.problem !== null) return { ok: false, reason: asked.problem };
  if (asked.status === 404) {
    const elsewhere = await ask({ ...options, path: MADE_UP_PATH });
    if (elsewhere.status === 404 && sameButForThePath(elsewhere.body, asked.body, options.path))
      return {
        ok: false,
        reason: [text('mes.pathUnknown', { path: options.path })],
      };
  }
  return { ok: true, reason: [text('mes.tested')] };
}

async function ask(options: TestOptions) {
  const api = createDeviceInfoApi({ ...options, concurrency: 1, tries: 1 });
  let [status, body]: [number | null, string] = [null, ''];
  try {
    const answer = await api.lookUp(MADE_UP_SERIAL as Parameters<typeof api.lookUp>[0], { aborted: false }, (raw) => {
      ({ status, body } = raw);
    });
    return { status, body, problem: answer.kind === 'couldNotCheck' ? answer.reason : null };
  } finally {
    await api.close();
  }
}

/** Pages about a missing path often name it. */
function sameButForThePath(elsewhere: string, asked: string, path: string): boolean {
  return elsewhere.replaceAll(MADE_UP_PATH, '') === asked.replaceAll(path, '');
}
