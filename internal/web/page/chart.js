import { clear, drawn, element, fraction, percent } from './dom.js';

const width = 640;
const height = 260;
const margin = { left: 8, right: 8, top: 12, bottom: 26 };
const maxBars = 160;
const maxRows = 500;

// gathered puts neighbouring totals into one bar where there are more than fit.
function gathered(outcomes) {
  const first = outcomes[0].total;
  const span = outcomes[outcomes.length - 1].total - first + 1;
  const size = Math.ceil(span / maxBars);
  const bars = new Map();
  for (const outcome of outcomes) {
    const at = Math.floor((outcome.total - first) / size);
    const bar = bars.get(at) ?? { from: first + at * size, to: first + at * size + size - 1, p: 0 };
    bar.p += outcome.p;
    bars.set(at, bar);
  }
  return { bars: [...bars.values()], slots: Math.ceil(span / size), first, size };
}

function bar(one, index, slots, tallest, test) {
  const room = (width - margin.left - margin.right) / slots;
  const tall = (one.p / tallest) * (height - margin.top - margin.bottom);
  const passes = test && one.to >= 1;
  const rect = drawn('rect', {
    class: passes ? 'bar pass' : 'bar',
    x: margin.left + index * room + room * 0.08, width: Math.max(room * 0.84, 0.5),
    y: height - margin.bottom - tall, height: tall,
  });
  const name = one.from === one.to ? String(one.from) : `${one.from} to ${one.to}`;
  rect.append(drawn('title', {}, `${name}: ${percent(one.p)}`));
  return rect;
}

function ticks(first, size, slots) {
  const wanted = Math.min(8, slots);
  const every = Math.max(1, Math.ceil(slots / wanted));
  const room = (width - margin.left - margin.right) / slots;
  const made = [];
  for (let slot = 0; slot < slots; slot += every) {
    made.push(drawn('text', { class: 'tick', x: margin.left + (slot + 0.5) * room, y: height - 8, 'text-anchor': 'middle' },
      String(first + slot * size)));
  }
  return made;
}

// drawChart draws the odds into the picture, says them in the caption, and lists them in the table.
export function drawChart(svg, caption, rows, odds) {
  const outcomes = odds.outcomes.map(({ total, p }) => ({ total, p: fraction(p) }));
  clear(svg);
  clear(rows);
  if (!outcomes.length) return;
  const { bars, slots, first, size } = gathered(outcomes);
  const tallest = Math.max(...bars.map((one) => one.p));
  svg.append(drawn('line', { class: 'axis', x1: 0, x2: width, y1: height - margin.bottom, y2: height - margin.bottom }));
  svg.append(...bars.map((one) => bar(one, (one.from - first) / size, slots, tallest, odds.success !== null)));
  const mean = odds.mean === null ? null : signed(odds.mean);
  if (mean !== null) {
    const x = margin.left + ((mean - first) / size + 0.5 / size) * ((width - margin.left - margin.right) / slots);
    svg.append(drawn('line', { class: 'mean', x1: x, x2: x, y1: 4, y2: height - margin.bottom }));
  }
  svg.append(...ticks(first, size, slots));
  const likeliest = outcomes.reduce((best, one) => (one.p > best.p ? one : best));
  caption.textContent = `From ${odds.min} to ${odds.max ?? 'no end'}, most often ${likeliest.total} (${percent(likeliest.p)}); the dashed line marks the mean.`;
  list(rows, outcomes, odds.outcomes);
}

function signed(text) {
  return text.startsWith('-') ? -fraction(text.slice(1)) : fraction(text);
}

function list(rows, outcomes, exact) {
  let atLeast = outcomes.reduce((sum, one) => sum + one.p, 0);
  outcomes.slice(0, maxRows).forEach((one, i) => {
    const shown = exact[i].p.length <= 24 ? exact[i].p : '';
    rows.append(element('tr', {}, element('th', { scope: 'row' }, String(one.total)), element('td', {}, percent(one.p)),
      element('td', {}, percent(Math.min(atLeast, 1))), element('td', {}, shown)));
    atLeast -= one.p;
  });
}
