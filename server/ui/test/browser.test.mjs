// The Playground's test believes what openConfinedPage records, so each thing
// that test forbids is done here once, on a page made to do it.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';

import { openConfinedPage } from './browser.mjs';

const worker = `console.error('logged by the worker');
fetch('http://foreign.test/from-worker').catch(() => {}).then(() => postMessage('done'));`;

const page = `<!doctype html><link rel="icon" href="data:,"><script type="module">
  const quietly = (promise) => promise.catch(() => {});
  await quietly(fetch('http://foreign.test/from-page'));
  await quietly(fetch('/missing'));
  await quietly(fetch('http://refused.test/'));
  await quietly(fetch('/slow', { signal: AbortSignal.timeout(50) }));
  const socket = new WebSocket('ws://foreign.test/socket');
  await new Promise((resolve) => { socket.onclose = resolve; });
  const worker = new Worker('/worker.js');
  await new Promise((resolve) => { worker.onmessage = resolve; });
  setTimeout(() => { throw new Error('thrown by the page'); });
  setTimeout(() => { document.title = 'done'; });
</script>`;

const files = {
  '/': ['text/html', page],
  '/worker.js': ['text/javascript', worker],
};

const server = createServer((request, response) => {
  if (request.url === '/slow') return;
  const [type, body] = files[request.url] ?? [];
  response.writeHead(body ? 200 : 404, {
    'content-type': type ?? 'text/plain',
    'content-security-policy': "connect-src 'self' http://foreign.test ws://foreign.test",
  });
  response.end(body);
});

let record;
let baseURL;

before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  baseURL = `http://127.0.0.1:${server.address().port}`;
  const confined = await openConfinedPage(baseURL);
  ({ record } = confined);
  await confined.page.goto(baseURL);
  await confined.page.waitForFunction(() => document.title === 'done');
  await confined.close();
});
after(() => server.close());

test('a request to another host is recorded and stopped, also a worker’s', () => {
  const fetched = ['http://foreign.test/from-page', 'http://foreign.test/from-worker'];
  assert.deepEqual(record.foreign.sort(), [...fetched, 'ws://foreign.test/socket']);
  for (const url of fetched) {
    const blocked = (text) => text.startsWith('net::ERR_BLOCKED_BY_CLIENT') && text.endsWith(url);
    assert.ok(record.failed.some(blocked), `${record.failed}`);
  }
});

test('a worker’s script is recorded, and that it was answered', () => {
  assert.ok(record.requests.includes(`${baseURL}/worker.js`));
  assert.ok(record.answered.includes(`${baseURL}/worker.js`));
});

test('a request that the page gives up is recorded as not answered', () => {
  assert.ok(record.requests.includes(`${baseURL}/slow`));
  assert.ok(!record.answered.includes(`${baseURL}/slow`));
});

test('an answer of 404 is recorded', () => {
  assert.ok(!record.answered.includes(`${baseURL}/missing`));
  assert.ok(record.failed.includes(`404 ${baseURL}/missing`), `${record.failed}`);
});

test('what the content security policy refuses is recorded', () => {
  assert.equal(record.violations.length, 1);
  assert.match(record.violations[0], /^connect-src http:\/\/refused\.test/);
});

test('an error on the console and one thrown are recorded, also a worker’s', () => {
  for (const words of ['Content Security Policy', 'thrown by the page', 'logged by the worker']) {
    assert.ok(
      record.errors.some((text) => text.includes(words)),
      `${words}: ${record.errors}`,
    );
  }
});
