import type { SerialNumber } from '../../../protocol/ids';
import type { MesAnswer } from '../../../protocol/device-info';
import type { RawAnswer } from '../scan/events';

/** MES device_info. Never rejects: what cannot be found out is an answer of its own. Retries inside, with back-off. */
export interface DeviceInfoApi {
  /** @param onAnswer is given every whole answer as it came, the one that counts last */
  lookUp(sn: SerialNumber, signal: AbortSignalLike, onAnswer?: (raw: RawAnswer) => void): Promise<MesAnswer>;
}

/** The part of AbortSignal that is needed here; this folder knows no runtime. */
interface AbortSignalLike {
  readonly aborted: boolean;
}
