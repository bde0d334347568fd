import { drawChart } from './chart.js';
import { element, percent, fraction, clear } from './dom.js';

const $ = (id) => document.getElementById(id);
const form = $('form');
const input = $('expression');
const typingPause = 200; // milliseconds without a key before the odds are asked for

let generation = 0; // answers to what is no longer typed are dropped
let timer;

// ask fetches an answer; an error of the expression is an answer too.
async function ask(path, expression, signal) {
  const response = await fetch(`api/${path}?expression=${encodeURIComponent(expression)}`, { signal });
  const body = await response.json();
  if (!response.ok && !body.error) throw new Error(response.statusText);
  return body;
}

function showProblem(error) {
  input.setAttribute('aria-invalid', error ? 'true' : 'false');
  $('problem').hidden = !error;
  if (!error) return;
  $('caret').textContent = error.caret ?? '';
  $('caret').hidden = !error.caret;
  $('sentence').textContent = error.message;
  $('offer').hidden = !error.offer;
  $('offered').textContent = error.offer ?? '';
}

function showHints(hints) {
  clear($('hints')).append(...(hints ?? []).map((hint) => element('li', {}, `Note: ${hint}`)));
}

function showParts(parts) {
  $('words').hidden = !parts?.length;
  clear($('parts')).append(...(parts ?? []).map((part) =>
    element('li', {}, element('code', {}, part.source), ` ${part.text}`)));
}

function die(d) {
  const classes = ['die'];
  if (!d.kept) classes.push('dropped');
  if (d.exploded) classes.push('added');
  if (d.crit) classes.push('crit');
  if (d.fumble) classes.push('fumble');
  const said = [String(d.face), d.kept ? '' : 'dropped', d.exploded ? 'added' : '',
    d.rerolled ? `rerolled from ${d.rerolled.join(', ')}` : ''].filter(Boolean).join(', ');
  return element('span', { class: classes.join(' '), title: `d${d.sides}: ${said}`, role: 'img', 'aria-label': said }, String(d.face));
}

const maxDice = 200;

function pool(p) {
  const shown = (p.dice ?? []).slice(0, maxDice).map(die);
  const items = (p.items ?? []).flatMap((item) => [
    ...(item.pools ?? []).map(pool),
    element('span', { class: item.kept ? 'note' : 'note die dropped' }, ` = ${item.total} `),
  ]);
  const rest = (p.dice?.length ?? 0) - maxDice;
  return element('div', { class: 'pool' }, element('code', {}, p.expression), ...shown, ...items,
    rest > 0 ? element('span', { class: 'note' }, `and ${rest} more`) : '');
}

function repetition(roll, several) {
  const total = element('p', { class: 'total' }, element('strong', {}, String(roll.total)));
  if (roll.success !== null && roll.success !== undefined) {
    const words = roll.success ? `Success by ${roll.margin}` : `Failure, missed by ${Math.abs(roll.margin)}`;
    total.append(element('span', { class: `verdict ${roll.success ? 'pass' : 'fail'}` }, words));
  }
  const notes = Object.entries(roll.notes ?? {}).map(([name, sum]) => element('p', { class: 'note' }, `${name}: ${sum}`));
  return element('div', { class: several ? 'repetition small' : 'repetition' }, total, ...(roll.pools ?? []).map(pool), ...notes);
}

async function roll() {
  const answer = await ask('roll', input.value).catch(unreachable);
  if (!answer) return;
  showProblem(answer.error);
  $('result').hidden = Boolean(answer.error);
  if (answer.error) return;
  clear($('outcome')).append(...answer.rolls.map((one) => repetition(one, answer.rolls.length > 1)));
}

function figure(name, value) {
  return element('div', {}, element('dt', {}, name), element('dd', {}, value));
}

function showOdds(odds) {
  $('odds').hidden = false;
  $('odds-body').hidden = Boolean(odds.error);
  $('odds-problem').hidden = !odds.error;
  if (odds.error) {
    $('odds-problem').textContent = odds.error.message;
    return;
  }
  const stats = odds.stats;
  const figures = [figure('Mean', stats.mean), figure('Standard deviation', stats.deviation), figure('Least', String(odds.min)),
    figure('Most', odds.max === null ? 'no end' : String(odds.max)), figure('Middle half', `${stats.quartiles[0]} to ${stats.quartiles[2]}`)];
  if (odds.success !== null) figures.unshift(figure('Success', percent(fraction(odds.success))));
  if (odds.repeat) figures.push(figure('Repeats', `${odds.repeat} times, each alone`));
  clear($('figures')).append(...figures);
  drawChart($('chart'), $('chart-text'), $('rows'), odds);
}

function unreachable(error) {
  if (error.name !== 'AbortError') showProblem({ message: 'Feyre cannot be reached. Try again in a moment.' });
  return null;
}

let underway;

// typed asks for the explanation and the odds of what stands in the field now.
async function typed() {
  const mine = ++generation;
  underway?.abort();
  underway = new AbortController();
  const expression = input.value;
  if (!expression.trim()) {
    showProblem(null);
    $('odds').hidden = $('words').hidden = true;
    return;
  }
  const explained = await ask('explain', expression, underway.signal).catch(unreachable);
  if (!explained || mine !== generation) return;
  showProblem(explained.error);
  showHints(explained.hints);
  showParts(explained.parts);
  if (explained.error) {
    $('odds').hidden = true;
    return;
  }
  const odds = await ask('odds', expression, underway.signal).catch(unreachable);
  if (odds && mine === generation) showOdds(odds);
}

function address() {
  const url = new URL(location.href);
  url.search = '';
  url.hash = new URLSearchParams({ e: input.value }).toString();
  return url;
}

async function share() {
  history.replaceState(null, '', address());
  const said = await navigator.clipboard?.writeText(location.href).then(() => 'Copied', () => 'In the address bar');
  $('share').textContent = said ?? 'In the address bar';
  setTimeout(() => { $('share').textContent = 'Link'; }, 2000);
}

async function showCounts() {
  const stats = await fetch('public/stats').then((r) => r.json()).catch(() => null);
  if (!stats) return;
  const figures = [['Commands served', stats.commands], ['Users', stats.users], ['Servers', stats.guilds], ['Reach', stats.reach]]
    .filter(([, n]) => n !== undefined && n !== null)
    .map(([name, n]) => figure(name, Number(n).toLocaleString()));
  if (stats.sync_age_seconds !== undefined) figures.push(figure('Last mirrored', `${Math.round(stats.sync_age_seconds / 60)} min ago`));
  if (stats.health) figures.push(figure('Health', stats.health));
  clear($('counts')).append(...figures);
  if (stats.invite) {
    $('invite').href = stats.invite;
    $('invite').hidden = false;
  }
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  history.replaceState(null, '', address());
  roll();
});
input.addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(typed, typingPause);
});
$('share').addEventListener('click', share);
for (const example of document.querySelectorAll('.example')) {
  example.addEventListener('click', () => {
    input.value = example.textContent;
    typed();
    roll();
    input.focus();
  });
}
window.addEventListener('hashchange', restore);

// restore takes the expression from the link.
function restore() {
  const linked = new URLSearchParams(location.hash.slice(1)).get('e');
  if (linked) input.value = linked.slice(0, input.maxLength);
  typed();
}

restore();
showCounts();
