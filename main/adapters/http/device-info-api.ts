import { type Backoff, backoffMs } from '../../../protocol/backoff';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { text, type Text, type Texts } from '../../../protocol/texts/text';
import { readDeviceInfo, type MesAnswer, type MesReading, type Unchecked } from '../../../protocol/device-info';
import { visibleText } from '../../../protocol/visible-text';
import type { RawAnswer } from '../../domain/scan/events';
import type { DeviceInfoApi } from '../../domain/ports/mes';
import { connectionProblem } from './connection-problem';
import { apiAddress, BAD_ADDRESS } from './base-url';
import { Gate } from './gate';
import { decoded } from './body-text';
import { getWhole, TooLate, type WholeAnswer } from './get-whole';
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
  /** What the plant has set of MES's answers. */
  readonly reading?: MesReading;
  /** MES answers, or stopped to; called when that changes and with each new reason. */
  readonly onState?: (up: boolean, reason: Texts) => void;
}

export interface ClosableDeviceInfoApi extends DeviceInfoApi {
  close(): Promise<void>;
}

const MAX_BYTES = 1024 * 1024;
/** Of other 2xx the body is no answer, or a part of one, or somebody else's. */
const OK = 200;
const MAX_KEPT_CHARACTERS = 64 * 1024;
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
      const answer = await getWhole(pool, {
        path: path + encodeURIComponent(sn.replaceAll(HALF_A_CHARACTER, '\uFFFD')),
        headers,
        timeoutMs: options.timeoutMs,
        mostBytes: MAX_BYTES,
      });
      const { status, body, contentType } = answer;
      const words = body === null ? null : decoded(body, contentType);
      onAnswer({ status, body: (words ?? body?.toString('utf8') ?? '').slice(0, MAX_KEPT_CHARACTERS) });
      if (status === 404) return { kind: 'answer', answer: readNotFound(asked, body, words) };
      return readAnswer(sn, answer, words, options.reading);
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

/** @param words the text of its body; null where it has none */
function readAnswer(sn: string, answer: WholeAnswer, words: string | null, reading?: MesReading): Try {
  const { status, body, contentRange } = answer;
  if (status === 408 || status === 425 || status === 429 || status >= 500)
    return later(text('mes.status', { status }), statusOf(status, body), retryAfterMs(answer.retryAfter, Date.now()));
  if (status === 401 || status === 403) return giveUp('refused', text('mes.tokenRefused', { status }));
  if (status !== OK) return giveUp('refused', text('mes.wrongAddress', { status }));
  if (body === null) return giveUp('unreadable', text('mes.tooLarge', { kib: MAX_BYTES / 1024 }));
  if (contentRange !== undefined) return giveUp('unreadable', text('mes.partOnly', { range: visibleText(contentRange, 40) }));
  const json = words === null ? undefined : parsed(words);
  if (words === null || json === undefined)
    return onceMore(unchecked('unreadable', [text('mes.answeredWith', { what: unreadable(body) })]));
  const more = moreBeside(answer, json);
  if (more !== null) return onceMore(unchecked('unreadable', [more]));
  const read = readDeviceInfo(json, sn, words, reading);
  return read.ok ? { kind: 'answer', answer: read.value } : onceMore(read.error);
}

/** What the headers say of records that the body does not have. */
function moreBeside({ link = '', totalCount = '' }: WholeAnswer, body: unknown): Text | null {
  if (/;\s*rel\s*=\s*(?:"[^"]*\bnext\b[^"]*"|next\b)/i.test(link))
    return text('mes.partByHeader', { header: 'link', said: visibleText(link, 80) });
  const info: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'info') : null;
  const listed = Array.isArray(info) ? info.length : 1;
  return /^\s*\d+\s*$/.test(totalCount) && Number(totalCount) > listed
    ? text('mes.partByHeader', { header: 'x-total-count', said: visibleText(totalCount, 80) })
    : null;
}

/** Undefined: it is no JSON. */
function parsed(words: string): unknown {
  try {
    return JSON.parse(words) as unknown;
  } catch {
    return undefined;
  }
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
