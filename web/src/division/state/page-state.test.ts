import { beforeEach, describe, expect, it } from "vitest";
import { noteShare, useDivision } from "./page-state.ts";

describe("noteShare", () => {
  beforeEach(() => useDivision.setState({ work: null }));

  it("moves the bar of work that goes on", () => {
    useDivision.setState({ work: { share: 0 } });
    noteShare(0.4);
    expect(useDivision.getState().work).toEqual({ share: 0.4 });
  });

  it("does not begin again what is over when a share comes late", () => {
    useDivision.setState({ work: { share: 0 } });
    useDivision.setState({ work: null });
    noteShare(0.67);
    expect(useDivision.getState().work).toBeNull();
  });
});
