import type { TypedArg, TypedExpr } from '../../language';
import type { SourceTexts } from './source-text';
import { shorten } from './source-text';

/** The constant text of an argument (a table or file name), or its source. */
export function nameText(e: TypedExpr | undefined, texts: SourceTexts): string {
  if (!e) return '';
  if (e.kind === 'literal' && e.literal.kind === 'text') return e.literal.value;
  return texts.line(e);
}

/** One line for a call that makes a node (NODE-9). */
export function displayStep(path: string, args: readonly TypedArg[], texts: SourceTexts): string {
  const name = path.slice(path.lastIndexOf('::') + 2);
  const text = (position: number) => {
    const arg = args[position];
    return arg ? texts.body(arg.value) : '';
  };
  const rest = (from: number) =>
    args
      .slice(from)
      .filter((arg) => !arg.defaulted)
      .map((arg) => texts.body(arg.value))
      .join(', ');
  return shorten(displayWords(name, path, text, rest, args, texts).trim());
}

function displayWords(
  name: string,
  path: string,
  text: (position: number) => string,
  rest: (from: number) => string,
  args: readonly TypedArg[],
  texts: SourceTexts,
): string {
  switch (path) {
    case 'std::array::filter':
    case 'std::array::find':
      return `filter ${text(1)}`;
    case 'std::array::sort':
      return `sort by ${text(1)}`;
    case 'std::array::slice':
      return `slice ${text(1)}..${text(2)}`;
    case 'std::array::group':
    case 'std::array::group_map':
      return `group by ${text(1)}`;
    case 'std::array::loop_until_empty':
      return `loop until empty: ${text(1)}`;
    case 'std::array::append':
    case 'std::array::zip':
    case 'std::array::distinct':
      return name;
    case 'std::sql::from':
    case 'std::fs::read_parquet':
      return nameText(args[0]?.value, texts);
    case 'std::sql::raw':
      return `raw ${nameText(args[0]?.value, texts)}`;
    case 'std::sql::insert':
      return `insert into ${nameText(args[1]?.value, texts)}`;
    case 'std::sql::update':
      return `update ${nameText(args[0]?.value, texts)}`;
    case 'std::sql::delete':
      return `delete from ${nameText(args[0]?.value, texts)}`;
    case 'std::fs::write_parquet':
      return `write ${nameText(args[1]?.value, texts)}`;
    default:
      return `${name} ${rest(1)}`;
  }
}
