import { commandOf, keyInWords, keyOf } from '../commands';
import { StaticCode } from '../editor/static-code';
import { OfflineSection } from '../offline/offline-section';
import { words } from '../words';
import { AtCaret } from './at-caret';
import { Sheet } from './sheet';
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
    <Sheet title={words.help.title} kind="help">
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
    </Sheet>
  );
}
