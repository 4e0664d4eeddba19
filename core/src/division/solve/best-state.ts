import { costOf, startPartition, type Partition } from "./partition.ts";

/** The cheapest of the states that one partition went through. */
export class BestState {
  private readonly from: Partition;
  private readonly gridOf: Int32Array;
  private cost: number;

  constructor(from: Partition) {
    this.from = from;
    this.gridOf = from.gridOf.slice();
    this.cost = costOf(from);
  }

  offer(now: Partition): void {
    const cost = costOf(now);
    if (cost >= this.cost) return;
    this.cost = cost;
    this.gridOf.set(now.gridOf);
  }

  partition(): Partition {
    return startPartition(this.from.graph, this.from.weights, this.from, this.gridOf);
  }
}
