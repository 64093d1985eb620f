import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { desktop, freshUuid, tagged, workbench } from '../../domain/registry/testing/payloads';
import { serveRegistry, type ServedRegistry } from '../../cli/testing/served-registry';

const TOKEN = 'line-2-secret';
const DISK = { type: 'HardDrive', manufacturer: 'hm', model: 'hmo', serialNumber: 'disk-1', size: 1000 };
const problem = (code: number, type: string): object => ({
  code,
  type,
  message: expect.stringMatching(/^[^\n]{10,300}[.}]$/),
  messageCodes: [expect.objectContaining({ code: expect.stringMatching(/^[a-zA-Z]+\.\w+$/) })],
});

/** Sends bytes as they are and gives back all that comes until the other side closes. */
function raw({ server }: ServedRegistry, bytes: string): Promise<string> {
  const { port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(Number(port), '127.0.0.1', () => void socket.write(bytes));
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    socket.once('close', () => resolve(text)).once('error', reject);
  });
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;
}

describe('the shapes of the original', () => {
  it('takes a Snapshot and gives back device, Snapshot and event, with a slash at the end and without', async () => {
    const served = await serveRegistry();
    const made = await served.ask('/tags/?ids=a-tag,b-tag', { method: 'POST' });
    expect(made.status).toBe(201);
    expect((await served.ask('/tags/a-tag/device')).body).toMatchObject(problem(422, 'TagNotLinked'));
    const snapshot = workbench(desktop(tagged('a-tag')), [DISK]);
    const posted = await served.post('/snapshots/', snapshot);
    expect(posted.status).toBe(201);
    expect(posted.body).toMatchObject({
      type: 'Snapshot',
      closed: true,
      device: { id: 1 },
      components: [{ id: 2, type: 'HardDrive' }],
    });
    const id = String(field(posted.body, 'id'));
    for (const path of ['/devices/1', '/devices/1/', '/tags/a-tag/device', '/tags/a-tag/device/'])
      expect(await served.ask(path)).toMatchObject({
        status: 200,
        body: { id: 1, type: 'Desktop', hid: 'ma-sn-mo', components: [{ id: 2 }] },
      });
    for (const path of [`/snapshots/${id}`, `/snapshots/${String(field(snapshot, 'uuid'))}/`, `/events/${id}`, `/actions/${id}/`])
      expect(await served.ask(path)).toMatchObject({ status: 200, body: { id, type: 'Snapshot' } });
    const event = await served.post('/events', { type: 'ToPrepare', devices: [1] });
    expect(event).toMatchObject({ status: 201, body: { type: 'ToPrepare', devices: [{ id: 1 }] } });
    expect((await served.ask('/devices/?physical=Repaired')).body).toMatchObject({ items: [], pagination: { total: 0 } });
    expect((await served.ask('/devices/?physical=Preparing&search=sn&limit=1')).body).toMatchObject({
      items: [{ id: 1, tags: ['a-tag'] }],
      pagination: { page: 1, perPage: 1, total: 1 },
    });
    expect((await served.ask('/tags')).body).toMatchObject({
      items: [
        { id: 'a-tag', device: { id: 1 } },
        { id: 'b-tag', device: null },
      ],
    });
    const agent = await served.post('/agents/', { type: 'Organization', name: 'Second Life', roles: ['RecyclingCenter'] });
    expect(agent.status).toBe(201);
    expect((await served.ask('/agents/')).body).toMatchObject({ items: [{ name: 'Second Life', roles: ['RecyclingCenter'] }] });
  });

  it.each([
    ['a list', ['x', 'y']],
    ['an object', { ids: ['x', 'y'] }],
  ])('makes tags that a body names as %s', async (_what, body) => {
    const served = await serveRegistry();
    expect((await served.post('/tags/', body)).status).toBe(201);
    expect((await served.registry.tags(0, 10)).map(({ id }) => id)).toEqual(['x', 'y']);
  });

  it('keeps pictures and gives them back', async () => {
    const served = await serveRegistry();
    await served.post('/snapshots/', workbench(desktop()));
    const content = Buffer.from('89504e470d0a1a0a', 'hex');
    const image = { name: 'front', fileFormat: 'png', orientation: 'Horizontal', content: content.toString('base64') };
    const { body } = await served.post('/events/', { type: 'ImageSet', device: 1, images: [image] });
    const images = field(body, 'images');
    const id = String(Array.isArray(images) ? field(images[0], 'id') : '');
    const answer = await fetch(`${served.server.url}/images/${id}`);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(content);
    expect((await served.ask(`/images/${freshUuid()}`)).body).toEqual(problem(404, 'ResourceNotFound'));
  });
});

