import { type ComponentType, useEffect, useState } from 'react';

const nothing = () => null;

/**
 * A part of the page that is loaded when it is first wanted; `Meanwhile` stands in its place until then. Unlike a lazy
 * one of React it is drawn the moment it is there: React holds those back for up to 300 ms. A part that cannot be
 * loaded is a fault of its region.
 */
export function soon(
  load: () => Promise<{ readonly default: ComponentType }>,
  Meanwhile: ComponentType = nothing,
): ComponentType {
  let Part: ComponentType | null = null;
  let coming: Promise<void> | null = null;
  const come = async () => {
    Part = (await load()).default;
  };
  return function Soon() {
    const [arrived, setArrived] = useState(Part !== null);
    const [fault, setFault] = useState<{ readonly error: unknown } | null>(null);
    useEffect(() => {
      if (arrived) return;
      coming ??= come();
      coming.then(
        () => setArrived(true),
        (error: unknown) => {
          coming = null;
          setFault({ error });
        },
      );
    }, [arrived]);
    if (fault !== null) throw fault.error;
    return Part === null ? <Meanwhile /> : <Part />;
  };
}
