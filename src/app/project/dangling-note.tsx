import { useHolt } from '../store';
import { words } from '../words';
import { applyDanglingFix } from './file-actions';

/** Over the text of a file that belongs to no module: why not, and what would change that (PRJ-2). */
export function DanglingNote() {
  const file = useHolt((state) => state.file);
  const view = useHolt((state) => state.check?.files.find((one) => one.path === file));
  const fixPath = view?.dangling?.fix?.path;
  const isNew = useHolt((state) => !state.files.some(({ path }) => path === fixPath));
  if (view?.dangling === undefined) return null;
  const { reason, fix } = view.dangling;
  return (
    <p className="dangling-note" role="status">
      <span>{words.files.dangling[reason](file)}</span>
      {fix === undefined ? null : (
        <button type="button" className="button framed" onClick={() => applyDanglingFix(fix)}>
          {words.files.fix(fix.path, isNew)}
        </button>
      )}
    </p>
  );
}
