import { byId, drawn, element, grouped } from './dom.js';

const maxDice = 120; // shown of one pool
const fewDice = 30; // more than these are drawn smaller

// The outlines of dice, in a square of 40.
const outlines = {
  4: '20,3 38,35 2,35',
  6: '5,5 35,5 35,35 5,35',
  8: '20,2 37,20 20,38 3,20',
  10: '20,2 38,16 34,26 20,38 6,26 2,16',
  12: '20,2 38,15 31,36 9,36 2,15',
  20: '20,2 36,11 36,29 20,38 4,29 4,11',
};

// outline is the shape of a die. A face that no die has room for gets a plate.
function outline(sides, plate) {
  if (plate) return drawn('rect', { x: 3, y: 6, width: plate - 6, height: 28, rx: 8 });
  const points = outlines[sides === 100 ? 10 : sides];
  return points ? drawn('polygon', { points }) : drawn('circle', { cx: 20, cy: 20, r: 17 });
}

// said is what happened to a die, in words.
function said(d) {
  const words = [`d${d.sides}: ${d.face}`];
  if (!d.kept) words.push('dropped');
  if (d.exploded) words.push('extra');
  if (d.hit) words.push('counts');
  if (d.against) words.push('counts against');
  if (d.crit) words.push('natural 20');
  if (d.fumble) words.push('natural 1');
  if (d.rerolled) words.push(`instead of ${d.rerolled.join(', ')}`);
  if (d.added) words.push(d.added.join(' + '));
  return words.join(', ');
}

function die(d, index) {
  const face = String(d.face).replace('-', '−');
  const marks = { dropped: !d.kept, extra: d.exploded, crit: d.crit, fumble: d.fumble, hit: d.hit, against: d.against };
  const kinds = Object.keys(marks).filter((kind) => marks[kind]);
  const plate = face.length > 4 ? 16 + face.length * 11 : 0; // its width
  const picture = drawn('svg', { viewBox: `0 0 ${plate || 40} 40`, class: `die d${d.sides} ${kinds.join(' ')}`, role: 'img', 'aria-label': said(d) },
    drawn('title', {}, said(d)), outline(d.sides, plate),
    drawn('text', { x: plate / 2 || 20, y: d.sides === 4 ? 30 : 26.5, class: face.length > 2 && !plate ? 'long' : '' }, face));
  if (plate) picture.style.width = 'auto';
  if (!d.kept) picture.append(drawn('line', { x1: 6, y1: 34, x2: (plate || 40) - 6, y2: 6 }));
  if (d.exploded) {
    picture.append(drawn('g', { class: 'mark' }, drawn('circle', { cx: (plate || 40) - 7, cy: 7, r: 6.5 }), drawn('text', { x: (plate || 40) - 7, y: 11 }, '!')));
  }
  picture.style.animationDelay = `${Math.min(index, 20) * 25}ms`;
  const was = d.rerolled ?? [];
  return was.length ? element('span', { class: 'rethrown' }, picture, element('s', {}, was.join(' '))) : picture;
}

function pool(p) {
  const dice = (p.dice ?? []).slice(0, maxDice).map(die);
  const more = (p.dice?.length ?? 0) - dice.length;
  return element('div', { class: dice.length > fewDice ? 'pool many' : 'pool' }, element('code', {}, p.expression), ...dice,
    more > 0 ? element('span', { class: 'quiet' }, `and ${grouped(more)} more`) : '',
    ...(p.items ?? []).map(item), element('span', { class: 'sum' }, `= ${grouped(p.total)}`));
}

function item(one) {
  const inner = one.pools.map(pool);
  if (!inner.length) inner.push(element('code', {}, one.expression));
  return element('div', { class: one.kept ? 'item' : 'item dropped' }, ...inner, one.kept ? '' : element('span', { class: 'quiet' }, 'dropped'));
}

// verdict is how a test went, in words.
function verdict(roll) {
  return roll.success ? 'Success' : 'Failure';
}

// margin is by how much, and what was compared.
function margin(roll) {
  const [left, right] = roll.compared.map(grouped);
  const by = roll.margin ? `by ${grouped(Math.abs(roll.margin))}: ` : '';
  return `${by}${left} against ${right}`;
}

// headline is the total, or how the test went where the total says no more than that.
function headline(roll) {
  const kind = roll.success ? 'verdict pass' : 'verdict fail';
  if (roll.success === null) return [element('strong', {}, grouped(roll.total))];
  if (roll.total === 0 || roll.total === 1) return [element('strong', { class: kind }, verdict(roll)), element('span', {}, margin(roll))];
  return [element('strong', {}, grouped(roll.total)), element('span', { class: kind }, `${verdict(roll)} ${margin(roll)}`)];
}

function repetition(roll) {
  const total = element('p', { class: 'total' }, ...headline(roll));
  for (const [note, sum] of Object.entries(roll.notes ?? {})) total.append(element('span', { class: 'note' }, `${note} ${grouped(sum)}`));
  return element('div', { class: 'repetition' }, total, ...roll.pools.map(pool));
}

// summed is what several rolls are together: for tests how many went well, else the sum of the totals.
function summed(rolls) {
  if (rolls.every((roll) => roll.success === null)) return `together ${grouped(rolls.reduce((all, roll) => all + roll.total, 0))}`;
  return `${rolls.filter((roll) => roll.success).length} of them a success`;
}

// showRoll shows a roll and says its totals aloud.
export function showRoll({ expression, comment, rolls }) {
  byId('roll').hidden = false;
  const title = comment ? [element('p', { class: 'quiet' }, comment)] : [];
  const together = rolls.length > 1 ? [element('p', { class: 'quiet' }, `${rolls.length} rolls, ${summed(rolls)}`)] : [];
  byId('outcome').replaceChildren(...title, element('div', { class: rolls.length > 1 ? 'several' : '' }, ...rolls.map(repetition)), ...together);
  byId('aloud').textContent = `${expression} gave ${rolls.map((one) => (one.success === null ? one.total : `${one.total}, ${verdict(one)} ${margin(one)}`)).join('; ')}`;
}
