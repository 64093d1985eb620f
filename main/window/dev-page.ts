import { protocol } from 'electron';
import { APP_ORIGIN, APP_SCHEME } from './app-files';
import { CONTENT_SECURITY_POLICY } from './content-security-policy';
import { devPolicy } from './dev-policy';

/**
 * Serves the page from Vite's development server, under the address that it has in the program: the door, the permissions and the
 * origin are the same there. To be called when the app is ready, in a development build only.
 */
export function serveDevPage(server: URL): void {
  const policy = devPolicy(CONTENT_SECURITY_POLICY, server);
  protocol.handle(APP_SCHEME, async (request) => {
    const { protocol: scheme, host, pathname, search } = new URL(request.url);
    if (`${scheme}//${host}` !== APP_ORIGIN || request.method !== 'GET') return new Response(null, { status: 404 });
    const answer = await fetch(new URL(`${pathname}${search}`, server), {
      headers: { accept: request.headers.get('accept') ?? '*/*' },
    });
    return new Response(answer.body, {
      status: answer.status,
      headers: { 'content-type': answer.headers.get('content-type') ?? '', 'content-security-policy': policy },
    });
  });
}
