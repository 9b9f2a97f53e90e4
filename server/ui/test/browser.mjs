// A real Chromium that can reach one server only, and that remembers all it did.
import { chromium } from 'playwright-core';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Opens a page in a new Chromium with a fresh profile, confined to baseURL's
 * host: no other name is resolved and no request to another host is let
 * through. `record` fills while the page lives: its lists hold the URLs asked for,
 * those answered below 400 and those of other hosts, the failures with their
 * reasons, the console's errors and what a content security policy refused.
 */
export async function openConfinedPage(baseURL) {
  const { host, hostname } = new URL(baseURL);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: [...flags, `--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE ${hostname}`],
  });
  const context = await browser.newContext({
    viewport: { width: 1600, height: 900 },
    deviceScaleFactor: 2,
    locale: 'zh-CN',
    colorScheme: 'light',
  });
  const record = {
    requests: [],
    answered: [],
    foreign: [],
    failed: [],
    errors: [],
    violations: [],
  };
  await recordRequests(context, host, record);
  await recordComplaints(context, record);
  const page = await context.newPage();
  return { page, record, close: () => browser.close() };
}

async function recordRequests(context, host, record) {
  const isForeign = (url) => /^(https?|wss?):/.test(url) && new URL(url).host !== host;
  const keep = (url) => {
    record.requests.push(url);
    if (isForeign(url)) record.foreign.push(url);
  };
  context.on('request', (request) => keep(request.url()));
  context.on('page', (page) => page.on('websocket', (socket) => keep(socket.url())));
  context.on('response', (response) => {
    if (response.status() < 400) record.answered.push(response.url());
    else record.failed.push(`${response.status()} ${response.url()}`);
  });
  context.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText;
    // The page itself ended this one: the editor drops a worker that is still
    // loading when it sets up another. What was never answered is left for the
    // caller to find, as in requests but not in answered.
    if (reason === 'net::ERR_ABORTED') return;
    record.failed.push(`${reason} ${request.url()}`);
  });
  await context.route(
    (url) => isForeign(url.href),
    (route) => route.abort('blockedbyclient'),
  );
}

async function recordComplaints(context, record) {
  context.on('console', (message) => {
    if (message.type() === 'error') record.errors.push(message.text());
  });
  context.on('weberror', (error) => record.errors.push(String(error.error())));
  await context.exposeFunction('recordViolation', (text) => record.violations.push(text));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      window.recordViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
    });
  });
}
