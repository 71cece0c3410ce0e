import { Component, type ReactNode } from 'react';
import { words } from '../words';

interface BoundaryProps {
  readonly children: ReactNode;
  /** The class of the region, so that what stands in its place has its size. */
  readonly region?: string;
}

interface BoundaryState {
  readonly fault: Error | null;
}

/** Keeps a fault of ours inside one region, which can be loaded again (STA-22, STA-23). */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { fault: null };

  static getDerivedStateFromError(fault: Error): BoundaryState {
    return { fault };
  }

  override render(): ReactNode {
    const { fault } = this.state;
    if (fault === null) return this.props.children;
    return (
      <section className={`state ${this.props.region ?? ''}`} role="alert">
        <h3>{words.fault.title}</h3>
        <p>{words.fault.note}</p>
        <pre className="state-detail">{fault.message}</pre>
        <span className="state-actions">
          <button type="button" className="button main" onClick={() => this.setState({ fault: null })}>
            {words.fault.reload}
          </button>
          <button
            type="button"
            className="button framed"
            onClick={() => void navigator.clipboard.writeText(`${fault.message}\n${fault.stack ?? ''}`)}
          >
            {words.fault.report}
          </button>
        </span>
      </section>
    );
  }
}
