import { DropdownMenu } from 'radix-ui';
import { useEffect, useState } from 'react';
import type { DocumentSymbol } from '../../engine';
import { useHolt } from '../store';
import { words } from '../words';
import { language } from '../workers';
import { outlineOf, pathAt, useCaret } from './caret-path';
import { goToSpan } from './editor-actions';
import { settle } from './settle';
import './breadcrumbs.css';

/** Where the caret stands: its file and the definitions around it; and the outline of the file (EDT-5). */
export default function Breadcrumbs() {
  const file = useHolt((state) => state.file);
  const symbols = useSymbols(file);
  const offset = useCaret((caret) => caret.offset);
  const path = pathAt(symbols, offset);
  return (
    <>
      <ol className="crumbs" aria-label={words.editor.crumbs}>
        <li>{file}</li>
        {path.map((symbol) => (
          <li key={symbol.span.start}>
            <button type="button" className="crumb" onClick={() => goToSpan(symbol.span)}>
              {symbol.name}
            </button>
          </li>
        ))}
      </ol>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger className="crumb" disabled={symbols.length === 0}>
          {words.editor.outline}
        </DropdownMenu.Trigger>
        <DropdownMenu.Content className="menu outline" side="top" align="end" sideOffset={6}>
          {outlineOf(symbols).map(({ symbol, depth }) => (
            <DropdownMenu.Item
              key={symbol.span.start}
              className="menu-item"
              textValue={symbol.name}
              style={{ paddingInlineStart: `${10 + depth * 16}px` }}
              onSelect={() => requestAnimationFrame(() => goToSpan(symbol.span))}
            >
              <span>{symbol.name}</span>
              <small>{words.symbolKinds[symbol.kind]}</small>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Root>
    </>
  );
}

/** The definitions of a file as of the last check. */
function useSymbols(file: string): readonly DocumentSymbol[] {
  const check = useHolt((state) => state.check);
  const [found, setFound] = useState<{
    readonly file: string;
    readonly symbols: readonly DocumentSymbol[];
  }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again after each check
  useEffect(() => {
    let current = true;
    void settle()
      .then(() => language().symbols(file))
      .then((symbols) => {
        if (current) setFound({ file, symbols });
      });
    return () => {
      current = false;
    };
  }, [file, check]);
  return found?.file === file ? found.symbols : [];
}
