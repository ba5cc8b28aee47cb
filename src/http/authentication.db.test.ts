import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiCaller, logIn } from '#test/api-caller';
import { describeEachDatabase } from '#test/databases';
import { openTestMedida, type TestMedida } from '#test/opened-medida';

describeEachDatabase('authentication over HTTP', (open) => {
  let world: TestMedida;
  let app: ReturnType<TestMedida['http']>;
  beforeAll(async () => {
    world = await openTestMedida(open);
    app = world.http({ localToken: 'local-secret' });
  });
  afterAll(() => world.close());

  it('refuses every route to whoever is not known', async () => {
    const { body } = await apiCaller(app)('GET', '/openapi.json');
    const routes = Object.entries(body.paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path: path.replaceAll(/\{\w+\}/g, '1') })),
    );
    expect(routes.length).toBeGreaterThan(30);
    for (const { method, path } of routes.filter((route) => `${route.method} ${route.path}` !== 'POST /session')) {
      const reply = await apiCaller(app)(method, path, method === 'GET' ? {} : { body: {} });
      expect([method, path, reply.status, reply.body.error.code]).toEqual([method, path, 401, 'NOT_AUTHENTICATED']);
    }
    for (const path of ['//v1/models', '//v1/chat/completions']) {
      expect((await apiCaller(app)('GET', path)).status).toBe(401);
    }
  });

  it('opens a session with a one-time link, once', async () => {
    const link = await world.medida.newLink();
    const first = await logIn(app, link);
    expect(first.reply.status).toBe(200);
    expect(first.reply.headers.get('set-cookie')).toMatch(/^medida_session=[^;]+;.*HttpOnly; SameSite=Strict$/);
    expect(first.reply.body).toMatchObject({ role: 'owner', workspace: { name: 'main' } });
    expect((await logIn(app, link)).reply).toMatchObject({ status: 401, body: { error: { code: 'LINK_INVALID' } } });
    expect((await first.call('GET', '/session')).body).toEqual(first.reply.body);

    expect((await first.call('DELETE', '/session')).status).toBe(204);
    expect((await first.call('GET', '/session')).status).toBe(401);
  });

  it('binds the cookie to the host where the connection is secure', async () => {
    const secure = world.http({ publicUrl: 'https://medida.example' });
    const { reply } = await logIn(secure, await world.medida.newLink());
    expect(reply.headers.get('set-cookie')).toMatch(/^__Host-medida_session=[^;]+;.*Secure/);
    expect(reply.headers.get('strict-transport-security')).toBe('max-age=31536000');
  });

  it.each([
    [{}, 403],
    [{ 'x-medida-csrf': '1' }, 201],
    [{ 'x-medida-csrf': '1', origin: 'https://evil.example' }, 403],
    [{ 'x-medida-csrf': '1', origin: 'http://127.0.0.1' }, 201],
    [{ 'x-medida-csrf': '1', 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'x-medida-csrf': '1', 'sec-fetch-site': 'same-origin' }, 201],
  ])('lets the cookie change things only from the page itself: %j', async (headers, status) => {
    const { cookie } = await logIn(app, await world.medida.newLink());
    const name = `group-${Math.random()}`;
    const reply = await apiCaller(app, { cookie })('POST', '/groups', { body: { name }, headers });
    expect(reply.status).toBe(status);
    if (status === 403) expect(reply.body.error.code).toBe('CROSS_SITE_REQUEST');
  });

  it('does not log somebody in for another site', async () => {
    const body = { token: 'mel_x' };
    const reply = await apiCaller(app)('POST', '/session', { body, headers: { origin: 'https://evil.example' } });
    expect(reply.body.error.code).toBe('CROSS_SITE_REQUEST');
  });

  it('takes an API key until it is revoked, and shows it once', async () => {
    const { call } = await logIn(app, await world.medida.newLink());
    const { body: made } = await call('POST', '/api-keys', { body: { name: 'reader', role: 'member' } });
    const asKey = apiCaller(app, { token: made.key });
    expect((await asKey('GET', '/session')).body).toMatchObject({ role: 'member' });
    const listed = await call('GET', '/api-keys');
    expect(JSON.stringify(listed.body)).not.toContain(made.key);
    expect(listed.body.items[0]).toMatchObject({ name: 'reader', prefix: expect.stringMatching(/^med_/) });
    expect((await call('DELETE', `/api-keys/${made.id}`)).status).toBe(204);
    expect((await asKey('GET', '/session')).body.error.code).toBe('KEY_INVALID');
    expect((await apiCaller(app, { token: 'med_typo' })('GET', '/session')).body.error.code).toBe('KEY_MISTYPED');
  });

  it('takes the local token from loopback only', async () => {
    const ask = (remoteAddress: string, localAddress = '127.0.0.1') =>
      app.request(
        'http://127.0.0.1/api/v1/session',
        { headers: { authorization: 'Bearer local-secret' } },
        { incoming: { socket: { remoteAddress, localAddress } } },
      );
    expect((await ask('127.0.0.1')).status).toBe(200);
    expect((await ask('::1')).status).toBe(200);
    expect((await ask('::ffff:127.0.0.1')).status).toBe(200);
    expect((await ask('192.0.2.7')).status).toBe(401);
    expect((await ask('192.0.2.7', '192.0.2.7')).status).toBe(200);
    expect((await ask('192.0.2.8', '192.0.2.7')).status).toBe(401);
  });

  describe('behind a proxy', () => {
    const peer = { incoming: { socket: { remoteAddress: '127.0.0.1', localAddress: '127.0.0.1' } } };
    const metrics = (http: typeof app, headers: Record<string, string> = {}) =>
      http.request('http://127.0.0.1/metrics', { headers }, peer);

    it('shows the metrics only to who may see the state of the installation', async () => {
      expect((await metrics(app)).status).toBe(200);
      const { call } = await logIn(app, await world.medida.newLink());
      const keyOf = async (role: string) => (await call('POST', '/api-keys', { body: { name: role, role } })).body.key;
      const [owners, members] = [await keyOf('owner'), await keyOf('member')];
      for (const behind of [{ publicUrl: 'https://medida.example' }, { addressHeader: 'x-forwarded-for' }]) {
        const proxied = world.http(behind);
        expect((await metrics(proxied)).status).toBe(401);
        expect((await metrics(proxied, { authorization: `Bearer ${members}` })).status).toBe(403);
        const shown = await metrics(proxied, { authorization: `Bearer ${owners}` });
        expect(await shown.text()).toContain('medida_http_requests_total');
      }
    });

    it('counts the unknown by the address that the proxy added, and trusts no header that is not configured', async () => {
      const limits = { anonymousPerMinute: 1 };
      const statuses = async (http: typeof app, ...addresses: string[]) => {
        const found: number[] = [];
        for (const address of addresses) {
          const headers = { 'x-forwarded-for': address };
          found.push((await http.request('http://127.0.0.1/api/v1/session', { headers }, peer)).status);
        }
        return found;
      };
      const trusting = world.http({ limits, addressHeader: 'x-forwarded-for' });
      expect(await statuses(trusting, '192.0.2.1', '192.0.2.2', '198.51.100.9, 192.0.2.2')).toEqual([401, 401, 429]);
      expect(await statuses(world.http({ limits }), '192.0.2.1', '192.0.2.2')).toEqual([401, 429]);
    });
  });

  describe('limits', () => {
    it('counts what the unknown try, per address', async () => {
      const strict = world.http({ limits: { anonymousPerMinute: 2 } });
      const codes = [];
      for (let time = 0; time < 3; time += 1) codes.push((await apiCaller(strict)('GET', '/session')).body.error.code);
      expect(codes).toEqual(['NOT_AUTHENTICATED', 'NOT_AUTHENTICATED', 'RATE_LIMITED']);
    });

    it('counts requests of the known', async () => {
      const link = await world.medida.newLink();
      const strict = world.http({ limits: { requestsPerMinute: 2 } });
      const { call } = await logIn(strict, link);
      const replies = [await call('GET', '/session'), await call('GET', '/session'), await call('GET', '/session')];
      expect(replies.map(({ status }) => status)).toEqual([200, 200, 429]);
      expect(Number(replies[2]?.headers.get('retry-after'))).toBeGreaterThan(0);
    });
  });
});
