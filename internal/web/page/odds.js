import { drawChart, indexAt, nameOf, track } from './chart.js';
import { byId, element, figure, fraction, grouped, percent } from './dom.js';

const maxRows = 1000;
const maxName = 60; // characters of an expression in the caption
const handle = 16; // pixels of the slider's; as in style.css
let shown = null; // the odds on the page

function rounded(n) {
  return Math.abs(n) < 1e9 ? grouped(n) : n.toPrecision(4);
}

function figuresOf({ stats, min, max, repeat }) {
  const range = figure('Range', `${min === null ? 'no least' : grouped(min)} to ${max === null ? 'no end' : grouped(max)}`);
  const list = stats.success !== null
    ? [figure('Success', percent(stats.success), 'big'), figure('Failure', percent(1 - stats.success))]
    : [];
  if (stats.success === null || max > 1) {
    list.push(figure('Mean', rounded(stats.mean), list.length ? '' : 'big'), figure('Deviation', rounded(stats.deviation)),
      figure('Middle half', `${grouped(stats.quartiles[0])} to ${grouped(stats.quartiles[2])}`), range);
  }
  if (repeat) list.push(figure('Rolled', `${repeat} times`));
  return list;
}

function likeliest(bars) {
  return bars.reduce((best, bar) => (bar.share > best.share ? bar : best));
}

// even reports whether every total is as likely as the others.
function even(bars) {
  return bars.every((bar) => Math.abs(bar.share - bars[0].share) < 1e-9);
}

function caption({ chart, stats, expression }) {
  const most = likeliest(chart.bars);
  const name = chart.of.length > maxName ? `${chart.of.slice(0, maxName)}…` : chart.of;
  if (chart.bars.length === 1) return `${name}: always ${nameOf(most)}.`;
  const parts = even(chart.bars)
    ? [`${name}: each of the ${chart.bars.length} is as likely (${percent(most.share)}).`]
    : [`${name}: most often ${nameOf(most)} (${percent(most.share)}).`];
  if (chart.of === expression) parts.push(`The dashed line is the mean, ${rounded(stats.mean)}.`);
  else parts.push('What passes is green.');
  const unseen = chart.below + chart.above;
  if (unseen > 0) parts.push(`Rarer totals, ${percent(unseen)} together, are not drawn.`);
  return parts.join(' ');
}

function draw() {
  if (!shown || !shown.chart.bars.length) return;
  const ofTotals = shown.chart.of === shown.expression;
  const { bars } = shown.chart;
  drawChart(byId('chart'), bars, ofTotals && bars.length > 1 ? shown.stats.mean : null);
  const { left, right } = track(byId('chart'), bars, handle);
  Object.assign(byId('mark').style, { marginLeft: `${left}px`, width: `calc(100% - ${left + right}px)` });
  byId('mark').hidden = bars.length < 2;
  look(byId('mark').valueAsNumber);
}

// look marks a bar and tells its chances.
function look(index) {
  const { bars, below, above } = shown.chart;
  const sum = (from, to) => bars.slice(from, to).reduce((all, bar) => all + bar.share, 0);
  const bar = bars[index];
  byId('mark').value = index;
  const told = `${nameOf(bar)}: ${percent(bar.share)}`;
  byId('marked').replaceChildren(element('strong', {}, told), element('span', {}, `${grouped(bar.from)} or more: ${percent(sum(index) + above)}`),
    element('span', {}, `${grouped(bar.to)} or less: ${percent(sum(0, index + 1) + below)}`));
  byId('mark').setAttribute('aria-valuetext', told);
  for (const group of byId('chart').querySelectorAll('.bar')) group.classList.toggle('marked', Number(group.dataset.index) === index);
}

function list() {
  if (!byId('table').open || !shown) return;
  const exact = shown.outcomes !== null;
  const outcomes = exact
    ? shown.outcomes.map(({ total, p }) => ({ name: grouped(total), p: fraction(p), text: p.length <= 24 ? p : '' }))
    : shown.chart.bars.map((bar) => ({ name: nameOf(bar), p: bar.share, text: '' }));
  let orMore = outcomes.reduce((all, one) => all + one.p, exact ? 0 : shown.chart.above);
  const rows = outcomes.slice(0, maxRows).map((one) => {
    const row = element('tr', {}, element('th', { scope: 'row' }, one.name), element('td', {}, percent(one.p)),
      element('td', {}, percent(Math.min(orMore, 1))), element('td', {}, one.text));
    orMore -= one.p;
    return row;
  });
  byId('rows').replaceChildren(...rows);
}

// showOdds shows an answer of the odds, or why there is none.
export function showOdds(odds) {
  byId('odds').hidden = false;
  byId('odds-body').hidden = Boolean(odds.error);
  byId('odds-problem').textContent = odds.error?.message ?? '';
  if (odds.error) return;
  shown = odds;
  byId('figures').replaceChildren(...figuresOf(odds));
  byId('chart-text').textContent = caption(odds);
  const { bars } = odds.chart;
  byId('mark').max = bars.length - 1;
  byId('mark').value = even(bars) ? bars.length >> 1 : bars.indexOf(likeliest(bars));
  draw();
  list();
}

// watchOdds has the chart follow the pointer, the slider and the width of the page.
export function watchOdds() {
  byId('mark').addEventListener('input', () => shown && look(byId('mark').valueAsNumber));
  byId('chart').addEventListener('pointermove', (event) => shown && look(indexAt(byId('chart'), shown.chart.bars, event.clientX)));
  byId('table').addEventListener('toggle', list);
  new ResizeObserver(draw).observe(byId('odds-body'));
}
