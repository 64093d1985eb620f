import { type Backoff, backoffMs } from '../../../protocol/backoff';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { text, type Text, type Texts } from '../../../protocol/texts/text';
import { readDeviceInfo, type MesAnswer, type Unchecked } from '../../../protocol/device-info';
import type { RawAnswer } from '../../domain/scan/events';
import type { DeviceInfoApi } from '../../domain/ports/mes';
import { connectionProblem } from './connection-problem';
import { apiAddress, BAD_ADDRESS } from './base-url';
import { Gate } from './gate';
import { getWhole, TooLate } from './get-whole';
import { httpsTrust } from './https-trust';
import { readNotFound } from './not-found';
import { retryAfterMs } from './retry-after';
import { CannotUnpack } from './unpack';
import { beginningOf, unreadable } from './unreadable';

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
  readonly onState?: (up: boolean, reason: Texts) => void;
}

export interface ClosableDeviceInfoApi extends DeviceInfoApi {
  close(): Promise<void>;
}

const MAX_BYTES = 1024 * 1024;
/** A part of the answer only. */
const PARTIAL = 206;
const MAX_KEPT_CHARACTERS = 64 * 1024;
const BYTE_ORDER_MARK = /^\uFEFF/;
/** Half a surrogate pair, which cannot be sent. */
const HALF_A_CHARACTER = /\p{Surrogate}/gu;
const ANSWERS: Texts = [text('mes.answers')];
const MAX_PAUSE_MS = 5_000;
const PAUSES: Backoff = { firstMs: 250, maxMs: MAX_PAUSE_MS, spread: [0.5, 1.5] };

type Try =
  | { readonly kind: 'answer'; readonly answer: MesAnswer }
  /** Another try may help; `down`: why MES itself does not answer. */
  | {
      readonly kind: 'again';
      readonly unchecked: Unchecked;
      readonly down: Texts | null;
      readonly waitMs: number | null;
      readonly mostTries: number;
    }
  | { readonly kind: 'giveUp'; readonly unchecked: Unchecked };

