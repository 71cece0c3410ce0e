import { Dialog } from 'radix-ui';
import { commandOf, keyInWords, keyOf } from '../commands';
import { StaticCode } from '../editor/static-code';
import { OfflineSection } from '../offline/offline-section';
import { useHolt } from '../store';
import { words } from '../words';
import { AtCaret } from './at-caret';
import { Icon } from './icons';
import syntax from './syntax.lt?raw';
import './help.css';

const keys = [
  'run',
  'share',
  'palette',
  'format',
  'next-problem',
  'view-result',
  'view-plan',
  'view-sql',
  'next-region',
  'keys',
];

/** Keys, the language on one screen, and what leaves the device (FST-9, PRV-3). */
export default function HelpDialog() {
  return (
    <Dialog.Root open onOpenChange={(open) => !open && useHolt.setState({ dialog: null })}>
      <Dialog.Portal>
        <Dialog.Overlay className="sheet-veil" />
        <Dialog.Content className="sheet help" aria-describedby={undefined}>
          <Dialog.Title className="sheet-title">
            {words.help.title}
            <Dialog.Close className="button icon" aria-label={words.data.cancel}>
              <Icon name="close" />
            </Dialog.Close>
          </Dialog.Title>
          <div className="help-columns">
            <section>
              <h3>{words.help.keys}</h3>
              <dl className="help-keys">
                {keys.map((id) => {
                  const command = commandOf(id);
                  return (
                    <div key={id}>
                      <dt>{command.title}</dt>
                      <dd>
                        <kbd>{keyInWords(keyOf(command) ?? '')}</kbd>
                      </dd>
                    </div>
                  );
                })}
                <div>
                  <dt>{words.commands.cancel}</dt>
                  <dd>
                    <kbd>Esc Esc</kbd>
                  </dd>
                </div>
              </dl>
              <AtCaret />
              <h3>{words.help.leaves}</h3>
              <p>{words.help.leavesNote}</p>
              <details>
                <summary>{words.help.proof}</summary>
                <ol className="help-proof">
                  {words.help.proofSteps.map((step) => (
                    <li key={step}>{step}</li>
                  ))}
                </ol>
              </details>
              <OfflineSection />
            </section>
            <section>
              <h3>{words.help.syntax}</h3>
              <StaticCode text={syntax} />
              <p>
                <a href="./language.html" target="_blank" rel="noreferrer">
                  {words.help.languagePage}
                </a>
              </p>
            </section>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
