import type { IncomingMessage } from 'node:http';
import * as z from 'zod';
import type { RegistryError } from '../../domain/registry/model';
import { DeviceQuery } from '../../../protocol/registry/views';
import type { Result } from '../../../protocol/result';
import { describeFirstIssue } from '../../../protocol/wire/describe-issue';
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
      return answered(await registry.submit(await body(), route.as, source));
    case 'createTags':
      return createTags(request, url, registry, source, body);
    case 'createAgent':
      return answered(await registry.createAgent(await body(), source));
    case 'closeSnapshot': {
      const given = ReasonBody.safeParse(await body());
      if (!given.success) throw invalid('reason', 'Say why it is closed: {"reason":"the computer is broken"}.');
      return answered(await registry.closeSnapshot(route.id, given.data.reason, source));
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
      if (image === null) throw refusal(404, 'ResourceNotFound', 'There is no picture of this id.');
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
  if (wanted?.success === false)
    throw invalid(
      'ids',
      `The body must be a list of tag ids, or an object with \`ids\`: ${describeFirstIssue(wanted.error, ['body'])}`,
    );
  const given = wanted?.data ?? [];
  const more = Array.isArray(given) ? { ids: given } : 'ids' in given ? given : { ...given, ids: [given.id] };
  const ids = [...named, ...more.ids].map((id) => id.trim()).filter((id) => id !== '');
  if (ids.length === 0) throw invalid('ids', 'Name the tags to make: POST /tags/?ids=A,B or {"ids":["A","B"]}.');
  if (ids.length > TAGS_AT_MOST) throw invalid('ids', `At most ${TAGS_AT_MOST} tags can be made at once.`);
  const organization = ('organization' in more ? more.organization : null) ?? url.searchParams.get('organization');
  const provider = ('provider' in more ? more.provider : null) ?? url.searchParams.get('provider');
  const options = { ...(organization === null ? {} : { organization }), ...(provider === null ? {} : { provider }) };
  return answered(await registry.createTags(ids, options, source));
}

function deviceQuery(parameters: URLSearchParams): DeviceQuery {
  const given: Record<string, unknown> = {};
  for (const [name, text] of parameters) {
    const key = name === 'search' ? 'text' : name;
    if (/^(?:min|max)Rating$|^offset$|^limit$/.test(key)) given[key] = text.trim() === '' ? Number.NaN : Number(text);
    else if (key === 'descending') given[key] = text === 'true' ? true : text === 'false' ? false : text;
    else given[key] = text;
  }
  const query = DeviceQuery.safeParse(given);
  if (query.success) return query.data;
  throw invalid(
    String(query.error.issues[0]?.path[0] ?? 'query'),
    `The list cannot be asked like this. ${describeFirstIssue(query.error, ['query'])}`,
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
    `The list cannot be asked like this. ${describeFirstIssue(page.error, ['query'])}`,
  );
}

function deviceNumber(id: string): number {
  if (/^[1-9]\d{0,14}$/.test(id)) return Number(id);
  throw refusal(404, 'ResourceNotFound', 'There is no such device; devices have numbers from 1.');
}

function answered({ status, body }: { readonly status: number; readonly body: unknown }): Answer {
  return { kind: 'json', status, body };
}

function ok(body: unknown): Answer {
  return answered({ status: 200, body });
}

function found(result: Result<unknown, RegistryError>): Answer {
  if (!result.ok) throw new Refusal(result.error);
  return ok(result.value);
}
