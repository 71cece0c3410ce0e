import { Direction } from 'radix-ui';
import { lazy, Suspense, useEffect } from 'react';
import { listenForKeys } from './commands/keys';
import { DropZone } from './data/drop-zone';
import { EditorRegion } from './editor/editor-region';
import { useRenamePreview } from './editor/rename-preview';
import { View } from './results/view';
import { Bar } from './shell/bar';
import { Boundary } from './shell/boundary';
import { PhoneBar } from './shell/phone-bar';
import { Side } from './shell/side';
import { soon } from './shell/soon';
import { Splitter } from './shell/splitter';
import { Strip } from './shell/strip';
import { useHolt } from './store';
import { words } from './words';
import './shell/app.css';

/** Asked for beside the rest of the page: it has to be there as soon as a program has a parameter. */
const inputsForm = import('./inputs/inputs-form');

const InputsForm = soon(() => inputsForm);
const ShareDialog = lazy(() => import('./share/share-dialog'));
const Palette = lazy(() => import('./commands/palette'));
const GalleryDialog = lazy(() => import('./gallery/gallery-dialog'));
const HelpDialog = lazy(() => import('./shell/help-dialog'));
const RenameSheet = lazy(() => import('./editor/rename-sheet'));
const ExplanationSheet = lazy(() => import('./editor/explanation-sheet'));
const SettingsSheet = lazy(() => import('./settings/settings-sheet'));
const SearchSheet = lazy(() => import('./editor/search-sheet'));
const KeysSheet = lazy(() => import('./commands/keys-sheet'));
const NameDialog = lazy(() => import('./project/name-dialog'));
const UndoBar = lazy(() => import('./project/undo-bar'));
const Timeline = lazy(() => import('./project/timeline'));
const PreviewSheet = lazy(() => import('./data/preview-sheet'));

/** The whole page: six regions (LAY-1), and what opens over them. */
export function App() {
  const sideShown = useHolt((state) => state.layout.sideShown);
  const place = useHolt((state) => state.place);
  const dialog = useHolt((state) => state.dialog);
  const question = useHolt((state) => state.question);
  const previewed = useHolt((state) => state.preview !== null);
  const renaming = useRenamePreview((state) => state.asked !== null);
  const explained = useHolt((state) => state.explained !== null);
  const undoable = useHolt((state) => state.undo !== null);
  const hasInputs = useHolt((state) => (state.program?.params.length ?? 0) > 0);
  useEffect(listenForKeys, []);
  return (
    <Direction.Provider dir={words.direction}>
      <div className="app" data-side={sideShown ? 'shown' : 'hidden'} data-place={place}>
        <Boundary region="bar">
          <Bar />
        </Boundary>
        <Boundary region="side">{sideShown ? <Side /> : null}</Boundary>
        <div className="writing">
          <Boundary>
            <EditorRegion />
          </Boundary>
          {hasInputs ? (
            <Boundary>
              <InputsForm />
            </Boundary>
          ) : null}
          <Splitter region="editorHeight" name={words.regions.editor} />
        </div>
        <Boundary region="view">
          <View />
        </Boundary>
        <Boundary region="strip">
          <Strip />
        </Boundary>
        <PhoneBar />
        <DropZone />
        <Suspense fallback={null}>
          {undoable ? <UndoBar /> : null}
          {dialog === 'share' ? <ShareDialog /> : null}
          {dialog === 'palette' ? <Palette /> : null}
          {dialog === 'help' ? <HelpDialog /> : null}
          {dialog === 'keys' ? <KeysSheet /> : null}
          {dialog === 'search' ? <SearchSheet /> : null}
          {dialog === 'settings' ? <SettingsSheet /> : null}
          {renaming ? <RenameSheet /> : null}
          {explained ? <ExplanationSheet /> : null}
          {dialog === 'timeline' ? <Timeline /> : null}
          {question === null ? null : <NameDialog key={question.title} question={question} />}
          {dialog === 'gallery' ? <GalleryDialog /> : null}
          {previewed ? <PreviewSheet /> : null}
        </Suspense>
      </div>
    </Direction.Provider>
  );
}
