import { AjvCompiler } from "@fastify/ajv-compiler";
import { SerializerSelector } from "@fastify/fast-json-stringify-compiler";
import type { FastifyServerOptions } from "fastify";

const validators = AjvCompiler();
const serializers = SerializerSelector();

const buildValidator: typeof validators = (shared, options) => {
  const compile = validators(shared, options);
  return (schema) => {
    const check = once(() => compile(schema));
    // Fastify reads what was wrong from the function that it called.
    const lazy: ReturnType<typeof compile> = Object.assign((data: unknown) => {
      const isRight = check()(data);
      lazy.errors = check().errors ?? null;
      return isRight;
    });
    return lazy;
  };
};

const buildSerializer: typeof serializers = (shared, options) => {
  const compile = serializers(shared, options);
  return (schema) => {
    const write = once(() => compile(schema));
    return (value) => write()(value);
  };
};

/**
 * Compiles what a route takes and answers when it is first asked. There are hundreds of such forms, a
 * second's work all together, and a server that starts is waited for; most starts need a handful.
 */
export const LAZY_SCHEMAS: NonNullable<FastifyServerOptions["schemaController"]> = {
  compilersFactory: { buildValidator, buildSerializer },
};

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
