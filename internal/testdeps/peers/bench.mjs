// Rolls the expressions given as arguments with each peer and prints the
// nanoseconds of processor time of one roll, parsing and the collection of
// garbage included: the best of several rounds.
import { createRequire } from "node:module";
import { DiceRoll } from "@dice-roller/rpg-dice-roller";

const { DiceRoller } = createRequire(import.meta.url)("dice-roller-parser");
const roller = new DiceRoller();

const peers = {
  "dice-roller-parser": (expression) => roller.roll(expression).value,
  "rpg-dice-roller": (expression) => new DiceRoll(expression).total,
};

const rounds = 40;
const roundMicroseconds = 20_000;

function processorMicroseconds(since) {
  const { user, system } = process.cpuUsage(since);
  return user + system;
}

function round(roll, expression) {
  const start = process.cpuUsage();
  let rolls = 0;
  let taken;
  do {
    for (let i = 0; i < 200; i++) roll(expression);
    rolls += 200;
    taken = processorMicroseconds(start);
  } while (taken < roundMicroseconds);
  return (1000 * taken) / rolls;
}

// The rounds of all take turns, so that a slow time of the machine slows none alone.
const results = [];
for (const [peer, roll] of Object.entries(peers)) {
  for (const expression of process.argv.slice(2)) {
    if (!Number.isInteger(roll(expression))) throw new Error(`${peer} does not roll ${expression}`);
    results.push({ peer, expression, nanoseconds: Infinity });
  }
}
for (let i = 0; i < rounds; i++) {
  for (const result of results) {
    const taken = round(peers[result.peer], result.expression);
    result.nanoseconds = Math.min(result.nanoseconds, taken);
  }
}
console.log(JSON.stringify(results));
