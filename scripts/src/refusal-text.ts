import type { ServeRefusal } from "@onegrid/server";
import { inWords } from "./terminal.ts";

type Code = ServeRefusal["code"];
/** The refusals that may carry a code: some share one shape. */
type With<C extends Code, R = ServeRefusal> = R extends { code: infer K }
  ? C extends K
    ? R
    : never
  : never;
type Sentences = { [C in Code]: (refusal: With<C>) => [zh: string, en: string] };

/** What keeps the server from starting, and what to do next. A refusal without a sentence does not compile. */
const SENTENCES: Sentences = {
  "server.port-taken": ({ port }) => [
    `端口 ${port} 已被占用：请关闭占用它的程序，或换一个端口：PORT=${port + 1} npm start。`,
    `Port ${port} is taken: stop the other program, or choose another port: PORT=${port + 1} npm start.`,
  ],
  "server.port-forbidden": ({ port }) => [
    `没有权限使用端口 ${port}：请换用 1024 以上的端口。`,
    `No permission to use port ${port}: choose one above 1024.`,
  ],
  "db.folder-in-use": ({ folder, owner }) => [
    `数据目录 ${folder} 正被另一个 OneGrid 使用（${owner.address ?? `进程 ${owner.pid}`}）：请直接打开它，或先停止它。`,
    `The data folder ${folder} is in use by another OneGrid (${owner.address ?? `process ${owner.pid}`}): open that one, or stop it first.`,
  ],
  "db.disk-full": ({ folder }) => [
    `磁盘已满，无法写入 ${folder}：请腾出空间后再次运行。`,
    `The disk is full, ${folder} cannot be written: free some space and run again.`,
  ],
  "db.folder-unreadable": ({ folder, detail }) => [
    `数据目录 ${folder} 无法读写（${detail}）：请检查权限，或用 ONEGRID_DATA 指定另一个目录。`,
    `The data folder ${folder} cannot be read and written (${detail}): check its rights, or name another one with ONEGRID_DATA.`,
  ],
  "db.folder-corrupt": ({ folder, detail }) => [
    `数据目录 ${folder} 不是可用的数据库（${detail}）：请从备份恢复，或移走它以重新开始。`,
    `The data folder ${folder} is not a usable database (${detail}): restore a backup, or move it away to begin anew.`,
  ],
  "db.folder-version": ({ folder, detail }) => [
    `数据目录 ${folder} 由不兼容的版本写成（${detail}）：请用写它的版本打开并备份，或用 ONEGRID_DATA 指定另一个目录。`,
    `The data folder ${folder} was written by an incompatible version (${detail}): open it with that one and back it up, or name another folder with ONEGRID_DATA.`,
  ],
  "db.no-local-database": ({ platform }) => [
    `${platform} 上没有内置数据库：请用 DATABASE_URL 指定一个 PostGIS 服务器。`,
    `There is no embedded database on ${platform}: name a PostGIS server with DATABASE_URL.`,
  ],
  "db.lost": () => [
    "数据库在准备过程中停止了，原因见上；已写入的内容没有丢失，请再次运行。",
    "The database stopped while it was made ready, the reason is above; what was written is kept. Run again.",
  ],
  "db.unreachable": ({ host, detail }) => [
    `无法连接数据库服务器 ${host}（${detail}）：请检查 DATABASE_URL 和网络。`,
    `The database server ${host} cannot be reached (${detail}): check DATABASE_URL and the network.`,
  ],
  "db.server-too-old": ({ host, version }) => [
    `数据库服务器 ${host} 是 PostgreSQL ${version}：需要 15 或更新的版本。`,
    `The database server ${host} is PostgreSQL ${version}: version 15 or later is needed.`,
  ],
  "db.postgis-missing": ({ host }) => [
    `数据库服务器 ${host} 没有 PostGIS：请安装后以管理员执行 create extension postgis。`,
    `The database server ${host} has no PostGIS: install it and run create extension postgis as administrator.`,
  ],
  "db.reader-role-missing": ({ host }) => [
    `${host} 的账号不能建立角色 onegrid_reader（第二道墙）。请数据库管理员执行一次：create role onegrid_reader nologin; grant onegrid_reader to 该账号;`,
    `The account on ${host} may not make the role onegrid_reader, which the second wall stands on. Have the database's administrator run once: create role onegrid_reader nologin; grant onegrid_reader to that account;`,
  ],
  "db.postgis-too-old": ({ host, version }) => [
    `数据库服务器 ${host} 的 PostGIS 是 ${version}：需要 3.3 或更新的版本。`,
    `The database server ${host} has PostGIS ${version}: version 3.3 or later is needed.`,
  ],
};

export function refusalText<C extends Code>(refusal: With<C> & { readonly code: C }): string {
  const sentence: Sentences[C] = SENTENCES[refusal.code];
  return inWords(...sentence(refusal));
}
