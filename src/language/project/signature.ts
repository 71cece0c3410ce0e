import { displayName } from '../syntax/identifier';
import { printParam, printType, printTypeParams } from '../types/print-type';
import type {
  AnnotationDefinition,
  CheckedProject,
  TypeDefinition,
  ValueDefinition,
} from './checked-project';

/** What is needed of a project to print signatures. */
export type Signed = Pick<CheckedProject, 'types' | 'values' | 'annotationDefinitions' | 'sources'>;

/** The signature of the definition at `path`, as hovering shows it (specification 1 §11.5); one or two lines. */
export function signatureOf(project: Signed, path: string): string | undefined {
  const type = project.types.get(path);
  if (type) return typeSignature(type);
  const value = project.values.get(path);
  if (value) return valueSignature(value, project);
  const annotation = project.annotationDefinitions.get(path);
  if (annotation) return annotationSignature(annotation);
  return undefined;
}

function typeSignature(definition: TypeDefinition): string {
  const name = lastName(definition.path);
  const type = printType(definition.type);
  if (definition.kind === 'alias') return `type ${name}: ${type}`;
  const label = definition.label === undefined ? '' : `${displayName(definition.label)}: `;
  return `type ${name}(${label}${type})`;
}

function valueSignature(definition: ValueDefinition, project: Signed): string {
  const name = lastName(definition.path);
  if (definition.kind === 'const') {
    const { extent } = definition.value;
    const source = project.sources.find((file) => file.path === extent.file);
    const text = source?.text.slice(extent.start, extent.end);
    const value = text && !text.includes('\n') ? ` = ${text}` : '';
    return `const ${name}: ${printType(definition.type)}${value}`;
  }
  const { params, result } = definition.type;
  const head = `func ${name}(${params.map((param) => printParam(param)).join(', ')}): ${printType(result)}`;
  if (definition.typeParams.length === 0) return head;
  return `${head}\nwhere ${printTypeParams(definition.typeParams)}`;
}

function annotationSignature(definition: AnnotationDefinition): string {
  const params = definition.params.map((param) => printParam({ ...param, const: false }));
  return `anno ${lastName(definition.path)}(${params.join(', ')})`;
}

function lastName(path: string): string {
  return displayName(path.split('::').at(-1) ?? path);
}
