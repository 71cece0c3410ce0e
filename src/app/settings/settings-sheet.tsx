import { useId } from 'react';
import { Sheet } from '../shell/sheet';
import { type ThemeName, useHolt } from '../store';
import { chooseTheme } from '../theme/theme';
import { words } from '../words';
import { KeyList } from './key-list';
import {
  changeSettings,
  codeSizes,
  codeSurfaces,
  densities,
  hintKinds,
  switchHint,
  useSettings,
} from './settings';
import './settings.css';

const themes: readonly ThemeName[] = ['system', 'light', 'dark', 'contrast'];

/** What a person can set for this device (LOOK-1, LOOK-2, EDT-4, EDT-12, EDT-23, CMD-2). */
export default function SettingsSheet() {
  const settings = useSettings();
  const theme = useHolt((state) => state.theme);
  return (
    <Sheet title={words.settings.title} kind="settings" closeLabel={words.settings.close}>
      <div className="settings-columns">
        <section>
          <h3 className="section-title">{words.settings.look}</h3>
          <Choice
            label={words.settings.theme}
            value={theme}
            options={themes.map((one) => [one, words.themes[one]])}
            onChoose={(one) => chooseTheme(one)}
          />
          <Choice
            label={words.settings.densityLabel}
            value={settings.density}
            options={densities.map((one) => [one, words.settings.densities[one]])}
            onChoose={(density) => changeSettings({ density })}
          />
          <Choice
            label={words.settings.codeSize}
            value={String(settings.codeSize)}
            options={codeSizes.map((size) => [String(size), words.settings.pixels(size)])}
            onChoose={(size) =>
              changeSettings({ codeSize: codeSizes.find((one) => String(one) === size) ?? 13 })
            }
          />
        </section>
        <section>
          <h3 className="section-title">{words.settings.editor}</h3>
          <Choice
            label={words.settings.codeSurface}
            value={settings.codeSurface}
            options={codeSurfaces.map((one) => [one, words.settings.codeSurfaces[one]])}
            onChoose={(codeSurface) => changeSettings({ codeSurface })}
          />
          <Switch
            label={words.settings.lenses}
            on={settings.lenses}
            onSwitch={() => changeSettings({ lenses: !settings.lenses })}
          />
          <Switch
            label={words.settings.formatOnSave}
            on={settings.formatOnSave}
            onSwitch={() => changeSettings({ formatOnSave: !settings.formatOnSave })}
          />
          <Switch
            label={words.settings.letterKeys}
            on={settings.letterKeys}
            onSwitch={() => changeSettings({ letterKeys: !settings.letterKeys })}
          />
        </section>
        <fieldset>
          <legend className="section-title">{words.settings.hintsLabel}</legend>
          {hintKinds.map((kind) => (
            <Switch
              key={kind}
              label={words.settings.hints[kind]}
              on={settings.hints[kind]}
              onSwitch={() => switchHint(kind)}
            />
          ))}
        </fieldset>
      </div>
      <KeyList />
    </Sheet>
  );
}

function Choice<Value extends string>({
  label,
  value,
  options,
  onChoose,
}: {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly (readonly [Value, string])[];
  readonly onChoose: (value: Value) => void;
}) {
  const id = useId();
  return (
    <div className="setting">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="field"
        value={value}
        onChange={(event) => {
          const chosen = options.find(([one]) => one === event.target.value);
          if (chosen !== undefined) onChoose(chosen[0]);
        }}
      >
        {options.map(([one, name]) => (
          <option key={one} value={one}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

function Switch({
  label,
  on,
  onSwitch,
}: {
  readonly label: string;
  readonly on: boolean;
  readonly onSwitch: () => void;
}) {
  return (
    <label className="setting">
      <span>{label}</span>
      <input type="checkbox" checked={on} onChange={onSwitch} />
    </label>
  );
}
