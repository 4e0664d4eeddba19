/** Who sits at this screen, for commands and notices. */
export interface Viewer {
  readonly id: string;
  readonly mayReport: boolean;
  readonly mayFile: boolean;
  readonly mayDispatch: boolean;
}

let viewer: Viewer | null = null;

export function takeViewer(next: Viewer): void {
  viewer = next;
}

export const presentViewer = (): Viewer | null => viewer;
