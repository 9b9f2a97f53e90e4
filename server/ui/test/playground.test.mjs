// Opens the Playground of the server at BASE_URL in a real Chromium and uses it
// as staff do. SCREENSHOT names a .png to write. The server must hold the seed.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { openConfinedPage } from './browser.mjs';

const baseURL = process.env.BASE_URL;
assert.ok(baseURL, 'BASE_URL names the server under test');

const operationsFolder = new URL('../operations/', import.meta.url);
const titles = readdirSync(operationsFolder)
  .filter((name) => name.endsWith('.graphql'))
  .sort()
  .map((name) => readFileSync(new URL(name, operationsFolder), 'utf8'))
  .map((text) => text.split('\n')[0].slice('# '.length).split(' · ')[0]);

// What each operation must answer on the seed, in the order of the tabs.
const jobs = [
  {
    name: 'FindPartners',
    shown: '湖南文理学院',
    check({ findPartners }) {
      const best = findPartners.edges[0].node;
      assert.match(best.organization.name, /^湖南文理学院/);
      assert.equal(best.alreadyPartner, true);
      const sum = best.reasons.reduce((total, { contribution }) => total + contribution, 0);
      assert.ok(Math.abs(sum - best.score) < 1e-9, `reasons add up to ${sum}, score ${best.score}`);
      for (const { node } of findPartners.edges) {
        for (const { evidence } of node.reasons) {
          assert.ok(evidence.every(({ name, title }) => name || title), `what is it: ${JSON.stringify(evidence)}`);
        }
      }
    },
  },
  {
    name: 'RegisterAgreement',
    shown: 'SIGNED',
    check({ registerAgreement: { agreement, userErrors } }) {
      assert.deepEqual(userErrors, []);
      assert.equal(agreement.status, 'SIGNED');
      assert.equal(agreement.parties.edges.length, 2);
    },
  },
  {
    name: 'ExploreNetwork',
    shown: 'totalCount',
    check({ organizations, neighborhood, shortestPath }) {
      assert.ok(organizations.totalCount > 1);
      assert.ok(neighborhood.relations.length > 0);
      assert.ok(shortestPath.length > 0);
    },
  },
];

let page;
let record;
let close = async () => {};

before(async () => {
  ({ page, record, close } = await openConfinedPage(baseURL));
  await page.goto(`${baseURL}/playground`);
  await editorShows('#');
});
after(() => close());

test('a first visit opens one tab for each job, titled in Chinese', async () => {
  assert.equal(await page.title(), 'Partnergraph Playground');
  assert.equal(titles.length, jobs.length);
  assert.deepEqual(await tabs().allTextContents(), titles);
});

test('no editor boxes the parentheses of Chinese text', async () => {
  const boxing = await page.evaluate(() =>
    globalThis.__MONACO.editor.getEditors().map((editor) => editor.getRawOptions().unicodeHighlight?.ambiguousCharacters),
  );
  assert.ok(boxing.length > 1 && boxing.every((boxes) => boxes === false), `${boxing}`);
});

for (const [index, job] of jobs.entries()) {
  test(`${job.name} runs as it is`, async () => {
    await openTab(index, job.name);
    const { data, errors } = await run(job.name);
    assert.equal(errors, undefined);
    job.check(data);
    await page.locator('.graphiql-response .view-lines', { hasText: job.shown }).waitFor();
    if (index === 0 && process.env.SCREENSHOT) {
      await page.screenshot({ path: process.env.SCREENSHOT });
    }
  });
}

test('the documentation is the schema’s', async () => {
  const described = await descriptionOf('findPartners');
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  const docs = page.locator('.graphiql-doc-explorer');
  await docs.getByRole('link', { name: 'Query', exact: true }).click();
  await docs.getByText(described).first().waitFor();
});

test('a returning visitor finds the tabs as they were left', async () => {
  await page.getByRole('button', { name: 'New tab' }).click();
  await page.locator('.graphiql-query-editor .view-lines').click();
  await page.keyboard.type('# 我的查询');
  await page.waitForFunction(() => localStorage.getItem('graphiql:tabState')?.includes('我的查询'));
  await page.reload();
  await editorShows('我的查询');
  assert.deepEqual(await tabs().allTextContents(), [...titles, '我的查询']);
});

// Last, so that it judges all that the tests above made the page do.
test('nothing was asked of another host, nothing failed, nothing was refused', async () => {
  await page.waitForLoadState('networkidle');
  const workers = record.requests.filter((url) => /\/assets\/\w+\.worker-[^/]+\.js$/.test(url));
  assert.ok(workers.length >= 2, `workers were recorded: ${workers}`);
  const answered = new Set(record.answered);
  assert.deepEqual(record.requests.filter((url) => !answered.has(url)), []);
  assert.deepEqual(record.foreign, []);
  assert.deepEqual(record.failed, []);
  assert.deepEqual(record.errors, []);
  assert.deepEqual(record.violations, []);
});

function tabs() {
  return page.locator('.graphiql-tab-button');
}

async function editorShows(text) {
  await page.locator('.graphiql-query-editor .view-lines', { hasText: text }).waitFor();
}

/**
 * Opens a tab and waits until its operation can be run: GraphiQL reads the name
 * of the operation to run a moment after the text, when it also stores the text.
 */
async function openTab(index, operation) {
  await tabs().nth(index).click();
  await editorShows(operation);
  await page.waitForFunction(
    (name) => localStorage.getItem('graphiql:query')?.includes(name),
    operation,
  );
}

/** Presses the run button and returns the server's answer to operation. */
async function run(operation) {
  const answered = page.waitForResponse(
    (response) => response.request().postDataJSON()?.operationName === operation,
  );
  await page.locator('.graphiql-execute-button').click();
  return (await answered).json();
}

/** How the server's schema begins to describe a field of Query, up to any Markdown. */
async function descriptionOf(field) {
  const response = await fetch(`${baseURL}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query: '{ __type(name: "Query") { fields { name description } } }' }),
  });
  const { fields } = (await response.json()).data.__type;
  return fields.find(({ name }) => name === field).description.match(/^[^`*_[\n]+/)[0].trim();
}
