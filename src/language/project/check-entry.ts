import type { Diagnostic, Span } from '../../base';
import { diagnosticAt } from '../diagnostics';
import { Desugarer } from '../names/desugar';
import { PathWalker } from '../names/path';
import { Resolver } from '../names/resolve';
import { parseExpression } from '../syntax';
import { DefinitionChecker } from '../types/check-definition';
import { Definitions } from '../types/definitions';
import { expandType } from '../types/expand-type';
import { type Type, unitType } from '../types/type';
import type { CheckedProject, Entry } from './checked-project';

export interface EntryOutcome {
  /** Absent when there are errors. */
  readonly entry?: Entry;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Checks a program: an expression of the project's root module, by default `main` (specification 1 §10). The
 * spans of its diagnostics are in the pseudo file `fileName`.
 */
export function checkEntry(project: CheckedProject, text = 'main', fileName = ''): EntryOutcome {
  const parsed = parseExpression(fileName, text);
  if (parsed.diagnostics.length > 0) return { diagnostics: parsed.diagnostics };
  const desugarer = new Desugarer();
  const core = desugarer.expression(parsed.expr);
  if (desugarer.error) return { diagnostics: [desugarer.error] };

  const stdMember = project.root.members.get('std');
  const std = stdMember?.kind === 'module' ? stdMember.module : undefined;
  const resolver = new Resolver(new PathWalker(project.root, std), project.root);
  const names = resolver.freeExpression(core, project.root, desugarer.defaults);
  if (resolver.error) return { diagnostics: [resolver.error] };

  const definitions = Definitions.extending(project);
  const diagnostics: Diagnostic[] = [];
  const invalidDates: Diagnostic[] = [];
  let localCount = project.localCount;
  const checker = new DefinitionChecker(definitions, diagnostics, {
    remember: true,
    onInvalidDate: (span) => invalidDates.push(diagnosticAt('invalid-date', span, 'invalid date')),
    nextLocal: () => localCount++,
    textOf: (span: Span) => text.slice(span.start, span.end),
  });
  const expr = checker.freeExpression(core, names);
  if (!expr || diagnostics.length > 0) return { diagnostics };
  if (invalidDates.length > 0) return { diagnostics: invalidDates };

  const { input, output } = programType(definitions, expr.type);
  const faulty = containsFunction(definitions, input)
    ? 'input'
    : containsFunction(definitions, output)
      ? 'output'
      : undefined;
  if (faulty) {
    const message = `the ${faulty} of a program must be data, but its type contains a function`;
    return { diagnostics: [diagnosticAt('entry-not-data', core.span, message)] };
  }
  return { entry: { expr, input, output }, diagnostics };
}

/** Input and output of a program whose expression has this type (specification 1 §10.2). */
function programType(definitions: Definitions, type: Type): { input: Type; output: Type } {
  const known = definitions.expand(type);
  if (known.kind !== 'function') return { input: unitType, output: expandType(definitions, type) };
  const [only, ...more] = known.params;
  let input: Type = unitType;
  if (only && more.length === 0) {
    input = only.type;
  } else if (only) {
    input = {
      kind: 'tuple',
      fields: known.params.map((param) =>
        param.label === undefined ? { type: param.type } : { name: param.label, type: param.type },
      ),
    };
  }
  return { input: expandType(definitions, input), output: expandType(definitions, known.result) };
}

/** Whether data of the type would hold functions. Chains of definitions may be long, so there is no recursion. */
function containsFunction(definitions: Definitions, whole: Type): boolean {
  const seen = new Set<string>();
  const waiting: Type[] = [whole];
  for (let type = waiting.pop(); type; type = waiting.pop()) {
    switch (type.kind) {
      case 'function':
        return true;
      case 'named': {
        const definition = seen.has(type.path) ? undefined : definitions.types.get(type.path);
        seen.add(type.path);
        if (definition) waiting.push(definition.type);
        break;
      }
      case 'array':
        waiting.push(type.item);
        break;
      case 'tuple':
        for (const field of type.fields) waiting.push(field.type);
        break;
      case 'enum':
        for (const variant of type.variants) waiting.push(variant.type);
        break;
      case 'comprehension':
        waiting.push(type.source, type.body);
        break;
      case 'primitive':
      case 'parameter':
      case 'variable':
        break;
    }
  }
  return false;
}
