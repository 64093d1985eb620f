import type { ReadAside } from '../collect/read-aside';
import type { AgentConfig } from '../config/config';
import { findOwnAddress } from '../own-address';
import { buildReport, NO_COMMAND } from '../report';
import { AGENT_VERSION } from '../version';
import { openDevice } from './device';
import { err, type Result } from '../../protocol/result';
import type { HardwareReportMessage } from '../../protocol/wire/v1';

/** Any outer address: a route to it shows the device's own one where no broker is set. */
const SOMEWHERE = { hostname: '192.0.2.1', port: 9 };

/** The report of this device as it would answer a command that names no operation. */
export async function readHardwareOnce(
  config: AgentConfig,
  readAside: ReadAside,
): Promise<Result<HardwareReportMessage, string>> {
  const device = await openDevice(config, readAside);
  const { hostname, port } = config.broker ?? SOMEWHERE;
  try {
    const collected = await device.collect();
    const ip = await findOwnAddress(hostname, port);
    return buildReport(
      { sn: device.sn, bootId: device.bootId, agentVersion: AGENT_VERSION, ip },
      collected,
      NO_COMMAND,
      new Date(),
    );
  } catch (error) {
    return err(error instanceof Error ? `${error.message}.` : String(error));
  }
}
