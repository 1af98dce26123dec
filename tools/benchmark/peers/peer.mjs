// Checks and times one peer in JavaScript.
//
//   node peer.mjs ENGINE RULES PROFILES DECISIONS ROUNDS SECONDS
//
// RULES as translate.py gives them; DECISIONS those of Eligo for PROFILES. Prints one line of JSON: how many
// decisions are the same, and decisions a second in each round.

import { readFileSync } from 'node:fs';
import { engines } from './engines.mjs';

const [name, rulesPath, profilesPath, decisionsPath, rounds, seconds] = process.argv.slice(2);
const lines = (path) => readFileSync(path, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));

/// null and absent are one to Eligo: missing.
function withoutNulls(profile) {
  for (const values of Object.values(profile)) {
    if (typeof values !== 'object') continue;
    for (const [fact, value] of Object.entries(values)) if (value === null) delete values[fact];
  }
  return profile;
}

const rules = JSON.parse(readFileSync(rulesPath, 'utf8'));
const denying = new Set(rules.rules.filter(({ effect }) => effect === 'deny').map(({ code }) => code));
const verdictOf = (codes) => (codes.length === 0 ? 'visible' : denying.has(codes[0]) ? 'denied' : 'hidden');

const began = performance.now();
const engine = await engines[name](rules);
const loaded = (performance.now() - began) / 1000;
const inputs = lines(profilesPath).map(withoutNulls).map(engine.input);

let same = 0;
const decisions = lines(decisionsPath);
for (let at = 0; at < decisions.length; ++at) {
  const { verdict, reasons = [] } = decisions[at];
  const codes = await engine.decide(inputs[at]);
  same += verdictOf(codes) === verdict && codes.join() === reasons.map(({ code }) => code).join() ? 1 : 0;
}

const together = Math.max(2, Math.round(1600 / rules.rules.length));

/// Decides some profiles. Where an engine answers later, all are asked before the first answer is awaited, which
/// hides the way to its thread and back.
async function decideSome(from) {
  const some = [];
  for (let at = from; at < from + together; ++at) some.push(engine.decide(inputs[at % inputs.length]));
  return engine.awaited ? Promise.all(some) : some;
}

/// Decisions a second of processor time, verdict and codes, for about `seconds`.
async function rate() {
  const start = process.cpuUsage();
  const used = () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6;
  };
  let done = 0;
  let kept = 0;
  for (; used() < seconds; done += together) {
    for (const codes of await decideSome(done)) kept += verdictOf(codes).length;
  }
  return kept > 0 ? done / used() : 0;
}

const rates = [];
for (let round = 0; round < rounds; ++round) rates.push(await rate());
console.log(JSON.stringify({ name, same, different: decisions.length - same, load_seconds: loaded, rates }));
process.exit(0);
