import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { errorCode } from "../system-error.ts";

/** What the system says about a process: for whether it lives, works, or is another one by now. */
export interface ProcessState {
  /** One letter of proc(5): R works, S waits, D waits for the disk, T is stopped, Z is dead but not yet buried. */
  readonly state: string;
  /** Processor time used since its start, in clock ticks. */
  readonly cpuTicks: number;
  /** Start time and boot together: a number that is used again never has both the same. */
  readonly startedAt: string;
}

/** Linux only; `undefined` elsewhere and for a process that is not there. */
export function readProcess(pid: number): ProcessState | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "latin1").trim();
    // The name in brackets may hold blanks and brackets itself: fields are counted after the last one.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return {
      state: fields[0] ?? "",
      cpuTicks: Number(fields[11]) + Number(fields[12]),
      startedAt: `${boot}:${fields[19]}`,
    };
  } catch {
    return undefined;
  }
}

/** When a process started, in whatever words the system has; empty where it cannot tell. */
export function startTime(pid: number): string {
  const known = readProcess(pid)?.startedAt;
  if (known !== undefined || process.platform === "linux") return known ?? "";
  const { stdout } = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" });
  return (stdout ?? "").trim();
}

/** Whether exactly this process lives: a number is given to another process sooner or later. */
export function isSameProcess(pid: number, startedAt: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (errorCode(error) === "ESRCH") return false;
  }
  if (readProcess(pid)?.state === "Z") return false;
  const now = startTime(pid);
  return startedAt === "" || now === "" || now === startedAt;
}
