// The pictures of the documentation, from the real program: screenshots.mjs FEYRE DISCORDD FOLDER
import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { launch, width } from './chromium.mjs';
import { interaction } from './discord.mjs';
import { freeAddress, startDiscord, startFeyre, stop, typeInto } from './parts.mjs';
import { conversation } from './reply.mjs';

const [feyre, discordd, folder] = process.argv.slice(2).map((path) => resolve(path));
const largest = 200_000; // bytes of one picture
const seed = '07'.repeat(32);
const size = { rows: 34, columns: 84 }; // of the terminal
const typed = ['/roll 4d6k3', '/roll 1d20+5>=15 then 2d6+4', '/init join character:Sir Oliver roll:1d20+3', '/roll 2d6+'];
const asked = ['4d6k3', '1d20+7>=15', '3d6! + 2d8 # fireball'];

const browser = await launch();
try {
  const web = await startFeyre(feyre, ['--bot=false']);
  await picturePage(web, 'page-light', '4d6k3', { colorScheme: 'light' });
  await picturePage(web, 'page-dark', '1d20+7>=15', { colorScheme: 'dark' });
  await picturePage(web, 'page-phone', '3d6!', { colorScheme: 'light', viewport: { width: width.phone, height: 740 } });
  await pictureTerminal(await typeInto(`${feyre} play --memory`, size, typed));
  await pictureReplies();
} finally {
  await browser.close();
  await stop();
}

async function save(name, target, options = {}) {
  const path = join(folder, `${name}.png`);
  await target.screenshot({ path, ...options });
  const { size } = await stat(path);
  if (size > largest) throw new Error(`${path} has ${size} bytes`);
  console.log(path, size);
}

async function tab(options) {
  const context = await browser.newContext({ viewport: { width: width.desktop, height: 800 }, reducedMotion: 'reduce', ...options });
  return context.newPage();
}

async function picturePage(web, name, expression, options) {
  const page = await tab(options);
  await page.goto(`${web}/#${new URLSearchParams({ e: expression })}`);
  for (const shown of ['#chart .bar', '#outcome .die', '#counts dd']) await page.locator(shown).first().waitFor();
  await page.evaluate(() => document.activeElement.blur());
  await save(name, page, { fullPage: true });
}

async function pictureTerminal(bytes) {
  const page = await tab();
  const require = createRequire(import.meta.url);
  await page.setContent('<!doctype html><body style="margin:0"><div id="t" style="display:inline-block;padding:14px 18px;background:#16141c"></div>');
  await page.addStyleTag({ path: require.resolve('@xterm/xterm/css/xterm.css') });
  await page.addScriptTag({ content: await readFile(require.resolve('@xterm/xterm/lib/xterm.js'), 'utf8') });
  await page.evaluate(({ text, size }) => new Promise((shown) => {
    const terminal = new window.Terminal({
      rows: size.rows, cols: size.columns, scrollback: 0, fontSize: 15, fontFamily: '"DejaVu Sans Mono", monospace', theme: { background: '#16141c', foreground: '#e6e3ec', cursor: '#16141c' },
    });
    terminal.open(document.getElementById('t'));
    terminal.write(text, () => requestAnimationFrame(() => requestAnimationFrame(shown)));
  }), { text: bytes, size });
  await save('terminal', page.locator('#t'));
}

async function pictureReplies() {
  const discord = await startDiscord(discordd, seed);
  const listen = await freeAddress();
  await startFeyre(feyre, [], {
    FEYRE_DISCORD_TOKEN: discord.token, FEYRE_DISCORD_API_URL: discord.url, FEYRE_DISCORD_GATEWAY: 'false',
    FEYRE_DISCORD_APPLICATION_ID: discord.application_id, FEYRE_DISCORD_INTERACTIONS_LISTEN: listen,
    FEYRE_DISCORD_INTERACTIONS_PUBLIC_KEY: discord.public_key,
  });
  const messages = [];
  for (const [index, value] of asked.entries()) {
    const options = [{ name: 'expression', type: 3, value }];
    const reply = await interaction(`http://${listen}/`, seed, discord, 'roll', options, String(1300000000000000001n + BigInt(index)));
    messages.push({ asked: `/roll ${value}`, reply });
  }
  const icon = await readFile(new URL('../../web/page/icon.svg', import.meta.url), 'base64');
  const page = await tab();
  await page.setContent(conversation(messages, `data:image/svg+xml;base64,${icon}`));
  await save('reply', page.locator('body'));
}
