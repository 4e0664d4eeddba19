export { outlineAround } from "./outline-around.ts";
