// What the peers in JavaScript share: text made of a condition's tree.

/// Folds a tree: `test(fact, op, value)` for its leaves, `all` and `any` for what joins them.
export function fold(tree, rules, { test, all, any }) {
  if (tree.all) return all(tree.all.map((part) => fold(part, rules, { test, all, any })));
  if (tree.any) return any(tree.any.map((part) => fold(part, rules, { test, all, any })));
  return test(tree.fact, tree.op, tree.value.list ? rules.lists[tree.value.list] : tree.value);
}

export const joined = (word) => (parts) => `(${parts.join(` ${word} `)})`;

/// A profile with facts by their dotted names.
export function flat(profile) {
  const facts = {};
  for (const [section, values] of Object.entries(profile)) {
    if (section === 'id') continue;
    for (const [name, value] of Object.entries(values)) facts[`${section}.${name}`] = value;
  }
  return facts;
}
