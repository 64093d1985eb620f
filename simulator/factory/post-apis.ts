import { english } from '../../messages/english';
import * as z from 'zod';
import { POST_BODIES } from '../../protocol/post-bodies';
import { firstFaultText } from '../../protocol/wire/issue-text';
import type { PostRoute } from './routes';

/** What an API answers. */
interface PostAnswer {
  readonly status: number;
  readonly body: string;
}

/** A POST body after reading: what it names, and what the API answers. */
export interface ProcessedPost {
  /** Serial numbers that the body names, also when it is refused for its shape. */
  readonly serials: readonly string[];
  readonly answer: PostAnswer;
}

const NamedSerials = z.looseObject({
  snArray: z.array(z.unknown()).catch([]),
  scaninfo: z.array(z.looseObject({ sn: z.unknown() })).catch([]),
});

/**
 * Does what an API does with a body: 200, or 400 with one sentence when the body has not the agreed shape.
 * @param rejections serial numbers that Pair and burn refuse, with the reason.
 */
export function processPost(route: PostRoute, text: string | undefined, rejections: ReadonlyMap<string, string>): ProcessedPost {
  const body = parseJson(text);
  const serials = serialsIn(body);
  if (body === undefined) return { serials, answer: refuse(route, 'the body is not JSON') };
  const parsed = POST_BODIES[route].safeParse(body);
  if (!parsed.success) return { serials, answer: refuse(route, english(firstFaultText(parsed.error)).replace(/\.$/u, '')) };
  if (!('snArray' in parsed.data)) return { serials, answer: { status: 200, body: '{"status":"ok"}' } };
  const rejected = serials.flatMap((sn) => {
    const reason = rejections.get(sn);
    return reason === undefined ? [] : [{ sn, reason }];
  });
  const accepted = serials.filter((sn) => !rejections.has(sn));
  return { serials, answer: { status: 200, body: JSON.stringify({ accepted, rejected }) } };
}

function refuse(route: PostRoute, sentence: string): PostAnswer {
  return { status: 400, body: JSON.stringify({ error: `The ${route} API cannot read this request: ${sentence}.` }) };
}

function parseJson(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function serialsIn(body: unknown): readonly string[] {
  const parsed = NamedSerials.safeParse(body);
  if (!parsed.success) return [];
  const names = [...parsed.data.snArray, ...parsed.data.scaninfo.map(({ sn }) => sn)];
  return names.filter((name): name is string => typeof name === 'string');
}