it('answers with nothing that a terminal obeys', async () => {
  const served = await serveRegistry();
  const model = 'mo\u009b2J\u202edel';
  await served.post('/snapshots/', workbench(desktop({ model }), []));
  const answer = await raw(served, 'GET /devices/1 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n');
  expect(answer).toContain('mo\\u009b2J\\u202edel');
  expect((await served.ask('/devices/1')).body).toMatchObject({ model });
});

describe('closing a Snapshot', () => {
  it('needs a reason, and is done once', async () => {
    const served = await serveRegistry();
    const uuid = freshUuid();
    await served.post('/snapshots/', workbench(desktop(), [], { uuid, expectedEvents: ['StressTest'] }));
    expect((await served.ask('/snapshots/')).body).toMatchObject({ items: [{ uuid }] });
    const path = `/snapshots/${uuid}/close`;
    for (const body of [{}, { reason: 7 }, { reason: ' ' }, []])
      expect((await served.post(path, body)).body).toMatchObject({ ...problem(422, 'ValidationError'), field: 'reason' });
    expect((await served.post(`/snapshots/${freshUuid()}/close/`, { reason: 'x' })).body).toMatchObject(
      problem(404, 'ResourceNotFound'),
    );
    expect((await served.ask(path)).status).toBe(405);
    const closed = await served.post(path, { reason: 'The disk is broken.' });
    expect(closed).toMatchObject({
      status: 201,
      body: {
        type: 'Snapshot',
        closed: true,
        missingEvents: ['StressTest'],
        ended: { how: 'person', reason: 'The disk is broken.', by: 'http' },
      },
    });
    expect((await served.ask('/snapshots/')).body).toMatchObject({ items: [] });
    expect((await served.post(path, { reason: 'again' })).body).toMatchObject(problem(422, 'ValidationError'));
    expect(await served.registry.checkReplay()).toEqual([]);
  });
});

