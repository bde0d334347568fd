// Rolls the expressions given as arguments with each peer and prints the
// nanoseconds of one roll, parsing included: the best of several slices of time.
import { createRequire } from "node:module";
import { DiceRoll } from "@dice-roller/rpg-dice-roller";

const { DiceRoller } = createRequire(import.meta.url)("dice-roller-parser");
const roller = new DiceRoller();

const peers = {
  "dice-roller-parser": (expression) => roller.roll(expression).value,
  "rpg-dice-roller": (expression) => new DiceRoll(expression).total,
};

const slices = 20;
const sliceNanoseconds = 50_000_000n;

function slice(roll, expression) {
  const start = process.hrtime.bigint();
  let rolls = 0;
  let taken;
  do {
    for (let i = 0; i < 100; i++) roll(expression);
    rolls += 100;
    taken = process.hrtime.bigint() - start;
  } while (taken < sliceNanoseconds);
  return Number(taken) / rolls;
}

const results = [];
for (const [peer, roll] of Object.entries(peers)) {
  for (const expression of process.argv.slice(2)) {
    if (!Number.isInteger(roll(expression))) throw new Error(`${peer} does not roll ${expression}`);
    let best = Infinity;
    for (let i = 0; i < slices; i++) best = Math.min(best, slice(roll, expression));
    results.push({ peer, expression, nanoseconds: best });
  }
}
console.log(JSON.stringify(results));
