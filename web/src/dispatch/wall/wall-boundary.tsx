import { Component, type ReactNode } from "react";
import { reloadWhenServed } from "./stay-fresh.ts";

const AGAIN_MS = 30_000;

interface WallBoundaryProps {
  readonly fallback: ReactNode;
  readonly children: ReactNode;
}

/** A fault says so in large words, and the page begins anew: nobody is there to do it. */
export class WallBoundary extends Component<WallBoundaryProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };
  #timer: ReturnType<typeof setInterval> | undefined;

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override componentDidCatch(error: unknown): void {
    console.error(error);
    clearInterval(this.#timer);
    this.#timer = setInterval(() => void reloadWhenServed(), AGAIN_MS);
  }

  override componentWillUnmount(): void {
    clearInterval(this.#timer);
  }

  override render(): ReactNode {
    return this.state.hasFailed ? this.props.fallback : this.props.children;
  }
}
