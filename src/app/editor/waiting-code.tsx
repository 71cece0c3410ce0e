import { useSettings } from '../settings/settings';
import { openText, useHolt } from '../store';
import { StaticCode } from './static-code';

/** The text, coloured by the grammar, until the editor is there (EDT-1). */
export function WaitingCode() {
  const text = useHolt(openText);
  const lenses = useSettings((settings) => settings.lenses);
  return <StaticCode text={text} lenses={lenses} />;
}