describe('what is refused', () => {
  it.each([
    ['GET', '/', undefined, 404, 'NotFound'],
    ['GET', '/nothing/at/all', undefined, 404, 'NotFound'],
    ['GET', '/devices/%ff', undefined, 404, 'NotFound'],
    ['GET', '/devices//1', undefined, 404, 'NotFound'],
    ['GET', '/__proto__', undefined, 404, 'NotFound'],
    ['GET', '/devices/0', undefined, 404, 'ResourceNotFound'],
    ['GET', '/devices/99', undefined, 404, 'ResourceNotFound'],
    ['GET', '/devices/abc', undefined, 404, 'ResourceNotFound'],
    ['GET', '/snapshots/abc', undefined, 404, 'ResourceNotFound'],
    ['GET', '/events/%27%3B--', undefined, 404, 'ResourceNotFound'],
    ['GET', '/tags/nope/device', undefined, 404, 'ResourceNotFound'],
    ['GET', '/devices/?minRating=high', undefined, 422, 'ValidationError'],
    ['GET', '/devices/?limit=0', undefined, 422, 'ValidationError'],
    ['GET', '/devices/?colour=red', undefined, 422, 'ValidationError'],
    ['GET', '/tags/?offset=-1', undefined, 422, 'ValidationError'],
    ['PUT', '/devices/1', '{}', 405, 'MethodNotAllowed'],
    ['DELETE', '/devices/1', undefined, 405, 'MethodNotAllowed'],
    ['GET', '/events/', undefined, 405, 'MethodNotAllowed'],
    ['POST', '/devices/', '{}', 405, 'MethodNotAllowed'],
    ['POST', '/tags/', undefined, 422, 'ValidationError'],
    ['POST', '/tags/', '{"ids":[1]}', 422, 'ValidationError'],
    ['POST', '/tags/?ids=FO-123456', undefined, 422, 'CannotCreateETag'],
    ['POST', '/snapshots/', '', 400, 'BadRequest'],
    ['POST', '/snapshots/', '{"a":', 400, 'BadRequest'],
    ['POST', '/snapshots/', '[['.repeat(1000), 400, 'BadRequest'],
    ['POST', '/snapshots/', '[]', 422, 'ValidationError'],
    ['POST', '/snapshots/', 'null', 422, 'ValidationError'],
    ['POST', '/snapshots/', '{"software":"Workbench"}', 422, 'ValidationError'],
    ['POST', '/events/', '{"type":"Snapshot"}', 422, 'ValidationError'],
    ['POST', '/events/', '{"type":"AggregateRating","device":1}', 422, 'ValidationError'],
    ['POST', '/events/', '{"type":"ToPrepare","devices":[5]}', 404, 'ResourceNotFound'],
  ])('%s %s with %s is %i %s', async (method, path, body, status, type) => {
    const served = await serveRegistry();
    const answer = await served.ask(path, { method, ...(body === undefined ? {} : { body }) });
    expect(answer.body).toMatchObject(problem(status, type));
    expect(answer.status).toBe(status);
    expect(answer.headers.get('allow')?.includes('OPTIONS') ?? false).toBe(status === 405);
    expect((await served.registry.devices({ sort: 'id', descending: false, offset: 0, limit: 1 })).total).toBe(0);
  });

  it('bodies that are no JSON by their type, packed, not UTF-8, or too large', async () => {
    const served = await serveRegistry({ limits: { maxBodyBytes: 1_000 } });
    const post = (body: string, headers: Readonly<Record<string, string>>) =>
      served.ask('/events/', { method: 'POST', body, headers });
    expect((await post('{}', { 'content-type': 'text/plain' })).body).toEqual(problem(415, 'UnsupportedMediaType'));
    expect((await post('{}', { 'content-encoding': 'gzip' })).body).toEqual(problem(415, 'UnsupportedMediaType'));
    expect((await post(`"${'x'.repeat(1_000)}"`, {})).body).toEqual(problem(413, 'RequestEntityTooLarge'));
    expect((await post('{"type":"ToPrepare"}', { 'content-type': 'application/vnd.x+json; charset=utf-8' })).status).toBe(422);
    const head = 'POST /events/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nConnection: close\r\n';
    expect(await raw(served, `${head}Transfer-Encoding: chunked\r\n\r\n7d0\r\n${'x'.repeat(2000)}\r\n`)).toContain('"code":413');
    const { port } = new URL(served.server.url);
    const answer = await fetch(`http://127.0.0.1:${port}/events/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new Uint8Array([0x7b, 0xff, 0x7d]),
    });
    expect(await answer.json()).toEqual(problem(400, 'BadRequest'));
  });

  it('what is no HTTP, headers without end, and requests that come too slowly', async () => {
    const served = await serveRegistry({ limits: { headersMs: 300, requestMs: 600 } });
    expect(await raw(served, 'HELO there\r\n\r\n')).toContain('"code":400');
    expect(await raw(served, `GET /devices/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`)).toContain(
      '"code":431',
    );
    expect(await raw(served, 'GET /devices/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow')).toContain('"code":408');
    const body =
      'POST /events/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"type"';
    expect(await raw(served, body)).toMatch(/408|^$/);
    expect((await served.ask('/devices/')).status).toBe(200);
  });

  it('web pages, and names that lead here by a trick', async () => {
    const served = await serveRegistry();
    expect((await served.ask('/tags/?ids=x', { method: 'POST', headers: { origin: 'http://evil.example' } })).body).toEqual(
      problem(403, 'Forbidden'),
    );
    expect(await raw(served, 'GET /devices/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n')).toContain(
      '"code":403',
    );
    expect(await raw(served, 'GET /devices/ HTTP/1.1\r\nHost: localhost:80\r\nConnection: close\r\n\r\n')).toContain(' 200 OK');
    expect(await served.registry.tags(0, 10)).toEqual([]);
  });
});

describe('the token', () => {
  it.each([
    ['nothing', {}],
    ['another', { authorization: 'Bearer line-2-secreu' }],
    ['a longer one', { authorization: `Bearer ${TOKEN}x` }],
    ['an empty one', { authorization: 'Bearer ' }],
    ['an unknown scheme', { authorization: `Digest ${TOKEN}` }],
    ['a password instead of a user name', { authorization: `Basic ${Buffer.from(`x:${TOKEN}`).toString('base64')}` }],
    ['an empty Basic', { authorization: 'Basic Og==' }],
  ])('is needed: %s is 401', async (_what, headers) => {
    const served = await serveRegistry({ token: TOKEN });
    for (const path of ['/devices/', '/nothing']) {
      const answer = await served.ask(path, { headers });
      expect(answer.body).toEqual(problem(401, 'Unauthorized'));
      expect(answer.headers.get('www-authenticate')).toContain('Bearer');
    }
  });

  it('is taken as Bearer and as user name of HTTP Basic, and stands in no log', async () => {
    const served = await serveRegistry({ token: TOKEN });
    const basic = `Basic ${Buffer.from(`${TOKEN}:`).toString('base64')}`;
    for (const authorization of [`Bearer ${TOKEN}`, `bearer ${TOKEN}`, basic])
      expect((await served.ask('/devices/', { headers: { authorization } })).status).toBe(200);
    expect(served.log).toHaveLength(3);
    expect(JSON.stringify(served.log)).not.toContain(TOKEN);
    expect(JSON.stringify(served.log)).not.toContain(basic);
    expect(served.log[0]).toMatchObject({ fields: { method: 'GET', path: '/devices', status: 200 } });
  });

  it('is needed to listen for other machines, and may not be empty', async () => {
    await expect(serveRegistry({ host: '0.0.0.0' })).rejects.toMatchObject({
      code: 'badSettings',
      message: expect.stringContaining('token'),
    });
    await expect(serveRegistry({ token: '' })).rejects.toMatchObject({ code: 'badSettings' });
    const open = await serveRegistry({ host: '0.0.0.0', token: TOKEN });
    const { port } = new URL(open.server.url);
    expect((await fetch(`http://127.0.0.1:${port}/devices/`)).status).toBe(401);
  });
});

describe('HEAD and OPTIONS', () => {
  it('say what GET would, and what is allowed', async () => {
    const served = await serveRegistry();
    const [get, head] = [await served.ask('/devices/'), await served.ask('/devices/', { method: 'HEAD' })];
    expect(head).toMatchObject({ status: 200, text: '' });
    expect(head.headers.get('content-length')).toBe(get.headers.get('content-length'));
    const options = await served.ask('/snapshots/', { method: 'OPTIONS' });
    expect(options).toMatchObject({ status: 204, text: '' });
    expect(options.headers.get('allow')).toBe('GET, HEAD, POST, OPTIONS');
    expect(options.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('at once', () => {
  it('two Snapshots that take a disk from each other end in one of the two orders', async () => {
    const served = await serveRegistry();
    const snapshot = (sn: string) => workbench(desktop({ serialNumber: sn }), [DISK]);
    await served.post('/snapshots/', snapshot('one'));
    await served.post('/snapshots/', workbench(desktop({ serialNumber: 'two' }), []));
    for (let round = 0; round < 10; round += 1) {
      const answers = await Promise.all([
        served.post('/snapshots/', snapshot('one')),
        served.post('/snapshots/', snapshot('two')),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([201, 201]);
      const pages = await Promise.all([served.registry.devicePage(1), served.registry.devicePage(3)]);
      const holders = pages.filter((page) => page?.components.some(({ id }) => id === 2));
      expect(holders).toHaveLength(1);
      const disk = await served.registry.devicePage(2);
      expect(disk?.parent?.id).toBe(holders[0]?.id);
      expect(disk?.composition.filter(({ until }) => until === null)).toHaveLength(1);
    }
    expect(await served.registry.checkReplay()).toEqual([]);
  });

  it('the same Snapshot from many clients counts once', async () => {
    const served = await serveRegistry();
    const snapshot = workbench(desktop(), [DISK]);
    const answers = await Promise.all(Array.from({ length: 20 }, () => served.post('/snapshots/', snapshot)));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    expect((await served.post('/snapshots/', { ...snapshot, elapsed: 5 })).body).toMatchObject(problem(422, 'UniqueViolation'));
    expect((await served.registry.devicePage(1))?.eventCount).toBe(1);
  });
});

describe('its end', () => {
  it('answers what it was asked, and takes no more', async () => {
    const served = await serveRegistry();
    const asked = Array.from({ length: 20 }, () => served.post('/snapshots/', workbench(desktop(), [DISK])));
    const outcomes = Promise.allSettled(asked);
    await asked[0];
    await served.server.close();
    const answered = (await outcomes).filter((outcome) => outcome.status === 'fulfilled').map(({ value }) => value.status);
    expect(answered).toEqual(answered.map(() => 201));
    expect((await served.registry.devicePage(1))?.eventCount).toBe(answered.length);
    await expect(served.ask('/devices/')).rejects.toThrow('fetch failed');
  });

  it('says 503 when the records cannot be used any more', async () => {
    const served = await serveRegistry();
    await served.store.close();
    expect((await served.ask('/devices/')).body).toEqual(problem(503, 'ServiceUnavailable'));
  });

  it('names a port that is taken', async () => {
    const served = await serveRegistry();
    const port = Number(new URL(served.server.url).port);
    await expect(serveRegistry({ port })).rejects.toMatchObject({
      code: 'badSettings',
      message: expect.stringContaining(`port ${port}`),
    });
  });
});
