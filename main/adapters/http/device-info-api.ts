import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { readDeviceInfo, type MesAnswer } from '../../../protocol/device-info';
import type { RawAnswer } from '../../domain/events';
import type { DeviceInfoApi } from '../../domain/ports';
import { connectionProblem } from './connection-problem';
import { BAD_BASE_URL, readBaseUrl } from './base-url';
import { Gate } from './gate';
import { getWhole, TooLate } from './get-whole';
import { httpsTrust } from './https-trust';
import { retryAfterMs } from './retry-after';
import { CannotUnpack } from './unpack';
import { unreadable } from './unreadable';

export interface DeviceInfoOptions {
  readonly baseUrl: string;
  readonly path: string;
  /** For one try, from sending to the last byte, ms. */
  readonly timeoutMs: number;
  /** Requests at once. */
  readonly concurrency: number;
  /** Tries per look-up, the first included. */
  readonly tries: number;
  /** Sent as Bearer token. */
  readonly token: string | null;
  /** PEM file of the authorities to trust with https; empty or absent: those of this program and of the system. */
  readonly caFile?: string;
  /** MES answers, or stopped to; called when that changes and with each new reason. */
  readonly onState?: (up: boolean, sentence: string) => void;
}

export interface ClosableDeviceInfoApi extends DeviceInfoApi {
  close(): Promise<void>;
}

const MOST_BYTES = 1024 * 1024;
const MOST_KEPT_CHARACTERS = 64 * 1024;
const BYTE_ORDER_MARK = /^\uFEFF/;
/** Half a surrogate pair, which cannot be sent. */
const HALF_A_CHARACTER = /\p{Surrogate}/gu;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

type Try =
  | { readonly kind: 'answer'; readonly answer: MesAnswer }
  /** Another try may help; `down`: MES itself does not answer. */
  | {
      readonly kind: 'again';
      readonly sentence: string;
      readonly down: boolean;
      readonly waitMs: number | null;
      readonly mostTries: number;
    }
  | { readonly kind: 'giveUp'; readonly sentence: string };

/** MES device_info over keep-alive connections: the hot path, one look-up per device. Never rejects. */
export function createDeviceInfoApi(options: DeviceInfoOptions): ClosableDeviceInfoApi {
  const base = readBaseUrl(options.baseUrl);
  const say = stateSayer(options.onState);
  if (base === null) return unusable(say, BAD_BASE_URL);
  const trust = httpsTrust(base, options.caFile ?? '');
  if ('problem' in trust) return unusable(say, trust.problem);
  const pool = new Pool(base.origin, {
    connections: options.concurrency,
    connectTimeout: options.timeoutMs,
    ...(trust.context === null ? {} : { connect: { secureContext: trust.context, timeout: options.timeoutMs } }),
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const path = `${base.pathname.replace(/\/$/, '')}${options.path}${options.path.includes('?') ? '&' : '?'}serialNo=`;
  const headers = { accept: 'application/json', ...(options.token === null ? {} : { authorization: `Bearer ${options.token}` }) };
  const gate = new Gate(options.concurrency);

  const ask = async (sn: string, onAnswer: (raw: RawAnswer) => void): Promise<Try> => {
    const leave = await gate.enter();
    try {
      const { status, body, retryAfter } = await getWhole(pool, {
        path: path + encodeURIComponent(sn.replaceAll(HALF_A_CHARACTER, '\uFFFD')),
        headers,
        timeoutMs: options.timeoutMs,
        mostBytes: MOST_BYTES,
      });
      onAnswer({ status, body: body?.toString('utf8').slice(0, MOST_KEPT_CHARACTERS) ?? '' });
      return readAnswer(sn, status, body, retryAfterMs(retryAfter, Date.now()));
    } catch (error) {
      if (error instanceof CannotUnpack) return { ...again(`MES answered, but ${error.message}.`, false), mostTries: 2 };
      if (error instanceof TooLate) return again(`MES did not answer within ${options.timeoutMs / 1_000} s.`, true);
      return again(`MES cannot be reached: ${connectionProblem(error, base.host).sentence}.`, true);
    } finally {
      leave();
    }
  };

  return {
    lookUp: async (sn, signal, onAnswer = () => undefined) => {
      for (let tried = 1; ; tried += 1) {
        const outcome = await ask(sn, onAnswer);
        if (outcome.kind === 'answer') {
          say(true, 'MES answers.');
          return outcome.answer;
        }
        if (outcome.kind === 'giveUp') {
          say(false, outcome.sentence);
          return { kind: 'couldNotCheck', sentence: outcome.sentence };
        }
        say(!outcome.down, outcome.down ? outcome.sentence : 'MES answers.');
        if (signal.aborted || tried >= Math.min(options.tries, outcome.mostTries))
          return { kind: 'couldNotCheck', sentence: outcome.sentence };
        await sleep(pauseMs(tried, outcome.waitMs));
      }
    },
    close: () => pool.destroy(),
  };
}

/** Stands in for MES when its address or the file of its authority is none. */
function unusable(say: (up: boolean, sentence: string) => void, sentence: string): ClosableDeviceInfoApi {
  say(false, sentence);
  return {
    async lookUp() {
      return { kind: 'couldNotCheck', sentence };
    },
    close: () => Promise.resolve(),
  };
}

function readAnswer(sn: string, status: number, body: Buffer | null, waitMs: number | null): Try {
  if (status === 404) return { kind: 'answer', answer: { kind: 'notRegistered' } };
  if (status === 408 || status === 425 || status === 429 || status >= 500)
    return again(`MES answered with status ${status}.`, true, waitMs);
  if (status === 401 || status === 403) {
    return {
      kind: 'giveUp',
      sentence: `MES does not accept the console's token (status ${status}), or wants one and got none. Enter it in the settings, or for the burnin command in BURNIN_API_TOKEN.`,
    };
  }
  if (status >= 300)
    return { kind: 'giveUp', sentence: `MES answered with status ${status}; check the address of MES in the settings.` };
  if (body === null) return { kind: 'giveUp', sentence: `MES answered with more than ${MOST_BYTES / 1024} KiB for one device.` };
  let json: unknown;
  try {
    json = JSON.parse(body.toString('utf8').replace(BYTE_ORDER_MARK, ''));
  } catch {
    return { ...again(`MES answered with ${unreadable(body)}.`, false), mostTries: 2 };
  }
  const read = readDeviceInfo(json, sn);
  return read.ok ? { kind: 'answer', answer: read.value } : { ...again(read.error, false), mostTries: 2 };
}

function again(sentence: string, down: boolean, waitMs: number | null = null): Extract<Try, { kind: 'again' }> {
  return { kind: 'again', sentence, down, waitMs, mostTries: Number.POSITIVE_INFINITY };
}

function pauseMs(tried: number, waitMs: number | null): number {
  const backOff = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tried - 1)) * (0.5 + Math.random());
  return Math.min(LONGEST_PAUSE_MS, Math.max(backOff, waitMs ?? 0));
}

/** Passes a state on when it differs from the one before. */
function stateSayer(onState: DeviceInfoOptions['onState']): (up: boolean, sentence: string) => void {
  let last = '';
  return (up, sentence) => {
    if (sentence === last) return;
    last = sentence;
    onState?.(up, sentence);
  };
}
