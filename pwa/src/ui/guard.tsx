import { Component, type ComponentChildren } from "preact";

interface GuardProps {
  children: ComponentChildren;
  /** Shown in place of what could not be drawn. */
  instead: ComponentChildren;
}

/** A screen that fails to draw must not take the app with it: what was written is safe, and there is a way on. */
export class Guard extends Component<GuardProps, { failed: boolean }> {
  override state = { failed: false };

  static override getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ComponentChildren {
    return this.state.failed ? this.props.instead : this.props.children;
  }
}
