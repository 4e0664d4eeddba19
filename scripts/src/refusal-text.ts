import type { ServeRefusal } from "@onegrid/server";
import { inWords } from "./terminal.ts";

/** One plain sentence for whatever keeps the server from starting: what, and what next. */
export function refusalText(refusal: ServeRefusal): string {
  switch (refusal.code) {
    case "server.port-taken":
      return inWords(
        `端口 ${refusal.port} 已被占用：请关闭占用它的程序，或换一个端口，如 PORT=${refusal.port + 1} npm start。`,
        `Port ${refusal.port} is taken: stop the other program or choose another port, as in PORT=${refusal.port + 1} npm start.`,
      );
    case "server.port-forbidden":
      return inWords(
        `没有权限使用端口 ${refusal.port}：请换用 1024 以上的端口。`,
        `No permission to use port ${refusal.port}: choose one above 1024.`,
      );
    case "db.disk-full":
      return inWords("磁盘已满：请腾出空间后再次运行。", "The disk is full: free some space and run again.");
    default:
      return inWords(`数据库无法打开：${describe(refusal)}`, `The database cannot be opened: ${describe(refusal)}`);
  }
}

const describe = (refusal: ServeRefusal): string =>
  Object.entries(refusal)
    .map(([key, value]) => (key === "code" ? String(value) : `${key} ${JSON.stringify(value)}`))
    .join(", ");
