// The playground page in a real browser. BASE is where it is served.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { launch, width } from './chromium.mjs';

const base = process.env.BASE;
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const complaints = []; // what the console and the policy said, over all tests
let browser;
let desktop;

before(async () => {
  browser = await launch();
  desktop = await tab({});
});
after(async () => { await browser?.close(); });

// tab makes a page that notes whatever is complained of.
async function tab(options) {
  const context = await browser.newContext({ viewport: { width: width.desktop, height: 900 }, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => request.url().startsWith(base) || request.url() === 'about:blank' || complaints.push(`asked ${request.url()}`));
  return page;
}

// open shows the page with an expression, and waits until it was rolled.
async function open(expression, options) {
  const page = options ? await tab(options) : desktop;
  if (!options) await page.goto('about:blank'); // the next address may differ in its hash only
  await page.goto(expression === undefined ? base : `${base}/#${new URLSearchParams({ e: expression })}`);
  await page.locator('#chart .bar').first().waitFor();
  await page.locator('#outcome .repetition').first().waitFor();
  await page.locator('#counts dd').first().waitFor();
  return page;
}

const bars = (page) => page.locator('#chart .bar').count();
const text = (page, selector) => page.locator(selector).innerText();

test('it rolls on its own, showing every die', async () => {
  const page = await open();
  assert.equal(await page.locator('#outcome .die').count(), 4);
  assert.equal(await page.locator('#outcome .die.dropped').count(), 1);
  const kept = await page.locator('#outcome .die:not(.dropped) > text').allTextContents();
  assert.equal(kept.reduce((sum, face) => sum + Number(face), 0), Number(await text(page, '.total strong')));
  assert.match(await page.locator('.die.dropped').getAttribute('aria-label'), /^d6: [1-6], dropped$/);
});

test('what is typed is explained and charted before it is rolled', async () => {
  const page = await open();
  await page.fill('#expression', '2d6 + 3');
  await page.locator('#parts', { hasText: '2 dice with 6 sides' }).waitFor();
  await page.locator('#chart-text', { hasText: '2d6+3' }).waitFor();
  assert.equal(await bars(page), 11);
  assert.match(await text(page, '#figures'), /Mean\s+10/);
  assert.match(await text(page, '#reading'), /Read as 2d6\+3/);
  assert.equal(await text(page, '#outcome .pool code'), '4d6k3');
  await page.click('button[type=submit]');
  await page.locator('#outcome code', { hasText: '2d6' }).waitFor();
  assert.match(page.url(), /#e=2d6\+%2B\+3$/);
  assert.match(await text(page, '#aloud'), /^2d6\+3 gave \d+$/);
});

test('a link carries its expression', async () => {
  const page = await open('1d20+7>=15');
  assert.equal(await page.inputValue('#expression'), '1d20+7>=15');
  assert.match(await text(page, '.verdict'), /^(Success|Failure)/);
  await page.locator('#chart .pass').first().waitFor();
  assert.equal(await bars(page), 20);
  assert.equal(await page.locator('#chart .pass').count(), 13);
  assert.match(await text(page, '#figures'), /Success\s+65\.0%/);
});

test('an error shows its place, and what to type instead', async () => {
  const page = await open();
  await page.locator('#expression').fill('');
  await page.locator('#expression').pressSequentially('2d6+');
  await page.locator('#reading pre').waitFor();
  assert.equal(await page.locator('#reading pre').textContent(), '2d6+\n    ^');
  assert.equal(await page.getAttribute('#expression', 'aria-invalid'), 'true');
  assert.equal(await page.locator('body.stale').count(), 1);
  await page.click('#reading .example');
  await page.locator('#outcome code', { hasText: '2d6' }).waitFor();
  assert.equal(await page.inputValue('#expression'), '2d6');
  assert.equal(await page.locator('body.stale').count(), 0);
  await page.fill('#expression', '<img src=x onerror=alert(1)>');
  await page.locator('#reading pre', { hasText: '<img' }).waitFor();
  assert.equal(await page.locator('#reading img').count(), 0);
});

test('the keyboard is enough', async () => {
  const page = await open();
  await page.focus('#expression');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('1d4!');
  await page.keyboard.press('Enter');
  await page.locator('#outcome code', { hasText: '1d4!' }).waitFor();
  await page.locator('#chart-text', { hasText: '1d4!' }).waitFor();
  await page.focus('#mark');
  const before = await text(page, '#marked');
  await page.keyboard.press('ArrowRight');
  assert.notEqual(await text(page, '#marked'), before);
  assert.match(await page.getAttribute('#mark', 'aria-valuetext'), /^\d+: [\d.]+%$/);
  await page.focus('summary');
  await page.keyboard.press('Enter');
  await page.locator('#rows tr').first().waitFor();
  assert.match(await text(page, '#rows tr:first-child'), /^1\s+25\.0%\s+100%\s+1\/4$/);
});

test('the slider stands below its bar', async () => {
  const page = await open('2d6');
  for (const index of [0, 5, 10]) {
    await page.locator('#mark').fill(String(index));
    const [bar, slider] = await Promise.all([page.locator('#chart .bar rect').nth(index).boundingBox(), page.locator('#mark').boundingBox()]);
    const handle = slider.x + 8 + ((slider.width - 16) * index) / 10; // as browsers place it
    assert.ok(Math.abs(handle - (bar.x + bar.width / 2)) < 1.5, `bar ${index}: ${JSON.stringify([bar, slider])}`);
  }
});

test('Back leads to what was rolled before', async () => {
  const page = await open('2d6');
  for (const typed of ['3d8', '3d8', '1d12']) {
    await page.fill('#expression', typed);
    await page.keyboard.press('Enter');
    await page.locator('#outcome code', { hasText: typed }).waitFor();
  }
  assert.equal(await page.title(), '1d12 · Feyre');
  for (const before of ['3d8', '2d6']) {
    await page.goBack();
    await page.locator('#outcome code', { hasText: before }).waitFor();
    assert.equal(await page.inputValue('#expression'), before);
  }
});

test('a long sum is told once, a great face has room, and a number always comes', async () => {
  const page = await open(`1d6${'+2d8k1[cold]'.repeat(40)}`);
  assert.equal(await page.locator('#parts li').count(), 3);
  assert.match(await text(page, '#chart-text'), /^.{60}…: most often/);
  await open('1d[100000,200000]');
  const [shape, face] = await Promise.all(['rect', 'text'].map((part) => page.locator(`.die > ${part}`).boundingBox()));
  assert.ok(face.x > shape.x && face.x + face.width < shape.x + shape.width, JSON.stringify([face, shape]));
  await page.goto('about:blank');
  await page.goto(`${base}/#e=7`);
  await page.locator('#chart-text', { hasText: '7: always 7.' }).waitFor();
  assert.equal(await page.locator('#mark').isVisible(), false);
});

test('a table of rare totals fits, and large numbers can be read', async () => {
  const page = await open('3d6!');
  await page.click('summary');
  const last = page.locator('#rows tr').last();
  await last.waitFor();
  assert.match(await last.innerText(), /1 in \d\.\d × 10[⁰¹²³⁴⁵⁶⁷⁸⁹]+/);
  assert.equal(await page.locator('.scroll').evaluate((box) => box.scrollWidth - box.clientWidth), 0);
  await page.click('summary');
  await open('1d1*1234567');
  assert.equal(await text(page, '.total strong'), '1,234,567');
  assert.match(await text(page, '#figures'), /Range\s+1,234,567 to 1,234,567/);
});

test('several tests tell how many went well', async () => {
  const page = await open('3#1d1=1');
  await page.locator('#outcome', { hasText: '3 rolls, 3 of them a success' }).waitFor();
  await page.fill('#expression', '3#1d1');
  await page.keyboard.press('Enter');
  await page.locator('#outcome', { hasText: '3 rolls, together 3' }).waitFor();
});

test('that nobody answers is said, and mends itself', async () => {
  const page = await open('2d6');
  const gone = /\/api\//;
  await page.route(gone, (route) => route.abort());
  await page.fill('#expression', '3d8');
  await page.locator('#reading', { hasText: 'can’t be reached' }).waitFor();
  assert.equal(await page.getAttribute('#expression', 'aria-invalid'), 'false');
  await page.unroute(gone);
  await page.keyboard.press('Enter');
  await page.locator('#outcome code', { hasText: '3d8' }).waitFor();
  assert.equal(await text(page, '#reading'), '');
  const cut = complaints.findIndex((told) => told.includes('net::ERR_FAILED'));
  assert.match(complaints.splice(cut)[0] ?? '', /ERR_FAILED/);
});

test('the pointer marks a total', async () => {
  const page = await open('2d6');
  await page.locator('#chart .bar').nth(10).hover();
  assert.match(await text(page, '#marked'), /12: 2\.8%\s*12 or more: 2\.8%\s*12 or less: 100%/);
});

test('it tells what the bot has done', async () => {
  const page = await open();
  assert.match(await text(page, '#counts'), /Commands\s+1,234,567\s+Users\s+12\s+Servers\s+3\s+Reach\s+40\s+Mirrored\s+2 min ago\s+Health\s+All parts work/);
  assert.equal(await page.getAttribute('#invite', 'href'), 'https://discord.com/oauth2/authorize?client_id=1');
});

for (const [colorScheme, paper] of [['light', 'rgb(246, 244, 250)'], ['dark', 'rgb(19, 17, 24)']]) {
  test(`everybody can read it: ${colorScheme}`, async () => {
    const page = await open('2#{2d6ro<2,1d20+5}k1+3d6![fire]', { colorScheme });
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), paper);
    await page.fill('#expression', '8d10cs>=7cf1');
    await page.keyboard.press('Enter');
    await page.locator('#outcome code', { hasText: '8d10' }).waitFor();
    await page.evaluate(await readFile(axe, 'utf8'));
    const found = await page.evaluate(() => window.axe.run());
    assert.deepEqual(found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`), []);
  });
}

test('it fits a phone', async () => {
  const page = await open(`6#4d6k3 # ${'a'.repeat(300)}`, { viewport: { width: width.phone, height: 740 }, hasTouch: true });
  await page.locator('#outcome .repetition').nth(5).waitFor();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.equal(wide, width.phone);
  await page.fill('#expression', `1d6${'+1d6'.repeat(60)}+`);
  await page.locator('#reading pre').waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width.phone);
});

test('nothing complained, and a policy is kept', async () => {
  assert.deepEqual(complaints, []);
  const page = await open();
  const blocked = await page.evaluate(() => new Promise((resolve) => {
    document.addEventListener('securitypolicyviolation', (event) => resolve(event.violatedDirective));
    document.head.append(Object.assign(document.createElement('script'), { textContent: 'window.inline = true' }));
  }));
  assert.equal(blocked, 'script-src-elem');
  assert.equal(await page.evaluate(() => window.inline), undefined);
});

test('the description of the API is one', async () => {
  const description = await fetch(`${base}/api/openapi.json`).then((answer) => answer.json());
  const result = await new Validator().validate(description);
  assert.deepEqual(result.errors ?? [], []);
  assert.equal(result.valid, true);
});
