import { drawn, grouped, percent } from './dom.js';

const height = 240;
const margin = { left: 40, right: 6, top: 14, bottom: 24 };

// scale places totals and chances on a picture so many pixels wide.
function scale(bars, width) {
  // Totals may stand apart, as those of 2d10*10: a bar reaches to where the next may be.
  const own = bars[0].to - bars[0].from;
  const size = bars.length === 1 ? own + 1 : bars.slice(1).reduce((least, bar, i) => Math.min(least, bar.from - bars[i].from), Infinity);
  const half = Math.max(size - own, 1) / 2;
  const first = bars[0].from;
  const slots = Math.max(1, Math.floor((bars.at(-1).from - first) / size) + 1);
  const room = (width - margin.left - margin.right) / slots;
  const tallest = Math.max(...bars.map((bar) => bar.share));
  const floor = height - margin.bottom;
  return {
    slots, size, first, room, tallest, floor, width,
    slotOf: (bar) => Math.round((bar.from - first) / size),
    x: (total) => margin.left + ((total - first + half) / size) * room,
    y: (share) => floor - (share / tallest) * (floor - margin.top),
  };
}

// step is a round number that divides a range into about so many parts.
function step(range, parts) {
  const rough = range / parts;
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough);
}

function shares(s) {
  const by = step(s.tallest, 4);
  const lines = [];
  for (let share = by; share <= s.tallest * 1.001; share += by) {
    const y = s.y(share);
    const digits = Math.max(0, Math.ceil(-Math.log10(by * 100)));
    lines.push(drawn('line', { class: 'grid', x1: margin.left, x2: s.width - margin.right, y1: y, y2: y }),
      drawn('text', { class: 'tick', x: margin.left - 6, y: y + 4, 'text-anchor': 'end' }, `${(share * 100).toFixed(digits)}%`));
  }
  return lines;
}

function totals(s) {
  const room = 48; // pixels of one label
  const wanted = Math.max(2, Math.floor((s.width - margin.left) / room));
  const by = Math.max(1, step(s.slots * s.size, wanted));
  const made = [];
  const last = s.first + s.slots * s.size;
  for (let total = Math.ceil(s.first / by) * by; total < last; total += by) {
    made.push(drawn('text', { class: 'tick', x: s.x(total), y: s.floor + 17, 'text-anchor': 'middle' }, grouped(total)));
  }
  return made;
}

function column(s, bar, index) {
  const gap = s.room > 6 ? 2 : s.room > 3 ? 1 : 0;
  const part = (kind, from, to) => drawn('rect', {
    class: kind, x: margin.left + s.slotOf(bar) * s.room + gap / 2, width: Math.max(s.room - gap, 0.75),
    y: s.y(to), height: Math.max(s.y(from) - s.y(to), to > from ? 1 : 0), rx: Math.min(2, s.room / 4),
  });
  const group = drawn('g', { class: 'bar', 'data-index': index }, drawn('title', {}, `${nameOf(bar)}: ${percent(bar.share)}`));
  if (bar.pass === undefined) group.append(part('plain', 0, bar.share));
  if (bar.pass < bar.share) group.append(part('fail', bar.pass, bar.share));
  if (bar.pass > 0) group.append(part('pass', 0, bar.pass));
  return group;
}

// nameOf is the total of a bar, or its totals.
export function nameOf(bar) {
  return bar.from === bar.to ? grouped(bar.from) : `${grouped(bar.from)} to ${grouped(bar.to)}`;
}

// drawChart draws bars, and a dashed line at the mean unless that is null.
export function drawChart(svg, bars, mean) {
  const width = Math.max(240, Math.round(svg.clientWidth));
  const s = scale(bars, width);
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  svg.replaceChildren(...shares(s), ...bars.map((bar, index) => column(s, bar, index)),
    drawn('line', { class: 'axis', x1: margin.left, x2: width - margin.right, y1: s.floor, y2: s.floor }), ...totals(s));
  if (mean !== null) svg.append(drawn('line', { class: 'mean', x1: s.x(mean), x2: s.x(mean), y1: 2, y2: s.floor }));
}

// track is where a slider has to begin and end, in pixels from both sides of the picture, for its handle of this width to stand below
// the bars. Where bars are missing in between, no slider can.
export function track(svg, bars, handle) {
  const s = scale(bars, svg.viewBox.baseVal.width);
  if (bars.length < 2 || s.slots !== bars.length) return { left: margin.left - handle / 2, right: 0 };
  return { left: margin.left + (s.room - handle) / 2, right: margin.right + (s.room - handle) / 2 };
}

// indexAt finds the bar at a place on the screen, or the one nearest to it.
export function indexAt(svg, bars, clientX) {
  const box = svg.getBoundingClientRect();
  const s = scale(bars, svg.viewBox.baseVal.width);
  const slot = Math.floor((((clientX - box.left) / box.width) * s.width - margin.left) / s.room);
  let best = 0;
  bars.forEach((bar, index) => {
    if (Math.abs(s.slotOf(bar) - slot) < Math.abs(s.slotOf(bars[best]) - slot)) best = index;
  });
  return best;
}
