import { Component, type ReactNode } from 'react';
import { messages } from '../messages';

interface CrashGuardProps {
  readonly children: ReactNode;
}

/** If the screen breaks, one sentence and a button instead of an empty window. What was reported is in main's store. */
export class CrashGuard extends Component<CrashGuardProps, { readonly crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError(): { readonly crashed: boolean } {
    return { crashed: true };
  }

  override render(): ReactNode {
    if (!this.state.crashed) return this.props.children;
    return (
      <main className="whole" role="alert">
        <p>{messages.errors.crash}</p>
        <button type="button" className="button big primary" onClick={() => window.location.reload()}>
          {messages.errors.reload}
        </button>
      </main>
    );
  }
}
