import { DropdownMenu } from 'radix-ui';
import type { RunnerChoice, RunnerStatus } from '../../engine';
import { askName } from '../project/ask-name';
import { chooseRunner, chooseSelector } from '../session';
import { useHolt } from '../store';
import { sizeInWords, words } from '../words';
import { Icon } from './icons';

const bySelector = 'selector';

/** Which runner runs the program, how ready each is, and why one cannot (GO-4). */
export function RunnerPicker() {
  const selector = useHolt((state) => state.selector);
  const choice = useHolt((state) => state.runner);
  const runners = useHolt((state) => state.runners);
  const picked = runners.find((one) => one.picked !== undefined);
  const last = useHolt((state) => state.shown?.run.runner);
  const label =
    selector !== ''
      ? words.runner.bySelector(selector)
      : choice === 'auto'
        ? last === undefined
          ? words.runner.auto
          : words.runner.autoPick(words.runner[last])
        : words.runner[choice];
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="button bar-runner" aria-label={words.runner.label(label)}>
        <span>{label}</span>
        <Icon name="down" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className="menu" align="end" sideOffset={6}>
        <DropdownMenu.RadioGroup
          value={selector === '' ? choice : bySelector}
          onValueChange={(value) => {
            if (value === bySelector) askSelector(selector);
            else void chooseRunner(value as RunnerChoice);
          }}
        >
          <DropdownMenu.RadioItem value="auto" className="menu-item two-lines">
            <span>{words.runner.auto}</span>
            <small>
              {picked?.picked === undefined
                ? words.runner.autoNote
                : words.runner.autoWhy(words.runner[picked.name], picked.picked)}
            </small>
          </DropdownMenu.RadioItem>
          {runners.map((runner) => (
            <DropdownMenu.RadioItem
              key={runner.name}
              value={runner.name}
              className="menu-item two-lines"
              disabled={runner.refusal !== undefined}
            >
              <span>{words.runner[runner.name]}</span>
              <small>{runner.refusal ?? stateInWords(runner)}</small>
            </DropdownMenu.RadioItem>
          ))}
          <DropdownMenu.RadioItem value={bySelector} className="menu-item two-lines">
            <span>{words.runner.selectorItem}</span>
            <small>{selector === '' ? words.runner.selectorHint : selector}</small>
          </DropdownMenu.RadioItem>
        </DropdownMenu.RadioGroup>
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}

/** Exact control: the text of a runner selector (specification 5 §8.2, GO-4). */
function askSelector(value: string): void {
  askName({
    title: words.runner.selector,
    label: words.runner.selectorNote,
    value,
    accept: words.runner.selectorAccept,
    onAccept: (text) => void chooseSelector(text),
  });
}

function stateInWords(runner: RunnerStatus): string {
  if (runner.state === 'loading') return words.runner.loading(runner.loaded);
  if (runner.state === 'failed') return words.runner.failed;
  if (runner.loadBytes > 0) {
    const { lowMemory, enginesAllowed } = useHolt.getState();
    const size = sizeInWords(runner.loadBytes);
    return lowMemory && !enginesAllowed.includes(runner.name)
      ? words.runner.offHere(size)
      : words.runner.toLoad(size);
  }
  return runner.name === 'interpreter' ? words.runner.inside : words.runner.ready;
}
