/** Freezes everything reachable through plain properties. Typed arrays cannot be frozen and are left alone. */
export function deepFreeze<T>(value: T): T {
  const open: unknown[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null || Object.isFrozen(next) || ArrayBuffer.isView(next))
      continue;
    Object.freeze(next);
    for (const key of Object.keys(next)) {
      const property = Object.getOwnPropertyDescriptor(next, key);
      if (property && 'value' in property) open.push(property.value ?? null);
    }
  }
  return value;
}