/** MES device_info over keep-alive connections: the hot path, one look-up per device. Never rejects. */
export function createDeviceInfoApi(options: DeviceInfoOptions): ClosableDeviceInfoApi {
  const address = apiAddress(options.baseUrl, options.path);
  const say = stateSayer(options.onState);
  if (address === null) return unusable(say, BAD_ADDRESS);
  const trust = httpsTrust(address, options.caFile ?? '');
  if ('problem' in trust) return unusable(say, trust.problem);
  const pool = new Pool(address.origin, {
    connections: options.concurrency,
    connectTimeout: options.timeoutMs,
    ...(trust.context === null ? {} : { connect: { secureContext: trust.context, timeout: options.timeoutMs } }),
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const path = `${address.pathname}${address.search}${address.search === '' ? '?' : '&'}serialNo=`;
  const asked = `${address.origin}${address.pathname}`;
  const headers = { accept: 'application/json', ...(options.token === null ? {} : { authorization: `Bearer ${options.token}` }) };
  const gate = new Gate(options.concurrency);

  const ask = async (sn: string, onAnswer: (raw: RawAnswer) => void): Promise<Try> => {
    const leave = await gate.enter();
    try {
      const { status, body, retryAfter } = await getWhole(pool, {
        path: path + encodeURIComponent(sn.replaceAll(HALF_A_CHARACTER, '\uFFFD')),
        headers,
        timeoutMs: options.timeoutMs,
        mostBytes: MAX_BYTES,
      });
      onAnswer({ status, body: body?.toString('utf8').slice(0, MAX_KEPT_CHARACTERS) ?? '' });
      if (status === 404) return { kind: 'answer', answer: readNotFound(asked, body) };
      return readAnswer(sn, status, body, retryAfterMs(retryAfter, Date.now()));
    } catch (error) {
      if (error instanceof CannotUnpack) return onceMore(unchecked('unreadable', [text('mes.cannotUnpack', { why: error.why })]));
      if (error instanceof TooLate) return later(text('mes.silent', { seconds: options.timeoutMs / 1_000 }));
      return later(text('mes.unreachable', { why: connectionProblem(error, address.host, 'part') }));
    } finally {
      leave();
    }
  };

  return {
    lookUp: async (sn, signal, onAnswer = () => undefined) => {
      for (let tried = 1; ; tried += 1) {
        const outcome = await ask(sn, onAnswer);
        if (outcome.kind === 'answer') {
          say(true, ANSWERS);
          return outcome.answer;
        }
        if (outcome.kind === 'giveUp') {
          say(false, outcome.unchecked.reason);
          return outcome.unchecked;
        }
        say(outcome.down === null, outcome.down ?? ANSWERS);
        if (signal.aborted || tried >= Math.min(options.tries, outcome.mostTries)) return outcome.unchecked;
        await sleep(pauseMs(tried, outcome.waitMs));
      }
    },
    close: () => pool.destroy(),
  };
}

/** Stands in for MES when its address or the file of its authority is none. */
function unusable(say: (up: boolean, reason: Texts) => void, reason: Texts): ClosableDeviceInfoApi {
  say(false, reason);
  return {
    async lookUp() {
      return unchecked('refused', reason);
    },
    close: () => Promise.resolve(),
  };
}

function readAnswer(sn: string, status: number, body: Buffer | null, waitMs: number | null): Try {
  if (status === 408 || status === 425 || status === 429 || status >= 500)
    return later(text('mes.status', { status }), statusOf(status, body), waitMs);
  if (status === 401 || status === 403) {
    return giveUp('refused', text('mes.tokenRefused', { status }));
  }
  if (status >= 300 || status === PARTIAL) return giveUp('refused', text('mes.wrongAddress', { status }));
  if (body === null) return giveUp('unreadable', text('mes.tooLarge', { kib: MAX_BYTES / 1024 }));
  const whole = body.toString('utf8').replace(BYTE_ORDER_MARK, '');
  let json: unknown;
  try {
    json = JSON.parse(whole);
  } catch {
    return onceMore(unchecked('unreadable', [text('mes.answeredWith', { what: unreadable(body) })]));
  }
  const read = readDeviceInfo(json, sn, whole);
  return read.ok ? { kind: 'answer', answer: read.value } : onceMore(read.error);
}

function unchecked(cause: NonNullable<Unchecked['cause']>, reason: Texts): Unchecked {
  return { kind: 'couldNotCheck', reason, cause };
}

/** MES does not answer: another try may find it there again. */
function later(down: Text, reason = down, waitMs: number | null = null): Try {
  return {
    kind: 'again',
    unchecked: unchecked('unreachable', [reason]),
    down: [down],
    waitMs,
    mostTries: Number.POSITIVE_INFINITY,
  };
}

/** MES answers, and may have been in the middle of a change. */
function onceMore(answer: Unchecked): Try {
  return { kind: 'again', unchecked: answer, down: null, waitMs: null, mostTries: 2 };
}

function statusOf(status: number, body: Buffer | null): Text {
  if (body === null || body.byteLength === 0) return text('mes.status', { status });
  return text('mes.statusAndBody', { status, begins: beginningOf(body) });
}

function giveUp(cause: 'refused' | 'unreadable', reason: Text): Try {
  return { kind: 'giveUp', unchecked: unchecked(cause, [reason]) };
}

function pauseMs(tried: number, waitMs: number | null): number {
  return Math.min(MAX_PAUSE_MS, Math.max(backoffMs(PAUSES, tried, Math.random()), waitMs ?? 0));
}

/** Passes a state on when it differs from the one before. */
function stateSayer(onState: DeviceInfoOptions['onState']): (up: boolean, reason: Texts) => void {
  let last = '';
  return (up, reason) => {
    const said = JSON.stringify(reason);
    if (said === last) return;
    last = said;
    onState?.(up, reason);
  };
}
