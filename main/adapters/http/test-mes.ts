import { createDeviceInfoApi, type DeviceInfoOptions } from './device-info-api';

const MADE_UP_SERIAL = 'BURNIN-CONNECTION-TEST';

/** Asks MES for a serial number that nobody has: any answer that can be read shows that the address is right. */
export async function testMes(
  options: Omit<DeviceInfoOptions, 'concurrency' | 'tries' | 'onState'>,
): Promise<{ readonly ok: boolean; readonly sentence: string }> {
  const api = createDeviceInfoApi({ ...options, concurrency: 1, tries: 1 });
  try {
    const answer = await api.lookUp(MADE_UP_SERIAL as Parameters<typeof api.lookUp>[0], { aborted: false });
    return answer.kind === 'couldNotCheck'
      ? { ok: false, sentence: answer.sentence }
      : { ok: true, sentence: 'MES answers as it should.' };
  } finally {
    await api.close();
  }
}
