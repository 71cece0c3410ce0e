import { DropdownMenu } from 'radix-ui';
import { useState } from 'react';
import { chooseFile, openSample } from '../actions';
import { soon } from '../shell/soon';
import { useHolt } from '../store';
import { words } from '../words';
import { samples } from './samples';
import { StoredFileList } from './stored-file-list';

const DataSetList = soon(() => import('./data-set-list'));
const UrlForm = soon(
  () => import('./url-form'),
  () => (
    <button type="button" className="link">
      {words.data.url}
    </button>
  ),
);

/** The data sets on this device with their facts and actions, and the ways to more (DAT-11, DAT-12). */
export function DataPanel() {
  const any = useHolt((state) => state.dataSets.length > 0);
  const [asked, setAsked] = useState(false);
  return (
    <section>
      <h2 className="section-title">{words.side.data}</h2>
      {any ? <DataSetList /> : null}
      <StoredFileList />
      <p className="side-drop">
        {words.side.drop}
        <button type="button" className="link" onClick={() => chooseFile()}>
          {words.side.choose}
        </button>
      </p>
      <p className="side-more">
        <SampleMenu />
        {asked ? (
          <UrlForm />
        ) : (
          <button type="button" className="link" onClick={() => setAsked(true)}>
            {words.data.url}
          </button>
        )}
      </p>
    </section>
  );
}

function SampleMenu() {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="link">{words.data.samples}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="start" sideOffset={4}>
          {samples.map(({ file, title }) => (
            <DropdownMenu.Item key={file} className="menu-item" onSelect={() => void openSample(file)}>
              {words.data.sampleTitles[title]}
              <small className="code">{file}</small>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
