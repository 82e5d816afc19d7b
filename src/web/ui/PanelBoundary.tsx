import { Component, type ErrorInfo, type ReactNode } from "react";
import { ErrorPanel } from "./ErrorPanel.tsx";

interface PanelBoundaryProps {
  readonly children: ReactNode;
  readonly title?: string;
  /** Called with what was thrown; must not send personal data anywhere. */
  readonly onError?: (error: unknown, info: ErrorInfo) => void;
  readonly onRetry?: () => void;
}

/** Keeps a fault inside its panel. React offers this only to classes. */
export class PanelBoundary extends Component<PanelBoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo) {
    this.props.onError?.(error, info);
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    const retry = () => {
      this.props.onRetry?.();
      this.setState({ failed: false });
    };
    return <ErrorPanel onRetry={retry} {...(this.props.title ? { title: this.props.title } : {})} />;
  }
}
