import { OpenedNote } from '../share/opened-note';
import { ElsewhereNote } from './elsewhere-note';
import { NotKeptNote } from './not-kept-note';

/** What is to be said of the open project above its text. */
export default function ProjectNotes() {
  return (
    <>
      <ElsewhereNote />
      <NotKeptNote />
      <OpenedNote />
    </>
  );
}
