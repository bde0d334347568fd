// The real programs, each in a directory of its own, for as long as a picture is taken.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';

const running = [];

// stop ends every program.
export async function stop() {
  for (const { child, ended, folder } of running) {
    child.kill();
    await ended;
    await rm(folder, { recursive: true, force: true });
  }
}

async function start(program, args, environment = {}, stdio = ['ignore', 'pipe', 'inherit']) {
  const folder = await mkdtemp(join(tmpdir(), 'feyre-picture-'));
  const child = spawn(program, args, { cwd: folder, stdio, env: { ...process.env, ...environment } });
  running.push({ child, folder, ended: new Promise((resolve) => child.once('exit', resolve)) });
  return child;
}

// freeAddress is one on this machine that nobody listens on.
export function freeAddress() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(`127.0.0.1:${port}`));
    });
  });
}

// startDiscord starts a Discord to test with, and returns what the bot needs to know of it.
export async function startDiscord(program, seed) {
  const child = await start(program, ['-seed', seed, '-do', 'hold 10m']);
  const line = await new Promise((resolve) => createInterface({ input: child.stdout }).once('line', resolve));
  return JSON.parse(line);
}

// startFeyre starts the bot, and waits until it is ready.
export async function startFeyre(program, args, environment) {
  const web = await freeAddress();
  const child = await start(program, ['serve', '--web', web, ...args], { FEYRE_ARCHIVE_PATH: 'archive', ...environment });
  child.stdout.resume();
  for (let left = 200; left > 0; left--) {
    const ready = await fetch(`http://${web}/readyz`).then((answer) => answer.ok, () => false);
    if (ready) return `http://${web}`;
    await wait(50);
  }
  throw new Error('feyre is not ready');
}

// typeInto runs a program on a terminal, types lines as a person would, and returns everything that appeared.
export async function typeInto(command, size, lines) {
  const child = await start('script', ['-qec', `stty rows ${size.rows} cols ${size.columns}; exec ${command}`, '/dev/null'],
    { TERM: 'xterm-256color', COLORTERM: 'truecolor' }, ['pipe', 'pipe', 'inherit']);
  let screen = '';
  child.stdout.on('data', (bytes) => { screen += bytes; });
  for (const line of lines) {
    await quiet(() => screen.length);
    child.stdin.write(`${line}\r`);
  }
  await quiet(() => screen.length);
  return screen;
}

// quiet waits until a program has said something and then nothing for a while.
async function quiet(length) {
  for (let before = -1; before !== length() || length() === 0;) {
    before = length();
    await wait(300);
  }
}
