import { expect, it } from 'vitest';
import { type CheckedProject, readStoredProject, storeProject } from '../language';
import { stdSources } from '../std';
import { checkedLibrary } from './check-standard-library';
import { standardLibrary } from './standard-library';

/** All objects that can be reached, each once. */
function objectsIn(project: CheckedProject): Set<object> {
  const seen = new Set<object>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (value instanceof Map) for (const entry of value) entry.forEach(visit);
    else Object.values(value).forEach(visit);
  };
  visit(project);
  return seen;
}

it('the standard library that was stored when the product was built is what a check of it gives', () => {
  const { root, ...fresh } = checkedLibrary();
  const { root: storedRoot, ...stored } = standardLibrary();
  expect(stored).toEqual(fresh);
  expect([...storedRoot.members.keys()]).toEqual([...root.members.keys()]);
  for (const [name, member] of root.members) {
    const found = storedRoot.members.get(name);
    if (member.kind !== 'module') expect(found).toEqual(member);
    else {
      expect(found?.kind === 'module' && found.module.parent === storedRoot).toBe(name !== 'std');
      expect(found?.kind === 'module' && [...found.module.members.keys()]).toEqual([
        ...member.module.members.keys(),
      ]);
    }
  }
  expect([...storedRoot.starMembers]).toEqual([...root.starMembers]);
});

it('what was one object before is one object after', () => {
  const once = standardLibrary();
  const twice = readStoredProject(storeProject(once), stdSources);
  expect(objectsIn(twice).size).toBe(objectsIn(once).size);
  const parts = ({ types, values, annotationDefinitions, order }: CheckedProject) =>
    objectsIn({ types, values, annotationDefinitions, order } as CheckedProject).size;
  expect(parts(once)).toBe(parts(checkedLibrary()));
});
