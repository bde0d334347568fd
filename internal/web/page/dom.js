// byId finds an element of the page.
export const byId = (id) => document.getElementById(id);

// element makes an element with attributes and children; text is never read as markup.
export function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

// drawn makes an element of a picture.
export function drawn(name, attributes = {}, ...children) {
  return filled(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);
}

function filled(made, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// figure is a name with its value, for a list of such.
export function figure(name, value, kind = '') {
  return element('div', {}, element('dt', {}, name), element('dd', kind ? { class: kind } : {}, value));
}

// fraction reads "1/36" as a number; both parts may be far beyond what a number holds.
export function fraction(text) {
  const [top, bottom] = text.split('/').map(BigInt);
  const scaled = (top * 1000000000000000n) / bottom;
  return scaled > 1000000n ? Number(scaled) / 1e15 : Math.exp(logarithm(top) - logarithm(bottom));
}

// logarithm of a whole number of any size.
function logarithm(n) {
  if (n <= 0n) return -Infinity;
  const digits = n.toString();
  return Math.log(Number(digits.slice(0, 15))) + Math.log(10) * Math.max(digits.length - 15, 0);
}

// grouped writes a number with commas between groups of three digits.
export const grouped = (n) => n.toLocaleString('en', { maximumFractionDigits: 2 });

// rarity writes a large number, in powers of ten where its digits would tell nobody anything.
function rarity(n) {
  if (n < 1e6) return grouped(Math.round(n));
  const [digits, power] = n.toExponential(1).split('e+');
  return `${digits} × 10${[...power].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[digit]).join('')}`;
}

// percent writes a chance as people read it.
export function percent(p) {
  if (p <= 0) return '0%';
  if (p < 0.0005) return `1 in ${rarity(1 / p)}`;
  if (p > 1 - 1e-12) return '100%';
  if (p > 0.9995) return '>99.9%';
  return `${(p * 100).toFixed(1)}%`;
}
