import type { ComponentType } from 'react';
import { createContext, use } from 'react';
import type { ValueView as HeldValue } from '../../engine';

/** What draws a value inside another: tables hold parts, and parts may be tables again. */
export const PartDrawing = createContext<ComponentType<{ readonly value: HeldValue; readonly form: null }>>(
  () => null,
);

export function PartView({ value }: { readonly value: HeldValue }) {
  const Drawing = use(PartDrawing);
  return <Drawing value={value} form={null} />;
}
