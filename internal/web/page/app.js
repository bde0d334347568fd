import { showCounts } from './counts.js';
import { byId, element } from './dom.js';
import { showOdds, watchOdds } from './odds.js';
import { showRoll } from './roll.js';

const input = byId('expression');
const pause = 150; // milliseconds without a key before what was typed is looked at

let timer;
let underway = new AbortController();

// ask fetches an answer. That something is wrong with the expression is an answer too.
async function ask(path, signal) {
  const answer = await fetch(`api/${path}?expression=${encodeURIComponent(input.value)}`, { signal });
  return answer.json();
}

// unreachable tells that there was no answer, unless a newer request cut it off.
function unreachable(error) {
  if (error.name !== 'AbortError') showProblem({ message: 'Feyre can’t be reached. Try again in a moment.' });
  return null;
}

function showProblem(error) {
  const lines = [];
  if (error.caret) lines.push(element('pre', { 'aria-hidden': 'true' }, error.caret));
  const sentence = element('p', { class: 'problem' }, error.message);
  if (error.offer) sentence.append(' · try ', element('button', { type: 'button', class: 'example', 'aria-label': `Use ${error.offer} instead` }, error.offer));
  input.setAttribute('aria-invalid', String(Boolean(error.caret))); // that nobody answers is not the fault of what was typed
  document.body.classList.add('stale');
  byId('reading').replaceChildren(...lines, sentence);
}

function showReading({ canonical, hints, parts }) {
  input.removeAttribute('aria-invalid');
  document.body.classList.remove('stale');
  const read = canonical && canonical !== input.value.trim() ? [element('p', {}, 'Read as ', element('code', {}, canonical))] : [];
  byId('reading').replaceChildren(...read, ...hints.map((hint) => element('p', {}, hint)));
  byId('words').hidden = !parts.length;
  byId('parts').replaceChildren(...once(parts).map((part) => element('li', {}, element('code', {}, part.source), element('span', {}, part.text))));
}

// once leaves out what was told already: a long sum often says the same of many parts.
function once(parts) {
  const told = new Set();
  return parts.filter(({ source, text }) => told.size < told.add(`${source} ${text}`).size);
}

// look explains what stands in the field, and shows its odds. It reports whether that can be rolled.
async function look() {
  clearTimeout(timer);
  underway.abort();
  const mine = new AbortController();
  underway = mine;
  if (!input.value.trim()) {
    showReading({ hints: ['Type what to roll: 2d6+3, for example.'], parts: [] });
    return false;
  }
  const told = await ask('explain', mine.signal).catch(unreachable);
  if (!told || mine.signal.aborted) return false;
  if (told.error) {
    showProblem(told.error);
    return false;
  }
  showReading(told);
  ask('odds', mine.signal).then((odds) => mine.signal.aborted || showOdds(odds)).catch(unreachable);
  return true;
}

async function roll() {
  remember();
  if (!await look()) return;
  const answer = await ask('roll').catch(unreachable);
  if (answer?.error) showProblem(answer.error);
  else if (answer) showRoll(answer);
}

// address is that of this page with the expression. It stands behind the #, which is not sent to anybody.
function address() {
  const url = new URL(location.href);
  url.search = '';
  url.hash = new URLSearchParams({ e: input.value }).toString();
  return url;
}

// remember puts what is rolled into the address and the history, so that Back leads to what was rolled before.
function remember() {
  const { href } = address();
  document.title = input.value.trim() ? `${input.value.trim()} · Feyre` : 'Feyre: dice and their odds';
  if (href === location.href) return;
  history[location.hash ? 'pushState' : 'replaceState'](null, '', href);
}

async function share() {
  remember();
  const copied = await navigator.clipboard?.writeText(location.href).then(() => true, () => false);
  byId('share').textContent = copied ? 'Copied' : 'See the address';
  setTimeout(() => { byId('share').textContent = 'Copy link'; }, 2000);
}

// restore takes the expression from the link, or from the field, and rolls it.
function restore() {
  const linked = new URLSearchParams(location.hash.slice(1)).get('e');
  if (linked !== null) input.value = linked.slice(0, input.maxLength);
  if (linked !== null || input.value) return roll();
  return look();
}

byId('form').addEventListener('submit', (event) => {
  event.preventDefault();
  roll();
});
input.addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(look, pause);
});
byId('form').addEventListener('click', (event) => {
  const example = event.target.closest('.example');
  if (!example) return;
  input.value = example.textContent;
  input.focus();
  roll();
});
byId('share').addEventListener('click', share);
window.addEventListener('hashchange', restore);

watchOdds();
restore();
showCounts();
