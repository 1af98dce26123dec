// One entry a peer: `prepare(rules)` gives `input(profile)`, which is not timed, and `decide(input)`, which is: the
// reason codes of one profile. `awaited` where that is a promise.

import { createRequire } from 'node:module';
import { fold, flat, joined } from './tree.mjs';

const require = createRequire(import.meta.url);
const same = (profile) => profile;
const text = JSON.stringify;

/// What one would write in JavaScript instead of rules.
function plainScript(rules) {
  const sets = [];
  const test = (fact, op, value) => {
    const name = `p.${fact.replace('.', '?.')}`;
    if (op.endsWith('in')) {
      sets.push(new Set(value));
      return `(${name} !== undefined && ${op === 'in' ? '' : '!'}sets[${sets.length - 1}].has(${name}))`;
    }
    const compared = `${name} ${op === '==' ? '===' : op === '!=' ? '!==' : op} ${text(value)}`;
    return op === '!=' ? `(${name} !== undefined && ${compared})` : compared;
  };
  const lines = rules.rules.map(({ code, when }) =>
    `if (${fold(when, rules, { test, all: joined('&&'), any: joined('||') })}) codes.push(${text(code)});`);
  const decide = new Function('sets', 'p', `const codes = [];\n${lines.join('\n')}\nreturn codes;`);
  return { input: same, decide: (profile) => decide(sets, profile) };
}

const jsonRulesOperators = {
  '==': 'equal', '!=': 'notEqual', '<': 'lessThan', '<=': 'lessThanInclusive', '>': 'greaterThan',
  '>=': 'greaterThanInclusive', in: 'in', 'not in': 'notIn',
};

function jsonRulesEngine(rules) {
  const { Engine } = require('json-rules-engine');
  const engine = new Engine([], { allowUndefinedFacts: true });
  engine.addOperator('known', (fact) => fact !== undefined);
  const test = (fact, op, value) => {
    const compared = { fact, operator: jsonRulesOperators[op], value };
    if (op !== '!=' && op !== 'not in') return compared;
    return { all: [{ fact, operator: 'known', value: true }, compared] };
  };
  const place = new Map(rules.rules.map(({ code }, index) => [code, index]));
  for (const { code, when } of rules.rules) {
    const tree = fold(when, rules, { test, all: (all) => ({ all }), any: (any) => ({ any }) });
    engine.addRule({ conditions: tree.all || tree.any ? tree : { all: [tree] }, event: { type: code } });
  }
  return {
    input: flat,
    decide: async (facts) => (await engine.run(facts)).events.map(({ type }) => type)
      .sort((left, right) => place.get(left) - place.get(right)),
    awaited: true,
  };
}

function jsonLogic(rules) {
  const test = (fact, op, value) => {
    const variable = { var: fact };
    const compared = op === 'not in' ? { '!': [{ in: [variable, value] }] }
      : { [op === '==' ? '===' : op === '!=' ? '!==' : op]: [variable, value] };
    return op === '==' || op === 'in' ? compared : { and: [{ '!==': [variable, null] }, compared] };
  };
  return rules.rules.map(({ code, when }) =>
    ({ if: [fold(when, rules, { test, all: (and) => ({ and }), any: (or) => ({ or }) }), code, null] }));
}

const present = (codes) => codes.filter((code) => code !== null);

function jsonLogicJs(rules) {
  const engine = require('json-logic-js');
  const logic = jsonLogic(rules);
  return { input: same, decide: (profile) => present(engine.apply(logic, profile)) };
}

function jsonLogicEngine(rules) {
  const { LogicEngine } = require('json-logic-engine');
  const decide = new LogicEngine().build(jsonLogic(rules));
  return { input: same, decide: (profile) => present(decide(profile)) };
}

async function cel(rules) {
  const { parse } = await import('@marcbachmann/cel-js');
  const literal = (value) => (typeof value === 'number' ? (Number.isInteger(value) ? `${value}.0` : `${value}`)
    : Array.isArray(value) ? `[${value.map(literal).join(', ')}]` : text(value));
  const test = (fact, op, value) => {
    const compared = op === 'not in' ? `!(${fact} in ${literal(value)})` : `${fact} ${op} ${literal(value)}`;
    return `(has(${fact}) && ${compared})`;
  };
  const programs = rules.rules.map(({ code, when }) =>
    [code, parse(fold(when, rules, { test, all: joined('&&'), any: joined('||') }))]);
  return { input: same, decide: (profile) => programs.filter(([, holds]) => holds(profile)).map(([code]) => code) };
}

/// Cedar has no floating point: such facts are its decimals, with four places.
function cedar(rules) {
  const engine = require('@cedar-policy/cedar-wasm/nodejs');
  const decimal = (value) => value.toFixed(4);
  const methods = { '<': 'lessThan', '<=': 'lessThanOrEqual', '>': 'greaterThan', '>=': 'greaterThanOrEqual' };
  const test = (fact, op, value) => {
    const [section, name] = fact.split('.');
    const at = `context.${fact}`;
    const held = op === 'in' ? `${text(value)}.contains(${at})`
      : op === 'not in' ? `!${text(value)}.contains(${at})`
        : rules.facts[fact] === 'double' ? `${at}.${methods[op]}(decimal("${decimal(value)}"))`
          : `${at} ${op} ${text(value)}`;
    return `(context.${section} has ${name} && ${held})`;
  };
  const policies = { all: 'permit(principal, action, resource);' };
  for (const { code, when } of rules.rules) {
    const condition = fold(when, rules, { test, all: joined('&&'), any: joined('||') });
    policies[code] = `forbid(principal, action, resource) when { ${condition} };`;
  }
  const parsed = engine.preparsePolicySet('benchmark', { staticPolicies: policies });
  if (parsed.type !== 'success') throw new Error(text(parsed));
  const place = new Map(rules.rules.map(({ code }, index) => [code, index]));
  const entity = (type) => ({ type, id: 'x' });
  const input = (profile) => {
    const context = {};
    for (const [section, values] of Object.entries(profile)) {
      if (section === 'id') continue;
      context[section] = {};
      for (const [name, value] of Object.entries(values)) {
        context[section][name] = rules.facts[`${section}.${name}`] === 'double'
          ? { __extn: { fn: 'decimal', arg: decimal(value) } } : value;
      }
    }
    return {
      principal: entity('User'), action: entity('Action'), resource: entity('Product'), context,
      preparsedPolicySetId: 'benchmark', validateRequest: false, entities: [],
    };
  };
  const decide = (call) => {
    const answer = engine.statefulIsAuthorized(call);
    if (answer.type !== 'success') throw new Error(text(answer));
    return answer.response.diagnostics.reason.filter((id) => id !== 'all')
      .sort((left, right) => place.get(left) - place.get(right));
  };
  return { input, decide };
}

export const engines = {
  'plain JavaScript': plainScript,
  'json-logic-engine': jsonLogicEngine,
  'json-logic-js': jsonLogicJs,
  'cel-js': cel,
  'json-rules-engine': jsonRulesEngine,
  'Cedar in WebAssembly': cedar,
};
