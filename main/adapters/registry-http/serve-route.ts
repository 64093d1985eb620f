import type { IncomingMessage } from 'node:http';
import * as z from 'zod';
import { englishInJson } from '../../../messages/english';
import { answerInWords } from '../../../messages/registry-in-words';
import type { RegistryError, SubmissionAnswer } from '../../../protocol/registry/answers';
import { text } from '../../../protocol/texts/text';
import { DeviceQuery } from '../../../protocol/registry/views';
import type { Result } from '../../../protocol/result';
import { firstFault } from '../../../protocol/wire/issue-text';
import type { Registry } from '../../domain/ports/registry';
import type { SubmissionSource } from '../../domain/registry/transaction';
import { invalid, Refusal, refusal } from './problem';
import { type BodyRoom, hasBody, readJsonBody } from './request-body';
import type { Route } from './routes';

/** What the service answers: JSON, or the bytes of a picture. */
export type Answer =
  | { readonly kind: 'json'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'bytes'; readonly contentType: string; readonly bytes: Uint8Array };

const TAGS_AT_MOST = 1_000;
const MAX_PAGE = 1_000;

/** Asks the registry for what a route names. @throws Refusal for a request that it cannot be asked with */
export async function serveRoute(
  route: Route,
  request: IncomingMessage,
  url: URL,
  registry: Registry,
  source: SubmissionSource,
  room: BodyRoom,
): Promise<Answer> {
  const body = (): Promise<unknown> => readJsonBody(request, room);
  switch (route.kind) {
    case 'submit':
      return submitted(await registry.submit(await body(), route.as, source));
    case 'createTags':
      return createTags(request, url, registry, source, body);
    case 'createAgent':
      return submitted(await registry.createAgent(await body(), source));
    case 'closeSnapshot': {
      const given = ReasonBody.safeParse(await body());
      if (!given.success)
        throw invalid('reason', text('registryHttp.reasonMissing', { example: '{"reason":"the computer is broken"}' }));
      return submitted(await registry.closeSnapshot(route.id, given.data.reason, source));
    }
    case 'listDevices': {
      const query = deviceQuery(url.searchParams);
      const { rows, total } = await registry.devices(query);
      return ok({ items: rows, pagination: { page: Math.floor(query.offset / query.limit) + 1, perPage: query.limit, total } });
    }
    case 'listTags': {
      const { offset, limit } = pageOf(url.searchParams);
      return ok({ items: await registry.tags(offset, limit) });
    }
    case 'listAgents':
      return ok({ items: await registry.agents() });
    case 'listOpen':
      return ok({ items: await registry.openSnapshots(Date.now()) });
    case 'device':
      return found(await registry.deviceJson(deviceNumber(route.id)));
    case 'snapshot':
      return found(await registry.snapshotJson(route.id));
    case 'event':
      return found(await registry.eventJson(route.id));
    case 'deviceOfTag':
      return found(await registry.deviceOfTag(route.id));
    case 'image': {
      const image = await registry.image(route.id);
      if (image === null) throw refusal(404, 'ResourceNotFound', text('registryHttp.noPicture'));
      return { kind: 'bytes', contentType: image.fileFormat === 'jpg' ? 'image/jpeg' : 'image/png', bytes: image.bytes };
    }
  }
}

const ReasonBody = z.object({ reason: z.string() });

const TagsBody = z.union([
  z.array(z.string()).max(TAGS_AT_MOST),
  z.object({
    ids: z.array(z.string()).max(TAGS_AT_MOST),
    organization: z.string().nullish(),
    provider: z.string().nullish(),
  }),
  z.object({ id: z.string(), organization: z.string().nullish(), provider: z.string().nullish() }),
]);

async function createTags(
  request: IncomingMessage,
  url: URL,
  registry: Registry,
  source: SubmissionSource,
  body: () => Promise<unknown>,
): Promise<Answer> {
  const named = url.searchParams.getAll('ids').flatMap((ids) => ids.split(','));
  const wanted = hasBody(request) ? TagsBody.safeParse(await body()) : null;
  if (wanted?.success === false) throw invalid('ids', text('registryHttp.badTags', firstFault(wanted.error, ['body'])));
  const given = wanted?.data ?? [];
  const more = Array.isArray(given) ? { ids: given } : 'ids' in given ? given : { ...given, ids: [given.id] };
  const ids = [...named, ...more.ids].map((id) => id.trim()).filter((id) => id !== '');
  if (ids.length === 0) throw invalid('ids', text('registryHttp.tagsMissing', { example: '{"ids":["A","B"]}' }));
  if (ids.length > TAGS_AT_MOST) throw invalid('ids', text('registryHttp.tooManyTags', { most: String(TAGS_AT_MOST) }));
  const organization = ('organization' in more ? more.organization : null) ?? url.searchParams.get('organization');
  const provider = ('provider' in more ? more.provider : null) ?? url.searchParams.get('provider');
  const options = { ...(organization === null ? {} : { organization }), ...(provider === null ? {} : { provider }) };
  return submitted(await registry.createTags(ids, options, source));
}

function deviceQuery(parameters: URLSearchParams): DeviceQuery {
  const given: Record<string, unknown> = {};
  for (const [name, value] of parameters) {
    const key = name === 'search' ? 'text' : name;
    if (/^(?:min|max)Rating$|^offset$|^limit$/.test(key)) given[key] = value.trim() === '' ? Number.NaN : Number(value);
    else if (key === 'descending') given[key] = value === 'true' ? true : value === 'false' ? false : value;
    else given[key] = value;
  }
  const query = DeviceQuery.safeParse(given);
  if (query.success) return query.data;
  throw invalid(
    String(query.error.issues[0]?.path[0] ?? 'query'),
    text('registryHttp.badQuery', firstFault(query.error, ['query'])),
  );
}

const Page = z.object({
  offset: z.coerce.number().pipe(z.int().min(0)).default(0),
  limit: z.coerce.number().pipe(z.int().min(1).max(MAX_PAGE)).default(100),
});

function pageOf(parameters: URLSearchParams): z.infer<typeof Page> {
  const page = Page.safeParse(Object.fromEntries(parameters));
  if (page.success) return page.data;
  throw invalid(
    String(page.error.issues[0]?.path[0] ?? 'query'),
    text('registryHttp.badQuery', firstFault(page.error, ['query'])),
  );
}

function deviceNumber(id: string): number {
  if (/^[1-9]\d{0,14}$/.test(id)) return Number(id);
  throw refusal(404, 'ResourceNotFound', text('registryHttp.noDevice'));
}

/** @throws Refusal for one that was refused */
function submitted(answer: SubmissionAnswer): Answer {
  if (answer.status !== 201) throw new Refusal(answer.body);
  return { kind: 'json', status: 201, body: answerInWords(answer, englishInJson).body };
}

function ok(body: unknown): Answer {
  return { kind: 'json', status: 200, body };
}

function found(result: Result<unknown, RegistryError>): Answer {
  if (!result.ok) throw new Refusal(result.error);
  return ok(result.value);
}
