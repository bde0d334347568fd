// element makes an element with attributes and children; text is never read as markup.
export function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// drawn makes an SVG element.
export function drawn(name, attributes, text) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

// clear empties an element and returns it.
export function clear(parent) {
  parent.replaceChildren();
  return parent;
}

// fraction reads "1/36" as a number; both parts may be far beyond what a number holds.
export function fraction(text) {
  const [top, bottom] = text.split('/').map((part) => BigInt(part));
  const precision = 1000000000000n;
  const scaled = (top * precision) / (bottom ?? 1n);
  return scaled > 0n ? Number(scaled) / Number(precision) : Math.exp(logarithm(top) - logarithm(bottom ?? 1n));
}

// logarithm of a whole number of any size.
function logarithm(n) {
  if (n <= 0n) return -Infinity;
  const digits = n.toString();
  return Math.log(Number(digits.slice(0, 15))) + Math.log(10) * Math.max(digits.length - 15, 0);
}

// percent writes a chance as people read it.
export function percent(p) {
  if (p === 0 || p === 1) return `${p * 100} %`;
  if (p < 0.001) return `1 in ${Math.round(1 / p).toLocaleString()}`;
  if (p > 0.999) return '> 99.9 %';
  return `${(p * 100).toFixed(p < 0.05 || p > 0.95 ? 1 : 0)} %`;
}
