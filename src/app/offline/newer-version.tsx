import { words } from '../words';
import { takeNewer, useOffline } from './offline';

/** A newer version is ready; the page stays as it is until the person says so (OFF-3). */
export default function NewerVersion() {
  const { newer, otherPages } = useOffline();
  if (!newer) return null;
  return (
    <button type="button" className="strip-item" onClick={() => void takeNewer()}>
      {otherPages ? words.offline.otherPages : words.offline.newer}
    </button>
  );
}
