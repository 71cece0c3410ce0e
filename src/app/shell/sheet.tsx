import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { useHolt } from '../store';
import { words } from '../words';
import { Icon } from './icons';

/** Closes whichever dialog is open. */
export function closeDialog(): void {
  useHolt.setState({ dialog: null });
}

/**
 * A dialog over the page: a title with a way to close it, and what stands below. `kind` is its class. `head` stands in
 * the title line before the closing button; `onClose` runs when the person leaves it, by default it closes the dialog.
 */
export function Sheet(props: {
  readonly title: ReactNode;
  readonly kind?: string;
  readonly closeLabel?: string;
  readonly head?: ReactNode;
  readonly onClose?: () => void;
  readonly children: ReactNode;
}) {
  const { title, kind = '', closeLabel = words.data.cancel, head, onClose = closeDialog, children } = props;
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="sheet-veil" />
        <Dialog.Content className={`sheet ${kind}`} aria-describedby={undefined}>
          <Dialog.Title className="sheet-title">
            {title}
            {head}
            <Dialog.Close className="button icon" aria-label={closeLabel}>
              <Icon name="close" />
            </Dialog.Close>
          </Dialog.Title>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
